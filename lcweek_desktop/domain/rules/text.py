"""Rules about what is written: notes, own lines, the narrative, captions."""

from __future__ import annotations

from collections.abc import Iterator

from lcweek_desktop.domain.form import CheckOptions, HeadingKey, RowKey
from lcweek_desktop.domain.legacy_content import legacy_places
from lcweek_desktop.domain.narrative import FigureRun, Text, block_lines, figure_cells
from lcweek_desktop.domain.rules.rule import (
    CheckInput,
    Violation,
    cell_name,
    own_line_name,
    row_name,
    rule,
    shortened,
)
from lcweek_desktop.domain.text import inside_quotes
from lcweek_desktop.domain.totals import displayed_value


@rule("without-note", options="rows", fields="row value")
def _without_note(case: CheckInput, options: CheckOptions) -> Iterator[Violation]:
    for row in (case.form.row_by_key[key] for key in options.rows):
        filled = [cell for cell, value in case.content.figures.items() if cell.row == row.key and value]
        if filled and not case.content.notes.get(row.key, "").strip():
            value = "; ".join(case.form.text_of(cell, case.content.figures[cell]) for cell in filled)
            yield Violation(f"note:{row.key}", {"row": row_name(row), "value": value})


@rule("own-line-unnamed", fields="line")
def _own_line_unnamed(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    for index, line in enumerate(case.content.own_lines):
        if not line.label.strip():
            yield Violation(f"own_lines/{index}", {"line": own_line_name(case, index)})


@rule("heading-empty", fields="heading")
def _heading_empty(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    for heading in case.headings:
        if heading.has_text and _is_empty(case.content.narrative.get(heading.key, ())):
            yield Violation(f"narrative:{heading.key}", {"heading": inside_quotes(heading.name)})


def _is_empty(text: Text) -> bool:
    runs = (run for block in text for line in block_lines(block) for run in line)
    return not any(isinstance(run, FigureRun) or run.text.strip() for run in runs)


@rule("figure-blank", fields="heading cell")
def _figure_blank(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    for heading in case.headings:
        live = figure_cells(case.content.narrative.get(heading.key, ()))
        for cell in (cell for cell in case.form.cells if cell in live):
            if displayed_value(case.form, case.sums, cell) is None:
                names = {
                    "heading": inside_quotes(heading.name),
                    "cell": cell_name(case.form, cell),
                }
                yield Violation(f"narrative:{heading.key}", names)


@rule("legacy-text", fields="where written code")
def _legacy_text(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    for found in legacy_places(case.content, case.signoff):
        names = {
            "where": _named_place(case, found.place),
            "written": inside_quotes(shortened(found.written)),
            "code": found.code.value,
        }
        yield Violation(found.place, names)


def _named_place(case: CheckInput, place: str) -> str:
    kind, _, key = place.replace("/", ":").partition(":")
    match kind:
        case "note":
            return f"Ghi chú dòng {row_name(case.form.row_by_key[RowKey(key)])}"
        case "own_lines":
            return f"Dòng {own_line_name(case, int(key))}"
        case "narrative":
            return f"Mục “{inside_quotes(case.form.heading_by_key[HeadingKey(key)].title)}”"
        case "photo":
            return f"Chú thích ảnh số {int(key) + 1}"
    return "Phần ký"


@rule("photo-uncaptioned", fields="photo")
def _photo_uncaptioned(case: CheckInput, _: CheckOptions) -> Iterator[Violation]:
    for index, photo in enumerate(case.content.photos):
        if not photo.caption.strip():
            yield Violation(f"photo:{index}", {"photo": str(index + 1)})
