"""A district's data folder with everything that sums can show: three tiers, a double, a number far above its
peers, a note, an own line, a unit that did not report.

| unit | reports to | row 1.1 | row 2 |
| --- | --- | --- | --- |
| school a | commune | 2 (in the commune's report), 5 (newer, sent to the district too) | |
| school b | commune | 3 | |
| commune | district | 4 of its own, note "Tại nhà văn hóa" | 1 |
| schools d, e, f | district | 4, 5, 6 | 3 each |
| school g | district | 60 | line "Ngày hội đọc" |
| school h | district | did not report | |
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from lcweek_desktop.domain.unit import Unit, UnitCode
from tests.services.installation import COMMUNE, DISTRICT, Installation, listed, school

IN_COMMUNE: Final = {"a": 2, "b": 3}
"""Row 1.1 of the schools that report to the commune."""
IN_DISTRICT: Final = {"d": 4, "e": 5, "f": 6, "g": 60}
"""Row 1.1 of the schools that report to the district."""
NEWER: Final = 5
"""Row 1.1 of the later report of school a."""
OWN: Final = 4
"""Row 1.1 of the commune itself."""


def listed_units() -> list[Unit]:
    """The schools, those of the commune first."""
    inside = [school(letter) for letter in IN_COMMUNE]
    return inside + [school(letter, DISTRICT) for letter in (*IN_DISTRICT, "h")]


def code_of(letter: str) -> UnitCode:
    """The code of a school."""
    return next(unit.code for unit in listed_units() if unit.code.endswith(f"-{letter}"))


def received_by_district(folder: Path) -> Path:
    """Make the data folder of the district in `folder`, let it receive all reports, and return it closed."""
    with (
        Installation(_new_folder(folder / "truong")) as schools,
        Installation(_new_folder(folder / "xa")) as commune,
    ):
        for unit in listed_units():
            schools.add(unit)
        commune.add(listed(COMMUNE), listed_units()[: len(IN_COMMUNE)])
        files = [_sent(schools, folder, letter, number) for letter, number in IN_COMMUNE.items()]
        commune.receive(COMMUNE, *files, confirm_keys=True)
        document = {"count": OWN, "people": 40, "note": "Tại nhà văn hóa"}
        commune.fill(COMMUNE, {"figures": {"1.1": document, "2": {"count": 1}}})
        commune.send(COMMUNE, folder / "xa.lcweek")
        direct = [_sent(schools, folder, letter, number) for letter, number in IN_DISTRICT.items()]
        newer = _sent(schools, folder, "a", NEWER)
    with Installation(_new_folder(folder / "huyen")) as district:
        district.add(listed(DISTRICT), listed_units())
        district.receive(DISTRICT, folder / "xa.lcweek", newer, *direct, confirm_keys=True)
    return folder / "huyen"


def _new_folder(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _sent(schools: Installation, folder: Path, letter: str, number: int) -> Path:
    document: dict[str, Any] = {"figures": {"1.1": {"count": number, "people": 10 * number}}}
    if letter in IN_DISTRICT:
        document["figures"]["2"] = {"count": 3}
    if letter == "g":
        document["other_rows"] = [{"label": "Ngày hội đọc", "unit": "Buổi", "count": 1, "people": 300}]
    schools.fill(code_of(letter), document)
    file = folder / f"{letter}-{number}.lcweek"
    schools.send(code_of(letter), file)
    return file
