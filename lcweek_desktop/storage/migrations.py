"""The migrations of the database: numbered, append-only; one that was released is never edited.

Each ends with `finish`. This module is imported only when a database has to be migrated, so that opening a
current one does not load sqlite-utils.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlite_utils import Database, Migrations

from lcweek_desktop.domain.canonical import Json, canonical_json
from lcweek_desktop.storage.connection import Row
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

_STEP_4: Final = """
CREATE TABLE journal (
    receiver_edition TEXT NOT NULL, receiver_code TEXT NOT NULL, place INTEGER NOT NULL,
    campaign TEXT, unit_edition TEXT NOT NULL, unit_code TEXT NOT NULL,
    kind TEXT NOT NULL, body BLOB NOT NULL, at TEXT, reason TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (receiver_edition, receiver_code, place),
    FOREIGN KEY (receiver_edition, receiver_code) REFERENCES unit
) STRICT;

ALTER TABLE held ADD COLUMN name TEXT;
ALTER TABLE held_paper ADD COLUMN name TEXT;
ALTER TABLE sending RENAME COLUMN day TO at;
"""

_HELD_BEFORE_4: Final = (
    "campaign, receiver_edition, receiver_code, unit_edition, unit_code, fingerprint, key, "
    "revision, previous, filled, on_behalf, issue, paper, signoff, scans, file"
)

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

_HELD_BEFORE_5: Final = f"{_HELD_BEFORE_4}, name"

_STEP_6: Final = """
CREATE UNIQUE INDEX journal_unit
    ON journal (receiver_edition, receiver_code, place, unit_edition, unit_code);
"""

_STEP_7: Final = """
CREATE TABLE campaign_edition (
    campaign TEXT NOT NULL, place INTEGER NOT NULL,
    edition INTEGER NOT NULL, key TEXT NOT NULL, file BLOB NOT NULL, at TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, place)
) STRICT;
"""

_STEP_8: Final = """
CREATE TABLE printing (
    campaign TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL,
    place INTEGER NOT NULL, revision INTEGER NOT NULL, at TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, edition, code, place),
    FOREIGN KEY (campaign, edition, code, revision) REFERENCES revision
) STRICT;

CREATE TABLE signed_file (
    campaign TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL,
    place INTEGER NOT NULL, revision INTEGER NOT NULL, issue INTEGER NOT NULL,
    recipient TEXT NOT NULL, sha256 TEXT NOT NULL, sendings INTEGER NOT NULL, at TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, edition, code, place),
    FOREIGN KEY (campaign, edition, code, revision, issue) REFERENCES issue
) STRICT;
"""

_STEP_9: Final = """
CREATE TABLE photo_origin (
    photo TEXT NOT NULL PRIMARY KEY, file TEXT NOT NULL, taken TEXT,
    seal TEXT NOT NULL
) STRICT;
"""

_STEP_10: Final = """
CREATE TABLE cell_change (
    campaign TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL, number INTEGER NOT NULL,
    place TEXT NOT NULL, value TEXT NOT NULL, act TEXT NOT NULL, at TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, edition, code, number)
) STRICT;
"""

_STEP_11: Final = """
CREATE TABLE unread (
    receiver_edition TEXT NOT NULL, receiver_code TEXT NOT NULL, place TEXT NOT NULL,
    sha256 TEXT NOT NULL, name TEXT NOT NULL, verdict TEXT NOT NULL, context BLOB NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (receiver_edition, receiver_code, place)
) STRICT;
"""

_STEP_12: Final = """
CREATE TABLE assignment (
    campaign TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL, place INTEGER NOT NULL,
    issue INTEGER NOT NULL, file BLOB NOT NULL, at TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, edition, code, place),
    FOREIGN KEY (campaign, edition, code) REFERENCES own_unit
) STRICT;

