"""A commune that receives a folder in a process of its own, killed at any moment, and what it then holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.summing.rollup import rollup
from tests.benchmarks.many_schools import report_files, schools_of_commune
from tests.factories import FORM
from tests.moments import run
from tests.services.installation import COMMUNE, Installation, listed
from tests.zips import zipped

_DIGEST: Final = 64


def make_drop(folder: Path, number: int) -> Path:
    """A folder with the reports of `number` schools, a tenth of them in an archive, and with files that are
    none."""
    folder.mkdir()
    files = report_files(schools_of_commune(number), folder)
    inside = files[::10]
    (folder / "gop.zip").write_bytes(zipped({file.name: file.read_bytes() for file in inside}))
    for file in inside:
        file.unlink()
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "ghi chú.txt").write_text("Kính gửi", encoding="utf-8")
    (folder / "cắt.lcweek").write_bytes(files[1].read_bytes()[:900])
    return folder


def prepare(home: Path, number: int) -> None:
    """Set up the commune that lists the `number` schools."""
    with Installation(home) as site:
        site.add(listed(COMMUNE), schools_of_commune(number))


def receive(home: Path, drop: Path) -> None:
    """Receive the folder `drop` at the commune."""
    with Installation(home) as site:
        site.receive(COMMUNE, drop, confirm_keys=True)


def state(home: Path) -> tuple[object, ...]:
    """What the commune holds, what it sums, and the names of the files that it keeps, which are their
    digests."""
    with Installation(home) as site:
        workspace = site.workspace(COMMUNE)
        sums = rollup(workspace).sums(FORM, {})
        kept = {file.name for file in home.rglob("*") if len(file.stem) == _DIGEST}
        return received_items(workspace), sums, kept


def command(home: Path, drop: Path) -> list[str | Path]:
    """The process that receives `drop`, for tests.moments."""
    return [sys.executable, "-m", "tests.services.receiving.killed_drop", home, drop]


if __name__ == "__main__":
    _home, _drop = Path(sys.argv[1]), Path(sys.argv[2])
    run(_home, int(sys.argv[3]), lambda: receive(_home, _drop))
