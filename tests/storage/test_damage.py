"""Damage on the disk: a wrong bit is named or makes no difference; it never becomes somebody's figure."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage import Store, open_store
from tests.factories import FORM
from tests.storage import sample_store
from tests.storage.sample_store import (
    CAMPAIGN,
    DISTRICT,
    EDITION,
    LATER,
    OTHER,
    SCHOOL,
    THEIRS,
    stored,
    stored_paper_only,
)

READS: dict[str, Callable[[Store], Any]] = {
    "unit": lambda store: store.units.directory(EDITION),
    "own_unit": lambda store: store.own_units.of(CAMPAIGN),
    "draft_part": lambda store: store.drafts.get(SCHOOL, CAMPAIGN, FORM),
    "scans": lambda store: store.drafts.scans(SCHOOL, CAMPAIGN),
    "revision": lambda store: store.revisions.latest(SCHOOL, CAMPAIGN),
    "issue": lambda store: store.revisions.latest_issue(SCHOOL, CAMPAIGN, 2),
    "received": lambda store: store.received.of(DISTRICT),
    "held": lambda store: store.stored_reports.of_unit(DISTRICT, CAMPAIGN, OTHER),
    "journal": lambda store: store.decisions.of(DISTRICT),
}
READS_OF = {"held_paper": ("held",), "draft_part": ("draft_part", "scans")}
"""The names of the reads of a table, where they are not just the table's own name."""


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
            "received": "sha256 name size verdict code context seal",
            "held": "revision previous filled on_behalf issue paper signoff scans file name seal",
            "held_paper": "revision filled issue paper scans file name seal",
            "journal": "campaign kind body at reason seal",
        }.items()
        for column in names.split()
    ]


@pytest.mark.parametrize(("table", "column"), columns())
def test_a_damaged_row_is_refused_by_name_and_the_rest_stays_usable(
    filled: Path, table: str, column: str
) -> None:
    with open_store(filled) as store:
        damage(store, table, column)
    with open_store(filled) as store:
        for name, read in READS.items():
            if name in READS_OF.get(table, (table,)):
                with pytest.raises(KnownError) as caught:
                    read(store)
                assert caught.value.code == "store-hash"
                assert "106" in caught.value.message or table == "received"
            else:
                assert read(store)


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
        with pytest.raises(KnownError) as caught:
            store.drafts.get(SCHOOL, CAMPAIGN, FORM)
        assert caught.value.code == "store-hash"


def test_text_that_is_no_longer_utf_8_is_damage_and_not_a_crash(filled: Path) -> None:
    database = filled / "lcweek.db"
    name = sample_store.UNITS[1].name.encode()
    database.write_bytes(database.read_bytes().replace(name, b"\xff" * len(name)))
    with open_store(filled) as store, pytest.raises(KnownError) as caught:
        store.units.directory(EDITION)
    assert caught.value.code == "store-hash"


def outcome(home: Path) -> Sequence[Any]:
    """What each read gives, or the code it is refused with."""
    results: list[Any] = []
    try:
        with open_store(home) as store:
            for read in READS.values():
                try:
                    results.append(read(store))
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
                "store-hash",
                "store-damaged",
                "store-foreign",
                "store-newer",
            ), bit
