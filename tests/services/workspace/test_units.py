"""Setting a unit up, its directory, and which unit is opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.domain.unit import UnitCode, provisional_code
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_context(tmp_path / "home", ROOT / "forms") as opened:
        yield opened


SCHOOL = UnitSetup("TH-A", "Trường A", "truong", "03394")


def refusal(
    context: AppContext,
    setup: UnitSetup = SCHOOL,
    *,
    campaign: str | None = "2024",
    listed: Path | None = None,
) -> str:
    """The code with which setting up is refused; the installation stays empty."""
    with pytest.raises(KnownError) as refused:
        set_up(context, campaign, setup, listed)
    assert context.store.own_units.campaigns() == ()
    assert context.store.units.directory("lai-chau-2024").units == {}
    return refused.value.code


def test_a_unit_of_the_shipped_directory_has_its_parent_from_there(context: AppContext) -> None:
    own = set_up(context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"))
    assert own.unit.parent == "106"
    assert [unit.name for unit in own.units_above] == ["Huyện Tam Đường", "Tỉnh Lai Châu"]


def test_setting_up_again_changes_name_and_level_and_keeps_the_parent(context: AppContext) -> None:
    set_up(context, "2024", UnitSetup("TH-A", "Trường A", "truong", "03394"))
    own = set_up(context, "2024", UnitSetup("TH-A", "  Phòng   A ", "don_vi"))
    assert (own.unit.name, own.unit.level, own.unit.parent) == ("Phòng A", "don_vi", "03394")
    assert open_workspace(context) == own


def test_a_unit_without_a_code_is_given_one_that_it_keeps(context: AppContext) -> None:
    own = set_up(context, "2024", UnitSetup(None, "Trường Tiểu học Thèn Sin", "truong", "03394"))
    assert own.unit.code == provisional_code(UnitCode("03394"), own.unit.name, own.unit.level)
    renamed = set_up(context, "2024", UnitSetup(own.unit.code, "Trường TH số 1", "truong", "106"))
    assert (renamed.unit.id, renamed.unit.parent) == (own.unit.id, "106")
    assert open_workspace(context) == renamed


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"code": None, "parent": None}, "unit-code-or-parent"),
        ({"code": "TRƯỜNG"}, "unit-code"),
        ({"code": ""}, "unit-code"),
        ({"code": "../a"}, "unit-code"),
        ({"name": " "}, "unit-name"),
        ({"level": "tong_cuc"}, "unit-level"),
        ({"parent": "XX"}, "unit-unknown"),
        ({"code": "106", "level": "huyen", "parent": "03394"}, "unit-loop"),
        ({"code": "106", "level": "huyen", "parent": "106"}, "unit-loop"),
    ],
)
def test_a_unit_that_cannot_be_is_refused_and_nothing_is_kept(
    context: AppContext, given: dict[str, str], code: str
) -> None:
    assert refusal(context, replace(SCHOOL, **given)) == code


def test_a_campaign_without_a_form_is_refused_and_nothing_is_kept(context: AppContext) -> None:
    assert refusal(context, campaign="1999") == "form-missing"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "dòng đầu phải là"),
        (b"code|name|level|parent_code\n", "dòng đầu phải là"),
        (b"code,name,level,parent_code\nA,B,truong\n", "phải có đúng 4 cột"),
        (b"code,name,level,parent_code\nA,B,truong,106,x\n", "phải có đúng 4 cột"),
        (b"code,name,level,parent_code\nA,B,thon,106\n", "cấp “thon”".encode()),
        (b"code,name,level,parent_code\nA,,truong,106\n", "thiếu tên đơn vị"),
        (b"code,name,level,parent_code\nA B,C,truong,106\n", "mã đơn vị không hợp lệ"),
        (b"code,name,level,parent_code\nA,B,truong,XX\n", "không có đơn vị cấp trên mã XX"),
        (b"code,name,level,parent_code\n\n\nA,B,truong,XX\n", "dòng 4"),
        (b"code,name,level,parent_code\nA,B,truong,106\nA,C,truong,106\n", "dòng 3"),
        (b"code,name,level,parent_code\nA,\xff,truong,106\n", "UTF-8"),
        (b'code,name,level,parent_code\nA,"B,truong,106\n', "CSV"),
    ],
)
def test_a_directory_file_that_is_wrong_is_refused_with_its_line(
    context: AppContext, tmp_path: Path, data: bytes, reason: str | bytes
) -> None:
    file = tmp_path / "danh-muc.csv"
    file.write_bytes(data)
    with pytest.raises(KnownError) as refused:
        set_up(context, "2024", UnitSetup("A", "A", "truong"), listed=file)
    assert refused.value.code == "directory-file"
    assert (reason if isinstance(reason, str) else reason.decode()) in refused.value.message
    assert context.store.own_units.campaigns() == ()


def test_a_directory_file_that_is_not_there_is_refused(context: AppContext, tmp_path: Path) -> None:
    assert refusal(context, listed=tmp_path / "khong-co.csv") == "directory-file"
    assert refusal(context, listed=tmp_path) == "directory-file"


def test_listed_units_join_the_directory_for_good(context: AppContext, tmp_path: Path) -> None:
    file = tmp_path / "danh-muc.csv"
    file.write_bytes("\ufeffcode,name,level,parent_code\nA,Trường A,truong,03394\n".encode())
    own = set_up(context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"), listed=file)
    assert [unit.code for unit in own.directory.children(own.unit.code)] == ["A"]


# Which unit is meant


def opening_refusal(context: AppContext, *given: str | None) -> KnownError:
    with pytest.raises(KnownError) as refused:
        open_workspace(context, *given)
    return refused.value


def test_without_a_unit_there_is_nothing_to_work_with(context: AppContext) -> None:
    assert opening_refusal(context).code == "unit-none"
    assert opening_refusal(context, "106").code == "unit-none"
    assert opening_refusal(context, None, "2024").code == "unit-none"
    assert opening_refusal(context, None, "1999").code == "form-missing"


def test_of_several_units_one_must_be_named(context: AppContext) -> None:
    for code in ("TH-A", "TH-B"):
        set_up(context, "2024", UnitSetup(code, code, "truong", "03394"))
    error = opening_refusal(context)
    assert (error.code, "TH-A, TH-B" in error.message) == ("unit-choose", True)
    assert open_workspace(context, "TH-B").unit.code == "TH-B"


def test_a_unit_that_is_listed_but_not_of_this_machine_is_not_here(context: AppContext) -> None:
    set_up(context, "2024", UnitSetup("TH-A", "Trường A", "truong", "03394"))
    error = opening_refusal(context, "106")
    assert (error.code, "TH-A" in error.message) == ("unit-not-here", True)


def test_a_folder_without_forms_has_no_campaign(tmp_path: Path) -> None:
    with (
        open_context(tmp_path / "home", tmp_path / "forms") as empty,
        pytest.raises(KnownError, match="kỳ báo cáo nào"),
    ):
        set_up(empty, None, UnitSetup("A", "A", "truong"))
