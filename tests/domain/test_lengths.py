"""How long texts may be, and long paragraphs in several (docs/bundle-format.md, Lengths)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.lengths import (
    MAX_LINE,
    MAX_PARAGRAPH,
    content_excesses,
    line_length,
    signoff_excesses,
    split_long_paragraphs,
)
from lcweek_desktop.domain.narrative import (
    Align,
    FigureRun,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    TextRun,
    to_plain_text,
)
from lcweek_desktop.domain.report import Content, OwnLine, SignOff
from tests.factories import FORMS, contents, signoffs

FIGURE = FigureRun(Cell(RowKey("2"), MeasureKey("count")), bold=True)


@given(st.sampled_from(FORMS).flatmap(contents), signoffs())
def test_what_people_write_is_not_too_long(content: Content, signoff: SignOff) -> None:
    assert [*content_excesses(content), *signoff_excesses(signoff)] == []


def test_each_text_is_measured_by_itself_and_named_by_its_place() -> None:
    lines = (OwnLine("a" * MAX_LINE, note="b" * MAX_LINE), OwnLine("a", "b" * 61, note="c" * (MAX_LINE + 2)))
    found = [*content_excesses(Content(own_lines=lines))]
    assert found == [("own_lines/1", MAX_LINE + 2, MAX_LINE), ("own_lines/1", 61, 60)]


def test_a_live_figure_counts_nothing_and_the_runs_of_a_line_count_together() -> None:
    assert line_length((TextRun("ặ" * 3), FIGURE, TextRun("b", italic=True))) == 4


@pytest.mark.parametrize("block", [ListBlock((ListItem((TextRun("a" * 20_000),)),)), Table((((),),))])
def test_lists_and_tables_stay_as_they_are(block: ListBlock | Table) -> None:
    assert split_long_paragraphs((block,)) == (block,)


@given(st.lists(st.sampled_from(["Đọc sách. ", "a" * 7_000, "tặng ", ". "]), max_size=60), st.integers(0, 60))
def test_a_long_paragraph_is_parted_without_losing_a_letter_or_a_figure(words: list[str], at: int) -> None:
    runs = (TextRun("".join(words[:at]), bold=True), FIGURE, TextRun("".join(words[at:]) + "."))
    parts = split_long_paragraphs((Paragraph(runs, Align.CENTER),))
    assert all(isinstance(part, Paragraph) and part.align is Align.CENTER for part in parts)
    assert all(line_length(part.runs) <= MAX_PARAGRAPH for part in parts if isinstance(part, Paragraph))
    written = "".join(words[:at]) + "90" + "".join(words[at:]) + "."
    assert "".join(to_plain_text(parts, lambda _cell: "90").split()) == "".join(written.split())
