"""The campaigns that this machine is making: each is a folder of TOML files in the data folder.

The folder is the same as one under `forms/`, so that an engineer may go on with it in an editor.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import FILES, form_mistakes
from lcweek_desktop.formdefs.definition import Definition as Definition
from lcweek_desktop.formdefs.definition import Entry as Entry
from lcweek_desktop.formdefs.definition import TomlValue as TomlValue
from lcweek_desktop.paths import forms_dir
from lcweek_desktop.services.workbench.next_year import next_year
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.export import known_export_errors, make_folder, write_file
from lcweek_desktop.services.workspace.user_files import read_file

FOLDER: Final = "ky-bao-cao"
"""The folder of the drafts in the data folder, with a folder for each campaign's id."""


@dataclass(frozen=True)
class CampaignDraft:
    """A campaign that is being made: its id, which is the name of its folder, and its definition."""

    id: CampaignId
    definition: Definition

    @cached_property
    def form(self) -> Form | None:
        """The form that the draft defines; None while it defines none."""
        return None if self.mistakes else self.definition.form()

    @cached_property
    def mistakes(self) -> tuple[KnownError, ...]:
        """Why the draft is no form: `form-definition`, each with file, table and key; none when it is one."""
        return form_mistakes(self.definition.files)


def campaign_drafts(context: AppContext) -> tuple[CampaignDraft, ...]:
    """The drafts of this data folder, the newest first; a folder without all its files is passed over.

    Raises KnownError as `read_file`.
    """
    folders = sorted((context.home / FOLDER).glob("*/"), reverse=True)
    return tuple(
        CampaignDraft(CampaignId(folder.name), Definition(_files(folder)))
        for folder in folders
        if all((folder / name).is_file() for name in FILES)
    )


def base_definition(context: AppContext, campaign: CampaignId) -> Definition:
    """The definition of a campaign of this installation, from which another year's can be begun.

    Raises KnownError `form-missing` or `campaign-damaged`.
    """
    context.form(campaign)
    installed = context.campaigns.installed.get(campaign)
    if installed is not None:
        return Definition(installed.files)
    folder = forms_dir() / campaign
    if not folder.is_dir():
        raise KnownError("form-missing", campaign=campaign)
    return Definition(_files(folder))


def begin_campaign(context: AppContext, definition: Definition, year: int) -> CampaignDraft:
    """Begin the campaign of `year` from the `definition` of an earlier one, and keep it.

    Raises KnownError `campaign-draft-exists` when this machine is making one for that year, and `export-…`.
    """
    made = next_year(definition, year)
    draft = CampaignDraft(CampaignId(str(made.value(Entry("campaign"), "id"))), made)
    folder = draft_folder(context, draft.id)
    if folder.exists():
        raise KnownError("campaign-draft-exists", campaign=draft.id)
    # The campaign file comes last, so that half a folder is no draft.
    make_folder(folder)
    for name in reversed(FILES):
        write_file(folder / name, made.files[name])
    return draft


def save_campaign(context: AppContext, draft: CampaignDraft) -> None:
    """Keep `draft` in place of what is kept of its campaign; only files that changed are written.

    Raises KnownError `export-…`; a file that could not be written stays as it was.
    """
    folder = draft_folder(context, draft.id)
    make_folder(folder)
    for name in FILES:
        file = folder / name
        with known_export_errors(file):
            is_kept = file.is_file() and file.read_bytes() == draft.definition.files[name]
        if not is_kept:
            write_file(file, draft.definition.files[name])


def discard_campaign(context: AppContext, campaign: CampaignId) -> None:
    """Throw away what this machine was making for `campaign`. Raises KnownError `export-…`."""
    folder = draft_folder(context, campaign)
    with known_export_errors(folder):
        shutil.rmtree(folder)


def draft_folder(context: AppContext, campaign: CampaignId) -> Path:
    """Where the draft of `campaign` is, or would be."""
    return context.home / FOLDER / campaign


def _files(folder: Path) -> Mapping[str, bytes]:
    return {name: read_file(folder / name) for name in FILES}
