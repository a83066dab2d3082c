"""Which report counts: against the reference model, and sentence by sentence of docs/merging.md, Merging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcweek_desktop.domain.merge import (
    Decision,
    KeyConfirmation,
    Resolution,
    Version,
    VersionId,
    VersionStatus,
    confirm,
    provisional_key,
    refused_by_choosing,
    resolve_versions,
    standing_confirmations,
    unite,
)
from tests.domain import reference
from tests.domain.reference import Arrived, Chose, Confirmed, Event, History, Undone, United

KEYS = ("key-1", "key-2", "key-3")
NAMES = ("Trường Bản Bo", "Trường Bản Bố", None)
TOLD: tuple[Mapping[str, str], ...] = (
    {},
    {},
    {KEYS[0]: KEYS[1]},
    {KEYS[1]: KEYS[0]},
    {KEYS[0]: KEYS[1], KEYS[1]: KEYS[2]},
)
"""Keys that a report from below says to be replaced, each with the one that replaced it."""
RECEIVER_KEYS = ("receiver-1", "receiver-2")
MANY = settings(max_examples=3 * settings().max_examples)


@st.composite
def unsigned_versions(draw: st.DrawFn) -> list[Version]:
    """Up to eight unsigned reports of a unit: corrections, rivals, emptier ones, some typed from paper; under
    one name or several, or all known from paper alone, which carries none."""
    versions: list[Version] = []
    unit_names = st.sampled_from(draw(st.sampled_from((NAMES[:1], NAMES[:2], NAMES[2:], NAMES))))
    for number in range(draw(st.integers(0, 8))):
        names = [version.id.fingerprint for version in versions]
        revision = draw(st.sampled_from((0, 1, 1, 2, 2, 3, 4)))
        previous = draw(st.sampled_from((None, "never-held", *names))) if revision else None
        filled = draw(st.sampled_from((0, 2, 5, 5, 10)))
        versions.append(
            Version(
                VersionId(f"report-{number}", ""),
                revision,
                previous,
                filled,
                on_behalf=revision == 0,
                name=draw(unit_names),
                restored=draw(st.sampled_from((0, 0, 0, 0, 1, 2))),
            )
        )
    return versions


def sign(version: Version, turn: int, told: Mapping[str, str]) -> Version:
    """`version` under a key of the unit, or of the receiver if it was typed on behalf of the unit; `told` are
    the keys that are said to have replaced others."""
    keys = RECEIVER_KEYS if version.on_behalf else KEYS
    key = keys[turn % len(keys)]
    return replace(version, id=VersionId(version.id.fingerprint, key), replaced_by=told.get(key))


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Reports arrive, mostly under the first key, with copies, confirmations and decisions in between."""
    pool = draw(unsigned_versions())
    history: list[Event] = [Confirmed(KEYS[0])] if draw(st.booleans()) else []
    turns = st.sampled_from((0, 0, 0, 1, 2))
    told = draw(st.sampled_from(TOLD))
    for version in draw(st.permutations(pool)):
        history.append(Arrived(sign(version, draw(turns), told)))
        happens = draw(st.sampled_from(("nothing", "nothing", "copy", "confirm", "unite", "choose", "undo")))
        if happens == "copy":
            history.append(Arrived(sign(draw(st.sampled_from(pool)), draw(turns), told)))
        elif happens == "undo":
            history += [Undone()] if reference.decisions(history) else []
        elif happens == "confirm":
            history.append(Confirmed(KEYS[draw(turns)]))
        elif happens == "unite":
            history.append(United(KEYS[draw(turns)]))
        elif happens == "choose":
            choices = [v for v in reference.held_versions(history) if v.id in reference.positions(history)]
            history += [Chose(draw(st.sampled_from(choices)))] if choices else []
    return history


Records = tuple[list[Version], list[KeyConfirmation], list[Decision]]


