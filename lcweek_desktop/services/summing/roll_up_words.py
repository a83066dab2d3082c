"""How a cell rolls up, in the words that both faces of the program use."""

from __future__ import annotations

from typing import Final

from lcweek_desktop.domain.form import Cell, Form, RollUpKind
from lcweek_desktop.errors import sentence

_CODES: Final = {RollUpKind.GREATEST: "sums-greatest", RollUpKind.NONE: "sums-none"}


def roll_up_words(form: Form, cell: Cell) -> str:
    """A sentence on how the numbers of several units become one in `cell`; empty where they are added."""
    code = _CODES.get(form.rule(cell).roll_up)
    return sentence(code) if code else ""
