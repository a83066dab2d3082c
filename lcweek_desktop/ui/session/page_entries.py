"""Which pages there are, in the order of the navigation, and which of them shows what the checks name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

OVERVIEW: Final = "overview"
FIGURES: Final = "figures"
NARRATIVE: Final = "narrative"
PHOTOS: Final = "photos"
CHECKS: Final = "checks"
OUTPUT: Final = "output"
RECEIVING: Final = "receiving"
SUMMING: Final = "summing"


@dataclass(frozen=True)
class PageEntry:
    """A page in a package of ui with the name `key`: class `<Key>Page` of its module `page`. Its drawing
    (ui/widgets/icons.py) has that name too; `title` is its name in the navigation."""

    key: str
    title: str
    receivers: bool = False
    """Only for units that others report to."""


ENTRIES: Final = (
    PageEntry(OVERVIEW, "Tổng quan"),
    PageEntry(FIGURES, "Phụ lục II"),
    PageEntry(NARRATIVE, "Phụ lục I"),
    PageEntry(PHOTOS, "Hình ảnh"),
    PageEntry(CHECKS, "Kiểm tra"),
    PageEntry(OUTPUT, "In và gửi"),
    PageEntry(RECEIVING, "Tiếp nhận", receivers=True),
    PageEntry(SUMMING, "Tổng hợp", receivers=True),
)

_PAGE_OF: Final = {
    "narrative": NARRATIVE,
    "photo": PHOTOS,
    "signoff": OUTPUT,
    "unit": OUTPUT,
    "member": SUMMING,
}


def entries(receives: bool) -> Iterator[PageEntry]:
    """The pages of a unit; `receives`: whether others report to it."""
    for entry in ENTRIES:
        if receives or not entry.receivers:
            yield entry


def page_of(place: str) -> str:
    """The key of the page that shows a finding's place (domain/checks.py)."""
    return _PAGE_OF.get(place.partition(":")[0], FIGURES)
