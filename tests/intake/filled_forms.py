"""Phụ lục II as a unit fills it in, and the workbooks, texts and pages that it is written into."""

from __future__ import annotations

import io
import random
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.shared import Pt
from openpyxl import Workbook

from lcweek_desktop.domain.form import Cell, CellState, LevelKey, Row, RowKey
from tests.domain.test_legacy_text import TCVN3, VNI
from tests.factories import FORM

SCHOOL: Final = LevelKey("truong")
COUNT, PEOPLE = FORM.measures
HEAD: Final = ["TT", "Nội dung các hoạt động", "Đơn vị", COUNT.label, PEOPLE.label, "Ghi chú"]

Line = list[Any]
"""Number, label, unit, classes, people, note."""


@dataclass
class Filled:
    """What a unit reports: `cells` by row and measure, `notes` by row, lines of its own."""

    unit: str = "TH-A"
    name: str = "Trường Tiểu học Thèn Sin"
    cells: dict[Cell, int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    own: list[tuple[str, str, int | None, int | None]] = field(default_factory=list)
    above: str = "UBND XÃ THÈN SIN"
    is_named: bool = True
    """Whether the file says of which unit it is so that no other can be meant."""

    def draft(self) -> dict[str, Any]:
        """What reading the file has to give."""
        cells = {str(cell): FORM.text_of(cell, value) for cell, value in self.cells.items()}
        cells |= {f"note:{row}": note for row, note in self.notes.items()}
        for at, (label, unit, *numbers) in enumerate(self.own):
            cells |= {f"own_lines/{at}:label": label, f"own_lines/{at}:unit": unit}
            for measure, number in zip(FORM.measures, numbers, strict=True):
                if number is not None:
                    cells[f"own_lines/{at}.{measure.key}"] = str(number)
        return {"unit": self.unit if self.is_named else None, "cells": cells}

    def lines(self) -> list[Line]:
        """The rows of the form with what is reported, sums made, as a careful person fills them."""
        return [self._line(row) for row in FORM.rows] + [
            [f"11.{at}", label, unit, count, people, ""]
            for at, (label, unit, count, people) in enumerate(self.own, 1)
        ]

    def _line(self, row: Row) -> Line:
        numbers = [self.shown(Cell(row.key, measure.key)) for measure in FORM.measures]
        return [row.tt, row.label, row.unit, *numbers, self.notes.get(row.key, "")]

    def shown(self, cell: Cell) -> int | None:
        """What the cell shows: the number, or the sum of those below."""
        if FORM.rule(cell).state in (CellState.OPEN, CellState.CLOSED):
            return self.cells.get(cell)
        below = [value for part in FORM.parts(cell) if (value := self.shown(part)) is not None]
        return sum(below) if below else None


Fill = Callable[..., Filled]
"""Gives what a unit reports, as `filled` does."""


def filled(seed: int, unit: str = "TH-A", name: str = "Trường Tiểu học Thèn Sin") -> Filled:
    """A school's report made of `seed`, with most of what a school fills."""
    rng = random.Random(f"shapes {seed}")
    cells: dict[Cell, int] = {}
    for cell in FORM.cells:
        if FORM.state(cell, SCHOOL) is CellState.OPEN and rng.random() < 0.8:
            money = FORM.row_by_key[cell.row].unit == "đồng"
            cells[cell] = rng.randrange(500, 9_000) * 1_000 if money else rng.choice((0, 1, 4, 25, 130, 1250))
    notes = {"1.1": "Học tại nhà văn hóa xã", "5.2": "Thư viện trường"}
    return Filled(unit, name, cells, {row: notes[row] for row in notes})


def letterhead(name: str, above: str = "UBND XÃ THÈN SIN") -> list[Line]:
    """What stands above the table in a workbook."""
    return [
        [above, "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [name.upper(), "", "", "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["BIỂU TỔNG HỢP SỐ LIỆU KẾT QUẢ TUẦN LỄ HƯỞNG ỨNG HỌC TẬP SUỐT ĐỜI NĂM 2024"],
        [],
    ]


def two_headed() -> list[Line]:
    return [
        ["TT", "Nội dung các hoạt động", "Đơn vị", "Số lượng", "", "Ghi chú"],
        ["", "", "", COUNT.label, PEOPLE.label, ""],
    ]


def book(
    lines: Sequence[Line], change: Callable[[Any], object] = lambda _sheet: None, title: str = "Phụ lục II"
) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for line in lines:
        sheet.append(line)
    change(sheet)
    return saved(made)


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def text(
    head: Sequence[str], lines: Sequence[Line], after: Sequence[str] = (), font: str = "Times New Roman"
) -> bytes:
    document = Document()
    document.styles["Normal"].font.name = font
    document.styles["Normal"].font.size = Pt(12)
    for paragraph in head:
        document.add_paragraph(paragraph)
    add_table(document, lines)
    for paragraph in after:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add_table(document: Any, lines: Sequence[Line]) -> Any:
    table = document.add_table(rows=len(lines), cols=max(map(len, lines)))
    cells = table._cells
    width = len(table.columns)
    for at, line in enumerate(lines):
        for column, value in enumerate(line):
            cells[at * width + column].text = "" if value is None else str(value)
    return table


def doc_head(name: str, above: str = "UBND XÃ THÈN SIN") -> list[str]:
    return [
        above,
        name.upper(),
        "Số: 12/BC-TH",
        "BÁO CÁO",
        "Kết quả Tuần lễ hưởng ứng học tập suốt đời năm 2024",
    ]


def converted(data: bytes, suffix: str, to: str) -> bytes:
    """`data`, a file with the ending `suffix`, saved by LibreOffice as `to`."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"a.{suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", to, "--outdir", f"{folder}/out"]
        subprocess.run([*command, str(source)], check=True, capture_output=True)
        (made,) = Path(folder, "out").iterdir()
        return made.read_bytes()


def to_tcvn3(text: str) -> str:
    """`text` as it is written in .VnTime; a capital with a tone, which that font lacks, is small."""
    return "".join(TCVN3.get(sign, TCVN3.get(sign.lower(), sign)) for sign in text)


def to_vni(text: str) -> str:
    """`text` as it is written in VNI-Times."""
    capitals = {sign.upper(): written.upper() for sign, written in VNI.items()}
    return "".join((VNI | capitals).get(sign, sign) for sign in text)


def dotted(number: int | None) -> str:
    return "" if number is None else f"{number:,}".replace(",", ".")


def money(*amounts: int) -> dict[Cell, int]:
    """The two rows of money with `amounts` in đồng."""
    return dict(zip((Cell(RowKey(row), COUNT.key) for row in ("10.1", "10.2")), amounts, strict=True))


def put(lines: Sequence[Line], tt: str, column: int, value: object) -> None:
    """Put `value` into the line numbered `tt`."""
    next(line for line in lines if line[0] == tt)[column] = value
