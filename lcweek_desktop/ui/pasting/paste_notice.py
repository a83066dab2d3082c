"""The notice above the page about what was pasted last."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from lcweek_desktop.domain.lengths import MAX_PARAGRAPH, longest_line
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.errors import sentence
from lcweek_desktop.ui.pasting.pasted_text import PastedText
from lcweek_desktop.ui.pasting.pictures import LeftOutPictures
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import theme

_CONVERTED: Final = (
    "Đoạn vừa dán dùng phông chữ cũ ({font}) nên đã được chuyển sang Unicode; nếu chữ hiện sai, hãy nhấn "
    "Ctrl+Z để bỏ đoạn vừa dán."
)
_PICTURES: Final = "{taken}; {count} hình vừa dán chưa được đưa vào báo cáo."
_COPY_EACH: Final = "Hình chưa lấy được thì hãy chép riêng từng hình, rồi dán ở trang Hình ảnh."
_RECOGNIZED: Final = "Đây có vẻ là chữ {code} (phông cũ), bản in sẽ sai chữ. Chuyển sang Unicode?"


class PasteNotice(QFrame):
    """Says what the user must know about pasted text. It stays until it is closed or until the next paste,
    and is hidden while there is nothing to say."""

    # The user wants the text that was pasted last in Unicode.
    conversion_requested = Signal()

    # The user wants the pictures that were left out among the photos: LeftOutPictures.
    pictures_requested = Signal(object)

    def __init__(self, taken: str) -> None:
        """`taken` says what the page takes instead of pictures."""
        super().__init__()
        self._taken = taken
        self.convert = Button("Chuyển sang Unicode", on_click=self._convert)
        self.add_pictures = Button("Thêm vào Hình ảnh", on_click=self._add_pictures)
        self._pictures = LeftOutPictures()
        self._label = QLabel()
        self._label.setWordWrap(True)
        close = QToolButton()
        close.setAccessibleName("Đóng lời nhắc")
        close.setAutoRaise(True)
        icons.set_icon(close, "close", "warning")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.addWidget(self._label, 1)
        row.addWidget(self.convert, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.add_pictures, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        theme().apply_style(
            self,
            "PasteNotice { background: $warning_soft; border-radius: 6px; } QLabel { color: $warning; }",
        )
        self.hide()

    def _convert(self) -> None:
        self.hide()
        self.conversion_requested.emit()

    def _add_pictures(self) -> None:
        self.hide()
        self.pictures_requested.emit(self._pictures)

    def text(self) -> str:
        """The notice; empty while it is hidden."""
        return "" if self.isHidden() else self._label.text()

    def show_for(self, pasted: PastedText) -> None:
        """Show what there is to say about `pasted`, or hide."""
        sentences = [_CONVERTED.format(font=pasted.converted)] if pasted.converted else []
        if pasted.recognized is not None:
            sentences.append(_RECOGNIZED.format(code=pasted.recognized))
        if longest_line(pasted.text) > MAX_PARAGRAPH:
            sentences.append(sentence("text-split", limit=format_count(MAX_PARAGRAPH)))
        if pasted.dropped:
            sentences.append(sentence("text-dropped", count=pasted.dropped))
        self.show_sentence(" ".join(sentences))
        self.convert.setVisible(pasted.recognized is not None)

    def add_left_out(self, pictures: LeftOutPictures) -> None:
        """Say also which pictures were left out, and offer those that can be had."""
        sentences = [self.text(), _PICTURES.format(taken=self._taken, count=format_count(pictures.count))]
        if pictures.obtainable < pictures.count:
            sentences.append(_COPY_EACH)
        self._pictures = pictures
        self._label.setText(" ".join(filter(None, sentences)))
        self.add_pictures.setVisible(pictures.obtainable > 0)
        self.show()

    def show_sentence(self, words: str) -> None:
        """Show `words`, or hide when there are none."""
        self.convert.hide()
        self.add_pictures.hide()
        self._label.setText(words)
        self.setVisible(bool(words))
