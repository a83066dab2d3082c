"""Tables with slips of every kind at once: whatever is read wrongly is never called sure."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from lcweek_desktop.domain.foreign_table import ForeignFile, ForeignTable, TableKind
from lcweek_desktop.domain.form import Cell, CellState, LevelKey
from lcweek_desktop.domain.handmade import read_handmade
from lcweek_desktop.domain.handmade_number import Confidence
from lcweek_desktop.domain.unit import slug
from tests.factories import FORM

SCHOOL = LevelKey("truong")
LABEL = 1
Line = list[str]


def retyped(rng: random.Random, label: str) -> str:
    """`label` as somebody in a hurry writes it."""
    match rng.randrange(7):
        case 0:
            at = rng.randrange(len(label))
            return label[:at] + rng.choice("aeiouthn") + label[at + 1 :]
        case 1:
            return label[: rng.randrange(4, len(label) + 1)]
        case 2:
            return slug(label).replace("-", " ")
        case 3:
            return label.upper()
        case 4:
            words = label.split()
            words.pop(rng.randrange(len(words)))
            return " ".join(words) or label
        case 5:
            return f"- {label};"
        case _:
            return ""


def retype_labels(rng: random.Random, lines: list[Line]) -> None:
    for line in rng.sample(lines, 12):
        line[LABEL] = retyped(rng, line[LABEL])


def number_anew(rng: random.Random, lines: list[Line]) -> None:
    for at, line in enumerate(lines, 1):
        line[0] = str(at) if rng.random() < 0.9 else ""


def leave_out_rows(rng: random.Random, lines: list[Line]) -> None:
    for line in rng.sample(lines, 6):
        lines.remove(line)


def shift_numbers(rng: random.Random, lines: list[Line]) -> None:
    start = rng.randrange(len(lines) - 10)
    for at in range(start, start + 8):
        lines[at][0] = lines[at + 1][0]


def move_rows(rng: random.Random, lines: list[Line]) -> None:
    rng.shuffle(lines)


def forget_numbers(_rng: random.Random, lines: list[Line]) -> None:
    for line in lines:
        line[0] = ""


def add_rows(rng: random.Random, lines: list[Line]) -> None:
    for word in ("Trong đó: học sinh nữ", "Bồi dưỡng khác", "Tổng cộng", "Cá nhân khác"):
        lines.insert(rng.randrange(len(lines)), ["", word, "", "7", "7", ""])


SLIPS: tuple[Callable[[random.Random, list[Line]], None], ...] = (
    *(retype_labels, number_anew, leave_out_rows, shift_numbers, move_rows, forget_numbers, add_rows),
)
HEADS = (
    ["TT", "Nội dung", "Đơn vị", "Số lớp/số cuộc thi", "Người", "Ghi chú"],
    ["STT", "Nội dung các hoạt động", "ĐVT", "Số cuộc", "Số lượt người", "Ghi chú"],
    ["", "", "", "", "", ""],
)


@pytest.mark.parametrize("seed", range(150))
def test_what_is_read_wrongly_is_never_sure(seed: int) -> None:
    rng = random.Random(f"slips {seed}")
    truth: dict[str, str] = {}
    lines: list[Line] = []
    for at, row in enumerate(FORM.rows):
        line = [row.tt, row.label, row.unit, "", "", ""]
        for column, measure in enumerate(FORM.measures, 3):
            cell = Cell(row.key, measure.key)
            if FORM.state(cell, SCHOOL) is CellState.OPEN:
                line[column] = str(100_000 + 10 * at + column)  # no two alike: a number says where it belongs
                truth[line[column]] = str(cell)
        lines.append(line)
    for slip in rng.sample(SLIPS, 3):
        slip(rng, lines)
    table = ForeignTable(TableKind.SHEET, 1, "Biểu", tuple(map(tuple, [rng.choice(HEADS), *lines])))
    reading = read_handmade(FORM, SCHOOL, ForeignFile((table,)))
    if reading is None:
        return
    for read in reading.cells:
        if read.confidence is Confidence.SURE and read.target is not None:
            assert truth[read.given] == f"{read.target.row}.{read.target.column}", (read, seed)
