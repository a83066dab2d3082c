"""What became of a received file."""

from __future__ import annotations

from enum import Enum


class ReceiveVerdict(Enum):
    """What became of a received file; the value is what the database and --json output say.

    Members are not strings, so that comparing one with a text is a type error.
    """

    ACCEPTED = "accepted"
    """Its report counts, or has come in place of the signed paper it was known from."""
    SUPERSEDED_PREVIOUS = "superseded_previous"
    """Its report counts in place of an earlier report of the unit."""
    KNOWN = "known"
    """Its report, or what the signed paper says, is held already."""
    OLD = "old"
    """Another report counts in its place, or a person decided against it."""
    NEEDS_DECISION = "needs_decision"
    """A person has to confirm a key or to choose between two reports."""
    CONFLICT = "conflict"
    """Another report of the unit has the same revision number; a person has to choose."""
    SET_ASIDE = "set_aside"
    """It is kept but does not count; its code says why."""
    PAPER = "paper"
    """A picture of signed paper that does not agree with what is held; it is not kept."""
    UNREADABLE = "unreadable"
    """It could not be read as a report, and is not kept; the list names it until it is dismissed."""
    OPENED = "opened"
    """An archive or a mail that was opened; each file inside has a result of its own."""
    PASSED_OVER = "passed_over"
    """A file that is no part of what people send; its code says why it was not looked at."""
    NOT_TAKEN = "not_taken"
    """This machine could not take it, with no room for example. It is not kept, and can be received later."""

    @property
    def is_settled(self) -> bool:
        """Whether it leaves nothing for a person to do."""
        return self in _SETTLED


_SETTLED = frozenset(
    {
        ReceiveVerdict.ACCEPTED,
        ReceiveVerdict.SUPERSEDED_PREVIOUS,
        ReceiveVerdict.KNOWN,
        ReceiveVerdict.OLD,
        ReceiveVerdict.OPENED,
        ReceiveVerdict.PASSED_OVER,
    }
)
