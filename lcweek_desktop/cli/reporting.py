"""`lcweek fill`, `show`, `check`: entering a report and looking at it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from lcweek_desktop.cli import options
from lcweek_desktop.cli.outcome import Outcome
from lcweek_desktop.cli.status import Status
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.form import Severity
from lcweek_desktop.services.checking import check as check_report
from lcweek_desktop.services.filling import fill as fill_report
from lcweek_desktop.services.filling import shown_report

_SIGNS = {Severity.ERROR: "LỖI", Severity.WARNING: "Lưu ý"}


@click.command()
@click.argument("file", type=options.FILE)
@options.at_a_desk
def fill(file: Path, unit: str | None, year: str | None, home: Path | None) -> Outcome:
    """Nhập số liệu, lời văn, chữ ký, ảnh từ một tệp JSON vào báo cáo (xem docs/cli.md)."""
    with options.opened_at(home, unit, year) as (context, desk):
        draft = fill_report(context, desk, file)
        found = check_report(context, desk, draft)
    content = draft.content
    document: dict[str, Json] = {
        "unit": desk.unit.code,
        "saved": True,
        "cells": len(content.figures),
        "findings": [*map(_finding, found)],
    }
    lines = [f"Đã lưu báo cáo của {desk.unit.name}: {len(content.figures)} ô số liệu, {_counted(found)}."]
    return Outcome(document, lines)


@click.command()
@options.at_a_desk
def show(unit: str | None, year: str | None, home: Path | None) -> Outcome:
    """In báo cáo đang có, dạng mà lệnh fill đọc được, kèm tổng, số bản, mã báo cáo, trạng thái."""
    with options.opened_at(home, unit, year) as (context, desk):
        document = shown_report(context, desk)
    return Outcome(document, [json.dumps(document, ensure_ascii=False, indent=1)])


@click.command()
@options.at_a_desk
def check(unit: str | None, year: str | None, home: Path | None) -> Outcome:
    """Kiểm tra báo cáo: lỗi phải sửa trước khi chốt, lưu ý cần xem."""
    with options.opened_at(home, unit, year) as (context, desk):
        found = check_report(context, desk)
    errors = [finding for finding in found if finding.is_error]
    lines = [f"{_SIGNS[finding.severity]}: {finding.sentence}" for finding in found]
    document: dict[str, Json] = {
        "unit": desk.unit.code,
        "errors": len(errors),
        "warnings": len(found) - len(errors),
        "findings": [*map(_finding, found)],
    }
    summary = f"{desk.unit.name}: {_counted(found)}."
    return Outcome(document, [*lines, summary], Status.REFUSED if errors else Status.DONE)


def _finding(finding: Finding) -> Json:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "place": finding.place,
        "message": finding.sentence,
        "accepted": finding.accepted,
    }


def _counted(found: Sequence[Finding]) -> str:
    errors = sum(finding.is_error for finding in found)
    return f"{errors} lỗi, {len(found) - errors} lưu ý"


COMMANDS = (fill, show, check)
