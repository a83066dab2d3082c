"""The blocks of a narrative, to JSON and back (docs/bundle-format.md, Report)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.strict import (
    MalformedError,
    any_object,
    code,
    hex64,
    integer,
    list_of,
    nonempty_text,
    object_with_keys,
    text,
)
from lcweek_desktop.domain.form import Cell, Form, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.list_marks import LEVELS, MAX_START, Mark, marks_from
from lcweek_desktop.domain.narrative import (
    Align,
    Block,
    FigureRun,
    Line,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    Table,
    Text,
    TextRun,
    TitleStyle,
)
from lcweek_desktop.domain.source import MAX_SOURCES, Source, Sources
from lcweek_desktop.domain.unit import UnitCode, UnitId

_LOOKS: Final = ("bold", "italic", "underline")
_SOURCES: Final = "sources"
"""A key that a paragraph, a list item or a table has only where there are some."""
_SOURCE_KEYS: Final = ("code", "edition", "fingerprint", "heading", "name", "revision", "words")


def text_json(blocks: Text) -> list[Json]:
    """The text under one heading as a list of blocks."""
    return [_block_json(block) for block in blocks]


def _block_json(block: Block) -> Json:
    match block:
        case Paragraph():
            looks: Json = (
                {"align": block.align.value} if block.style is None else {"style": block.style.value}
            )
            assert isinstance(looks, dict)
            sources = _sources_json(block.sources)
            return {**looks, **sources, "runs": _line_json(block.runs), "type": "paragraph"}
        case ListBlock():
            items: list[Json] = [
                {"depth": item.depth, "runs": _line_json(item.runs), **_sources_json(item.sources)}
                for item in block.items
            ]
            return {"items": items, "marks": [*block.marks], "start": block.start, "type": "list"}
        case Table():
            rows: list[Json] = [[_line_json(cell) for cell in row] for row in block.rows]
            return {"rows": rows, "type": "table", **_sources_json(block.sources)}


def _sources_json(sources: Sources) -> dict[str, Json]:
    return {_SOURCES: sources_json(sources)} if sources else {}


def sources_json(sources: Sources) -> list[Json]:
    """The sources of a paragraph as a list."""
    return [
        {
            "code": source.unit.code,
            "edition": source.unit.edition,
            "fingerprint": source.fingerprint,
            "heading": source.heading,
            "name": source.name,
            "revision": source.revision,
            "words": source.words,
        }
        for source in sources
    ]


def sources_from_json(value: Json, place: str = _SOURCES) -> Sources:
    """The sources that `sources_json` made `value` from. Raises MalformedError for anything else, also for
    none, for too many, and for one that stands twice."""
    sources = list_of(value, place, _source)
    if not sources or len(sources) > MAX_SOURCES or len(set(sources)) < len(sources):
        raise MalformedError(place, "none, too many, or one twice")
    return sources


def _line_json(line: Line) -> list[Json]:
    return [_run_json(run) for run in line]


def _run_json(run: Run) -> Json:
    looks: dict[str, Json] = {look: True for look in _LOOKS if getattr(run, look)}
    if isinstance(run, TextRun):
        return {"text": run.text, **looks}
    return {"figure": {"measure": run.cell.measure, "row": run.cell.row}, **looks}


def text_from_json(value: Json, form: Form, place: str = "text") -> Text:
    """The text that `text_json` made `value` from; live figures must name cells of `form`.

    Raises MalformedError for anything else.
    """
    return list_of(value, place, lambda item, at: _block(item, form, at))


def _block(value: Json, form: Form, place: str) -> Block:
    def line(item: Json, at: str) -> Line:
        return list_of(item, at, lambda run, where: _run(run, form, where))

    match any_object(value, place).get("type"):
        case "paragraph":
            return _paragraph(value, place, line)
        case "list":
            return _list(value, place, line)
        case "table":
            data = object_with_keys(value, place, ("rows", "type"), (_SOURCES,))
            return Table(_table_rows(data["rows"], f"{place}/rows", line), _sources(data, place))
        case _:
            raise MalformedError(f"{place}/type", "unknown block")


def _paragraph(value: Json, place: str, line: Callable[[Json, str], Line]) -> Paragraph:
    """A paragraph with an alignment, or a title with a style in its place."""
    look = "style" if "style" in any_object(value, place) else "align"
    data = object_with_keys(value, place, (look, "runs", "type"), (_SOURCES,))
    sources = _sources(data, place)
    named, runs = text(data[look], f"{place}/{look}"), line(data["runs"], f"{place}/runs")
    if named not in (tuple(TitleStyle) if look == "style" else tuple(Align)):
        raise MalformedError(f"{place}/{look}", "unknown")
    if look == "style":
        return Paragraph(runs, style=TitleStyle(named), sources=sources)
    return Paragraph(runs, Align(named), sources=sources)


def _list(value: Json, place: str, line: Callable[[Json, str], Line]) -> ListBlock:
    data = object_with_keys(value, place, ("items", "marks", "start", "type"))
    items = list_of(data["items"], f"{place}/items", lambda item, at: _list_item(item, at, line))
    marks = list_of(data["marks"], f"{place}/marks", _mark)
    if len(marks) != LEVELS:
        raise MalformedError(f"{place}/marks", "a list has three levels")
    start = integer(data["start"], f"{place}/start")
    if not 1 <= start <= MAX_START:
        raise MalformedError(f"{place}/start", "no number of an item")
    return ListBlock(items, marks_from(*marks), start)


def _mark(value: Json, place: str) -> Mark:
    named = text(value, place)
    if named not in tuple(Mark):
        raise MalformedError(place, "unknown")
    return Mark(named)


def _list_item(value: Json, place: str, line: Callable[[Json, str], Line]) -> ListItem:
    data = object_with_keys(value, place, ("depth", "runs"), (_SOURCES,))
    depth = integer(data["depth"], f"{place}/depth")
    if not 0 <= depth < LEVELS:
        raise MalformedError(f"{place}/depth", "lists have three levels")
    return ListItem(line(data["runs"], f"{place}/runs"), depth, _sources(data, place))


def _table_rows(value: Json, place: str, line: Callable[[Json, str], Line]) -> tuple[tuple[Line, ...], ...]:
    rows = list_of(value, place, lambda row, at: list_of(row, at, line))
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        raise MalformedError(place, "rows of different length")
    return rows


def _sources(data: Mapping[str, Json], place: str) -> Sources:
    return sources_from_json(data[_SOURCES], f"{place}/{_SOURCES}") if _SOURCES in data else ()


def _source(value: Json, place: str) -> Source:
    data = object_with_keys(value, place, _SOURCE_KEYS)
    edition, unit = (code(data[key], f"{place}/{key}") for key in ("edition", "code"))
    return Source(
        unit=UnitId(edition, UnitCode(unit)),
        name=nonempty_text(data["name"], f"{place}/name"),
        revision=integer(data["revision"], f"{place}/revision", 0),
        fingerprint=hex64(data["fingerprint"], f"{place}/fingerprint"),
        heading=HeadingKey(nonempty_text(data["heading"], f"{place}/heading")),
        words=nonempty_text(data["words"], f"{place}/words"),
    )


def _run(value: Json, form: Form, place: str) -> Run:
    data = any_object(value, place)
    kind = "figure" if "figure" in data else "text"
    object_with_keys(value, place, (kind,), _LOOKS)
    for look in _LOOKS:
        if data.get(look, True) is not True:
            raise MalformedError(f"{place}/{look}", "only true is written")
    bold, italic, underline = (look in data for look in _LOOKS)
    if kind == "text":
        return TextRun(nonempty_text(data["text"], f"{place}/text"), bold, italic, underline)
    return FigureRun(_figure_cell(data["figure"], form, f"{place}/figure"), bold, italic, underline)


def _figure_cell(value: Json, form: Form, place: str) -> Cell:
    data = object_with_keys(value, place, ("measure", "row"))
    row, measure = (text(data[key], f"{place}/{key}") for key in ("row", "measure"))
    cell = Cell(RowKey(row), MeasureKey(measure))
    if cell not in form.cells:
        raise MalformedError(place, "no such cell")
    return cell
