"""Each repository's promises: what is replaced, what only added to, in which order things come back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lcweek_desktop.domain.decisions import KeyTakenBack
from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.errors import BugError
from lcweek_desktop.storage import Store
from tests.storage import sample_store
from tests.storage.sample_store import (
    CAMPAIGN,
    DISTRICT,
    EDITION,
    FIRST,
    OTHER,
    SCHOOL,
    SECOND,
    THEIRS,
    UNITS,
    stored,
)


def test_a_directory_takes_a_units_new_name_and_parent(store: Store) -> None:
    moved = replace(UNITS[2], name="Trường THCS Đoàn Kết", parent=UnitCode("107"))
    store.units.add([moved])
    assert store.units.directory(EDITION).get(OTHER.code) == moved
    assert store.units.directory("khac").units == {}


def test_own_units_are_told_apart_by_campaign_and_counted_once(store: Store) -> None:
    later = CampaignId("2025")
    store.own_units.add(SCHOOL, CAMPAIGN)
    store.own_units.add(SCHOOL, later)
    assert store.own_units.of(CAMPAIGN) == (SCHOOL, DISTRICT)
    assert store.own_units.of(later) == (SCHOOL,)
    assert store.own_units.campaigns() == (CAMPAIGN, later)


def test_a_frozen_revision_is_never_written_again(store: Store) -> None:
    store.revisions.add(FIRST)
    with pytest.raises(BugError) as caught:
        store.revisions.add(replace(sample_store.revision(9), revision=1))
    assert caught.value.code == "store-bug"
    assert store.revisions.latest(SCHOOL, CAMPAIGN) == FIRST


def test_a_revision_must_have_its_own_fingerprint(store: Store) -> None:
    with pytest.raises(BugError) as caught:
        store.revisions.add(replace(FIRST, fingerprint=SECOND.fingerprint))
    assert caught.value.code == "store-bug"
    assert store.revisions.latest(SCHOOL, CAMPAIGN) is None


@pytest.mark.parametrize("table", ["revision", "issue", "sending", "journal"])
@pytest.mark.parametrize("change", ["UPDATE {} SET seal = ''", "DELETE FROM {}"])
def test_what_was_sent_confirmed_or_decided_cannot_be_rewritten(
    store: Store, table: str, change: str
) -> None:
    sample_store.fill(store)
    with pytest.raises(BugError) as caught:
        store._connection.execute(change.format(table))
    assert "append-only" in caught.value.message
    assert sample_store.everything(store) == sample_store.EVERYTHING


def test_only_an_issue_that_there_is_can_be_sent(store: Store) -> None:
    with pytest.raises(BugError):
        store.sendings.add(sample_store.SENDINGS[0])
    assert store.sendings.of(SCHOOL, CAMPAIGN) == ()


def test_an_issue_needs_its_revision(store: Store) -> None:
    with pytest.raises(BugError):
        store.revisions.add_issue(sample_store.ISSUES[0])
    assert store.revisions.latest_issue(SCHOOL, CAMPAIGN, 1) is None


def test_the_latest_revision_and_issue_are_the_highest_not_the_last_added(store: Store) -> None:
    for frozen in (SECOND, FIRST):
        store.revisions.add(frozen)
    for issue in (sample_store.ISSUES[1], sample_store.ISSUES[0]):
        store.revisions.add_issue(issue)
    assert store.revisions.latest(SCHOOL, CAMPAIGN) == SECOND
    assert store.revisions.latest_issue(SCHOOL, CAMPAIGN, 1) == sample_store.ISSUES[1]


def test_a_higher_issue_brings_sign_off_scans_and_file_and_a_lower_one_nothing(store: Store) -> None:
    later = replace(stored(THEIRS, issue=3), signoff=replace(sample_store.SIGNOFF, number="99"), scans=())
    for report in (stored(THEIRS, issue=2), later, stored(THEIRS, issue=2)):
        store.stored_reports.put(report, THEIRS.report)
    assert store.stored_reports.of(DISTRICT, CAMPAIGN) == (later,)


def test_a_copy_signed_by_another_key_stands_beside_the_original(store: Store) -> None:
    copy = stored(THEIRS, issue=7, key=sample_store.OTHER_KEY)
    store.stored_reports.put(stored(THEIRS), THEIRS.report)
    store.stored_reports.put(copy, THEIRS.report)
    assert store.stored_reports.of_unit(DISTRICT, CAMPAIGN, OTHER) == (stored(THEIRS), copy)


def test_what_one_unit_of_a_shared_machine_holds_is_not_held_by_the_other(store: Store) -> None:
    store.stored_reports.put(stored(THEIRS), THEIRS.report)
    store.stored_reports.put(replace(stored(THEIRS), receiver=SCHOOL), THEIRS.report)
    assert store.stored_reports.of(SCHOOL, CAMPAIGN) == (replace(stored(THEIRS), receiver=SCHOOL),)
    assert store.stored_reports.of(DISTRICT, CampaignId("2025")) == ()


def test_a_file_received_again_keeps_its_place_and_takes_the_new_verdict(store: Store) -> None:
    one, two = sample_store.RECEIVED
    for file in (one, two, known := replace(one, name="bao-cao (1).pdf", verdict="known")):
        store.received.record(file)
    assert store.received.of(DISTRICT) == (known, two)
    assert store.received.of(SCHOOL) == ()


def test_decisions_keep_the_order_they_were_taken_in(store: Store) -> None:
    for entry in (*sample_store.JOURNAL, *sample_store.JOURNAL):
        store.decisions.add(DISTRICT, entry)
    kept = store.decisions.of(DISTRICT)
    assert [entry.taken for entry in kept] == [entry.taken for entry in sample_store.JOURNAL] * 2
    assert [entry.place for entry in kept] == [*range(1, 1 + 2 * len(sample_store.JOURNAL))]
    assert store.decisions.of(SCHOOL) == ()


def test_an_undo_takes_back_the_last_decision_that_stands_until_none_does(store: Store) -> None:
    for entry in sample_store.JOURNAL[:3]:
        store.decisions.add(DISTRICT, entry)
    undone = [store.decisions.undo(DISTRICT, "2024-10-16T10:00") for _ in range(2)]
    assert [[entry.place for entry in each] for each in undone] == [[3], [2]]
    store.decisions.add(DISTRICT, sample_store.JOURNAL[3])
    assert [entry.undone for entry in store.decisions.of(DISTRICT)] == [False, True, True, False]
    for left in (True, True, False):
        assert bool(store.decisions.undo(DISTRICT, "2024-10-16T10:01")) is left
    assert all(entry.undone for entry in store.decisions.of(DISTRICT))


def test_what_was_one_answer_is_undone_together(store: Store) -> None:
    first, second, third = sample_store.JOURNAL[:3]
    store.decisions.add(DISTRICT, first)
    store.decisions.add_together(DISTRICT, [(second, ()), (third, ())])
    kept = store.decisions.of(DISTRICT)
    assert [(entry.place, entry.together) for entry in kept] == [(1, None), (2, 2), (3, 2)]
    assert [entry.place for entry in store.decisions.undo(DISTRICT, "2024-10-16T10:00")] == [2, 3]
    assert [entry.undone for entry in store.decisions.of(DISTRICT)] == [False, True, True]


def test_a_key_that_was_taken_back_is_kept_as_such(store: Store) -> None:
    entry = replace(sample_store.JOURNAL[0], taken=KeyTakenBack("RWQ"))
    store.decisions.add(DISTRICT, entry)
    assert [each.taken for each in store.decisions.of(DISTRICT)] == [KeyTakenBack("RWQ")]


def test_a_decision_that_was_rolled_back_is_forgotten_although_it_was_read(store: Store) -> None:
    first, second, third = sample_store.JOURNAL[:3]
    store.decisions.add(DISTRICT, first)

    def takes_two() -> None:
        with store.transaction():
            store.decisions.add(DISTRICT, second)
            store.decisions.undo(DISTRICT, "2024-10-16T10:00")
            assert [entry.undone for entry in store.decisions.of(DISTRICT)] == [False, True]
            raise RuntimeError

    with pytest.raises(RuntimeError):
        takes_two()
    store.decisions.add(DISTRICT, third)
    kept = store.decisions.of(DISTRICT)
    assert [(entry.taken, entry.undone) for entry in kept] == [(first.taken, False), (third.taken, False)]
