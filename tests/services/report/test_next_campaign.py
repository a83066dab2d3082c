"""The next year of a unit: as which it reports, and what it takes along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.report.next_campaign import NextCampaign, begin_campaign, next_campaigns
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import UnitSetup, own_workspaces, set_up
from lcweek_desktop.services.workspace.workspace import Workspace

SIGNED = SignOff(
    place="Bản Bo",
    number="12",
    date="2024-10-15",
    title=("PHÓ HIỆU TRƯỞNG",),
    name="Lò Văn Phương",
    recipients=("- UBND xã Bản Bo;",),
    closing="Hết.",
)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_context(tmp_path / "home", ROOT / "forms") as opened:
        yield opened


def signed(context: AppContext, setup: UnitSetup) -> Workspace:
    """A unit of 2024 whose report has a sign-off."""
    workspace = set_up(context, "2024", setup)
    save_draft(workspace, replace(current_draft(workspace), signoff=SIGNED))
    return workspace


def following(workspace: Workspace) -> NextCampaign:
    (found,) = next_campaigns(workspace)
    assert found.form.campaign.id == "2025"
    return found


def test_a_school_reports_to_the_commune_that_its_own_went_into(context: AppContext) -> None:
    school = signed(context, UnitSetup(None, "Trường Mầm non Bản Bo", "truong", "03424"))
    found = following(school)
    assert found.unit is not None and found.receiver is not None
    assert (found.unit.name, found.unit.level) == ("Trường Mầm non Bản Bo", "truong")
    assert found.receiver.name == "Xã Bản Bo"
    begun = begin_campaign(school, found)
    assert begun.unit.parent == found.receiver.code
    assert current_draft(begun).signoff == replace(SIGNED, number="", date="", closing=None)
    assert next_campaigns(school) == ()


def test_a_commune_that_went_into_another_one_takes_over_only_who_signs(context: AppContext) -> None:
    commune = signed(context, UnitSetup("03386", "Phường Quyết Thắng", "xa"))
    found = following(commune)
    assert found.unit is not None and found.unit.name == "Phường Đoàn Kết"
    begun = begin_campaign(commune, found)
    assert current_draft(begun).signoff == SignOff(title=SIGNED.title, name=SIGNED.name)


@pytest.mark.parametrize(
    "setup",
    [
        UnitSetup("106", "Huyện Tam Đường", "huyen"),
        UnitSetup(None, "Trường THPT Bình Lư", "truong", "106"),
    ],
)
def test_where_nothing_says_as_which_unit_a_person_chooses(context: AppContext, setup: UnitSetup) -> None:
    assert following(signed(context, setup)).unit is None


def test_the_year_before_stays_as_it_is_and_prints(context: AppContext, tmp_path: Path) -> None:
    school = signed(context, UnitSetup(None, "Trường Mầm non Bản Bo", "truong", "03424"))
    before = current_draft(school)
    begin_campaign(school, following(school))
    assert [each.campaign for each in own_workspaces(context)] == ["2025", "2024"]
    assert current_draft(school) == before
    print_report(school, tmp_path / "nam-truoc.pdf")
    assert (tmp_path / "nam-truoc.pdf").read_bytes().startswith(b"%PDF")


def test_the_latest_year_has_no_next_one(context: AppContext) -> None:
    assert next_campaigns(set_up(context, "2025", UnitSetup("03424", "Xã Bản Bo", "xa"))) == ()
