"""`lcweek board`: every unit below at any depth, each in one state, today or as of a past day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.form import Campaign
from lcweek_desktop.services.output.board_files import write_board, write_letters
from lcweek_desktop.services.receiving.board import Board, BoardUnit
from lcweek_desktop.services.receiving.board import board as unit_board
from lcweek_desktop.services.receiving.board_words import (
    day_text,
    marks,
    sent_text,
    status_name,
    unread_lines,
)
from lcweek_desktop.services.receiving.reminders import reminders
from lcweek_desktop.services.summing.reporting_status import SENT
from lcweek_desktop.services.workspace.workspace import Workspace


@click.command()
@click.option("--day", metavar="NGÀY", type=click.DateTime(["%Y-%m-%d"]), help="Xem như cuối ngày này.")
@click.option("--remind", is_flag=True, help="Chỉ in lời nhắc các đơn vị chưa nộp.")
@click.option("--below", metavar="MÃ", multiple=True, help="Chỉ nhắc đơn vị này và các đơn vị bên dưới.")
@click.option("--out", metavar="TỆP", type=options.FILE, help="Ghi bảng ra tệp .xlsx hoặc .pdf.")
@click.option("--letters", metavar="TỆP", type=options.FILE, help="Ghi thư nhắc ra tệp .docx.")
@options.with_workspace
def board(
    workspace: Workspace,
    day: datetime | None,
    remind: bool,
    below: tuple[str, ...],
    out: Path | None,
    letters: Path | None,
) -> CommandResult:
    """Cho biết từng đơn vị ở mọi cấp bên dưới đã gửi chưa. Đúng hạn, gửi muộn, cần xem hay chưa nộp."""
    shown, campaign = unit_board(workspace, None if day is None else day.date()), workspace.form.campaign
    text = reminders(workspace, shown, below)
    files: list[Path] = []
    if out is not None:
        write_board(workspace, shown, out)
        files.append(out)
    if letters is not None:
        write_letters(workspace, shown, letters, below)
        files.append(letters)
    lines = [text or "Không có đơn vị nào phải nhắc."] if remind else [*_lines(shown, campaign)]
    written = [Verb.WRITE_FILE.done_cli(file=file) for file in files]
    return CommandResult(_board_json(shown, text), lines, notices=written)


def _board_json(shown: Board, reminder: str) -> dict[str, Json]:
    return {
        "day": shown.day.isoformat(),
        "expected": len(shown.units),
        "counts": {status.value: count for status, count in shown.counts.items()},
        "unread": shown.unread,
        "senders": [{"sender": sender, "unread": count} for sender, count in shown.senders],
        "sent_by_day": [{"day": day.isoformat(), "sent": sent} for day, sent in shown.sent_by_day],
        "units": [*map(_unit_json, shown.units)],
        "reminder": reminder,
    }


def _unit_json(each: BoardUnit) -> Json:
    return {
        "unit": each.unit.code,
        "name": each.unit.name,
        "level": each.unit.level,
        "parent": each.unit.parent,
        "depth": each.depth,
        "status": each.status.value,
        "day": _iso(each.day),
        "revision": each.revision,
        "source": None if each.source is None else each.source.value,
        "holder": each.holder or None,
        "listed": each.is_listed,
        "late": each.is_late,
        "empty": each.is_empty,
        "earlier": each.is_earlier,
        "typing": each.is_typing,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _lines(shown: Board, campaign: Campaign) -> Iterator[str]:
    sent = sent_text(len(shown.with_status(*SENT)), len(shown.units))
    yield f"Đến hết ngày {day_text(shown.day)}: {sent[0].lower()}{sent[1:]}."
    named = (f"{status_name(status, campaign)}: {count}" for status, count in shown.counts.items() if count)
    yield "; ".join(named) or "Danh mục chưa có đơn vị trực thuộc."
    yield from unread_lines(shown)
    for each in shown.units:
        said = (status_name(each.status, campaign), day_text(each.day), *marks(each))
        yield f"{'  ' * each.depth}{each.unit.name} ({each.unit.code}): {', '.join(filter(None, said))}"
