"""Fifty units in a tree at random enter, send, hold and sum on a form at random, or on the editions of one:
the program's sums beside those that are reckoned anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Final, NamedTuple, TypeAlias

from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey, RollUpKind
from lcweek_desktop.domain.report import Content, Counted, Figures, Member, Report
from lcweek_desktop.domain.rollup import build_rollup, own_figures_by_path, own_greatest, report_sums
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from tests.domain.random_forms import random_editions, random_form
from tests.domain.recount import Path, Sent, printed, recounted

UNITS: Final = 50

Entering: TypeAlias = Callable[[Form, LevelKey, Random], Figures]
"""Gives what a unit of a level enters."""


class Made(NamedTuple):
    """One report: what happened, and what the program made of it."""

    sent: Sent
    report: Report
    member: Member


def differences(seed: int, *, totals_below: bool = False) -> Iterator[str]:
    """Where the program's sums of one world are others than those reckoned anew, or negative; nothing, if all
    is well. With `totals_below` typed totals may be smaller than their rows, which no check lets pass; where
    rows are gone in another edition they may then become negative, so there is one edition only."""
    random = Random(seed)
    forms = random_editions(random_form(random), random)
    entry = random_entry if not totals_below else random_numbers
    for made in _world(forms if seed % 3 == 0 and not totals_below else forms[:1], random, entry):
        if any(number < 0 for number in made.member.figures.values()):
            yield f"{seed} {made.sent.code}: negative"
        form = made.sent.form
        found = {cell: displayed_value(form, made.member.figures, cell) for cell in form.cells}
        expected = recounted(made.sent)
        for cell in form.cells:
            if found[cell] != expected[cell]:
                yield f"{seed} {made.sent.code} {cell}: program {found[cell]}, anew {expected[cell]}"
        if not made.sent.above:
            yield from (f"{seed} own entry at {path}" for path in _other_entries(form, made))


def _other_entries(form: Form, made: Made) -> Iterator[Path]:
    """The places of which the program does not know what the unit there entered itself."""
    found = own_figures_by_path(form, made.report)
    entered = {(): made.sent.own, **made.sent.entries}
    if found.keys() != entered.keys():
        yield ()
    for path in found.keys() & entered.keys():
        for cell in form.cells:
            is_added = form.rule(cell).roll_up is RollUpKind.SUM
            both = (displayed_value(form, found[path], cell), printed(form, entered[path], cell))
            if both[0] != both[1] and not (is_added and (both[0] or 0) == (both[1] or 0)):
                yield path


def _world(forms: Sequence[Form], random: Random, entry: Entering) -> Iterator[Made]:
    """The reports of all units, those below first; every unit sends one or two, also past its parent, each on
    one of `forms`."""
    above = _tree(random)
    inbox: dict[str, list[Made]] = {code: [] for code in above}
    for code in reversed(above):
        versions = [
            _made(random.choice(forms), code, above[code], revision, inbox[code], random, entry)
            for revision in (1, 2)
        ]
        yield from versions
        for holder in above[code]:
            if holder == above[code][0] or random.random() < 0.5:
                inbox[holder].append(random.choice(versions))


def _tree(random: Random) -> dict[str, Path]:
    """The units above each of UNITS units, nearest first; units above stand before those below."""
    above: dict[str, Path] = {"u00": ()}
    for at in range(1, UNITS):
        parent = random.choice([code for code, path in above.items() if len(path) < 3][-12:])
        above[f"u{at:02}"] = (parent, *above[parent])
    return above


def _made(
    form: Form, code: str, above: Path, revision: int, inbox: list[Made], random: Random, entry: Entering
) -> Made:
    held = [made for made in inbox if random.random() < 0.9]
    counts = [random.random() < 0.9 for _ in held]
    chosen = [made for made in held if random.random() < 0.5]
    level = form.levels[max(0, len(form.levels) - 1 - len(above))].key
    own = entry(form, level, random)
    sent = Sent(
        form,
        code,
        above,
        revision,
        own,
        [(made.sent, is_counted) for made, is_counted in zip(held, counts, strict=True)],
        [made.sent for made in chosen],
    )
    parent = UnitCode(above[0]) if above else None
    unit = Unit(UnitId(form.campaign.edition, UnitCode(code)), code, level, parent)
    members = [
        replace(
            made.member,
            counted=Counted.COUNTED if is_counted else Counted.CONFLICT,
            form=None if made.sent.form is form else made.sent.form,
        )
        for made, is_counted in zip(held, counts, strict=True)
    ]
    preferred: dict[str, Collection[str]] = {m.sent.code: {m.member.fingerprint} for m in chosen}
    random.shuffle(members)
    rollup = build_rollup(code, members, preferred)
    random.shuffle(members)
    assert build_rollup(code, members, preferred) == rollup
    content = Content(own)
    report = Report(
        unit, form.campaign.id, form.hash, revision, None, content, rollup.members, rollup.deducted
    )
    name = f"{code}-{revision}"
    member = Member(
        unit=unit,
        revision=revision,
        fingerprint=name,
        key=code,
        paper=name.encode(),
        figures=report_sums(form, report),
        members=rollup.members,
        deducted=rollup.deducted,
        own_greatest=own_greatest(form, report),
    )
    return Made(sent, report, member)


def random_entry(form: Form, level: LevelKey, random: Random) -> Figures:
    """What one unit enters: blanks, zeros, any numbers, totals with something above their rows or nothing."""
    own: dict[Cell, int] = {}
    for cell, value in reversed([*random_numbers(form, level, random).items()]):
        typed = form.rule(cell).state is CellState.TOTAL
        own[cell] = value + ((printed(form, own, cell) or 0) if typed else 0)
    return {cell: own[cell] for cell in form.stored_cells if cell in own}


def random_numbers(form: Form, level: LevelKey, random: Random) -> Figures:
    """Blanks, zeros and any numbers, totals among them."""
    entered: dict[Cell, int] = {}
    for cell in form.stored_cells:
        value = random.choice(
            (None, None, 0, random.randrange(10), random.randrange(10 ** random.randrange(1, 10)))
        )
        if value is not None and form.state(cell, level) is not CellState.CLOSED:
            entered[cell] = value
    return entered
