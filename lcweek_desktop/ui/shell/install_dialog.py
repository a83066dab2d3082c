"""The question before a campaign is installed: what the file is, whose, what changes, what to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form_changes import Effect
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.messages import PROGRAM_TITLE
from lcweek_desktop.ui.widgets.theme import NOTICE_STYLE, PRIMARY_STYLE, Space, TextRole, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lcweek_desktop.services.campaigns.installing import CampaignOffer

_BASE_HEIGHT: Final = 290
_ROW_HEIGHT: Final = 22
_MOST_ROWS: Final = 12
"""The height of the dialog at 100 %: what is around the list, a row of it, and how many rows it shows."""


class InstallDialog(QDialog):
    """Asks whether to install what `offer` offers.

    The key of a publisher that this machine does not know has to be compared first, and what would lose its
    place to be looked at: each is a box to tick. Enter without a tick says no.
    """

    # The person said yes.
    confirmed = Signal()

    def __init__(self, parent: QWidget, offer: CampaignOffer, lines: Sequence[str]) -> None:
        """`lines` say what would happen here (services/campaigns/offer_words.py)."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(PROGRAM_TITLE)
        form, edition = offer.file.form.campaign, offer.file.manifest.edition
        self.title = QLabel(f"Cài {form.name}, lần ban hành {edition}?", wordWrap=True)
        theme().set_font(self.title, TextRole.HEADING)
        self.publisher = QLabel(f"Nơi ban hành: {offer.file.publisher.name}. Mã khóa:", wordWrap=True)
        self.key = QLabel(offer.file.key.short)
        theme().set_font(self.key, TextRole.TITLE)
        self.doubts = QLabel("\n".join(offer.doubts), wordWrap=True)
        theme().apply_style(self.doubts, NOTICE_STYLE)
        self.doubts.setVisible(bool(offer.doubts))
        self.details = QPlainTextEdit("\n".join(lines), readOnly=True, tabChangesFocus=True)
        self.details.setAccessibleName("Những chỗ thay đổi trên máy này")
        self.compared = QCheckBox("Đã so mã khóa với công văn kèm theo, giống từng chữ")
        self.looked = QCheckBox("Đã xem những chỗ không còn trong biểu mẫu mới")
        self.compared.setVisible(bool(offer.doubts))
        self.looked.setVisible(_loses(offer))
        self._needed = [box for box in (self.compared, self.looked) if not box.isHidden()]
        self.leave_button = Button("Không cài", on_click=self.reject)
        self.install_button = Button(Verb.INSTALL_CAMPAIGN.label, on_click=self._confirm)
        theme().apply_style(self.install_button, PRIMARY_STYLE)
        self._lay_out()
        for box in self._needed:
            box.toggled.connect(lambda _on: self._update())
        self._update()
        next(iter((*self._needed, self.leave_button))).setFocus()

    def _update(self) -> None:
        self.install_button.setEnabled(all(box.isChecked() for box in self._needed))

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.install_button)
        self.leave_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setSpacing(Space.S)
        for widget in (self.title, self.publisher, self.key, self.doubts):
            column.addWidget(widget)
        column.addWidget(self.details, 1)
        for box in (self.compared, self.looked):
            column.addWidget(box)
        column.addLayout(buttons)
        rows = min(_MOST_ROWS, self.details.document().blockCount())
        self.resize(theme().px(640), theme().px(_BASE_HEIGHT + rows * _ROW_HEIGHT))


def _loses(offer: CampaignOffer) -> bool:
    """Whether something that was entered here, or may have been, has no place in the new form."""
    return bool(offer.left) or (offer.changes is not None and bool(offer.changes.of(Effect.LOSES)))
