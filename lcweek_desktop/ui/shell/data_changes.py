"""Changes of the data behind the pages, each asked about first: a campaign is installed, an assignment is
taken, a report that was sent or a draft opens again, the unit at work gets another name or receiver or goes.
A unit is shown anew afterwards, or the window closes for a new version of the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import sentence
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.shell.assignment_opener import AssignmentOpener
from lcweek_desktop.ui.shell.campaign_installer import CampaignInstaller
from lcweek_desktop.ui.shell.data_change import DataChange, Step
from lcweek_desktop.ui.shell.data_window import DataWindow
from lcweek_desktop.ui.shell.draft_opener import DraftOpener
from lcweek_desktop.ui.shell.program_updater import ProgramUpdater
from lcweek_desktop.ui.shell.receipt_opener import ReceiptOpener
from lcweek_desktop.ui.shell.report_reopener import ReportReopener
from lcweek_desktop.ui.shell.unit_questions import UnitQuestions
from lcweek_desktop.ui.widgets import messages

if TYPE_CHECKING:
    from lcweek_desktop.services.assigning.assignment_offer import AssignmentOffer
    from lcweek_desktop.services.backup.listing import Backup
    from lcweek_desktop.services.campaigns.installing import CampaignOffer
    from lcweek_desktop.services.opening.draft_offer import DraftOffer
    from lcweek_desktop.services.opening.reopening import Reopened, ReopenOffer
    from lcweek_desktop.services.receiving.result import ReceiveResult
    from lcweek_desktop.services.report.next_campaign import NextCampaign
    from lcweek_desktop.services.report.unit_changes import UnitChange, UnitRemoval
    from lcweek_desktop.services.updating.program_update import UpdateOffer
    from lcweek_desktop.services.workspace.context import AppContext
    from lcweek_desktop.services.workspace.workspace import Workspace

T = TypeVar("T")

_NEW_CAMPAIGN: Final = "Để làm báo cáo của kỳ này, hãy chọn “Tệp”, “Thêm đơn vị…” rồi chọn đơn vị của mình."


_YEAR_BEFORE_STAYS: Final = (
    "Người ký và nơi ký được lấy theo năm {year}, sửa được ở trang In và gửi. Báo cáo năm {year} giữ nguyên, "
    "vẫn xem, in được: bấm vào tên đơn vị ở đầu cửa sổ để đổi năm."
)


class DataChanges(QObject):
    """Asks about what changes the data of a window, and does it once everything is saved."""

    def __init__(self, window: DataWindow) -> None:
        super().__init__(window)
        self._window = window
        self.installer = CampaignInstaller(window)
        """The question about a campaign file."""
        self.installer.accepted.connect(self._install)
        self.assignments = AssignmentOpener(window)
        """The question about an assignment."""
        self.assignments.accepted.connect(self._open_assignment)
        self.reopener = ReportReopener(window)
        """The question about a report that was sent."""
        self.reopener.accepted.connect(self._reopen)
        self.drafts = DraftOpener(window)
        """The question about a draft of another machine."""
        self.drafts.accepted.connect(self._begin_draft)
        self.receipts = ReceiptOpener(window)
        """The question about the key of a receipt."""
        self.updater = ProgramUpdater(window)
        """The question about a new version of the program."""
        self.updater.accepted.connect(self._update_program)
        self.question: QMessageBox | None = None
        """The question about a later year that was asked last."""
        self.units = UnitQuestions(window)
        """The questions about the unit at work."""
        self.units.change_confirmed.connect(self._change_unit)
        self.units.removal_confirmed.connect(self._remove_unit)

    def ask_about_campaign(self, file: Path) -> None:
        """Ask whether the campaign in `file` is to be installed."""
        self.installer.ask(file, self._window.worker)

    def ask_about_assignment(self, file: Path) -> None:
        """Ask whether this machine is to be configured by the assignment in `file`."""
        self.assignments.ask(file, self._window.worker)

    def make_assignments(self) -> None:
        """Ask for which units below the unit at work assignments are to be made, and make them."""
        if (view := self._window.workspace_view) is not None:
            self.assignments.make(self._window.worker, view.session.workspace)

    def ask_about_report(self, file: Path, words: tuple[str, str], is_first_start: bool) -> None:
        """Ask whether the unit of the report in `file` goes on with it here; say `words` where there is
        nothing to ask."""
        self.reopener.ask(file, words, self._window.worker, is_first_start=is_first_start)

    def ask_about_draft(self, file: Path) -> None:
        """Ask what is to be taken of the draft in `file`, or whether its unit goes on with it here."""
        self.drafts.ask(file, self._window.worker, self._window.workspace_view)

    def open_receipt(self, file: Path) -> None:
        """Take the receipt in `file`, after its key was compared where that is not known."""
        if (view := self._window.workspace_view) is not None:
            self.receipts.open(file, self._window.worker, view)

    def send_draft(self) -> None:
        """Write the draft of the unit at work into a file for another machine."""
        if (view := self._window.workspace_view) is not None:
            self.drafts.send(self._window.worker, view)

    def ask_about_update(self, file: Path) -> None:
        """Ask whether the version of the program in `file` is to be installed."""
        self.updater.ask(file, self._window.worker)

    def offer_update_beside(self, files: Sequence[Path]) -> None:
        """Ask about a new version of the program that lies beside `files`, which were opened."""
        self.updater.offer_beside(files, self._window.worker)

    def hand_on_update(self) -> None:
        """Copy a file with a version of the program for other units."""
        self.updater.ask_what_to_hand_on(self._window.worker)

    def ask_about_unit(self) -> None:
        """Ask what the unit at work is called from now on, and whom it reports to."""
        if (view := self._window.workspace_view) is not None:
            view.hand_over_edits()
            self.units.ask_about_change(view.session.workspace, self._window.worker)

    def ask_about_removal(self) -> None:
        """Ask whether the unit at work is to go."""
        if (view := self._window.workspace_view) is not None:
            view.hand_over_edits()
            self.units.ask_about_removal(view.session.workspace, self._window.worker)

    def ask_about_next_campaign(self, following: NextCampaign) -> None:
        """Ask whether the unit at work begins the campaign of `following`; with the guide where it is not
        known as which unit."""
        view, unit = self._window.workspace_view, following.unit
        if view is None:
            return
        if unit is None:
            self._window.show_start_guide()
            return
        workspace, year = view.session.workspace, following.form.campaign.year
        receiver = "" if following.receiver is None else f", gửi báo cáo cho {following.receiver.name}"
        self.question = messages.ask_question(
            self._window,
            f"Bắt đầu kỳ báo cáo năm {year} của {unit.name}{receiver}?",
            yes="Bắt đầu",
            detail=_YEAR_BEFORE_STAYS.format(year=workspace.form.campaign.year),
            then=lambda: self._begin_campaign(workspace, following),
        )

    def _begin_campaign(self, workspace: Workspace, following: NextCampaign) -> None:
        self._change(
            Verb.BEGIN_YEAR,
            lambda _context, _step: services.next_campaign.begin_campaign(workspace, following),
            lambda begun: self._window.open_unit(begun.id),
        )

    def _install(self, offer: CampaignOffer) -> None:
        """Install the campaign of `offer`, which moves drafts."""
        self._change(
            Verb.INSTALL_CAMPAIGN,
            lambda context, step: services.new_editions.install_and_receive(context, offer, step),
            lambda received: self._show_installed(offer, received),
        )

    def _show_installed(self, offer: CampaignOffer, received: Sequence[ReceiveResult]) -> None:
        self._window.open_last_unit()
        campaign, edition = offer.file.form.campaign, offer.file.manifest.edition
        done = Verb.INSTALL_CAMPAIGN.done(name=campaign.name, edition=edition)
        is_new = offer.changes is None and self._window.workspace_view is not None
        again = sentence("received-after-install", count=len(received)) if received else ""
        messages.show_message(self._window, done, _NEW_CAMPAIGN if is_new else again)

    def _open_assignment(self, offer: AssignmentOffer) -> None:
        """Configure this machine as `offer` says."""
        self._change(
            Verb.OPEN_ASSIGNMENT,
            lambda context, _step: services.assignment_offer.open_assignment(context, offer),
            lambda workspace: self._show_assigned(offer, workspace),
        )

    def _show_assigned(self, offer: AssignmentOffer, workspace: Workspace) -> None:
        self._window.open_unit(workspace.id)
        deadline = workspace.form.campaign.deadline_text or "chưa rõ hạn"
        done = Verb.OPEN_ASSIGNMENT.done(unit=offer.unit.name, giver=offer.giver.name, deadline=deadline)
        messages.show_message(self._window, done, offer.terms.note)

    def _reopen(self, offer: ReopenOffer) -> None:
        """Let the unit of the report in `offer` go on with it here."""
        self._change(
            Verb.REOPEN,
            lambda context, _step: services.reopening.reopen(context, offer),
            lambda reopened: self._show_reopened(offer, reopened),
        )

    def _show_reopened(self, offer: ReopenOffer, reopened: Reopened) -> None:
        self._window.open_unit(reopened.at)
        done = Verb.REOPEN.done(revision=offer.report.revision, unit=offer.report.unit.name)
        messages.show_message(self._window, done, "\n\n".join(reopened.remarks))

    def _begin_draft(self, offer: DraftOffer) -> None:
        """Let the unit of the draft in `offer` go on with it here."""
        self._change(
            Verb.BEGIN_DRAFT,
            lambda context, _step: services.draft_offer.begin(context, offer),
            lambda workspace: self._show_begun(offer, workspace),
        )

    def _show_begun(self, offer: DraftOffer, workspace: Workspace) -> None:
        self._window.open_unit(workspace.id)
        begun = Verb.BEGIN_DRAFT.done(unit=offer.file.unit.name)
        messages.show_message(self._window, begun, sentence("draft-back"))

    def _update_program(self, offer: UpdateOffer) -> None:
        """Back up, start the setup of `offer`, and make room for it."""
        self._change(
            Verb.UPDATE_PROGRAM,
            lambda context, _step: services.program_update.start_update(context, offer),
            lambda _none: self._window.close(),
        )

    def _change_unit(self, change: UnitChange) -> None:
        self._change(
            Verb.CHANGE_UNIT,
            lambda _context, _step: services.unit_changes.change_unit(change),
            lambda changed: self._show_changed_unit(change, changed[1]),
        )

    def _show_changed_unit(self, change: UnitChange, kept: Backup) -> None:
        self._window.open_unit(change.workspace.id)
        receiver = "" if change.receiver is None else f", gửi báo cáo cho {change.receiver.name}"
        done = Verb.CHANGE_UNIT.done(unit=change.unit.name, reports_to=receiver, number=kept.number)
        messages.show_message(self._window, done)

    def _remove_unit(self, removal: UnitRemoval) -> None:
        self._change(
            Verb.REMOVE_UNIT,
            lambda _context, _step: services.unit_changes.remove_unit(removal, expressly=True),
            lambda kept: self._show_removed(removal.workspace, kept),
        )

    def _show_removed(self, workspace: Workspace, kept: Backup) -> None:
        self._window.open_unit(None)
        year = workspace.form.campaign.year
        done = Verb.REMOVE_UNIT.done(unit=workspace.unit.name, year=year, number=kept.number, file=kept.path)
        messages.show_message(self._window, done)

    def _change(
        self, verb: Verb, change: Callable[[AppContext, Step], T], done: Callable[[T], object]
    ) -> None:
        """Do what `verb` names, which changes drafts behind the pages, once everything is saved; `done` is to
        show a unit at work anew."""
        window = self._window

        def start() -> None:
            work = DataChange(window, f"Đang {verb.phrase()}")
            work.start(window.worker, change, done, window.show_failure)

        window.once_saved(verb, start)
