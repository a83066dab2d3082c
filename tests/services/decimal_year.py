"""The invented year 2032 at work: numbers with decimals, greatest numbers, and numbers of each unit alone.

A library and a school fill in, their commune (K11) receives them and enters numbers of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from dev import ROOT
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from tests.services.office import Office

YEARS: Final = ROOT / "tests" / "data" / "forms"
"""The folder of the invented years."""

TODAY: Final = datetime(2032, 5, 2, 8)
"""The time on every machine."""

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

_UNITS: Final = {
    LIBRARY: ("Thư viện Bến Đá", "co_so"),
    SCHOOL: ("Trường Bến Đá", "co_so"),
    COMMUNE: ("Xã Bến Đá", "xa"),
}


@contextmanager
def machine(folder: Path, code: str) -> Iterator[Office]:
    """The machine of the unit `code`, whose data folder is in `folder`."""
    files = folder / f"tep-{code}"
    files.mkdir(parents=True, exist_ok=True)
    with open_context(home_of(folder, code), YEARS, lambda: TODAY) as context:
        name, level = _UNITS[code]
        listed = ROOT / "tests" / "data" / "units" / "ho-xanh-2032.csv"
        yield Office(set_up(context, "2032", UnitSetup(code, name, level), listed=listed), files)


def home_of(folder: Path, code: str) -> Path:
    """The data folder of the unit `code`."""
    return folder / f"may-{code}"


def sent(folder: Path) -> list[Path]:
    """Fill in as the library and as the school, and return the files that they send to the commune."""
    files = []
    for code, entry in ((LIBRARY, LIBRARY_ENTRY), (SCHOOL, SCHOOL_ENTRY)):
        with machine(folder, code) as office:
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
