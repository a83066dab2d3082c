"""Which pages there are, in the order of the navigation, and which of them shows what a finding names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

OVERVIEW: Final = "overview"
"""Tổng quan: the steps of the job."""
FIGURES: Final = "figures"
"""Phụ lục II: the figures."""
NARRATIVE: Final = "narrative"
"""Phụ lục I: the text."""
PHOTOS: Final = "photos"
"""Hình ảnh: the photos."""
CHECKS: Final = "checks"
"""Kiểm tra: the findings."""
OUTPUT: Final = "output"
"""In và gửi: printing, scanning and sending."""
RECEIVING: Final = "receiving"
"""Tiếp nhận: the reports of other units."""
SUMMING: Final = "summing"
"""Tổng hợp: the sums."""
UNITS: Final = "units"
"""Đơn vị: the directory of the units below."""
CAMPAIGN: Final = "campaign"
"""Kỳ báo cáo: the form of another year."""
BACKUP: Final = "backup"
"""Sao lưu: the backups."""


@dataclass(frozen=True)
class PageEntry:
    """A page of the navigation.

    It is the class `<Key>Page` in the module `page` of the package `key` of ui/pages, and its icon
    (ui/widgets/icons.py) is named `key` too. `title` is its name for people, `chapter` the title of
    the chapter in the user guide that is about it.
    """

    key: str
    title: str
    chapter: str
    receivers_only: bool = False
    """Whether only units that others report to have it."""
    in_practice: bool = True
    """Whether a unit for practice has it."""


ENTRIES: Final = (
    PageEntry(OVERVIEW, "Tổng quan", "Năm bước làm báo cáo"),
    PageEntry(FIGURES, "Phụ lục II", "Năm bước làm báo cáo"),
    PageEntry(NARRATIVE, "Phụ lục I", "Phụ lục I: phần lời văn"),
    PageEntry(PHOTOS, "Hình ảnh", "Hình ảnh"),
    PageEntry(CHECKS, "Kiểm tra", "Năm bước làm báo cáo"),
    PageEntry(OUTPUT, "In và gửi", "In và gửi"),
    PageEntry(RECEIVING, "Tiếp nhận", "Tiếp nhận báo cáo", receivers_only=True),
    PageEntry(SUMMING, "Tổng hợp", "Tổng hợp số liệu các đơn vị trực thuộc", receivers_only=True),
    PageEntry(UNITS, "Đơn vị", "Danh mục đơn vị", receivers_only=True),
    PageEntry(CAMPAIGN, "Kỳ báo cáo", "Lập kỳ báo cáo của năm mới", receivers_only=True),
    PageEntry(BACKUP, "Sao lưu", "Dữ liệu, sao lưu và khôi phục", in_practice=False),
)
"""All pages, in the order of the navigation."""

BADGES: Final = {
    OVERVIEW: "số bước đã xong, trong năm bước làm báo cáo",
    FIGURES: "số ô còn trống",
    NARRATIVE: "số mục đã viết, trong các mục của đơn vị",
    PHOTOS: "số ảnh trong báo cáo",
    CHECKS: "số lỗi và lưu ý cần xem",
    RECEIVING: "số đơn vị chưa nộp hoặc cần xem",
    SUMMING: "số đơn vị đã được tính, trong các đơn vị phải báo cáo",
    CAMPAIGN: "bản đang soạn còn chỗ chưa đúng",
    BACKUP: "lần sao lưu gần nhất không thành công",
}
"""What the state beside a page's title counts as long as there is something left to do."""

_PAGE_OF_PLACE: Final = {
    "narrative": NARRATIVE,
    "opening": NARRATIVE,
    "photo": PHOTOS,
    "signoff": OUTPUT,
    "unit": OUTPUT,
    "member": SUMMING,
    "received": RECEIVING,
    "question": RECEIVING,
    "key": RECEIVING,
    "revision": OUTPUT,
    "sending": OUTPUT,
    "printing": OUTPUT,
    "signed": OUTPUT,
    "scans": OUTPUT,
    "exchanged": OUTPUT,
    "accepted": CHECKS,
}


def entries_for(receives: bool, *, is_practice: bool = False) -> Iterator[PageEntry]:
    """The pages of a unit; `receives` says whether others report to it, `is_practice` that it is made up."""
    for entry in ENTRIES:
        if (receives or not entry.receivers_only) and (entry.in_practice or not is_practice):
            yield entry


def page_of(place: str) -> str:
    """The key of the page that shows a finding's place (domain/checks.py)."""
    return _PAGE_OF_PLACE.get(place.partition(":")[0], FIGURES)
