"""Archives and mails that were changed by chance, in the worker's own code: each ends with a known code."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake import mail, seven_zip, zip_archive
from lcweek_desktop.intake.member_names import decoded_name, file_name, way_of
from lcweek_desktop.intake.members import Limits
from tests import zips
from tests.compound import compound, outlook_mail
from tests.zips import raw_zip, zipped


def limits() -> Limits:
    return Limits(1 << 20, 50, 1 << 18)


def changed(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(out))
        out[at : at + chance.choice((1, 1, 1, 4, 40))] = chance.randbytes(chance.choice((0, 1, 1, 4)))
    return bytes(out[: chance.choice((len(out), len(out), chance.randrange(len(out) + 1)))])


def a_mail() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Vàng A <va@truong.vn>", "Báo cáo"
    message.set_content("Kính gửi")
    for name in ("báo cáo.lcweek", "b.txt"):
        message.add_attachment(b"x" * 500, "application", "octet-stream", filename=name)
    return message.as_bytes()


@pytest.mark.parametrize(
    ("data", "write"),
    [
        (
            zipped({"a.txt": b"a" * 900, "b/c.txt": b"c"}),
            lambda s, t: zip_archive.write_members(s, t, limits(), []),
        ),
        (
            raw_zip({b"a.txt": b"a" * 900}, "mk"),
            lambda s, t: zip_archive.write_members(s, t, limits(), ["mk"]),
        ),
        (
            zips.strong_zip({"a.txt": b"a" * 900}, "mk"),
            lambda s, t: zip_archive.write_members(s, t, limits(), ["mk"]),
        ),
        (
            zips.seven_zip({"a.txt": b"a" * 900, "b/c.txt": b"c"}),
            lambda s, t: seven_zip.write_members(s, t, limits(), []),
        ),
        (
            zips.seven_zip({"a.txt": b"a" * 900}, "mk"),
            lambda s, t: seven_zip.write_members(s, t, limits(), ["mk"]),
        ),
        (a_mail(), lambda s, t: mail.write_attachments(s, t, limits())),
        (
            compound(outlook_mail({"a.lcweek": b"a" * 5_000, "b.txt": b"b", "m": outlook_mail({"c": b"c"})})),
            lambda s, t: mail.write_attachments(s, t, limits()),
        ),
    ],
    ids=["zip", "locked", "strong", "7z", "locked-7z", "mail", "outlook"],
)
def test_whatever_is_changed_ends_with_a_list_or_a_known_code(
    tmp_path: Path, data: bytes, write: Callable[[Path, Path], None]
) -> None:
    chance, ends = random.Random(2024), set()
    source, target = tmp_path / "tep", tmp_path / "ra"
    for _ in range(400):
        source.write_bytes(changed(data, chance))
        target.mkdir()
        try:
            write(source, target)
            assert (target / "members.json").is_file()
            ends.add("")
        except KnownError as error:
            ends.add(error.code)
        assert all(file.resolve().is_relative_to(target) for file in target.rglob("*"))
        shutil.rmtree(target)
    assert "" in ends


@pytest.mark.parametrize(
    ("name", "way", "file"),
    [
        ("a/b\\c.pdf", "a/b/c.pdf", "c.pdf"),
        ("../../etc/passwd", "etc/passwd", "passwd"),
        ("C:\\Users\\a.pdf", "Users/a.pdf", "a.pdf"),
        ("con.pdf", "con.pdf", "_con.pdf"),
        ("a<b>:c?.pdf ", "a<b>:c?.pdf", "a_b__c_.pdf"),
        ("báo cáo...", "báo cáo...", "báo cáo"),
        ("\0\x07", "��", "��"),
        ("", "khong-ten", "khong-ten"),
        ("ba\u0301o.pdf", "báo.pdf", "báo.pdf"),
    ],
)
def test_names_are_shown_as_they_are_and_written_as_any_system_takes_them(
    name: str, way: str, file: str
) -> None:
    assert (way_of(name), file_name(way_of(name))) == (way, file)


def test_a_long_name_keeps_its_ending() -> None:
    name = file_name(way_of("ề" * 200 + ".lcweek"))
    assert name.endswith("ề.lcweek")
    assert len(name.encode()) <= 150


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Trường.pdf".encode(), "Trường.pdf"),
        ("Résumé.pdf".encode("cp437"), "Résumé.pdf"),
        (b"B\xe1o c\xe1o \xf0\xea.pdf", "Báo cáo đê.pdf"),
    ],
)
def test_names_that_say_no_code_are_read_in_the_one_that_fits(raw: bytes, name: str) -> None:
    assert decoded_name(raw) == name