def receiver_records(history: History) -> Records:
    """What the receiver has recorded after `history`, which is the input of the program."""
    held: list[Version] = []
    journal: list[KeyConfirmation | Decision] = []
    for event in history:
        confirmations = [each for each in journal if isinstance(each, KeyConfirmation)]
        match event:
            case Arrived(version):
                held += [version] if version not in held else []
            case Confirmed(key):
                journal.append(confirm(key, [held], confirmations))
            case United(key):
                journal.append(unite(key, "", [held], confirmations))
            case Chose(version):
                standing = standing_confirmations(confirmations, provisional_key(held, confirmations))
                refused = refused_by_choosing(version, held, standing)
                journal.append(Decision(version.id.fingerprint, refused))
            case Undone():
                journal.pop()
    confirmations = [each for each in journal if isinstance(each, KeyConfirmation)]
    return held, confirmations, [each for each in journal if isinstance(each, Decision)]


@MANY
@given(histories())
def test_the_program_and_the_reference_model_never_differ(history: History) -> None:
    outcome = resolve_versions(*receiver_records(history))
    assert outcome.counted == reference.counted(history)
    assert outcome.status == {
        version.id: reference.status(history, version) for version in reference.held_versions(history)
    }
    assert outcome.gap == reference.has_gap(history)
    assert outcome.provisional == reference.provisional_key(history)


@MANY
@given(histories(), st.data())
def test_no_order_of_arrival_changes_the_resolution(history: History, data: st.DataObject) -> None:
    held, confirmations, decisions = receiver_records(history)
    shuffled = data.draw(st.permutations(held))
    assert resolve_versions(shuffled, confirmations, decisions) == resolve_versions(
        held, confirmations, decisions
    )


@MANY
@given(histories(), st.data())
def test_what_a_person_chooses_counts_at_once(history: History, data: st.DataObject) -> None:
    positions = reference.positions(history)
    if choices := [version for version in reference.held_versions(history) if version.id in positions]:
        chosen = data.draw(st.sampled_from(choices))
        outcome = resolve_versions(*receiver_records([*history, Chose(chosen)]))
        assert outcome.counted == reference.originals(history)[chosen.id.fingerprint][1]


def version(
    fingerprint: str, revision: int, previous: str | None = None, filled: int = 10, key: str = "key-1"
) -> Version:
    return Version(VersionId(fingerprint, key), revision, previous, filled)


def on_behalf(fingerprint: str, filled: int = 10) -> Version:
    return Version(VersionId(fingerprint, "receiver-1"), 0, None, filled, on_behalf=True)


def resolve_after(*history: Version | str | Chose) -> Resolution:
    """The resolution after reports arrived (Version), keys were confirmed (str) and reports chosen (Chose).

    The first key is confirmed from the start.
    """
    events: list[Event] = [Confirmed("key-1")]
    for event in history:
        if isinstance(event, Version):
            events.append(Arrived(event))
        else:
            events.append(Confirmed(event) if isinstance(event, str) else event)
    return resolve_versions(*receiver_records(events))


def resolve_in_any_order(*reports: Version) -> Resolution:
    """The resolution after `reports` arrived, which must be the same for every order of arrival."""
    outcomes = [resolve_after(*order) for order in permutations(reports)]
    assert all(outcome == outcomes[0] for outcome in outcomes)
    return outcomes[0]


def test_without_reports_nothing_counts() -> None:
    assert resolve_versions([]) == Resolution(None, {})


def test_the_highest_revision_counts_and_lower_ones_are_old() -> None:
    first, second = version("a", 1), version("b", 2, "a")
    outcome = resolve_in_any_order(first, second)
    assert outcome == Resolution(second.id, {first.id: VersionStatus.OLD, second.id: VersionStatus.COUNTED})


def test_a_return_to_earlier_figures_is_a_revision_like_any_other() -> None:
    outcome = resolve_in_any_order(version("a", 1, filled=7), version("b", 2, "a"), version("c", 3, "b"))
    assert outcome.counted == VersionId("c", "key-1")


