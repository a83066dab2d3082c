"""Campaigns that a machine is making: kept as folders of TOML, whole after each change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import FILES, load_form
from lcweek_desktop.formdefs.definition import Definition, Entry
from lcweek_desktop.services.workbench.campaign_drafts import (
    CampaignDraft,
    begin_campaign,
    campaign_drafts,
    discard_campaign,
    draft_folder,
    save_campaign,
)
from lcweek_desktop.services.workspace.context import AppContext
from tests.services.conftest import Offices

UNREADABLE = Path("/proc/self/mem")
"""A file that even the administrator cannot read from its beginning."""
FOLDER = ROOT / "forms" / "2024"
BASE = Definition({name: (FOLDER / name).read_bytes() for name in FILES})


@pytest.fixture
def context(offices: Offices) -> AppContext:
    return offices("12").context


def test_a_new_campaign_is_a_folder_that_the_reader_of_forms_takes(context: AppContext) -> None:
    draft = begin_campaign(context, BASE, 2026)
    assert load_form(draft_folder(context, draft.id)).campaign.year == 2026
    assert [each.id for each in campaign_drafts(context)] == ["2026"]


def test_a_second_one_of_the_year_is_refused_and_the_first_stays(context: AppContext) -> None:
    draft = begin_campaign(context, BASE, 2026)
    with pytest.raises(KnownError) as refused:
        begin_campaign(context, BASE, 2026)
    assert refused.value.code == "campaign-draft-exists"
    assert campaign_drafts(context) == (draft,)


def test_a_change_is_kept_and_only_its_file_is_written(context: AppContext) -> None:
    draft = begin_campaign(context, BASE, 2026)
    folder = draft_folder(context, draft.id)
    before = {name: (folder / name).stat().st_ino for name in FILES}
    changed = draft.definition.with_value(Entry("row", "2"), "label", "Nhãn khác")
    save_campaign(context, CampaignDraft(draft.id, changed))
    (kept,) = campaign_drafts(context)
    assert kept.definition.value(Entry("row", "2"), "label") == "Nhãn khác"
    written = [name for name in FILES if (folder / name).stat().st_ino != before[name]]
    assert written == ["phu-luc-2.toml"]


def test_a_draft_that_is_no_form_says_where(context: AppContext) -> None:
    draft = begin_campaign(context, BASE, 2026)
    wrong = CampaignDraft(draft.id, draft.definition.with_value(Entry("row", "2"), "label", ""))
    save_campaign(context, wrong)
    (kept,) = campaign_drafts(context)
    assert kept.form is None
    assert len(kept.mistakes) == 1
    assert kept.mistakes[0].context["table"] == "row 2"
    assert draft.mistakes == ()


def test_a_folder_without_all_files_is_no_draft(context: AppContext) -> None:
    draft = begin_campaign(context, BASE, 2026)
    (draft_folder(context, draft.id) / "campaign.toml").unlink()
    assert campaign_drafts(context) == ()


def test_a_discarded_campaign_is_gone(context: AppContext) -> None:
    draft = begin_campaign(context, BASE, 2026)
    discard_campaign(context, draft.id)
    assert campaign_drafts(context) == ()
    begin_campaign(context, BASE, 2026)


@pytest.mark.skipif(
    os.name == "nt" or not UNREADABLE.exists(), reason="needs a file that refuses to be read, as Linux has"
)
def test_a_file_that_cannot_be_read_is_no_fault_of_the_program(context: AppContext) -> None:
    draft = begin_campaign(context, BASE, 2026)
    file = draft_folder(context, draft.id) / "checks.toml"
    file.unlink()
    file.symlink_to(UNREADABLE)
    with pytest.raises(KnownError) as refused:
        campaign_drafts(context)
    assert refused.value.code == "file-unreadable"
    with pytest.raises(KnownError) as refused:
        save_campaign(context, draft)
    assert refused.value.code.startswith("export-")
