"""Forms at random, with every state of cell, decimals and way to roll up, read by formdefs as any other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from dev import ROOT
from lcweek_desktop.domain.form import Cell, CellRule, CellState, Form, RollUpKind, Row
from lcweek_desktop.formdefs import FILES, read_form

_FOLDER: Final = ROOT / "tests" / "data" / "forms" / "2032"
_TEXTS: Final = {name: (_FOLDER / name).read_bytes() for name in FILES[:2]}
_HEAD: Final = """
[columns]
tt = "TT"
label = "Nội dung"
unit = "Đơn vị"
amount = "Số lượng"
note = "Ghi chú"

[limits]
default = 1_000
"""
_MEASURE: Final = '\n[[measure]]\nkey = "{}"\nlabel = "Số"\ndecimals = {}\nroll_up = "{}"\n'
_ROW: Final = '\n[[row]]\nkey = "{0}"\n{1}tt = "{0}"\nlabel = "Dòng"\nunit = ""\ncells = {{ {2} }}\n'
_CHECK: Final = '[[check]]\nkey = "am"\nkind = "negative"\nseverity = "error"\nsentence = "{cell}"\n'

_ADDED: Final = 'roll_up = "sum"'


def random_form(random: Random) -> Form:
    """A form of one to four measures and rows inside each other, for the levels of units of 2032."""
    decimals = [random.randrange(4) for _ in range(random.randrange(1, 5))]
    table = _HEAD + "".join(
        _MEASURE.format(f"m{at}", each, random.choice(("sum", "greatest", "none")))
        for at, each in enumerate(decimals)
    )
    for at in range(random.randrange(1, 4)):
        table += "".join(text for text, _ in _section(str(at), "", decimals, (), random))
    return read_form({**_TEXTS, FILES[2]: table.encode(), FILES[3]: _CHECK.encode()})


def random_editions(form: Form, random: Random) -> tuple[Form, ...]:
    """`form`, and two other editions of it: some rows are gone, and some numbers have other decimals or roll
    up otherwise."""
    return (form, *(_edition(form, random) for _ in range(2)))


def _edition(form: Form, random: Random) -> Form:
    edition = form
    for row in form.rows:
        parts = [each for each in edition.rows if each.parent == row.parent]
        is_leaf = not edition.children[row.key]
        if is_leaf and len(parts) > 1 and not row.own_lines and random.random() < 0.3:
            fewer = replace(edition, rows=tuple(each for each in edition.rows if each.key != row.key))
            edition = fewer if _adds_up(fewer) else edition
    cells = [cell for cell in edition.cells if edition.rule(cell).state is CellState.OPEN]
    changed = {cell: _changed(edition.rule(cell), random) for cell in cells if random.random() < 0.2}
    for cell, rule in changed.items():
        other = replace(edition, rows=tuple(_with_cell(row, cell, rule) for row in edition.rows))
        edition = other if _adds_up(other) else edition
    return edition


def _changed(rule: CellRule, random: Random) -> CellRule:
    return replace(rule, decimals=random.randrange(4), roll_up=random.choice([*RollUpKind]))


def _with_cell(row: Row, cell: Cell, rule: CellRule) -> Row:
    return replace(row, cells={**row.cells, cell.measure: rule}) if row.key == cell.row else row


def _adds_up(form: Form) -> bool:
    """Whether every computed cell has parts, all of which are added and have its decimals."""
    computed = (CellState.COMPUTED, CellState.TOTAL)
    return all(
        form.parts(cell) and all(form.rule(part).is_comparable(form.rule(cell)) for part in form.parts(cell))
        for cell in form.cells
        if form.rule(cell).state in computed
    )


def _section(
    key: str, parent: str, decimals: Sequence[int], added: Collection[int], random: Random
) -> Iterator[tuple[str, Sequence[str]]]:
    """The rows of a section as TOML, each with its cells; first the row `key`, below `parent`, itself.

    Measures in `added` are all added, so that a row above can add them up.
    """
    parts = random.choice((0, 2, 3)) if key.count(".") < 2 else 0
    below = {at for at in range(len(decimals)) if at in added or random.random() < 0.5}
    inside = [[*_section(f"{key}.{at}", key, decimals, below, random)] for at in range(parts)]
    columns = [[rows[0][1][at] for rows in inside] for at in range(len(decimals))]
    cells = [_cell(columns[at], each, random, is_added=at in added) for at, each in enumerate(decimals)]
    written = ", ".join(f"m{at} = {{ {cell} }}" for at, cell in enumerate(cells))
    above = f'parent = "{parent}"\n' if parent else ""
    yield _ROW.format(key, above, written), cells
    for rows in inside:
        yield from rows


def _cell(parts: Sequence[str], decimals: int, random: Random, *, is_added: bool) -> str:
    """The cell of a row over `parts`: it adds them up if all that are not closed are added and have its own
    decimals."""
    steps = f"decimals = {decimals}"
    found = [part for part in parts if "closed" not in part]
    if found and all(_ADDED in part and steps in part for part in found) and random.random() < 0.9:
        return f'state = "{random.choice(("computed", "total"))}", {steps}, {_ADDED}'
    if random.random() < 0.15:
        return 'state = "closed"'
    levels = random.choice(("", "", "", ', levels = ["xa", "huyen"]'))
    if is_added:
        return f'state = "open", {steps}, {_ADDED}{levels}'
    kind, other = random.choice(("sum", "greatest", "none")), random.choice((decimals, random.randrange(4)))
    return f'state = "open", decimals = {other}, roll_up = "{kind}"{levels}'
