"""What the office tells a unit of its report: it is returned, or a receipt is written, for one or for all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb, stopped
from lcweek_desktop.domain.receipt import ReceiptVerdict, RemarkPlace
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.pages.receiving.return_dialog import ReturnDialog
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import SENDING, ask_for_folder, ask_to_save
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.messages import ask_question
from lcweek_desktop.ui.widgets.progress import ProgressRow

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import Unit
    from lcweek_desktop.services.receiving.receipts import ToldUnit
    from lcweek_desktop.services.receiving.returning import ReturnOffer
    from lcweek_desktop.services.workspace.workspace import Workspace

_COPIED = "Đã chép tin nhắn; dán vào Zalo rồi đính kèm tệp phiếu."


class ReceiptActions(QWidget):
    """Buttons for the current report, and one for all that count."""

    def __init__(
        self,
        workspace: Workspace,
        operations: Operations[Workspace],
        files: ReceivedList,
        progress: ProgressRow,
    ) -> None:
        super().__init__()
        self._workspace, self._operations = workspace, operations
        self._files, self._progress = files, progress
        self.return_button = Button(f"{Verb.GIVE_BACK.label}…", "undo", self.show_return)
        self.receipt_button = Button("Phiếu tiếp nhận…", "stamp", self._ask_where_to_write)
        self.message_button = Button("Chép tin nhắn", "copy", self.copy_message)
        self.all_button = Button("Tiếp nhận tất cả…", "done", self._ask_for_folder)
        buttons = (self.return_button, self.receipt_button, self.message_button, self.all_button)
        self.setLayout(FlowLayout(*buttons, fill=False))
        self.dialog: ReturnDialog | None = None
        """The dialog that was opened last."""
        files.selection_changed.connect(self.update_buttons)
        progress.running_changed.connect(self.update_buttons)
        self.update_buttons()

    def update_buttons(self) -> None:
        """Offer what can be done now."""
        current, is_free = self._files.current_received, not self._progress.running
        is_held = current is not None and current.unit is not None and current.held_id is not None
        for button in (self.return_button, self.receipt_button, self.message_button):
            button.setEnabled(is_free and is_held)
        self.all_button.setEnabled(is_free and bool(self._files.selected_or_counted()))

    def show_return(self) -> None:
        """Show what there is to know of the current report, to return it."""
        current = self._files.current_received
        if current is None or current.unit is None or current.held_id is None:
            return
        code, fingerprint = current.unit.code, current.held_id.fingerprint
        self._operations.read(
            lambda workspace: services.returning.return_offer(workspace, code, fingerprint), self._ask
        )

    def write(self, unit: Unit, target: Path) -> None:
        """Accept the report of `unit` that counts, unless that was done, and write the receipt."""
        self._operations.run(
            Verb.MAKE_RECEIPT,
            lambda workspace: services.receipts.write_accepted_receipt(workspace, unit.code, target),
            status=Verb.MAKE_RECEIPT.done(unit=unit.name, file=target),
        )

    def copy_message(self) -> None:
        """Put the short message about the current report on the clipboard."""
        unit = self._unit()
        if unit is None:
            return

        def copy(told: ToldUnit | None) -> None:
            if told is None:
                self._operations.show_status("Chưa tiếp nhận hay trả lại báo cáo này nên chưa có tin nhắn.")
            else:
                QGuiApplication.clipboard().setText(told.message())
                self._operations.show_status(_COPIED)

        self._operations.read(lambda workspace: services.receipts.told_unit(workspace, unit.code), copy)

    def accept_all(self, folder: Path) -> None:
        """Accept every report that counts and was not returned, and write the receipts into `folder`."""

        def show_progress(files: list[Path]) -> None:
            self._progress.show_progress(len(files), 0, f"Đã ghi {len(files)} phiếu…")

        def finish(files: list[Path], was_stopped: bool) -> None:
            done = Verb.ACCEPT_REPORTS.done(count=len(files), folder=folder)
            self._operations.show_status(stopped(done) if was_stopped else done)

        self._progress.start("Đang ghi phiếu tiếp nhận…")
        self._operations.run_steps(
            Verb.ACCEPT_REPORTS,
            lambda workspace: services.receipts.write_accepted(workspace, folder),
            finish,
            each=show_progress,
            failed=lambda files: Verb.ACCEPT_REPORTS.done(count=len(files), folder=folder) if files else "",
            progress=self._progress,
        )

    def give_back(
        self,
        offer: ReturnOffer,
        said: tuple[tuple[RemarkPlace, str], ...],
        settled: frozenset[str],
        target: Path,
    ) -> None:
        """Return the report of `offer`, and write the receipt to `target`."""
        self._operations.run(
            Verb.GIVE_BACK,
            lambda workspace: services.returning.return_with_receipt(workspace, offer, said, settled, target),
            status=Verb.GIVE_BACK.done(unit=offer.unit.name, file=target),
        )

    def _ask(self, offer: ReturnOffer) -> None:
        self.dialog = ReturnDialog(self, offer)

        def ask_where(said: tuple[tuple[RemarkPlace, str], ...], settled: frozenset[str]) -> None:
            self._ask_where(offer.unit, lambda target: self.give_back(offer, said, settled, target))

        self.dialog.confirmed.connect(ask_where)
        self.dialog.open()

    def _ask_where_to_write(self) -> None:
        unit = self._unit()
        if unit is None:
            return

        def ask_where() -> None:
            self._ask_where(unit, lambda target: self.write(unit, target))

        def ask(told: ToldUnit | None) -> None:
            if told is None or told.receipt.verdict is ReceiptVerdict.ACCEPTED:
                ask_where()
                return
            ask_question(
                self,
                f"Tiếp nhận báo cáo của {unit.name}?",
                yes="Tiếp nhận",
                detail=f"Báo cáo đã bị trả lại, còn {len(told.receipt.open_remarks)} ý kiến; tiếp nhận thì "
                "mọi ý kiến coi như đã xong. Muốn ghi lại phiếu trả lại thì bấm “Trả lại báo cáo…”.",
                then=ask_where,
            )

        self._operations.read(lambda workspace: services.receipts.told_unit(workspace, unit.code), ask)

    def _ask_where(self, unit: Unit, on_chosen: Callable[[Path], object]) -> None:
        name = f"phieu-tiep-nhan-{self._workspace.campaign}-{unit.code}.pdf"
        ask_to_save(self, "Ghi phiếu tiếp nhận", name, ".pdf", on_chosen, SENDING)

    def _ask_for_folder(self) -> None:
        ask_for_folder(self, "Ghi phiếu của mọi đơn vị đã tiếp nhận vào thư mục", self.accept_all, SENDING)

    def _unit(self) -> Unit | None:
        current = self._files.current_received
        return None if current is None or current.held_id is None else current.unit
