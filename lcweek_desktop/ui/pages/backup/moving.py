"""Writing the file for another machine: a pass-phrase, a place, and what is to be done with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb, stopped
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.backup.passphrase import LEAST_LENGTH, suggested_passphrase
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.file_dialogs import ask_to_save
from lcweek_desktop.ui.widgets.passphrase_dialogs import NewPassphraseDialog
from lcweek_desktop.ui.widgets.progress import ProgressRow

if TYPE_CHECKING:
    from lcweek_desktop.services.backup.moving import MovedOut, MovingStep
    from lcweek_desktop.services.workspace.workspace import Workspace

_SUFFIX: Final = ".lcwmove"
_WHAT: Final = (
    "Tệp chuyển máy chứa toàn bộ dữ liệu của máy này: báo cáo, ảnh, tệp đã nhận và khóa ký của mọi đơn vị. "
    "Ai có cả tệp và mật khẩu thì ký thay được đơn vị, vì vậy hãy để tệp và mật khẩu ở hai nơi."
)
_NEXT: Final = (
    "Ở máy mới, hãy mở chương trình và chọn “Mở tệp đã gửi, tệp từ máy cũ…” ở màn hình đầu tiên. Từ nay "
    "chỉ nên nhập, chốt và gửi ở máy mới; máy này vẫn giữ dữ liệu và sẽ hỏi trước khi chốt."
)


class Moving:
    """Asks for the pass-phrase and the place, and writes the file."""

    def __init__(self, parent: QWidget, operations: Operations[Workspace], progress: ProgressRow) -> None:
        """Dialogs open above `parent`; `progress` shows how far writing has come."""
        self._parent = parent
        self._operations = operations
        self._progress = progress

    def ask(self) -> None:
        """Ask for a new pass-phrase, then where to write the file."""

        def ask_where(passphrase: str) -> None:
            ask_to_save(
                self._parent,
                "Ghi tệp chuyển máy",
                f"chuyen-may{_SUFFIX}",
                _SUFFIX,
                lambda target: self.write(target, passphrase),
            )

        title = Verb.MOVE_OUT.label
        NewPassphraseDialog(self._parent, title, _WHAT, LEAST_LENGTH, suggested_passphrase, ask_where).open()

    def write(self, target: Path, passphrase: str) -> None:
        """Write the file to `target`. Ignored while something else is being written."""
        if self._progress.running:
            return
        self._progress.start("Đang ghi tệp chuyển máy…")
        self._operations.run_steps(
            Verb.MOVE_OUT,
            lambda workspace: services.moving.move_out_steps(workspace.context, target, passphrase),
            self._written,
            each=lambda steps: self._show_progress(steps[-1]),
            progress=self._progress,
        )

    def _written(self, steps: list[MovingStep], was_stopped: bool) -> None:
        moved = steps[-1].moved if steps else None
        if moved is not None:
            self._show_moved(moved)
        elif was_stopped:
            self._operations.show_status(stopped("Chưa có tệp chuyển máy nào được ghi."))

    def _show_moved(self, moved: MovedOut) -> None:
        kilobytes = format_count(max(1, moved.size // 1024))
        done = Verb.MOVE_OUT.done(file=moved.file, kilobytes=kilobytes)
        self._operations.show_status(done)
        lost = [sentence("moved-keys", units=", ".join(moved.without_key))] if moved.without_key else []
        messages.show_message(self._parent.window(), done, "\n\n".join([_NEXT, *lost]))

    def _show_progress(self, step: MovingStep) -> None:
        if step.is_locking:
            done, total = step.done >> 20, step.total >> 20
            text = f"Đang khóa và đọc lại tệp: {done}/{total} MB…" if total else "Đang khóa và đọc lại tệp…"
        else:
            done, total = step.done, step.total
            text = f"Đang gom dữ liệu {done}/{total}…"
        self._progress.show_progress(done, total, text)
