"""The guide for the first start: which unit works here, and who signs. Every step can be taken by
keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.unit import CampaignUnit, Unit
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.services.opening.file_kind import Action
from lcweek_desktop.ui.pages.start.guide_steps import (
    CampaignDirectory,
    GuideStep,
    LevelStep,
    OwnUnitStep,
    RoleStep,
    SignerStep,
    UnitStep,
)
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_file
from lcweek_desktop.ui.widgets.passphrase_dialogs import PassphraseDialog
from lcweek_desktop.ui.widgets.theme import CARD_STYLE, PRIMARY_STYLE, Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.context import AppContext

_FILES: Final = "Gói giao việc, tệp báo cáo, tệp từ máy cũ (*.pdf *.lcweek *.lcwmove *.lcwbak)"
_BACKUP_SUFFIX: Final = ".lcwbak"
_UNIT_STEPS: Final = (UnitStep, RoleStep, OwnUnitStep, LevelStep)
"""The questions whose answer is the unit."""


class StartGuide(QWidget):
    """Sets up a unit of this installation. Nothing is stored before the last step."""

    # CampaignUnit: the unit that was set up, and the campaign in which it reports.
    unit_set_up = Signal(object)
    # MovingIn (ui/session/session.py): the data of another machine are to come into this one, whose data
    # folder the window closes for it.
    move_in_requested = Signal(object)
    # Restoring (ui/session/session.py): a backup of another machine is to come into this one.
    restore_requested = Signal(object)
    # Path: a file that the unit has already is to be opened, whatever it is.
    file_chosen = Signal(object)
    # The program is to be tried with a made-up unit first.
    practice_requested = Signal()
    # The guide was left before its end.
    cancelled = Signal()

    def __init__(self, worker: Worker, *, can_cancel: bool) -> None:
        """`can_cancel` says whether there is something behind the guide to go back to."""
        super().__init__()
        self._operations = Operations(self, worker, lambda context: context)
        self._can_cancel = can_cancel
        self._is_setting_up = False
        self._title, self._hint, self._failure = QLabel(), QLabel(), QLabel()
        self._steps = QStackedWidget()
        self._back = Button(on_click=self.go_back)
        self._next = Button(on_click=self.go_forward)
        self._lay_out()
        self._operations.read(_read_directories, self._begin)

    @property
    def step(self) -> GuideStep | None:
        """The question that is asked; None while the directory is being read."""
        current = self._steps.currentWidget()
        return current if isinstance(current, GuideStep) else None

    def go_forward(self) -> None:
        """Go on from an answered question: to the next one, or to the end."""
        step = self.step
        if isinstance(step, SignerStep):
            self._set_up(step.signer())
        elif step is None or not step.is_answered():
            return
        elif isinstance(step, RoleStep) and step.is_below:
            self._ask(OwnUnitStep(step.campaign, "", step.listed))
        elif isinstance(step, UnitStep | OwnUnitStep) and step.campaign.form.receives(step.unit().level):
            ask = RoleStep if isinstance(step, UnitStep) else LevelStep
            self._ask(ask(step.campaign, step.unit()))
        elif isinstance(step, _UNIT_STEPS):
            self._ask(SignerStep(step.campaign, step.unit()))

    def go_back(self) -> None:
        """Go one step back, or from the first one out of the guide if it can be cancelled."""
        if self._steps.count() > 1:
            last = self._steps.currentWidget()
            assert last is not None
            self._steps.removeWidget(last)
            last.deleteLater()
            self._show_step()
        elif self._can_cancel:
            self.cancelled.emit()

    def show_status(self, text: str) -> None:
        """Say below the question why it is not done."""
        self._update_buttons()
        self._failure.setText(text)
        self._failure.show()

    def show_failure(self, error: LcweekError) -> None:
        """Say below the question why the unit was not set up, and what to do."""
        self.show_status(error.message)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _begin(self, directories: Sequence[CampaignDirectory]) -> None:
        step = UnitStep(directories, is_first_start=not self._can_cancel)
        step.not_listed.connect(self._ask_for_own_unit)
        step.file_requested.connect(self._ask_for_file)
        step.practice_requested.connect(self.practice_requested)
        self._ask(step)

    def _ask_for_own_unit(self, campaign: CampaignDirectory, name: str) -> None:
        self._ask(OwnUnitStep(campaign, name))

    @property
    def at_work(self) -> None:
        """No unit is at work in the guide."""

    def do_with_files(self, _action: Action, files: Sequence[Path]) -> None:
        """Go on with what the only one of `files` holds, which another machine wrote."""
        self.open_file(files[0])

    def _ask_for_file(self, title: str) -> None:
        ask_for_file(self, title, [_FILES], self.file_chosen.emit)

    def open_file(self, file: Path) -> None:
        """Let the window go on with what `file` holds, which another machine wrote: a backup, or all of its
        data under a pass-phrase."""
        if file.suffix.lower() == _BACKUP_SUFFIX:
            self._operations.read(
                lambda context: partial(
                    services.restoring.restore, context.home, services.listing.file_backup(file)
                ),
                self.restore_requested.emit,
            )
        else:
            self.ask_for_passphrase(file)

    def ask_for_passphrase(self, file: Path) -> None:
        """Ask for the pass-phrase of `file`, which another machine wrote, and let the window open it."""

        def open_file(passphrase: str) -> None:
            self._operations.read(
                lambda context: partial(services.moving.move_in, context.home, file, passphrase),
                self.move_in_requested.emit,
            )

        text = f"Hãy nhập mật khẩu đã đặt ở máy cũ cho tệp {file.name}."
        PassphraseDialog(self, Verb.MOVE_IN.label, text, open_file).open()

    def _ask(self, step: GuideStep) -> None:
        step.changed.connect(self._update_buttons)
        step.answered.connect(self.go_forward)
        self._steps.addWidget(step)
        self._steps.setCurrentWidget(step)
        self._show_step()

    def _show_step(self) -> None:
        step = self.step
        assert step is not None
        self._title.setText(step.title)
        self._hint.setText(step.hint)
        self._failure.hide()
        self._update_buttons()
        step.setFocus()

    def _update_buttons(self) -> None:
        step, is_first = self.step, self._steps.count() <= 1
        self._next.setText("Bắt đầu nhập báo cáo" if isinstance(step, SignerStep) else "Tiếp tục")
        self._next.setEnabled(step is not None and step.is_answered() and not self._is_setting_up)
        self._back.setText("Thôi" if is_first else "Quay lại")
        self._back.setVisible(self._can_cancel or not is_first)

    def _set_up(self, signer: SignOff) -> None:
        if self._is_setting_up:  # Enter was pressed again
            return
        step = self._steps.widget(self._steps.count() - 2)
        assert isinstance(step, _UNIT_STEPS)
        unit, campaign = step.unit(), step.campaign.form.campaign.id
        self._is_setting_up = True
        self._update_buttons()
        self._operations.run(
            Verb.SET_UP_UNIT,
            lambda context: _set_up(context, campaign, unit, signer),
            self.unit_set_up.emit,
            failed=self._may_try_again,
        )

    def _may_try_again(self) -> None:
        self._is_setting_up = False

    def _lay_out(self) -> None:
        self._failure.setWordWrap(True)
        self._failure.hide()
        theme().set_font(self._title, TextRole.TITLE)
        self._hint.setWordWrap(True)
        theme().apply_style(self._hint, "color: $muted;")
        theme().apply_style(
            self._failure, "color: $error; background: $error_soft; border-radius: 6px; padding: ${s};"
        )
        theme().apply_style(self._next, PRIMARY_STYLE)
        card = QFrame()
        card.setObjectName("card")
        theme().apply_style(card, CARD_STYLE)
        theme().on_theme_change(card, lambda: card.setFixedWidth(theme().px(720)))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        column.setSpacing(Space.S)
        for label in (self._title, self._hint):
            column.addWidget(label)
        column.addSpacing(Space.S)
        column.addWidget(self._steps, 1)
        column.addWidget(self._failure)
        column.addSpacing(Space.S)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.XL, Space.L, Space.XL)
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)


def _read_directories(context: AppContext) -> tuple[CampaignDirectory, ...]:
    """Every campaign with its directory of units, the latest year first."""
    forms = sorted(context.forms.values(), key=lambda form: form.campaign.year, reverse=True)
    return tuple(CampaignDirectory(form, context.directory(form)) for form in forms)


def _set_up(context: AppContext, campaign: CampaignId, unit: Unit, signer: SignOff) -> CampaignUnit:
    """Make `unit` one of this installation that reports in `campaign`, signed for by `signer`."""
    with context.store.transaction():
        setup = services.units.UnitSetup(unit.code, unit.name, unit.level, unit.parent)
        workspace = services.units.set_up(context, campaign, setup)
        draft = services.checking.current_draft(workspace)
        before = draft.signoff
        if before == SignOff():
            before = services.next_campaign.taken_over(workspace)
        name = signer.name or before.name
        signoff = replace(before, title=signer.title, name=name)
        services.checking.save_draft(workspace, replace(draft, signoff=signoff))
    return workspace.id
