"""Entering all files made by hand of which everything is sure: read in the background, listed, asked once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMessageBox, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.progress import ProgressRow

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.handmade_files import ReadFile
    from lcweek_desktop.services.receiving.received_items import ReceivedItem
    from lcweek_desktop.services.workspace.workspace import Workspace

_MOST_LISTED: Final = 12
"""A question lists no more units."""
_NONE_SURE: Final = (
    "Không có tệp nào chắc chắn cả đơn vị và mọi ô; hãy bấm “Nhập số liệu…” ở từng tệp để xem."
)


class HandmadeAll:
    """The button, visible while several files made by hand wait."""

    def __init__(
        self, parent: QWidget, operations: Operations[Workspace], files: ReceivedList, progress: ProgressRow
    ) -> None:
        """The question opens above `parent`; `progress` shows how far reading has come, and stops it."""
        self._parent, self._operations = parent, operations
        self._files, self._progress = files, progress
        self.button = Button(Verb.ENTER_ALL_SURE.label, "table", self.read)
        self.question: QMessageBox | None = None
        """The last question that was asked."""
        files.rows_changed.connect(self.update_button)
        progress.running_changed.connect(self.update_button)
        self.update_button()

    def update_button(self) -> None:
        """Offer it while there is something to choose from, and nothing else is under way."""
        self.button.setVisible(len(self._waiting()) > 1)
        self.button.setEnabled(not self._progress.running)

    def read(self) -> None:
        """Read all that wait, and ask whether what is sure is to be entered."""
        items = [(item.handmade, item) for item in self._waiting() if item.handmade is not None]
        chosen = [(file, item.sender, tuple(item.place.split("\n")[1:])) for file, item in items]

        def show_progress(read: list[ReadFile]) -> None:
            done = len(read)
            self._progress.show_progress(done, len(chosen), f"Đang đọc tệp {done}/{len(chosen)}…")

        self._progress.start("Đang đọc các tệp làm tay…")
        self._operations.run_steps(
            None,
            lambda workspace: services.handmade_files.read_files(
                workspace, [services.handmade_files.WaitingFile(*each) for each in chosen]
            ),
            self._ask,
            each=show_progress,
            progress=self._progress,
        )

    def _waiting(self) -> list[ReceivedItem]:
        return [item for item in self._files.received if item.handmade is not None]

    def _ask(self, read: Sequence[ReadFile], was_stopped: bool) -> None:
        if was_stopped:
            self._operations.show_status("Đã dừng; chưa nhập gì.")
            return
        judged = services.handmade_files.sure_files(read)
        sure = [each for each in judged if each.typed is not None and each.unit is not None]
        if not sure:
            self._operations.show_status(_NONE_SURE)
            return
        more, left = len(sure) - _MOST_LISTED, len(judged) - len(sure)
        lines = [f"• {each.unit.name}: {each.path.name}" for each in sure[:_MOST_LISTED] if each.unit]
        lines += [f"và {more} tệp khác."] if more > 0 else []
        lines += [f"{left} tệp còn lại cần xem riêng nên không nhập."] if left else []
        self.question = messages.ask_question(
            self._parent.window(),
            f"Nhập {len(sure)} tệp chắc chắn vào tổng hợp? Có thể lấy lại tất cả bằng một lần hoàn tác.",
            yes=f"Nhập {len(sure)} tệp",
            detail="\n".join(lines),
            then=lambda: self._enter(sure, left),
        )

    def _enter(self, sure: Sequence[ReadFile], left: int) -> None:
        self._operations.run(
            Verb.ENTER_ALL_SURE,
            lambda workspace: services.handmade_files.enter_files(workspace, sure),
            lambda results: self._operations.show_status(
                Verb.ENTER_ALL_SURE.done(count=len(results), left=left)
            ),
            busy=f"Đang nhập {len(sure)} tệp…",
        )
