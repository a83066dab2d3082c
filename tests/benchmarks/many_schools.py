"""Many schools below one commune, and the file of the report that each of them sent."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from random import Random

from PIL import Image

from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.bundle.writer import Envelope, freeze, write_bundle
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.form import CellState, LevelKey
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.report import Content, Photo, Report, SignOff
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from tests.factories import FORM
from tests.services.installation import COMMUNE

SENTENCE = "Triển khai kế hoạch tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024 tới toàn trường. "
HEADINGS = [heading.key for heading in FORM.headings if heading.has_text]
LEVEL = LevelKey("truong")
OPEN = [cell for cell in FORM.stored_cells if FORM.state(cell, LEVEL) is CellState.OPEN]


def schools_of_commune(number: int) -> list[Unit]:
    """`number` schools that report to one commune."""
    return [
        Unit(
            UnitId(FORM.campaign.edition, UnitCode(f"{COMMUNE}-{n}")),
            f"Trường số {n}",
            LEVEL,
            UnitCode(COMMUNE),
        )
        for n in range(number)
    ]


def report_files(units: Iterable[Unit], folder: Path, photos: int = 0) -> list[Path]:
    """The file of each unit's report, with all cells filled, about 8 kB of narrative and `photos` photos."""
    return [_report_file(unit, folder / f"{unit.code}.lcweek", photos, Random(unit.code)) for unit in units]


def _report_file(unit: Unit, file: Path, photos: int, random: Random) -> Path:
    key = SigningKey(random.randbytes(32))
    pictures = {sha256_hex(data): data for data in (_picture(random) for _ in range(photos))}
    content = Content(
        figures={cell: random.randrange(500) for cell in OPEN},
        narrative={heading: from_plain_text(SENTENCE * 4) for heading in HEADINGS},
        photos=tuple(Photo(sha256, "Lễ khai mạc") for sha256 in pictures),
    )
    report = Report(unit, FORM.campaign.id, FORM.hash, 1, None, content)
    envelope = Envelope(UnitCode(COMMUNE), SignOff(name="Lò Thị Mai"))
    file.write_bytes(write_bundle(FORM, freeze(FORM, report, key), envelope, pictures, key))
    return file


def _picture(random: Random) -> bytes:
    """A JPEG of about 150 kB, as a re-encoded photo is."""
    noise = Image.frombytes("RGB", (320, 240), random.randbytes(320 * 240 * 3))
    out = io.BytesIO()
    noise.resize((1280, 960)).save(out, "JPEG", quality=50)
    return out.getvalue()
