"""`lcweek fill`, `show`, `check`: entering a report and looking at it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lcweek_desktop.cli import options
from lcweek_desktop.cli.exit_code import ExitCode
from lcweek_desktop.cli.finding import finding_counts, finding_lines, findings_json
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.services.report.checking import check_report as check_report
from lcweek_desktop.services.report.filling import describe_report
from lcweek_desktop.services.report.filling import fill as fill_report


@click.command()
@click.argument("file", metavar="TỆP.json", type=options.FILE)
@options.at_a_desk
def fill(file: Path, unit: str | None, year: str | None, home: Path | None) -> CommandResult:
    """Nhập một tệp JSON vào báo cáo. Gồm số liệu, lời văn, phần ký, ảnh; xem docs/cli.md."""
    with options.opened_at(home, unit, year) as workspace:
        draft = fill_report(workspace, file)
        found = check_report(workspace, draft)
    cells = len(draft.content.figures)
    document: dict[str, Json] = {
        "unit": workspace.unit.code,
        "saved": True,
        "cells": cells,
        "findings": findings_json(found),
    }
    lines = [f"Đã lưu báo cáo của {workspace.unit.name}: {cells} ô số liệu, {finding_counts(found)}."]
    if found:
        lines.append("Hãy xem từng lỗi, lưu ý bằng lệnh lcweek check.")
    return CommandResult(document, lines)


@click.command()
@options.at_a_desk
def show(unit: str | None, year: str | None, home: Path | None) -> CommandResult:
    """In báo cáo đang có, dạng JSON mà lệnh fill đọc được. Kèm tổng, số bản, mã báo cáo, trạng thái."""
    with options.opened_at(home, unit, year) as workspace:
        document = describe_report(workspace)
    return CommandResult(document, [json.dumps(document, ensure_ascii=False, indent=1)])


@click.command()
@options.at_a_desk
def check(unit: str | None, year: str | None, home: Path | None) -> CommandResult:
    """Kiểm tra báo cáo: lỗi phải sửa trước khi chốt, lưu ý cần xem."""
    with options.opened_at(home, unit, year) as workspace:
        found = check_report(workspace)
    errors = sum(finding.is_error for finding in found)
    document: dict[str, Json] = {
        "unit": workspace.unit.code,
        "errors": errors,
        "warnings": len(found) - errors,
        "findings": findings_json(found),
    }
    summary = f"{workspace.unit.name}: {finding_counts(found)}."
    return CommandResult(
        document, [*finding_lines(found), summary], ExitCode.REFUSED if errors else ExitCode.DONE
    )


COMMANDS = (fill, show, check)
