"""A used data folder that is damaged in some way, and what the program makes of it.

However it is damaged, one of these has to be so: everything is as it was; the program opens and says what is
set aside; a good backup is offered; what can still be read is offered. Anything else is a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final

from dev import ROOT
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.backing_up import make_backup
from lcweek_desktop.services.backup.listing import backups
from lcweek_desktop.services.backup.salvaging import rescue
from lcweek_desktop.services.receiving.board import board
from lcweek_desktop.services.receiving.deciding import decide
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.report.checking import check_report, current_draft
from lcweek_desktop.services.report.filling import describe_report
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.units import lost_units, own_workspaces
from lcweek_desktop.services.workspace.workspace import Workspace
from tests.services.installation import DISTRICT, Installation
from tests.services.three_tiers import NEWER, received_by_district

FORMS: Final = ROOT / "forms"
_SAID_ELSEWHERE: Final = ("damaged",)
_OWN: Final = {
    "figures": {"1.1": {"count": 7, "people": 70, "note": "tại thành phố"}, "2": {"count": 2}},
    "other_rows": [{"label": "Ngày hội đọc sách", "unit": "Buổi", "count": 1}],
    "narrative": {"I.1": "Lễ khai mạc ngày 01/10.", "I.2": "Các lớp bồi dưỡng tại xã, phường."},
    "signoff": {"number": "12", "name": "Nguyễn Thị Hường"},
}


def used_home(folder: Path) -> Path:
    """A closed data folder with a draft, two revisions, sendings, received reports, a decision, backups."""
    home = received_by_district(folder)
    with Installation(home) as district:
        district.fill(DISTRICT, _OWN)
        district.send(DISTRICT, folder / "gui.lcweek")
        make_backup(district.context)
        for member in rollup(district.workspace(DISTRICT)).members:
            if member.unit.code.endswith("-a"):
                decide(district.workspace(DISTRICT), member.unit.code, member.fingerprint)
        district.fill(DISTRICT, {"figures": {"1.1": {"count": NEWER}}})
        district.send(DISTRICT, folder / "gui-2.lcweek")
        make_backup(district.context)
        district.fill(DISTRICT, {"figures": {"3": {"count": 4}}})
    (home / "listed.csv").unlink()
    (home / "entry.json").unlink()
    return home


@dataclass
class DamagedHome:
    """The data folder `home`, which is damaged again and again and put back in between."""

    home: Path

    def __post_init__(self) -> None:
        self._whole = self._files()
        self._right = self._seen()

    def judge(self, change: Callable[[dict[Path, bytes]], object]) -> str:
        """What the program makes of the folder after `change`, which is given the bytes of its files by path
        below it: "same", "said", "backup" or "salvage".

        Raises AssertionError when damage is silent or there is no way on, and whatever the program raises.
        """
        files = dict(self._whole)
        change(files)
        self._write(files)
        try:
            return self._judged()
        finally:
            self._write(self._whole)

    def _judged(self) -> str:
        try:
            seen = self._seen()
        except KnownError as error:
            assert error.code in ("store-damaged", "store-foreign", "store-newer"), error.message
            offered = rescue(self.home, FORMS)
            if offered.newest is not None:
                return "backup"
            assert offered.salvaged is not None, "a dead end"
            return "salvage"
        if seen == self._right:
            return "same"
        assert seen["said"], f"silent: {[key for key in seen if seen[key] != self._right[key]]}"
        return "said"

    def _seen(self) -> Mapping[str, Any]:
        """All that the program shows, and under "said" what it says is damaged."""
        with open_context(self.home, FORMS) as context:
            said = [error.message for error in lost_units(context)]
            seen: dict[str, Any] = {"keys": [*_read_keys(context, said)]}
            for workspace in own_workspaces(context):
                seen |= _shown(workspace, said)
            said += _damaged_blobs(context)
        states = [(each.backup.number, each.state.value) for each in backups(self.home)]
        said += [f"backup {number}: {state}" for number, state in states if state != "good"]
        return {**seen, "backups": states, "said": said}

    def _files(self) -> dict[Path, bytes]:
        files = (path for path in self.home.rglob("*") if path.is_file() and path.name != "lcweek.lock")
        return {path.relative_to(self.home): path.read_bytes() for path in files}

    def _write(self, files: Mapping[Path, bytes]) -> None:
        for path, data in self._files().items():
            if path not in files:
                (self.home / path).unlink()
            elif files[path] != data:
                (self.home / path).write_bytes(files[path])
        for path in files.keys() - self._files().keys():
            (self.home / path).parent.mkdir(parents=True, exist_ok=True)
            (self.home / path).write_bytes(files[path])


def _shown(workspace: Workspace, said: list[str]) -> Mapping[str, Any]:
    gathered, draft = rollup(workspace), current_draft(workspace)
    found = check_report(workspace)
    said += [finding.sentence for finding in found if finding.check.startswith("damaged")]
    described = describe_report(workspace)
    return {
        "unit": workspace.unit,
        "sums": gathered.sums(workspace.form, draft.content.figures),
        "members": gathered,
        "report": {key: value for key, value in described.items() if key not in _SAID_ELSEWHERE},
        "items": received_items(workspace),
        "children": board(workspace).direct,
    }


def _read_keys(context: AppContext, said: list[str]) -> Iterator[str]:
    for unit in sorted(context.store.own_units.of_all_campaigns()):
        try:
            yield signing_key(context, unit).public.base64
        except KnownError as error:
            said.append(error.message)


def _damaged_blobs(context: AppContext) -> Iterator[str]:
    """What is said of each blob that is damaged or lost, when it is used."""
    for workspace in own_workspaces(context):
        for file in context.store.received.of(workspace.unit.id):
            with suppress(KnownError):
                context.store.blobs.get(file.sha256)
                continue
            yield f"blob {file.sha256}"


def changes(dice: Random, home: DamagedHome) -> Iterator[Callable[[dict[Path, bytes]], None]]:
    """Kinds of damage in turn without end: mostly a flipped bit of the database, then one of any file, a page
    of zeros, a cut database."""
    files = sorted(home._whole)
    database = Path("lcweek.db")

    def flip(path: Path) -> Callable[[dict[Path, bytes]], None]:
        size = len(home._whole[path])
        at, bit = dice.randrange(size), dice.randrange(8)

        def change(found: dict[Path, bytes]) -> None:
            data = bytearray(found[path])
            data[at] ^= 1 << bit
            found[path] = bytes(data)

        return change

    def zero_page(found: dict[Path, bytes]) -> None:
        data = found[database]
        page = 4096 * dice.randrange(len(data) // 4096)
        found[database] = data[:page] + bytes(4096) + data[page + 4096 :]

    def cut(found: dict[Path, bytes]) -> None:
        found[database] = found[database][: dice.randrange(len(found[database]))]

    while True:
        for _ in range(15):
            yield flip(database)
        for _ in range(3):
            yield flip(dice.choices(files, [len(home._whole[path]) for path in files])[0])
        yield zero_page
        yield cut
