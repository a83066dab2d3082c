"""The draft on paper: the report of a unit of the chosen level, laid out anew a moment after each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.report import Content
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.printing.preview import Preview
from lcweek_desktop.ui.printing.preview_bar import PreviewBar
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.inputs import ComboBox

if TYPE_CHECKING:
    from lcweek_desktop.domain.form import Form
    from lcweek_desktop.services.output.preview import PageSize
    from lcweek_desktop.services.workspace.workspace import Workspace

_PAUSE: Final = 300
"""Milliseconds without a change after which the pages are laid out anew."""


class PaperPanel(QWidget):
    """Shows the last whole form. `content` is what is typed in the trial."""

    def __init__(self, editor: DraftEditor, operations: Operations[Workspace]) -> None:
        super().__init__()
        self._editor, self._operations = editor, operations
        self.content = Content()
        self.level = ComboBox()
        self.level.setAccessibleName("Cấp của đơn vị in thử")
        self.preview = Preview(operations)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._lay_out_pages)
        self.level.activated.connect(lambda _at: self._lay_out_pages())
        editor.changed.connect(self._draft_changed)
        row = QHBoxLayout()
        row.addWidget(QLabel("In thử của cấp:"))
        row.addWidget(self.level, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(PreviewBar(self.preview))
        column.addWidget(self.preview, 1)

    @property
    def level_key(self) -> LevelKey | None:
        """The chosen level; None before there was a form."""
        data = self.level.currentData()
        return None if data is None else LevelKey(data)

    def show_content(self, content: Content) -> None:
        """Print `content` from now on."""
        self.content = content
        self._pause.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._pause.start()

    def _draft_changed(self) -> None:
        form = self._editor.form
        chosen = self.level_key
        self.level.clear()
        for level in () if form is None else form.levels:
            self.level.addItem(level.name, level.key)
        self.level.setCurrentIndex(max(0, self.level.findData(chosen)))
        self._pause.start()

    def _lay_out_pages(self) -> None:
        form, level, content = self._editor.form, self.level_key, self.content
        if form is None or level is None or not self.isVisible():
            return

        def pages(workspace: Workspace) -> tuple[bytes, tuple[PageSize, ...]]:
            trial = services.trial.Trial(form, level, content)
            pdf = services.trial.trial_pdf(workspace.context, trial)
            return pdf, services.preview.page_sizes(pdf)

        self._operations.read(pages, lambda read: self._show(form, *read))

    def _show(self, form: Form, pdf: bytes, sizes: tuple[PageSize, ...]) -> None:
        if form is self._editor.form:
            self.preview.show_pdf(pdf, sizes)
