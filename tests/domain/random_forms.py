"""Forms at random, with every state of cell, decimals and way to roll up, read by formdefs as any other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from random import Random
from typing import Final

from dev import ROOT
from lcweek_desktop.domain.form import Form
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
