"""Any text in any field is entered, printed in every format, sent, and summed two levels up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, Final

import docx
import pytest
from openpyxl import load_workbook
from PIL import Image

from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.domain.characters import may_be_stored
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.services.output.charting import chart_pdf
from lcweek_desktop.services.output.copies import save_copies
from lcweek_desktop.services.output.printing import PRINTED_KINDS, print_report
from lcweek_desktop.services.receiving.received_items import received_items
from tests.factories import FORM
from tests.naughty import NONCHARACTERS, STRINGS
from tests.services.installation import COMMUNE, DISTRICT, PROVINCE, Installation, listed, school

ROWS: Final = [row.key for row in FORM.rows]
HEADINGS: Final = [heading.key for heading in FORM.headings if heading.has_text]
_LOOKS: Final[tuple[dict[str, Any], ...]] = ({}, {"bold": True}, {"italic": True, "underline": True})


def block(at: int, text: str) -> dict[str, Any]:
    """`text` as a paragraph, a list or a table, in turn."""
    run: dict[str, Any] = {"text": text, **_LOOKS[at % 3]}
    return (
        {"type": "paragraph", "align": ("justify", "left", "center")[at // 3 % 3], "runs": [run]},
        {
            "type": "list",
            "marks": ["1.", "a)", "-"] if at % 2 else ["-", "+", "•"],
            "start": 1,
            "items": [{"depth": at % 2, "runs": [run]}],
        },
        {"type": "table", "rows": [[[run], []], [[], [run]]]},
    )[at % 3]


def entry(texts: tuple[str, ...], photo: Path) -> dict[str, Any]:
    """An entry document with each of `texts` in every kind of field."""
    lines = [clean_line(text) for text in texts]
    filled = [text for text in texts if clean_line(text)]
    parts = [*range(len(filled))]
    signoff = dict(zip(("superior", "issuer", "place", "number", "name", "opening"), texts, strict=False))
    return {
        "figures": {row: {"note": text} for row, text in zip(ROWS, texts, strict=False)}
        | {"2": {"count": 1}},
        "other_rows": [
            {"label": f"x{text}", "unit": clean_line(text)[:60], "note": text, "people": 1} for text in texts
        ],
        "narrative": {
            key: [block(at, filled[at]) for at in parts[begin :: len(HEADINGS)]]
            for begin, key in enumerate(HEADINGS)
        },
        "signoff": {**signoff, "recipients": [line[:80] for line in lines[:6]], "title": lines[6:8]},
        "photos": [{"file": photo.name, "caption": lines[0], "row": "6.1"}],
        "accepted": [{"check": "all-blank", "place": text, "reason": text} for text in texts],
    }


def batches(size: int) -> Iterator[tuple[str, ...]]:
    texts = iter(STRINGS)
    while batch := tuple(islice(texts, size)):
        yield batch


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "truong" / "a.png"
    file.parent.mkdir()
    Image.new("RGB", (60, 40), "red").save(file)
    return file


def printed(office: Installation, code: str, folder: Path) -> None:
    """Print the sums of a unit in every format and open the files; the columns of words hold no formula."""
    for kind in PRINTED_KINDS:
        print_report(office.workspace(code), folder / f"{code}{kind}", sums=True)
    docx.Document(str(folder / f"{code}.docx"))
    table, *units = load_workbook(BytesIO((folder / f"{code}.xlsx").read_bytes()))
    for sheet, columns in ((table, "ABCF"), *((each, "AB") for each in units)):
        formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert {place.rstrip("0123456789") for place in formulas}.isdisjoint(columns)


def test_any_text_in_any_field_goes_into_every_format_and_two_levels_up(tmp_path: Path, photo: Path) -> None:
    schools = [school(f"t{number}") for number, _ in enumerate(batches(45))]
    with Installation(photo.parent) as below, Installation(_new(tmp_path / "xa")) as commune:
        commune.add(listed(COMMUNE), schools)
        for unit, texts in zip(schools, batches(45), strict=True):
            below.add(replace(unit, name=f"{texts[1][:60]}{texts[0][:60]} Bình Lư"))
            below.fill(unit.code, entry(texts, photo))
            printed(below, unit.code, tmp_path)
            sent = tmp_path / f"{unit.code}.pdf"
            below.send(unit.code, sent)
            (received,) = commune.receive(COMMUNE, sent, confirm_keys=True)
            assert received.code == "received-accepted", received.message
        commune.fill(COMMUNE, {"narrative": {"I.1": "".join(NONCHARACTERS) + "Có."}})
        printed(commune, COMMUNE, tmp_path)
        assert chart_pdf(commune.workspace(COMMUNE)).startswith(b"%PDF-")
        items = received_items(commune.workspace(COMMUNE))
        copies = [*save_copies(commune.workspace(COMMUNE), _new(tmp_path / "luu"), items)]
        assert len(copies) == len(schools)
        commune.send(COMMUNE, tmp_path / "xa.lcweek")
    with Installation(_new(tmp_path / "huyen")) as district:
        district.add(listed(DISTRICT), [listed(COMMUNE), *schools])
        (received,) = district.receive(DISTRICT, tmp_path / "xa.lcweek", confirm_keys=True)
        assert received.code == "received-accepted", received.message
        printed(district, DISTRICT, tmp_path)
        district.send(DISTRICT, tmp_path / "huyen.lcweek", PROVINCE)
        forms = {FORM.campaign.id: FORM}
        report = read_bundle((tmp_path / "huyen.lcweek").read_bytes(), forms).report
    assert report is not None
    (member,) = report.members
    labels = {line.label for inner in member.members for line in inner.own_lines}
    assert labels == {clean_line(f"x{text}") for text in STRINGS}
    assert all(map(may_be_stored, labels))


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder
