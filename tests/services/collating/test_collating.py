"""What schools wrote, at their commune: taken, left out, corrected since, and followed from the district."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from types import MappingProxyType

import pytest

from lcweek_desktop.domain.collation import (
    Collation,
    PieceMark,
    PieceState,
    Standing,
    by_group,
    source_key,
)
from lcweek_desktop.domain.form import HeadingKey
from lcweek_desktop.domain.narrative import (
    Block,
    ListBlock,
    Paragraph,
    Text,
    TextRun,
    text_sources,
    to_plain_text,
)
from lcweek_desktop.domain.report import Content
from lcweek_desktop.domain.source import Origin, Source, joined_sources, origin
from lcweek_desktop.domain.taking import TakenPiece, with_taken
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.collating.collating import (
    collation,
    put_marks,
    unsettled_paragraphs,
)
from lcweek_desktop.services.collating.taking_over import NamedPiece, leave, named_pieces, take
from lcweek_desktop.services.receiving.taking_back import take_back_key
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.summing.held_member import read_report
from lcweek_desktop.services.summing.unit_reports import all_reports
from tests.services.conftest import Offices
from tests.services.office import Office

HEADING = HeadingKey("III.2")
SAID = {
    "TH-A": "Hỗ trợ kinh phí mua sách cho thư viện các điểm trường.\n\nNâng cấp mạng Internet.",
    "TH-B": "- Đề nghị hỗ trợ kinh phí mua sách cho thư viện các điểm trường\n- Có xe thư viện lưu động",
    "TH-C": "Tập huấn kỹ năng số cho giáo viên.",
}


@pytest.fixture
def schools(offices: Offices) -> dict[str, Office]:
    """Three schools by their codes, each of which proposes something."""
    return {school: offices(school) for school in SAID}


@pytest.fixture
def commune(offices: Offices, schools: dict[str, Office]) -> Office:
    """A commune that received the three schools."""
    commune = offices("03394")
    for code, office in schools.items():
        text = {HEADING: SAID[code], "I.2": f"Mở lớp tại {code}."}
        commune.receive(office.report(2, narrative=text))
    return commune


def own_text(office: Office, heading: HeadingKey = HEADING) -> Text:
    return current_draft(office.workspace).content.narrative.get(heading, ())


def plain(office: Office) -> str:
    return to_plain_text(own_text(office), lambda _cell: "")


def adds_up(collated: Collation) -> bool:
    """Whether the numbers of headings and units are those of their pieces, and add up."""
    each = [*map(collated.heading_coverage, collated.received)], [*collated.unit_coverage.values()]
    for numbers in each:
        if tuple(map(sum, zip(*numbers, strict=True))) != tuple(collated.coverage):
            return False
    received, *states = collated.coverage
    return received == sum(states)


def test_every_piece_is_there_with_who_wrote_it_and_what_others_say_too(commune: Office) -> None:
    collated = collation(commune.workspace)
    under = collated.under(HEADING)
    assert [(each.member.unit.code, each.number, each.units) for each in under] == [
        ("TH-A", 1, 2),
        ("TH-A", 2, 1),
        ("TH-B", 1, 2),
        ("TH-B", 2, 1),
        ("TH-C", 1, 1),
    ]
    assert [each.member.unit.code for each in by_group(under)[0]] == ["TH-A", "TH-B"]
    assert collated.heading_coverage(HEADING) == (5, 0, 0, 5)
    assert collated.coverage == (8, 0, 0, 8)


def test_pieces_are_taken_with_their_sources_and_left_out_on_purpose(commune: Office) -> None:
    workspace = commune.workspace
    take(workspace, HEADING, named_pieces(workspace, HEADING, [NamedPiece("TH-B", 2), NamedPiece("TH-C")]))
    leave(workspace, named_pieces(workspace, HEADING, [NamedPiece("TH-A", 2)]), PieceMark.LEFT)
    both = named_pieces(workspace, HEADING, [NamedPiece("TH-A", 1), NamedPiece("TH-B", 1)])
    take(workspace, HEADING, both, "Hỗ trợ kinh phí mua sách (02 đơn vị).")
    assert plain(commune) == (
        "Có xe thư viện lưu động\n\nTập huấn kỹ năng số cho giáo viên.\n\n"
        "Hỗ trợ kinh phí mua sách (02 đơn vị)."
    )
    assert [origin(each) for each in text_sources(own_text(commune))] == [
        Origin.QUOTED,
        Origin.QUOTED,
        Origin.CONDENSED,
    ]
    collated = collation(workspace)
    assert collated.heading_coverage(HEADING) == (5, 4, 1, 0)
    assert adds_up(collated)


def test_a_piece_that_was_left_and_then_taken_is_taken_and_open_when_its_paragraph_goes(
    commune: Office,
) -> None:
    workspace = commune.workspace
    (piece,) = named_pieces(workspace, HEADING, [NamedPiece("TH-C")])
    leave(workspace, [piece], PieceMark.REVIEW)
    take(workspace, HEADING, [piece])
    assert collation(workspace).heading_coverage(HEADING) == (5, 1, 0, 4)
    draft = current_draft(workspace)
    save_draft(workspace, replace(draft, content=draft.content.with_text(HEADING, ())))
    after = collation(workspace)
    assert (after.state(piece), after.marks[piece.key]) == (PieceState.OPEN, PieceMark.REVIEW)
    leave(workspace, [piece], None)
    assert collation(workspace).marks == {}


def test_a_correction_lights_up_only_what_rests_on_it_and_changes_nothing(
    commune: Office, schools: dict[str, Office]
) -> None:
    workspace = commune.workspace
    take(workspace, HEADING, named_pieces(workspace, HEADING, [NamedPiece(each) for each in SAID]))
    before = own_text(commune)
    later = "Hỗ trợ kinh phí mua sách và giá sách cho thư viện các điểm trường.\n\nNâng cấp mạng Internet."
    commune.receive(schools["TH-A"].report(3, "moi.lcweek", narrative={HEADING: later}))
    assert own_text(commune) == before
    (unsettled,) = unsettled_paragraphs(workspace)
    assert (unsettled.heading, unsettled.number) == (HEADING, 1)
    (standing,) = unsettled.sources
    assert standing.standing is Standing.CHANGED
    assert standing.now == later.partition("\n")[0]
    collated = collation(workspace)
    assert collated.heading_coverage(HEADING) == (5, 4, 0, 1)
    assert adds_up(collated)


def test_what_no_longer_counts_stays_and_is_named(commune: Office, schools: dict[str, Office]) -> None:
    workspace = commune.workspace
    take(workspace, HEADING, named_pieces(workspace, HEADING, [NamedPiece("TH-C")]))
    take_back_key(workspace, "TH-C", schools["TH-C"].key.base64, "Khóa của người khác")
    assert plain(commune) == SAID["TH-C"]
    (unsettled,) = unsettled_paragraphs(workspace)
    assert [each.standing for each in unsettled.sources] == [Standing.GONE]


def test_the_district_follows_a_sentence_to_the_school(commune: Office, offices: Offices) -> None:
    take(commune.workspace, HEADING, named_pieces(commune.workspace, HEADING, [NamedPiece("TH-C")]))
    district = offices("106")
    district.receive(commune.send("xa.lcweek"))
    (piece,) = named_pieces(district.workspace, HEADING, [NamedPiece("03394")])
    take(district.workspace, HEADING, [piece])
    ((source,),) = text_sources(own_text(district))
    assert (source.unit.code, source.words) == ("03394", SAID["TH-C"])
    ((below,),) = (each.sources for each in _report_pieces(district, source))
    assert (below.unit.code, below.words, below.heading) == ("TH-C", SAID["TH-C"], HEADING)


def _report_pieces(office: Office, source: Source) -> list[Paragraph]:
    """The paragraphs of the report that `source` names, with those words."""
    reports = all_reports(office.workspace)[source.unit]
    held = next(each for each in reports.reports if each.version.id.fingerprint == source.fingerprint)
    body = office.context.store.stored_reports.body(held)
    text = read_report(office.context, office.form, body).content.narrative[source.heading]
    paragraphs = [block for block in text if isinstance(block, Paragraph)]
    return [each for each in paragraphs if to_plain_text((each,), lambda _cell: "") == source.words]


def test_an_unknown_piece_heading_or_empty_sentence_changes_nothing(commune: Office) -> None:
    workspace = commune.workspace
    (piece,) = named_pieces(workspace, HEADING, [NamedPiece("TH-C")])
    for refused, code in (
        (lambda: named_pieces(workspace, HEADING, [NamedPiece("TH-C", 2)]), "piece-unknown"),
        (lambda: named_pieces(workspace, "X", [NamedPiece("TH-C")]), "piece-unknown"),
        (lambda: named_pieces(workspace, HEADING, [NamedPiece("TH-Z")]), "unit-unknown"),
        (lambda: take(workspace, "III", [piece]), "take-heading"),
        (lambda: take(workspace, HEADING, [piece], " \n "), "take-words"),
        (lambda: take(workspace, HEADING, [piece], "a" * 16_001), "text-too-long"),
    ):
        with pytest.raises(KnownError) as caught:
            refused()
        assert caught.value.code == code
    assert own_text(commune) == ()


def test_a_thousand_edits_undos_and_marks_keep_every_source_and_add_up(commune: Office) -> None:
    machine = _Editing(commune, Random(7))
    for _ in range(1_000):
        machine.step()
    machine.check()
    assert machine.seen == {"take", "drop", "edit", "move", "split", "join", "mark", "undo", "redo"}


class _Editing:
    """Somebody at work on the commune's proposals, with an undo history of the report and real marks."""

    def __init__(self, office: Office, random: Random) -> None:
        self._office, self._random = office, random
        self._done: list[Content] = []
        self._undone: list[Content] = []
        self.content = current_draft(office.workspace).content
        received = collation(office.workspace).received.values()
        self.originals = {each.source for pieces in received for each in pieces}
        self.seen: set[str] = set()

    def step(self) -> None:
        action: Callable[[], None] = self._random.choice(
            (
                *(self._take, self._drop, self._edit, self._move, self._split, self._join),
                *(self._mark, self._undo, self._undo, self._redo),
            )
        )
        action()
        if self._random.random() < 0.05:
            self.check()

    def check(self) -> None:
        workspace = self._office.workspace
        draft = current_draft(workspace)
        save_draft(workspace, replace(draft, content=self.content))
        collated = collation(workspace)
        assert adds_up(collated)
        assert collated.coverage.received == len(self.originals)
        for sources in text_sources(own_text(self._office)):
            assert self.originals.issuperset(sources)
        assert unsettled_paragraphs(workspace) == ()

    @property
    def _text(self) -> list[Block]:
        return [*self.content.narrative.get(HEADING, ())]

    def _put(self, name: str, text: list[Block]) -> None:
        self.seen.add(name)
        self._done.append(self.content)
        self._undone.clear()
        narrative = {**self.content.narrative, HEADING: tuple(text)}
        self.content = replace(self.content, narrative=MappingProxyType(narrative))

    def _take(self) -> None:
        under = collation(self._office.workspace).under(HEADING)
        some = self._random.sample(under, self._random.randint(1, 2))
        taken = [TakenPiece(each.piece, each.source) for each in some]
        self._put("take", [*with_taken(tuple(self._text), taken)])

    def _drop(self) -> None:
        if text := self._text:
            text.pop(self._random.randrange(len(text)))
            self._put("drop", text)

    def _paragraphs(self) -> list[int]:
        return [at for at, block in enumerate(self._text) if isinstance(block, Paragraph)]

    def _edit(self) -> None:
        if places := self._paragraphs():
            text, at = self._text, self._random.choice(places)
            block = text[at]
            assert isinstance(block, Paragraph)
            text[at] = replace(block, runs=(*block.runs, TextRun(f" thêm {len(self._done)}")))
            self._put("edit", text)

    def _move(self) -> None:
        text = self._text
        self._random.shuffle(text)
        self._put("move", text)

    def _split(self) -> None:
        if places := self._paragraphs():
            text, at = self._text, self._random.choice(places)
            block = text[at]
            assert isinstance(block, Paragraph)
            text[at : at + 1] = [block, replace(block, runs=(TextRun("phần sau"),))]
            self._put("split", text)

    def _join(self) -> None:
        if len(places := self._paragraphs()) > 1:
            text = self._text
            one, other = sorted(self._random.sample(places, 2))
            first, second = text[one], text[other]
            assert isinstance(first, Paragraph)
            assert isinstance(second, Paragraph)
            sources = joined_sources(first.sources, second.sources)
            text[one] = replace(first, runs=(*first.runs, *second.runs), sources=sources)
            del text[other]
            self._put("join", text)

    def _mark(self) -> None:
        self.seen.add("mark")
        source = self._random.choice(sorted(self.originals, key=lambda each: (each.unit, each.words)))
        mark = self._random.choice([*PieceMark, None])
        put_marks(self._office.workspace, {source_key(source): mark})

    def _undo(self) -> None:
        if self._done:
            self.seen.add("undo")
            self._undone.append(self.content)
            self.content = self._done.pop()

    def _redo(self) -> None:
        if self._undone:
            self.seen.add("redo")
            self._done.append(self.content)
            self.content = self._undone.pop()


def test_marks_are_kept_and_are_no_part_of_the_report(commune: Office) -> None:
    workspace = commune.workspace
    before = commune.shown()
    leave(workspace, named_pieces(workspace, HEADING, [NamedPiece("TH-A")]), PieceMark.LEFT)
    assert commune.shown() == before
    workspace.context.derived.clear()
    assert collation(workspace).heading_coverage(HEADING) == (5, 0, 2, 3)


def test_items_that_are_taken_stand_in_one_list(commune: Office) -> None:
    workspace = commune.workspace
    take(workspace, HEADING, named_pieces(workspace, HEADING, [NamedPiece("TH-B")]))
    (listed,) = own_text(commune)
    assert isinstance(listed, ListBlock)
    assert [len(item.sources) for item in listed.items] == [1, 1]
