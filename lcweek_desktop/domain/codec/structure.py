"""The form of an earlier edition, read from its structure (docs/bundle-format.md, Names and hashes)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.strict import (
    MalformedError,
    boolean,
    integer,
    list_of,
    nonempty_text,
    nullable,
    object_with_keys,
    text,
)
from lcweek_desktop.domain.form import (
    MAX_DECIMALS,
    CellRule,
    CellState,
    Form,
    Heading,
    HeadingKey,
    LevelKey,
    Measure,
    MeasureKey,
    RollUpKind,
    Row,
    RowKey,
)

_DEEPEST: Final = 100
"""How many rows may stand under each other, so that no sum of a foreign structure exhausts the stack."""
_NUMBER: Final = ("decimals", "roll_up")


def form_from_structure(value: Json, now: Form) -> Form:
    """The form with the structure `value`, of an earlier edition of the campaign whose form is `now`.

    It reads and sums what was reported by it. A structure has no words: rows and measures are called as in
    `now`, and those that are gone have only their keys. Raises MalformedError for a structure that no form
    has.
    """
    data = object_with_keys(value, "", ("headings", "measures", "rows"))
    measures = list_of(data["measures"], "/measures", lambda item, at: _measure(item, now, at))
    keys = tuple(measure.key for measure in measures)
    rows = list_of(data["rows"], "/rows", lambda item, at: _row(item, keys, now, at))
    headings = list_of(data["headings"], "/headings", lambda item, at: _heading(item, now, at))
    form = replace(now, measures=measures, rows=rows, headings=headings, checks=())
    _refuse_repeated(keys, "/measures")
    _refuse_repeated([heading.key for heading in headings], "/headings")
    _refuse_tree(rows)
    _refuse_mixed_sums(form)
    if form.structure() != value:
        raise MalformedError("", "not as a structure is written")
    return form


def _measure(value: Json, now: Form, place: str) -> Measure:
    if isinstance(value, str):
        key, decimals, roll_up = nonempty_text(value, place), 0, RollUpKind.SUM
    else:
        data = object_with_keys(value, place, ("key",), optional=_NUMBER)
        key, (decimals, roll_up) = nonempty_text(data["key"], f"{place}/key"), _number(data, place)
    label = next((each.label for each in now.measures if each.key == key), key)
    return Measure(MeasureKey(key), label, decimals, roll_up)


def _row(value: Json, measures: Sequence[MeasureKey], now: Form, place: str) -> Row:
    data = object_with_keys(value, place, ("cells", "key", "own_lines", "parent"))
    key = RowKey(nonempty_text(data["key"], f"{place}/key"))
    cells = object_with_keys(data["cells"], f"{place}/cells", measures)
    parent = nullable(data["parent"], f"{place}/parent", text)
    known = now.row_by_key.get(key)
    return Row(
        key=key,
        tt=key if known is None else known.tt,
        label="" if known is None else known.label,
        unit="" if known is None else known.unit,
        cells=MappingProxyType({each: _cell(cells[each], f"{place}/cells/{each}") for each in measures}),
        parent=None if parent is None else RowKey(parent),
        own_lines=boolean(data["own_lines"], f"{place}/own_lines"),
    )


def _cell(value: Json, place: str) -> CellRule:
    data = object_with_keys(value, place, ("levels", "state"), optional=_NUMBER)
    state = text(data["state"], f"{place}/state")
    if state not in tuple(CellState):
        raise MalformedError(f"{place}/state", "unknown state")
    decimals, roll_up = _number(data, place)
    if roll_up is not RollUpKind.SUM and state != CellState.OPEN:
        raise MalformedError(f"{place}/roll_up", "of a cell that is not open")
    levels = nullable(data["levels"], f"{place}/levels", _levels)
    return CellRule(CellState(state), 0, levels, decimals, roll_up)


def _number(data: Mapping[str, Json], place: str) -> tuple[int, RollUpKind]:
    decimals = integer(data.get("decimals", 0), f"{place}/decimals", 0, MAX_DECIMALS)
    roll_up = text(data.get("roll_up", RollUpKind.SUM.value), f"{place}/roll_up")
    if roll_up not in tuple(RollUpKind):
        raise MalformedError(f"{place}/roll_up", "unknown")
    return decimals, RollUpKind(roll_up)


def _levels(value: Json, place: str) -> frozenset[LevelKey]:
    return frozenset(LevelKey(each) for each in list_of(value, place, nonempty_text))


def _heading(value: Json, now: Form, place: str) -> Heading:
    items = list_of(value, place, lambda item, _: item)
    if len(items) not in (2, 3):
        raise MalformedError(place, "number")
    key = HeadingKey(nonempty_text(items[0], place))
    has_text = boolean(items[1], place)
    levels = _levels(items[2], place) if items[2:] else None
    known = now.heading_by_key.get(key)
    words = (key, "") if known is None else (known.number, known.title)
    return Heading(key, *words, has_text, levels=levels)


def _refuse_repeated(keys: Sequence[str], place: str) -> None:
    if len({*keys}) != len(keys):
        raise MalformedError(place, "twice")


def _refuse_tree(rows: Sequence[Row]) -> None:
    """Refuse rows of one key, a row that does not stand below the one it is under, or under too many others,
    and own lines twice."""
    _refuse_repeated([row.key for row in rows], "/rows")
    depth: dict[RowKey | None, int] = {None: 0}
    for row in rows:
        if row.parent not in depth:
            raise MalformedError(f"/rows/{row.key}/parent", "does not stand before it")
        depth[row.key] = depth[row.parent] + 1
        if depth[row.key] > _DEEPEST:
            raise MalformedError(f"/rows/{row.key}/parent", "too deep")
    if sum(row.own_lines for row in rows) > 1:
        raise MalformedError("/rows", "own lines twice")


def _refuse_mixed_sums(form: Form) -> None:
    """Refuse a computed cell of parts that have other decimals, or are not added."""
    for cell in form.cells:
        rule = form.rule(cell)
        if rule.state in (CellState.COMPUTED, CellState.TOTAL):
            parts = [form.rule(part) for part in form.parts(cell)]
            if not parts or any(not rule.is_comparable(part) for part in parts):
                raise MalformedError(str(cell), "parts that cannot be added")