def test_a_key_epoch_weighs_more_than_a_revision() -> None:
    """A reinstalled PC may begin again at revision 1."""
    reinstalled = version("new", 1, key="key-2")
    outcome = resolve_after(version("old", 7), "key-2", reinstalled)
    assert outcome.counted == reinstalled.id
    assert outcome.status[VersionId("old", "key-1")] == VersionStatus.OLD


def test_a_report_that_arrives_again_is_known() -> None:
    assert resolve_after(version("a", 1), version("a", 1)) == resolve_after(version("a", 1))


def test_of_two_fingerprints_at_one_position_neither_counts() -> None:
    left, right = version("left", 1), version("right", 1)
    outcome = resolve_in_any_order(left, right)
    assert outcome == Resolution(None, {left.id: VersionStatus.CONFLICT, right.id: VersionStatus.CONFLICT})
    assert outcome.waiting


def test_a_conflict_ends_when_a_person_chooses() -> None:
    left, right = version("left", 1), version("right", 1)
    outcome = resolve_after(left, right, Chose(left))
    assert outcome == Resolution(left.id, {left.id: VersionStatus.COUNTED, right.id: VersionStatus.REFUSED})
    assert not outcome.waiting


def test_a_conflict_ends_when_a_later_revision_names_one_as_its_previous() -> None:
    left, right, later = version("left", 1), version("right", 1), version("later", 2, "left")
    outcome = resolve_in_any_order(left, right, later)
    assert outcome.counted == later.id
    assert not outcome.waiting


def test_the_named_one_counts_while_the_later_revision_waits_with_fewer_cells() -> None:
    left, right, later = version("left", 1), version("right", 1), version("later", 2, "left", filled=3)
    outcome = resolve_in_any_order(left, right, later)
    assert outcome.counted == left.id
    assert outcome.status[right.id] == VersionStatus.OLD
    assert outcome.status[later.id] == VersionStatus.FEWER_CELLS


def test_later_revisions_that_name_both_end_no_conflict() -> None:
    left, right = version("left", 1), version("right", 1)
    rivals = version("l2", 2, "left"), version("r2", 2, "right")
    outcome = resolve_in_any_order(left, right, *rivals)
    assert outcome.counted is None
    assert set(outcome.status.values()) == {VersionStatus.CONFLICT}


def test_a_refused_revision_names_nothing() -> None:
    left, right = version("left", 1), version("right", 1)
    l2, r2 = version("l2", 2, "left", filled=1), version("r2", 2, "right", filled=1)
    outcome = resolve_after(left, right, l2, r2, Chose(l2), version("base", 1, filled=0))
    assert outcome.counted == l2.id
    assert outcome.status[r2.id] == VersionStatus.REFUSED
    assert outcome.status[left.id] == VersionStatus.OLD


def test_during_a_conflict_the_highest_undisputed_lower_one_counts() -> None:
    base = version("base", 1)
    outcome = resolve_in_any_order(base, version("left", 2, "base"), version("right", 2, "base"))
    assert outcome.counted == base.id
    assert outcome.waiting


def test_a_missing_predecessor_is_flagged_until_it_arrives() -> None:
    first, second, third = version("a", 1), version("b", 2, "a"), version("c", 3, "b")
    assert resolve_in_any_order(first, third).counted == third.id
    assert resolve_in_any_order(first, third).gap
    assert not resolve_in_any_order(first, second, third).gap


def test_fewer_filled_cells_wait_for_a_decision_and_the_lower_one_counts() -> None:
    full, emptier = version("full", 1, filled=10), version("emptier", 2, "full", filled=9)
    outcome = resolve_in_any_order(full, emptier)
    assert outcome == Resolution(
        full.id, {full.id: VersionStatus.COUNTED, emptier.id: VersionStatus.FEWER_CELLS}
    )


