"""Paragraphs into lists and out of them, deeper and back; each call is one step back."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor

from lcweek_desktop.ui.pages.narrative.blocks import free_group
from lcweek_desktop.ui.pages.narrative.formats import Item, item_format, item_of, paragraph_format


def chosen(cursor: QTextCursor) -> list[QTextBlock]:
    """The paragraphs that the selection touches, none that is in a table."""
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    found = [block]
    while block != last:
        block = block.next()
        found.append(block)
    return [each for each in found if QTextCursor(each).currentTable() is None]


def make(cursor: QTextCursor, ordered: bool) -> None:
    """One list of the chosen paragraphs; it goes on with the list of its kind that ends above them."""
    blocks = chosen(cursor)
    if not blocks:
        return
    above = item_of(blocks[0].previous()) if blocks[0].previous().isValid() else None
    joins = above is not None and above.ordered == ordered
    group = above.group if above is not None and joins else free_group(cursor.document())
    font = cursor.document().defaultFont()
    cursor.beginEditBlock()
    for block in blocks:
        item = item_of(block)
        set_format(block, item_format(Item(group, ordered, item.depth if item else 0), font))
    cursor.endEditBlock()


def unmake(cursor: QTextCursor) -> None:
    """Plain paragraphs of the chosen items."""
    cursor.beginEditBlock()
    for block in chosen(cursor):
        if item_of(block) is not None:
            set_format(block, paragraph_format())
    cursor.endEditBlock()


def shift(cursor: QTextCursor, by: int) -> bool:
    """Move the chosen items a level down (1) or up (-1); whether there was one to move."""
    font = cursor.document().defaultFont()
    moved = [
        (block, item._replace(depth=item.depth + by))
        for block in chosen(cursor)
        if (item := item_of(block)) is not None and 0 <= item.depth + by <= 1
    ]
    cursor.beginEditBlock()
    for block, item in moved:
        set_format(block, item_format(item, font))
    cursor.endEditBlock()
    return bool(moved)


def step_out(cursor: QTextCursor) -> bool:
    """The item at the cursor goes up a level, or from the first one out of the list; False outside lists."""
    if item_of(cursor.block()) is None:
        return False
    if not shift(cursor, -1):
        unmake(cursor)
    return True


def set_format(block: QTextBlock, format_: QTextBlockFormat) -> None:
    QTextCursor(block).setBlockFormat(format_)
