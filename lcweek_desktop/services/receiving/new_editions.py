"""Installing a campaign, and receiving what was set aside because its form was not here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.campaigns.installing import CampaignOffer, install
from lcweek_desktop.services.receiving.incoming import receive_again
from lcweek_desktop.services.receiving.result import ReceiveResult, not_received
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.units import own_workspaces
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import ReceivedFile

_UNKNOWN_FORM: Final = "received-form"


def install_and_receive(
    context: AppContext, offer: CampaignOffer, each: Callable[[int, int], object] = lambda _done, _total: None
) -> tuple[ReceiveResult, ...]:
    """Install what `offer` offers, and receive again the files that came before it; what became of each.

    All of it or nothing: once the form is here, nothing would ask for these files again. A kept file that is
    damaged stays set aside. `each` is called with how many files of how many were received, and may raise to
    end the work. Raises KnownError as `install`.
    """
    with context.store.transaction():
        install(context, offer)
        waiting = [*_waiting(context, offer.campaign)]
        results = []
        for done, (workspace, file) in enumerate(waiting):
            each(done, len(waiting))
            results.append(_received_again(workspace, file))
        return tuple(results)


def _waiting(context: AppContext, campaign: CampaignId) -> Iterator[tuple[Workspace, ReceivedFile]]:
    for workspace in own_workspaces(context):
        if workspace.campaign == campaign:
            for file in context.store.received.of(workspace.unit.id, ReceiveVerdict.SET_ASIDE.value):
                if file.code == _UNKNOWN_FORM and file.fields.get("campaign") == campaign:
                    yield workspace, file


def _received_again(workspace: Workspace, file: ReceivedFile) -> ReceiveResult:
    try:
        return receive_again(workspace, file)
    except KnownError as error:
        return not_received(Path(file.name), error)
