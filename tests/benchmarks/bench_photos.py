"""The sizes of a sent report with 14 photos that weigh what a phone's do, and what each becomes."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from lcweek_desktop.intake.jobs import reencode_photo
from tests.benchmarks.phone_pictures import phone_picture
from tests.services.installation import COMMUNE, Installation, listed

_COUNT: Final = 14


def main() -> dict[str, Any]:
    with TemporaryDirectory() as folder, Installation(Path(folder)) as school:
        files = [Path(folder) / f"IMG_{number:04}.jpg" for number in range(_COUNT)]
        for number, file in enumerate(files):
            file.write_bytes(phone_picture(number))
        begun = time.perf_counter()
        kept = [len(reencode_photo(file)) for file in files]
        seconds = (time.perf_counter() - begun) / _COUNT
        photos = [{"file": file.name, "caption": "Học sinh đọc sách dưới sân trường"} for file in files]
        sent = _sent(school, photos)
        print(f"  from the phone {_megabytes(sum(file.stat().st_size for file in files))}")
        print(f"  kept           {_megabytes(sum(kept))}, each {min(kept) >> 10} to {max(kept) >> 10} kB")
        print(f"  sent PDF       {_megabytes(sent)}; a photo takes {seconds:.2f} s")
    return {"kept": kept, "sent": sent, "seconds": round(seconds, 2)}


def _sent(school: Installation, photos: list[dict[str, str]]) -> int:
    """The bytes of the PDF in which a report with these photos is sent."""
    school.add(listed(COMMUNE))
    school.fill(COMMUNE, {"figures": {"1.1": {"count": 5, "people": 180}}, "photos": photos})
    return school.send(COMMUNE, school.home / "bao-cao.pdf").size


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
