"""The board as a workbook or on paper, and letters to those who have not reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from lcweek_desktop.documents.docx.letters import letters_docx
from lcweek_desktop.documents.letter import OfficialLetter
from lcweek_desktop.documents.pdf.list_pages import ListGroup, PrintedList, list_pdf
from lcweek_desktop.documents.xlsx.list_sheet import ListSheet, list_workbook
from lcweek_desktop.domain.letterhead import DOTTED_BLANK, letterhead, name_in_sentence
from lcweek_desktop.domain.terms import Terms
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.board import Board, BoardUnit
from lcweek_desktop.services.receiving.board_words import (
    day_text,
    marks,
    sent_text,
    status_name,
    unread_lines,
)
from lcweek_desktop.services.receiving.reminders import Branch, missing_branches
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.reporting_status import SENT, ReportingStatus
from lcweek_desktop.services.workspace.export import file_kind, write_file
from lcweek_desktop.services.workspace.workspace import Workspace

BOARD_KINDS: Final = (".xlsx", ".pdf")
"""The endings of the files to which a board can be written."""
_LETTER_KINDS: Final = (".docx",)
_COPIES: Final = ("Như trên", "Lưu: VT")
_TITLE: Final = "BẢNG THEO DÕI NỘP BÁO CÁO"
_BY_DAY: Final = "SỐ ĐƠN VỊ ĐÃ GỬI ĐẾN TỪNG NGÀY"
_SHARES: Final = (0.42, 0.27, 0.31)
"""The widths of the columns on paper, as parts of the whole."""
_COLUMNS: Final = (
    *(("STT", 7), ("Đơn vị", 44), ("Báo cáo lên", 30), ("Cấp", 22), ("Mã đơn vị", 26)),
    *(("Tình trạng", 18), ("Ngày nhận", 14), ("Bản số", 9), ("Ghi chú", 40)),
)


def write_board(workspace: Workspace, shown: Board, target: Path) -> None:
    """Write the board `shown` to `target`, as a workbook or a PDF by its ending.

    Raises KnownError `export-…`; the old file stays then.
    """
    kind = file_kind(target, BOARD_KINDS)
    write_file(target, board_workbook(workspace, shown) if kind == ".xlsx" else board_pdf(workspace, shown))


def board_workbook(workspace: Workspace, shown: Board) -> bytes:
    """The board as a workbook: the units in its order, and how many had sent by each day."""
    above, levels, campaign = _names(workspace, shown), workspace.form.level_by_key, workspace.form.campaign
    rows = [
        (
            number,
            each.unit.name,
            above[each.unit.parent or workspace.unit.code],
            levels[each.unit.level].name if each.unit.level in levels else "",
            each.unit.code,
            status_name(each.status, campaign),
            each.day,
            each.revision,
            _note(each),
        )
        for number, each in enumerate(shown.units, 1)
    ]
    units = ListSheet(
        name="Bảng theo dõi",
        title=_TITLE,
        remarks=[*_remarks(workspace, shown)],
        columns=_COLUMNS,
        rows=rows,
        depths=[each.depth - 1 for each in shown.units],
    )
    days = ListSheet(
        name="Theo ngày",
        title=_BY_DAY,
        remarks=(workspace.unit.name, campaign.name),
        columns=(("Ngày", 16), ("Số đơn vị đã gửi", 22)),
        rows=shown.sent_by_day,
        chart="Số đơn vị đã gửi",
    )
    return list_workbook(workspace.unit.name, (units, days))


def board_pdf(workspace: Workspace, shown: Board) -> bytes:
    """The board on paper: the units by state, those to be looked at first, and bars over the days."""
    campaign = workspace.form.campaign
    groups = []
    for status in (*_FIRST, *SENT):
        units = shown.with_status(status)
        if units:
            name = f"{status_name(status, campaign)} ({len(units)})"
            groups.append(ListGroup(name, [*_rows(workspace, shown, units)]))
    bars = [(f"{day:%d/%m}", sent) for day, sent in shown.sent_by_day]
    heads = ("Đơn vị", "Báo cáo lên", "Ngày nhận, ghi chú")
    return list_pdf(PrintedList(_TITLE, [*_remarks(workspace, shown)], heads, groups, bars, _SHARES))


_FIRST: Final = (
    ReportingStatus.DAMAGED,
    ReportingStatus.WAITING,
    ReportingStatus.OVERDUE,
    ReportingStatus.MISSING,
)


def write_letters(workspace: Workspace, shown: Board, target: Path, chosen: Sequence[str] = ()) -> int:
    """Write a letter for each branch of `missing_branches` to `target`, a DOCX, and return how many there
    are. The words are those of the campaign.

    Raises KnownError `letter-words` when the campaign has none, `letter-nobody` when all have reported,
    `export-…`; the old file stays then.
    """
    file_kind(target, _LETTER_KINDS)
    letters = [*_letters(workspace, shown, missing_branches(workspace, shown, chosen))]
    if not letters:
        raise KnownError("letter-nobody")
    write_file(target, letters_docx(letters))
    return len(letters)


def _letters(workspace: Workspace, shown: Board, branches: Sequence[Branch]) -> Iterator[OfficialLetter]:
    form, campaign = workspace.form, workspace.form.campaign
    if not campaign.letter:
        raise KnownError("letter-words", campaign=campaign.name)
    given = replace(current_draft(workspace).signoff, recipients=_COPIES)
    head = letterhead(form, workspace.unit, workspace.units_above, given)
    blank = DOTTED_BLANK
    head = replace(
        head,
        title="",
        subject=campaign.letter_subject,
        number=f"Số: {blank}/{head.abbreviation or blank}",
        place_and_date=f"{head.place or blank}, ngày {blank} tháng {blank} năm {shown.day.year}",
        signature_note="",
    )
    receiver = name_in_sentence(form, workspace.unit)
    for branch in branches:
        terms = Terms(branch.deadline).applied(form).campaign
        words = (terms.is_late(shown.day) and campaign.letter_late) or campaign.letter
        due = terms.deadline_text
        paragraphs = tuple(each.format(receiver=receiver, deadline=due) for each in words)
        yield OfficialLetter(head, tuple(name_in_sentence(form, unit) for unit in branch.missing), paragraphs)


def _rows(workspace: Workspace, shown: Board, units: Sequence[BoardUnit]) -> Iterator[tuple[str, str, str]]:
    above = _names(workspace, shown)
    for each in units:
        said = (day_text(each.day), _note(each))
        yield each.unit.name, above[each.unit.parent or workspace.unit.code], ", ".join(filter(None, said))


def _note(each: BoardUnit) -> str:
    return "; ".join(marks(each))


def _names(workspace: Workspace, shown: Board) -> Mapping[str, str]:
    units = (workspace.unit, *(each.unit for each in shown.units))
    return {unit.code: unit.name for unit in units}


def _remarks(workspace: Workspace, shown: Board) -> Iterator[str]:
    """What stands above the list: whose it is, of when, and how many units are in each state."""
    campaign = workspace.form.campaign
    due = f" (hạn nộp: {campaign.deadline_text})" if campaign.deadline_text else ""
    yield f"Đơn vị nhận: {name_in_sentence(workspace.form, workspace.unit)}."
    yield f"{campaign.name}{due}."
    sent = sent_text(len(shown.with_status(*SENT)), len(shown.units))
    counts = "; ".join(
        f"{status_name(status, campaign).lower()}: {count}" for status, count in shown.counts.items() if count
    )
    yield f"Đến hết ngày {day_text(shown.day)}: {sent[0].lower()}{sent[1:]}."
    if counts:
        yield f"{counts.capitalize()}."
    yield from unread_lines(shown)
