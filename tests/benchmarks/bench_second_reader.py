"""Thousands of changed bundles and roll-ups before the program's reader and the second one."""

from __future__ import annotations

import time
from collections.abc import Iterable
from random import Random

from tests.bundle.two_readers import disagreements, mutations, rollups


def main() -> dict[str, dict[str, float]]:
    measured = {
        "mutations": judged(mutations(Random(2026), 4462), 4462),
        "roll-ups": judged(rollups(Random(2026), 2000), 2000),
    }
    if any(found["different"] for found in measured.values()):
        raise AssertionError("the readers differ")
    return measured


def judged(files: Iterable[tuple[str, bytes]], number: int) -> dict[str, float]:
    """The number of files on which the readers differ, and the time in seconds."""
    started = time.perf_counter()
    different = disagreements(files)
    print(*different, sep="\n")
    seconds = time.perf_counter() - started
    print(f"{number:>7,} tried {len(different):>3} judged differently {seconds:>6.1f} s")
    return {"tried": number, "different": len(different), "seconds": seconds}


if __name__ == "__main__":
    main()
