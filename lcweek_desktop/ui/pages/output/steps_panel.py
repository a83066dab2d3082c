"""The side panel of In và gửi: the steps from a finished report to a sent one, of which the next one is
open."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from lcweek_desktop.domain.letterhead import name_in_sentence
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.ui.pages.output.final_print_card import FinalPrintCard
from lcweek_desktop.ui.pages.output.output_state import OutputState
from lcweek_desktop.ui.pages.output.scan_card import ScanCard
from lcweek_desktop.ui.pages.output.sending_card import SendingCard
from lcweek_desktop.ui.pages.output.signoff_form import SignOffForm
from lcweek_desktop.ui.pages.output.step_card import StepCard
from lcweek_desktop.ui.session.report_checks import count_findings
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme

_WIDTH, _MAX_WIDTH = 340, 504
"""Pixels: the width at 100 %, and the greatest width, so that large letters fit on a small screen."""


class StepsPanel(QWidget):
    """Shows one card opened at a time: that of the next step, until the user opens another."""

    def __init__(self, session: Session, status: QLabel) -> None:
        """`status` is laid out below the steps."""
        super().__init__()
        self._session = session
        self.signoff = SignOffForm(session)
        self.signing_card = StepCard(1, "Số, ngày, người ký")
        self.final_print_card = FinalPrintCard(2, paper_has_figures=session.form.paper_has_figures)
        self.scan_card = ScanCard(3)
        self.sending_card = SendingCard(
            4, name_in_sentence(session.form, session.workspace.unit), session.form.campaign.subject
        )
        self._cards: tuple[StepCard, ...] = (
            self.signing_card,
            self.final_print_card,
            self.scan_card,
            self.sending_card,
        )
        self._next: StepCard | None = self.signing_card
        """The card of the next step; None when all steps are done."""
        self._state: OutputState | None = None
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName("Các bước in và gửi")
        self._revision_label = QLabel()
        self._revision_label.setWordWrap(True)
        theme().set_font(self._revision_label, TextRole.STRONG)
        self._fill_signing_card()
        self._lay_out(status)
        for card in self._cards:
            card.activated.connect(lambda card=card: self._toggle(card))
        self.scan_card.send_first_requested.connect(lambda: self._go_on_to(self.sending_card))
        session.signoff_changed.connect(self._show_signoff)
        session.checks.changed.connect(self._show_final_print)
        self._show_signoff()
        # Where a signer is named, the next step is opened once it is known.
        self.open_card(None if self.signing_card.is_done else self.signing_card)

    def open_signoff(self, part: str = "") -> None:
        """Open the fields of the sign-off and put the keyboard in the one of `part`, by default in the
        signer's name."""
        self.open_card(self.signing_card)
        self.signoff.show_field(part)

    def open_card(self, opened: StepCard | None) -> None:
        """Open this card and close the others; None closes all."""
        for card in self._cards:
            card.set_open(card is opened)
        if opened is not None:  # when it has its height
            QTimer.singleShot(0, opened, lambda: self._scroll.ensureWidgetVisible(opened))

    def revision_text(self) -> str:
        """The sentence above the steps: which revision this is, and whether it is frozen."""
        return self._revision_label.text()

    def show_state(self, state: OutputState) -> None:
        """Show how far the report has come, in all cards."""
        self._state = state
        frozen = "đã chốt" if state.frozen else "bản nháp, chưa chốt"
        self._revision_label.setText(f"Bản số {state.revision}: {frozen}. {state.new_key}".strip())
        self._show_final_print()
        self.scan_card.show_state(state)
        self.sending_card.show_state(state)
        self._show_next()

    def _show_next(self) -> None:
        """Mark the step after the last one that is done as the next one, and open its card if it has changed.

        When all steps are done, the card of sending is opened, which tells what was sent. No card is opened
        while somebody types in the sign-off.
        """
        done = [card.is_done for card in self._cards]
        after = len(done) - done[::-1].index(True) if any(done) else 0
        following = self._cards[after] if after < len(done) else None
        for card in self._cards:
            card.set_next(card is following)
        if following is not self._next and not self._signoff_has_focus():
            self._go_on_to(following or self.sending_card)
        self._next = following

    def _go_on_to(self, card: StepCard) -> None:
        """Open this card; the keyboard follows if it was in the panel, whose button may be gone now."""
        focus = self.window().focusWidget()  # also while a dialog is in front
        follows = focus is not None and self.isAncestorOf(focus)
        self.open_card(card)
        if follows:
            card.focus_first_action()

    def _signoff_has_focus(self) -> bool:
        """Whether somebody may be typing in the sign-off, which must then not be closed."""
        focus = QApplication.focusWidget()
        return focus is not None and self.signoff.isAncestorOf(focus)

    def _toggle(self, card: StepCard) -> None:
        self.open_card(None if card.is_open else card)

    def _show_signoff(self) -> None:
        signoff = self._session.signoff
        self.signing_card.set_status(_signoff_text(signoff), is_done=bool(signoff.name))

    def _show_final_print(self) -> None:
        if self._state is not None:
            findings = count_findings(self._session.checks.findings)
            self.final_print_card.show_state(self._state, *findings)

    def _fill_signing_card(self) -> None:
        go_on = Button("Tiếp tục", "right", lambda: self._go_on_to(self.final_print_card))
        icons.set_icon(go_on, "right", "on_accent")
        theme().apply_style(go_on, PRIMARY_STYLE)
        self.signing_card.add_contents(self.signoff, go_on)

    def _lay_out(self, status: QLabel) -> None:
        cards = QWidget()
        column = QVBoxLayout(cards)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.S)
        for card in self._cards:
            column.addWidget(card)
        column.addStretch(1)
        self._scroll.setWidget(cards)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        panel = QVBoxLayout(self)
        panel.setContentsMargins(0, 0, 0, 0)
        panel.addWidget(self._revision_label)
        panel.addWidget(self._scroll, 1)
        panel.addWidget(status)
        theme().on_theme_change(self, lambda: self.setFixedWidth(min(theme().px(_WIDTH), _MAX_WIDTH)))


def _signoff_text(signoff: SignOff) -> str:
    """The filled parts of the sign-off in one line: "Số 12 · 15/10/2024 · Lò Thị Ủy"."""
    number = f"Số {signoff.number}" if signoff.number else ""
    day = "/".join(reversed(signoff.date.split("-")))
    parts = [part for part in (number, day, signoff.name) if part]
    return " · ".join(parts) or "Để trống số, ngày thì bản in có dấu chấm để ghi tay."
