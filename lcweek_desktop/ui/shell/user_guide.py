"""The guides for users (docs/*.md), shown under F1: a list of chapters, and the one that is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from lcweek_desktop.paths import guide_file
from lcweek_desktop.ui.printing.print_dialog import ask_how_to_print
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

SHEET: Final = "Làm báo cáo trong 5 bước"
"""The chapter that is a sheet of two pages, to be printed and laid beside the keyboard."""
_WHOLE: Final = ("nam-buoc.md", "ky-bao-cao.md")
"""The guides that are one chapter, named by their heading; the others have a chapter for each of theirs."""
_GUIDES: Final = ("nam-buoc.md", "huong-dan.md", "ky-bao-cao.md")
_PICTURE: Final = re.compile(r"\n+ *!\[.*")
"""A picture with the empty line above it, which would move the items of a list apart. Pictures are for those
who read the guide elsewhere: under F1 the pages themselves are in front, and the program stays small."""
_PRINTED_FONT: Final = ("Tinos", 16)


@dataclass(frozen=True)
class Chapter:
    """A chapter of a guide: its heading, and its text with it, in Markdown without pictures."""

    title: str
    text: str


def chapters() -> Iterator[Chapter]:
    """The chapters of all guides, in the order of the list."""
    for name in _GUIDES:
        text = _PICTURE.sub("", guide_file(name).read_text(encoding="utf-8"))
        if name in _WHOLE:
            yield Chapter(text.partition("\n")[0].lstrip("# "), text)
        else:
            for part in text.split("\n## ")[1:]:
                yield Chapter(part.partition("\n")[0], f"# {part}")


class UserGuide(QDialog):
    """The guide beside the window; it can stay open while people work."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Hướng dẫn sử dụng")
        self._chapters = tuple(chapters())
        self.list = QListWidget()
        self.list.setAccessibleName("Các mục của hướng dẫn")
        self.list.setSpacing(Space.XS // 2)
        self.list.addItems([chapter.title for chapter in self._chapters])
        self.text = QTextBrowser()
        self.text.setAccessibleName("Hướng dẫn sử dụng")
        self.text.setOpenLinks(False)
        self.list.currentRowChanged.connect(self._show)
        self._lay_out()

    def open_at(self, title: str) -> None:
        """Show the chapter `title`, in front; the first one when there is no such chapter."""
        titles = [chapter.title for chapter in self._chapters]
        self.list.setCurrentRow(titles.index(title) if title in titles else 0)
        self.show()
        self.activateWindow()

    def print(self) -> QPrintDialog | None:
        """Ask for a printer, and print the chapter that is shown when it is chosen. None where there is no
        printer to choose, which is said."""
        title = self._chapters[self.list.currentRow()].title
        return ask_how_to_print(self, title, lambda printer, _options: self.print_on(printer))

    def print_on(self, printer: QPrinter) -> None:
        """Print the chapter that is shown."""
        document = QTextDocument()
        document.setDefaultFont(QFont(*_PRINTED_FONT))
        document.setMarkdown(self._chapters[self.list.currentRow()].text)
        document.print_(printer)

    def _show(self, row: int) -> None:
        self.text.setMarkdown(self._chapters[row].text)
        self.text.document().setDocumentMargin(Space.L)

    def _lay_out(self) -> None:
        hint = QLabel("F1 mở mục của trang đang xem.")
        theme().apply_style(hint, "color: $muted;")
        theme().set_font(hint, TextRole.CAPTION)
        bottom = QHBoxLayout()
        bottom.addWidget(hint, 1)
        bottom.addWidget(Button("In mục này…", "output", self.print))
        bottom.addWidget(Button("Đóng", "close", self.close))
        middle = QHBoxLayout()
        middle.addWidget(self.list)
        middle.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        column.addLayout(middle, 1)
        column.addLayout(bottom)
        theme().on_theme_change(self, lambda: self.list.setFixedWidth(theme().px(270)))
        self.resize(theme().px(960), theme().px(640))


def show_user_guide(parent: QWidget, title: str) -> UserGuide:
    """Show the chapter `title` in the guide of the window `parent`, which is opened if need be."""
    guide = next(iter(parent.findChildren(UserGuide)), None) or UserGuide(parent)
    guide.open_at(title)
    return guide
