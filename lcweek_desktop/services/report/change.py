"""What became of a report after it was sent."""

from __future__ import annotations

from enum import Enum


class ChangeSinceSending(Enum):
    """What became of a report after it was sent; the value is what --json output says.

    Members are not strings, so that comparing one with a text is a type error.
    """

    SAME = "same"
    """It is as it was sent."""
    SIGNED = "signed"
    """It is the same revision, with another sign-off or other scans."""
    EDITED = "edited"
    """Its content, or what it holds of the units below, is no longer what was sent."""
