"""What the fields of an entry of the draft are, and how their values are shown and typed as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, TypeAlias

from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.values import format_count, parse_number
from lcweek_desktop.errors import KnownError

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import Definition, TomlValue

_DAY: Final = "%d/%m/%Y"

Values: TypeAlias = "Mapping[str, TomlValue]"
"""What an entry says."""

Choices: TypeAlias = "Callable[[Definition, Values], Sequence[tuple[TomlValue | None, str]]]"
"""What an entry of a definition may say at a field, each with its words; None takes the key away."""


class FieldKind(Enum):
    """How a value is typed.

    TEXT is one line in a box that wraps it; LINES are several texts, one in a line; ROWS are rows by their
    printed numbers; a CHOICE is one of several values, TICKS are any number of them. An empty optional one is
    taken away; TICKS that are all ticked are, too.
    """

    LINE = auto()
    TEXT = auto()
    LINES = auto()
    DAY = auto()
    NUMBER = auto()
    ROWS = auto()
    SWITCH = auto()
    CHOICE = auto()
    TICKS = auto()


@dataclass(frozen=True)
class Field:
    """The value at `key`, called `label`.

    An `optional` one is taken away when it is emptied, or when all of it is ticked. Only entries of which
    `applies` is true have the field. `change` makes what is chosen true where that changes more than the
    value; it takes the definition, the key of the entry and the value. `read` finds a value that stands
    elsewhere than in the entry. An entry that says nothing means `default`. A box for a TEXT or LINES shows
    `lines` lines.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.LINE
    optional: bool = False
    hint: str = ""
    choices: Choices = lambda _definition, _values: ()
    applies: Callable[[Values], bool] = lambda _values: True
    change: Callable[[Definition, str, TomlValue | None], Definition] | None = None
    read: Callable[[Definition, Values], TomlValue | None] | None = None
    default: TomlValue | None = None
    lines: int = 3


def said_value(field: Field, definition: Definition, values: Values) -> TomlValue | None:
    """What an entry says at the field; None where it says nothing."""
    return values.get(field.key) if field.read is None else field.read(definition, values)


def shown_text(field: Field, value: TomlValue | None, definition: Definition) -> str:
    """What the field shows of `value`; nothing of None."""
    if isinstance(value, date):
        return value.strftime(_DAY)
    if isinstance(value, int):
        return format_count(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        if field.kind is FieldKind.ROWS:
            return ", ".join(_numbers(definition).get(key, key) for key in value)
        return "\n".join(value)
    return "" if value is None else str(value)


def typed_value(field: Field, text: str, definition: Definition) -> TomlValue | None:
    """What `text` says for `field`. Raises ValueError with the sentence for what says nothing."""
    if field.kind is FieldKind.LINES:
        lines = [clean_line(line) for line in text.rstrip("\n").split("\n")] if text.strip() else []
        return None if field.optional and not lines else lines
    cleaned = clean_line(text)
    if not cleaned and field.optional:
        return None
    match field.kind:
        case FieldKind.DAY:
            return _day(cleaned)
        case FieldKind.NUMBER:
            return _number(cleaned)
        case FieldKind.ROWS:
            return _rows(cleaned, definition)
    return cleaned


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, _DAY).date()
    except ValueError:
        raise ValueError(f"“{text}” không phải là một ngày; xin nhập như 20/10/2025.") from None


def _number(text: str) -> int:
    try:
        number = parse_number(text, 0)
    except KnownError as error:
        raise ValueError(error.message) from None
    if number is None or number < 1:
        raise ValueError("Ở đây cần một số nguyên từ 1 trở lên.")
    return number


def _rows(text: str, definition: Definition) -> list[str]:
    keys = {number: key for key, number in _numbers(definition).items()}
    typed = [clean_line(part) for part in text.replace(";", ",").split(",") if part.strip()]
    unknown = [number for number in typed if number not in keys]
    if unknown or not typed:
        what = f"Biểu số liệu không có dòng “{unknown[0]}”" if unknown else "Ở đây cần ít nhất một dòng"
        raise ValueError(f"{what}; xin ghi số thứ tự của các dòng, như 7.1, 9.2.")
    return [keys[number] for number in typed]


def _numbers(definition: Definition) -> dict[str, str]:
    """What names each row by its key: its printed number, or its key where that names no row alone."""
    printed = {str(row["key"]): str(row["tt"]) for row in definition.entries("row")}
    times = Counter(printed.values())
    return {
        key: tt if tt and times[tt] == 1 and (tt == key or tt not in printed) else key
        for key, tt in printed.items()
    }
