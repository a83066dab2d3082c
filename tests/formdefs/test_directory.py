"""Directories as people save them: read as they were meant, or asked about."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.domain.unit import Directory
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import directory_bytes, read_directory, refuse_lost_zeros, tidy_directory
from tests.factories import FORM

CASES = ROOT / "tests" / "data" / "units"
"""`excel-*.csv`: what Excel made of a directory of one school of the commune 03394."""
KNOWN = ("12", "106", "03394")
PLAIN = "code,name,level,parent_code\n03394-a,Trường A,truong,03394\n"
EMPTY = Directory(FORM.campaign.edition, {})


def read(data: bytes) -> list[tuple[str, str, str, str | None]]:
    known = EMPTY.extended(
        read_directory("x.csv", b"code,name,level,parent_code\n03394,X,xa,\n", FORM, EMPTY)
    )
    units = read_directory("x.csv", tidy_directory("x.csv", data, KNOWN).restored, FORM, known)
    return [(unit.code, unit.name, unit.level, unit.parent) for unit in units]


@pytest.mark.parametrize("case", sorted(CASES.glob("excel-*.csv")), ids=lambda path: path.stem)
def test_what_excel_saves_is_read(case: Path) -> None:
    ((code, name, level, parent),) = read(case.read_bytes())
    assert (code, level, parent) == ("03394-a", "truong", "03394")
    assert name in ("Trường A", "Truong A")


def test_unicode_text_has_tabs() -> None:
    for order, mark in (("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)):
        data = mark + PLAIN.replace(",", "\t").replace("\n", "\r\n").encode(order)
        assert read(data) == [("03394-a", "Trường A", "truong", "03394")]


def test_a_tidy_file_keeps_its_bytes() -> None:
    for data in (PLAIN.encode(), PLAIN.replace("\n", "\r\n").encode(), codecs.BOM_UTF8 + PLAIN.encode()):
        assert tidy_directory("x.csv", data, KNOWN).data == data


def test_lost_zeros_are_seen_by_known_codes_and_asked_about() -> None:
    tidy = tidy_directory("x.csv", (CASES / "excel-zeros.csv").read_bytes(), KNOWN)
    assert [(each.line, each.written, each.meant) for each in tidy.lost] == [
        (2, "3394-a", "03394-a"),
        (2, "3394", "03394"),
    ]
    with pytest.raises(KnownError) as refused:
        refuse_lost_zeros("x.csv", tidy)
    assert (refused.value.code, refused.value.context["count"]) == ("directory-zeros", 2)
    assert b"\n3394-a," in tidy.data


@pytest.mark.parametrize("row", ["12,Tỉnh,tinh,", "106-a,Trường,truong,106", "777,Xã lạ,xa,12"])
def test_a_code_that_is_known_or_known_to_nobody_has_lost_nothing(row: str) -> None:
    data = f"code,name,level,parent_code\n{row}\n".encode()
    assert tidy_directory("x.csv", data, KNOWN).lost == ()


def test_zeros_are_seen_by_codes_of_the_file_itself() -> None:
    data = "code,name,level,parent_code\n00123,Xã,xa,\n123-a,Trường,truong,00123\n".encode()
    assert [each.meant for each in tidy_directory("x.csv", data, ()).lost] == ["00123-a"]


@pytest.mark.parametrize("data", [b"\xff\xfea", b"code,name\xff", b'code,"name'])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(KnownError) as refused:
        tidy_directory("x.csv", data, KNOWN)
    assert refused.value.code == "directory-file"


def test_a_line_number_counts_the_empty_rows_before_it() -> None:
    data = "code;name;level;parent_code\n;;;\n03394-a;Trường A;quan;03394\n".encode()
    with pytest.raises(KnownError) as refused:
        read(data)
    assert refused.value.context["line"] == 3


def test_what_is_written_is_read_back() -> None:
    shipped = (ROOT / "resources" / "units" / "lai-chau-2024.csv").read_bytes()
    units = read_directory("x.csv", shipped, FORM, EMPTY)
    assert read_directory("x.csv", directory_bytes(units), FORM, EMPTY) == units


@pytest.mark.parametrize(("above", "is_read"), [(16, True), (17, False), (20_000, False)])
def test_a_unit_has_at_most_sixteen_others_above_it(above: int, is_read: bool) -> None:
    lines = ["code,name,level,parent_code", "u0,Đơn vị,tinh,"]
    lines += [f"u{at},Đơn vị,xa,u{at - 1}" for at in range(1, above + 1)]
    data = "\n".join(lines).encode()
    if is_read:
        assert len(read_directory("x.csv", data, FORM, EMPTY)) == above + 1
        return
    with pytest.raises(KnownError) as refused:
        read_directory("x.csv", data, FORM, EMPTY)
    assert (refused.value.code, refused.value.context["line"]) == ("directory-file", 19)
