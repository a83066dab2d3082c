"""Two drafts of one report are merged piece by piece: nothing is lost, and nothing is invented."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.draft_merge import Difference, Listed, Part, Piece, Side, differences, merged
from lcweek_desktop.domain.form import Cell, HeadingKey, RowKey
from lcweek_desktop.domain.narrative import Paragraph, Text, TextRun
from lcweek_desktop.domain.report import Acceptance, Content, Draft, OwnLine, Photo, SignOff
from tests.bundle.small_form import COUNT, FORM, PEOPLE, figures

I_1 = HeadingKey("I.1")
EMPTY = Draft(Content())


def text(words: str) -> Text:
    return (Paragraph((TextRun(words),)),)


def draft(**content: object) -> Draft:
    return Draft(Content(**content))  # type: ignore[arg-type]


_CELLS = [cell for cell in FORM.stored_cells if cell.row in ("1.1", "1.2", "2")]
_ROWS = [RowKey("1.1"), RowKey("2")]
_NUMBERS = st.integers(0, 3)
_LINE = st.builds(
    OwnLine,
    label=st.sampled_from(["Ngày hội", "Thi viết", ""]),
    values=st.dictionaries(st.sampled_from([COUNT, PEOPLE]), _NUMBERS).map(MappingProxyType),
)
_PHOTO = st.builds(
    Photo,
    sha256=st.sampled_from(["a" * 64, "b" * 64, "c" * 64]),
    caption=st.sampled_from(["", "Lễ ra quân"]),
)
_ACCEPTED = st.builds(
    Acceptance, check=st.just("blank"), place=st.sampled_from("12"), reason=st.sampled_from("xy")
)


def drafts(*, twice: bool) -> st.SearchStrategy[Draft]:
    """Drafts; with `twice` lists may hold several elements of one name."""

    def lists(element: st.SearchStrategy[Any], name: str) -> st.SearchStrategy[tuple[Any, ...]]:
        key = None if twice else lambda each: getattr(each, name)
        return st.lists(element, max_size=4, unique_by=key).map(tuple)

    content = st.builds(
        Content,
        figures=st.dictionaries(st.sampled_from(_CELLS), _NUMBERS).map(MappingProxyType),
        notes=st.dictionaries(st.sampled_from(_ROWS), st.sampled_from("xy")).map(MappingProxyType),
        own_lines=lists(_LINE, "label"),
        narrative=st.dictionaries(st.just(I_1), st.sampled_from([text("một"), text("hai")])).map(
            MappingProxyType
        ),
        photos=lists(_PHOTO, "sha256"),
        accepted=lists(_ACCEPTED, "place"),
    )
    names, places = st.sampled_from(["", "Lò Thị Ủy"]), st.sampled_from([None, "", "Bản Bo"])
    return st.builds(Draft, content, st.builds(SignOff, name=names, place=places))


DISTINCT = drafts(twice=False)


def pieces(found: tuple[Difference, ...], *sides: Side) -> set[Piece]:
    return {each.piece for each in found if each.side in (sides or Side)}


@given(drafts(twice=True), drafts(twice=True))
def test_all_of_theirs_is_theirs_and_none_is_mine(mine: Draft, theirs: Draft) -> None:
    every = pieces(differences(FORM, mine, theirs, None))
    assert merged(mine, theirs, every) == theirs
    assert merged(mine, theirs, ()) == mine
    assert bool(every) == (mine != theirs)


@given(DISTINCT, DISTINCT, st.data())
def test_what_is_taken_is_theirs_and_all_else_stays_mine(
    mine: Draft, theirs: Draft, data: st.DataObject
) -> None:
    found = [each for each in differences(FORM, mine, theirs, None) if each.piece.key is not None]
    taken = {each.piece for each in found if data.draw(st.booleans())}
    after = merged(mine, theirs, taken)
    left = differences(FORM, after, theirs, None)
    assert pieces(tuple(each for each in left if each.piece.key is not None)) == {
        each.piece for each in found if each.piece not in taken
    }
    changed = differences(FORM, mine, after, None)
    assert {each.piece for each in changed if each.piece.key is not None} == taken


@given(DISTINCT, DISTINCT, DISTINCT)
def test_edits_that_do_not_meet_are_both_in_what_is_proposed(base: Draft, mine: Draft, theirs: Draft) -> None:
    """Whoever merges, both come to the same, but for what both changed, and the order of lists."""
    here, there = differences(FORM, mine, theirs, base), differences(FORM, theirs, mine, base)
    after = merged(mine, theirs, pieces(here, Side.THEIRS))
    other = merged(theirs, mine, pieces(there, Side.THEIRS))
    left = differences(FORM, after, other, base)
    assert {each.piece for each in left if each.piece.key is not None} == {
        each.piece for each in here if each.side is Side.BOTH and each.piece.key is not None
    }
    own = {each.piece for each in differences(FORM, base, mine, None)}
    theirs_too = {each.piece for each in differences(FORM, base, theirs, None)}
    for each in differences(FORM, base, after, None):
        assert each.piece.key is None or each.piece in own | theirs_too


def test_each_side_is_named() -> None:
    base = draft(figures=figures(r1_1_count=2, r1_2_count=5))
    mine = draft(figures=figures(r1_1_count=3, r1_2_count=5), notes={RowKey("2"): "của tôi"})
    theirs = Draft(
        replace(base.content, figures=figures(r1_1_count=4, r1_2_count=6)), SignOff(name="Lò Thị Ủy")
    )
    found = {each.piece.place: each for each in differences(FORM, mine, theirs, base)}
    assert {place: each.side.name for place, each in found.items()} == {
        "1.1.count": "BOTH",
        "1.2.count": "THEIRS",
        "note:2": "MINE",
        "signoff:name": "THEIRS",
    }
    cell = found["1.1.count"]
    assert (cell.base, cell.mine, cell.theirs) == (2, 3, 4)
    assert all(each.side is Side.BOTH for each in differences(FORM, mine, theirs, None))


def test_lines_and_photos_that_both_added_are_all_there() -> None:
    mine = draft(own_lines=(OwnLine("Ngày hội"), OwnLine("Thi viết")), photos=(Photo("a" * 64),))
    theirs = draft(own_lines=(OwnLine("Hội thi"), OwnLine("Ngày hội")), photos=(Photo("b" * 64),))
    base = draft(own_lines=(OwnLine("Ngày hội"),))
    found = differences(FORM, mine, theirs, base)
    after = merged(mine, theirs, pieces(found, Side.THEIRS)).content
    assert [line.label for line in after.own_lines] == ["Hội thi", "Ngày hội", "Thi viết"]
    assert [photo.sha256[0] for photo in after.photos] == ["b", "a"]


def test_another_order_is_a_piece_of_its_own() -> None:
    one, two = OwnLine("Một"), OwnLine("Hai")
    mine, theirs = draft(own_lines=(one, two)), draft(own_lines=(two, one, OwnLine("Ba")))
    found = differences(FORM, mine, theirs, mine)
    assert [each.piece.place for each in found] == ["own_line:Ba", "own_line"]
    assert found[1].theirs == (Listed("Hai", 1), Listed("Một", 1))
    order = merged(mine, theirs, {Piece(Part.OWN_LINES, None)}).content.own_lines
    assert [line.label for line in order] == ["Hai", "Một"]
    only_new = merged(mine, theirs, {found[0].piece}).content.own_lines
    assert {line.label for line in only_new} == {"Một", "Hai", "Ba"}


def test_differences_stand_in_the_order_of_the_form() -> None:
    mine = draft(figures=figures(r5_count=1, r1_1_count=1), narrative={I_1: text("một")})
    found = differences(FORM, mine, EMPTY, EMPTY)
    assert [each.piece.key for each in found] == [
        Cell(RowKey("1.1"), COUNT),
        Cell(RowKey("5"), COUNT),
        I_1,
    ]
