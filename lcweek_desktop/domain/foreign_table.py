"""What a workbook or a text that somebody made by hand says: tables of texts with their places.

It is the same for every kind of file, so that nothing behind it knows one. All is text in Unicode and NFC:
numbers stand as they are written in Vietnam ("98,5"), and a formula of which no result was kept stands as it
is, with its "=".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from lcweek_desktop.domain.legacy_text import recognized_code, to_unicode
from lcweek_desktop.domain.text import clean_text

MOST_TABLES: Final = 40
MOST_LINES: Final = 2_000
MOST_COLUMNS: Final = 64
MOST_WORDS: Final = 2_000
"""The most tables of a file, lines and columns of a table, and texts beside tables that are looked at."""
_LONGEST_TEXT: Final = 20_000
"""The most characters of one text that are looked at."""


class TableKind(StrEnum):
    """What a table is in its file: a sheet of a workbook, or a table in a text."""

    SHEET = "sheet"
    TABLE = "table"


@dataclass(frozen=True)
class ForeignTable:
    """A table: `lines` has a text for each of its cells, blank where one is merged with the cell above or to
    the left. `number` counts from 1 among those of its file; `name` is a sheet's, empty in a text.

    `is_hidden` says that the sheet is; `hidden_lines` and `hidden_columns`, counted from 0, are those that
    nobody sees, as far as the file's kind tells.
    """

    kind: TableKind
    number: int
    name: str
    lines: tuple[tuple[str, ...], ...]
    is_hidden: bool = False
    hidden_lines: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """How many columns the widest line has."""
        return max(map(len, self.lines), default=0)

    def at(self, line: int, column: int) -> str:
        """The text of a cell; blank beside the table."""
        texts = self.lines[line] if 0 <= line < len(self.lines) else ()
        return texts[column] if 0 <= column < len(texts) else ""

    def place(self, line: int, column: int) -> str:
        """Where a cell stands, as people find it in the file: “Trang tính “Biểu 2”, ô D14”."""
        if self.kind is TableKind.SHEET:
            return f"Trang tính “{self.name}”, ô {column_letters(column)}{line + 1}"
        return f"Bảng {self.number}, dòng {line + 1}, cột {column + 1}"


@dataclass(frozen=True)
class ForeignFile:
    """What a file says: its tables, and the texts of a text document in their order, those in its tables
    too; a workbook has none beside its sheets. `paragraphs` are the texts that are in no table."""

    tables: tuple[ForeignTable, ...] = ()
    words: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()

    def bounded(self) -> ForeignFile:
        """As much of it as is looked at, cleaned, and in Unicode where it was written in a legacy code."""
        tables = [_bounded(table) for table in self.tables[:MOST_TABLES]]
        words = [_cut(text) for text in self.words[:MOST_WORDS]]
        texts = [*words, *(text for table in tables for line in table.lines for text in line)]
        whole = recognized_code("\n".join(texts))

        def change(text: str) -> str:
            code = whole or recognized_code(text)
            return clean_text(text if code is None else to_unicode(text, code)).strip()

        return ForeignFile(
            tuple(
                replace(table, lines=tuple(tuple(map(change, line)) for line in table.lines))
                for table in tables
            ),
            tuple(filter(None, map(change, words))),
            tuple(filter(None, (change(_cut(text)) for text in self.paragraphs[:MOST_WORDS]))),
        )


def column_letters(column: int) -> str:
    """The letters of a column of a sheet, counted from 0: "A", "Z", "AA"."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters = chr(ord("A") + letter) + letters
        column -= 1
    return letters


def foreign_json(file: ForeignFile) -> dict[str, object]:
    """`file` as the worker process hands it over."""
    return {
        "words": [*file.words],
        "paragraphs": [*file.paragraphs],
        "tables": [
            {
                "kind": table.kind.value,
                "number": table.number,
                "name": table.name,
                "lines": [[*line] for line in table.lines],
                "hidden": table.is_hidden,
                "hidden_lines": sorted(table.hidden_lines),
                "hidden_columns": sorted(table.hidden_columns),
            }
            for table in file.tables
        ],
    }


def foreign_from_json(data: dict[str, list[dict[str, object]]]) -> ForeignFile:
    """The file of which `foreign_json` is `data`."""
    words, paragraphs = (tuple(map(str, data[key])) for key in ("words", "paragraphs"))
    return ForeignFile(tuple(_tables(data["tables"])), words, paragraphs)


def _tables(listed: Iterable[dict[str, object]]) -> Iterator[ForeignTable]:
    for each in listed:
        lines, hidden, columns = each["lines"], each["hidden_lines"], each["hidden_columns"]
        assert isinstance(lines, list) and isinstance(hidden, list) and isinstance(columns, list)
        yield ForeignTable(
            TableKind(str(each["kind"])),
            int(str(each["number"])),
            str(each["name"]),
            tuple(tuple(map(str, line)) for line in lines),
            each["hidden"] is True,
            frozenset(map(int, hidden)),
            frozenset(map(int, columns)),
        )


def _bounded(table: ForeignTable) -> ForeignTable:
    lines = tuple(tuple(map(_cut, line[:MOST_COLUMNS])) for line in table.lines[:MOST_LINES])
    return replace(table, lines=lines)


def _cut(text: str) -> str:
    return text[:_LONGEST_TEXT]
