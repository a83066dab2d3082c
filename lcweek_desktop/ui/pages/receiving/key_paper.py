"""What a key is compared with: its letters, large, above the scans or the report that it signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.ui.printing.preview import Preview
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.domain.merge import VersionId
    from lcweek_desktop.services.output.preview import PageSize
    from lcweek_desktop.services.receiving.received_items import ReceivedItem
    from lcweek_desktop.services.workspace.workspace import Workspace

LETTERS: Final = ("Consolas", "DejaVu Sans Mono", "monospace")
"""The fonts in which letters are compared one by one."""
_ON_PAPER: Final = (
    "Mã QR trên ảnh, bản quét do đúng khóa này ký và khớp với báo cáo. Hãy xem chữ ký, con dấu rồi đánh dấu."
)
_NOT_ON_PAPER: Final = "Hãy so với mã khóa in cạnh mã QR trên bản giấy đã ký, đóng dấu của đơn vị."


class _Pages(NamedTuple):
    """A PDF with the sizes of its pages, and where the letters of the key stand, None where they do not."""

    pdf: bytes
    sizes: tuple[PageSize, ...]
    letters: tuple[int, float] | None


class KeyPaper(QWidget):
    """Shows one key at a time. Pages are laid out one report after the other, of several only the last."""

    def __init__(self, operations: Operations[Workspace]) -> None:
        super().__init__()
        self._operations = operations
        self._item: ReceivedItem | None = None
        self._loading: tuple[VersionId | None, bool] | None = None
        self.shown: tuple[VersionId | None, bool] | None = None
        """The report of which pages are shown, and whether these are its scans; None while there are none."""
        self._name, self.letters, self._advice = QLabel(), QLabel(), QLabel()
        self.scans_button, self.report_button = Button("Bản quét", "scan"), Button("Báo cáo", "pdf")
        self.preview = Preview(operations)
        self._lay_out()
        self.show_key(None)

    def show_key(self, item: ReceivedItem | None) -> None:
        """Show the key of `item` and the pages of its report, first the scans if it has any; nothing for
        None."""
        if item != self._item:
            self._show_no_pages()
        self._item = item
        unit = None if item is None else item.unit
        self._name.setText("" if item is None or unit is None else f"{unit.name}, bản số {item.revision}")
        self.letters.setText("" if item is None else item.key)
        on_paper = item is not None and item.is_on_paper
        self._advice.setText("" if item is None else _ON_PAPER if on_paper else _NOT_ON_PAPER)
        has_scans = item is not None and item.scans > 0
        self.scans_button.setEnabled(has_scans)
        self.report_button.setEnabled(item is not None and not item.is_paper_only)
        (self.scans_button if has_scans else self.report_button).setChecked(True)
        self._load()

    def _load(self) -> None:
        """Read the pages that are wanted, unless they are shown or others are being read."""
        item, is_scan = self._item, self.scans_button.isChecked()
        if item is None or self._loading is not None or self.shown == (item.held_id, is_scan):
            return
        if not (self.scans_button if is_scan else self.report_button).isEnabled():
            return
        self._show_no_pages()
        self._loading = wanted = (item.held_id, is_scan)

        def read(workspace: Workspace) -> _Pages:
            laid_out = services.copies.scans_pdf if is_scan else services.copies.copy_pdf
            pdf: bytes = laid_out(workspace, item)
            return _Pages(pdf, services.preview.page_sizes(pdf), services.preview.place_of(pdf, item.key))

        self._operations.read(read, lambda pages: self._show(wanted, pages), self._stop)

    def _show(self, wanted: tuple[VersionId | None, bool], pages: _Pages) -> None:
        self._loading = None
        if self._item is not None and wanted == (self._item.held_id, self.scans_button.isChecked()):
            self.shown = wanted
            self.preview.show_pdf(pages.pdf, pages.sizes)
            self.preview.show_place(*pages.letters or (0, 0.0))
        self._load()

    def _show_no_pages(self) -> None:
        """Take away the pages of another key, which must never stand below the letters of this one."""
        self.shown = None
        self.preview.clear()

    def _stop(self) -> None:
        """Leave it at what is shown; another key is read when it is chosen."""
        self._loading = None

    def _lay_out(self) -> None:
        theme().set_font(self._name, TextRole.HEADING)
        theme().on_theme_change(self, self._set_letters_font)
        theme().apply_style(self._advice, "color: $muted;")
        self.letters.setAccessibleName("Mã khóa")
        self.letters.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self._name, self._advice):
            label.setWordWrap(True)
        group, row = QButtonGroup(self), QHBoxLayout()
        for button in (self.scans_button, self.report_button):
            button.setCheckable(True)
            group.addButton(button)
            row.addWidget(button)
            button.toggled.connect(lambda checked: self._load() if checked else None)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, 0, 0, 0)
        column.setSpacing(Space.S)
        for widget in (self._name, self.letters, self._advice):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.preview, 1)

    def _set_letters_font(self) -> None:
        font = theme().font(TextRole.TITLE)
        font.setFamilies([*LETTERS])
        self.letters.setFont(font)
