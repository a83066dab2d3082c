"""A received report to look at, page by page, as it would be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from lcweek_desktop.ui.buttons import button
from lcweek_desktop.ui.output.preview import Preview
from lcweek_desktop.ui.output.previewbar import PreviewBar
from lcweek_desktop.ui.theme import Space, theme
from lcweek_desktop.ui.work import Failed, Worker

if TYPE_CHECKING:
    from lcweek_desktop.services.preview import PageSize


class Reader(QDialog):
    def __init__(
        self,
        parent: QWidget,
        worker: Worker,
        title: str,
        pdf: bytes,
        sizes: tuple[PageSize, ...],
        failed: Failed,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.preview = Preview(worker, failed)
        bar = QHBoxLayout()
        bar.addWidget(PreviewBar(self.preview))
        bar.addStretch(1)
        bar.addWidget(button("Đóng", "close", self.reject))
        column = QVBoxLayout(self)
        column.setSpacing(theme().px(Space.S))
        column.addLayout(bar)
        column.addWidget(self.preview, 1)
        self.resize(theme().px(860), min(theme().px(680), parent.window().height()))
        self.preview.show_pdf(pdf, sizes)
        self.preview.setFocus()
