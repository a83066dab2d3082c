"""2024 and 2025 in one installation: codes that return for another place are never mixed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.unit import CampaignUnit
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.opening.file_kind import Place
from lcweek_desktop.services.opening.opened_file import opened_files
from lcweek_desktop.services.output.charting import chart_pdf
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.receiving.board import board
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.reminders import Branch, reminder
from lcweek_desktop.services.report.checking import check_report
from lcweek_desktop.services.report.filling import describe_report, fill
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.services.summing.reporting_status import ReportingStatus
from lcweek_desktop.services.workspace.campaign_state import campaign_state
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, own_workspaces, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from tests.documents.reading import whole_text

THEN_SIN = UnitSetup("03394", "Xã Thèn Sin", "xa")
SIN_SUOI_HO = UnitSetup("03394", "Xã Sin Suối Hồ", "xa")
Machines = Callable[..., AppContext]


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """`machines("xa")` is a machine with a data folder of that name; `day` is its date."""
    with ExitStack() as opened:

        def machine(name: str, day: date = date(2025, 11, 3)) -> AppContext:
            now = datetime.combine(day, datetime.min.time())
            return opened.enter_context(open_context(tmp_path / name, ROOT / "forms", lambda: now))

        yield machine


def enter(workspace: Workspace, count: int, row: str = "2") -> Workspace:
    file = workspace.context.home.parent / "nhap.json"
    file.write_text(json.dumps({"figures": {row: {"count": count}}}), encoding="utf-8")
    fill(workspace, file)
    return workspace


def of_last_year(workspace: Workspace) -> list[Finding]:
    return [finding for finding in check_report(workspace) if finding.check == "times-last-year"]


# One code, two places


@pytest.mark.parametrize("years", [("2024", "2025"), ("2025", "2024")])
def test_a_code_of_both_years_names_two_units(machines: Machines, years: tuple[str, str]) -> None:
    context = machines("xa")
    made = {year: set_up(context, year, SIN_SUOI_HO if year == "2025" else THEN_SIN) for year in years}
    before, after = enter(made["2024"], 24), enter(made["2025"], 25)
    assert (before.unit.name, before.unit.parent) == ("Xã Thèn Sin", "106")
    assert (after.unit.name, after.unit.parent) == ("Xã Sin Suối Hồ", "12")
    for workspace, count in ((before, 24), (after, 25)):
        again = open_workspace(context, "03394", workspace.campaign)
        assert again == workspace
        assert describe_report(again)["figures"]["2"]["count"] == count  # type: ignore[index, call-overload]
    keys = [signing_key(context, workspace.unit.id).public.base64 for workspace in (before, after)]
    assert keys[0] != keys[1]


@pytest.mark.parametrize("years", [("2024", "2025"), ("2025", "2024")])
def test_without_a_year_it_is_the_latest_whichever_was_begun_first(
    machines: Machines, years: tuple[str, str]
) -> None:
    context = machines("xa")
    for year in years:
        set_up(context, year, SIN_SUOI_HO if year == "2025" else THEN_SIN)
    assert open_workspace(context).id == open_workspace(context, "03394").id == ("2025", "03394")
    assert [workspace.id for workspace in own_workspaces(context)] == [
        CampaignUnit(year, "03394")  # type: ignore[arg-type]
        for year in ("2025", "2024")
    ]


def test_a_report_of_the_other_year_is_set_aside_though_its_codes_are_known(
    machines: Machines, tmp_path: Path
) -> None:
    school = set_up(machines("truong"), "2024", UnitSetup("TH-A", "Trường A", "truong", "03394"))
    listed = tmp_path / "danh-muc.csv"
    listed.write_text("code,name,level,parent_code\nTH-A,Trường A,truong,03394\n", encoding="utf-8")
    send(enter(school, 7), tmp_path / "gui.lcweek")
    context = machines("xa")
    before = set_up(context, "2024", THEN_SIN, listed=listed)
    after = set_up(context, "2025", SIN_SUOI_HO, listed=listed)
    (result,) = receive(after, [tmp_path / "gui.lcweek"], confirm_keys=True)
    assert (result.verdict.value, result.code) == ("set_aside", "received-campaign")
    (result,) = receive(before, [tmp_path / "gui.lcweek"], confirm_keys=True)
    assert result.verdict.value == "accepted"
    statuses = [{child.status for child in board(each).direct} for each in (before, after)]
    assert statuses == [{ReportingStatus.LATE}, {ReportingStatus.MISSING}]


def test_a_file_is_opened_in_its_own_year_whichever_is_at_work(machines: Machines, tmp_path: Path) -> None:
    context = machines("xa")
    made = {
        "2024": set_up(context, "2024", THEN_SIN),
        "2025": set_up(context, "2025", SIN_SUOI_HO),
    }
    for year, workspace in made.items():
        send(enter(workspace, 5), tmp_path / f"{year}.lcweek")
    for year, workspace in made.items():
        for at_work in made.values():
            (opened,) = opened_files(context, [tmp_path / f"{year}.lcweek"], at_work.id)
            assert [(each.at, each.place) for each in opened.openings] == [(workspace.id, Place.OWN)]


# Last year's numbers


def test_a_commune_does_not_compare_with_the_one_that_had_its_code(machines: Machines) -> None:
    context = machines("xa")
    freeze(enter(set_up(context, "2024", THEN_SIN), 2))
    assert of_last_year(enter(set_up(context, "2025", SIN_SUOI_HO), 2000)) == []


def test_a_commune_compares_with_all_that_it_was_made_of(machines: Machines) -> None:
    context = machines("xa")
    for code, name in (("03394", "Xã Thèn Sin"), ("03586", "Xã Nậm Xe"), ("03592", "Xã Sin Suối Hồ")):
        freeze(enter(set_up(context, "2024", UnitSetup(code, name, "xa")), 2))
    commune = set_up(context, "2025", SIN_SUOI_HO)
    assert of_last_year(enter(commune, 59)) == []
    (finding,) = of_last_year(enter(commune, 60))
    assert (finding.place, "(6)" in finding.sentence) == ("2.count", True)


def test_the_province_and_a_commune_that_stayed_compare_with_themselves(machines: Machines) -> None:
    for code, name, level in (("12", "Tỉnh Lai Châu", "tinh"), ("03451", "Xã Mù Cả", "xa")):
        context, setup = machines(code), UnitSetup(code, name, level)
        freeze(enter(set_up(context, "2024", setup), 3))
        now = enter(set_up(context, "2025", setup), 456)
        assert [finding.place for finding in of_last_year(now)] == ["2.count"]
        drawn = whole_text(chart_pdf(now))
        assert all(words in drawn for words in ("456", "Năm2024", "Năm2025"))


def test_a_chart_of_a_merged_commune_has_no_last_year(machines: Machines) -> None:
    context = machines("xa")
    enter(set_up(context, "2024", THEN_SIN), 2)
    assert "Năm2024" not in whole_text(chart_pdf(enter(set_up(context, "2025", SIN_SUOI_HO), 456)))


def test_the_row_that_counted_districts_compares_with_nothing(machines: Machines) -> None:
    context = machines("xa")
    setup = UnitSetup("03451", "Xã Mù Cả", "xa")
    freeze(enter(set_up(context, "2024", setup), 1, "7.2"))
    now = enter(set_up(context, "2025", setup), 100, "7.1-xa")
    assert of_last_year(now) == []
    assert "opening-commune" in {finding.check for finding in check_report(now)}


# Deadlines and the year


def test_no_deadline_is_never_passed_and_a_reminder_names_none(machines: Machines, tmp_path: Path) -> None:
    listed = tmp_path / "danh-muc.csv"
    listed.write_text("code,name,level,parent_code\nTH-A,Trường A,truong,03394\n", encoding="utf-8")
    commune = set_up(machines("xa", date(2030, 1, 1)), "2025", SIN_SUOI_HO, listed=listed)
    assert "deadline-passed" not in {finding.check for finding in check_report(commune)}
    (child,) = board(commune).direct
    assert child.status is ReportingStatus.MISSING
    words = reminder(commune, Branch(commune.unit, (child.unit,)), date(2030, 1, 1))
    assert "- Trường A\n" in words and "Ủy ban nhân dân xã Sin Suối Hồ chưa nhận được" in words
    assert "hạn" not in words


@pytest.mark.parametrize(
    ("year", "day", "days_left", "is_over"),
    [
        ("2024", date(2024, 10, 10), 9, False),
        ("2024", date(2026, 11, 30), -772, False),
        ("2025", date(2025, 12, 31), None, False),
        ("2025", date(2026, 1, 1), None, True),
    ],
)
def test_only_the_newest_year_can_be_over(
    machines: Machines, year: str, day: date, days_left: int | None, is_over: bool
) -> None:
    context = machines("xa", day)
    state = campaign_state(context, context.form(year))
    assert (state.days_left, state.is_year_over) == (days_left, is_over)
    notice = "theo mẫu năm 2024, chờ mẫu chính thức"
    over = sentence("campaign-year-over", today="01/01/2026")
    of_2025 = (
        sentence("campaign-notice", year=2025, notice=notice),
        sentence("campaign-no-deadline", year=2025),
    )
    assert state.remarks == ((over,) if is_over else ()) + (of_2025 if year == "2025" else ())
    assert over.startswith(
        "Kỳ báo cáo năm nay chưa có trên máy này: mở tệp kỳ báo cáo, hoặc tạo từ năm trước."
    )
