"""Ban hành: the draft becomes one signed file, after a look at what it says and changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.file_dialogs import ask_to_save
from lcweek_desktop.ui.widgets.messages import ask_question

if TYPE_CHECKING:
    from lcweek_desktop.services.campaigns.installing import CampaignOffer
    from lcweek_desktop.services.workspace.workspace import Workspace


class PublishActions(QObject):
    """The button that publishes the draft; enabled while the draft is a form."""

    # A campaign was published and is installed on this machine.
    published = Signal()

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
            lambda workspace: services.publishing.publish(workspace.context, offer, target),
            lambda _none: self.published.emit(),
            status=said,
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
