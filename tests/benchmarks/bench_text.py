"""Long and strange texts in every field, on every kind of paper.

A text of 64 KiB, as an old draft may hold, is compared with as many characters of usual words in notes of
200: the ratio is what one long text costs. A report with every text at its greatest length is what a bundle
may bring. Each strange text, and each noncharacter, stands alone in every field of a report.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

from openpyxl import load_workbook

from lcweek_desktop.documents.docx import docx_bytes
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.documents.xlsx import xlsx_bytes
from lcweek_desktop.domain.form import HeadingKey, RowKey
from lcweek_desktop.domain.lengths import MAX_HEADING, MAX_LINE, MAX_PARAGRAPH, MAX_UNIT_OF_MEASURE
from lcweek_desktop.domain.narrative import Line, ListBlock, ListItem, Paragraph, Table, Text, TextRun
from lcweek_desktop.domain.report import OwnLine
from lcweek_desktop.domain.text import clean_line
from tests.documents.samples import SIGNOFF, Sample, pictures
from tests.factories import FORM
from tests.naughty import STRINGS

LONG: Final = 65_536
GOAL: Final = 12
"""How many times as long as usual words one long text may take."""
SECONDS: Final = 15
"""The longest that a report with every text at its greatest length may take, in seconds."""

LINES: Final = 2_000
"""Own lines in one table."""
LINES_SECONDS: Final = 5
"""The longest that a table of so many may take, in seconds."""

_WORDS: Final = "Tuyên truyền học tập suốt đời. "


def main() -> dict[str, Any]:
    usual = _seconds(_spread(_repeated(_WORDS, LONG)))
    ratios = {
        f"{field} {name}": _seconds(sample) / usual
        for name, text in (
            ("word", "a" * LONG),
            ("words", _repeated(_WORDS, LONG)),
            ("hyphens", "a-" * (LONG // 2)),
            ("soft hyphens", "a\u00ad" * (LONG // 2)),
        )
        for field, sample in _in_each_field(text)
    }
    worst = max(ratios, key=lambda name: ratios[name])
    print(f"  64 KiB of usual words {usual:.2f} s; as one text at worst {ratios[worst]:.1f} × that ({worst})")
    print(f"  goal ≤ {GOAL}")
    full = max(_seconds(_full(letters)) for letters in (_WORDS, "a", "a-"))
    print(f"  every text at its greatest length at worst {full:.2f} s, goal ≤ {SECONDS}")
    lines = _seconds(_own_lines())
    print(f"  {LINES:,} own lines in one table {lines:.2f} s, goal ≤ {LINES_SECONDS}")
    for text in STRINGS:
        _refuse_formulas(_everywhere(clean_line(text)))
    print(f"  {len(STRINGS)} strange texts in every field: PDF, DOCX, XLSX, no formula among them")
    if ratios[worst] > GOAL or full > SECONDS or lines > LINES_SECONDS:
        found = f"{worst} {ratios[worst]:.1f} ×, all {full:.1f} s, own lines {lines:.1f} s"
        raise AssertionError(f"long texts take too long: {found}")
    return {"usual": usual, "ratios": ratios, "full": full, "lines": lines, "strange": len(STRINGS)}


def _repeated(words: str, length: int) -> str:
    return (words * (length // len(words) + 1))[:length].strip()


def _spread(text: str) -> Sample:
    """`text` in notes of own lines of 200 characters."""
    parts = [text[at : at + 200] for at in range(0, len(text), 200)]
    return Sample(FORM, own_lines=[(OwnLine("a", note=part), None) for part in parts])


def _own_lines() -> Sample:
    """A table of as many own lines as the units of a province may write together."""
    lines = (OwnLine(f"Ngày hội đọc sách số {number}", "Buổi", {}, _WORDS) for number in range(LINES))
    return Sample(FORM, own_lines=[(line, "Trường A") for line in lines])


def _in_each_field(text: str) -> Iterator[tuple[str, Sample]]:
    sample, line = Sample(FORM), (TextRun(text),)
    blocks = (Paragraph(line), ListBlock((ListItem(line),)), Table(((line, (TextRun("a"),)),)))
    yield "note", replace(sample, notes={RowKey("9.2"): text})
    yield "label", replace(sample, own_lines=[(OwnLine(text), "Trường A")])
    yield "unit", replace(sample, own_lines=[(OwnLine("a", text), "Trường A")])
    yield "name of a unit", replace(sample, own_lines=[(OwnLine("a"), text)])
    for block in blocks:
        yield type(block).__name__, replace(sample, narrative={HeadingKey("I.1"): (block,)})


def _full(letters: str) -> Sample:
    """Every text at its greatest length: every heading, row and caption, and 100 own lines."""
    line = _repeated(letters, MAX_LINE)
    paragraph = Paragraph((TextRun(_repeated(letters, MAX_PARAGRAPH)),))
    rest = Paragraph((TextRun(_repeated(letters, MAX_HEADING % MAX_PARAGRAPH)),))
    text: Text = (*(paragraph,) * (MAX_HEADING // MAX_PARAGRAPH), rest)
    own = OwnLine(line, _repeated(letters, MAX_UNIT_OF_MEASURE), {}, line)
    return Sample(
        FORM,
        notes={row.key: line for row in FORM.rows},
        narrative={heading.key: text for heading in FORM.headings if heading.has_text},
        own_lines=[(own, None)] * 100,
        captions=line,
        photos=pictures(40),
    )


def _everywhere(text: str) -> Sample:
    line: Line = (TextRun(text),) if text else ()
    blocks: Text = (Paragraph(line), ListBlock((ListItem(line),)), Table(((line, line),)))
    return Sample(
        FORM,
        notes=dict.fromkeys((RowKey("1"), RowKey("9.2")), text),
        narrative={HeadingKey("I.1"): blocks},
        own_lines=[(OwnLine(text, text[:MAX_UNIT_OF_MEASURE], {}, text), text)],
        photos=pictures(1),
        captions=text,
        signoff=replace(SIGNOFF, number=text[:40], recipients=(text, text)),
    )


def _seconds(sample: Sample) -> float:
    """The processor's time to lay out the report as PDF and as DOCX."""
    document, begun = sample.document(), time.process_time()
    pdf_bytes(document)
    docx_bytes(document)
    return time.process_time() - begun


def _refuse_formulas(sample: Sample) -> None:
    """Write the report in every format; an error or a formula in a column of words ends the benchmark."""
    document = sample.document()
    pdf_bytes(document)
    docx_bytes(document)
    for sheet in load_workbook(BytesIO(xlsx_bytes(document))):
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert {cell.column_letter for cell in cells} <= {"D", "E"}


if __name__ == "__main__":
    main()
