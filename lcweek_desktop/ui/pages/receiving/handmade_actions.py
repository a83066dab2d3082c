"""Entering the figures of a file that somebody made by hand: a button while such a file is selected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.ui.pages.receiving.handmade_dialog import HandmadeDialog
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.handmade import HandmadeDraft
    from lcweek_desktop.services.receiving.result import ReceiveResult
    from lcweek_desktop.services.workspace.workspace import Workspace


class HandmadeActions:
    """The button, visible while the current row is a file made by hand, and the dialog that it opens."""

    def __init__(
        self, parent: QWidget, operations: Operations[Workspace], form: Form, files: ReceivedList
    ) -> None:
        """`files` shows what could not be read; the dialog opens above `parent`."""
        self._parent, self._operations, self._form, self._files = parent, operations, form, files
        self.button = Button(Verb.ENTER_HANDMADE.label, "table", self.read)
        self.dialog: HandmadeDialog | None = None
        files.selection_changed.connect(self.update_button)
        self.update_button()

    def update_button(self) -> None:
        """Offer to enter what is selected."""
        self.button.setVisible(self._file() is not None)

    def read(self) -> None:
        """Read the current file, and show what it says."""
        item = self._files.current_received
        file = self._file()
        if item is None or file is None:
            return
        sender, inside = item.sender, item.place.split("\n")[1:]

        def work(workspace: Workspace) -> tuple[HandmadeDraft, tuple[Unit, ...]]:
            draft = services.handmade.read_draft(workspace, file, sender=sender, inside=inside)
            units = services.handmade.units_below(workspace)
            return (draft if draft.proposal.is_sure else draft.without_unit), units

        self._operations.show_status(f"Đang đọc {file.name}…")
        self._operations.read(work, lambda read: self._open(*read))

    def _file(self) -> Path | None:
        item = self._files.current_received
        return None if item is None else item.handmade

    def _open(self, draft: HandmadeDraft, units: tuple[Unit, ...]) -> None:
        self._operations.show_status("")
        dialog = HandmadeDialog(self._parent, self._form, draft, units)
        self.dialog = dialog

        def read_again(code: str) -> None:
            self._operations.read(
                lambda workspace: services.handmade.read_draft(
                    workspace, draft.file, code or None, inside=draft.inside
                ),
                dialog.show_draft,
            )

        dialog.unit_chosen.connect(read_again)
        dialog.confirmed.connect(lambda settled: self._keep(dialog.draft, settled))
        dialog.open()

    def _keep(self, draft: HandmadeDraft, settled: dict[str, str]) -> None:
        def finish(result: ReceiveResult) -> None:
            self._operations.show_status(result.message)

        self._operations.run(
            Verb.ENTER_HANDMADE,
            lambda workspace: services.handmade.accept(workspace, draft, settled),
            finish,
            busy=f"Đang nhập {draft.path.name}…",
        )