CREATE TABLE assigned (
    campaign TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL,
    unit_code TEXT NOT NULL, issue INTEGER NOT NULL,
    content TEXT NOT NULL, deadline TEXT NOT NULL, at TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, edition, code, unit_code, issue),
    FOREIGN KEY (campaign, edition, code) REFERENCES own_unit
) STRICT;
"""

_STEP_13: Final = """
CREATE TABLE typed_draft (
    campaign TEXT NOT NULL, edition TEXT NOT NULL, code TEXT NOT NULL,
    unit_edition TEXT NOT NULL, unit_code TEXT NOT NULL, body BLOB NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (campaign, edition, code, unit_edition, unit_code),
    FOREIGN KEY (campaign, edition, code) REFERENCES own_unit
) STRICT;
"""

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
def m0004_journal(db: Database) -> None:
    """Put confirmations and decisions into one journal, and keep the names that reports give their units.

    A confirmation has seen the reports under confirmed keys that are held now: until here a confirmed key was
    the unit's, whatever the names (docs/adr/0084, docs/adr/0085). A sending is recorded to the minute.
    """
    db.executescript(_STEP_4)
    for table in ("held", "held_paper"):
        _add_names(db, table)
    _fill_journal(db)
    db.execute("DROP TABLE confirmation")
    db.execute("DROP TABLE decision")
    _forbid_changes(db, "journal")
    finish(db, 4)


def _add_names(db: Database, table: str) -> None:
    """Write the names of units beside held reports. The seal of a damaged row stays wrong."""
    rows = db.execute(f"SELECT rowid, seal, {_HELD_BEFORE_4} FROM {table}").fetchall()
    for rowid, sealed, *values in rows:
        name = _name_in_report(db, values[5]) if table == "held" else None
        again = seal(table, (*values, name)) if sealed == seal(table, values) else sealed
        db.execute(f"UPDATE {table} SET name = ?, seal = ? WHERE rowid = ?", (name, again, rowid))


def _name_in_report(db: Database, fingerprint: str) -> str | None:
    """The name of the unit in a stored `report.json`; None when that is damaged."""
    rows = db.execute("SELECT body FROM report WHERE fingerprint = ?", (fingerprint,)).fetchall()
    try:
        name = json.loads(rows[0][0])["unit"]["name"]
    except (IndexError, KeyError, TypeError, ValueError):
        return None
    return name if isinstance(name, str) else None


def _fill_journal(db: Database) -> None:
    places: defaultdict[Row, int] = defaultdict(int)
    for receiver, values, is_whole in (*_confirmations_before_4(db), *_decisions_before_4(db)):
        places[receiver] += 1
        row = (*receiver, places[receiver], *values, None, "")
        sealed = seal("journal", row) if is_whole else ""
        db.execute(f"INSERT INTO journal VALUES ({', '.join('?' * 11)})", (*row, sealed))


def _confirmations_before_4(db: Database) -> Iterator[tuple[Row, Row, bool]]:
    columns = "receiver_edition, receiver_code, unit_edition, unit_code, epoch, key, kept"
    rows = db.execute(f"SELECT seal, {columns} FROM confirmation ORDER BY rowid").fetchall()
    last = {row[1:5]: row[5] for row in rows}
    keys: defaultdict[Row, set[str]] = defaultdict(set)
    for row in rows:
        keys[row[1:5]].add(row[6])
    for sealed, *values in rows:
        *ids, epoch, key, kept = values
        is_last = last[tuple(ids)] == epoch
        body = {
            "instead_of": [],
            "kept": _json_or_none(kept),
            "key": key,
            "name": None,
            "seen": _signers_held(db, ids, keys[tuple(ids)]) if is_last else [],
        }
        taken = (None, *ids[2:], "confirm", canonical_json(body))
        yield tuple(ids[:2]), taken, sealed == seal("confirmation", values)


def _signers_held(db: Database, ids: Sequence[str], keys: set[str]) -> list[Json]:
    rows = db.execute(
        "SELECT DISTINCT key, name FROM held WHERE receiver_edition = ? AND receiver_code = ? "
        "AND unit_edition = ? AND unit_code = ? AND name IS NOT NULL AND NOT on_behalf ORDER BY key, name",
        tuple(ids),
    )
    return [[key, name] for key, name in rows.fetchall() if key in keys]


def _decisions_before_4(db: Database) -> Iterator[tuple[Row, Row, bool]]:
    columns = "campaign, receiver_edition, receiver_code, unit_edition, unit_code, place, chosen, refused"
    for sealed, *values in db.execute(f"SELECT seal, {columns} FROM decision ORDER BY rowid").fetchall():
        campaign, *ids, _place, chosen, refused = values
        body = {"chosen": chosen, "refused": _json_or_none(refused)}
        taken = (campaign, *ids[2:], "choose", canonical_json(body))
        yield tuple(ids[:2]), taken, sealed == seal("decision", values)


def _json_or_none(column: bytes) -> Any:
    """The value of a column; None when it is damaged, and the seal of its row wrong."""
    try:
        return json.loads(column)
    except ValueError:
        return None


@migrations()
def m0005_restores(db: Database) -> None:
    """Add how often a unit's data were put back and what was known of its revisions then (docs/adr/0048),
    and what a received report says of that."""
    db.executescript(_STEP_5)
    _forbid_changes(db, "restore")
    for table in ("held", "held_paper"):
        _seal_anew(db, table, _HELD_BEFORE_5, f"{_HELD_BEFORE_5}, restored")
    finish(db, 5)


@migrations()
def m0006_journal_units(db: Database) -> None:
    """Put the unit of a decision into an index, by which opening proves it: of a damaged row it is then known
    which unit it is about (docs/adr/0045)."""
    db.executescript(_STEP_6)
    finish(db, 6)


@migrations()
def m0007_campaigns(db: Database) -> None:
    """Add the campaigns that were installed, every edition as its file (docs/adr/0107)."""
    db.executescript(_STEP_7)
    _forbid_changes(db, "campaign_edition")
    finish(db, 7)


@migrations()
def m0008_paper(db: Database) -> None:
    """Add which revisions were printed, and the sent files that came back with a digital signature
    (docs/adr/0124, docs/adr/0125)."""
    db.executescript(_STEP_8)
    for table in ("printing", "signed_file"):
        _forbid_changes(db, table)
    finish(db, 8)


@migrations()
def m0009_photo_origins(db: Database) -> None:
    """Add where photos came from, so that the next one who opens the page sees it too."""
    db.executescript(_STEP_9)
    finish(db, 9)


@migrations()
def m0010_cell_history(db: Database) -> None:
    """Add what cells held before and what made it so (docs/adr/0134)."""
    db.executescript(_STEP_10)
    finish(db, 10)


@migrations()
def m0011_unread(db: Database) -> None:
    """Add what came and could not be read, which stays in the list until it is dismissed (docs/adr/0150)."""
    db.executescript(_STEP_11)
    finish(db, 11)


@migrations()
def m0012_assignments(db: Database) -> None:
    """Add the assignments that units of this machine opened, as their files, and what was said in those that
    it made (docs/adr/0156)."""
    db.executescript(_STEP_12)
    for table in ("assignment", "assigned"):
        _forbid_changes(db, table)
    finish(db, 12)


@migrations()
def m0013_typed_drafts(db: Database) -> None:
    """Add what is being typed on behalf of units below, until it is entered (docs/adr/0164)."""
    db.executescript(_STEP_13)
    finish(db, 13)
