"""Ban hành: the draft becomes one signed file, after a look at what it says and changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_to_save
from lcweek_desktop.ui.widgets.messages import ask_question, show_message

if TYPE_CHECKING:
    from lcweek_desktop.domain.unit import CampaignUnit
    from lcweek_desktop.services.campaigns.installing import CampaignOffer
    from lcweek_desktop.services.workspace.context import AppContext
    from lcweek_desktop.services.workspace.workspace import Workspace


class PublishActions(QObject):
    """The button that publishes the draft; enabled while the draft is a form."""

    # CampaignUnit: the unit to show at work, as it was added or its campaign changed.
    unit_requested = Signal(object)

    def __init__(self, parent: QWidget, editor: DraftEditor, operations: Operations[Workspace]) -> None:
        """Dialogs open above `parent`."""
        super().__init__(parent)
        self._parent, self._editor, self._operations = parent, editor, operations
        self.button = Button(f"{Verb.PUBLISH_CAMPAIGN.label}…", "stamp", self.ask)
        editor.changed.connect(self._update)
        self._update()

    def ask(self) -> None:
        """Show what would be published, and ask where to write it."""
        draft = self._editor.draft
        if draft is None or draft.form is None:
            return

        def offer(workspace: Workspace) -> tuple[CampaignOffer, list[str]]:
            folder = services.definition_folder.DefinitionFolder(draft.definition.files, None)
            made = services.publishing.publication(workspace.context, folder)
            return made, services.offer_words.offer_lines(made)

        self._operations.read(offer, lambda read: self._ask_to_publish(*read))

    def write(self, offer: CampaignOffer, target: Path) -> None:
        """Write the signed file to `target`, and install the campaign on this machine."""
        said = Verb.PUBLISH_CAMPAIGN.done(
            name=offer.file.form.campaign.name, edition=offer.file.manifest.edition, file=target
        )
        self._operations.run(
            Verb.PUBLISH_CAMPAIGN,
            lambda workspace: _publish(workspace, offer, target),
            lambda at_work: self._go_on(offer, said, at_work),
            status=said,
        )

    def _go_on(self, offer: CampaignOffer, said: str, at_work: _AtWork) -> None:
        """Have the publisher in the campaign. Pages that show its edition before are made anew."""
        if at_work.shown is not None:
            show_message(self._parent.window(), said)
            self.unit_requested.emit(at_work.shown)
        elif not at_work.is_added:
            self._ask_to_add(offer)

    def _ask_to_add(self, offer: CampaignOffer) -> None:
        """Ask whether the publisher is to work in the campaign, which it has to before it can receive."""
        unit, campaign = offer.file.publisher, offer.file.form.campaign
        ask_question(
            self._parent,
            f"Thêm {unit.name} vào kỳ báo cáo {campaign.id} để nhận báo cáo?",
            yes="Thêm và mở kỳ mới",
            no="Để sau",
            detail="Kỳ báo cáo mới đã có trên máy này, nhưng đơn vị chưa làm việc trong kỳ ấy nên chưa nhận "
            "được báo cáo. Sau này vẫn thêm được bằng “Tệp”, “Thêm đơn vị…”.",
            then=lambda: self._add(offer),
        )

    def _add(self, offer: CampaignOffer) -> None:
        self._operations.run(
            Verb.SET_UP_UNIT,
            lambda workspace: _added_unit(workspace.context, offer),
            self.unit_requested.emit,
        )

    def _ask_to_publish(self, offer: CampaignOffer, lines: list[str]) -> None:
        form, edition = offer.file.form.campaign, offer.file.manifest.edition
        ask_question(
            self._parent,
            f"Ban hành {form.name}, lần {edition}?",
            yes="Chọn nơi ghi tệp…",
            no="Xem lại",
            detail=f"{lines[1]} Hãy ghi mã khóa này vào công văn gửi kèm tệp, để các đơn vị đối chiếu khi "
            "cài. Sau khi ban hành, kỳ báo cáo có ngay trên máy này.",
            then=lambda: ask_to_save(
                self._parent,
                "Ghi tệp kỳ báo cáo",
                f"ky-bao-cao-{form.id}-lan-{edition}.lcweek",
                ".lcweek",
                lambda target: self.write(offer, target),
            ),
        )

    def _update(self) -> None:
        draft = self._editor.draft
        self.button.setEnabled(draft is not None and draft.form is not None)


class _AtWork(NamedTuple):
    """Who works in a campaign: whether its publisher does, and the unit shown in the window if it does."""

    is_added: bool
    shown: CampaignUnit | None


def _publish(workspace: Workspace, offer: CampaignOffer, target: Path) -> _AtWork:
    """Publish, and say who works in the campaign."""
    campaign = offer.file.form.campaign.id
    services.publishing.publish(workspace.context, offer, target)
    codes = {unit.code for unit in workspace.context.store.own_units.of(campaign)}
    shown = workspace.id if workspace.campaign == campaign else None
    return _AtWork(offer.file.publisher.code in codes, shown)


def _added_unit(context: AppContext, offer: CampaignOffer) -> CampaignUnit:
    """Let the publisher work in the campaign."""
    unit = offer.file.publisher
    setup = services.units.UnitSetup(unit.code, unit.name, unit.level, unit.parent)
    added: CampaignUnit = services.units.set_up(context, offer.file.form.campaign.id, setup).id
    return added
