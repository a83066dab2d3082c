"""The campaign that is being made: each change is one step of a history, and is kept at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.commands import EditCampaign
from lcweek_desktop.ui.session.operation import Operations

if TYPE_CHECKING:
    from lcweek_desktop.domain.form import Form
    from lcweek_desktop.services.workbench.campaign_drafts import CampaignDraft, Definition
    from lcweek_desktop.services.workspace.workspace import Workspace


class DraftEditor(QObject):
    """Holds the draft. The panels of the page show it and change it through here only."""

    # The draft changed, or there is another one or none.
    changed = Signal()
    # str: the key of the row that a change was about, to be made the current one.
    row_touched = Signal(str)

    def __init__(self, operations: Operations[Workspace], parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self.draft: CampaignDraft | None = None
        self.form: Form | None = None
        """The last form that the draft was; None before there was one."""
        self.undo = QUndoStack(self)
        """The history of the changes of this draft."""

    def open(self, draft: CampaignDraft | None) -> None:
        """Work on `draft`, with no history; None for no draft at all."""
        self.undo.clear()
        self.form = None
        self._show(draft)

    def edit(
        self, change: Callable[[Definition], Definition], verb: Verb = Verb.EDIT_CAMPAIGN, row: str = ""
    ) -> None:
        """Let `change` make another definition of the present one, as one step of the history.

        `row` is the key of the row that it is about. Nothing happens without a draft or without a change.
        """
        if self.draft is None:
            return
        before, after = self.draft.definition, change(self.draft.definition)
        if after.files != before.files:
            self.undo.push(EditCampaign(verb, partial(self.put, row=row), before, after))

    def put(self, definition: Definition, row: str) -> None:
        """Show `definition` and keep it."""
        assert self.draft is not None
        draft = services.campaign_drafts.CampaignDraft(self.draft.id, definition)
        self._show(draft)
        if row:
            self.row_touched.emit(row)
        self._operations.run(
            Verb.EDIT_CAMPAIGN,
            lambda workspace: services.campaign_drafts.save_campaign(workspace.context, draft),
        )

    def _show(self, draft: CampaignDraft | None) -> None:
        self.draft = draft
        if draft is not None and draft.form is not None:
            self.form = draft.form
        self.changed.emit()