def test_as_many_filled_cells_ask_no_question() -> None:
    assert not resolve_in_any_order(version("a", 1, filled=5), version("b", 2, "a", filled=5)).waiting


def test_fewer_cells_are_measured_against_the_report_that_would_count_otherwise() -> None:
    """Otherwise revisions with 10, 2 and 5 cells would end with 5 counted and no one asked."""
    ten, two, five = (
        version("ten", 1, filled=10),
        version("two", 2, "ten", filled=2),
        version("five", 3, "two", filled=5),
    )
    outcome = resolve_in_any_order(ten, two, five)
    assert outcome.counted == ten.id
    assert outcome.status[two.id] == outcome.status[five.id] == VersionStatus.FEWER_CELLS


def test_a_revision_that_is_full_again_answers_the_question() -> None:
    emptier, full_again = version("b", 2, "a", filled=2), version("c", 3, "b", filled=10)
    outcome = resolve_in_any_order(version("a", 1, filled=10), emptier, full_again)
    assert outcome.counted == full_again.id
    assert outcome.status[emptier.id] == VersionStatus.OLD


def test_an_emptier_revision_that_was_chosen_counts_whatever_older_one_arrives_later() -> None:
    full, emptier, late = version("a", 1, filled=10), version("c", 3, "b", filled=2), version("b", 2, "a", 12)
    outcome = resolve_after(full, emptier, Chose(emptier), late)
    assert outcome.counted == emptier.id
    assert outcome.status[late.id] == VersionStatus.OLD
    assert not outcome.waiting


def test_the_older_one_can_be_chosen_against_an_emptier_revision() -> None:
    full, emptier = version("full", 1, filled=10), version("emptier", 2, "full", filled=2)
    outcome = resolve_after(full, emptier, Chose(full))
    assert outcome == Resolution(full.id, {full.id: VersionStatus.COUNTED, emptier.id: VersionStatus.REFUSED})


def test_reports_after_a_decision_are_judged_anew() -> None:
    full, emptier = version("full", 1, filled=10), version("emptier", 2, "full", filled=2)
    correction = version("correction", 3, "emptier", filled=11)
    assert resolve_after(full, emptier, Chose(full), correction).counted == correction.id
    rival = version("rival", 2, "full", filled=10)
    outcome = resolve_after(full, emptier, Chose(emptier), rival)
    assert outcome.counted == full.id
    assert outcome.status[emptier.id] == outcome.status[rival.id] == VersionStatus.CONFLICT


def test_a_decision_can_be_taken_back_by_another() -> None:
    left, right = version("left", 1), version("right", 1)
    outcome = resolve_after(left, right, Chose(left), Chose(right))
    assert outcome == Resolution(right.id, {left.id: VersionStatus.REFUSED, right.id: VersionStatus.COUNTED})


def test_only_a_report_under_a_key_that_counts_can_be_chosen() -> None:
    pending = version("a", 1)
    with pytest.raises(KeyError):
        refused_by_choosing(pending, [pending], [])
    assert refused_by_choosing(pending, [pending], standing_confirmations([], "key-1")) == frozenset()


def unconfirmed_in_any_order(*reports: Version) -> Resolution:
    """The resolution while nobody confirmed a key, which must be the same for every order of arrival."""
    outcomes = [resolve_versions(order) for order in permutations(reports)]
    assert all(outcome == outcomes[0] for outcome in outcomes)
    return outcomes[0]


def named(version: Version, name: str = NAMES[0] or "", restored: int = 0) -> Version:
    return replace(version, name=name, restored=restored)


def test_the_reports_of_the_only_key_count_before_anybody_compared_it() -> None:
    first, second = version("a", 1), version("b", 2, "a")
    outcome = unconfirmed_in_any_order(first, second)
    assert (outcome.counted, outcome.provisional) == (second.id, "key-1")
    assert not outcome.waiting
    assert resolve_versions([first, second], [KeyConfirmation("key-1")]) == replace(outcome, provisional=None)


