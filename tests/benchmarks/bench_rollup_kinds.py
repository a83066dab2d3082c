"""Thousands of forms at random with fifty units each: the program's sums beside an independent count."""

from __future__ import annotations

import time

from tests.domain.rolled_up_worlds import UNITS, differences

FORMS = 2_000


def main() -> dict[str, float]:
    started = time.perf_counter()
    found = [difference for seed in range(1_000, 1_000 + FORMS) for difference in differences(seed)]
    seconds = time.perf_counter() - started
    print(*found[:20], sep="\n")
    print(f"{FORMS:,} forms, {UNITS} units each: {len(found)} differ, {seconds:.1f} s")
    if found:
        raise AssertionError("sums differ")
    return {"forms": FORMS, "units": UNITS, "different": len(found), "seconds": seconds}
