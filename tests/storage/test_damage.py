"""Damage on the disk: a wrong bit is named or makes no difference; it never becomes somebody's figure."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage import Draft, DraftPart, RevisionHead, Store, open_store
from tests.factories import FORM
from tests.storage import sample_store
from tests.storage.sample_store import (
    CAMPAIGN,
    DISTRICT,
    DRAFT,
    EDITION,
    LATER,
    OTHER,
    SCHOOL,
    SECOND,
    SENDINGS,
    THEIRS,
    stored,
    stored_paper_only,
)


def draft_said(store: Store) -> Any:
    return store.drafts.get(SCHOOL, CAMPAIGN, FORM), store.drafts.scans(SCHOOL, CAMPAIGN)


READS: dict[str, Callable[[Store], Any]] = {
    "unit": lambda store: store.units.directory(EDITION),
    "own_unit": lambda store: store.own_units.of(CAMPAIGN),
    "draft_part": draft_said,
    "revision": lambda store: store.revisions.latest(SCHOOL, CAMPAIGN),
    "issue": lambda store: store.revisions.latest_issue(SCHOOL, CAMPAIGN, 2),
    "sending": lambda store: store.sendings.of(SCHOOL, CAMPAIGN),
    "printing": lambda store: store.printings.of(SCHOOL, CAMPAIGN),
    "signed_file": lambda store: store.signed_files.latest(SCHOOL, CAMPAIGN, 1, 2),
    "received": lambda store: store.received.of(DISTRICT),
    "unread": lambda store: store.unread.of(DISTRICT),
    "held": lambda store: store.stored_reports.of_unit(DISTRICT, CAMPAIGN, OTHER),
    "journal": lambda store: store.decisions.of(DISTRICT),
}
DAMAGED: dict[str, Callable[[Store], Any]] = {
    "unit": lambda store: store.units.damaged(EDITION),
    "own_unit": lambda store: (),
    "draft_part": lambda store: store.drafts.damaged(SCHOOL, CAMPAIGN),
    "revision": lambda store: store.revisions.damaged(SCHOOL, CAMPAIGN),
    "issue": lambda store: store.revisions.damaged(SCHOOL, CAMPAIGN),
    "sending": lambda store: store.sendings.damaged(SCHOOL, CAMPAIGN),
    "printing": lambda store: store.printings.lost(SCHOOL, CAMPAIGN),
    "signed_file": lambda store: store.signed_files.lost(SCHOOL, CAMPAIGN),
    "received": lambda store: store.received.damaged(DISTRICT),
    "unread": lambda store: store.unread.damaged(DISTRICT),
    "held": lambda store: store.stored_reports.damaged(DISTRICT, CAMPAIGN),
    "journal": lambda store: store.decisions.damaged(DISTRICT),
}
"""What each repository says of its damaged rows."""
READS_OF = {"held_paper": "held"}
"""The name of the reads of a table, where it is not the table's own name."""


