"""Made-up schools with names as schools have them: a kind, a place, and a number where there are several."""

from __future__ import annotations

import csv
import functools
from random import Random

from dev import ROOT
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId, provisional_code

EDITION = "lai-chau-2024"
KINDS = (
    "Trường Mầm non",
    "Trường Tiểu học",
    "Trường Trung học cơ sở",
    "Trường TH và THCS",
    "Trường PTDTBT Tiểu học",
    "Trường PTDTBT THCS",
    "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở",
    "Trường Trung học phổ thông",
    "Trung tâm học tập cộng đồng",
)
FIRST = ("Nậm", "Bản", "Tà", "Phìn", "Sùng", "Pá", "Huổi", "Nà", "Lùng", "Mù", "Sin", "Khun", "Hua", "Thèn")
SECOND = (
    "Cuổi",
    "Hăn",
    "Bo",
    "Bố",
    "Bó",
    "Hồ",
    "Há",
    "Hà",
    "Lò",
    "Lỏ",
    "Pì",
    "Tăm",
    "Xe",
    "Cha",
    "Chà",
    "Sì",
)
THIRD = ("", " Thượng", " Hạ", " A", " B", " Mới", " Cũ")


@functools.cache
def communes() -> tuple[tuple[UnitCode, str], ...]:
    """Code and bare name of each of the 106 communes of 2024."""
    with (ROOT / "resources" / "units" / f"{EDITION}.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "xa"]
    kinds = ("Xã ", "Phường ", "Thị trấn ")
    return tuple(
        (
            UnitCode(row["code"]),
            next(row["name"].removeprefix(kind) for kind in kinds if row["name"].startswith(kind)),
        )
        for row in rows
    )


def country_names(number: int) -> list[tuple[UnitCode, str]]:
    """`number` different names spread over the communes, with the code of the commune of each."""
    random, found = Random(number), set[tuple[UnitCode, str]]()
    while len(found) < number:
        code, place = random.choice(communes())
        village = f"{random.choice(FIRST)} {random.choice(SECOND)}{random.choice(THIRD)}"
        name = f"{random.choice(KINDS)} {random.choice((place, village))}"
        found.add((code, f"{name} số {random.randrange(1, 200)}" if random.random() < 0.7 else name))
    return sorted(found)


def invented_schools(number: int) -> list[Unit]:
    """`number` schools of the communes, each a different one: most are of the commune, some of a village."""
    random, found = Random(number), dict[UnitCode, Unit]()
    level = LevelKey("truong")
    while len(found) < number:
        commune, place = random.choice(communes())
        kind = random.choice(KINDS)
        village = f"{random.choice(FIRST)} {random.choice(SECOND)}"
        name = random.choice(
            (f"{kind} {place}", f"{kind} {place} số {random.randrange(1, 4)}", f"{kind} {village}")
        )
        code = provisional_code(commune, name, level)
        found[code] = Unit(UnitId(EDITION, code), name, level, commune)
    return list(found.values())
