"""The question before a campaign is installed: what the file is, whose, what changes, what to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form_changes import Effect
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.messages import PROGRAM_TITLE
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lcweek_desktop.services.campaigns.installing import CampaignOffer


class InstallDialog(QDialog):
    """Asks whether to install what `offer` offers.

    The key of a publisher that this machine does not know has to be compared first, and what would lose its
    place to be looked at: each is a box to tick.
    """

    # The person said yes.
    confirmed = Signal()

    def __init__(self, parent: QWidget, offer: CampaignOffer, lines: Sequence[str]) -> None:
        """`lines` say what the file is, whose, and from the third on what it would do here
        (services/campaigns/offer_words.py)."""
        super().__init__(parent)
        self.setWindowTitle(PROGRAM_TITLE)
        form, edition = offer.file.form.campaign, offer.file.manifest.edition
        title = QLabel(f"Cài {form.name}, lần ban hành {edition}?", wordWrap=True)
        theme().set_font(title, TextRole.HEADING)
        publisher = QLabel(f"Nơi ban hành: {offer.file.publisher.name}", wordWrap=True)
        self.key = QLabel(f"Mã khóa: {offer.file.key.short}")
        theme().set_font(self.key, TextRole.HEADING)
        self.details = QPlainTextEdit("\n".join(lines[2:]), readOnly=True)
        self.details.setAccessibleName("Nội dung của tệp và những chỗ thay đổi")
        self.compared = QCheckBox("Đã so mã khóa với công văn kèm theo, giống từng chữ")
        self.looked = QCheckBox("Đã xem những chỗ không còn trong biểu mẫu mới")
        self.compared.setVisible(bool(offer.doubts))
        self.looked.setVisible(bool(offer.left) or _loses(offer))
        self._needed = [box for box in (self.compared, self.looked) if not box.isHidden()]
        self.install_button = Button(Verb.INSTALL_CAMPAIGN.label, "check", self._confirm)
        theme().apply_style(self.install_button, PRIMARY_STYLE)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(Button("Không cài", on_click=self.reject))
        buttons.addWidget(self.install_button)
        column = QVBoxLayout(self)
        column.setSpacing(Space.S)
        for widget in (title, publisher, self.key, self.details, self.compared, self.looked):
            column.addWidget(widget)
        column.addLayout(buttons)
        for box in self._needed:
            box.toggled.connect(lambda _on: self._update())
        self.resize(theme().px(620), theme().px(440))
        self._update()

    def _update(self) -> None:
        self.install_button.setEnabled(all(box.isChecked() for box in self._needed))

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()


def _loses(offer: CampaignOffer) -> bool:
    return offer.changes is not None and bool(offer.changes.of(Effect.LOSES))
