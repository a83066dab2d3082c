"""`lcweek fill`, `tell`, `documents`, `show`, `check`: entering a report and looking at it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

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
from lcweek_desktop.services.report.written_text import list_documents as write_documents
from lcweek_desktop.services.report.written_text import write_from_figures
from lcweek_desktop.services.workspace.workspace import Workspace

_heading_option: Final = click.option(
    "--heading", metavar="MỤC", help="Mục của Phụ lục I (mặc định: mục mà biểu mẫu dành cho việc này)."
)


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


@click.command("tell")
@_heading_option
@click.option("--replace", "replaces", is_flag=True, help="Thay đoạn cũ mà lệnh này đã viết.")
@options.with_workspace
def tell_figures(workspace: Workspace, heading: str | None, *, replaces: bool) -> CommandResult:
    """Viết kết quả ở Phụ lục II thành lời.

    Như nút “Viết từ số liệu” trong cửa sổ: nội dung đã có được giữ nguyên, đoạn viết từ số liệu nằm ở cuối.
    """
    told = write_from_figures(workspace, heading, replaces=replaces)
    document: dict[str, Json] = {
        "unit": workspace.unit.code,
        "heading": told.heading.key,
        "effect": told.effect.value,
    }
    return CommandResult(document, [Verb.TELL_FIGURES.done_cli(heading=told.heading.key)])


@click.command("documents")
@click.argument("sentences", metavar="VĂN_BẢN...", nargs=-1, required=True)
@_heading_option
@options.with_workspace
def list_documents(workspace: Workspace, sentences: tuple[str, ...], heading: str | None) -> CommandResult:
    """Thêm văn bản đã ban hành vào danh sách.

    Mỗi VĂN_BẢN là một câu có số và ngày, ví dụ “Kế hoạch số 12/KH-TH ngày 05/9/2024 của Trường A về việc tổ
    chức Tuần lễ”.
    """
    listed = write_documents(workspace, heading, sentences)
    document: dict[str, Json] = {
        "unit": workspace.unit.code,
        "heading": listed.heading.key,
        "count": listed.total,
        "added": [{**each} for each in listed.added],
    }
    said = Verb.LIST_DOCUMENTS.done_cli(
        heading=listed.heading.key, added=len(listed.added), count=listed.total
    )
    return CommandResult(document, [said])


@click.command("give-up")
@click.argument("place", metavar="CHỖ")
@options.with_workspace
def give_up(workspace: Workspace, place: str) -> CommandResult:
    """Bỏ phần dữ liệu bị hỏng để làm tiếp. CHỖ là “place” mà lệnh check nêu."""
    give_up_damaged(workspace, place)
    return CommandResult({"place": place}, [Verb.GIVE_UP_DAMAGED.done_cli(place=place)])
