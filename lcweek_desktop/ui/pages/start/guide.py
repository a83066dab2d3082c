"""The first-start guide: which unit works here, and who signs. Every step by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.unit import Directory, Unit
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.units import set_up
from lcweek_desktop.ui.pages.start.steps import OwnUnitStep, SignerStep, Step, UnitStep
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import CARD_STYLE, PRIMARY_STYLE, Space, TextRole, theme


class StartGuide(QWidget):
    """Makes a unit of this installation; nothing is kept before the last step."""

    # str: code of the unit that was set up.
    finished = Signal(str)
    cancelled = Signal()

    def __init__(self, worker: Worker, *, can_cancel: bool) -> None:
        super().__init__()
        self._worker = worker
        self._can_cancel = can_cancel
        self._title, self._hint, self._wrong = QLabel(), QLabel(), QLabel()
        self._steps = QStackedWidget()
        self._back = Button()
        self._next = Button()
        self._back.clicked.connect(self.go_back)
        self._next.clicked.connect(self.go_on)
        self._lay_out()
        worker.submit(_known, self._begin, self._say)

    @property
    def step(self) -> Step | None:
        """The question that is asked; None while the directory is being read."""
        shown = self._steps.currentWidget()
        return shown if isinstance(shown, Step) else None

    def go_on(self) -> None:
        """On from an answered step: to who signs, or to the end."""
        step = self.step
        if isinstance(step, UnitStep | OwnUnitStep) and step.ready():
            self._ask(SignerStep(self._form, self._directory, step.unit()))
        elif isinstance(step, SignerStep):
            self._set_up(step)

    def go_back(self) -> None:
        """One step back; from the first one out of the guide, if there is something to go back to."""
        if self._steps.count() > 1:
            last = self._steps.currentWidget()
            assert last is not None
            self._steps.removeWidget(last)
            last.deleteLater()
            self._show_step()
        elif self._can_cancel:
            self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _begin(self, known: tuple[Form, Directory]) -> None:
        self._form, self._directory = known
        step = UnitStep(self._directory)
        step.unlisted.connect(lambda name: self._ask(OwnUnitStep(self._form, self._directory, name)))
        self._ask(step)

    def _ask(self, step: Step) -> None:
        step.changed.connect(self._refresh)
        step.answered.connect(self.go_on)
        self._steps.addWidget(step)
        self._steps.setCurrentWidget(step)
        self._show_step()

    def _show_step(self) -> None:
        step = self.step
        assert step is not None
        self._title.setText(step.title)
        self._hint.setText(step.hint)
        self._wrong.hide()
        self._refresh()
        step.setFocus()

    def _refresh(self) -> None:
        step = self.step
        first = self._steps.count() <= 1
        self._next.setText("Bắt đầu nhập báo cáo" if isinstance(step, SignerStep) else "Tiếp tục")
        self._next.setEnabled(step is not None and step.ready())
        self._back.setText("Thôi" if first else "Quay lại")
        self._back.setVisible(self._can_cancel or not first)

    def _set_up(self, step: SignerStep) -> None:
        chosen = self._steps.widget(self._steps.count() - 2)
        assert isinstance(chosen, UnitStep | OwnUnitStep)
        self._next.setEnabled(False)
        self._worker.submit(_setting_up(chosen.unit(), step.signer()), self.finished.emit, self._say)

    def _say(self, error: Exception) -> None:
        self._refresh()
        if not isinstance(error, LcweekError):
            raise error
        self._wrong.setText(error.message)
        self._wrong.show()

    def _lay_out(self) -> None:
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        look = theme()
        look.set_font(self._title, TextRole.TITLE)
        look.apply_style(self._hint, "color: $muted;")
        look.apply_style(
            self._wrong, "color: $error; background: $error_soft; border-radius: 6px; padding: ${s};"
        )
        look.apply_style(self._next, PRIMARY_STYLE)
        card = QFrame()
        card.setObjectName("card")
        look.apply_style(card, CARD_STYLE)
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        column.setSpacing(Space.S)
        for widget in (self._title, self._hint):
            column.addWidget(widget)
        column.addSpacing(Space.S)
        column.addWidget(self._steps, 1)
        column.addWidget(self._wrong)
        column.addSpacing(Space.S)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        column.addLayout(buttons)
        look.on_theme_change(card, lambda: card.setFixedWidth(look.px(720)))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.XL, Space.L, Space.XL)
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)


def _known(context: AppContext) -> tuple[Form, Directory]:
    form = context.form(None)
    return form, context.directory(form)


def _setting_up(unit: Unit, signer: SignOff) -> Callable[[AppContext], str]:
    """A task that makes `unit` one of this installation, signed for by `signer`; its code."""

    def task(context: AppContext) -> str:
        with context.store.transaction():
            workspace = set_up(
                context, None, code=unit.code, name=unit.name, level=unit.level, parent=unit.parent
            )
            draft = current_draft(workspace)
            signoff = replace(draft.signoff, title=signer.title, name=signer.name or draft.signoff.name)
            save_draft(workspace, replace(draft, signoff=signoff))
        return workspace.unit.code

    return task
