"""What of a member's narrative is a piece, and taking pieces over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.form import Cell, Form, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.issued_documents import begun_list
from lcweek_desktop.domain.list_marks import NUMBERED
from lcweek_desktop.domain.narrative import (
    FigureRun,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    TextRun,
    TitleStyle,
    block_lines,
    freeze_figures,
    normalize_text,
    text_sources,
)
from lcweek_desktop.domain.pieces import Piece, pieces
from lcweek_desktop.domain.source import Origin, Source, origin
from lcweek_desktop.domain.taking import TakenPiece, condensed, with_taken
from lcweek_desktop.domain.unit import UnitCode, UnitId
from tests.factories import FORM, FORMS, texts

MONEY = Cell(RowKey("10.1"), MeasureKey("count"))
found = FORM.heading_by_key[HeadingKey("I.1")].documents
assert found is not None
DOCUMENTS = found


def line(text: str, *, bold: bool = False) -> tuple[TextRun, ...]:
    return (TextRun(text, bold=bold),)


def words_of(text: Text) -> list[tuple[str, str]]:
    """The title and the words of each piece."""
    return [(each.title, each.words) for each in pieces(text, lambda _cell: "12")]


def source(words: str, unit: str = "TH-A") -> Source:
    return Source(UnitId("2024", UnitCode(unit)), f"Trường {unit}", 1, "0a" * 32, HeadingKey("I.1"), words)


def taken(piece: Piece, unit: str = "TH-A") -> TakenPiece:
    return TakenPiece(piece, source(piece.words, unit))


def test_a_paragraph_an_item_and_a_row_are_pieces_with_the_numbers_of_the_member() -> None:
    text: Text = (
        Paragraph((TextRun("Chi "), FigureRun(MONEY), TextRun(" đồng."))),
        ListBlock((ListItem(line("Mở lớp")), ListItem(line("buổi tối"), 1), ListItem(line("Tặng sách")))),
        Table(((line("Bản", bold=True), line("Số", bold=True)), (line("Phô"), line("3")), ((), ()))),
        Table(((line("Nậm"), line("4")),)),
    )
    assert words_of(text) == [
        ("", "Chi 12 đồng."),
        ("", "Mở lớp"),
        ("Mở lớp", "buổi tối"),
        ("", "Tặng sách"),
        ("", "Phô | 3"),
        ("", "Nậm | 4"),
    ]


def test_a_title_with_something_below_it_heads_and_one_without_is_a_piece() -> None:
    text: Text = (
        Paragraph(line("A. Công tác"), style=TitleStyle.SECTION),
        Paragraph(line("1. Tuyên truyền"), style=TitleStyle.CLAUSE),
        Paragraph(line("Treo băng rôn.")),
        Paragraph(line("a) Mở 5 lớp tập huấn."), style=TitleStyle.POINT),
        Paragraph(line("b) Tặng 120 quyển sách."), style=TitleStyle.POINT),
    )
    assert words_of(text) == [
        ("1. Tuyên truyền", "Treo băng rôn."),
        ("1. Tuyên truyền", "a) Mở 5 lớp tập huấn."),
        ("1. Tuyên truyền", "b) Tặng 120 quyển sách."),
    ]


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_no_words_are_in_no_piece_but_those_that_head_others(data: st.DataObject, form: Form) -> None:
    text = normalize_text(freeze_figures(data.draw(texts(form)), lambda _cell: "7"))
    bare = tuple(each for each in text if not isinstance(each, Paragraph) or each.style is None)
    said = " ".join(each.words for each in pieces(bare, lambda _cell: "7"))
    heads = [block.rows[0] for block in bare if isinstance(block, Table) and len(block.rows) > 1]
    for block in bare:
        for each in block_lines(block):
            written = "".join(run.text for run in each if isinstance(run, TextRun)).strip()
            assert written in said or any(each in head for head in heads)


def test_what_is_taken_keeps_its_look_and_joins_the_list_and_the_table_that_end_there() -> None:
    head = (line("Bản", bold=True), line("Số", bold=True))
    text: Text = (
        Paragraph((TextRun("Đã "), TextRun("mở", bold=True), TextRun(" lớp."))),
        ListBlock((ListItem(line("một")), ListItem(line("hai"))), NUMBERED),
        Table((head, (line("Phô"), line("3")), (line("Nậm"), line("4")))),
    )
    given = pieces(text, lambda _cell: "")
    own = with_taken((), [taken(given[0]), *(taken(each, "TH-B") for each in given[1:])])
    assert len(own) == 3
    paragraph, listed, table = own
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == text[0].runs  # type: ignore[union-attr]
    assert isinstance(listed, ListBlock)
    assert [item.sources for item in listed.items] == [(source("một", "TH-B"),), (source("hai", "TH-B"),)]
    assert isinstance(table, Table)
    assert table.rows == text[2].rows  # type: ignore[union-attr]
    assert [each.words for each in table.sources] == ["Nậm | 4", "Phô | 3"]
    assert [origin(each) for each in text_sources(own)] == [Origin.QUOTED] * 3 + [Origin.CONDENSED]


def test_documents_come_into_one_list_each_once_and_are_counted() -> None:
    def documents(*names: str) -> Text:
        *_, begun = begun_list(DOCUMENTS)
        assert isinstance(begun, Table)
        rows = tuple((line(name), line("05/9/2024"), line("Phòng"), line("Tuần lễ")) for name in names)
        return (Paragraph(line("Đã ban hành 2 văn bản:")), Table((begun.rows[0], *rows)))

    first = pieces(documents("Kế hoạch số 1", "Quyết định số 2"), lambda _cell: "", DOCUMENTS)
    second = pieces(documents("Kế hoạch số 1", "Thông báo số 3"), lambda _cell: "", DOCUMENTS)
    assert [each.is_document for each in first] == [False, True, True]
    own = with_taken((), [taken(each) for each in first[1:]], DOCUMENTS)
    own = with_taken(own, [taken(each, "TH-B") for each in second[1:]], DOCUMENTS)
    sentence, table = own
    assert isinstance(sentence, Paragraph)
    assert "03" in "".join(run.text for run in sentence.runs if isinstance(run, TextRun))
    assert isinstance(table, Table)
    assert len(table.rows) == 4
    assert len(table.sources) == 4


def test_a_condensed_paragraph_names_each_of_its_sources_once() -> None:
    piece = Piece("Mở lớp.", (Paragraph(line("Mở lớp.")),))
    paragraph = condensed("Các trường mở lớp.", [taken(piece), taken(piece), taken(piece, "TH-B")])
    assert paragraph.runs == line("Các trường mở lớp.")
    assert [each.unit.code for each in paragraph.sources] == ["TH-A", "TH-B"]


def test_the_sentence_above_a_list_of_documents_is_no_piece() -> None:
    sentence, table = begun_list(DOCUMENTS)
    assert pieces((sentence, table), lambda _cell: "", DOCUMENTS) == ()
