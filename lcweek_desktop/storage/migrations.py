"""The migrations of the database: numbered, append-only; one that was released is never edited.

Each ends with `finish`. This module is imported only when a database has to be migrated, so that opening a
current one does not load sqlite-utils.
"""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database, Migrations

from lcweek_desktop.storage.schema_check import APPLICATION_ID, DEFINITIONS_QUERY, schema_seal
from lcweek_desktop.storage.sealed_table import seal

migrations: Final = Migrations("lcweek")
"""All migrations of the database, in their order."""

_STEP_1: Final = """
CREATE TABLE schema_seal (seal TEXT NOT NULL) STRICT;

CREATE TABLE unit (
    edition TEXT NOT NULL, code TEXT NOT NULL,
    name TEXT NOT NULL, level TEXT NOT NULL, parent TEXT,
    seal TEXT NOT NULL,
    PRIMARY KEY (edition, code)
) STRICT;

CREATE TABLE own_unit (
    campaign TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, edition, code),
    FOREIGN KEY (edition, code) REFERENCES unit
) STRICT;

CREATE TABLE draft_part (
    campaign TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL,
    part TEXT NOT NULL, place TEXT NOT NULL, body BLOB NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, edition, code, part, place),
    FOREIGN KEY (campaign, edition, code) REFERENCES own_unit
) STRICT;

CREATE TABLE report (
    fingerprint TEXT NOT NULL PRIMARY KEY, body BLOB NOT NULL
) STRICT;

CREATE TABLE revision (
    campaign TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL,
    revision INTEGER NOT NULL, fingerprint TEXT NOT NULL REFERENCES report, previous TEXT,
    paper BLOB NOT NULL, key TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, edition, code, revision),
    UNIQUE (campaign, edition, code, fingerprint),
    FOREIGN KEY (campaign, edition, code) REFERENCES own_unit
) STRICT;

CREATE TABLE issue (
    campaign TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL,
    revision INTEGER NOT NULL, issue INTEGER NOT NULL,
    signoff BLOB NOT NULL, scans BLOB NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, edition, code, revision, issue),
    FOREIGN KEY (campaign, edition, code, revision) REFERENCES revision
) STRICT;

CREATE TABLE received (
    receiver_edition TEXT NOT NULL, receiver_code TEXT NOT NULL,
    sha256 TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL,
    verdict TEXT NOT NULL, code TEXT NOT NULL, context BLOB NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (receiver_edition, receiver_code, sha256),
    FOREIGN KEY (receiver_edition, receiver_code) REFERENCES unit
) STRICT;

CREATE TABLE held (
    campaign TEXT NOT NULL, receiver_edition TEXT NOT NULL, receiver_code TEXT NOT NULL,
    unit_edition TEXT NOT NULL, unit_code TEXT NOT NULL,
    fingerprint TEXT NOT NULL REFERENCES report, key TEXT NOT NULL,
    revision INTEGER NOT NULL, previous TEXT, filled INTEGER NOT NULL, on_behalf INTEGER NOT NULL,
    issue INTEGER NOT NULL, paper BLOB NOT NULL, signoff BLOB NOT NULL, scans BLOB NOT NULL, file TEXT,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, receiver_edition, receiver_code, unit_edition, unit_code, fingerprint, key),
    FOREIGN KEY (campaign, receiver_edition, receiver_code) REFERENCES own_unit
) STRICT;

CREATE TABLE confirmation (
    receiver_edition TEXT NOT NULL, receiver_code TEXT NOT NULL,
    unit_edition TEXT NOT NULL, unit_code TEXT NOT NULL,
    epoch INTEGER NOT NULL, key TEXT NOT NULL, kept BLOB NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (receiver_edition, receiver_code, unit_edition, unit_code, epoch),
    FOREIGN KEY (receiver_edition, receiver_code) REFERENCES unit
) STRICT;

CREATE TABLE decision (
    campaign TEXT NOT NULL, receiver_edition TEXT NOT NULL, receiver_code TEXT NOT NULL,
    unit_edition TEXT NOT NULL, unit_code TEXT NOT NULL,
    place INTEGER NOT NULL, chosen TEXT NOT NULL, refused BLOB NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, receiver_edition, receiver_code, unit_edition, unit_code, place),
    FOREIGN KEY (campaign, receiver_edition, receiver_code) REFERENCES own_unit
) STRICT;
"""

