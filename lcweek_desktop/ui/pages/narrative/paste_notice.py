"""The notice above the page about what was pasted last."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from lcweek_desktop.domain.lengths import MAX_PARAGRAPH, longest_line
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.errors import sentence
from lcweek_desktop.ui.pasting.pasted_text import PastedText
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import theme

_LEGACY_FONT: Final = (
    "Đoạn vừa dán dùng phông chữ cũ ({font}) nên được giữ nguyên như nguồn; nếu chữ hiện sai, hãy chuyển sang"
    " Unicode rồi dán lại."
)


class PasteNotice(QFrame):
    """Says what the user must know about pasted text. It stays until it is closed or until the next paste,
    and is hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._label = QLabel()
        self._label.setWordWrap(True)
        close = QToolButton()
        close.setAccessibleName("Đóng lời nhắc")
        close.setAutoRaise(True)
        icons.set_icon(close, "close", "warning")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.addWidget(self._label, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        theme().apply_style(
            self,
            "PasteNotice { background: $warning_soft; border-radius: 6px; } QLabel { color: $warning; }",
        )
        self.hide()

    def text(self) -> str:
        """The notice; empty while it is hidden."""
        return "" if self.isHidden() else self._label.text()

    def show_for(self, pasted: PastedText) -> None:
        """Show what there is to say about `pasted`, or hide."""
        sentences = [_LEGACY_FONT.format(font=pasted.legacy_font)] if pasted.legacy_font else []
        if longest_line(pasted.text) > MAX_PARAGRAPH:
            sentences.append(sentence("text-split", limit=format_count(MAX_PARAGRAPH)))
        if pasted.dropped:
            sentences.append(sentence("text-dropped", count=pasted.dropped))
        self.show_sentence(" ".join(sentences))

    def show_sentence(self, words: str) -> None:
        """Show `words`, or hide when there are none."""
        self._label.setText(words)
        self.setVisible(bool(words))
