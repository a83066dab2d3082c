"""What differs between two forms, and what each difference means for what was entered and for comparing.

Rows, headings, measures and levels are the same where their keys are, whatever their labels. This is also the
map by which two years compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from lcweek_desktop.domain.form import (
    Campaign,
    CellRule,
    CellState,
    CheckRule,
    Form,
    Heading,
    Level,
    LevelKey,
    Measure,
    RollUpKind,
    Row,
    RowKey,
)
from lcweek_desktop.domain.text import inside_quotes


class Part(StrEnum):
    """The part of a form that a change is about."""

    ROW = "row"
    CELL = "cell"
    MEASURE = "measure"
    HEADING = "heading"
    LEVEL = "level"
    CHECK = "check"
    CAMPAIGN = "campaign"


class ChangeKind(StrEnum):
    """What became of it. RENAMED: only its words are others. CHANGED: something else is."""

    RENAMED = "renamed"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


class Effect(StrEnum):
    """What a change means.

    HARMLESS: nothing that was entered is touched, and the numbers before and after mean the same.
    INCOMPARABLE: the numbers before and after cannot be compared. LOSES: what may have been entered has no
    place any more.
    """

    HARMLESS = "harmless"
    INCOMPARABLE = "incomparable"
    LOSES = "loses"


@dataclass(frozen=True)
class FormChange:
    """One difference.

    `key` is that of the row, cell ("1.1.count") and so on; of the campaign the name of the text or date.
    `before` and `after` are what people read there, empty where it was or is not. `name` is what people call
    a row or cell: its printed number, or its label where it has none, and its column; of other parts the key.
    """

    part: Part
    key: str
    kind: ChangeKind
    effect: Effect
    before: str
    after: str
    name: str = ""


@dataclass(frozen=True)
class FormChanges:
    """All differences from one form to another, in the order of the form.

    `kept` is how many rows of the first are in the second, whatever their words. `are_years` says that the
    two are of different campaigns.
    """

    changes: tuple[FormChange, ...]
    kept: int
    are_years: bool

    def of(self, effect: Effect) -> tuple[FormChange, ...]:
        """The changes with `effect`."""
        return tuple(change for change in self.changes if change.effect is effect)


def form_changes(before: Form, after: Form) -> FormChanges:
    """The differences from `before` to `after`.

    Of two years nothing is lost, as each keeps its own numbers: what has no place in the later one cannot be
    compared. Only of two editions of one campaign something can be lost.
    """
    found = (
        *_compared(Part.ROW, before.rows, after.rows, _row_text, _row_gone, _row_effect),
        *_cells(before, after),
        *_compared(Part.MEASURE, before.measures, after.measures, _label, _lost, _harmless),
        *_compared(Part.HEADING, before.headings, after.headings, _title, _heading_gone, _heading_effect),
        *_compared(Part.LEVEL, before.levels, after.levels, _name, _lost, _harmless),
        *_compared(Part.CHECK, before.checks, after.checks, _sentence, _unneeded, _harmless),
        *_campaign(before.campaign, after.campaign),
    )
    is_same = before.campaign.id == after.campaign.id
    kept = len(before.row_by_key.keys() & after.row_by_key.keys())
    named = tuple(replace(change, name=_name_of(change, before, after)) for change in found)
    return FormChanges(named if is_same else tuple(map(_of_years, named)), kept, not is_same)


def _name_of(change: FormChange, before: Form, after: Form) -> str:
    for form in (after, before):
        if change.part is Part.ROW and change.key in form.row_by_key:
            return _row_name(form.row_by_key[RowKey(change.key)])
    if change.part is Part.CELL:
        cell = next(cell for cell in after.cells if str(cell) == change.key)
        (label,) = (measure.label for measure in after.measures if measure.key == cell.measure)
        return f"{_row_name(after.row_by_key[cell.row])}, cột {label}"
    return change.key


def _row_name(row: Row) -> str:
    return row.tt or f"“{inside_quotes(row.label)}”"


def is_other_unit(old: Row, new: Row) -> bool:
    """Whether numbers of `old` and `new`, which have one key, are in different units of measurement; spaces
    and capitals make no difference, and a row without any number has none."""
    counts = [any(map(_takes_numbers, row.cells.values())) for row in (old, new)]
    return all(counts) and _unit_words(old) != _unit_words(new)


def _unit_words(row: Row) -> str:
    return "".join(row.unit.split()).casefold()


def _of_years(change: FormChange) -> FormChange:
    return replace(change, effect=Effect.INCOMPARABLE) if change.effect is Effect.LOSES else change


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


_T = TypeVar("_T", bound=_Keyed)


def _compared(
    part: Part,
    before: Sequence[_T],
    after: Sequence[_T],
    text: Callable[[_T], str],
    gone: Callable[[_T], Effect],
    changed: Callable[[_T, _T], Effect],
) -> Iterator[FormChange]:
    """The differences of a list; those that are gone come last."""
    old, now = {each.key: each for each in before}, {each.key for each in after}
    for new in after:
        if new.key not in old:
            yield FormChange(part, new.key, ChangeKind.NEW, Effect.HARMLESS, "", text(new))
        elif old[new.key] != new:
            yield from _changed(part, new.key, changed(old[new.key], new), text(old[new.key]), text(new))
    for each in before:
        if each.key not in now:
            yield FormChange(part, each.key, ChangeKind.GONE, gone(each), text(each), "")


def _changed(part: Part, key: str, effect: Effect, before: str, after: str) -> Iterator[FormChange]:
    if effect is not Effect.HARMLESS:
        yield FormChange(part, key, ChangeKind.CHANGED, effect, before, after)
    elif before != after:
        yield FormChange(part, key, ChangeKind.RENAMED, effect, before, after)


def _harmless(_old: object, _new: object) -> Effect:
    return Effect.HARMLESS


def _lost(_gone: object) -> Effect:
    return Effect.LOSES


def _unneeded(_gone: object) -> Effect:
    return Effect.HARMLESS


def _label(measure: Measure) -> str:
    return measure.label


def _name(level: Level) -> str:
    return level.name


def _sentence(check: CheckRule) -> str:
    return check.sentence


def _title(heading: Heading) -> str:
    return heading.name


def _heading_gone(heading: Heading) -> Effect:
    return Effect.LOSES if heading.has_text else Effect.HARMLESS


def _heading_effect(old: Heading, new: Heading) -> Effect:
    loses = old.has_text and (not new.has_text or _is_narrowed(old.levels, new.levels))
    return Effect.LOSES if loses else Effect.HARMLESS


def _is_narrowed(old: frozenset[LevelKey] | None, new: frozenset[LevelKey] | None) -> bool:
    """Whether a level has no place any more; None means that all have one."""
    return new is not None and (old is None or bool(old - new))


def _row_text(row: Row) -> str:
    """Number, label and unit of measurement as they are printed."""
    named = f"{row.tt}. {row.label}" if row.tt else row.label
    return f"{named} ({row.unit})" if row.unit else named


def _row_gone(row: Row) -> Effect:
    loses = row.own_lines or any(map(_takes_numbers, row.cells.values()))
    return Effect.LOSES if loses else Effect.HARMLESS


def _row_effect(old: Row, new: Row) -> Effect:
    if old.own_lines and not new.own_lines:
        return Effect.LOSES
    return Effect.INCOMPARABLE if (old.unit, old.parent) != (new.unit, new.parent) else Effect.HARMLESS


def _cells(before: Form, after: Form) -> Iterator[FormChange]:
    for cell in after.cells:
        row = before.row_by_key.get(cell.row)
        if row is None or cell.measure not in row.cells:
            continue
        old, new = row.cells[cell.measure], after.rule(cell)
        effect = _cell_effect(old, new)
        if effect is not None:
            yield FormChange(
                Part.CELL,
                str(cell),
                ChangeKind.CHANGED,
                effect,
                _rule_text(old, before),
                _rule_text(new, after),
            )


def _cell_effect(old: CellRule, new: CellRule) -> Effect | None:
    """What another rule of a cell means; None where only its limit or nothing is another."""
    if _takes_numbers(old) and (not _takes_numbers(new) or new.decimals < old.decimals):
        return Effect.LOSES
    if _is_narrowed(old.levels, new.levels):
        return Effect.LOSES
    if (old.decimals, old.roll_up) != (new.decimals, new.roll_up):
        return Effect.INCOMPARABLE
    return Effect.HARMLESS if (old.state, old.levels) != (new.state, new.levels) else None


def _takes_numbers(rule: CellRule) -> bool:
    return rule.state in (CellState.OPEN, CellState.TOTAL)


_STATES: Final = {
    CellState.OPEN: "nhập số",
    CellState.COMPUTED: "tự cộng",
    CellState.TOTAL: "tự cộng, nhập được số lớn hơn",
    CellState.CLOSED: "không nhập",
}
_ROLL_UPS: Final = {
    RollUpKind.SUM: "cộng",
    RollUpKind.GREATEST: "lấy số lớn nhất",
    RollUpKind.NONE: "mỗi đơn vị tự nhập",
}


def _rule_text(rule: CellRule, form: Form) -> str:
    words = [_STATES[rule.state]]
    if rule.levels is not None:
        words.append("cấp " + ", ".join(level.name for level in form.levels if level.key in rule.levels))
    if rule.decimals:
        words.append(f"{rule.decimals} chữ số thập phân")
    if rule.roll_up is not RollUpKind.SUM:
        words.append(_ROLL_UPS[rule.roll_up])
    return ", ".join(words)


def _campaign(before: Campaign, after: Campaign) -> Iterator[FormChange]:
    for each in fields(Campaign):
        old, new = getattr(before, each.name), getattr(after, each.name)
        if old != new:
            effect = Effect.INCOMPARABLE if each.name == "edition" else Effect.HARMLESS
            kind = ChangeKind.CHANGED
            yield FormChange(Part.CAMPAIGN, each.name, kind, effect, _words(old), _words(new))


def _words(value: object) -> str:
    """A text or date of a campaign as people read it."""
    if isinstance(value, date):
        return f"{value.day}/{value.month}/{value.year}"
    return " / ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
