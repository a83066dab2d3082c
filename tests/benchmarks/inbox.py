"""What came to one unit: its files, and where each item in them has to end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.handmade import HandmadeCell
from lcweek_desktop.domain.handmade_number import Confidence
from lcweek_desktop.domain.merge import VersionId
from lcweek_desktop.domain.target import LABEL, NOTE, UNIT
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.services.receiving.handmade import HandmadeDraft, accept, read_draft
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.workspace import Workspace
from tests.factories import FORM

PASSWORD: Final = "laichau2024"
"""What the receiver knows; other archives stay locked."""
HELD: Final = frozenset(
    {
        ReceiveVerdict.ACCEPTED,
        ReceiveVerdict.SUPERSEDED_PREVIOUS,
        ReceiveVerdict.KNOWN,
        ReceiveVerdict.OLD,
        ReceiveVerdict.NEEDS_DECISION,
        ReceiveVerdict.CONFLICT,
    }
)
"""What may be said of a report that is held, depending on what came before it."""
OPENED: Final = frozenset({ReceiveVerdict.OPENED})
PASSED_OVER: Final = frozenset({ReceiveVerdict.PASSED_OVER})
UNREADABLE: Final = frozenset({ReceiveVerdict.UNREADABLE})

Standing = tuple[UnitCode, int | None, Need]
"""A unit, the revision of a report of it, and what that needs."""


@dataclass
class Inbox:
    """What comes to `receiver`, whose directory lists the units `below`.

    `items` has for each item, by its shown way, the verdicts of which receiving has to give one. `standing`
    is each held report once all came; `left` the need of each item that could not be read. `counted` is what
    the reports below add up to. `plain` are the only reports of their units, with their files. `typed` has,
    by the name of a file made by hand, its unit's code and the cells that it says (as in the drafts of
    tests/data/intake/).
    """

    receiver: Unit
    folder: Path
    below: list[Unit] = field(default_factory=list)
    items: dict[str, frozenset[ReceiveVerdict]] = field(default_factory=dict)
    standing: Counter[Standing] = field(default_factory=Counter)
    left: dict[str, Need] = field(default_factory=dict)
    counted: Counter[Cell] = field(default_factory=Counter)
    plain: list[tuple[Unit, Path]] = field(default_factory=list)
    typed: dict[str, tuple[UnitCode, Mapping[str, str]]] = field(default_factory=dict)

    @property
    def files(self) -> list[Path]:
        """The files that came, by name."""
        return sorted(self.folder.iterdir())

    def put(self, name: str, data: bytes, verdicts: frozenset[ReceiveVerdict] = HELD) -> Path:
        """Put a file with `data` into the folder, of which receiving says one of `verdicts`."""
        file = self.folder / name
        assert not file.exists(), name
        file.write_bytes(data)
        self.items[name] = verdicts
        return file

    def inside(self, file: Path, *names: str) -> None:
        """Say that `file` is a parcel with reports of these names."""
        self.items[file.name] = OPENED
        self.items |= {f"{file.name} › {name}": HELD for name in names}

    def count(self, unit: Unit, figures: Mapping[Cell, int], revision: int = 1) -> None:
        """Expect that a report of `unit` counts, under a key that nobody compared."""
        self.stand(unit, revision, Need.PROVISIONAL)
        self.counted.update(figures)

    def stand(self, unit: Unit, revision: int, need: Need) -> None:
        """Expect a held report with this need."""
        self.standing[unit.code, revision, need] += 1


@dataclass
class Cells:
    """How cells of files made by hand were read: how many there are, how many were read wrongly, how many of
    those were called sure; of how many files the unit was proposed as sure, and how many of those wrongly."""

    files: int = 0
    all: int = 0
    wrong: int = 0
    wrong_and_sure: int = 0
    units_sure: int = 0
    units_wrong: int = 0

    def assert_good(self) -> None:
        """Assert that at most one cell in a hundred was read wrongly, and nothing wrong was called sure."""
        assert self.all and self.units_sure
        assert self.wrong <= 0.01 * self.all, self
        assert (self.wrong_and_sure, self.units_wrong) == (0, 0), self


def results_of(workspace: Workspace, inbox: Inbox, results: list[ReceiveResult]) -> None:
    """Assert that each item that came has one line, which says what it has to."""
    found: dict[str, ReceiveVerdict] = {}
    for result in results:
        assert result.name not in found, f"{workspace.unit.name}: two lines for {result.name}"
        found[result.name] = result.verdict
    wrong = {name: found.get(name) for name, right in inbox.items.items() if found.get(name) not in right}
    assert not wrong and found.keys() == inbox.items.keys(), (
        workspace.unit.name,
        wrong,
        found.keys() ^ inbox.items,
    )


def assert_kept(workspace: Workspace, inbox: Inbox) -> None:
    """Assert that each report that came as a file, and each file that was typed in, is kept byte for byte."""
    for file in inbox.files:
        if file.name in inbox.typed or inbox.items[file.name] is HELD:
            data = file.read_bytes()
            assert workspace.store.blobs.get(sha256_hex(data)) == data, file.name


def type_in(workspace: Workspace, inbox: Inbox, name: str, cells: Cells) -> None:
    """Take the file `name`, made by hand, as a clerk does who knows the truth of what is not sure."""
    unit, wanted = inbox.typed[name]
    draft = read_draft(workspace, inbox.folder / name)
    _note_unit(draft, unit, cells)
    if draft.unit is None or draft.unit.code != unit:
        draft = read_draft(workspace, inbox.folder / name, unit)
    found = {_name(cell): cell for cell in draft.reading.cells if cell.target is not None and cell.value}
    wrong = {
        cell
        for cell in wanted.keys() | found.keys()
        if (found[cell].value if cell in found else None) != wanted.get(cell)
    }
    sure = {cell for cell in wrong if cell in found and found[cell].confidence is Confidence.SURE}
    cells.files += 1
    cells.all += len(wanted)
    cells.wrong += len(wrong)
    cells.wrong_and_sure += len(sure)
    settled = {
        draft.place_of(cell): wanted.get(_name(cell), "") if cell.target is not None else ""
        for cell in draft.reading.cells
        if cell.confidence is not Confidence.SURE
    }
    result = accept(workspace, draft, settled)
    assert result.code in ("received-typed", "received-typed-old"), (name, result.code)


def _note_unit(draft: HandmadeDraft, unit: UnitCode, cells: Cells) -> None:
    proposal = draft.proposal
    if proposal.is_sure and proposal.unit is not None:
        cells.units_sure += 1
        cells.units_wrong += proposal.unit.code != unit


def _name(cell: HandmadeCell) -> str:
    assert cell.target is not None
    row, column = cell.target
    if isinstance(row, int):
        return f"own_lines/{row}{':' if column in (LABEL, UNIT, NOTE) else '.'}{column}"
    return f"note:{row}" if column == NOTE else f"{row}.{column}"


@dataclass(frozen=True)
class Held:
    """All of a receiver that must not depend on the order of arrival. `on_paper` are the reports whose key
    signed paper that came, too."""

    standing: Counter[Standing]
    left: dict[str, Need]
    sums: dict[Cell, int]
    on_paper: frozenset[VersionId]

    @classmethod
    def of(cls, workspace: Workspace) -> Held:
        """What `workspace` holds now, each item that could not be read under its shown way."""
        items = received_items(workspace)
        held = [item for item in items if item.held_id is not None]
        rest = [item for item in items if item.held_id is None]
        left = {item.file: item.need for item in rest}
        assert len(left) == len(rest), "an item stands twice in the list"
        standing = Counter((item.unit.code, item.revision, item.need) for item in held if item.unit)
        sums = {cell: number for cell, number in rollup(workspace).sums(FORM, {}).items() if number}
        on_paper = frozenset(item.held_id for item in held if item.held_id and item.is_on_paper)
        return cls(standing, left, sums, on_paper)


def assert_as_planted(held: Held, inbox: Inbox) -> None:
    """Assert that everything ended where it has to, and the sums are the sums of what was planted."""
    name = inbox.receiver.name
    assert held.standing == inbox.standing, (
        name,
        held.standing - inbox.standing,
        inbox.standing - held.standing,
    )
    assert held.left == inbox.left, (name, dict(held.left.items() ^ inbox.left.items()))
    wanted: dict[Any, int] = {cell: number for cell, number in inbox.counted.items() if number}
    sums = {cell: number for cell, number in held.sums.items() if cell in FORM.stored_cells}
    assert sums == wanted, (name, sums.items() ^ wanted.items())
