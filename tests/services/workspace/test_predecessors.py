"""The map from the units of 2024 to those of 2025: each line has a source, and codes mean what they meant."""

from __future__ import annotations

import csv
import re
from collections import Counter

from dev import ROOT
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.formdefs import load_form
from lcweek_desktop.services.workspace.directory import shipped_directory
from lcweek_desktop.services.workspace.predecessors import predecessors

BEFORE = shipped_directory(load_form(ROOT / "forms" / "2024"))
AFTER = shipped_directory(load_form(ROOT / "forms" / "2025"))
FILE = ROOT / "resources" / "successors" / "lai-chau-2025.csv"
LINES = FILE.read_text(encoding="utf-8").splitlines()
ROWS = [*csv.DictReader(line for line in LINES if not line.startswith("#"))]


def made_of(code: str) -> list[str]:
    return sorted(unit.code for unit in predecessors(UnitId(AFTER.edition, UnitCode(code)), BEFORE.edition))


def test_names_are_those_of_both_directories_and_every_line_cites_the_resolution() -> None:
    for row in ROWS:
        assert row["edition"] == BEFORE.edition
        assert row["name"] == BEFORE.get(row["code"]).name
        assert row["successor_name"] == AFTER.get(row["successor"]).name
        assert row["source"].startswith("Nghị quyết 1670/NQ-UBTVQH15, ")
    assert "ngày 16/6/2025" in FILE.read_text(encoding="utf-8")


def test_no_unit_went_to_two_and_all_communes_and_the_province_are_there() -> None:
    codes = Counter(row["code"] for row in ROWS)
    assert set(codes.values()) == {1}
    assert set(codes) == {unit.code for unit in BEFORE.units.values() if unit.level in ("xa", "tinh")}
    communes = {unit.code for unit in AFTER.units.values() if unit.level in ("xa", "tinh")}
    assert {row["successor"] for row in ROWS} == communes


def test_a_commune_of_2025_has_the_code_of_one_that_it_was_made_of() -> None:
    """The statistics office kept one of the codes, which proves the map independently of its source."""
    assert [code for code in {row["successor"] for row in ROWS} if code not in made_of(code)] == []


def place(unit: Unit) -> str:
    """The name without the kind of place; the directory of 2024 misspells one."""
    return re.sub(r"^(Xã|Phường|Thị trấn|Tỉnh) ", "", unit.name).replace("Hua Bun", "Hua Bum")


def test_codes_return_for_other_places() -> None:
    both = [code for code in BEFORE.units if code in AFTER.units]
    elsewhere = [code for code in both if place(BEFORE.get(code)) != place(AFTER.get(code))]
    assert (len(both), len(elsewhere)) == (39, 17)
    assert (BEFORE.get("03394").name, AFTER.get("03394").name) == ("Xã Thèn Sin", "Xã Sin Suối Hồ")


def test_a_unit_is_made_of_what_the_resolution_put_together() -> None:
    assert made_of("03394") == ["03394", "03586", "03592"]
    assert made_of("03451") == ["03451"]
    assert made_of("12") == ["12"]


def test_what_no_source_gives_compares_with_nothing() -> None:
    assert made_of("03394-th") == []
    assert predecessors(UnitId("lai-chau-2099", UnitCode("12")), BEFORE.edition) == ()
    department = next(unit.id for unit in AFTER.units.values() if unit.level == "so_nganh")
    assert predecessors(department, BEFORE.edition) == ()


def test_in_its_own_edition_a_unit_is_itself() -> None:
    school = UnitId(BEFORE.edition, UnitCode("TH-A"))
    assert predecessors(school, BEFORE.edition) == (school,)
