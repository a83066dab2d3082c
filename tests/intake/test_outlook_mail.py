"""Mails of Outlook that are cut off, changed, or go in circles end with a known error, and in time."""

from __future__ import annotations

import random
from pathlib import Path

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.mail import write_attachments
from lcweek_desktop.intake.members import Limits
from tests.compound import compound, outlook_mail


def code_of(data: bytes, folder: Path) -> str:
    """The code of the error with which the mail `data` is refused; empty when it is opened."""
    (folder / "bên trong").mkdir(parents=True)
    mail = folder / "thư.msg"
    mail.write_bytes(data)
    try:
        write_attachments(mail, folder / "bên trong", Limits(bytes=1 << 20, members=20, single=1 << 20))
    except KnownError as error:
        return error.code
    return ""


def test_a_broken_mail_is_told_as_damaged_or_gives_what_is_whole(tmp_path: Path) -> None:
    inner = outlook_mail({"c.lcweek": b"z" * 5_000})
    whole = compound(outlook_mail({"a.lcweek": b"x" * 9_000, "b.txt": b"y", "thư": inner}))
    assert code_of(whole, tmp_path / "nguyên") == ""
    chance = random.Random(2024)
    codes = set()
    for number in range(400):
        changed = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            changed[chance.randrange(len(changed))] = chance.choice((0, 1, 254, 255, chance.randrange(256)))
        size = chance.choice((len(changed), chance.randrange(len(changed))))
        codes.add(code_of(bytes(changed[:size]), tmp_path / str(number)))
    assert codes <= {"", "mail-damaged", "archive-unpacks", "archive-many"}
    assert {"", "mail-damaged"} <= codes
