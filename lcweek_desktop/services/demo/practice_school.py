"""A made-up school with figures, narrative and photos, for people who want to try the program first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.services.demo.entries import made_up_entry
from lcweek_desktop.services.demo.pictures import example_pictures
from lcweek_desktop.services.report.filling import fill
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.export import known_export_errors
from lcweek_desktop.services.workspace.practice import discard_practice, mark_practice, practice_home
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.temporary_folder import temporary_folder

_SCHOOL: Final = "Trường Tiểu học Hoa Ban"
_CAPTIONS: Final = ("Lễ khai mạc Tuần lễ hưởng ứng học tập suốt đời", "Ngày hội đọc sách của học sinh")


def make_practice(home: Path, forms_folder: Path) -> None:
    """Make the practice folder of the data folder `home` anew, with a school that is half through its report.

    Raises KnownError `store-…`, `export-…` or what `set_up` and `fill` raise; the real data are not touched.
    """
    discard_practice(home)
    folder = practice_home(home)
    with known_export_errors(folder):
        mark_practice(folder)
    with open_context(folder, forms_folder) as context:
        _enter(context)


def _enter(context: AppContext) -> None:
    """Set the school up below a unit that schools report to, and enter its report."""
    form = context.form(None)
    lowest, receiving = form.levels[0].key, form.levels[1].key
    directory = context.directory(form)
    receiver = min(
        (unit for unit in directory.units.values() if unit.level == receiving), key=lambda unit: unit.code
    )
    setup = UnitSetup(None, _SCHOOL, lowest, receiver.code)
    workspace = set_up(context, form.campaign.id, setup)
    document = made_up_entry(form, workspace.unit)
    with temporary_folder() as folder:
        photos: list[Json] = []
        for number, (caption, data) in enumerate(zip(_CAPTIONS, example_pictures(), strict=True), 1):
            picture = folder / f"anh-{number}.png"
            picture.write_bytes(data)
            photos.append({"file": picture.name, "caption": caption})
        file = folder / "nhap.json"
        file.write_text(json.dumps({**document, "photos": photos}), encoding="utf-8")
        fill(workspace, file)
