"""The ways on from data that do not open: the newest backup, what can still be read, a copy for support."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout
from shiboken6 import Shiboken

from lcweek_desktop import paths
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import KnownError, LcweekError, sentence
from lcweek_desktop.services.backup.words import reason_text, size_text, time_text
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.buttons import Button, highlight_primary
from lcweek_desktop.ui.widgets.file_dialogs import ask_for_file, ask_for_folder, ask_to_save
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.messages import ask_question
from lcweek_desktop.ui.widgets.theme import CARD_STYLE, Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.backup.listing import Backup
    from lcweek_desktop.services.backup.salvaging import Rescue
    from lcweek_desktop.services.output.remains import WrittenRemains
    from lcweek_desktop.services.workspace.context import AppContext

T = TypeVar("T")

_SEARCHING: Final = "Đang tìm bản sao lưu và phần còn đọc được…"
_NO_BACKUP: Final = "Trên máy này chưa có bản sao lưu nào dùng được."
_NOTHING_READABLE: Final = "Không đọc được gì từ dữ liệu hỏng."
_KEPT: Final = "Tệp dữ liệu hỏng được giữ nguyên trong thư mục sao lưu, không bị xóa."
_MOST_LINES: Final = 6
"""The most differences and problems that are listed."""
_BACKUP_FILES: Final = "Tệp sao lưu (*.lcwbak)"


class RescuePanel(QFrame):
    """Looks for the ways on while it is shown; nothing is changed before the user chose one.

    It has a worker of its own, and no operations (ui/session/operation.py), as the data folder is not open.
    `stop` ends the worker.
    """

    # Restoring (ui/session/session.py): a backup is to take the place of the data.
    restore_requested = Signal(object)

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = home
        self._rescue: Rescue | None = None
        self._worker = Worker(_nothing_open)
        self.backup_label, self.differences_label = QLabel(), QLabel()
        self.remains_label, self._status = QLabel(_SEARCHING), QLabel()
        self.restore_button = Button("Khôi phục bản sao lưu này", "undo", self.ask_to_restore)
        self.restore_file_button = Button("Khôi phục từ tệp…", "file", self._ask_for_file)
        self.write_button = Button("Lưu phần còn đọc được…", "save", self._ask_for_folder)
        self.use_button = Button("Dùng phần còn đọc được", "undo", self.ask_to_use)
        self.support_button = Button("Chép dữ liệu hỏng để gửi hỗ trợ…", "copy", self._ask_where_to_save)
        self._lay_out()
        self._show_rescue(None)
        self._worker.start(lambda: None, lambda _error: None)
        forms = paths.forms_dir()
        self._run(lambda: services.salvaging.rescue(home, forms), self._show_rescue)

    def stop(self) -> Callable[[], object]:
        """Begin nothing more, and end the worker. Returns what waits, on whatever thread, until what is under
        way is finished."""
        return self._worker.stop_later()

    def show_status(self, text: str) -> None:
        """Say what is being done or was done."""
        self._status.setText(text)
        self._status.setVisible(bool(text))

    def _run(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do `work` in the background, then `done` with its value; or say why it could not be done."""

        def if_shown(call: Callable[[], object]) -> None:
            if Shiboken.isValid(self):
                call()

        def failed(error: Exception) -> None:
            words = error.message if isinstance(error, LcweekError) else sentence("bug")
            if_shown(lambda: self._show_failure(words))
            if not isinstance(error, KnownError):
                raise error

        self._worker.submit(lambda _context: work(), lambda value: if_shown(lambda: done(value)), failed)

    def _show_failure(self, words: str) -> None:
        if self._rescue is None:
            self.remains_label.clear()
        self.show_status(words)

    def status_text(self) -> str:
        """What is said of the last thing done."""
        return self._status.text()

    def ask_to_restore(self) -> None:
        """Restore the newest backup if the user wants it."""
        if self._rescue is not None and self._rescue.newest is not None:
            backup = self._rescue.newest
            self._ask(f"Khôi phục dữ liệu lúc {time_text(backup)}?", backup, self.differences_label.text())

    def ask_to_use(self) -> None:
        """Go on with what can still be read if the user wants it."""
        if self._rescue is not None and self._rescue.salvaged is not None:
            backup = self._rescue.salvaged.backup
            self._ask("Dùng phần còn đọc được thay cho dữ liệu hỏng?", backup, self.remains_label.text())

    def write_remains(self, folder: Path) -> None:
        """Write what can still be read as files into `folder`."""
        if self._rescue is None or self._rescue.salvaged is None:
            return
        backup, forms = self._rescue.salvaged.backup, paths.forms_dir()
        self.show_status("Đang lưu phần còn đọc được…")
        self._run(
            lambda: services.remains.write_remains(self._home, forms, backup, folder),
            lambda written: self._show_written(written, folder),
        )

    def save_for_support(self, file: Path) -> None:
        """Copy the damaged data into `file`."""
        self.show_status("Đang chép…")
        self._run(
            lambda: services.salvaging.save_for_support(self._home, file),
            lambda _none: self.show_status(Verb.SAVE_FOR_SUPPORT.done(file=file)),
        )

    def _show_rescue(self, rescue: Rescue | None) -> None:
        """Show what was found; None while it is being looked for."""
        self._rescue = rescue
        newest = None if rescue is None else rescue.newest
        salvaged = None if rescue is None else rescue.salvaged
        self.backup_label.setVisible(rescue is not None)
        self.restore_button.setVisible(newest is not None)
        self.restore_file_button.setVisible(rescue is not None)
        self.differences_label.setVisible(newest is not None)
        for button in (self.write_button, self.use_button):
            button.setVisible(salvaged is not None)
        if rescue is None:
            return
        self.backup_label.setText(_NO_BACKUP if newest is None else _described(newest))
        self.differences_label.setText(_listed(rescue.differences))
        if salvaged is None:
            refused = rescue.refused
            self.remains_label.setText(_NOTHING_READABLE if refused is None else refused.message)
        else:
            rows, lost = sum(salvaged.rows.values()), salvaged.lost
            damaged = f", thấy {lost} mục bị hỏng" if lost else ""
            self.remains_label.setText(f"Phần còn đọc được: {rows} mục dữ liệu nguyên vẹn{damaged}.")
        self._highlight()

    def _highlight(self) -> None:
        """Highlight the backup; only where there is none, what can still be read."""
        buttons = {self.restore_button: "undo", self.use_button: "undo"}
        is_whole = self._rescue is not None and self._rescue.newest is not None
        highlight_primary(buttons, self.restore_button if is_whole else self.use_button)

    def _show_written(self, written: WrittenRemains, folder: Path) -> None:
        done = Verb.WRITE_REMAINS.done(count=len(written.files), folder=folder)
        self.show_status("\n".join([done, _listed(written.problems)]).strip())

    def _ask(self, question: str, backup: Backup, detail: str) -> None:
        restoring = partial(services.restoring.restore, self._home, backup)
        ask_question(
            self.window(),
            question,
            yes=Verb.RESTORE.label,
            detail="\n".join(filter(None, [detail, _KEPT])),
            then=lambda: self.restore_requested.emit(restoring),
        )

    def _ask_about_file(self, file: Path) -> None:
        self._run(
            lambda: services.listing.file_backup(file),
            lambda backup: self._ask(f"Khôi phục dữ liệu lúc {time_text(backup)}?", backup, ""),
        )

    def _ask_for_file(self) -> None:
        ask_for_file(self, "Chọn tệp sao lưu", [_BACKUP_FILES], self._ask_about_file)

    def _ask_for_folder(self) -> None:
        ask_for_folder(self, "Chọn thư mục để lưu", self.write_remains)

    def _ask_where_to_save(self) -> None:
        ask_to_save(self, "Chép dữ liệu hỏng", "du-lieu-hong.zip", ".zip", self.save_for_support)

    def _lay_out(self) -> None:
        self.setObjectName("card")
        theme().apply_style(self, CARD_STYLE)
        theme().set_font(self.backup_label, TextRole.STRONG)
        theme().set_font(self.remains_label, TextRole.STRONG)
        theme().apply_style(self.differences_label, "color: $muted;")
        column = QVBoxLayout(self)
        column.setSpacing(Space.S)
        for label in (self.backup_label, self.differences_label, self.remains_label, self._status):
            label.setWordWrap(True)
        column.addWidget(self.backup_label)
        column.addWidget(self.differences_label)
        column.addLayout(FlowLayout(self.restore_button, self.restore_file_button, fill=False))
        column.addSpacing(Space.S)
        column.addWidget(self.remains_label)
        column.addLayout(FlowLayout(self.write_button, self.use_button, self.support_button, fill=False))
        column.addWidget(self._status)
        self.show_status("")
        theme().on_theme_change(self, self._highlight)


def _described(backup: Backup) -> str:
    return f"Bản sao lưu gần nhất: {time_text(backup)} ({reason_text(backup)}, {size_text(backup)})."


def _listed(lines: tuple[str, ...]) -> str:
    """The first of `lines`, one below the other, and how many more there are."""
    shown = [f"– {line}" for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES:
        shown.append(f"và {len(lines) - _MOST_LINES} chỗ khác.")
    return "\n".join(shown)


def _nothing_open() -> AbstractContextManager[AppContext]:
    """What the worker has open: nothing."""
    return nullcontext(cast("AppContext", None))