def damage(store: Store, table: str, column: str) -> None:
    """Change `column` in every row of `table` behind the repositories' back."""
    run = store._connection.execute
    run("PRAGMA foreign_keys = OFF")
    guards = run("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table,))
    (kind,) = run("SELECT type FROM pragma_table_info(?) WHERE name = ?", (table, column))[0]
    worse = {"TEXT": "'x'", "BLOB": "x'7b'", "INTEGER": "7"}[kind]
    for name, _ in guards:
        run(f"DROP TRIGGER {name}")
    run(f"UPDATE OR REPLACE {table} SET {column} = {worse}")
    for _, sql in guards:
        run(sql)


def columns() -> list[tuple[str, str]]:
    return [
        (table, column)
        for table, names in {
            "unit": "name level parent seal",
            "own_unit": "seal",
            "draft_part": "body seal",
            "revision": "fingerprint previous paper key seal",
            "issue": "signoff scans seal",
            "printing": "at seal",
            "signed_file": "recipient sha256 sendings at seal",
            "received": "name size verdict code context seal",
            "unread": "sha256 name verdict context seal",
            "held": "revision previous filled on_behalf issue paper signoff scans file name seal",
            "held_paper": "revision filled issue paper scans file name seal",
            "journal": "campaign kind body at reason seal",
        }.items()
        for column in names.split()
    ]


@pytest.mark.parametrize(("table", "column"), columns())
def test_a_damaged_row_is_set_aside_by_name_and_the_rest_stays_usable(
    filled: Path, table: str, column: str
) -> None:
    with open_store(filled) as store:
        right = {name: read(store) for name, read in READS.items()}
        damage(store, table, column)
    touched = READS_OF.get(table, table)
    with open_store(filled) as store:
        for name, read in READS.items():
            said = DAMAGED[name](store)
            if name == touched and table not in ("own_unit", "revision", "issue"):
                assert read(store) != right[name]
                assert said
            elif name != touched:
                assert read(store) == right[name]
                assert not said or {name, table} == {"revision", "issue"}


@pytest.mark.parametrize("column", ["previous", "paper", "key", "seal"])
def test_a_damaged_revision_is_refused_and_its_number_and_fingerprint_are_known(
    filled: Path, column: str
) -> None:
    with open_store(filled) as store:
        damage(store, "revision", column)
    with open_store(filled) as store:
        with pytest.raises(KnownError) as caught:
            store.revisions.latest(SCHOOL, CAMPAIGN)
        assert caught.value.code == "store-hash"
        assert f"số 2 của đơn vị {SCHOOL.code}" in caught.value.message
        assert store.revisions.head(SCHOOL, CAMPAIGN) == RevisionHead(2, SECOND.fingerprint)
        assert store.revisions.damaged(SCHOOL, CAMPAIGN) == (1, 2)


def test_a_damaged_issue_keeps_its_number(filled: Path) -> None:
    with open_store(filled) as store:
        damage(store, "issue", "signoff")
        assert store.revisions.latest_issue(SCHOOL, CAMPAIGN, 1) is None
        assert store.revisions.last_issue_number(SCHOOL, CAMPAIGN, 1) == 2
        assert store.revisions.damaged(SCHOOL, CAMPAIGN) == (1, 2)


def test_a_unit_of_this_installation_is_known_whatever_the_seal_of_its_row_says(filled: Path) -> None:
    with open_store(filled) as store:
        damage(store, "own_unit", "seal")
        assert store.own_units.of(CAMPAIGN) == (SCHOOL, DISTRICT)


def test_what_is_decided_and_sent_next_takes_the_place_of_what_is_damaged(filled: Path) -> None:
    with open_store(filled) as store:
        whole = store.decisions.of(DISTRICT)
        for table, column in (("journal", "body"), ("sending", "at")):
            damage(store, table, column)
    with open_store(filled) as store:
        assert store.decisions.of(DISTRICT) == ()
        assert store.decisions.damaged(DISTRICT) == {entry.unit for entry in whole}
        for entry in whole:
            store.decisions.add(DISTRICT, entry, {entry.unit})
        store.sendings.add(SENDINGS[0])
        assert store.decisions.damaged(DISTRICT) == frozenset()
        assert [entry.taken for entry in store.decisions.of(DISTRICT)] == [entry.taken for entry in whole]
        assert store.sendings.of(SCHOOL, CAMPAIGN) == SENDINGS[:1]


def test_of_a_damaged_draft_the_part_is_named_and_the_rest_is_read(filled: Path) -> None:
    with open_store(filled) as store:
        store._connection.execute("UPDATE draft_part SET body = x'7b' WHERE part IN ('notes', 'scans')")
        draft = store.drafts.get(SCHOOL, CAMPAIGN, FORM)
        assert draft == replace(DRAFT, content=replace(DRAFT.content, notes={}))
        assert store.drafts.scans(SCHOOL, CAMPAIGN) == ()
        parts = (DraftPart("notes", "1.1"), DraftPart("scans"))
        assert set(store.drafts.damaged(SCHOOL, CAMPAIGN)) == set(parts)
        assert store.drafts.remains(SCHOOL, CAMPAIGN, parts[0]) == b"{"


def test_a_part_of_a_draft_that_is_written_again_is_whole_again(filled: Path) -> None:
    with open_store(filled) as store:
        store._connection.execute("UPDATE draft_part SET body = x'7b' WHERE part IN ('notes', 'scans')")
        draft = store.drafts.get(SCHOOL, CAMPAIGN, FORM)
        assert draft is not None
        store.drafts.save(SCHOOL, CAMPAIGN, draft)
        assert len(store.drafts.damaged(SCHOOL, CAMPAIGN)) == 2
        store.drafts.save(SCHOOL, CAMPAIGN, DRAFT)
        store.drafts.put_scans(SCHOOL, CAMPAIGN, ())
        assert store.drafts.damaged(SCHOOL, CAMPAIGN) == ()
        assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == DRAFT


def test_a_damaged_part_outlives_a_transaction_that_failed_until_it_is_given_up(filled: Path) -> None:
    part = DraftPart("figures", "1.1")
    with open_store(filled) as store:
        store._connection.execute(
            "UPDATE draft_part SET body = x'7b' WHERE place = '1.1' AND part = 'figures'"
        )
        draft = store.drafts.get(SCHOOL, CAMPAIGN, FORM)
        assert draft is not None
        with pytest.raises(ZeroDivisionError), store.transaction():
            raise ZeroDivisionError
        store.drafts.save(SCHOOL, CAMPAIGN, draft)
        assert store.drafts.damaged(SCHOOL, CAMPAIGN) == (part,)
        store.drafts.give_up(SCHOOL, CAMPAIGN, part)
        assert store.drafts.damaged(SCHOOL, CAMPAIGN) == ()
        assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == draft


def test_a_damaged_report_is_refused_by_unit_and_revision(filled: Path) -> None:
    with open_store(filled) as store:
        store._connection.execute("UPDATE report SET body = x'00'")
    with open_store(filled) as store:
        for read, named in (
            (lambda: store.stored_reports.body(stored(THEIRS)), f"số 1 đã nhận của đơn vị {OTHER.code}"),
            (lambda: store.revisions.latest(SCHOOL, CAMPAIGN), f"số 2 của đơn vị {SCHOOL.code}"),
        ):
            with pytest.raises(KnownError) as caught:
                read()
            assert caught.value.code == "store-hash"
            assert named in caught.value.message
        assert store.stored_reports.of_unit(DISTRICT, CAMPAIGN, OTHER) == (
            stored(THEIRS),
            stored_paper_only(LATER),
        )


def test_receiving_the_same_report_again_heals_it(filled: Path) -> None:
    with open_store(filled) as store:
        store._connection.execute("UPDATE report SET body = x'00'")
        store._connection.execute("UPDATE held SET filled = 9")
        store.stored_reports.put(stored(THEIRS), THEIRS.report)
        assert store.stored_reports.of_unit(DISTRICT, CAMPAIGN, OTHER) == (
            stored(THEIRS),
            stored_paper_only(LATER),
        )
        assert store.stored_reports.body(stored(THEIRS)) == THEIRS.report


def test_reading_the_paper_again_heals_it(filled: Path) -> None:
    with open_store(filled) as store:
        store._connection.execute("UPDATE held_paper SET filled = 9")
        store.stored_reports.put_paper(stored_paper_only(LATER))
        store.stored_reports.put_paper(replace(stored_paper_only(LATER), paper=b"other"))
        assert store.stored_reports.of_unit(DISTRICT, CAMPAIGN, OTHER) == (
            stored(THEIRS),
            stored_paper_only(LATER),
        )


def test_a_draft_that_lost_its_sign_off_is_damaged(filled: Path) -> None:
    with open_store(filled) as store:
        store._connection.execute("DELETE FROM draft_part WHERE part = 'signoff'")
        draft = store.drafts.get(SCHOOL, CAMPAIGN, FORM)
        assert draft == Draft(DRAFT.content)
        assert store.drafts.damaged(SCHOOL, CAMPAIGN) == (DraftPart("signoff"),)
        store.drafts.give_up(SCHOOL, CAMPAIGN, DraftPart("signoff"))
        assert store.drafts.damaged(SCHOOL, CAMPAIGN) == ()


def test_text_that_is_no_longer_utf_8_is_damage_and_not_a_crash(filled: Path) -> None:
    database = filled / "lcweek.db"
    name = sample_store.UNITS[1].name.encode()
    database.write_bytes(database.read_bytes().replace(name, b"\xff" * len(name)))
    with open_store(filled) as store:
        assert SCHOOL.code not in store.units.directory(EDITION).units
        assert store.units.damaged(EDITION) == (SCHOOL,)


def outcome(home: Path) -> Sequence[Any]:
    """What each read gives, the code it is refused with, or "said" where something is said to be damaged."""
    results: list[Any] = []
    try:
        with open_store(home) as store:
            for name, read in READS.items():
                try:
                    results.append("said" if DAMAGED[name](store) else read(store))
                except KnownError as error:
                    results.append(error.code)
    except KnownError as error:
        return [error.code] * len(READS)
    return results


def test_no_flipped_bit_is_silently_believed(filled: Path) -> None:
    database = filled / "lcweek.db"
    whole = database.read_bytes()
    right = outcome(filled)
    for bit in random.Random(2024).sample(range(len(whole) * 8), 400):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        database.write_bytes(flipped)
        for got, expected in zip(outcome(filled), right, strict=True):
            assert got == expected or got in (
                "said",
                "store-hash",
                "store-damaged",
                "store-foreign",
                "store-newer",
            ), bit
