"""The kinds of files that people open, and what becomes of each: the table of docs/files.md."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class FileKind(StrEnum):
    """What a file is, whoever opens it."""

    REPORT = "report"
    """A report with its signature, as a file of its own or inside a PDF."""
    PRACTICE = "practice"
    """The same, made for practice."""
    DRAFT = "draft"
    """What a unit is working on, for another machine of the unit."""
    RECEIPT = "receipt"
    """What a receiver says of a report, for the unit that sent it."""
    CAMPAIGN = "campaign"
    """A campaign: the form of a year and the directory of its units, signed."""
    ASSIGNMENT = "assignment"
    """What a receiver gives a unit below: its code, place and terms, signed."""
    LATER = "later"
    """A signed file of a kind or version that this program does not read yet."""
    DAMAGED = "damaged"
    """A signed file that is cut off or changed."""
    PAPER = "paper"
    """A picture, or a PDF without a report inside: perhaps signed paper."""
    EMPTY_TEMPLATE = "empty-template"
    """The empty form as a workbook."""
    FILLED_TEMPLATE = "filled-template"
    """The same, with something filled in."""
    MACHINE = "machine"
    """All data of another machine, under a pass-phrase."""
    BACKUP = "backup"
    """A backup."""
    UPDATE = "update"
    """A new version of the program, signed by its release."""
    SETUP = "setup"
    """The setup of a version, without a signature."""
    FOLDER = "folder"
    """A folder."""
    FOREIGN = "foreign"
    """Anything else."""
    UNREADABLE = "unreadable"
    """A file that is not there, too large for a report, or cannot be read."""


class Place(StrEnum):
    """What a unit is to a file."""

    NO_UNIT = "no-unit"
    """No unit works on this machine yet."""
    OWN = "own"
    """The unit made it; a receipt is for the unit."""
    RECEIVER = "receiver"
    """The unit may receive it; where a file names no sender, a unit that others report to."""
    OTHER = "other"
    """Neither."""


class Action(StrEnum):
    """What becomes of a file."""

    RECEIVE = "receive"
    """It goes the way of every file that is received, which also says why it cannot be."""
    REOPEN = "reopen"
    """It is asked whether its unit goes on with it here; what would change is shown. Where no unit works yet
    and the answer is no, it is opened again as soon as one does."""
    COMPARE = "compare"
    """It is shown where it differs from what was entered here, and asked what of it is taken; where its unit
    does not work here, it is asked whether it goes on with it here."""
    ACKNOWLEDGE = "acknowledge"
    """It is taken, after its key was compared where that is not known, and what it says is shown."""
    SHOW = "show"
    """It is said which report of the unit's own it is."""
    TELL = "tell"
    """It is said what it is, and what to do with it."""
    WAIT = "wait"
    """The same, and it is opened again as soon as a unit works here."""
    RESTORE = "restore"
    """What would change is shown, and it is asked whether to restore it."""
    INSTALL = "install"
    """What it is and would change is shown, and it is asked whether to install it."""
    ASSIGN = "assign"
    """Who gives what to which unit is shown, and it is asked whether this machine is configured by it."""
    UPDATE = "update"
    """Which version it is, is said, and it is asked whether to install it."""
    MOVE_IN = "move-in"
    """Its pass-phrase is asked for, and this machine goes on with its data."""


def _row(
    no_unit: Action, receiver: Action, other: Action, own: Action | None = None
) -> Mapping[Place, Action]:
    row = {Place.NO_UNIT: no_unit, Place.RECEIVER: receiver, Place.OTHER: other}
    return row if own is None else {**row, Place.OWN: own}


ACTIONS: Final[Mapping[FileKind, Mapping[Place, Action]]] = {
    FileKind.REPORT: _row(Action.REOPEN, Action.RECEIVE, Action.TELL, Action.REOPEN),
    FileKind.PRACTICE: _row(Action.WAIT, Action.RECEIVE, Action.TELL, Action.SHOW),
    FileKind.DRAFT: _row(Action.COMPARE, Action.RECEIVE, Action.TELL, Action.COMPARE),
    FileKind.RECEIPT: _row(Action.WAIT, Action.TELL, Action.TELL, Action.ACKNOWLEDGE),
    FileKind.CAMPAIGN: _row(Action.INSTALL, Action.INSTALL, Action.INSTALL),
    FileKind.ASSIGNMENT: _row(Action.ASSIGN, Action.ASSIGN, Action.ASSIGN),
    FileKind.LATER: _row(Action.TELL, Action.TELL, Action.TELL),
    FileKind.DAMAGED: _row(Action.TELL, Action.RECEIVE, Action.TELL),
    FileKind.PAPER: _row(Action.WAIT, Action.RECEIVE, Action.TELL),
    FileKind.EMPTY_TEMPLATE: _row(Action.TELL, Action.TELL, Action.TELL),
    FileKind.FILLED_TEMPLATE: _row(Action.TELL, Action.TELL, Action.TELL),
    FileKind.MACHINE: _row(Action.MOVE_IN, Action.TELL, Action.TELL),
    FileKind.BACKUP: _row(Action.RESTORE, Action.RESTORE, Action.RESTORE),
    FileKind.UPDATE: _row(Action.UPDATE, Action.UPDATE, Action.UPDATE),
    FileKind.SETUP: _row(Action.TELL, Action.TELL, Action.TELL),
    FileKind.FOLDER: _row(Action.WAIT, Action.RECEIVE, Action.TELL),
    FileKind.FOREIGN: _row(Action.TELL, Action.RECEIVE, Action.TELL),
    FileKind.UNREADABLE: _row(Action.TELL, Action.RECEIVE, Action.TELL),
}
"""What becomes of a file of each kind at each place. Only a file that names its sender has one of its
own."""
