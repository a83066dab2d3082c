"""The report being entered, in memory, and the one place through which it is edited.

An edit is a command (commands.py) that calls a `put_…` method here. The session changes the content, gives
the new draft to be saved, announces what changed, and has the report judged again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Signal

from lcweek_desktop.catalogue.verbs import Change
from lcweek_desktop.domain.checks import CheckBasis
from lcweek_desktop.domain.form import Cell, CellState, Form, Heading, HeadingKey, RowKey
from lcweek_desktop.domain.narrative import Text
from lcweek_desktop.domain.report import Acceptance, Content, OwnLine, Photo, SignOff
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.services.report.checking import Draft
from lcweek_desktop.ui.session.cell_recorder import CellRecorder
from lcweek_desktop.ui.session.draft_saver import DraftSaver
from lcweek_desktop.ui.session.history import ReportHistory
from lcweek_desktop.ui.session.idle_checkpoint import IdleCheckpoint
from lcweek_desktop.ui.session.opening import StartState
from lcweek_desktop.ui.session.report_checks import ReportChecks
from lcweek_desktop.ui.session.settings_file import settings_in
from lcweek_desktop.ui.session.spelling_settings import SpellingSettings
from lcweek_desktop.ui.session.worker import Worker

if TYPE_CHECKING:
    from lcweek_desktop.services.backup.moving import MovedIn
    from lcweek_desktop.services.backup.restoring import Restored

T_co = TypeVar("T_co", covariant=True)


class Replacing(Protocol[T_co]):
    """Puts other data in the place of the present ones; it is called on the worker's thread while the data
    folder is closed."""

    def __call__(self, *, each: Callable[[int, int], object]) -> T_co:
        """`each` is called with how many photos and files of how many are in place, and may raise to end the
        work."""


Restoring: TypeAlias = "Replacing[Restored]"
MovingIn: TypeAlias = "Replacing[MovedIn]"


class Session(QObject):
    """The work on the report of one unit for one campaign."""

    # frozenset[Cell]: the cells whose shown number changed, computed ones included.
    figures_changed = Signal(object)
    # RowKey: the row whose note changed.
    note_changed = Signal(object)
    # Lines of the unit's own were changed, added, removed or moved.
    lines_changed = Signal()
    # HeadingKey: the heading whose text changed.
    text_changed = Signal(object)
    # Photos were added, removed, moved, rotated or captioned.
    photos_changed = Signal()
    # A part of the sign-off changed.
    signoff_changed = Signal()
    # What is held of other units changed: a report was received, a key confirmed, a decision made.
    received_changed = Signal()
    # The report was frozen or sent, or a scan of its paper was attached or taken off.
    report_progress_changed = Signal()
    # A backup was made or carried away.
    backups_changed = Signal()
    # The data went to another machine, or are used on this one again.
    machine_changed = Signal()
    # Restoring: a backup is to take the place of the data, for which the window closes the data folder.
    restore_requested = Signal(object)
    # MovingIn: the data that went to another machine come back, for which it closes the folder.
    move_in_requested = Signal(object)

    def __init__(self, start: StartState, worker: Worker) -> None:
        super().__init__()
        self.workspace = start.workspace
        self.is_own = start.is_own
        """Whether it is the report of the unit at work; otherwise nobody signs it off here."""
        self.campaign_remarks = start.campaign.remarks
        """What people have to know of the campaign, in sentences."""
        self.first_progress = start.progress
        """How far the report had come when it was opened, for the first picture of a page."""
        self.undo = ReportHistory(self)
        """The history of all edits of this report."""
        self._draft = start.draft
        self._numbers = self._displayed_values()
        self.spelling = SpellingSettings(settings_in(start.workspace.context.home), self)
        """What is chosen of the marks under words that are written wrongly."""
        self.saver = DraftSaver(start.port, self._draft, worker, self)
        self.recorder = CellRecorder(self.workspace, start.port, start.lines, worker, self)
        basis = CheckBasis(self.form, self.workspace.unit, start.above, today=start.today)
        self.checks = ReportChecks(start.port, basis, self._draft, worker, self)
        for changed in (self.received_changed, self.report_progress_changed):
            changed.connect(self.checks.read_basis)
        self.checks.read_basis()
        checkpoint = IdleCheckpoint(worker, self)
        for written in (self.saver.saved, self.received_changed, self.report_progress_changed):
            written.connect(checkpoint.note_change)

    @property
    def form(self) -> Form:
        """The form of the campaign."""
        return self.workspace.form

    @property
    def draft(self) -> Draft:
        """Everything entered."""
        return self._draft

    @property
    def content(self) -> Content:
        """Everything entered but the sign-off."""
        return self._draft.content

    @property
    def signoff(self) -> SignOff:
        """What the office writes at signing."""
        return self._draft.signoff

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the narrative at this unit's level."""
        return self.form.headings_at(self.workspace.unit.level)

    @property
    def unprinted_headings(self) -> tuple[Heading, ...]:
        """The headings under which something is written although this unit's level does not have them."""
        level, written = self.workspace.unit.level, self.content.narrative
        return tuple(each for each in self.form.headings if each.key in written and not each.is_at(level))

    def state(self, cell: Cell) -> CellState:
        """What `cell` takes at this unit's level."""
        return self.form.state(cell, self.workspace.unit.level)

    def number(self, cell: Cell) -> int | None:
        """The number that `cell` shows; None for blank."""
        return self._numbers[cell]

    def put_figure(self, cell: Cell, value: int | None) -> None:
        """Enter `value` in `cell`; None makes it blank."""
        before = self._numbers

        def announce() -> None:
            self._numbers = self._displayed_values()
            changed = frozenset(c for c in before if before[c] != self._numbers[c])
            self.figures_changed.emit(changed | {cell})

        self._put_content(self.content.with_figure(cell, value), announce)

    def put_note(self, row: RowKey, note: str) -> None:
        """Enter the note of a row; the empty text removes it."""
        self._put_content(self.content.with_note(row, note), lambda: self.note_changed.emit(row))

    def put_lines(self, lines: tuple[OwnLine, ...]) -> None:
        """Replace all lines of the unit's own."""
        self._put_content(replace(self.content, own_lines=lines), self.lines_changed.emit)

    def put_entries(self, entered: Content) -> None:
        """Enter the figures, notes and own lines of `entered` in place of all that there are."""
        before = self.content
        content = replace(before, figures=entered.figures, notes=entered.notes, own_lines=entered.own_lines)
        self._put_content(content, lambda: self._announce_entries(before))

    def put_draft(self, draft: Draft) -> None:
        """Enter the whole of `draft` in place of all that there is."""
        before, signoff = self.content, self.signoff

        def announce() -> None:
            self._announce_entries(before)
            for heading in sorted({*before.narrative, *draft.content.narrative}):
                if before.narrative.get(heading) != draft.content.narrative.get(heading):
                    self.text_changed.emit(heading)
            if before.photos != draft.content.photos:
                self.photos_changed.emit()
            if signoff != draft.signoff:
                self.signoff_changed.emit()

        self._put(draft, announce)

    def _announce_entries(self, before: Content) -> None:
        """Tell which figures, notes and own lines are others than those of `before`."""
        shown, content = self._numbers, self.content
        self._numbers = self._displayed_values()
        changed = {cell for cell in shown if shown[cell] != self._numbers[cell]}
        stored = {cell for cell, _ in before.figures.items() ^ content.figures.items()}
        self.figures_changed.emit(frozenset(changed | stored))
        for row in sorted({row for row, _ in before.notes.items() ^ content.notes.items()}):
            self.note_changed.emit(row)
        if before.own_lines != content.own_lines:
            self.lines_changed.emit()

    def put_text(self, heading: HeadingKey, text: Text) -> None:
        """Enter the text under a heading."""
        self.put_texts({heading: text})

    def put_texts(self, texts: Mapping[HeadingKey, Text]) -> None:
        """Enter the texts under several headings; those under the others stay."""
        content = self.content
        for heading, text in texts.items():
            content = content.with_text(heading, text)

        def announce() -> None:
            for heading in texts:
                self.text_changed.emit(heading)

        self._put_content(content, announce)

    def put_photos(self, photos: tuple[Photo, ...]) -> None:
        """Replace all photos."""
        self._put_content(replace(self.content, photos=photos), self.photos_changed.emit)

    def put_signoff(self, signoff: SignOff) -> None:
        """Replace the sign-off."""
        self._put(replace(self._draft, signoff=signoff), self.signoff_changed.emit)

    def put_accepted(self, accepted: tuple[Acceptance, ...]) -> None:
        """Replace all acceptances of warnings; the findings announce what changed."""
        self._put_content(replace(self.content, accepted=accepted), lambda: None)

    def announce(self, change: Change) -> None:
        """Tell every page that an operation changed something outside the report being entered."""
        match change:
            case Change.RECEIVED:
                self.received_changed.emit()
            case Change.PROGRESS:
                self.report_progress_changed.emit()
            case Change.BACKUPS:
                self.backups_changed.emit()
            case Change.MACHINE:
                self.machine_changed.emit()

    def _put_content(self, content: Content, announce: Callable[[], None]) -> None:
        self._put(replace(self._draft, content=content), announce)

    def _put(self, draft: Draft, announce: Callable[[], None]) -> None:
        """Judge the report last, so that listeners to its findings see everything else changed already."""
        before, self._draft = self._draft, draft
        self.saver.save(draft)
        self.recorder.note(before.content, draft.content, self.undo.act)
        announce()
        self.checks.check(draft)

    def _displayed_values(self) -> Mapping[Cell, int | None]:
        return {cell: displayed_value(self.form, self.content.figures, cell) for cell in self.form.cells}
