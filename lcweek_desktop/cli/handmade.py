"""`lcweek intake`: figures from a file that a unit made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from lcweek_desktop.cli import options
from lcweek_desktop.cli.receiving import result_json
from lcweek_desktop.cli.result import CommandResult, ExitCode
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.handmade import HandmadeCell
from lcweek_desktop.domain.handmade_number import Confidence
from lcweek_desktop.domain.unit_proposal import Source
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.receiving.found_files import files_below
from lcweek_desktop.services.receiving.handmade import HandmadeDraft, accept, read_draft
from lcweek_desktop.services.receiving.handmade_files import (
    ReadFile,
    WaitingFile,
    enter_files,
    read_files,
    sure_files,
)
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.workspace.workspace import Workspace

_SOURCES = {
    Source.NAME_LINE: "dòng tên đơn vị",
    Source.LETTERHEAD: "phần đầu văn bản",
    Source.SENDER: "người gửi thư",
    Source.FILE: "tên tệp",
    Source.FOLDER: "tên thư mục",
}
_MARKS = {Confidence.SURE: "chắc", Confidence.LIKELY: "gần chắc", Confidence.UNSURE: "cần xem"}


@click.command("intake")
@click.argument("files", metavar="TỆP...", type=options.FILE, nargs=-1, required=True)
@click.option("--for", "of_unit", metavar="ĐƠN_VỊ", help="Mã đơn vị có số liệu trong tệp.")
@click.option("--sender", metavar="TÊN", default="", help="Người gửi thư kèm tệp, để đoán đơn vị.")
@click.option("--accept", "is_accepted", is_flag=True, help="Nhập vào tổng hợp, ký thay đơn vị.")
@click.option("--set", "settled", metavar="Ô=SỐ", multiple=True, help="Số đúng của một ô; để trống là bỏ.")
@click.option("--likely", is_flag=True, help="Nhận cả các ô gần chắc.")
@click.option("--leave-rest", is_flag=True, help="Để trống các ô còn chưa chắc.")
@options.with_workspace
def intake(
    workspace: Workspace,
    files: tuple[Path, ...],
    of_unit: str | None,
    sender: str,
    is_accepted: bool,
    settled: tuple[str, ...],
    likely: bool,
    leave_rest: bool,
) -> CommandResult:
    """Đọc số liệu trong tệp Excel, Word làm tay. Mỗi ô có mức chắc và chỗ trong tệp.

    Nhiều tệp hoặc một thư mục: --accept nhập một lượt những tệp chắc chắn cả đơn vị và mọi ô.
    """
    file = files[0]
    found = [WaitingFile(each, sender) for path in files for each in files_below(path)]
    if [*files] != [each.file for each in found] or len(found) > 1:
        if of_unit is not None or settled or likely or leave_rest:
            raise click.UsageError("options of one file")
        return _intake_all(workspace, found, is_accepted)
    draft = read_draft(workspace, file, of_unit, sender)
    known = dict(each.partition("=")[::2] for each in settled)
    read = _draft_json(workspace, draft)
    if not is_accepted:
        is_open = draft.unit is None or draft.reading.count(Confidence.SURE) < len(draft.reading.cells)
        return CommandResult(
            {**read, "accepted": None}, [*_lines(draft)], ExitCode.REFUSED if is_open else ExitCode.DONE
        )
    if of_unit is None and not draft.proposal.is_sure:
        draft = draft.without_unit
    result = accept(workspace, draft, known, likely=likely, leave_rest=leave_rest)
    return CommandResult({**read, "accepted": result_json(result)}, [result.message])


def _intake_all(workspace: Workspace, files: list[WaitingFile], is_accepted: bool) -> CommandResult:
    """What each of `files` is, and with `is_accepted` those entered of which everything is sure."""
    read = sure_files([*read_files(workspace, files)])
    results = enter_files(workspace, read) if is_accepted else ()
    kept = dict(zip((each.path for each in read if each.typed is not None), results, strict=False))
    document: list[Json] = [
        {
            "file": str(each.path),
            "unit": None if each.unit is None else each.unit.code,
            "sure": each.typed is not None,
            "accepted": result_json(kept[each.path]) if each.path in kept else None,
            "error": None
            if each.reason is None
            else {"code": each.reason.code, "message": each.reason.message},
        }
        for each in read
    ]
    lines = [_line_of(each, kept.get(each.path)) for each in read]
    is_open = any(each.reason is not None for each in read)
    return CommandResult({"files": document}, lines, ExitCode.REFUSED if is_open else ExitCode.DONE)


def _line_of(file: ReadFile, kept: ReceiveResult | None) -> str:
    if kept is not None:
        return kept.message
    if file.reason is not None or file.unit is None:
        return "" if file.reason is None else file.reason.message
    return f"Chắc chắn: {file.path.name}, {file.unit.name} ({file.unit.code})"


def _draft_json(workspace: Workspace, draft: HandmadeDraft) -> dict[str, Json]:
    proposal = draft.proposal
    return {
        "file": str(draft.path),
        "unit": None if draft.unit is None else draft.unit.code,
        "proposed": {
            "unit": None if proposal.unit is None else proposal.unit.code,
            "name": None if proposal.unit is None else proposal.unit.name,
            "source": None if proposal.source is None else proposal.source.value,
            "read": proposal.read,
            "sure": proposal.is_sure,
            "others": [*proposal.others],
        },
        "cells": [_cell_json(draft, cell) for cell in draft.reading.cells],
        "dashes": draft.reading.dashes,
        "narrative": [*draft.reading.narrative],
    }


def _cell_json(draft: HandmadeDraft, cell: HandmadeCell) -> Json:
    return {
        "cell": None if cell.target is None else draft.place_of(cell),
        "line": cell.line,
        "value": cell.value,
        "confidence": cell.confidence.value,
        "given": cell.given,
        "place": cell.place,
        "reasons": [{"code": code, "message": sentence(code)} for code in cell.reasons],
    }


def _lines(draft: HandmadeDraft) -> Iterator[str]:
    proposal = draft.proposal
    if proposal.unit is not None and proposal.source is not None:
        sure = "" if proposal.is_sure else "có thể "
        source = _SOURCES[proposal.source]
        yield f"Đơn vị: {sure}{proposal.unit.name} ({proposal.unit.code}), theo {source} “{proposal.read}”"
    if told := [*draft.reading.narrative]:
        yield f"Lời văn: mục {', '.join(told)}"
    for cell in draft.reading.cells:
        why = " ".join(sentence(code) for code in cell.reasons)
        name = cell.line if cell.target is None else draft.place_of(cell)
        value, mark = cell.value or "để trống", _MARKS[cell.confidence]
        yield f"{mark}: {name} = {value} ← “{cell.given}” ({cell.place}) {why}".rstrip()
