"""What a received report needs of a person."""

from __future__ import annotations

from enum import Enum, auto


class Need(Enum):
    """What a received report needs of a person, in the order in which the needs are shown."""

    DAMAGED = auto()
    """What is stored of it, or was decided about its unit, is damaged; its sentence says what mends it."""
    UNKNOWN_UNIT = auto()
    """The unit has to be added to the directory, which does not know it yet; it says that it reports here."""
    ONE_CODE = auto()
    """A person has to say whether it is of the unit under whose code others are held, or of another one."""
    KEY = auto()
    """Its key has to be compared with the paper and confirmed."""
    DECISION = auto()
    """A person has to choose between it and another report."""
    NEWER = auto()
    """It is newer than the one that counts inside another unit's report; it may be counted, or wait."""
    SUDDEN = auto()
    """It counts, and a person has to say whether its figures are right, as some are gone or ten-fold."""
    PROVISIONAL = auto()
    """It counts, and its key has still to be compared with the paper."""
    NEW = auto()
    """It needs nothing: it counts, the first of its unit."""
    CHANGED = auto()
    """It needs nothing: it counts in place of an earlier report."""
    OLD = auto()
    """It needs nothing: another report counts in its place, or a person decided against it."""
    SET_ASIDE = auto()
    """It was set aside; its sentence says why and what could be done."""
    HANDMADE = auto()
    """It is a file that somebody made by hand, whose figures a person may enter; it is not kept."""
    PAPER = auto()
    """Signed paper that does not agree with what is held needs a look; it is not kept."""
    UNREADABLE = auto()
    """It could not be read as a report, and is not kept; it is listed until a person dismisses it."""
    NOT_TAKEN = auto()
    """This machine could not take it; it has to be received again."""
    OPENED = auto()
    """It needs nothing: an archive or a mail, whose files stand by themselves."""
    PASSED_OVER = auto()
    """It needs nothing: it is no part of what people send."""
