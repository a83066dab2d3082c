"""Findings of the checks, and notes on a file, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.checks import Finding, error_findings
from lcweek_desktop.domain.form import Severity
from lcweek_desktop.errors import sentence

_SEVERITY_WORDS: Final = {Severity.ERROR: "LỖI", Severity.WARNING: "Lưu ý"}


def findings_json(findings: Sequence[Finding]) -> list[Json]:
    """One object for each finding; `accepted` is the reason it was accepted with, or null."""
    return [
        {
            "check": finding.check,
            "severity": finding.severity.value,
            "place": finding.place,
            "message": finding.sentence,
            "accepted": finding.accepted,
        }
        for finding in findings
    ]


def finding_lines(findings: Sequence[Finding]) -> list[str]:
    """One line for each finding: its severity and its sentence."""
    return [f"{_SEVERITY_WORDS[finding.severity]}: {finding.sentence}" for finding in findings]


def finding_counts(findings: Sequence[Finding]) -> str:
    """The numbers of errors and warnings in words: "1 lỗi, 3 lưu ý"."""
    errors = len(error_findings(findings))
    return f"{errors} lỗi, {len(findings) - errors} lưu ý"


def notes_json(codes: Sequence[str]) -> list[Json]:
    """One object for each catalogue code in `codes`, with the code and its sentence."""
    return [{"code": code, "message": sentence(code)} for code in codes]