def test_the_only_key_is_judged_by_the_rules_of_a_confirmed_one() -> None:
    full, emptier = version("full", 1, filled=10), version("emptier", 2, "full", filled=2)
    outcome = unconfirmed_in_any_order(full, emptier)
    assert (outcome.counted, outcome.status[emptier.id]) == (full.id, VersionStatus.FEWER_CELLS)
    left, right = version("left", 1), version("right", 1)
    assert unconfirmed_in_any_order(left, right).counted is None


def test_a_second_key_that_does_not_follow_stops_both() -> None:
    own, other = named(version("a", 1)), named(version("x", 1, key="key-2"))
    outcome = unconfirmed_in_any_order(own, other)
    assert (outcome.counted, outcome.provisional) == (None, None)
    assert set(outcome.status.values()) == {VersionStatus.ONE_CODE}
    nameless = unconfirmed_in_any_order(version("a", 1), version("x", 1, key="key-2"))
    assert set(nameless.status.values()) == {VersionStatus.KEY_PENDING}


@pytest.mark.parametrize("later", [version("b", 2, "a", key="key-2"), version("b", 1, key="key-2")])
def test_a_key_that_follows_waits_while_the_first_goes_on_counting(later: Version) -> None:
    first = named(version("a", 1))
    outcome = unconfirmed_in_any_order(first, named(later, restored=1))
    assert (outcome.counted, outcome.provisional) == (first.id, "key-1")
    assert outcome.status[later.id] is VersionStatus.KEY_PENDING


def test_keys_that_follow_one_after_the_other_all_wait_for_the_first() -> None:
    first, second = version("a", 1), version("b", 2, "a", key="key-2")
    third = version("c", 3, "b", key="key-3")
    outcome = unconfirmed_in_any_order(*map(named, (first, second, third)))
    assert (outcome.counted, outcome.provisional) == (first.id, "key-1")


def test_keys_that_follow_each_other_are_both_compared_first() -> None:
    first, second = version("a", 1), version("b", 2, "a", key="key-2")
    third = version("c", 3, "b")
    outcome = unconfirmed_in_any_order(*map(named, (first, second, third)))
    assert (outcome.counted, outcome.provisional) == (None, None)


def test_who_signs_a_copy_of_a_report_does_not_come_in_its_place() -> None:
    """The second revision names the first, which both keys signed, so it would follow the copy."""
    first, second = version("a", 1), version("b", 2, "a")
    outcome = unconfirmed_in_any_order(*map(named, (first, second, version("a", 1, key="key-2"))))
    assert (outcome.counted, outcome.provisional) == (None, None)


def test_a_key_that_is_told_to_be_replaced_does_not_stop_the_one_that_replaced_it() -> None:
    former = replace(named(version("a", 1)), replaced_by="key-2")
    present = named(version("b", 1, key="key-2"))
    outcome = unconfirmed_in_any_order(former, present)
    assert (outcome.counted, outcome.provisional) == (present.id, "key-2")
    assert outcome.status[former.id] is VersionStatus.KEY_SUPERSEDED


def test_a_key_of_another_unit_never_counts_provisionally() -> None:
    own = version("a", 1)
    outcome = resolve_versions([own], of_others={"key-1"})
    assert (outcome.counted, outcome.status[own.id]) == (None, VersionStatus.KEY_PENDING)


@MANY
@given(histories(), st.sampled_from(KEYS), st.data())
def test_what_was_taken_back_has_no_part_in_anything_in_whatever_order_it_came(
    history: History, key: str, data: st.DataObject
) -> None:
    held, confirmations, decisions = receiver_records(history)
    left = [each for each in confirmations if each.key != key]
    outcome = resolve_versions(data.draw(st.permutations(held)), left, decisions, taken_back={key})
    rest = [each for each in held if each.on_behalf or each.id.key != key]
    without = resolve_versions(rest, left, decisions, is_decided=True)
    out = {each.id: VersionStatus.KEY_SUPERSEDED for each in held if each not in rest}
    assert outcome == replace(without, status={**without.status, **out})


