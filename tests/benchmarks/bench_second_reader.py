"""Thousands of changed bundles, roll-ups and PDFs before the program's reader and the second one."""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

from tests.bundle.two_readers import disagreements, mutations, paper_disagreements, pdf_disagreements, rollups

SEED = 2026


def main() -> dict[str, dict[str, float]]:
    measured = {
        "mutations": tried(4_462, lambda count: disagreements(mutations(Random(SEED), count))),
        "roll-ups": tried(2_000, lambda count: disagreements(rollups(Random(SEED), count))),
        "paper codes": tried(30_000, lambda count: paper_disagreements(Random(SEED), count)),
        "PDFs": tried(10_000, lambda count: pdf_disagreements(Random(SEED), count)),
    }
    for kind, found in measured.items():
        print(
            f"{kind:<11} {found['tried']:>6,} tried {found['different']:>3} differ {found['seconds']:>6.1f} s"
        )
    if any(found["different"] for found in measured.values()):
        raise AssertionError("the readers differ")
    return measured


def tried(count: int, differing: Callable[[int], list[str]]) -> dict[str, float]:
    """The number of files on which the readers differ, and the time in seconds."""
    started = time.perf_counter()
    found = differing(count)
    print(*found, sep="\n")
    return {"tried": count, "different": len(found), "seconds": time.perf_counter() - started}


if __name__ == "__main__":
    main()
