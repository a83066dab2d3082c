"""A draft from another machine is opened: what differs is shown, and what is taken of it is one edit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.draft_merge import Part, Piece, merged
from lcweek_desktop.errors import LcweekError, sentence
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.services.opening.draft_offer import DraftOffer
    from lcweek_desktop.services.opening.draft_words import DifferenceWords
    from lcweek_desktop.services.workspace.context import AppContext
    from lcweek_desktop.services.workspace.workspace import Workspace
    from lcweek_desktop.ui.shell.draft_dialog import DraftDialog
    from lcweek_desktop.ui.shell.workspace_view import WorkspaceView


_PLACES: Final = {Part.OWN_LINES: "own_lines/0", Part.PHOTOS: "photo:0"}
"""Where pieces are that edits name in another way; all others are named alike."""


def _edited_place(piece: Piece) -> str:
    """Where in the report `piece` is, as edits name it (commands.py)."""
    if piece == Piece(Part.SIGNOFF, "opening"):
        return "opening"
    return _PLACES.get(piece.part) or piece.place


class DraftOpener(QObject):
    """Asks about drafts of this machine's units, and before one works here about any."""

    # DraftOffer: its unit, which does not work here, goes on with it.
    accepted = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: DraftDialog | None = None
        """The differences that were shown last."""

    def ask(self, file: Path, worker: Worker, view: WorkspaceView | None) -> None:
        """Ask about the draft in `file`; `worker` has the data folder open, `view` is the unit at work."""
        operations: Operations[AppContext] = Operations(self, worker, lambda context: context)
        if view is not None:
            view.hand_over_edits()

        def read(context: AppContext) -> tuple[DraftOffer, Sequence[DifferenceWords], Sequence[str]]:
            offer = services.draft_offer.draft_offer(context, file)
            words = services.draft_words
            lines = words.begin_lines(offer) if offer.workspace is None else words.left_lines(offer)
            return offer, words.difference_words(offer), tuple(lines)

        def ask(found: tuple[DraftOffer, Sequence[DifferenceWords], Sequence[str]]) -> None:
            offer, words, lines = found
            if offer.workspace is None or view is None:
                self._ask_to_begin(offer, lines)
            else:
                self._compare(offer, words, lines, operations, view)

        operations.read(read, ask)

    def send(self, worker: Worker, view: WorkspaceView) -> None:
        """Ask where to write the draft of the unit at work, and write it."""
        view.hand_over_edits()
        workspace = view.session.workspace
        operations: Operations[Workspace] = Operations(self, worker, lambda _context: workspace)
        from lcweek_desktop.ui.session.draft_sender import ask_where_to_send_draft

        ask_where_to_send_draft(self._window, view.session, operations)

    def show_status(self, text: str) -> None:
        """Say what goes on."""
        messages.show_message(self._window, text)

    def show_failure(self, error: LcweekError) -> None:
        """Say why the draft cannot be opened, or was not taken."""
        messages.show_message(self._window, error.sentence, error.next_step, "warning")

    def _ask_to_begin(self, offer: DraftOffer, lines: Sequence[str]) -> None:
        unit = offer.file.unit
        messages.ask_question(
            self._window,
            f"Làm tiếp bản nháp kỳ {offer.form.campaign.id} của {unit.name} trên máy này?",
            yes=Verb.BEGIN_DRAFT.label,
            detail="\n\n".join(lines),
            then=lambda: self.accepted.emit(offer),
        )

    def _compare(
        self,
        offer: DraftOffer,
        words: Sequence[DifferenceWords],
        lines: Sequence[str],
        operations: Operations[AppContext],
        view: WorkspaceView,
    ) -> None:
        def take(pieces: Sequence[Piece]) -> None:
            operations.run(
                Verb.TAKE_DRAFT,
                lambda context: services.draft_offer.hold_photos(context, offer),
                lambda _none: self._take(offer, pieces, operations, view),
            )

        if not offer.differences:
            messages.show_message(self._window, sentence("draft-same"), "\n\n".join(lines))
            self._note(offer, operations)
            return
        from lcweek_desktop.ui.shell.draft_dialog import DraftDialog

        self.dialog = DraftDialog(self._window, offer, words, lines)
        self.dialog.confirmed.connect(take)
        self.dialog.open()

    def _take(
        self,
        offer: DraftOffer,
        pieces: Sequence[Piece],
        operations: Operations[AppContext],
        view: WorkspaceView,
    ) -> None:
        """Enter `pieces` as one edit, and note that they were decided about once that edit is saved."""

        def note() -> None:
            self._note(offer, operations)

        if not Shiboken.isValid(view):  # another unit was opened meanwhile
            return
        session = view.session
        assert session.workspace.id == offer.workspace_id, "the opener brought its unit to the front"
        if not pieces:
            note()
            return
        once = Qt.ConnectionType.SingleShotConnection
        session.saver.saved.connect(note, once)
        draft, place = merged(session.draft, offer.theirs, pieces), _edited_place(pieces[0])
        from lcweek_desktop.ui.session.commands import SetReport

        session.undo.push(SetReport(session, draft, Verb.TAKE_DRAFT, place, count=len(pieces)))
        view.say(Verb.TAKE_DRAFT.done(count=len(pieces)))

    def _note(self, offer: DraftOffer, operations: Operations[AppContext]) -> None:
        workspace = offer.workspace
        assert workspace is not None
        operations.run(Verb.TAKE_DRAFT, lambda _context: services.draft_offer.note_taken(workspace, offer))
