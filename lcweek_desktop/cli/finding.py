"""Findings of the checks, and notes on a file, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.form import Severity
from lcweek_desktop.errors import sentence

_SIGNS: Final = {Severity.ERROR: "LỖI", Severity.WARNING: "Lưu ý"}


def findings_json(found: Sequence[Finding]) -> list[Json]:
    return [
        {
            "check": finding.check,
            "severity": finding.severity.value,
            "place": finding.place,
            "message": finding.sentence,
            "accepted": finding.accepted,
        }
        for finding in found
    ]


def finding_lines(found: Sequence[Finding]) -> list[str]:
    return [f"{_SIGNS[finding.severity]}: {finding.sentence}" for finding in found]


def notes_json(codes: Sequence[str]) -> list[Json]:
    return [{"code": code, "message": sentence(code)} for code in codes]


def finding_counts(found: Sequence[Finding]) -> str:
    errors = sum(finding.is_error for finding in found)
    return f"{errors} lỗi, {len(found) - errors} lưu ý"
