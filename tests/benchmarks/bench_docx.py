"""The time to write a district's report as a DOCX, compared with python-docx alone.

python-docx writes the same words and the same table, in the styles of its own template.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx

from lcweek_desktop.documents.document import Document, Title
from lcweek_desktop.documents.docx import docx_bytes
from lcweek_desktop.domain.narrative import ListBlock, Paragraph, Table, TextRun
from tests.documents.samples import Sample
from tests.factories import FORM

TURNS = 15
GOAL = 1.2
"""The greatest ratio of our time to that of python-docx.

Its cells are taken row by row; taken one by one they need four times as long.
"""


def main() -> dict[str, Any]:
    document = Sample(FORM).document()
    ours, plain = [], []
    for _ in range(TURNS):
        ours.append(timed(lambda: docx_bytes(document)))
        plain.append(timed(lambda: written(document)))
    ratio = min(ours) / min(plain)
    print(f"  a report with {len(document.table.rows)} rows: ours {min(ours):.0f} ms", end="; ")
    print(f"python-docx alone {min(plain):.0f} ms")
    print(f"  ratio {ratio:.2f} (goal ≤ {GOAL})")
    return {"ours": min(ours), "python-docx": min(plain), "ratio": ratio}


def written(document: Document) -> bytes:
    """The words and the table as a DOCX by python-docx alone, in the styles of its own template."""
    file, data, head = docx.Document(), BytesIO(), document.letterhead
    for text in (head.superior, head.issuer, head.number, head.place_and_date, head.title, head.subject):
        file.add_paragraph(text)
    for part in document.parts:
        match part:
            case Title():
                file.add_heading(part.text, part.depth + 1)
            case Paragraph():
                _write(file.add_paragraph(), part.runs)
            case ListBlock():
                style = "List Number" if part.marks[0].counts else "List Bullet"
                for item in part.items:
                    _write(file.add_paragraph(style=style), item.runs)
            case Table():
                inner = file.add_table(len(part.rows), len(part.rows[0]))
                for made, cells in zip(inner.rows, part.rows, strict=True):
                    for cell, runs in zip(made.cells, cells, strict=True):
                        _write(cell.paragraphs[0], runs)
    for text in (*head.signer_title, head.signer, *head.recipients):
        file.add_paragraph(text)
    file.add_section()
    rows = [
        (row.tt, row.label, row.unit, *(number.text for number in row.numbers), row.note)
        for row in document.table.rows
    ]
    table = file.add_table(len(rows), len(rows[0]))
    for made, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(made.cells, texts, strict=True):
            cell.text = text
    file.save(data)
    return data.getvalue()


def _write(paragraph: Any, runs: Any) -> None:
    for part in runs:
        assert isinstance(part, TextRun)
        run = paragraph.add_run(part.text)
        run.bold, run.italic, run.underline = part.bold, part.italic, part.underline


def timed(step: Callable[[], object]) -> float:
    """The time that `step` takes, in milliseconds."""
    begun = time.perf_counter()
    step()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
