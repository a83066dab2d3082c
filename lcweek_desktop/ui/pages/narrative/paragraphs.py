"""Commands on the paragraphs that a selection touches: alignment, titles, lists and their levels.

Each call is one step to undo. Paragraphs inside tables are never changed.
"""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor

from lcweek_desktop.domain.list_marks import LEVELS, Marks
from lcweek_desktop.domain.narrative import Align, TitleStyle
from lcweek_desktop.ui.pages.narrative.document_formats import (
    ListEntry,
    emphasis_format,
    forget_sources,
    list_entry,
    list_item_format,
    paragraph_format,
    title_format,
    title_style,
    unused_list_id,
)


def align(cursor: QTextCursor, alignment: Align) -> None:
    """Align the selected paragraphs. List items and titles have no alignment of their own and stay as they
    are."""
    cursor.beginEditBlock()
    for block in _selected(cursor):
        if list_entry(block) is None and title_style(block) is None:
            _set_format(block, paragraph_format(alignment))
    cursor.endEditBlock()


def make_title(cursor: QTextCursor, style: TitleStyle | None) -> None:
    """Make titles of `style` of the selected paragraphs, or running text again of titles for None."""
    cursor.beginEditBlock()
    for block in _selected(cursor):
        if style is not None:
            _set_format(block, title_format(style))
            _embolden(block, style.is_bold)
        elif title_style(block) is not None:
            _set_format(block, paragraph_format())
    cursor.endEditBlock()


def begin_paragraph(cursor: QTextCursor) -> None:
    """Begin the next paragraph or item; after a title it is running text. One that is empty is the unit's
    own, whatever the one before was taken from."""
    cursor.beginEditBlock()
    cursor.insertBlock()
    if cursor.block().length() == 1:
        forget_sources(cursor)
    if title_style(cursor.block()) is not None:
        make_title(cursor, None)
    cursor.endEditBlock()


def make_list(cursor: QTextCursor, marks: Marks) -> None:
    """Make one list of the selected paragraphs. It continues a list of its kind that ends right above."""
    blocks = _selected(cursor)
    if not blocks:
        return
    above = list_entry(blocks[0].previous()) if blocks[0].previous().isValid() else None
    if above is None or above.marks[0] is not marks[0]:
        above = ListEntry(unused_list_id(cursor.document()), marks)
    cursor.beginEditBlock()
    for block in blocks:
        entry = list_entry(block)
        _set_entry(block, above._replace(depth=entry.depth if entry else 0))
    cursor.endEditBlock()


def list_to_number_on(cursor: QTextCursor) -> ListEntry | None:
    """The last list above that of the cursor with such marks, which its numbers could follow; None where
    there is none."""
    here, block = list_entry(cursor.block()), cursor.block().previous()
    while here is not None and block.isValid():
        entry = list_entry(block)
        if entry is not None and entry.list_id != here.list_id and entry.marks[0] is here.marks[0]:
            return entry
        block = block.previous()
    return None


def number_on(cursor: QTextCursor) -> None:
    """Number the list at the cursor, from the cursor's item on, after the last one above it."""
    above = list_to_number_on(cursor)
    if above is not None:
        _renumber(cursor, above)


def number_anew(cursor: QTextCursor) -> None:
    """Number the list at the cursor from 1, from the cursor's item on."""
    here = list_entry(cursor.block())
    if here is not None:
        _renumber(cursor, ListEntry(unused_list_id(cursor.document()), here.marks))


def _renumber(cursor: QTextCursor, as_in: ListEntry) -> None:
    """Make the item at the cursor and those right below it in its list items of another list."""
    here, block = list_entry(cursor.block()), cursor.block()
    cursor.beginEditBlock()
    while here is not None and (entry := list_entry(block)) is not None and entry.list_id == here.list_id:
        _set_entry(block, as_in._replace(depth=entry.depth))
        block = block.next()
    cursor.endEditBlock()


def remove_list(cursor: QTextCursor) -> None:
    """Make plain paragraphs of the selected list items."""
    cursor.beginEditBlock()
    for block in _selected(cursor):
        if list_entry(block) is not None:
            _set_format(block, paragraph_format())
    cursor.endEditBlock()


def shift_items(cursor: QTextCursor, by: int) -> bool:
    """Move the selected list items a level in (1) or out (-1). Returns whether there was one to move."""
    moved = [
        (block, entry._replace(depth=entry.depth + by))
        for block in _selected(cursor)
        if (entry := list_entry(block)) is not None and 0 <= entry.depth + by < LEVELS
    ]
    cursor.beginEditBlock()
    for block, entry in moved:
        _set_entry(block, entry)
    cursor.endEditBlock()
    return bool(moved)


def leave_level(cursor: QTextCursor) -> bool:
    """Move the list item at the cursor a level out, and from the first level out of the list. Returns False,
    and changes nothing, outside lists."""
    if list_entry(cursor.block()) is None:
        return False
    if not shift_items(cursor, -1):
        remove_list(cursor)
    return True


def _selected(cursor: QTextCursor) -> list[QTextBlock]:
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    found = [block]
    while block != last:
        block = block.next()
        found.append(block)
    return [each for each in found if QTextCursor(each).currentTable() is None]


def _set_entry(block: QTextBlock, entry: ListEntry) -> None:
    _set_format(block, list_item_format(entry, block.document().defaultFont()))


def _set_format(block: QTextBlock, format_: QTextBlockFormat) -> None:
    """Set the format of a paragraph; a title is no longer bold because it was one."""
    was_title = title_style(block) is not None
    QTextCursor(block).setBlockFormat(format_)
    if was_title:
        _embolden(block, False)


def _embolden(block: QTextBlock, bold: bool) -> None:
    """Make the whole of a paragraph bold or not, also what is typed in it next."""
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(emphasis_format(bold=bold))
    cursor.mergeBlockCharFormat(emphasis_format(bold=bold))
