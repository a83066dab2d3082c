"""A year of daily backups of a receiver that holds 600 MB of files: what they take on the disk.

Blobs come a few a day and are shared by all backups; some photos are removed again. The clock is given.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.storage import BackupReason, ReceivedFile, Store, backups_of, blob_names, open_store
from tests.storage import sample_store

DAYS = 365
BLOBS = 480
BLOB_BYTES = 1_310_720
REPORT_BYTES = 12_000
START = datetime(2024, 1, 1, 8)


def main() -> dict[str, object]:
    """Return sizes in MB, numbers of blobs, and seconds. Raises AssertionError when a blob is kept twice,
    lost, or kept though no backup names it."""
    dice = random.Random(2024)
    with tempfile.TemporaryDirectory(dir=os.environ.get("LCWEEK_BENCH_DIR")) as folder:
        home = Path(folder) / "home"
        with open_store(home) as store:
            sample_store.add_units(store)
            slowest = 0.0
            for day in range(DAYS):
                _receive(store, dice, BLOBS * (day + 1) // DAYS - BLOBS * day // DAYS)
                before = time.perf_counter()
                list(store.back_up_in_steps(START + timedelta(days=day), BackupReason.DAILY))
                slowest = max(slowest, time.perf_counter() - before)
        backups = backups_of(home)
        kept = backups.all()
        named = frozenset[str]().union(*(blob_names(each.path) for each in kept))
        assert all(backups.is_good(each) for each in kept)
        assert backups.blobs.names() == named
        result: dict[str, object] = {
            "days": DAYS,
            "backups kept": len(kept),
            "database MB": _megabytes(home / "lcweek.db"),
            "copies MB": round(sum(each.size for each in kept) / 2**20, 1),
            "blobs": len(named),
            "blobs MB": _megabytes(*(path for path in (home / "blobs").rglob("*") if path.is_file())),
            "all backups MB": _megabytes(*(path for path in backups.folder.rglob("*") if path.is_file())),
            "slowest backup s": round(slowest, 2),
        }
    for name, value in result.items():
        print(f"  {name}: {value}")
    return result


def _receive(store: Store, dice: random.Random, files: int) -> None:
    for _ in range(files):
        sha256 = store.blobs.put(dice.randbytes(BLOB_BYTES))
        name = f"{sha256[:8]}.pdf"
        store.received.record(ReceivedFile(sample_store.DISTRICT, sha256, name, BLOB_BYTES, "accepted"))
        body = b'{"text":"%b"}' % dice.randbytes(REPORT_BYTES // 2).hex().encode()
        report = replace(sample_store.THEIRS, report=body, fingerprint=sha256_hex(body))
        store.stored_reports.put(replace(sample_store.stored(report), file=sha256, scans=()), body)


def _megabytes(*files: Path) -> float:
    return round(sum(file.stat().st_size for file in files) / 2**20, 1)


if __name__ == "__main__":
    main()
