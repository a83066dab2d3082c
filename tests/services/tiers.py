"""A district's data folder with everything the sums can show: three tiers, a double, a number far above its
peers, a note, a line of a unit's own, a unit that did not report.

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
from tests.services.stage import COMMUNE, DISTRICT, Site, listed, school

IN_COMMUNE: Final = {"a": 2, "b": 3}
IN_DISTRICT: Final = {"d": 4, "e": 5, "f": 6, "g": 60}
NEWER: Final = 5
"""What school a reports later."""
OWN: Final = 4
"""What the commune enters itself."""


def units() -> list[Unit]:
    inside = [school(letter) for letter in IN_COMMUNE]
    return inside + [school(letter, DISTRICT) for letter in (*IN_DISTRICT, "h")]


def code(letter: str) -> UnitCode:
    return next(unit.code for unit in units() if unit.code.endswith(f"-{letter}"))


def received(folder: Path) -> Path:
    """The data folder of the district once all is in; made in `folder`, closed."""
    with Site(_made(folder / "truong")) as schools, Site(_made(folder / "xa")) as commune:
        for unit in units():
            schools.add(unit)
        commune.add(listed(COMMUNE), units()[: len(IN_COMMUNE)])
        files = [_sent(schools, folder, letter, number) for letter, number in IN_COMMUNE.items()]
        commune.receive(COMMUNE, *files, confirm_keys=True)
        document = {"count": OWN, "people": 40, "note": "Tại nhà văn hóa"}
        commune.fill(COMMUNE, {"figures": {"1.1": document, "2": {"count": 1}}})
        commune.send(COMMUNE, folder / "xa.lcweek")
        direct = [_sent(schools, folder, letter, number) for letter, number in IN_DISTRICT.items()]
        newer = _sent(schools, folder, "a", NEWER)
    with Site(_made(folder / "huyen")) as district:
        district.add(listed(DISTRICT), units())
        district.receive(DISTRICT, folder / "xa.lcweek", newer, *direct, confirm_keys=True)
    return folder / "huyen"


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _sent(schools: Site, folder: Path, letter: str, number: int) -> Path:
    document: dict[str, Any] = {"figures": {"1.1": {"count": number, "people": 10 * number}}}
    if letter in IN_DISTRICT:
        document["figures"]["2"] = {"count": 3}
    if letter == "g":
        document["other_rows"] = [{"label": "Ngày hội đọc", "unit": "Buổi", "count": 1, "people": 300}]
    schools.fill(code(letter), document)
    file = folder / f"{letter}-{number}.lcweek"
    schools.send(code(letter), file)
    return file
