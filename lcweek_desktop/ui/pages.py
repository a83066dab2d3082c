"""Which pages there are, in the order of the navigation, and which of them shows what the checks name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Final, cast

from lcweek_desktop.ui.page import Page

OVERVIEW: Final = "overview"
FIGURES: Final = "figures"
NARRATIVE: Final = "narrative"
PHOTOS: Final = "photos"
CHECKS: Final = "checks"
OUTPUT: Final = "output"
RECEIVING: Final = "receiving"
SUMMING: Final = "summing"


@dataclass(frozen=True)
class Entry:
    """A page in a package of ui with the name `key`: class `<Key>Page` of its module `page`."""

    key: str
    receivers: bool = False
    """Only for units that others report to."""

    @property
    def module(self) -> str:
        return f"{__package__}.{self.key}.page"

    def page_class(self) -> type[Page]:
        """Imports the page, which may be heavy."""
        return cast(type[Page], getattr(import_module(self.module), f"{self.key.capitalize()}Page"))


ENTRIES: Final = (
    Entry(OVERVIEW),
    Entry(FIGURES),
    Entry(NARRATIVE),
    Entry(PHOTOS),
    Entry(CHECKS),
    Entry(OUTPUT),
    Entry(RECEIVING, receivers=True),
    Entry(SUMMING, receivers=True),
)

_PAGE_OF: Final = {"narrative": NARRATIVE, "photo": PHOTOS, "signoff": OUTPUT, "unit": OUTPUT}


def entries(receives: bool) -> Iterator[Entry]:
    """The pages of a unit; `receives`: whether others report to it."""
    for entry in ENTRIES:
        if receives or not entry.receivers:
            yield entry


def page_of(place: str) -> str:
    """The key of the page that shows a finding's place (domain/checks.py)."""
    return _PAGE_OF.get(place.partition(":")[0], FIGURES)
