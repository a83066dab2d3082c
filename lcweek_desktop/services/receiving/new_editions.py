"""Installing a campaign, and receiving what was set aside because its form was not here."""

from __future__ import annotations

from collections.abc import Iterator
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

_UNKNOWN_FORM: Final = "received-form"


def install_and_receive(context: AppContext, offer: CampaignOffer) -> tuple[ReceiveResult, ...]:
    """Install what `offer` offers, and receive again the files that came before it; what became of each.

    All of it or nothing: once the form is here, nothing would ask for these files again. A kept file that is
    damaged stays set aside. Raises KnownError as `install`.
    """
    with context.store.transaction():
        install(context, offer)
        return tuple(_receive_waiting(context, offer.campaign))


def _receive_waiting(context: AppContext, campaign: CampaignId) -> Iterator[ReceiveResult]:
    for workspace in own_workspaces(context):
        if workspace.campaign == campaign:
            for file in context.store.received.of(workspace.unit.id, ReceiveVerdict.SET_ASIDE.value):
                if file.code == _UNKNOWN_FORM and file.fields.get("campaign") == campaign:
                    try:
                        yield receive_again(workspace, file)
                    except KnownError as error:
                        yield not_received(Path(file.name), error)
