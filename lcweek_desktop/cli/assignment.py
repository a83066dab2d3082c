"""`lcweek assignment`: units below are given code, place and terms; what the level above gave is opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.questions import ask
from lcweek_desktop.cli.result import CommandResult, answer_all
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.terms import Terms
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.assigning.assignment_files import (
    WrittenAssignment,
    make_assignments,
    recipients,
    terms_of,
)
from lcweek_desktop.services.assigning.assignment_offer import (
    AssignmentOffer,
    assignment_offer,
    open_assignment,
)
from lcweek_desktop.services.assigning.assignment_sheet import write_sheet
from lcweek_desktop.services.assigning.assignment_words import deadline_words, offer_lines
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.export import make_folder
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.workspace import Workspace

_DAY: Final = click.DateTime(["%Y-%m-%d"])


@click.group(subcommand_metavar="LỆNH [THAM SỐ]...", options_metavar="[TÙY CHỌN]")
def assignment() -> None:
    """Gói giao việc: lập cho đơn vị trực thuộc, nhận từ cấp trên."""


@assignment.command()
@click.argument("folder", metavar="THƯ_MỤC", type=options.FILE)
@click.argument("units", metavar="[MÃ_ĐƠN_VỊ]...", nargs=-1)
@click.option(
    "--deadline", metavar="NĂM-THÁNG-NGÀY", type=_DAY, help="Ngày cuối còn kịp (mặc định: hạn chung)."
)
@click.option("--note", metavar="LỜI", default="", help="Lời dặn gửi kèm, một dòng.")
@options.with_workspace
def make(
    workspace: Workspace, folder: Path, units: Sequence[str], deadline: datetime | None, note: str
) -> CommandResult:
    """Lập gói giao việc cho các đơn vị trực thuộc, hoặc chỉ cho các đơn vị nêu mã.

    Mỗi đơn vị một tệp, và một danh sách có mã khóa để gửi cùng công văn.
    """
    found = recipients(workspace, units)
    terms = terms_of(workspace, None if deadline is None else deadline.date(), note)
    make_folder(folder)
    steps = make_assignments(workspace, folder, found, terms)
    return answer_all(steps, lambda written: _made(workspace, folder, terms, written))


@assignment.command("open")
@click.argument("file", metavar="TỆP.lcweek", type=options.FILE)
@click.option("--yes", is_flag=True, help="Nhận việc mà không hỏi lại: đã so mã khóa với công văn.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết gói là gì và sẽ có gì thay đổi, không nhận.")
@click.option("--leave-out", is_flag=True, help="Vẫn nhận khi có nội dung đã nhập không còn chỗ.")
@options.with_context
def open_(context: AppContext, file: Path, yes: bool, dry_run: bool, leave_out: bool) -> CommandResult:
    """Nhận việc từ gói của cấp trên: mã đơn vị, kỳ báo cáo, hạn gửi. Cho xem gói là gì, của ai, rồi hỏi."""
    offer = assignment_offer(context, file)
    lines = offer_lines(offer)
    document = {"file": str(file), **_offer_json(offer)}
    if dry_run or not offer.asks:
        return CommandResult({**document, "opened": not offer.asks}, lines)
    if not yes:
        for line in lines:
            click.echo(line, err=True)
        ask("Đã so mã khóa và nhận việc?" if offer.key_is_new else "Nhận việc?")
    if offer.campaign is not None and offer.loses and not leave_out:
        raise KnownError("assignment-loses", count=len(offer.campaign.left))
    workspace = open_assignment(context, offer)
    done = Verb.OPEN_ASSIGNMENT.done_cli(
        unit=workspace.unit.name,
        code=workspace.unit.code,
        giver=offer.giver.name,
        deadline=deadline_words(offer),
    )
    return CommandResult({**document, "opened": True}, [*(lines if yes else ()), done])


def _made(
    workspace: Workspace, folder: Path, terms: Terms, written: Sequence[WrittenAssignment]
) -> CommandResult:
    sheet = write_sheet(workspace, folder, written) if written else None
    key = signing_key(workspace.context, workspace.unit.id).public
    listed: list[Json] = [
        {"unit": each.unit.code, "name": each.unit.name, "file": str(each.file), "issue": each.issue}
        for each in written
    ]
    document: dict[str, Json] = {
        "giver": workspace.unit.code,
        "campaign": workspace.campaign,
        "key": key.base64,
        "short": key.short,
        "deadline": _day(terms),
        "note": terms.note,
        "assignments": listed,
        "sheet": None if sheet is None else str(sheet),
    }
    lines = [f"{each.unit.code} {each.unit.name}: {each.file.name}" for each in written]
    done = Verb.MAKE_ASSIGNMENTS.done_cli(count=len(written), folder=folder)
    return CommandResult(document, [*lines, f"Mã khóa để đối chiếu: {key.short}", done])


def _offer_json(offer: AssignmentOffer) -> dict[str, Json]:
    return {
        "giver": {"code": offer.giver.code, "name": offer.giver.name},
        "unit": {
            "code": offer.unit.code,
            "name": offer.unit.name,
            "level": offer.unit.level,
            "parent": offer.unit.parent,
        },
        "campaign": offer.file.manifest.campaign,
        "issue": offer.file.manifest.issue,
        "key": offer.file.key.base64,
        "short": offer.file.key.short,
        "key_is_new": offer.key_is_new,
        "standing": offer.standing.value,
        "deadline": _day(offer.terms),
        "note": offer.terms.note,
        "seen": offer.seen,
        "instead_of": None if offer.stray is None else offer.stray.unit.code,
        "installs": None if offer.campaign is None else offer.campaign.file.manifest.edition,
        "left": [
            {"about": each.about, "text": each.text}
            for each in (() if offer.campaign is None else offer.campaign.left)
        ],
    }


def _day(terms: Terms) -> str | None:
    day: date | None = None if terms.deadline is None else terms.deadline.day
    return None if day is None else day.isoformat()
