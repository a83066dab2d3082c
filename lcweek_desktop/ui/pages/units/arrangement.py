"""Which units of the tree are shown, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from lcweek_desktop.domain.name_order import name_order
from lcweek_desktop.domain.name_words import search_words
from lcweek_desktop.domain.unit import UnitCode, slug

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.unit_tree import TreeUnit


class UnitFilter(Enum):
    """Which units are shown, by what the list of filters calls them."""

    ALL = "Tất cả"
    OPEN = "Đang theo dõi"
    CLOSED = "Đã ngừng"
    NO_CONTACT = "Chưa có người liên hệ"
    REPORTED = "Chỉ có trong báo cáo"


class UnitColumn(Enum):
    """The columns, by their titles."""

    NAME = "Đơn vị"
    PERSON = "Người liên hệ"
    PHONE = "Điện thoại"
    STATE = "Tình trạng"


_REMEMBERED: Final = 20_000
"""Of how many names it is remembered how they are sorted and found, so that typing goes on at once."""

STATE_WORDS: Final[Mapping[str, str]] = {
    "open": "",
    "closed": "Đã ngừng",
    "machine": "Trên máy này",
    "reported": "Chỉ có trong báo cáo",
}
"""What stands in the column of the state, by UnitState."""


@dataclass
class UnitNode:
    """A unit at its place in the tree. `is_match` is False for one that is only shown for those below it."""

    entry: TreeUnit
    row: int = 0
    parent: UnitNode | None = None
    children: list[UnitNode] = field(default_factory=list)
    is_match: bool = True


def arranged(
    units: Sequence[TreeUnit],
    typed: str,
    shown: UnitFilter,
    column: UnitColumn,
    *,
    descending: bool = False,
) -> list[UnitNode]:
    """The topmost of the units that `shown` lets pass and of whose name or code every typed word begins a
    word, with those above them; sorted by `column`."""
    wanted = frozenset(slug(typed).split("-")) - {""}
    nodes = {each.unit.code: UnitNode(each) for each in units}
    kept: set[UnitCode] = set()
    for code, node in nodes.items():
        node.is_match = _passes(node.entry, shown) and _matches(node.entry, wanted)
        at: UnitCode | None = code if node.is_match else None
        while at is not None and at in nodes and at not in kept:
            kept.add(at)
            at = nodes[at].entry.unit.parent
    grouped: defaultdict[UnitCode | None, list[UnitNode]] = defaultdict(list)
    for code in nodes.keys() & kept:
        parent = nodes[code].entry.unit.parent
        grouped[parent if parent in nodes else None].append(nodes[code])
    key = _sort_key(column)
    for parent, children in grouped.items():
        children.sort(key=lambda node: key(node.entry), reverse=descending)
        above = None if parent is None else nodes[parent]
        for row, child in enumerate(children):
            child.row, child.parent = row, above
        if above is not None:
            above.children = children
    return grouped[None]


def words_of(entry: TreeUnit, column: UnitColumn) -> str:
    """What the row of `entry` says in `column`."""
    match column:
        case UnitColumn.NAME:
            return entry.unit.name
        case UnitColumn.PERSON:
            return entry.contact.name
        case UnitColumn.PHONE:
            return entry.contact.phone
    if entry.went_to:
        return f"Nay là {', '.join(unit.name for unit in entry.went_to)}"
    return STATE_WORDS[entry.state.value]


def _sort_key(column: UnitColumn) -> Callable[[TreeUnit], Any]:
    def key(entry: TreeUnit) -> Any:
        words = words_of(entry, column)
        return (not words, _order(words), _order(entry.unit.name), entry.unit.code)

    return key


def _passes(entry: TreeUnit, shown: UnitFilter) -> bool:
    state = entry.state.value
    match shown:
        case UnitFilter.OPEN:
            return state in ("open", "machine")
        case UnitFilter.CLOSED:
            return state == "closed"
        case UnitFilter.NO_CONTACT:
            return state == "open" and not entry.contact
        case UnitFilter.REPORTED:
            return state == "reported"
    return True


def _matches(entry: TreeUnit, wanted: Iterable[str]) -> bool:
    if not wanted:
        return True
    words = _words(entry.unit.name) | _words(entry.unit.code)
    return all(any(word.startswith(each) for word in words) for each in wanted)


_order = lru_cache(maxsize=_REMEMBERED)(name_order)
_words = lru_cache(maxsize=_REMEMBERED)(search_words)
