"""The time to receive 200 reports, compared with the least that any program must do.

That least is to read and hash each file once, with and without writing a copy to the disk and flushing it.
Our program judges each file, keeps a copy, merges and commits, one file after the other.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dev import ROOT
from tests.benchmarks.many_schools import report_files, schools_of_commune
from tests.services.installation import COMMUNE, Installation, listed

REPORTS = 200
TURNS = 3
PHOTOS = 4
GOAL = 0.5
"""The least speed of receiving, as a share of the speed of reading, hashing and keeping a copy."""


def read_and_hash(files: Sequence[Path], folder: Path) -> None:
    for file in files:
        hashlib.sha256(file.read_bytes()).hexdigest()


def read_hash_and_keep(files: Sequence[Path], folder: Path) -> None:
    folder.mkdir()
    for file in files:
        data = file.read_bytes()
        with (folder / hashlib.sha256(data).hexdigest()).open("wb") as kept:
            kept.write(data)
            kept.flush()
            os.fsync(kept.fileno())


def receive(files: Sequence[Path], folder: Path) -> None:
    with Installation(folder) as site:
        site.add(listed(COMMUNE), schools_of_commune(len(files)))
        results = site.receive(COMMUNE, *files, confirm_keys=True)
    assert len(results) == len(files)
    assert all(result.verdict.is_settled for result in results)


WORKS: dict[str, Callable[[Sequence[Path], Path], None]] = {
    "read + hash": read_and_hash,
    "… + copy kept, flushed": read_hash_and_keep,
    "receive": receive,
}


def main() -> dict[str, Any]:
    return {"no photos": _measured(0), f"{PHOTOS} photos": _measured(PHOTOS)}


def _measured(photos: int) -> dict[str, float]:
    # Not in the system's folder for temporary files, which may be in memory, where a flush costs nothing.
    with tempfile.TemporaryDirectory(dir=ROOT) as made:
        folder = Path(made)
        files = report_files(schools_of_commune(REPORTS), folder, photos)
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"  {REPORTS} reports, {photos} photos each, {size:.1f} MB")
        best = {name: _best(work, files, folder / name) for name, work in WORKS.items()}
    ours, kept = best["receive"], best["… + copy kept, flushed"]
    for name, seconds in best.items():
        print(f"    {name:<24} {REPORTS / seconds:8.0f} files/s  {seconds / ours:5.2f} × receive")
    print(f"    goal: ≥ {GOAL} of the speed with a kept copy; {kept / ours:.2f}")
    return {**{name: REPORTS / seconds for name, seconds in best.items()}, "ratio": kept / ours}


def _best(work: Callable[[Sequence[Path], Path], None], files: Sequence[Path], folder: Path) -> float:
    """The shortest time of TURNS turns, in seconds."""
    taken = []
    for turn in range(TURNS):
        begun = time.perf_counter()
        work(files, folder.with_name(f"{folder.name}-{turn}"))
        taken.append(time.perf_counter() - begun)
    return min(taken)


if __name__ == "__main__":
    main()
