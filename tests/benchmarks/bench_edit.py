"""The time to save one edit durably, compared with the least that any program must do for it.

That least is to write 4 KiB and to flush the disk's cache. It takes turns with the edits in one run and on
one disk, and only the ratio counts. The data folder is new, with its log grown in advance as in the window.
It holds a school's report with all cells and a full narrative. Every edit changes a value, because an edit
that changes nothing writes nothing.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.narrative import Paragraph, Text, TextRun
from lcweek_desktop.domain.report import Content
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.formdefs import load_form
from lcweek_desktop.paths import forms_dir
from lcweek_desktop.storage import Draft, Store, open_store

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS = 800
PAGE = 4096
GOAL = 1.5
FORM: Form = load_form(forms_dir() / "2024")
CAMPAIGN = CampaignId(FORM.campaign.id)
SCHOOL = Unit(UnitId(FORM.campaign.edition, UnitCode("1")), "Trường", FORM.levels[0].key, None)
SENTENCE = "Triển khai kế hoạch tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024 tới toàn trường. "

HEADINGS = [heading.key for heading in FORM.headings if heading.has_text]

sync = getattr(os, "fdatasync", os.fsync)


def text(turn: int) -> Text:
    """A paragraph of 20 sentences, which differs from turn to turn."""
    return (Paragraph((TextRun(f"{SENTENCE * 20}{turn}"),)),)


class Limit:
    """The least that any program must do: write 4 KiB into a file of fixed size, and flush it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb", buffering=0)
        self._file.write(bytes(PAGE * 256))
        os.fsync(self._file.fileno())

    def __call__(self, turn: int) -> None:
        self._file.seek(turn % 256 * PAGE)
        self._file.write(turn.to_bytes(8) * (PAGE // 8))
        sync(self._file.fileno())


class Edits:
    """Edits as the window saves them: each makes a new Content, which is saved at once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        figures = dict.fromkeys(FORM.stored_cells, 12)
        self._draft = Draft(Content(figures=figures, narrative=dict.fromkeys(HEADINGS, text(0))))
        self._save(self._draft.content)

    def figure(self, turn: int) -> None:
        self._save(self._draft.content.with_figure(FORM.stored_cells[turn % 20], turn + 13))

    def paragraph(self, turn: int) -> None:
        self._save(self._draft.content.with_text(HEADINGS[0], text(turn)))

    def _save(self, content: Content) -> None:
        self._draft = Draft(content, self._draft.signoff)
        self._store.drafts.save(SCHOOL.id, CAMPAIGN, self._draft)


def main() -> dict[str, Any]:
    # Not in the system's folder for temporary files, which may be in memory, where a flush costs nothing.
    with tempfile.TemporaryDirectory(dir=ROOT) as folder, open_store(Path(folder) / "home") as store:
        store.units.add([SCHOOL])
        store.own_units.add(SCHOOL.id, CAMPAIGN)
        store.reserve_log()
        edits, limit_file = Edits(store), Limit(Path(folder) / "limit")
        measured = medians(
            {"4 KiB + flush": limit_file, "figure": edits.figure, "paragraph of 2.5 kB": edits.paragraph}
        )
    limit = measured["4 KiB + flush"]
    for name, microseconds in measured.items():
        print(f"  {name:<22} {microseconds:7.0f} µs  {microseconds / limit:5.2f} ×")
    print(f"  goal for a figure: ≤ {GOAL} ×")
    return {"microseconds": measured, "ratio": measured["figure"] / limit, "goal": GOAL}


def medians(works: dict[str, Callable[[int], None]]) -> dict[str, float]:
    """The median time of each of `works` in microseconds; they take turns."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(ROUNDS):
        for name, work in works.items():
            begun = time.perf_counter()
            work(turn)
            times[name].append(time.perf_counter() - begun)
    return {name: statistics.median(taken) * 1e6 for name, taken in times.items()}


if __name__ == "__main__":
    main()
