"""Headings that only some levels have, from the entry to the file that is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.domain.form import CampaignId, HeadingKey
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from lcweek_desktop.services.report.checking import check_report, current_draft, save_draft
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from tests.services.office import Office

DATA = ROOT / "tests" / "data"
DEEP = HeadingKey("2.b.1")
"""The heading that the lowest level of the invented year does not have."""


@pytest.fixture
def context(tmp_path: Path) -> Iterator[AppContext]:
    with open_context(tmp_path / "home", DATA / "forms") as context:
        yield context


@pytest.fixture
def library(context: AppContext, tmp_path: Path) -> Office:
    """A unit of the lowest level."""
    listed = DATA / "units" / "ho-xanh-2031.csv"
    office = Office(
        set_up(context, CampaignId("2031"), UnitSetup("H1-1", "Thư viện", "co_so"), listed=listed), tmp_path
    )
    office.fill(figures={"A.1": {"count": 1}}, narrative={"1": "Một.", "2.a": "Hai.", "2.b": "Ba."})
    return office


@pytest.fixture
def commune(context: AppContext, tmp_path: Path) -> Office:
    listed = DATA / "units" / "ho-xanh-2031.csv"
    return Office(
        set_up(context, CampaignId("2031"), UnitSetup("H1", "Xã Bờ Bắc", "xa"), listed=listed), tmp_path
    )


def sent_narrative(office: Office) -> list[str]:
    """The headings under which the file that is sent has text."""
    forms = {office.workspace.campaign: office.workspace.form}
    report = read_bundle(sent_bundle(office.send().read_bytes(), "tệp"), forms).report
    assert report is not None
    return [*report.content.narrative]


def test_a_level_that_has_the_heading_fills_checks_and_sends_it(commune: Office) -> None:
    places = [finding.place for finding in check_report(commune.workspace)]
    assert f"narrative:{DEEP}" in places
    commune.fill(narrative={"1": "Một.", "2.a": "Hai.", "2.b": "Ba.", DEEP: "Vì mưa."})
    assert f"narrative:{DEEP}" not in [finding.place for finding in check_report(commune.workspace)]
    assert sent_narrative(commune) == ["1", "2.a", "2.b", DEEP]


def test_another_level_neither_fills_it_nor_is_asked_for_it(library: Office) -> None:
    with pytest.raises(KnownError, match="1\\) Vì sao") as refused:
        library.fill(narrative={DEEP: "Vì mưa."})
    assert refused.value.code == "entry-heading"
    assert f"narrative:{DEEP}" not in [finding.place for finding in check_report(library.workspace)]


def test_what_stands_under_it_from_before_stays_in_the_draft_and_is_not_sent(library: Office) -> None:
    draft = current_draft(library.workspace)
    text = from_plain_text("Từ khi còn là xã.")
    save_draft(library.workspace, replace(draft, content=draft.content.with_text(DEEP, text)))
    assert sent_narrative(library) == ["1", "2.a", "2.b"]
    assert current_draft(library.workspace).content.narrative[DEEP] == text
    library.fill(narrative={DEEP: None})
    assert DEEP not in current_draft(library.workspace).content.narrative


def test_a_roll_up_goes_on_with_headings_of_its_own_level(library: Office, commune: Office) -> None:
    narrative = {"1": "Một.", "2.a": "Hai.", "2.b": "Ba.", DEEP: "Vì mưa."}
    commune.fill(figures={"A.1": {"count": 2}}, narrative=narrative)
    assert commune.takes(library.send())[0] == "accepted"
    forms = {commune.workspace.campaign: commune.workspace.form}
    report = read_bundle(sent_bundle(commune.send("xa.lcweek").read_bytes(), "tệp"), forms).report
    assert report is not None
    assert [member.unit.code for member in report.members] == ["H1-1"]
    assert DEEP in report.content.narrative
    assert commune.sum("A.1") == 3
