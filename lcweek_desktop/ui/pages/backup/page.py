"""Sao lưu: when the last backup was made and whether a copy is elsewhere, and all that there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout

from lcweek_desktop.catalogue import CATALOGUE
from lcweek_desktop.catalogue.verbs import Verb, stopped
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.services.backup.listing import BackupState, ListedBackup
from lcweek_desktop.services.backup.words import remarks_on_carried, remarks_on_made, time_text
from lcweek_desktop.ui.pages.backup.backup_list import BackupList
from lcweek_desktop.ui.pages.backup.moving import Moving
from lcweek_desktop.ui.pages.backup.restoring import RestoreDialog
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.page import Page
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.buttons import Button, highlight_primary
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_folder
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.progress import ProgressRow
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.backup.backing_up import BackupStep
    from lcweek_desktop.services.backup.carrying import CarryStep

_FIRST_DAILY: Final = 20_000
"""Milliseconds after which the first daily backup is looked for, so that the window is ready before."""
_BETWEEN_DAILY: Final = 1_800_000
"""Milliseconds between two looks whether a daily backup is due, for a window that stays open for days."""


class BackupPage(Page):
    """The backups. It also makes the daily one while the window is open, and reminds of a copy elsewhere."""

    def __init__(self, session: Session, worker: Worker) -> None:
        status = QLabel()
        super().__init__(session, worker, status)
        self._has_failed, self._is_carried = False, False
        self.progress = ProgressRow()
        self.last_label, self.elsewhere_label = QLabel(), QLabel()
        self.backup_button = Button("Sao lưu ngay", "backup", self.back_up)
        self.carry_button = Button("Chép sang USB…", "copy", self.ask_where_to_carry)
        self.restore_button = Button("Khôi phục…", "undo", self.restore_current)
        self.restore_file_button = Button("Khôi phục từ tệp…", "file")
        self.list = BackupList(Button("Sao lưu ngay", on_click=self.back_up))
        self.restoring = RestoreDialog(self, session, self.operations)
        self.moving = Moving(self, self.operations, self.progress)
        self.move_button = Button(f"{Verb.MOVE_OUT.label}…", "send", self.moving.ask)
        self.restore_file_button.clicked.connect(lambda _on: self.restoring.ask_for_file())
        self._lay_out(status)
        self.list.currentItemChanged.connect(lambda _now, _before: self._update_buttons())
        self.list.itemActivated.connect(lambda _item, _column: self.restore_current())
        self.progress.running_changed.connect(self._update_buttons)
        session.backups_changed.connect(self.refresh)
        session.report_progress_changed.connect(self._remind)
        theme().on_theme_change(self, self._update_buttons)
        self._daily = QTimer(self, interval=_FIRST_DAILY)
        self._daily.timeout.connect(self.back_up_daily)
        self._daily.start()

    def state(self) -> str:
        """An exclamation mark after a backup that failed."""
        return "!" if self._has_failed else ""

    def take_files(self, files: Sequence[Path]) -> None:
        """Ask whether the backup in the first file is to be restored."""
        self.restoring.ask_about_file(files[0])

    def on_enter(self) -> None:
        self.refresh()
        self.list.setFocus()

    def refresh(self) -> None:
        """Read anew which backups there are, and look through each."""

        def show(listed: list[ListedBackup], _stopped: bool) -> None:
            self.list.show_backups(listed)
            good = next((each.backup for each in listed if each.is_whole), None)
            self.last_label.setText(
                "Chưa có bản sao lưu nào dùng được."
                if good is None
                else f"Bản sao lưu gần nhất: {time_text(good)}."
            )
            self._update_buttons()

        self.operations.run_steps(
            None, lambda workspace: services.listing.backups(workspace.context.home), show
        )
        self.operations.read(
            lambda workspace: services.carrying.last_carried(workspace.context.home), self._show_elsewhere
        )

    def back_up(self) -> None:
        """Make a backup. Ignored while one is being made."""
        if not self.progress.running:
            self.progress.start("Đang sao lưu…")
            self.operations.run_steps(
                Verb.BACK_UP,
                lambda workspace: services.backing_up.backup_steps(workspace.context),
                self._backed_up,
                each=lambda steps: self._show_progress(steps[-1]),
                failed=self._note_failure,
                progress=self.progress,
            )

    def back_up_daily(self) -> None:
        """Make the backup of this day unless there is one."""
        self._daily.setInterval(_BETWEEN_DAILY)
        if not self.progress.running:
            self.operations.run_steps(
                Verb.BACK_UP,
                lambda workspace: services.backing_up.daily_backup_steps(workspace.context),
                self._backed_up,
                failed=self._note_failure,
            )

    def ask_where_to_carry(self) -> None:
        """Let the user choose the memory stick, and write a backup there."""
        ask_for_folder(self, "Chọn USB hoặc thư mục để chép bản sao lưu", self.carry)

    def carry(self, target: Path) -> None:
        """Make a backup and write it to a file in the folder `target`. Ignored while one is being made."""
        if not self.progress.running:
            self.progress.start("Đang sao lưu…")
            self.operations.run_steps(
                Verb.CARRY_BACKUP,
                lambda workspace: services.carrying.carry_steps(workspace.context, target),
                self._carried,
                each=lambda steps: self._show_progress(steps[-1]),
                progress=self.progress,
            )

    def restore_current(self) -> None:
        """Ask whether the current backup is to be restored."""
        listed = self.list.current
        if listed is not None and self.restore_button.isEnabled():
            self.restoring.ask(listed.backup)

    def show_failure(self, error: LcweekError) -> None:
        super().show_failure(error)
        self.state_changed.emit()

    def _backed_up(self, steps: list[BackupStep], was_stopped: bool) -> None:
        made = steps[-1].made if steps else None
        if made is not None:
            self._has_failed = False
            done = Verb.BACK_UP.done(number=made.backup.number)
            self.show_status(" ".join([done, *remarks_on_made(made)]))
            self.state_changed.emit()
        elif was_stopped:
            self.show_status(stopped("Chưa có bản sao lưu mới."))

    def _carried(self, steps: list[CarryStep], was_stopped: bool) -> None:
        carried = steps[-1].carried if steps else None
        if carried is not None:
            done = Verb.CARRY_BACKUP.done(number=carried.made.backup.number, file=carried.file)
            self.show_status(" ".join([done, *remarks_on_carried(carried)]))
        elif was_stopped:
            self.show_status(stopped("Chưa có tệp nào được chép."))

    def _note_failure(self, _steps: object) -> str:
        self._has_failed = True
        return ""

    def _show_progress(self, step: BackupStep | CarryStep) -> None:
        self.progress.show_progress(step.done, step.total, f"Đang sao lưu {step.done}/{step.total}…")

    def _show_elsewhere(self, carried: datetime | None) -> None:
        self._is_carried = carried is not None
        self._highlight_next()
        self.elsewhere_label.setText(
            "Bản sao lưu nằm trên máy này. Dữ liệu chưa có bản sao nào ngoài máy: hãy cắm USB rồi bấm "
            "“Chép sang USB…”."
            if carried is None
            else f"Bản sao lưu nằm trên máy này. Lần chép ra ngoài gần nhất: {carried:%H:%M} ngày "
            f"{carried:%d/%m/%Y}."
        )

    def _remind(self) -> None:
        self.operations.read(
            lambda workspace: services.carrying.remind_once(workspace.context),
            lambda is_due: self._ask_to_carry() if is_due else None,
        )

    def _ask_to_carry(self) -> None:
        problem = CATALOGUE["backup-remind"]
        messages.ask_question(
            self.window(),
            problem.sentence,
            yes="Chép sang USB…",
            no="Để sau",
            detail=problem.next_step,
            then=self.ask_where_to_carry,
        )

    def _update_buttons(self) -> None:
        is_free, listed = not self.progress.running, self.list.current
        self.backup_button.setEnabled(is_free)
        self.carry_button.setEnabled(is_free)
        self.restore_file_button.setEnabled(is_free)
        self.move_button.setEnabled(is_free)
        self.restore_button.setEnabled(is_free and listed is not None and listed.state is BackupState.GOOD)
        self._highlight_next()

    def _highlight_next(self) -> None:
        """Highlight carrying a copy away while there is none, then backing up; an empty list has a button of
        its own."""
        then = self.backup_button if self._is_carried else self.carry_button
        primary = then if self.list.listed else self.list.add_button
        highlight_primary({self.backup_button: "backup", self.carry_button: "copy"}, primary)

    def _lay_out(self, status: QLabel) -> None:
        theme().set_font(self.last_label, TextRole.HEADING)
        theme().apply_style(self.elsewhere_label, "color: $muted;")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        for label in (self.last_label, self.elsewhere_label, status):
            label.setWordWrap(True)
        column.addWidget(self.last_label)
        column.addWidget(self.elsewhere_label)
        column.addLayout(
            FlowLayout(
                self.backup_button,
                self.carry_button,
                self.restore_button,
                self.restore_file_button,
                self.move_button,
                fill=False,
            )
        )
        column.addWidget(self.list, 1)
        column.addWidget(self.progress)
        column.addWidget(status)
