"""Lists of documents in an editor: the sentence above counts the rows, and pasted lines become rows."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

from lcweek_desktop.domain.form import DocumentWords
from lcweek_desktop.domain.issued_documents import (
    count_place,
    counting_sentence,
    document_count,
    is_list,
    named_document,
)
from lcweek_desktop.domain.narrative import Line, Text, TextRun, block_lines
from lcweek_desktop.ui.pages.narrative import tables
from lcweek_desktop.ui.pages.narrative.document_reader import read_table


def update_counts(document: QTextDocument, words: DocumentWords) -> None:
    """Let the sentence above each list say how many documents it has. This belongs to the edit before, so one
    undo takes both back; a sentence with other words stays as it is."""
    for table in _lists(document, words):
        above = _paragraph_above(table)
        place = count_place(words, above.text())
        if place is None:
            continue
        start, end = place
        counted = counting_sentence(words, document_count(read_table(table)))
        number = counted[start : len(counted) - (len(above.text()) - end)]
        if above.text()[start:end] != number:
            cursor = QTextCursor(above)
            cursor.joinPreviousEditBlock()
            cursor.setPosition(above.position() + start)
            cursor.setPosition(above.position() + end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(number)
            cursor.endEditBlock()


def go_to_new_row(cursor: QTextCursor, words: DocumentWords) -> None:
    """Move the cursor to the empty last row of the last list, which is added where it is missing. Without a
    list it stays."""
    lists = [*_lists(cursor.document(), words)]
    if lists:
        table = lists[-1]
        if any(read_table(table).rows[-1]) or table.rows() == 1:
            table.appendRows(1)
        cursor.setPosition(table.cellAt(table.rows() - 1, 0).firstPosition())


def fill_from_lines(cursor: QTextCursor, words: DocumentWords, text: Text) -> bool:
    """Make a row of each line of `text`, below the cursor's or in it while it is empty; what names no
    document stands in the last column.

    Returns False, and changes nothing, outside lists and where no line names a document.
    """
    table = cursor.currentTable()
    if table is None or not is_list(words, read_table(table)):
        return False
    plain = [
        "".join(run.text for run in line if isinstance(run, TextRun))
        for block in text
        for line in block_lines(block)
    ]
    named = [named_document(line) for line in plain]
    if not any(named):
        return False
    rows = [
        tuple(map(_line, found or (*[""] * (table.columns() - 1), line)))
        for found, line in zip(named, plain, strict=True)
    ]
    row = table.cellAt(cursor).row()
    is_taken = any(read_table(table).rows[row])
    cursor.beginEditBlock()
    table.insertRows(row + 1, len(rows) - (not is_taken))
    tables.fill(cursor, table, row + is_taken, 0, rows)
    cursor.endEditBlock()
    return True


def _lists(document: QTextDocument, words: DocumentWords) -> Iterator[QTextTable]:
    for frame in document.rootFrame().childFrames():
        if (
            isinstance(frame, QTextTable)
            and frame.columns() == len(words.columns)
            and is_list(words, read_table(frame))
        ):
            yield frame


def _paragraph_above(table: QTextTable) -> QTextBlock:
    """The nearest paragraph above `table` with anything in it; none, which is not valid, at the top."""
    block = table.document().findBlock(table.firstPosition() - 1)
    while block.isValid() and block.length() == 1:
        block = block.previous()
    return block


def _line(text: str) -> Line:
    return (TextRun(text),) if text else ()
