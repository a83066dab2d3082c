"""What is known of a received file: typed fields here, one JSON column in the database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.storage import ReceivedFile, open_store
from tests.storage.sample_store import DISTRICT, OTHER, add_units

SENDER = Unit(OTHER, "Xã Thèn Sin", LevelKey("xa"), UnitCode("106"))
HELD = ReceivedFile(
    DISTRICT,
    sha256_hex(b"held"),
    "a.pdf",
    4,
    "accepted",
    "received-accepted",
    notes=("pdf-signed",),
    report="5e",
    doubts=("Bản quét số 1 là của đơn vị khác.",),
)
SET_ASIDE = ReceivedFile(
    DISTRICT,
    sha256_hex(b"aside"),
    "b.pdf",
    5,
    "set_aside",
    "received-unit",
    fields={"unit": SENDER.code, "name": SENDER.name},
    sender=SENDER,
)


def columns(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "lcweek.db")) as database:
        return [bytes(body).decode() for (body,) in database.execute("SELECT context FROM received")]


def test_the_typed_fields_are_read_back_from_one_column(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        add_units(store)
        for file in (HELD, SET_ASIDE):
            store.received.record(file)
        assert store.received.of(DISTRICT) == (HELD, SET_ASIDE)
    assert columns(tmp_path) == [
        '{"doubts":["Bản quét số 1 là của đơn vị khác."],"notes":["pdf-signed"],"report":"5e"}',
        f'{{"name":"{SENDER.name}","notes":[],"sender":{{"code":"{SENDER.code}",'
        f'"edition":"{SENDER.id.edition}","level":"xa","name":"{SENDER.name}","parent":"106"}},'
        f'"unit":"{SENDER.code}"}}',
    ]
