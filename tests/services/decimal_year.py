"""The invented year 2032 at work: numbers with decimals, greatest numbers, and numbers of each unit alone.

A library and a school fill in, their commune (K11) receives them and enters numbers of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests.services.kinds_offices import open_offices
from tests.services.office import Office

LIBRARY, SCHOOL, COMMUNE = "K111", "K112", "K11"

LIBRARY_ENTRY: Final[dict[str, Any]] = {
    "figures": {
        "A.1": {"count": 12, "money": "1,5", "rate": "98,0"},
        "A.2": {"rate": "40,5"},
        "A.2.x": {"count": 3, "money": "0,2"},
        "B": {"count": 120},
        "C": {"count": "87,25"},
        "D": {"count": "0,125"},
    },
    "other_rows": [{"label": "Đổi sách", "unit": "Buổi", "count": 2, "money": "0,7", "rate": "12,5"}],
    "narrative": {"1": "Đã đọc.", "2.a": "Tốt.", "2.b": "Không."},
}
SCHOOL_ENTRY: Final[dict[str, Any]] = {
    "figures": {
        "A.1": {"count": 4, "money": "1.234,5", "rate": "97,0"},
        "A.2": {"rate": "61,0"},
        "B": {"count": 300},
        "C": {"count": "90"},
        "D": {"count": "2"},
    },
    "narrative": {"1": "Đã đọc.", "2.a": "Tốt.", "2.b": "Không."},
}
COMMUNE_ENTRY: Final[dict[str, Any]] = {
    "figures": {"A.1": {"money": "10", "rate": "98,5"}, "C": {"count": "88,5"}},
    "narrative": {"1": "Đã đọc.", "2.a": "Tốt.", "2.b": "Không."},
}


def home_of(folder: Path, code: str) -> Path:
    """The data folder of the unit `code`."""
    return folder / code / "lcweek"


@contextmanager
def machine(folder: Path, code: str) -> Iterator[Office]:
    """The machine of the unit `code` alone."""
    with open_offices(folder) as offices:
        yield offices(code)


def sent(folder: Path) -> list[Path]:
    """Fill in as the library and as the school, and return the files that they send to the commune."""
    files = []
    with open_offices(folder) as offices:
        for code, entry in ((LIBRARY, LIBRARY_ENTRY), (SCHOOL, SCHOOL_ENTRY)):
            office = offices(code)
            office.fill(**entry)
            files.append(office.send(f"{code}.pdf"))
    return files


def received_by_commune(folder: Path) -> Path:
    """Let the commune receive both and fill in its own numbers. Returns its data folder, which is closed."""
    files = sent(folder)
    with machine(folder, COMMUNE) as commune:
        assert [result.code for result in commune.receive(*files)] == ["received-accepted"] * 2
        commune.fill(**COMMUNE_ENTRY)
    return home_of(folder, COMMUNE)
