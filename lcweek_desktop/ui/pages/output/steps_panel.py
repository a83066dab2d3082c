"""The steps from a finished report to a sent one; the next one is open."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from lcweek_desktop.ui.pages.output.final import FinalCard
from lcweek_desktop.ui.pages.output.output_state import OutputState
from lcweek_desktop.ui.pages.output.scanning import ScanningCard
from lcweek_desktop.ui.pages.output.sending import SendingCard
from lcweek_desktop.ui.pages.output.signoff import SignOffForm
from lcweek_desktop.ui.pages.output.step import StepCard
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme

_WIDTH, _WIDEST = 340, 504
"""At 100 %, and with large letters on a small screen."""


class StepsPanel(QWidget):
    """One step is open at a time: the next one, until another is chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.signoff = SignOffForm(session)
        self.signing = StepCard(1, "Số, ngày, người ký")
        self.printing = FinalCard(2)
        self.scanning = ScanningCard(3)
        self.sending = SendingCard(4, session.workspace.unit.name, session.form.campaign.subject)
        self._cards: tuple[StepCard, ...] = (self.signing, self.printing, self.scanning, self.sending)
        self._next: StepCard | None = None
        """None when all is done."""
        self._status: OutputState | None = None
        self._scroll = QScrollArea()
        self._stands = QLabel()
        self._stands.setWordWrap(True)
        theme().set_font(self._stands, TextRole.STRONG)
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setAccessibleName("Kết quả")
        self._fill_signing()
        self._lay_out()
        for card in self._cards:
            card.chosen.connect(lambda card=card: self._chosen(card))
        self.scanning.skipped.connect(lambda: self.open(self.sending))
        session.signoff_changed.connect(self._tell_signing)
        session.checks.changed.connect(self._tell_printing)
        self._tell_signing()
        self._next = self.signing
        self.open(self.signing)

    def open_signoff(self) -> None:
        """Show the fields of the sign-off, the keyboard in the signer's name."""
        self.open(self.signing)
        self.signoff.field("name").setFocus()

    def open(self, opened: StepCard | None) -> None:
        """Open this step and fold the others."""
        for card in self._cards:
            card.open(on=card is opened)
        if opened is not None:  # when it has its height
            QTimer.singleShot(0, opened, lambda: self._scroll.ensureWidgetVisible(opened))

    def say(self, words: str) -> None:
        """Say what was done or not."""
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def stands(self) -> str:
        """How the report stands, said above the steps."""
        return self._stands.text()

    def told(self) -> str:
        return self._said.text()

    def show_status(self, now: OutputState) -> None:
        self._status = now
        stands = "đã chốt" if now.frozen else "bản nháp, chưa chốt"
        self._stands.setText(f"Bản số {now.revision}: {stands}. {now.new_key}".strip())
        self._tell_printing()
        self.scanning.show_status(now)
        self.sending.show_status(now)
        self._go_on()

    def _go_on(self) -> None:
        """Light what comes after the last thing done, and open it when it was not so before; of a report that
        is sent, the step that tells of it."""
        done = [card.done for card in self._cards]
        after = len(done) - done[::-1].index(True) if any(done) else 0
        lit = self._cards[after] if after < len(done) else None
        for card in self._cards:
            card.light(on=card is lit)
        if lit is not self._next and not self._is_typed_in():
            self.open(lit or self.sending)
        self._next = lit

    def _is_typed_in(self) -> bool:
        """A form must not fold under somebody's hands."""
        focus = QApplication.focusWidget()
        return focus is not None and self.signoff.isAncestorOf(focus)

    def _chosen(self, card: StepCard) -> None:
        self.open(None if card.is_open else card)

    def _tell_signing(self) -> None:
        given = self._session.signoff
        named = [f"Số {given.number}"] if given.number else []
        named += ["/".join(reversed(given.date.split("-")))] if given.date else []
        named += [given.name] if given.name else []
        words = " · ".join(named) or "Để trống số, ngày thì bản in có dấu chấm để ghi tay."
        self.signing.tell(words, done=bool(given.name))

    def _tell_printing(self) -> None:
        if self._status is not None:
            errors = sum(finding.is_error for finding in self._session.checks.findings)
            self.printing.show_status(self._status, errors)

    def _fill_signing(self) -> None:
        go_on = Button("Tiếp tục", "right", lambda: self.open(self.printing))
        icons.set_icon(go_on, "right", "on_accent")
        theme().apply_style(go_on, PRIMARY_STYLE)
        self.signing.add(self.signoff, go_on)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.S)
        for card in self._cards:
            column.addWidget(card)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stands)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._said)
        self._said.hide()
        theme().on_theme_change(self, lambda: self.setFixedWidth(min(theme().px(_WIDTH), _WIDEST)))
