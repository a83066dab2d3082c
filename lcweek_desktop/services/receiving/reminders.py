"""What is written to units that have not reported: a text for each branch, to be pasted into Zalo or a mail.

The words are those of the campaign (`forms/<year>/campaign.toml`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from lcweek_desktop.domain.letterhead import name_in_sentence
from lcweek_desktop.domain.terms import Deadline, Terms
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.receiving.board import Board, BoardUnit
from lcweek_desktop.services.summing.reporting_status import TO_REMIND
from lcweek_desktop.services.workspace.workspace import Workspace

_BETWEEN: Final = "\n\n――――――――――\n\n"
"""What stands between the texts of two branches, each of which goes to another group."""


@dataclass(frozen=True)
class Branch:
    """Units that have not reported, all of which report to the unit `above`.

    `deadline` is the one that all of them were given; None where that of the campaign holds for some, and
    where they were given several.
    """

    above: Unit
    missing: tuple[Unit, ...]
    deadline: Deadline | None = None


def missing_branches(workspace: Workspace, shown: Board, chosen: Sequence[str] = ()) -> tuple[Branch, ...]:
    """The units on the board `shown` that have not reported, by the unit that they report to, those directly
    below first.

    With `chosen`, unit codes, only those that are among them or below one of them.
    """
    units = {each.unit.code: each.unit for each in shown.units}
    missing = [each for each in _below(shown, chosen) if each.status in TO_REMIND]
    places = {code: place for place, code in enumerate((workspace.unit.code, *units))}
    missing.sort(key=lambda each: places[each.unit.parent or workspace.unit.code])
    return tuple(
        _branch(units.get(above, workspace.unit) if above else workspace.unit, [*each])
        for above, each in groupby(missing, lambda each: each.unit.parent)
    )


def _branch(above: Unit, missing: Sequence[BoardUnit]) -> Branch:
    given = {each.deadline for each in missing}
    return Branch(above, tuple(each.unit for each in missing), given.pop() if len(given) == 1 else None)


def reminders(workspace: Workspace, shown: Board, chosen: Sequence[str] = ()) -> str:
    """The texts to the branches of `missing_branches`, one below the other; where there are several, each
    under the name of its branch. Empty when nobody is missing.

    They have other words once the deadline has passed.
    """
    branches = missing_branches(workspace, shown, chosen)
    texts = [reminder(workspace, branch, shown.day) for branch in branches]
    if len(texts) > 1:
        texts = [f"[{branch.above.name}]\n{text}" for branch, text in zip(branches, texts, strict=True)]
    return _BETWEEN.join(texts)


def reminder(workspace: Workspace, branch: Branch, day: date) -> str:
    """The message to the units of `branch`, which it lists, on `day`."""
    campaign = Terms(branch.deadline).applied(workspace.form).campaign
    lines = campaign.reminder_late if campaign.is_late(day) else campaign.reminder
    return "\n".join(lines).format(
        units="\n".join(f"- {addressed(workspace, unit)}" for unit in branch.missing),
        receiver=name_in_sentence(workspace.form, workspace.unit),
        deadline=campaign.deadline_text,
    )


def addressed(workspace: Workspace, unit: Unit) -> str:
    """How a message names `unit` to whom it goes: its name, and whom to call there where that is known."""
    contact = workspace.decisions.directory.contacts.get(unit.code)
    whom = () if contact is None else filter(None, (contact.name, contact.phone))
    said = ", ".join(whom)
    return f"{unit.name} ({said})" if said else unit.name


def _below(shown: Board, chosen: Sequence[str]) -> list[BoardUnit]:
    """The units that are among `chosen` or below one of them, in the order of the board; all without any."""
    if not chosen:
        return [*shown.units]
    inside: set[str | None] = {*chosen}
    found = []
    for each in shown.units:  # a unit stands behind the one above it
        if each.unit.code in inside or each.unit.parent in inside:
            inside.add(each.unit.code)
            found.append(each)
    return found
