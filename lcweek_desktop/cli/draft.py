"""`lcweek draft`: what a unit is working on goes to another machine of the unit, and comes back corrected."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult, ExitCode
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.draft_merge import Piece, Side
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.opening.draft_offer import DraftOffer, Standing, draft_offer, take
from lcweek_desktop.services.opening.draft_offer import begin as begin_here
from lcweek_desktop.services.opening.draft_words import begin_lines, difference_words, left_lines, side_words
from lcweek_desktop.services.output.sent_draft import send_draft
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace


@click.group()
def draft() -> None:
    """Chuyển bản nháp sang máy khác của đơn vị. Người khác đọc, sửa trước khi chốt; nhận lại từng chỗ."""


@draft.command()
@click.argument("out", metavar="TỆP.lcweek", type=options.FILE)
@options.with_workspace
def send(workspace: Workspace, out: Path) -> CommandResult:
    """Ghi bản nháp vào một tệp, không chốt. Máy khác của đơn vị mở tệp này để đọc và sửa."""
    sent = send_draft(workspace, out)
    document: dict[str, Json] = {
        "file": str(out),
        "unit": workspace.unit.code,
        "campaign": workspace.campaign,
        "fingerprint": sent.fingerprint,
        "size": sent.size,
    }
    done = Verb.SEND_DRAFT.done_cli(file=out, kilobytes=format_count(max(1, sent.size // 1024)))
    return CommandResult(document, [done])


@draft.command("open")
@click.argument("file", metavar="TỆP.lcweek", type=options.FILE)
@click.option("--yes", is_flag=True, help="Nhận mọi chỗ máy kia đã sửa; chỗ chỉ máy này sửa thì giữ.")
@click.option(
    "--take", "places", metavar="CHỖ", multiple=True, help="Chỉ nhận chỗ này, theo tên mà --json cho biết."
)
@options.with_context
def open_(context: AppContext, file: Path, yes: bool, places: Sequence[str]) -> CommandResult:
    """Mở bản nháp của máy khác. Cho biết từng chỗ khác nhau, và nhận những chỗ được chọn."""
    offer = draft_offer(context, file)
    if offer.workspace is None:
        return _begin(context, file, offer, yes=yes)
    taken = {each for place in places for each in [_piece(offer, place)]}
    if yes:
        taken |= offer.changed_there
    is_settled = bool(taken) or offer.standing in (Standing.SAME, Standing.MINE)
    if taken or offer.standing is Standing.SAME:
        take(offer.workspace, offer, taken)
    lines = [*_lines(offer), *([Verb.TAKE_DRAFT.done_cli(count=len(taken))] if taken else [])]
    status = ExitCode.DONE if is_settled else ExitCode.REFUSED
    return CommandResult(_document(file, offer, taken, begun=False), lines, status)


def _begin(context: AppContext, file: Path, offer: DraftOffer, *, yes: bool) -> CommandResult:
    lines = [*begin_lines(offer)]
    if yes:
        begin_here(context, offer)
        lines.append(Verb.BEGIN_DRAFT.done_cli(unit=offer.file.unit.name))
    document = _document(file, offer, (), begun=yes)
    return CommandResult(document, lines, ExitCode.DONE if yes else ExitCode.REFUSED)


def _piece(offer: DraftOffer, place: str) -> Piece:
    """The piece at `place` in which the two drafts differ. Raises KnownError `draft-place`."""
    for each in offer.differences:
        if each.piece.place == place:
            return each.piece
    raise KnownError("draft-place", place=place)


def _lines(offer: DraftOffer) -> Iterator[str]:
    """Where the two drafts differ, and what of that in the file has no place here."""
    if offer.standing is Standing.SAME:
        yield sentence("draft-same")
    for each, words in zip(offer.differences, difference_words(offer), strict=True):
        yield (
            f"{words.section}, {words.about}: máy này “{words.mine}”, trong tệp “{words.theirs}” "
            f"({side_words(offer, each.side)})."
        )
    yield from left_lines(offer)


_SIDES: Final = {Side.MINE: "mine", Side.THEIRS: "theirs", Side.BOTH: "both"}


def _document(file: Path, offer: DraftOffer, taken: Collection[Piece], *, begun: bool) -> dict[str, Json]:
    found = zip(offer.differences, difference_words(offer), strict=True)
    differences: list[Json] = [
        {
            "place": each.piece.place,
            "section": words.section,
            "about": words.about,
            "side": _SIDES[each.side],
            "base": words.base if offer.is_base_known else None,
            "mine": words.mine,
            "theirs": words.theirs,
            "taken": each.piece in taken,
        }
        for each, words in found
    ]
    return {
        "file": str(file),
        "unit": offer.file.unit.id.code,
        "campaign": offer.file.manifest.campaign,
        "fingerprint": offer.file.manifest.fingerprint,
        "standing": offer.standing.value,
        "begun": begun,
        "differences": differences,
        "left": [{"about": each.about, "text": each.text} for each in offer.left],
    }