def test_a_signed_report_under_the_only_key_comes_in_place_of_what_was_typed() -> None:
    typed, signed_later = on_behalf("typed"), version("a", 1, filled=1)
    outcome = unconfirmed_in_any_order(typed, signed_later)
    assert (outcome.counted, outcome.status[typed.id]) == (signed_later.id, VersionStatus.OLD)


def test_what_was_typed_from_paper_counts_until_a_signed_report_comes() -> None:
    typed, signed_later = on_behalf("typed"), version("a", 1)
    assert resolve_after(typed).counted == typed.id
    outcome = resolve_in_any_order(typed, signed_later)
    assert outcome == Resolution(
        signed_later.id, {typed.id: VersionStatus.OLD, signed_later.id: VersionStatus.COUNTED}
    )


def test_any_signed_report_supersedes_what_was_typed_from_paper_even_with_fewer_cells() -> None:
    typed, signed_later = on_behalf("typed", filled=12), version("a", 1, filled=3)
    outcome = resolve_in_any_order(typed, signed_later)
    assert outcome == Resolution(
        signed_later.id, {typed.id: VersionStatus.OLD, signed_later.id: VersionStatus.COUNTED}
    )


def test_what_was_typed_from_paper_counts_while_the_signed_reports_are_in_conflict() -> None:
    typed = on_behalf("typed")
    assert resolve_in_any_order(typed, version("left", 1), version("right", 1)).counted == typed.id


def test_a_report_under_a_key_seen_for_the_first_time_does_not_count() -> None:
    known, staged = version("a", 1), version("b", 2, "a", key="key-2")
    outcome = resolve_in_any_order(known, staged)
    assert outcome == Resolution(
        known.id, {known.id: VersionStatus.COUNTED, staged.id: VersionStatus.KEY_PENDING}
    )
    assert outcome.waiting


def test_a_staged_report_counts_when_its_key_is_confirmed() -> None:
    staged = version("b", 2, "a", key="key-2")
    assert resolve_after(version("a", 1), staged, "key-2").counted == staged.id


def test_files_of_an_older_key_are_set_aside_but_accepted_ones_stay() -> None:
    kept, late = version("a", 1), version("b", 2, "a")
    outcome = resolve_after(kept, "key-2", late)
    assert outcome == Resolution(
        kept.id, {kept.id: VersionStatus.COUNTED, late.id: VersionStatus.KEY_SUPERSEDED}
    )


def test_an_older_key_confirmed_again_opens_a_new_epoch_and_kept_reports_stay_in_theirs() -> None:
    first, between, again = version("a", 9), version("b", 1, key="key-2"), version("c", 1)
    outcome = resolve_after(first, "key-2", between, "key-1", again)
    assert outcome.counted == again.id
    assert resolve_after(first, "key-2", between, "key-1").counted == between.id


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_copy_signed_again_with_another_key_never_stands_in_for_the_original(order: Sequence[int]) -> None:
    original = version("a", 1)
    copy = version("a", 1, key="foreign")
    outcome = resolve_after(*((original, copy)[n] for n in order))
    assert outcome == Resolution(
        original.id, {original.id: VersionStatus.COUNTED, copy.id: VersionStatus.KEY_PENDING}
    )
    assert resolve_after(copy).counted is None


def test_a_superseded_key_cannot_bring_back_an_accepted_report_by_signing_it_again() -> None:
    """The third key kept "a" as the first key signed it, not every later copy of it."""
    accepted_first, counts = version("a", 5), version("b", 1, key="key-2")
    again = version("a", 5, key="key-2")
    outcome = resolve_after(accepted_first, "key-2", counts, "key-3", again)
    assert outcome.counted == counts.id
    assert outcome.status[again.id] == VersionStatus.KEY_SUPERSEDED
