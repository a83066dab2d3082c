"""A million different names of schools over 106 communes, and how many of their provisional codes collide."""

from __future__ import annotations

from typing import Any

from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.unit import provisional_code
from tests.school_names import country_names

NAMES = 1_000_000


def main() -> dict[str, Any]:
    level = LevelKey("truong")
    codes = {provisional_code(parent, name, level) for parent, name in country_names(NAMES)}
    longest = max(map(len, codes))
    print(
        f"  {NAMES:,} names: {NAMES - len(codes)} codes twice (goal 0), the longest of {longest} characters"
    )
    return {"names": NAMES, "collisions": NAMES - len(codes), "longest": longest}
