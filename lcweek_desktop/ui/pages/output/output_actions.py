"""What can be done with the report on In và gửi: print, save and send it, attach and take off scans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.pages.output.attaching import AttachResult, attach_all, attached_text
from lcweek_desktop.ui.pages.output.freeze_dialog import FreezeDialog
from lcweek_desktop.ui.pages.output.last_sent_dialog import LastSentDialog
from lcweek_desktop.ui.pages.output.output_state import OutputState, read_output_state
from lcweek_desktop.ui.printing.preview import Preview
from lcweek_desktop.ui.printing.print_dialog import PageChoice, PrintProgressDialog, ask_how_to_print
from lcweek_desktop.ui.printing.print_job import PrintDocument
from lcweek_desktop.ui.printing.print_options import PrintOptions
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets import messages
from lcweek_desktop.ui.widgets.file_dialogs import SENDING, ask_for_files, ask_to_save

if TYPE_CHECKING:
    from lcweek_desktop.services.backup.revision_numbers import RestoreQuestion
    from lcweek_desktop.services.workspace.workspace import Workspace

_SCAN_FILES: Final = "PDF, ảnh (*.pdf *.jpg *.jpeg *.png *.webp)"
_WORD_TITLE: Final = "Lưu bản Word (giấy in từ Word không có mã QR để đối chiếu)"
_BUSY: Final = "Đang thực hiện…"


class OutputActions(QObject):
    """Asks what has to be asked, starts the operation, and announces what became of it."""

    # OutputState: the report was frozen for printing, and this is how far it has come now.
    frozen = Signal(object)
    # Path, SentFile: the file to send was written.
    file_written = Signal(object, object)
    # Something was done after which the report is to be read and laid out anew.
    done = Signal()
    # Errors prevent sending and are to be shown.
    checks_requested = Signal()

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        operations: Operations[Workspace],
        preview: Preview,
        table_only: QCheckBox,
    ) -> None:
        """`preview` shows what is printed; `table_only` says whether Phụ lục II alone is saved. Dialogs open
        above `parent`."""
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._operations = operations
        self._preview = preview
        self._table_only = table_only
        self.state: OutputState | None = None
        """The report as the page shows it; None until it is read."""

    def print_final(self) -> None:
        """Ask how to print, then whether to freeze; freeze the report, announce it as `frozen`, print it."""

        def once_accepted(printer: QPrinter, options: PrintOptions) -> None:
            self._once_frozen_is_agreed("Chốt và in", lambda: self._freeze_and_print(printer, options))

        ask_how_to_print(self._parent, self._title, once_accepted)

    def _freeze_and_print(self, printer: QPrinter, options: PrintOptions) -> None:
        def print_frozen(state: OutputState) -> None:
            self.frozen.emit(state)
            self._print(printer, options, state.pdf, state.revision)

        self._session.saver.retry()
        self._operations.run(Verb.FREEZE, _freeze, print_frozen)

    def print_now(self, frozen: int | None) -> None:
        """Ask how to print the pages of the preview, and print them. Does nothing before there are any.
        `frozen` is the revision that they are the final paper of, None for any other pages."""
        if not (pdf := self._preview.pdf):
            return
        choice = PageChoice(self._preview.page_count, self._preview.current_page)

        def print_pages(printer: QPrinter, options: PrintOptions) -> None:
            self._print(printer, options, pdf, frozen)

        ask_how_to_print(self._parent, self._title, print_pages, choice)

    def _print(self, printer: QPrinter, options: PrintOptions, pdf: bytes, frozen: int | None) -> None:
        paper = PrintDocument(self._title, lambda: pdf)
        show = self._operations.show_status
        progress = PrintProgressDialog(self._parent, self._operations, printer, [paper], options, show)
        if frozen is not None:
            progress.printed.connect(lambda: self._note_printed(frozen))
        progress.show()

    def _note_printed(self, revision: int) -> None:
        self._operations.run(
            Verb.NOTE_PRINTED,
            lambda workspace: services.printings.note_printed(workspace, revision),
            lambda _none: self.done.emit(),
        )

    @property
    def _title(self) -> str:
        return f"Báo cáo của {self._session.workspace.unit.name}"

    def ask_where_to_save(self, suffix: str) -> None:
        """Ask where to save the report as the kind of file that `suffix` names, and save it."""
        title = _WORD_TITLE if suffix == ".docx" else "Lưu báo cáo"
        which = "ban-nhap"
        if self.state is not None and self.state.frozen:
            which = f"ban-{self.state.revision}" + "-de-in" * (suffix == ".pdf")
        ask_to_save(self._parent, title, self._file_name(which, suffix), suffix, self.save_as)

    def save_as(self, target: Path) -> None:
        """Write the report as it stands to `target`, as the kind of file that its suffix names."""
        table_only = self._table_only.isChecked()
        self._operations.run(
            Verb.WRITE_FILE,
            lambda workspace: services.printing.print_report(
                workspace, target, sums=True, table_only=table_only
            ),
            lambda _none: self.done.emit(),
            busy=_BUSY,
            status=Verb.WRITE_FILE.done(file=target),
        )

    def ask_where_to_send(self, suffix: str) -> None:
        """Ask where to write the file to send, and write it; with errors in the report ask for the checks."""
        if any(finding.is_error for finding in self._session.checks.findings):
            self.checks_requested.emit()
            return

        def once_chosen(target: Path) -> None:
            self._once_frozen_is_agreed("Chốt và ghi tệp", lambda: self.send_as(target))

        name = self._file_name("" if self.state is None else f"ban-{self.state.revision}", suffix)
        ask_to_save(self._parent, "Ghi tệp để gửi", name, suffix, once_chosen, SENDING)

    def send_as(self, target: Path) -> None:
        """Freeze the report and write the file to send. `target` ends in .pdf, or .lcweek for data only."""
        self._session.saver.retry()
        self._operations.run(
            Verb.SEND,
            lambda workspace: services.sending.send(workspace, target),
            lambda sent: self.file_written.emit(target, sent),
            busy=_BUSY,
        )

    def ask_for_scans(self) -> None:
        """Ask for scans of the signed paper, or the signed file, and attach them."""
        ask_for_files(self._parent, "Chọn bản quét hoặc tệp đã ký số", [_SCAN_FILES], self.attach)

    def attach(self, files: Sequence[Path]) -> None:
        """Attach scans of the signed paper, or the sent file with a digital signature, to the frozen
        report."""

        def show_progress(results: list[AttachResult]) -> None:
            number = min(len(results) + 1, len(files))
            self._operations.show_status(f"Đang đọc bản quét {number}/{len(files)}…")

        def finish(results: list[AttachResult], _cancelled: bool) -> None:
            self._operations.show_status(attached_text(results))
            self.done.emit()
            self._ask_about([result for result in results if result.is_doubtful])

        show_progress([])
        self._operations.run_steps(
            Verb.ATTACH_SCANS,
            lambda workspace: attach_all(workspace, files),
            finish,
            each=show_progress,
            failed=attached_text,
        )

    def detach(self, sha256: str) -> None:
        """Take the scan `sha256` off the report."""
        self._operations.run(
            Verb.DETACH_SCAN,
            lambda workspace: services.scans.detach_scan(workspace, sha256),
            lambda _none: self.done.emit(),
            busy=_BUSY,
            status=Verb.DETACH_SCAN.done(),
        )

    def _ask_about(self, doubtful: Sequence[AttachResult]) -> None:
        """Ask whether scans without a code of the report are the signed paper; others come off."""

        def take_off() -> None:
            for result in doubtful:
                if result.paper is not None and result.paper.scan is not None:
                    self.detach(result.paper.scan.sha256)

        if doubtful:
            names = ", ".join(result.file.name for result in doubtful)
            messages.ask_question(
                self._parent.window(),
                f"Không thấy mã QR của báo cáo trong {names}. Có đúng bản đã ký không?",
                yes="Không phải, bỏ ra",
                no="Đúng bản đã ký",
                detail="Ảnh mờ, nghiêng hoặc thiếu trang có mã thì chương trình không đọc được mã; khi đó "
                "bản quét vẫn dùng được.",
                then=take_off,
            )

    def _once_frozen_is_agreed(self, yes: str, go_on: Callable[[], None]) -> None:
        """Call `go_on`, after the person answered what has to be asked before a new revision and agreed to
        freeze it; `yes` is the button that says so."""

        def ask(revision: int | None) -> None:
            if revision is None:
                go_on()
            else:
                FreezeDialog(self._parent, self._session, revision, yes, go_on).open()

        self._session.saver.retry()
        self._once_it_may_be_frozen(lambda: self._operations.read(_revision_to_freeze, ask))

    def _once_it_may_be_frozen(self, go_on: Callable[[], None]) -> None:
        """Call `go_on`, after the person answered what has to be asked before a new revision."""

        def ask(questions: _Questions) -> None:
            if questions.moved is not None:
                self._ask_whether_here(questions.moved, lambda: self._once_it_may_be_frozen(go_on))
            elif questions.restore is not None:
                tell = partial(self._tell, go_on)
                LastSentDialog(self._parent, questions.restore, tell).open()
            else:
                go_on()

        self._operations.read(_questions, ask)

    def _ask_whether_here(self, day: str, go_on: Callable[[], None]) -> None:
        messages.ask_question(
            self._parent.window(),
            f"Dữ liệu của máy này đã chuyển sang máy khác ngày {day}. Vẫn chốt bản mới ở máy này?",
            yes=Verb.FREEZE_HERE.label,
            detail="Nên chốt và gửi ở máy kia: nếu cả hai máy cùng chốt, nơi nhận sẽ có hai báo cáo của một "
            "đơn vị.",
            then=lambda: self._operations.run(
                Verb.FREEZE_HERE,
                lambda workspace: services.moved.allow_here(workspace),
                lambda _none: go_on(),
            ),
        )

    def _tell(self, go_on: Callable[[], None], revision: int) -> None:
        self._operations.run(
            Verb.TELL_LAST_SENT,
            lambda workspace: services.revision_numbers.note_last_sent(workspace, revision),
            lambda _none: go_on(),
        )

    def _file_name(self, which: str, suffix: str) -> str:
        """A name that tells a draft and what is printed from what is sent, and each revision from the one
        before."""
        workspace = self._session.workspace
        return "-".join(filter(None, ("bao-cao", workspace.campaign, workspace.unit.code, which))) + suffix


@dataclass(frozen=True)
class _Questions:
    """What a person has to be asked before a new revision: the day on which the data went to another machine,
    and which revision was sent last; each is None when there is nothing to ask."""

    moved: str | None
    restore: RestoreQuestion | None


def _questions(workspace: Workspace) -> _Questions:
    restore = services.revision_numbers.restore_question(workspace)
    now = services.freezing.report_state(workspace)
    return _Questions(
        None if now.frozen else services.moved.asks_before(workspace, now.report.revision), restore
    )


def _revision_to_freeze(workspace: Workspace) -> int | None:
    """The number of the revision that freezing would make; None when the report is frozen as it is."""
    now = services.freezing.report_state(workspace)
    return None if now.frozen else now.report.revision


def _freeze(workspace: Workspace) -> OutputState:
    services.freezing.freeze(workspace)
    return read_output_state(workspace, table_only=False)
