"""What the code on a signed paper says beside what is held."""

from __future__ import annotations

from enum import Enum


class PaperVerdict(Enum):
    """What the code on a signed paper says beside what is held; the value is what --json output says.

    Members are not strings, so that comparing one with a text is a type error.
    """

    MATCHES = "matches"
    """The paper shows a report that is held."""
    DIFFERS = "differs"
    """A report of the same unit, revision and key is held, and says something else."""
    NO_FILE = "no_file"
    """It is signed with a trusted key, but no file of that revision is held."""
    KEY_UNKNOWN = "key_unknown"
    """It is signed with a key that is unknown here, or that is known but not confirmed."""
    FORGED = "forged"
    """It names a key that is known here, but that key did not sign it."""
    FOREIGN = "foreign"
    """It is of another campaign, of a unit that the directory does not list, or not whole."""
    UNREADABLE = "unreadable"
    """The file shows no paper code that can be read."""
