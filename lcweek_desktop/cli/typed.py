"""`lcweek type`: the figures of a unit below, typed from its paper."""

from __future__ import annotations

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli.findings_output import finding_lines, findings_json
from lcweek_desktop.cli.options import with_workspace
from lcweek_desktop.cli.receiving import result_json
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.report import Content
from lcweek_desktop.services.receiving.typed_report import TypedReport, being_typed, typed_report
from lcweek_desktop.services.workspace.workspace import Workspace


@click.command("type")
@click.argument("unit_code", metavar="[ĐƠN_VỊ]", required=False)
@click.option("--set", "values", metavar="Ô=SỐ", multiple=True, help="Số của một ô; để trống là bỏ.")
@click.option("--accept", "is_accepted", is_flag=True, help="Ghi nhận vào tổng hợp, ký thay đơn vị.")
@click.option("--discard", "is_discarded", is_flag=True, help="Bỏ phần đang nhập dở.")
@with_workspace
def type_report(
    workspace: Workspace,
    unit_code: str | None,
    values: tuple[str, ...],
    is_accepted: bool,
    is_discarded: bool,
) -> CommandResult:
    """Nhập thay số liệu từ bản giấy của đơn vị trực thuộc. Không có ĐƠN_VỊ: các đơn vị đang nhập dở."""
    if unit_code is None:
        return _begun(workspace)
    report = typed_report(workspace, unit_code)
    if is_discarded:
        report.discard()
        return _answer(report, Content(), [Verb.DISCARD_TYPED.done_cli(unit=report.unit.name)])
    draft = report.put(dict(each.partition("=")[::2] for each in values)) if values else report.draft
    found = report.findings(report.basis(), draft)
    told: dict[str, Json] = {"findings": findings_json(found)}
    if is_accepted:
        result = report.enter()
        told["accepted"] = result_json(result)
        return _answer(report, draft.content, [*finding_lines(found), result.message], told)
    lines = [f"{cell} = {report.receiver.form.text_of(cell, n)}" for cell, n in draft.content.figures.items()]
    return _answer(report, draft.content, [*lines, *finding_lines(found)], told)


def _begun(workspace: Workspace) -> CommandResult:
    units = sorted(unit.code for unit in being_typed(workspace))
    lines = [f"Đang nhập thay: {workspace.directory.get(code).name} ({code})" for code in units]
    return CommandResult({"typing": [*units]}, lines)


def _answer(
    report: TypedReport, content: Content, lines: list[str], told: dict[str, Json] | None = None
) -> CommandResult:
    form = report.receiver.form
    document: dict[str, Json] = {
        "unit": report.unit.code,
        "cells": {str(cell): form.text_of(cell, number) for cell, number in content.figures.items()},
        "accepted": None,
        "findings": [],
    }
    return CommandResult({**document, **(told or {})}, lines)
