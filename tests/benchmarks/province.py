"""A made-up province: schools report to their commune or straight to the district, communes and districts sum
and send on, all through the services; the same for the same seed.

What is expected comes from the numbers that were planted, never from reading a file again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId, provisional_code
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.workspace.directory import shipped_directory
from lcweek_desktop.services.workspace.workspace import Workspace
from tests.benchmarks.inbox import (
    HELD,
    PASSWORD,
    Cells,
    Held,
    Inbox,
    assert_as_planted,
    assert_kept,
    results_of,
    type_in,
)
from tests.benchmarks.incoming_stories import SCHOOL, STORIES, Sender, by_hand, figures, fill
from tests.factories import FORM
from tests.school_names import FIRST, KINDS, SECOND
from tests.services.installation import PROVINCE, Installation

TYPED_SHARE: Final = 0.3
"""The share of schools that send nothing but a file made by hand."""


@dataclass
class Tally:
    """What was tried: units, items that came, and cells of files made by hand."""

    units: int = 0
    items: int = 0
    cells: Cells = field(default_factory=Cells)


def invented_schools(parents: Sequence[Unit], number: int, random: Random) -> list[Unit]:
    """`number` schools that report to `parents` in turn; every tenth has the name of the one before, which
    is another parent's."""
    found: dict[UnitCode, Unit] = {}
    name = ""
    while len(found) < number:
        parent = parents[len(found) % len(parents)]
        if not name or len(found) % 10 or len(parents) == 1:
            name = f"{random.choice(KINDS)} {random.choice(FIRST)} {random.choice(SECOND)}"
        code = provisional_code(parent.code, name, SCHOOL)
        taken = {unit.name for unit in found.values() if unit.parent == parent.code}
        if code in found or name in taken:
            name = ""
            continue
        found[code] = Unit(UnitId(FORM.campaign.edition, code), name, SCHOOL, parent.code)
    return list(found.values())


class Province:
    """The units of one province, and what came to each of them, in folders below `folder`."""

    def __init__(self, folder: Path, districts: int, communes: int, schools: int, seed: int = 2024) -> None:
        """A part of the real one: the first `districts`, of each the first `communes`, and so many
        `schools` in all. `planted` counts the schools that sent as one of STORIES, which take turns."""
        self.folder, self.random, self.tally = folder, Random(seed), Tally()
        listed = shipped_directory(FORM).units
        self.province = listed[UnitCode(PROVINCE)]
        self.districts = [unit for unit in listed.values() if unit.parent == PROVINCE][:districts]
        self.communes = {
            each.code: [unit for unit in listed.values() if unit.parent == each.code][:communes]
            for each in self.districts
        }
        parents = [unit for each in self.districts for unit in (*self.communes[each.code], each)]
        self.random.shuffle(parents)
        self.schools = invented_schools(parents, schools, self.random)
        self.planted = 0

    def inbox(self, receiver: Unit) -> Inbox:
        """What the schools of `receiver` send to it."""
        folder = self.folder / "den" / receiver.code
        folder.mkdir(parents=True)
        inbox = Inbox(receiver, folder, [unit for unit in self.schools if unit.parent == receiver.code])
        for unit in inbox.below:
            sender = Sender(unit, inbox, self.random)
            try:
                if self.random.random() < TYPED_SHARE:
                    by_hand(sender)
                else:
                    STORIES[self.planted % len(STORIES)](sender)
                    self.planted += 1
            finally:
                sender.close()
        return inbox

    def settle(self) -> Inbox:
        """Let every commune and district receive, check itself and send on, then the province; what came to
        the province."""
        top = self.inbox(self.province)
        for district in self.districts:
            inbox = self.inbox(district)
            for commune in self.communes[district.code]:
                self._send_on(self.inbox(commune), inbox)
            self._send_on(inbox, top)
        with self.received(top):
            pass
        return top

    @contextmanager
    def received(self, inbox: Inbox) -> Iterator[Installation]:
        """The receiver of `inbox` after all came and was checked, twice."""
        with Installation(self.folder / "may" / inbox.receiver.code) as site:
            site.add(inbox.receiver, self.listed(inbox.receiver))
            workspace = site.workspace(inbox.receiver.code)
            before = {file: file.read_bytes() for file in inbox.files}
            results_of(workspace, inbox, drop(workspace, inbox.files))
            for name in inbox.typed:
                type_in(workspace, inbox, name, self.tally.cells)
            held = Held.of(workspace)
            assert_as_planted(held, inbox)
            assert_kept(workspace, inbox)
            drop(workspace, inbox.files)
            assert Held.of(workspace) == held, f"{inbox.receiver.name}: dropping all again changed something"
            assert {file: file.read_bytes() for file in inbox.files} == before
            self.tally.units += 1
            self.tally.items += len(inbox.items)
            yield site

    def listed(self, receiver: Unit) -> list[Unit]:
        """The schools below `receiver`, at any depth, which it lists."""
        inside = {receiver.code} | {unit.code for unit in self.communes.get(receiver.code, ())}
        return [unit for unit in self.schools if unit.parent in inside or receiver == self.province]

    def _send_on(self, inbox: Inbox, above: Inbox) -> None:
        """Let the receiver of `inbox` send its sums, with numbers of its own, to that of `above`."""
        unit, own = inbox.receiver, figures(self.random, inbox.receiver.level)
        with self.received(inbox) as site:
            fill(site, unit, own)
            site.send(unit.code, above.folder / f"{unit.code}.lcweek")
        above.items[f"{unit.code}.lcweek"] = HELD
        above.count(unit, own)
        above.counted.update(inbox.counted)
        for school, file in inbox.plain[:1]:  # which sent it to both
            above.put(f"{school.code} gui thang.lcweek", file.read_bytes())
            above.stand(school, 1, Need.NEW)


def drop(workspace: Workspace, files: Sequence[Path]) -> list[ReceiveResult]:
    """Receive `files` with the password that is known."""
    return [*receive(workspace, files, passwords=[PASSWORD])]


def settled_in_order(home: Path, inbox: Inbox, order: Sequence[Path], random: Random) -> Held:
    """What the receiver set up in `home` holds once the files of `inbox` came in `order`, each by itself, and
    the files made by hand were typed in at some moments after they came."""
    waiting: list[str] = []
    with Installation(home) as site:
        workspace = site.workspace(inbox.receiver.code)
        for file in order:
            drop(workspace, [file])
            if file.name in inbox.typed:
                waiting.append(file.name)
            while waiting and random.random() < 0.5:
                type_in(workspace, inbox, waiting.pop(random.randrange(len(waiting))), Cells())
        for name in waiting:
            type_in(workspace, inbox, name, Cells())
        return Held.of(workspace)


def try_orders(province: Province, inbox: Inbox, orders: int) -> None:
    """Assert that what came to `inbox` ends the same in so many orders of arrival."""
    home, random = province.folder / "thu-tu", province.random
    with Installation(home) as site:
        site.add(inbox.receiver, province.listed(inbox.receiver))
    wanted: Held | None = None
    for at in range(orders):
        order = random.sample(inbox.files, len(inbox.files))
        again = home.with_name(f"thu-tu-{at}")
        shutil.copytree(home, again)
        held = settled_in_order(again, inbox, order, random)
        shutil.rmtree(again)
        wanted = held if wanted is None else wanted
        assert held == wanted, ([file.name for file in order], held, wanted)
    assert wanted is not None
    assert_as_planted(wanted, inbox)
