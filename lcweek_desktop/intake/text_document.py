"""The tables and the words of a text of Word, read with python-docx.

Runs inside the worker process and nowhere else. Source: ECMA-376 part 1, 17.4 (tables), 17.13 (revisions).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.oxml.ns import qn

from lcweek_desktop.domain.foreign_table import (
    MOST_COLUMNS,
    MOST_LINES,
    ForeignFile,
    ForeignTable,
    TableKind,
)

_TEXT, _DELETED, _FALLBACK = (
    qn("w:t"),
    qn("w:del"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
_SIGNS: Final = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_PARAGRAPH, _TABLE, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tc")


def read_document(source: Path) -> ForeignFile:
    """What stands in the text document `source`. Whatever a broken one does to its reader is raised."""
    with source.open("rb") as file:
        body = Document(file).element.body
    tables = tuple(
        ForeignTable(TableKind.TABLE, number, "", _lines(table))
        for number, table in enumerate(body.iter(_TABLE), 1)
    )
    texts = [(_text(each), next(each.iterancestors(_CELL), None)) for each in body.iter(_PARAGRAPH)]
    words = tuple(text for text, _ in texts if text)
    return ForeignFile(tables, words, tuple(text for text, cell in texts if text and cell is None))


def _lines(table: Any) -> tuple[tuple[str, ...], ...]:
    """The table as a rectangle: a cell that is merged stands at its first place, the others are blank."""
    lines: list[tuple[str, ...]] = []
    for row in table.tr_lst[:MOST_LINES]:
        texts: list[str] = []
        for cell in row.tc_lst:
            texts.extend([""] * (cell.grid_offset - len(texts)))
            is_continued = cell.vMerge == "continue"
            texts.append("" if is_continued else "\n".join(filter(None, map(_text, cell.p_lst))))
        lines.append(tuple(texts[:MOST_COLUMNS]))
    return tuple(lines)


def _text(paragraph: Any) -> str:
    return "".join(_parts(paragraph)).strip()


def _parts(element: Any) -> Iterator[str]:
    """The text as it is seen: what a revision inserted is in it, what it deleted is not, and what stands
    twice for older programs stands once."""
    for each in element:
        if each.tag == _TEXT:
            yield each.text or ""
        elif each.tag in _SIGNS:
            yield _SIGNS[each.tag]
        elif each.tag not in (_DELETED, _FALLBACK):
            yield from _parts(each)
