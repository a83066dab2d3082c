"""Writing the draft into a file for another machine of the unit, wherever in the window that is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.widgets.file_dialogs import SENDING, ask_to_save

if TYPE_CHECKING:
    from lcweek_desktop.services.workspace.workspace import Workspace

_TITLE: Final = "Chuyển bản nháp sang máy khác của đơn vị"
_SUFFIX: Final = ".lcweek"


def ask_where_to_send_draft(parent: QWidget, session: Session, operations: Operations[Workspace]) -> None:
    """Ask where to write the draft of `session`, above `parent`, and write it; `operations` show what becomes
    of it."""
    workspace = session.workspace
    name = f"ban-nhap-{workspace.campaign}-{workspace.unit.code}{_SUFFIX}"
    ask_to_save(
        parent, _TITLE, name, _SUFFIX, lambda target: send_draft_as(session, operations, target), SENDING
    )


def send_draft_as(session: Session, operations: Operations[Workspace], target: Path) -> None:
    """Write the draft of `session` to `target`, with all that was entered before."""
    session.saver.retry()
    operations.run(
        Verb.SEND_DRAFT,
        lambda workspace: services.sent_draft.send_draft(workspace, target),
        lambda sent: operations.show_status(
            Verb.SEND_DRAFT.done(file=target.name, kilobytes=format_count(max(1, sent.size // 1024)))
        ),
    )
