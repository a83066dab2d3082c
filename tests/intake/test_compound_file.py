"""Compound files: of another program, cut off, changed, and in circles."""

from __future__ import annotations

import random
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from lcweek_desktop.intake.compound_file import CompoundFile
from tests.compound import Tree, compound, outlook_mail

BROKEN = (ValueError, struct.error)


def contents(data: bytes) -> dict[str, bytes]:
    """All files in a compound file, by their ways; not those below three folders, which may be circles."""
    file, found = CompoundFile(data), {}
    waiting = [("", file.root)]
    while waiting:
        way, folder = waiting.pop()
        if way.count("/") > 3:
            continue
        for name, entry in file.inside(folder).items():
            if entry.kind == 2:
                found[way + name] = file.content(entry)
            else:
                waiting.append((f"{way}{name}/", entry))
    return found


def test_small_and_large_files_are_read_from_folders() -> None:
    large = random.Random(1).randbytes(70_000)
    tree: Tree = {"nhỏ": b"abc", "rỗng": b"", "thư mục": {"lớn": large, "vừa": b"x" * 4096}}
    assert contents(compound(tree)) == {
        "nhỏ": b"abc",
        "rỗng": b"",
        "thư mục/lớn": large,
        "thư mục/vừa": b"x" * 4096,
    }


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_document_of_another_program_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Báo cáo", encoding="utf-8")
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    subprocess.run(
        [
            "soffice",
            home,
            "--headless",
            "--convert-to",
            "doc:MS Word 97",
            "--outdir",
            tmp_path,
            tmp_path / "a.txt",
        ],
        check=True,
        capture_output=True,
    )
    found = contents((tmp_path / "a.doc").read_bytes())
    assert found["WordDocument"].startswith(b"\xec\xa5")
    assert "Báo cáo".encode("utf-16-le") in found["WordDocument"] or "Báo cáo".encode("cp1252") in b"".join(
        found.values()
    )


def test_what_is_broken_ends_with_a_known_error_and_in_time() -> None:
    whole = compound(outlook_mail({"a.lcweek": b"x" * 9_000, "b.txt": b"y"}))
    chance = random.Random(2024)
    refused = 0
    for _ in range(2_000):
        changed = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            changed[chance.randrange(len(changed))] = chance.choice((0, 1, 254, 255, chance.randrange(256)))
        data = bytes(changed[: chance.choice((len(changed), chance.randrange(len(changed))))])
        try:
            contents(data)
        except BROKEN:
            refused += 1
    assert refused > 500
    for size in (0, 8, 100, 512, len(whole) // 2):
        with pytest.raises(BROKEN):
            contents(whole[:size])


def test_circles_of_sectors_and_of_folders_end() -> None:
    whole = compound({"a": b"x" * 5_000, "b": b"y", "c": {}})
    file = CompoundFile(whole)
    entry = file.inside(file.root)["a"]
    at = whole.rindex(struct.pack("<2L", entry.start + 1, entry.start + 2))
    circle = whole[:at] + struct.pack("<2L", entry.start, entry.start) + whole[at + 8 :]
    assert len(contents(circle)["a"]) == 5_000
    first_entry = struct.unpack_from("<L", whole, 48)[0]
    at = len(whole) - 512 + 4 * first_entry
    with pytest.raises(BROKEN):
        contents(whole[:at] + struct.pack("<L", first_entry) + whole[at + 4 :])
    folder = whole.index("c\0".encode("utf-16-le") + bytes(60))
    inside_itself = whole[: folder + 76] + struct.pack("<L", 3) + whole[folder + 80 :]
    assert {*contents(inside_itself)} == {"a", "b"}
