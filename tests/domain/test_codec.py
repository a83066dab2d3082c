"""Domain objects to JSON and back: nothing is lost, and a malformed value is refused wherever it is."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.domain.codec import (
    MalformedError,
    content_from_json,
    content_json,
    report_from_json,
    report_json,
    signoff_from_json,
    signoff_json,
)
from lcweek_desktop.domain.form import Cell, Form, HeadingKey, LevelKey, MeasureKey, RowKey
from lcweek_desktop.domain.list_marks import NUMBERED
from lcweek_desktop.domain.narrative import (
    Align,
    FigureRun,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    TextRun,
)
from lcweek_desktop.domain.report import (
    Acceptance,
    Content,
    Counted,
    FormerKey,
    Member,
    OwnLine,
    Photo,
    Report,
    SignOff,
)
from lcweek_desktop.domain.source import MAX_SOURCES, Source, Sources
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.domain.values import MAX_NUMBER
from tests.factories import FORM, FORMS, INVENTED, contents, reports, signoffs


def json_round_trip(value: Json) -> Json:
    back: Json = json.loads(canonical_json(value))
    return back


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_a_report_comes_back_from_its_canonical_bytes_as_it_was(data: st.DataObject, form: Form) -> None:
    report = data.draw(reports(form))
    assert report_from_json(json_round_trip(report_json(report)), form) == report


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_entered_content_comes_back_as_it_was(data: st.DataObject, form: Form) -> None:
    content = data.draw(contents(form))
    assert content_from_json(json_round_trip(content_json(content)), form) == content


@given(signoffs())
def test_a_sign_off_comes_back_as_it_was(signoff: SignOff) -> None:
    assert signoff_from_json(json_round_trip(signoff_json(signoff))) == signoff


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_equal_reports_have_equal_bytes_in_whatever_order_they_were_entered(
    data: st.DataObject, form: Form
) -> None:
    report = data.draw(reports(form, depth=0))
    figures = data.draw(st.permutations(list(report.content.figures.items())))
    shuffled = replace(report, content=replace(report.content, figures=MappingProxyType(dict(figures))))
    assert canonical_json(report_json(shuffled)) == canonical_json(report_json(report))


# A report with everything in it, to be broken in every place.

MONEY = Cell(RowKey("10.1"), MeasureKey("count"))
TAKEN = Source(
    UnitId(FORM.campaign.edition, UnitCode("106-A")),
    "Trường THCS Bình Lư",
    2,
    "0a" * 32,
    HeadingKey("II.1"),
    "Đã mở 2 lớp.",
)
OTHER = replace(TAKEN, revision=1, fingerprint="0b" * 32, words="Mở hai lớp.")
TEXT = (
    Paragraph((TextRun("Đã mở ", bold=True), FigureRun(MONEY, italic=True)), Align.CENTER),
    Paragraph((TextRun("Đã mở 2 lớp."),), sources=(TAKEN, OTHER)),
    ListBlock((ListItem((TextRun("một"),), 0, (TAKEN,)), ListItem((TextRun("hai"),), 1)), marks=NUMBERED),
    Table((((TextRun("a"),), ()), ((), (TextRun("b"),))), (OTHER,)),
)
SCHOOL = Unit(
    UnitId(FORM.campaign.edition, UnitCode("106-A")),
    "Trường THCS Bình Lư",
    LevelKey("truong"),
    UnitCode("106"),
)
OWN_LINE = OwnLine("Ngày hội", "Buổi", MappingProxyType({MeasureKey("people"): 3}), "tối")
INNER = Member(
    SCHOOL,
    1,
    "0a" * 32,
    "RWQkey",
    b"paper",
    MappingProxyType({MONEY: 5}),
    replaced=(FormerKey(UnitCode("106-A"), "RWQold"),),
)
OUTER = replace(
    INNER,
    counted=Counted.DOUBLE,
    on_behalf=True,
    own_lines=(OWN_LINE,),
    members=(INNER,),
    deducted=(("106-A",),),
)
REPORT = Report(
    unit=replace(SCHOOL, id=UnitId(FORM.campaign.edition, UnitCode("106")), parent=None),
    campaign=FORM.campaign.id,
    form_hash=FORM.hash,
    revision=2,
    previous="0b" * 32,
    content=Content(
        figures=MappingProxyType({MONEY: 10**12}),
        notes=MappingProxyType({RowKey("9.1"): "Giấy khen"}),
        own_lines=(OWN_LINE,),
        narrative=MappingProxyType({HeadingKey("I.1"): TEXT}),
        photos=(Photo("0c" * 32, "Lễ khai mạc", RowKey("7")), Photo("0d" * 32)),
        accepted=(Acceptance("all-blank", "report", "Chưa tổ chức"),),
    ),
    members=(OUTER,),
    deducted=(("106-A", "106-A"),),
)
SIGNOFF = SignOff(superior="", title=("HIỆU TRƯỞNG",), recipients=None, date="2024-10-15", number="7")


class BrokenValue(NamedTuple):
    """A value with one fault, and the place that a reader must name."""

    value: Json
    place: str


def broken_values(value: Json) -> Iterator[BrokenValue]:
    """`value` with one fault at a time: every key missing or unknown, every leaf of another type."""
    for path, node in walk_json(value, ()):
        place = "".join(f"/{step}" for step in path)
        for wrong in wrong_values(path, node):
            yield BrokenValue(with_node(value, path, wrong), place)
        if isinstance(node, dict):
            yield BrokenValue(with_node(value, path, {**node, "extra": 1}), f"{place}/extra")
            for key in () if may_lack_keys(path) else node.keys() - {"replaced", "sources"}:
                rest = {kept: item for kept, item in node.items() if kept != key}
                yield BrokenValue(with_node(value, path, rest), f"{place}/{key}")


def walk_json(value: Json, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    yield path, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from walk_json(item, (*path, key))
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from walk_json(item, (*path, index))


OPEN_OBJECTS = {"figures", "notes", "narrative", "values"}
LOOKS = {"bold", "italic", "underline"}


def may_lack_keys(path: tuple[str | int, ...]) -> bool:
    """Whether the object at `path` may lack any of its keys."""
    return path[-1:] != () and (
        path[-1] in OPEN_OBJECTS or path[-2:-1] in (("figures",), ("runs",), (0,), (1,))
    )


def wrong_values(path: tuple[str | int, ...], node: Json) -> list[Json]:
    nothing: list[Json] = [] if path and path[-1] in NULLABLE else [None]
    match node:
        case None:
            return [7]
        case bool():
            return [*nothing, 0, "true"]
        case int():
            return [*nothing, "7", True, MAX_NUMBER + 1, []]
        case str():
            return [*nothing, 7, False, "e\u0302", "a\u0007", "\u202ea", {}]
        case list():
            return [*nothing, {}, "x", [7]]
        case dict():
            return [*nothing, [], "x"]


NULLABLE = {"previous", "parent", "row", "superior", "issuer", "abbreviation", "place"} | {
    "opening",
    "closing",
    "title",
    "recipients",
}


def with_node(value: Json, path: tuple[str | int, ...], node: Json) -> Json:
    if not path:
        return node
    copied = copy.deepcopy(value)
    holder: Json = copied
    for step in path[:-1]:
        holder = holder[step]  # type: ignore[index]
    holder[path[-1]] = node  # type: ignore[index]
    return copied


def test_the_whole_report_is_well_formed() -> None:
    assert report_from_json(json_round_trip(report_json(REPORT)), FORM) == REPORT


def test_a_report_broken_in_any_one_place_is_refused_there() -> None:
    seen = 0
    for value, place in broken_values(report_json(REPORT)):
        with pytest.raises(MalformedError) as caught:
            report_from_json(value, FORM)
        assert names_place(caught.value.place, place), (place, str(caught.value))
        seen += 1
    assert seen > 700


def names_place(said: str, place: str) -> bool:
    """Whether the refusal names `place`: itself or an item of it; a live figure or the form as a whole."""
    whole = ("/figure" in place and said == place[: place.rindex("/figure") + 7]) or said == "/form"
    return said == place or said.startswith(f"{place}/") or whole or (place == "" and said == "")


def test_a_sign_off_broken_in_any_one_place_is_refused_there() -> None:
    for value, place in broken_values(signoff_json(SIGNOFF)):
        with pytest.raises(MalformedError) as caught:
            signoff_from_json(value, "")
        assert names_place(caught.value.place, place), (place, str(caught.value))


def test_former_keys_are_left_out_where_there_are_none_and_never_an_empty_list() -> None:
    bare = replace(REPORT, members=(replace(INNER, replaced=()),))
    value = json_round_trip(report_json(bare))
    assert "replaced" not in value["members"][0]  # type: ignore[call-overload,index,operator]
    assert report_from_json(value, FORM) == bare
    value["members"][0]["replaced"] = []  # type: ignore[call-overload,index]
    with pytest.raises(MalformedError, match="members/0/replaced: empty"):
        report_from_json(value, FORM)


@pytest.mark.parametrize("day", ["2024-02-30", "20241015", "15/10/2024", "2024-10-5", "2024-W42-2"])
def test_a_date_that_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(MalformedError, match="signoff/date"):
        signoff_from_json({**signoff_json(SIGNOFF), "date": day})


FIGURES = {
    "a row of another form": ({"A.1": {"count": 1}}, "/figures/A.1"),
    "a measure of another form": ({"1.1": {"men": 1}}, "/figures/1.1/men"),
    "a computed cell": ({"1": {"count": 1}}, "/figures/1/count"),
    "a closed cell": ({"2": {"people": 1}}, "/figures/2/people"),
    "a row without numbers": ({"1.1": {}}, "/figures/1.1"),
    "half a number": ({"1.1": {"count": 1.5}}, "/figures/1.1/count"),
    "a number of text": ({"1.1": {"count": "1"}}, "/figures/1.1/count"),
}


@pytest.mark.parametrize("case", FIGURES)
def test_figures_that_the_form_cannot_hold_are_refused(case: str) -> None:
    figures, place = FIGURES[case]
    value = json.loads(json.dumps({**content_json(REPORT.content), "figures": figures}))
    with pytest.raises(MalformedError) as caught:
        content_from_json(value, FORM)
    assert caught.value.place == place


LIST: dict[str, Json] = {"type": "list", "marks": ["-", "+", "•"], "start": 1, "items": []}
NARRATIVES: dict[str, tuple[Json, str]] = {
    "a heading without text": ({"I": []}, "/narrative/I"),
    "an unknown heading": ({"IV.1": []}, "/narrative/IV.1"),
    "an unknown block": ({"I.1": [{"type": "html"}]}, "/narrative/I.1/0/type"),
    "a fourth level": (
        {"I.1": [{**LIST, "items": [{"depth": 3, "runs": []}]}]},
        "/narrative/I.1/0/items/0/depth",
    ),
    "two marks": ({"I.1": [{**LIST, "marks": ["-", "+"]}]}, "/narrative/I.1/0/marks"),
    "a mark nobody knows": ({"I.1": [{**LIST, "marks": ["-", "+", "*"]}]}, "/narrative/I.1/0/marks/2"),
    "a list that begins at 0": ({"I.1": [{**LIST, "start": 0}]}, "/narrative/I.1/0/start"),
    "a list that begins at 1000": ({"I.1": [{**LIST, "start": 1000}]}, "/narrative/I.1/0/start"),
    "an alignment": (
        {"I.1": [{"type": "paragraph", "align": "top", "runs": []}]},
        "/narrative/I.1/0/align",
    ),
    "a ragged table": ({"I.1": [{"type": "table", "rows": [[[]], [[], []]]}]}, "/narrative/I.1/0/rows"),
    "a table of nothing": ({"I.1": [{"type": "table", "rows": []}]}, "/narrative/I.1/0/rows"),
    "an empty run": (
        {"I.1": [{"type": "paragraph", "align": "left", "runs": [{"text": ""}]}]},
        "/narrative/I.1/0/runs/0/text",
    ),
    "a figure of no cell": (
        {
            "I.1": [
                {
                    "type": "paragraph",
                    "align": "left",
                    "runs": [{"figure": {"row": "1.1", "measure": "men"}}],
                }
            ]
        },
        "/narrative/I.1/0/runs/0/figure",
    ),
}


@pytest.mark.parametrize("case", NARRATIVES)
def test_a_narrative_that_cannot_be_printed_is_refused(case: str) -> None:
    narrative, place = NARRATIVES[case]
    with pytest.raises(MalformedError) as caught:
        content_from_json({**content_json(REPORT.content), "narrative": narrative}, FORM)
    assert caught.value.place == place


def test_a_report_of_another_form_is_refused() -> None:
    with pytest.raises(MalformedError, match="another form"):
        report_from_json(report_json(REPORT), INVENTED)


@pytest.mark.parametrize("paper", ["cGFw", "cGFwZXI", "cGFwZXI =", "cGFwZXJ="])
def test_only_canonical_base64_is_a_paper_code(paper: str) -> None:
    value = report_json(replace(REPORT, members=(replace(INNER, paper=b"paper"),)))
    members = value["members"]
    assert isinstance(members, list) and isinstance(members[0], dict)
    members[0]["paper"] = paper
    if paper == "cGFw":
        assert report_from_json(value, FORM).members[0].paper == b"pap"
    else:
        with pytest.raises(MalformedError, match="members/0/paper"):
            report_from_json(value, FORM)


@pytest.mark.parametrize("block", [1, 3])
def test_sources_are_left_out_where_there_are_none_and_never_empty_or_twice(block: int) -> None:
    value: Any = json_round_trip(content_json(REPORT.content))
    written = value["narrative"]["I.1"][block]
    assert "sources" not in value["narrative"]["I.1"][0]
    for wrong in ([], written["sources"] * 2, [{**written["sources"][0], "words": ""}]):
        written["sources"] = wrong
        with pytest.raises(MalformedError, match=f"narrative/I.1/{block}/sources"):
            content_from_json(value, FORM)


def test_more_sources_than_a_paragraph_may_have_are_refused() -> None:
    many = tuple(replace(TAKEN, revision=number) for number in range(MAX_SOURCES + 1))

    def sourced(sources: Sources) -> Content:
        text = (Paragraph((TextRun("Các trường đã mở lớp."),), sources=sources),)
        return replace(REPORT.content, narrative=MappingProxyType({HeadingKey("I.1"): text}))

    assert content_from_json(content_json(sourced(many[:-1])), FORM) == sourced(many[:-1])
    with pytest.raises(MalformedError):
        content_from_json(content_json(sourced(many)), FORM)
