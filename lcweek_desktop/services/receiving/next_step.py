"""The one thing that is right to do next with what was received.

Source: docs/adr/0165-safe-work-and-sudden-changes.md.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from lcweek_desktop.services.receiving.need import Need

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.received_items import ReceivedItem


class NextStep(Enum):
    """Something that a person can do with one line of what was received."""

    ADD_UNIT = auto()
    """List its unit, which the directory does not know."""
    COMPARE_KEY = auto()
    """Compare its key with the signed paper."""
    ANSWER = auto()
    """Answer what is asked about it."""
    PLACE = auto()
    """Say below which unit its unit is listed."""
    ENTER = auto()
    """Enter the figures of a file made by hand."""
    ACCEPT = auto()
    """Tell its unit that it was accepted."""
    DISMISS = auto()
    """Take it off the list, as nothing can be done with it here."""


_STEPS: Final = {
    Need.UNKNOWN_UNIT: NextStep.ADD_UNIT,
    Need.ONE_CODE: NextStep.ANSWER,
    Need.KEY: NextStep.COMPARE_KEY,
    Need.DECISION: NextStep.ANSWER,
    Need.NEWER: NextStep.ANSWER,
    Need.SUDDEN: NextStep.ANSWER,
    Need.PROVISIONAL: NextStep.COMPARE_KEY,
    Need.PAPER: NextStep.DISMISS,
    Need.UNREADABLE: NextStep.DISMISS,
}


def next_step(item: ReceivedItem) -> NextStep | None:
    """What is to be done with `item`; None where nothing is, or only its sender can do it."""
    match item.need:
        case Need.NEW | Need.CHANGED:
            return NextStep.ACCEPT if item.judged is None else None
        case Need.SET_ASIDE:
            return None if item.misplaced is None else NextStep.PLACE
        case Need.HANDMADE:
            return NextStep.DISMISS if item.handmade is None else NextStep.ENTER
        case Need.DAMAGED:
            return NextStep.DISMISS if item.place else None
    return _STEPS.get(item.need)
