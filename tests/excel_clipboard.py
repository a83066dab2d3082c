"""Cells are copied in Excel and pasted into the table of figures, through the clipboard of Windows.

`python -m tests.excel_clipboard TEXT` puts TEXT, rows of cells between tabs, on the clipboard in the formats
that Excel offers, presses Ctrl+V on row 1.1, and prints the figures as JSON. Used by
tests/ui/pages/test_windows_clipboard.py.
"""

from __future__ import annotations

import json
import struct
import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lcweek_desktop.ui.pages.figures.page import FiguresPage
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.shell.workspace_view import WorkspaceView
from tests import at_work
from tests.ui.keyboard import press_key

if sys.platform == "win32":
    from tests import kernel32

    UNICODE_TEXT, PICTURE = 13, 8

    def paste(text: str) -> at_work.Work:
        def work(_window: Window, view: WorkspaceView) -> str:
            kernel32.put_on_clipboard(excels_formats(text))
            view.show_page("figures")
            page = view.page("figures")
            assert isinstance(page, FiguresPage)
            page.show_place("1.1.count")
            press_key(Qt.Key.Key_Escape)
            press_key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            QApplication.processEvents()
            figures = view.session.content.figures
            return json.dumps({f"{cell.row}.{cell.measure}": value for cell, value in figures.items()})

        return work

    def excels_formats(text: str) -> dict[int | str, bytes]:
        """What Excel puts on the clipboard, in its order; its own formats are only named."""
        rows = "".join(
            f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split(chr(9)))}</tr>"
            for row in text.splitlines()
        )
        header = struct.pack("<IiiHHIIiiII", 40, 2, 2, 1, 24, 0, 16, 0, 0, 0, 0)
        return {
            "Biff12": b"PK\x03\x04",
            "Biff8": b"\x09\x08\x10\x00",
            PICTURE: header + bytes(16),
            "HTML Format": cf_html(f"<table>{rows}</table>"),
            "XML Spreadsheet": b"<?xml version='1.0'?><Workbook/>\0",
            UNICODE_TEXT: (text.replace("\n", "\r\n") + "\0").encode("utf-16-le"),
            "Csv": text.replace("\t", ",").encode("cp1258", "replace") + b"\0",
        }

    def cf_html(fragment: str) -> bytes:
        """`fragment` as Windows wants HTML on the clipboard: behind the places of its parts."""
        before, after = b"<html><body><!--StartFragment-->", b"<!--EndFragment--></body></html>"
        places = ("StartHTML", "EndHTML", "StartFragment", "EndFragment")
        head = "\r\n".join(("Version:1.0", *(f"{place}:{{:010}}" for place in places), ""))
        begins, inside = len(head.format(0, 0, 0, 0)), fragment.encode()
        first = begins + len(before)
        last = first + len(inside)
        return head.format(begins, last + len(after), first, last).encode() + before + inside + after + b"\0"

    if __name__ == "__main__":
        at_work.do(paste(sys.argv[1]))