_STEP_2: Final = """
CREATE TABLE sending (
    campaign TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL,
    place INTEGER NOT NULL, revision INTEGER NOT NULL, issue INTEGER NOT NULL,
    recipient TEXT NOT NULL, file TEXT NOT NULL, day TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, edition, code, place),
    FOREIGN KEY (campaign, edition, code, revision, issue) REFERENCES issue
) STRICT;
"""

_STEP_3: Final = """
CREATE TABLE held_paper (
    campaign TEXT NOT NULL, receiver_edition TEXT NOT NULL, receiver_code TEXT NOT NULL,
    unit_edition TEXT NOT NULL, unit_code TEXT NOT NULL,
    fingerprint TEXT NOT NULL, key TEXT NOT NULL,
    revision INTEGER NOT NULL, previous TEXT, filled INTEGER NOT NULL, on_behalf INTEGER NOT NULL,
    issue INTEGER NOT NULL, paper BLOB NOT NULL, signoff BLOB NOT NULL, scans BLOB NOT NULL, file TEXT,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, receiver_edition, receiver_code, unit_edition, unit_code, fingerprint, key),
    FOREIGN KEY (campaign, receiver_edition, receiver_code) REFERENCES own_unit
) STRICT;
"""

_STEP_5: Final = """
CREATE TABLE restore (
    campaign TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL,
    place INTEGER NOT NULL, count INTEGER NOT NULL, highest INTEGER NOT NULL, is_certain INTEGER NOT NULL,
    day TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, edition, code, place),
    FOREIGN KEY (campaign, edition, code) REFERENCES own_unit
) STRICT;

ALTER TABLE held ADD COLUMN restored INTEGER NOT NULL DEFAULT 0;
ALTER TABLE held_paper ADD COLUMN restored INTEGER NOT NULL DEFAULT 0;
"""

_HELD_BEFORE_5: Final = (
    "campaign, receiver_edition, receiver_code, unit_edition, unit_code, fingerprint, key, "
    "revision, previous, filled, on_behalf, issue, paper, signoff, scans, file"
)

_APPEND_ONLY: Final = ("revision", "issue", "confirmation", "decision")


def migrations_up_to(version: int) -> Migrations:
    """The first migrations, up to the schema `version`."""
    first = Migrations(migrations.name)
    for step in migrations.pending(Database(memory=True)):
        if int(step.name[1:5]) <= version:
            first()(step.fn)
    return first


def finish(db: Database, number: int) -> None:
    """End the migration to schema `number`: write that number and the seal of the schema into the file.

    It runs in the migration's own transaction, so that a power cut leaves all of it or nothing.
    """
    db.execute(f"PRAGMA user_version = {number}")
    db.execute("DELETE FROM schema_seal")
    rows = db.execute(DEFINITIONS_QUERY).fetchall()
    db.execute("INSERT INTO schema_seal (seal) VALUES (?)", (schema_seal(rows),))


def _forbid_changes(db: Database, table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _seal_anew(db: Database, table: str, before: str, after: str) -> None:
    """Seal the rows of `table` over the columns `after` where the seal over those of `before` holds, so that
    a damaged row stays recognisable."""
    for number, old, *rest in db.execute(f"SELECT rowid, seal, {before} FROM {table}").fetchall():
        if old == seal(table, rest):
            (row,) = db.execute(f"SELECT {after} FROM {table} WHERE rowid = ?", (number,)).fetchall()
            db.execute(f"UPDATE {table} SET seal = ? WHERE rowid = ?", (seal(table, row), number))


@migrations()
def m0001_first(db: Database) -> None:
    """Make the first tables.

    What was sent, confirmed or decided can be added to but not rewritten: triggers refuse it even to our own
    mistakes.
    """
    db.executescript(_STEP_1)
    for table in _APPEND_ONLY:
        _forbid_changes(db, table)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finish(db, 1)


@migrations()
def m0002_sendings(db: Database) -> None:
    """Add what was sent, when and to whom (docs/adr/0042)."""
    db.executescript(_STEP_2)
    _forbid_changes(db, "sending")
    finish(db, 2)


@migrations()
def m0003_held_paper(db: Database) -> None:
    """Add reports known only from the paper code: as `held`, but without a `report.json` (docs/adr/0083)."""
    db.executescript(_STEP_3)
    finish(db, 3)


@migrations()
def m0005_restores(db: Database) -> None:
    """Add how often a unit's data were put back and what was known of its revisions then (docs/adr/0048),
    and what a received report says of that."""
    db.executescript(_STEP_5)
    _forbid_changes(db, "restore")
    for table in ("held", "held_paper"):
        _seal_anew(db, table, _HELD_BEFORE_5, f"{_HELD_BEFORE_5}, restored")
    finish(db, 5)
