"""All that needs no judgment at one click: looked for, asked about in numbers, done as one decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

from lcweek_desktop.catalogue.verbs import Verb, stopped
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.next_step import NextStep, next_step
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.messages import ask_question
from lcweek_desktop.ui.widgets.progress import ProgressRow

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.result import ReceiveResult
    from lcweek_desktop.services.receiving.safe_work import AcceptedReports, SafeStep, SafeWork
    from lcweek_desktop.services.workspace.workspace import Workspace


class SafeWorkActions:
    """The button, enabled while something may be found."""

    def __init__(
        self,
        parent: QWidget,
        operations: Operations[Workspace],
        files: ReceivedList,
        progress: ProgressRow,
    ) -> None:
        """`files` shows what was received; the question opens above `parent`."""
        self._parent, self._operations = parent, operations
        self._files, self._progress = files, progress
        self.button = Button(f"{Verb.DO_SAFE_WORK.label}…", "done", self.find)
        self.button.setToolTip(
            "Nhận lại tệp nay đã có nơi nhận, và xác nhận tiếp nhận báo cáo đang tính mà khóa đã đối chiếu, "
            "không có câu hỏi, không có lưu ý về số liệu."
        )
        self.question: QMessageBox | None = None
        """Asks whether to do what was found; None before it was asked."""
        files.rows_changed.connect(self.update_button)
        progress.running_changed.connect(self.update_button)
        self.update_button()

    def update_button(self) -> None:
        """Offer to look for safe work where there may be some."""
        may_be = any(
            each.need is Need.SET_ASIDE or next_step(each) is NextStep.ACCEPT for each in self._files.received
        )
        self.button.setEnabled(may_be and not self._progress.running)

    def find(self) -> None:
        """Look for what can be done, and ask whether to do it."""

        def show_progress(steps: list[SafeStep]) -> None:
            if isinstance(steps[-1], tuple):
                done, total = steps[-1]
                self._progress.show_progress(done, total, f"Đang xem báo cáo {done}/{total}…")

        def finish(steps: list[SafeStep], was_stopped: bool) -> None:
            if not was_stopped and not isinstance(steps[-1], tuple):
                self._ask(steps[-1])

        self._progress.start("Đang xem các báo cáo…")
        self._operations.run_steps(
            None,
            lambda workspace: services.safe_work.find_safe_work(workspace),
            finish,
            each=show_progress,
            progress=self._progress,
        )

    def _ask(self, work: SafeWork) -> None:
        if not work:
            self._operations.show_status(sentence("safe-work-none"))
            return
        parts = [
            *([f"Nhận lại {len(work.files)} tệp nay đã có nơi nhận."] if work.files else []),
            *(
                [
                    f"Xác nhận tiếp nhận {len(work.reports)} báo cáo đang tính: khóa đã đối chiếu, không có "
                    "câu hỏi, không có lưu ý về số liệu. Một lần “Lấy lại quyết định cuối” lấy lại tất cả."
                ]
                if work.reports
                else []
            ),
        ]
        count = len(work.files) + len(work.reports)
        self.question = ask_question(
            self._parent,
            f"Làm {count} việc an toàn?",
            detail="\n".join(parts),
            yes="Làm tất cả",
            then=lambda: self._do(work),
        )

    def _do(self, work: SafeWork) -> None:
        total = len(work.files)

        def show_progress(steps: list[ReceiveResult | AcceptedReports]) -> None:
            files = min(len(steps), total)
            self._progress.show_progress(files, total, f"Đang nhận lại tệp {files}/{total}…")

        def finish(steps: list[ReceiveResult | AcceptedReports], _was_stopped: bool) -> None:
            last = steps[-1] if steps else None
            if isinstance(last, tuple):  # also where it was stopped too late
                done = Verb.DO_SAFE_WORK.done(files=len(steps) - 1, reports=last.reports)
                self._operations.show_status(done)
            else:
                self._operations.show_status(stopped(Verb.DO_SAFE_WORK.done(files=len(steps), reports=0)))

        self._progress.start("Đang làm các việc an toàn…")
        self._operations.run_steps(
            Verb.DO_SAFE_WORK,
            lambda workspace: services.safe_work.do_safe_work(workspace, work),
            finish,
            each=show_progress,
            failed=lambda results: Verb.DO_SAFE_WORK.done(files=len(results), reports=0) if results else "",
            progress=self._progress,
        )
