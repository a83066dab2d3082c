"""`lcweek fill`, `show`, `check`: entering a report and looking at it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.findings_output import finding_counts, finding_lines, findings_json
from lcweek_desktop.cli.result import CommandResult, ExitCode
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.checks import error_findings
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.report.checking import check_report
from lcweek_desktop.services.report.damaged import give_up as give_up_damaged
from lcweek_desktop.services.report.filling import describe_report, fill_from_template
from lcweek_desktop.services.report.filling import fill as fill_report
from lcweek_desktop.services.workspace.workspace import Workspace


@click.command()
@click.argument("file", metavar="TỆP", type=options.FILE)
@options.with_workspace
def fill(workspace: Workspace, file: Path) -> CommandResult:
    """Nhập số liệu, lời văn, ảnh từ tệp JSON hoặc mẫu Excel."""
    fill_file = fill_from_template if file.suffix.lower() == ".xlsx" else fill_report
    draft, dropped = fill_file(workspace, file)
    findings = check_report(workspace, draft)
    cells = len(draft.content.figures)
    document: dict[str, Json] = {
        "unit": workspace.unit.code,
        "saved": True,
        "cells": cells,
        "dropped": {**dropped},
        "findings": findings_json(findings),
    }
    counts = finding_counts(findings)
    lines = [Verb.ENTER_REPORT.done_cli(unit=workspace.unit.name, cells=cells, findings=counts)]
    lines += [f"{key}: {sentence('text-dropped', count=count)}" for key, count in dropped.items()]
    if findings:
        lines.append("Hãy xem từng lỗi, lưu ý bằng lệnh lcweek check.")
    return CommandResult(document, lines)


@click.command()
@options.with_workspace
def show(workspace: Workspace) -> CommandResult:
    """In báo cáo đang có, dạng JSON mà lệnh fill đọc được. Kèm tổng, số bản, mã báo cáo, trạng thái."""
    document = describe_report(workspace)
    return CommandResult(document, [json.dumps(document, ensure_ascii=False, indent=1)])


@click.command()
@options.with_workspace
def check(workspace: Workspace) -> CommandResult:
    """Kiểm tra báo cáo: lỗi phải sửa trước khi chốt, lưu ý cần xem."""
    findings = check_report(workspace)
    errors = len(error_findings(findings))
    document: dict[str, Json] = {
        "unit": workspace.unit.code,
        "errors": errors,
        "warnings": len(findings) - errors,
        "findings": findings_json(findings),
    }
    lines = [*finding_lines(findings), f"{workspace.unit.name}: {finding_counts(findings)}."]
    return CommandResult(document, lines, ExitCode.REFUSED if errors else ExitCode.DONE)


@click.command("give-up")
@click.argument("place", metavar="CHỖ")
@options.with_workspace
def give_up(workspace: Workspace, place: str) -> CommandResult:
    """Bỏ phần dữ liệu bị hỏng để làm tiếp. CHỖ là “place” mà lệnh check nêu."""
    give_up_damaged(workspace, place)
    return CommandResult({"place": place}, [Verb.GIVE_UP_DAMAGED.done_cli(place=place)])
