"""Reading definitions: a mistake is refused with the file, the table and the key where it is."""

from __future__ import annotations

import shutil
import tomllib
import types
import typing
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.domain.form import Form
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import FILES, available, load_form, load_forms, read_form

INVENTED = ROOT / "tests" / "data" / "forms" / "2031"
DEFINITIONS = [*sorted((ROOT / "forms").iterdir()), *sorted(INVENTED.parent.iterdir())]


def conforms(value: object, hint: object) -> bool:
    """Whether `value` is what the annotation `hint` says, all the way down."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if isinstance(hint, typing.NewType):
        return conforms(value, hint.__supertype__)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return isinstance(value, hint) and all(
            conforms(getattr(value, field.name), hints[field.name]) for field in fields(hint)
        )
    if origin in (typing.Union, types.UnionType):
        return any(conforms(value, one) for one in inner)
    if origin is tuple:
        return isinstance(value, tuple) and all(conforms(item, inner[0]) for item in value)
    if origin is frozenset:
        return isinstance(value, frozenset) and all(conforms(item, inner[0]) for item in value)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(
            conforms(key, inner[0]) and conforms(item, inner[1]) for key, item in value.items()
        )
    return type(value) is hint


@pytest.mark.parametrize("folder", DEFINITIONS, ids=lambda folder: folder.name)
def test_every_definition_is_what_its_type_says(folder: Path) -> None:
    assert conforms(load_form(folder), Form)


@pytest.mark.parametrize("folder", DEFINITIONS, ids=lambda folder: folder.name)
def test_definitions_are_nfc_text_with_unix_line_ends(folder: Path) -> None:
    for name in FILES:
        data = (folder / name).read_bytes()
        assert b"\r" not in data
        assert unicodedata.is_normalized("NFC", data.decode("utf-8"))


def test_forms_are_found_by_campaign() -> None:
    forms = load_forms(INVENTED.parent)
    assert available(INVENTED.parent) == ("2031", "2032")
    assert list(forms) == ["2031", "2032"]
    assert forms[available(INVENTED.parent)[0]].campaign.year == 2031


def test_a_year_that_is_not_there_is_named() -> None:
    with pytest.raises(KnownError, match="1999") as caught:
        load_form(INVENTED.parent / "1999")
    assert caught.value.code == "form-missing"


def test_no_folder_of_forms_has_no_forms(tmp_path: Path) -> None:
    assert available(tmp_path / "none") == ()


def test_a_definition_loads_the_same_whatever_its_line_ends() -> None:
    unix = definition_files()
    windows = {name: data.replace(b"\n", b"\r\n") for name, data in unix.items()}
    assert read_form(unix) == read_form(windows)


def definition_files() -> dict[str, bytes]:
    return {name: (INVENTED / name).read_bytes() for name in FILES}


def definition_error(files: Mapping[str, bytes]) -> tuple[object, object, object, str]:
    with pytest.raises(KnownError) as caught:
        read_form(files)
    error = caught.value
    assert error.code == "form-definition"
    return error.context["file"], error.context["table"], error.context["key"], str(error.context["reason"])


SLIPS = tomllib.loads((ROOT / "tests" / "data" / "form-slips.toml").read_text(encoding="utf-8"))["slip"]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: str(slip["name"]))
def test_a_slip_is_refused_where_it_stands(slip: dict[str, str]) -> None:
    files = definition_files()
    slipped = files[slip["file"]].replace(slip["written"].encode(), slip["slipped"].encode(), 1)
    assert slipped != files[slip["file"]]
    file, table, key, reason = definition_error({**files, slip["file"]: slipped})
    assert (file, table, key) == (slip["file"], slip["table"], slip["key"])
    assert slip["reason"] in reason


def without_deadline() -> dict[str, bytes]:
    files = definition_files()
    keys = ("deadline", "deadline_text", "reminder_late")
    lines = files["campaign.toml"].decode().splitlines()
    kept = [line for line in lines if line.split(" = ")[0] not in keys]
    return {**files, "campaign.toml": "\n".join(kept).encode()}


def test_a_campaign_without_a_deadline_has_a_reminder_that_names_none() -> None:
    files = without_deadline()
    file, _, key, reason = definition_error(files)
    assert (file, key) == ("campaign.toml", "reminder")
    assert "{deadline}" in reason
    files["campaign.toml"] = files["campaign.toml"].replace("Nhắc {deadline}:".encode(), "Nhắc:".encode())
    campaign = read_form(files).campaign
    assert (campaign.deadline, campaign.deadline_text, campaign.reminder_late) == (None, "", ())


def test_letters_may_be_left_out_and_name_a_deadline_only_where_there_is_one() -> None:
    files = definition_files()
    assert read_form(files).campaign.letter == ()

    def with_letter(files: Mapping[str, bytes], line: str) -> Mapping[str, bytes]:
        return {**files, "campaign.toml": f"{line}\n".encode() + files["campaign.toml"]}

    written = 'letter = ["Gửi {receiver} {deadline}."]'
    assert read_form(with_letter(files, written)).campaign.letter == ("Gửi {receiver} {deadline}.",)
    for line, refused in ((written, "letter"), ('letter_late = ["Đã quá hạn."]', "letter_late")):
        file, _, key, _ = definition_error(with_letter(without_deadline(), line))
        assert (file, key) == ("campaign.toml", refused)


@pytest.mark.parametrize(
    ("outline", "reason"),
    [
        (b"", "thiếu"),
        (b"heading = 1", "danh sách"),
        (b"heading = []", "ít nhất một"),
        (b"heading = [1]", "danh sách bảng"),
        (
            b'[[heading]]\nkey = "1"\nnumber = "1"\ntitle = "A"\nhas_text = true\nlevels = ["xa", "tinh"]',
            "“co_so” không có mục nào",
        ),
    ],
)
def test_headings_are_a_list_of_tables_and_every_level_has_one_to_write_under(
    outline: bytes, reason: str
) -> None:
    found = definition_error({**definition_files(), "phu-luc-1.toml": outline})
    assert found[2] == "heading"
    assert reason in found[3]


def test_a_file_that_is_not_utf_8_is_refused() -> None:
    files = definition_files()
    files["phu-luc-1.toml"] = "title = 'Ưu điểm'".encode("utf-16")
    assert definition_error(files)[0] == "phu-luc-1.toml"


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "2031"
    shutil.copytree(INVENTED, folder)
    (folder / "checks.toml").unlink()
    with pytest.raises(KnownError, match=r"checks\.toml") as caught:
        load_form(folder)
    assert caught.value.code == "form-definition"


def test_a_folder_has_its_campaigns_name(tmp_path: Path) -> None:
    shutil.copytree(INVENTED, tmp_path / "2032")
    with pytest.raises(KnownError, match="2032") as caught:
        load_forms(tmp_path)
    assert caught.value.context["key"] == "id"
