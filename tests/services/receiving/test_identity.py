"""Who reports: one unit or two under a code, one unit under two codes, and what is newer than what counts.

Source: docs/merging.md, One code, two units; Questions; Decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from shutil import copyfile

import pytest

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.board import board
from lcweek_desktop.services.receiving.deciding import confirm_key, decide, wait
from lcweek_desktop.services.receiving.identity import keep_apart, one_unit, same_unit, two_units
from lcweek_desktop.services.receiving.journal import next_undo, past_decisions, undo
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.questions import AnswerKind, QuestionKind, give, questions
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.summing.newer import newer_reports
from lcweek_desktop.services.summing.remarks import sums_notes
from lcweek_desktop.services.summing.reporting_status import reporting_progress
from lcweek_desktop.services.summing.rollup import kept_apart, rollup
from lcweek_desktop.services.workspace.workspace import Workspace
from tests.services.conftest import key_file
from tests.services.installation import COMMUNE, DISTRICT, Installation, listed, school
from tests.services.receiving.five_files import Story, kinds, shown_sum, stories

ORDERS = list(permutations(range(5)))
SOME_ORDERS = ORDERS[::19]
"""Of the 120 orders; tests/benchmarks/bench_orders.py takes all."""
NAMES = ("two_schools", "one_key_two_names", "renamed", "reinstalled", "moved", "newer_than_the_commune")
X = f"{COMMUNE}-x"
"""The code of the school that is in question."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Story]:
    return dict(zip(NAMES, stories(tmp_path_factory.mktemp("stories")), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_in_whatever_order_five_files_come_the_sum_is_right_or_a_question_stands(
    told: dict[str, Story], name: str
) -> None:
    for order in SOME_ORDERS:
        told[name].check(order)


# One code, two units


@pytest.fixture
def commune(told: dict[str, Story], tmp_path: Path) -> Iterator[Installation]:
    """A commune that received both Nậm schools, under one code, and confirmed neither key."""
    story = told["two_schools"]
    with Installation(tmp_path / "xa") as site:
        site.add(story.receiver, story.below)
        site.receive(COMMUNE, *story.files, confirm_keys=False)
        yield site


def workspace_of(site: Installation) -> Workspace:
    return site.workspace(COMMUNE)


def asked(workspace: Workspace, kind: QuestionKind = QuestionKind.ONE_CODE) -> dict[str, str]:
    """The letters of the keys that are asked about, by the name that they signed under."""
    (question,) = (each for each in questions(workspace) if each.kind is kind)
    return {each.unit.name: each.key for each in question.reports}


def test_neither_of_two_schools_with_one_code_counts_until_somebody_says_which_is_which(
    commune: Installation,
) -> None:
    workspace = workspace_of(commune)
    assert [each.need for each in received_items(workspace) if each.unit and each.unit.code == X] == [
        Need.ONE_CODE
    ] * 4
    assert kinds(workspace) == [QuestionKind.ONE_CODE]
    assert "thiếu 1 đơn vị, đang hỏi" in sums_notes(workspace)[0]
    assert [each.counted for each in rollup(workspace).members] == ["conflict", "counted"]
    assert reporting_progress(workspace).waiting == (X,)


def test_a_key_in_question_is_neither_confirmed_nor_are_its_reports_chosen(commune: Installation) -> None:
    workspace = workspace_of(commune)
    fingerprint = questions(workspace)[0].reports[0].fingerprint
    attempts: list[Callable[[], object]] = [
        lambda: confirm_key(workspace, X),
        lambda: confirm_key(workspace, X, next(iter(asked(workspace).values()))),
        lambda: decide(workspace, X, fingerprint),
    ]
    for attempt in attempts:
        with pytest.raises(KnownError) as refused:
            attempt()
        assert refused.value.code == "one-code-open"
    assert past_decisions(workspace) == ()


def test_two_units_are_listed_beside_each_other_and_both_keys_are_confirmed(commune: Installation) -> None:
    workspace = workspace_of(commune)
    han = next(name for name in asked(workspace) if "Hăn" in name)
    new = two_units(workspace, X, asked(workspace)[han], reason="đã gọi điện")
    assert (new.name, new.parent, len(new.code) <= 40) == (han, COMMUNE, True)
    assert shown_sum(workspace) == 122
    assert kinds(workspace) == []
    assert {child.unit.name for child in board(workspace).direct} == {*asked_names(), "Trường Y"}
    member = next(each for each in rollup(workspace).members if each.unit.code == new.code)
    assert (member.signed_code, member.unit.name) == (X, han)
    assert two_units_again(workspace) == "one-code-none"


def asked_names() -> set[str]:
    return {"Trường PTDTBT TH và THCS Nậm Cuổi", "Trường PTDTBT TH và THCS Nậm Hăn"}


def two_units_again(workspace: Workspace) -> str:
    with pytest.raises(KnownError) as refused:
        two_units(workspace, X, "A")
    return refused.value.code


def test_one_unit_uses_the_chosen_key_and_later_reports_under_the_other_are_set_aside(
    told: dict[str, Story], tmp_path: Path
) -> None:
    story = told["two_schools"]
    with Installation(tmp_path / "xa") as site:
        site.add(story.receiver, story.below)
        site.receive(COMMUNE, story.files[0], story.files[2], confirm_keys=False)
        workspace = workspace_of(site)
        cuoi = next(name for name in asked(workspace) if "Cuổi" in name)
        one_unit(workspace, X, asked(workspace)[cuoi], name="Trường PTDTBT TH và THCS Nậm Hăn")
        assert (shown_sum(workspace), kinds(workspace)) == (1, [])
        assert rollup(workspace).members[0].unit.name == "Trường PTDTBT TH và THCS Nậm Hăn"
        assert board(workspace).direct[0].unit.name == "Trường PTDTBT TH và THCS Nậm Hăn"
        (result,) = site.receive(COMMUNE, story.files[3], confirm_keys=True)
        assert result.code == "received-key-superseded"
        (result,) = site.receive(COMMUNE, story.files[1])
        assert (result.code, shown_sum(workspace)) == ("received-superseded", 2)
        assert rollup(workspace).members[0].unit.name == "Trường PTDTBT TH và THCS Nậm Hăn"


def test_every_answer_is_taken_back_by_an_undo_which_says_what_it_was(commune: Installation) -> None:
    workspace = workspace_of(commune)
    before = questions(workspace), shown_sum(workspace), reporting_progress(workspace)
    for answer in questions(workspace)[0].answers:
        give(workspace, answer, "đã hỏi")
        assert questions(workspace) != before[0]
        last, undone = next_undo(workspace), undo(workspace)
        assert last is not None
        assert (last.undone, undone) == (False, replace(last, undone=True))
        assert (undone.reason, undone.at) == ("đã hỏi", "2024-10-10T08:30")
        assert (questions(workspace), shown_sum(workspace), reporting_progress(workspace)) == before
    assert [each.undone for each in past_decisions(workspace)] == [True] * 4
    assert any("là của đơn vị khác" in each.words for each in past_decisions(workspace))
    with pytest.raises(KnownError) as refused:
        undo(workspace)
    assert refused.value.code == "undo-none"


def test_an_answer_about_another_key_or_name_is_refused_and_changes_nothing(commune: Installation) -> None:
    workspace = workspace_of(commune)
    key = next(iter(asked(workspace).values()))
    attempts: list[tuple[Callable[[], object], str]] = [
        (lambda: one_unit(workspace, X, "AAAA-AAAA-AAAA-AAAA"), "one-code-key"),
        (lambda: two_units(workspace, X, "AAAA-AAAA-AAAA-AAAA"), "one-code-key"),
        (lambda: one_unit(workspace, X, key, name="Trường khác"), "one-code-name"),
        (lambda: two_units(workspace, X, key, name="Trường khác"), "one-code-name"),
        (lambda: one_unit(workspace, f"{COMMUNE}-y", key), "one-code-none"),
        (lambda: same_unit(workspace, X, X), "same-unit-itself"),
        (lambda: keep_apart(workspace, [X]), "same-unit-itself"),
        (lambda: keep_apart(workspace, [X, "không có"]), "unit-unknown"),
    ]
    for attempt, code in attempts:
        with pytest.raises(KnownError) as refused:
            attempt()
        assert refused.value.code == code
    assert past_decisions(workspace) == ()


def test_the_level_above_lists_both_units_and_does_not_ask_again(
    commune: Installation, told: dict[str, Story], tmp_path: Path
) -> None:
    workspace, story = workspace_of(commune), told["two_schools"]
    two_units(workspace, X, min(asked(workspace).values()))
    confirm_key(workspace, f"{COMMUNE}-y")
    commune.send(COMMUNE, tmp_path / "xa.lcweek")
    with Installation(tmp_path / "huyen") as district, Installation(tmp_path / "tinh") as province:
        district.add(listed(DISTRICT), story.below)
        for file in (story.files[1], tmp_path / "xa.lcweek", story.files[3]):
            district.receive(DISTRICT, file, confirm_keys=True)
        above = district.workspace(DISTRICT)
        assert shown_sum(above) == 122
        assert QuestionKind.ONE_CODE not in kinds(above)
        assert {each.unit.code for each in rollup(above).members} >= {COMMUNE, X}
        district.send(DISTRICT, tmp_path / "huyen.lcweek")
        province.add(listed("12"))
        province.receive("12", tmp_path / "huyen.lcweek", confirm_keys=True)
        assert shown_sum(province.workspace("12")) == 122
        assert kinds(province.workspace("12")) == []


@pytest.mark.parametrize("confirm_keys", [False, True])
def test_the_level_above_can_answer_what_it_is_asked_about_a_unit_that_was_separated_below(
    told: dict[str, Story], tmp_path: Path, confirm_keys: bool
) -> None:
    story = told["two_schools"]
    with Installation(tmp_path / "xa") as site, Installation(tmp_path / "huyen") as district:
        site.add(story.receiver, story.below)
        site.receive(COMMUNE, story.files[0], story.files[2])
        new = two_units(workspace_of(site), X, max(asked(workspace_of(site)).values()))
        site.send(COMMUNE, tmp_path / "xa.lcweek")
        district.add(listed(DISTRICT), story.below)
        district.receive(DISTRICT, tmp_path / "xa.lcweek", confirm_keys=True)
        district.receive(DISTRICT, story.files[1], story.files[3], confirm_keys=confirm_keys)
        above = district.workspace(DISTRICT)
        assert new.code in {unit.code for question in questions(above) for unit in question.units}
        for _ in range(4):
            for question in questions(above)[:1]:
                give(above, question.answers[0])
        assert (shown_sum(above), kinds(above)) == (22, [])


def test_a_renamed_school_is_told_of_and_shown_under_its_new_name(
    told: dict[str, Story], tmp_path: Path
) -> None:
    story = told["renamed"]
    with story.received((0, 1), tmp_path / "xa") as site:
        (result,) = site.receive(COMMUNE, story.files[2])
        names = {"former": "Trường Tiểu học Thèn Sin", "name": "Trường TH và THCS Thèn Sin"}
        assert result.message.endswith(sentence("received-renamed", **names))
        workspace = site.workspace(COMMUNE)
        item = next(each for each in received_items(workspace) if each.revision == 3)
        assert "đổi tên" in item.sentence
        assert board(workspace).direct[0].unit.name == "Trường TH và THCS Thèn Sin"
        assert kinds(workspace) == []


# A newer report than the one that counts


@pytest.fixture
def district(told: dict[str, Story], tmp_path: Path) -> Iterator[Installation]:
    with told["newer_than_the_commune"].received((0, 2, 4), tmp_path / "huyen") as site:
        yield site


def test_a_newer_direct_report_is_asked_about_and_is_never_among_the_new_ones(
    district: Installation, told: dict[str, Story]
) -> None:
    workspace = district.workspace(DISTRICT)
    assert shown_sum(workspace) == 211
    (question,) = questions(workspace)
    assert question.kind is QuestionKind.NEWER_DIRECT
    assert [(each.revision, each.counted) for each in question.reports] == [(1, True), (2, False)]
    assert [str(cell) for cell in question.cells] == ["1.1.count", "1.1.people"]
    assert [answer.kind for answer in question.answers] == [AnswerKind.COUNT, AnswerKind.WAIT]
    item = next(each for each in received_items(workspace) if each.unit and each.unit.code == X)
    assert (item.need, item.other_revision, len(item.changes)) == (Need.NEWER, 1, 2)
    assert item.at == "2024-10-10T08:30"
    assert "mới hơn" in sums_notes(workspace)[0]
    holder = listed(COMMUNE).name
    said = {"revision": 2, "name": "Trường X", "unit": X, "holder": holder}
    assert item.sentence == sentence("received-newer-direct", **said)
    again = district.receive(DISTRICT, told["newer_than_the_commune"].files[2])
    assert again[0].code == "received-known"


def test_the_newer_report_can_be_counted_here_or_wait_and_both_be_taken_back(district: Installation) -> None:
    workspace = district.workspace(DISTRICT)
    fingerprint = questions(workspace)[0].reports[1].fingerprint
    decide(workspace, X, fingerprint)
    assert (shown_sum(workspace), kinds(workspace)) == (212, [])
    undo(workspace)
    assert (shown_sum(workspace), kinds(workspace)) == (211, [QuestionKind.NEWER_DIRECT])
    (newer,) = newer_reports(workspace)
    said = {"holder": listed(COMMUNE).name, "name": "Trường X", "revision": 2, "older": 1}
    assert newer.message == sentence("newer-message", **said)
    wait(workspace, X, fingerprint, "đã báo cho xã")
    assert (shown_sum(workspace), kinds(workspace)) == (211, [])
    item = next(each for each in received_items(workspace) if each.unit and each.unit.code == X)
    said = {"revision": 2, "name": "Trường X", "unit": X, "holder": listed(COMMUNE).name}
    assert item.sentence == sentence("received-newer-waits", **said)
    assert "mới hơn" in sums_notes(workspace)[0]
    undo(workspace)
    assert kinds(workspace) == [QuestionKind.NEWER_DIRECT]
    with pytest.raises(KnownError) as refused:
        wait(workspace, X, questions(workspace)[0].reports[0].fingerprint)
    assert refused.value.code == "decide-unknown"


def test_where_the_direct_report_was_chosen_the_next_direct_one_counts_too(tmp_path: Path) -> None:
    unit = school("x")
    with Installation(tmp_path / "truong") as pupil, Installation(tmp_path / "xa") as site:
        pupil.add(unit)
        files = [tmp_path / f"{number}.lcweek" for number in (1, 2, 3)]
        for number, file in enumerate(files, 1):
            pupil.fill(unit.code, {"figures": {"1.1": {"count": number}}})
            pupil.send(unit.code, file)
        site.add(listed(COMMUNE), [unit])
        for file in (files[0], files[1]):
            site.receive(COMMUNE, file, confirm_keys=True)
            site.send(COMMUNE, tmp_path / f"xa-{file.name}")
    with Installation(tmp_path / "huyen") as district:
        district.add(listed(DISTRICT), [unit])
        district.receive(DISTRICT, tmp_path / "xa-1.lcweek", files[1], confirm_keys=True)
        workspace = district.workspace(DISTRICT)
        (question,) = questions(workspace)
        give(workspace, question.answers[0])
        district.receive(DISTRICT, files[2])
        assert (shown_sum(workspace), kinds(workspace)) == (3, [])
        district.receive(DISTRICT, tmp_path / "xa-2.lcweek")
        assert (shown_sum(workspace), kinds(workspace)) == (2, [QuestionKind.NEWER_DIRECT])
        give(workspace, questions(workspace)[0].answers[0])
        assert (shown_sum(workspace), kinds(workspace)) == (3, [])


def test_where_the_older_report_was_chosen_its_own_file_changes_nothing(
    district: Installation, told: dict[str, Story]
) -> None:
    workspace = district.workspace(DISTRICT)
    older = questions(workspace)[0].reports[0].fingerprint
    decide(workspace, X, older)
    before = shown_sum(workspace), kinds(workspace)
    district.receive(DISTRICT, told["newer_than_the_commune"].files[1])
    assert (shown_sum(workspace), kinds(workspace)) == before == (211, [QuestionKind.NEWER_DIRECT])


# Units that may be one


def test_units_that_look_alike_are_merged_or_kept_apart_and_the_level_above_does_not_ask(
    told: dict[str, Story], tmp_path: Path
) -> None:
    story = told["two_schools"]
    other = story.below[1]
    with Installation(tmp_path / "xa") as site, Installation(tmp_path / "huyen") as district:
        site.add(story.receiver, story.below)
        site.receive(COMMUNE, story.files[1], story.files[4], confirm_keys=True)
        workspace = site.workspace(COMMUNE)
        same_unit(workspace, X, other.code)
        assert (shown_sum(workspace), reporting_progress(workspace).expected) == (2, (X,))
        undo(workspace)
        assert (shown_sum(workspace), len(reporting_progress(workspace).expected)) == (102, 2)
        keep_apart(workspace, [X, other.code])
        assert kept_apart(workspace) == ((X, other.code),)
        site.send(COMMUNE, tmp_path / "xa.lcweek")
        district.add(listed(DISTRICT))
        district.receive(DISTRICT, tmp_path / "xa.lcweek", confirm_keys=True)
        assert kept_apart(district.workspace(DISTRICT)) == ((X, other.code),)
        with pytest.raises(KnownError) as refused:
            district.add(listed(DISTRICT), story.below)
            same_unit(district.workspace(DISTRICT), X, other.code)
        assert refused.value.code == "same-unit-inside"


def test_a_unit_that_came_directly_is_the_one_that_its_commune_lists_under_another_code(
    told: dict[str, Story], tmp_path: Path
) -> None:
    """The commune's figures are signed, so the code inside its report is the one that stays."""
    story, direct = told["newer_than_the_commune"], replace(school("x"), id=school("la").id)
    with Installation(tmp_path / "truong") as machine, story.received((0,), tmp_path / "huyen") as site:
        machine.add(direct)
        machine.fill(direct.code, {"figures": {"1.1": {"count": 5, "people": 5}}})
        machine.send(direct.code, tmp_path / "la.lcweek", to=DISTRICT)
        site.add(listed(DISTRICT), [direct])
        site.restart()
        site.receive(DISTRICT, tmp_path / "la.lcweek", confirm_keys=True)
        workspace = site.workspace(DISTRICT)
        assert shown_sum(workspace) == 16
        (question,) = questions(workspace)
        answer = next(each for each in question.answers if each.kind is AnswerKind.SAME_AS)
        give(workspace, answer)
        assert shown_sum(workspace) == 11
        assert [(each.unit.code, each.signed_code) for each in rollup(workspace).members] == [
            (COMMUNE, None),
            (X, direct.code),
        ]
        site.send(DISTRICT, tmp_path / "huyen.lcweek")
        undo(workspace)
        assert (shown_sum(workspace), len(questions(workspace))) == (16, 1)


def test_units_that_came_only_inside_another_report_are_to_be_merged_where_they_came(tmp_path: Path) -> None:
    schools = [replace(school(letter), name="Trường TH Bản Bo") for letter in "xy"]
    with Installation(tmp_path / "xa") as site, Installation(tmp_path / "huyen") as district:
        site.add(listed(COMMUNE), schools)
        for unit in schools:
            with Installation(tmp_path / unit.code) as pupil:
                pupil.add(unit)
                pupil.fill(unit.code, {"figures": {"1.1": {"count": 1}}})
                pupil.send(unit.code, tmp_path / f"{unit.code}.lcweek")
            site.receive(COMMUNE, tmp_path / f"{unit.code}.lcweek", confirm_keys=True)
        site.send(COMMUNE, tmp_path / "xa.lcweek")
        district.add(listed(DISTRICT))
        district.receive(DISTRICT, tmp_path / "xa.lcweek", confirm_keys=True)
        (question,) = questions(district.workspace(DISTRICT))
        units = "; ".join(f"{unit.name} ({unit.code})" for unit in schools)
        assert question.words == sentence("question-alike-inside", units=units)
        assert [each.kind for each in question.answers] == [AnswerKind.APART]


def test_of_many_units_that_look_alike_a_few_pairs_are_offered_first_those_of_one_name(
    tmp_path: Path,
) -> None:
    names = {letter: f"Trường TH Bản {letter.upper()}" for letter in "abcdefgh"}
    names |= {"g": "Trường Tiểu học Bản Bo", "h": "Trường TH Bản Bo"}
    schools = [replace(school(letter), name=name) for letter, name in names.items()]
    rows = {f"1.{row}": {"count": row, "people": row} for row in range(1, 6)}
    with Installation(tmp_path / "truong") as pupils, Installation(tmp_path / "xa") as site:
        site.add(listed(COMMUNE), schools)
        for unit in schools:
            pupils.add(unit)
            pupils.fill(unit.code, {"figures": rows})
            pupils.send(unit.code, tmp_path / f"{unit.code}.lcweek")
            site.receive(COMMUNE, tmp_path / f"{unit.code}.lcweek", confirm_keys=True)
        (question,) = questions(workspace_of(site))
        assert [each.kind for each in question.answers] == [AnswerKind.SAME_AS] * 4 + [AnswerKind.APART]
        first = question.answers[0]
        assert {first.unit, *first.others} == {unit.code for unit in schools[-2:]}


def test_units_that_were_found_to_be_one_cannot_be_merged_the_other_way_round_as_well(
    told: dict[str, Story], tmp_path: Path
) -> None:
    story = told["two_schools"]
    other = story.below[1]
    with Installation(tmp_path / "xa") as site:
        site.add(story.receiver, story.below)
        site.receive(COMMUNE, story.files[1], story.files[4], confirm_keys=True)
        workspace = site.workspace(COMMUNE)
        same_unit(workspace, X, other.code)
        for one, two in permutations((X, other.code)):
            with pytest.raises(KnownError) as refused:
                same_unit(workspace, one, two)
            assert refused.value.code == "same-unit-itself"


def test_no_answer_confirms_a_key_that_is_another_units(told: dict[str, Story], tmp_path: Path) -> None:
    story = told["two_schools"]
    z = school("z")
    with Installation(tmp_path / "truong") as pupil, Installation(tmp_path / "xa") as site:
        pupil.add(school("y"))
        pupil.fill(f"{COMMUNE}-y", {"figures": {"1.1": {"count": 1}}})
        pupil.send(f"{COMMUNE}-y", tmp_path / "y.lcweek")
        for unit in (z, school("x")):
            pupil.add(unit)
            copyfile(key_file(pupil.home, school("y").id), key_file(pupil.home, unit.id))
            pupil.fill(unit.code, {"figures": {"1.1": {"count": 1}}})
            pupil.send(unit.code, tmp_path / f"{unit.code[-1]}.lcweek")
        site.add(story.receiver, [*story.below, z])
        site.receive(COMMUNE, *(tmp_path / f"{each}.lcweek" for each in "xyz"), story.files[0])
        workspace = workspace_of(site)
        confirm_key(workspace, z.code)
        key = asked(workspace)["Trường PTDTBT TH và THCS Nậm Cuổi"]
        attempts: list[Callable[[], object]] = [
            lambda: two_units(workspace, X, key),
            lambda: same_unit(workspace, X, f"{COMMUNE}-y", asked(workspace)["Trường X"]),
        ]
        for attempt in attempts:
            with pytest.raises(KnownError) as refused:
                attempt()
            assert refused.value.code == "received-key-bound"
        assert len(past_decisions(workspace)) == 1


# What is asked and what was decided, in words


def test_every_question_says_what_is_asked_and_how_it_can_be_answered(
    commune: Installation, district: Installation, told: dict[str, Story], tmp_path: Path
) -> None:
    by_kind = {each.kind: each for each in questions(workspace_of(commune))}
    (newer,) = questions(district.workspace(DISTRICT))
    assert by_kind[QuestionKind.ONE_CODE].words == sentence("question-one-code", unit=X)
    holder = listed(COMMUNE).name
    assert newer.words == sentence("question-newer-direct", units=f"Trường X ({X})", holder=holder)
    assert sums_notes(district.workspace(DISTRICT)) == (
        sentence("sums-newer", name="Trường X", older=1, holder=holder, revision=2),
    )
    asking = sentence("sums-asking", count=1, units="Trường PTDTBT TH và THCS Nậm Cuổi")
    provisional = sentence("sums-provisional", count=1, units="Trường Y")
    assert sums_notes(workspace_of(commune)) == (asking, provisional)


def test_reports_to_choose_between_and_units_that_look_alike_are_asked_about_too(tmp_path: Path) -> None:
    one, other = school("x"), school("y")
    cells = {"1.1": {"count": 3, "people": 4}, "1.2": {"count": 5, "people": 6}}
    cells |= {"1.3": {"count": 7, "people": 8}, "1.4": {"count": 9, "people": 10}}
    with (
        Installation(tmp_path / "truong") as schools,
        Installation(tmp_path / "xa") as site,
    ):
        for unit in (one, other):
            schools.add(unit)
            schools.fill(unit.code, {"figures": cells})
            schools.send(unit.code, tmp_path / f"{unit.code}.lcweek")
        copy = schools.copied(tmp_path / "truong-2")
        site.add(listed(COMMUNE), [one, other])
        files = [tmp_path / f"{unit.code}.lcweek" for unit in (one, other)]
        site.receive(COMMUNE, *files, confirm_keys=True)
        workspace = site.workspace(COMMUNE)
        (alike,) = questions(workspace)
        assert alike.kind is QuestionKind.ALIKE
        names = f"Trường X ({one.code}); Trường Y ({other.code})"
        assert alike.words == sentence("question-alike", units=names)
        assert [each.kind for each in alike.answers] == [
            AnswerKind.SAME_AS,
            AnswerKind.SAME_AS,
            AnswerKind.APART,
        ]
        give(workspace, alike.answers[-1])
        assert questions(workspace) == ()
        assert past_decisions(workspace)[0].words == sentence("decided-apart", units=names.replace(";", ","))

        copy.fill(one.code, {"figures": {"1.1": {"count": 1}}})
        copy.send(one.code, tmp_path / "chep.lcweek")
        schools.fill(one.code, {"figures": {"1.1": {"count": 2}}})
        schools.send(one.code, tmp_path / "sau.lcweek")
        schools.fill(other.code, {"figures": {"1.1": {"count": None}}})
        schools.send(other.code, tmp_path / "it-o.lcweek")
        copy.close()
        site.receive(COMMUNE, *(tmp_path / f"{name}.lcweek" for name in ("chep", "sau", "it-o")))
        conflict, fewer = questions(workspace)
        assert conflict.words == sentence("question-conflict", units=f"Trường X ({one.code})")
        assert fewer.words == sentence("question-fewer-cells", units=f"Trường Y ({other.code})")
        give(workspace, conflict.answers[1])
        give(workspace, fewer.answers[1])
        assert questions(workspace) == ()


def test_the_history_says_in_words_what_was_decided(
    commune: Installation, district: Installation, told: dict[str, Story]
) -> None:
    workspace = workspace_of(commune)
    key = min(asked(workspace).values())
    letters = PublicKey.from_base64(key).short
    unit = f"Trường PTDTBT TH và THCS Nậm Cuổi ({X})"
    new = two_units(workspace, X, key)
    said = {"unit": unit, "key": letters, "new": f"{new.name} ({new.code})"}
    assert undo(workspace).words == sentence("decided-two-units", **said)
    name = next(name for name, each in asked(workspace).items() if each == key)
    one_unit(workspace, X, key)
    assert past_decisions(workspace)[0].words == sentence(
        "decided-one-unit", unit=unit, key=letters, name=name
    )
    y = f"{COMMUNE}-y"
    confirmed = PublicKey.from_base64(confirm_key(workspace, y)).short
    assert past_decisions(workspace)[0].words == sentence(
        "decided-key", unit=f"Trường Y ({y})", key=confirmed
    )
    same_unit(workspace, X, y)
    assert past_decisions(workspace)[0].words == sentence(
        "decided-same-unit", unit=unit, other=f"Trường Y ({y})", key=letters
    )
    above = district.workspace(DISTRICT)
    fingerprint = questions(above)[0].reports[1].fingerprint
    said = {"unit": f"Trường X ({X})", "report": short_code(fingerprint)}
    decide(above, X, fingerprint)
    assert undo(above).words == sentence("decided-report", **said)
    wait(above, X, fingerprint)
    assert past_decisions(above)[0].words == sentence("decided-wait", **said)
