"""Reading phu-luc-1.toml: the headings of the narrative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from lcweek_desktop.domain.form import DocumentWords, Heading, HeadingKey, HeadingWords, Level, LevelKey
from lcweek_desktop.formdefs.toml_table import TomlTable, read_each

_DEEPEST: Final = 3
"""How many headings a heading may stand under."""
_PART: Final = "part"
"""The style of a heading that is printed as PHẦN A, with its title below."""


def read_headings(top: TomlTable, levels: Sequence[Level]) -> tuple[Heading, ...]:
    """The headings, in the order in which they are printed.

    A heading must stand below its parent, whose levels it has unless it names some of them; at every level
    there must be a heading with text.
    """
    top.check_keys(("heading",))
    above: dict[str, Heading] = {}

    def read(entry: TomlTable) -> Heading:
        heading = above[entry.text("key")] = _heading(entry, above, levels)
        return heading

    read_each(top.tables("heading"), read)
    for level in levels:
        if not any(heading.has_text and heading.is_at(level.key) for heading in above.values()):
            top.refuse("heading", f"cấp “{level.key}” không có mục nào để viết")
    return tuple(above.values())


def _heading(entry: TomlTable, above: Mapping[str, Heading], levels: Sequence[Level]) -> Heading:
    optional = ("guidance", "parent", "levels", "at", "style", "figures_in_words", "documents")
    entry.check_keys(("key", "number", "title", "has_text"), optional)
    parent = _parent(entry, above)
    own_levels = _levels(entry, parent, levels)
    return Heading(
        key=HeadingKey(entry.text("key")),
        number=entry.text("number"),
        title=entry.nonempty_text("title"),
        has_text=entry.boolean("has_text"),
        guidance=entry.texts("guidance"),
        parent=None if parent is None else parent.key,
        levels=own_levels,
        at=_words_at(entry, own_levels, levels),
        is_part="style" in entry.values and entry.choice("style", (_PART,)) == _PART,
        figures_in_words=entry.boolean("figures_in_words", default=False),
        documents=_documents(entry),
    )


def _documents(entry: TomlTable) -> DocumentWords | None:
    """How documents are listed; the sentence has their number once, and no two columns have one name."""
    if "documents" not in entry.values:
        return None
    table = entry.table("documents")
    table.check_keys(("sentence", *DocumentWords.COLUMNS))
    sentence = table.template("sentence", ("count",))
    if sentence.count("{count}") != 1:
        table.refuse("sentence", "phải có đúng một chỗ điền {count}")
    columns = {key: table.nonempty_text(key) for key in DocumentWords.COLUMNS}
    if len({*columns.values()}) != len(columns):
        table.refuse("subject", "các cột phải có tên khác nhau")
    return DocumentWords(sentence, **columns)


def _parent(entry: TomlTable, above: Mapping[str, Heading]) -> Heading | None:
    if "parent" not in entry.values:
        return None
    key = entry.text("parent")
    if key not in above:
        entry.refuse("parent", f"không có mục “{key}” ở phía trên")
    depth, at = 1, above[key]
    while at.parent is not None:
        depth, at = depth + 1, above[at.parent]
    if depth > _DEEPEST:
        entry.refuse("parent", f"mục nằm sâu quá {_DEEPEST + 1} bậc")
    return above[key]


def _levels(entry: TomlTable, parent: Heading | None, levels: Sequence[Level]) -> frozenset[LevelKey] | None:
    if "levels" not in entry.values:
        return None if parent is None else parent.levels
    named = frozenset(LevelKey(key) for key in entry.choices("levels", [level.key for level in levels]))
    if not named:
        entry.refuse("levels", "phải có ít nhất một cấp; bỏ khóa này nếu cấp nào cũng có mục")
    for level in sorted(named):
        if parent is not None and not parent.is_at(level):
            entry.refuse("levels", f"mục “{parent.key}” ở trên không có ở cấp “{level}”")
    return named


def _words_at(
    entry: TomlTable, own_levels: frozenset[LevelKey] | None, levels: Sequence[Level]
) -> Mapping[LevelKey, HeadingWords]:
    """The words of the heading at levels that call it otherwise, by level."""
    table, words = entry.table("at"), {}
    table.check_keys((), [level.key for level in levels if own_levels is None or level.key in own_levels])
    for level in table.values:
        at = table.table(level)
        at.check_keys((), HeadingWords._fields)
        number = at.text("number") if "number" in at.values else entry.text("number")
        title = at.nonempty_text("title") if "title" in at.values else entry.nonempty_text("title")
        words[LevelKey(level)] = HeadingWords(number, title)
    return MappingProxyType(words)
