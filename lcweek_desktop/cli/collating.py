"""`lcweek collate` and `take`: what the units below wrote, and taking it over into the own report."""

from __future__ import annotations

from collections.abc import Iterator

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.collation import (
    Collation,
    Coverage,
    PieceMark,
    PieceState,
    ReceivedPiece,
    SourceStanding,
    Standing,
    UnsettledParagraph,
)
from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.services.collating.collating import collation, unsettled_paragraphs
from lcweek_desktop.services.collating.taking_over import NamedPiece, leave, named_pieces
from lcweek_desktop.services.collating.taking_over import take as take_over
from lcweek_desktop.services.workspace.workspace import Workspace

_STATES = {PieceState.TAKEN: "đã lấy", PieceState.LEFT: "bỏ qua", PieceState.OPEN: "chưa xem xét"}
_STANDINGS = {
    Standing.STANDS: "vẫn như lúc lấy",
    Standing.CHANGED: "đơn vị đã sửa",
    Standing.GONE: "báo cáo của đơn vị không còn được tính",
}


@click.command()
@click.option("--heading", metavar="MỤC", help="Chỉ mục này của Phụ lục I.")
@options.with_workspace
def collate(workspace: Workspace, heading: str | None) -> CommandResult:
    """Xem lời văn của các đơn vị trực thuộc theo từng mục. Đoạn nào đã lấy, bỏ qua, chưa xem xét."""
    collated, unsettled = collation(workspace), unsettled_paragraphs(workspace)
    own = [each.key for each in workspace.form.headings_at(workspace.unit.level) if each.has_text]
    every = [*own, *(key for key in collated.received if key not in own)]
    shown = every if heading is None else [HeadingKey(heading)]
    document: dict[str, Json] = {
        "unit": workspace.unit.code,
        "coverage": _coverage_json(collated.coverage),
        "headings": [{**_heading_json(collated, key), "own": key in own} for key in shown],
        "units": [
            {"unit": unit.code, "coverage": _coverage_json(each)}
            for unit, each in collated.unit_coverage.items()
        ],
        "unsettled": [*map(_unsettled_json, unsettled)],
    }
    lines = [line for key in shown for line in _heading_lines(collated, key)]
    lines += [_unsettled_line(each) for each in unsettled]
    lines.append(f"Tất cả: {_coverage_text(collated.coverage)}.")
    return CommandResult(document, lines)


@click.command()
@click.argument("heading", metavar="MỤC")
@click.argument("pieces", metavar="MÃ[:SỐ]...", nargs=-1, required=True)
@click.option("--text", metavar="CÂU", help="Viết các đoạn này gộp thành câu này.")
@click.option("--into", metavar="MỤC", help="Đưa vào mục này của báo cáo (mặc định: cùng mục).")
@click.option("--leave", "leaves", is_flag=True, help="Ghi nhận là bỏ qua các đoạn này, không lấy.")
@options.with_workspace
def take(
    workspace: Workspace,
    heading: str,
    pieces: tuple[str, ...],
    text: str | None,
    into: str | None,
    *,
    leaves: bool,
) -> CommandResult:
    """Lấy lời văn của đơn vị trực thuộc vào báo cáo. MÃ là mọi đoạn của đơn vị, MÃ:SỐ là một đoạn."""
    if leaves and (text is not None or into is not None):
        raise click.UsageError("--leave stands alone")
    named = named_pieces(workspace, heading, [*map(_named, pieces)])
    target = into or heading
    if leaves:
        leave(workspace, named, PieceMark.LEFT)
    else:
        take_over(workspace, target, named, text)
    after = collation(workspace)
    document: dict[str, Json] = {
        "unit": workspace.unit.code,
        "heading": target,
        "pieces": [_piece_json(after, each) for each in named],
        "coverage": _coverage_json(after.coverage),
    }
    verb = Verb.LEAVE_PIECES if leaves else Verb.TAKE_PIECES
    done = verb.done_cli(count=len(named), heading=target)
    return CommandResult(document, [done, f"Tất cả: {_coverage_text(after.coverage)}."])


def _named(text: str) -> NamedPiece:
    unit, _, number = text.partition(":")
    if number and not number.isdecimal():
        raise click.UsageError(f"not a piece: {text}")
    return NamedPiece(unit, int(number) if number else None)


def _coverage_json(each: Coverage) -> Json:
    return {**each._asdict()}


def _coverage_text(each: Coverage) -> str:
    return f"nhận {each.received} đoạn, đã lấy {each.taken}, bỏ qua {each.left}, chưa xem xét {each.open}"


def _heading_json(collated: Collation, key: HeadingKey) -> dict[str, Json]:
    return {
        "heading": key,
        "coverage": _coverage_json(collated.heading_coverage(key)),
        "pieces": [_piece_json(collated, each) for each in collated.under(key)],
    }


def _piece_json(collated: Collation, each: ReceivedPiece) -> Json:
    mark = collated.marks.get(each.key)
    return {
        "unit": each.member.unit.code,
        "name": each.member.unit.name,
        "revision": each.member.revision,
        "fingerprint": each.member.fingerprint,
        "number": each.number,
        "title": each.piece.title or None,
        "text": each.piece.words,
        "state": collated.state(each).value,
        "mark": None if mark is None else mark.value,
        "group": each.group,
        "units": each.units,
    }


def _unsettled_json(each: UnsettledParagraph) -> Json:
    return {
        "heading": each.heading,
        "paragraph": each.number,
        "sources": [*map(_standing_json, each.sources)],
    }


def _standing_json(each: SourceStanding) -> Json:
    return {
        "unit": each.source.unit.code,
        "revision": each.source.revision,
        "words": each.source.words,
        "standing": each.standing.value,
        "now": each.now,
    }


def _heading_lines(collated: Collation, key: HeadingKey) -> Iterator[str]:
    yield f"Mục {key}: {_coverage_text(collated.heading_coverage(key))}."
    for each in collated.under(key):
        same = f", {each.units} đơn vị cùng ý" if each.units > 1 else ""
        name = f"{each.member.unit.code}:{each.number} {each.member.unit.name}"
        yield f"  {name} ({_STATES[collated.state(each)]}{same}): {each.piece.words}"


def _unsettled_line(each: UnsettledParagraph) -> str:
    said = "; ".join(
        f"{source.source.name} bản số {source.source.revision}: {_STANDINGS[source.standing]}"
        for source in each.sources
        if source.standing is not Standing.STANDS
    )
    return f"Đoạn {each.number} của mục {each.heading} cần xem lại nguồn: {said}."
