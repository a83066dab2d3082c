"""A folder in which a campaign is defined: four TOML files and, beside them, the directory of its units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.unit import Directory
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import FILES, read_directory, read_form, refuse_lost_zeros, tidy_directory
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.directory import shipped_directory
from lcweek_desktop.services.workspace.user_files import read_file

DIRECTORY_FILE: Final = "units.csv"
"""The name of the directory in the folder."""


@dataclass(frozen=True)
class DefinitionFolder:
    """What the files of a folder hold; `units` is None where there is no directory among them, and tidy where
    there is one."""

    files: Mapping[str, bytes]
    units: bytes | None

    @cached_property
    def form(self) -> Form:
        """The form that the files define. Raises KnownError `form-definition`."""
        return read_form(self.files)

    def directory(self, context: AppContext | None = None) -> Directory:
        """The units of the campaign. Without a file these are the ones of `campaign_directory`.

        Raises KnownError `directory-file`, `directory-zeros`, `unit-loop` or `form-definition`.
        """
        if self.units is None:
            return campaign_directory(context, self.form)
        known = shipped_directory(self.form).units
        refuse_lost_zeros(DIRECTORY_FILE, tidy_directory(DIRECTORY_FILE, self.units, known))
        empty = Directory(self.form.campaign.edition, {})
        return empty.extended(read_directory(DIRECTORY_FILE, self.units, self.form, empty))


def campaign_directory(context: AppContext | None, form: Form) -> Directory:
    """The units of `form` where nobody gives others: those of the last installed campaign of `context` with
    that directory, otherwise the shipped ones.

    Raises KnownError `directory-file` for shipped units that are not of the form's levels.
    """
    installed = () if context is None else context.campaigns.installed.values()
    same = [file for file in installed if file.directory.edition == form.campaign.edition]
    latest = max(same, key=lambda file: file.manifest.year, default=None)
    return shipped_directory(form) if latest is None else latest.directory


def read_definition_folder(folder: Path) -> DefinitionFolder:
    """The definition in `folder`; what is in the files is not judged.

    Raises KnownError `file-missing`, `file-unreadable`, `folder-unreadable` or `file-too-large`, and
    `directory-file` for a directory that is no text.
    """
    files = {name: read_file(folder / name) for name in FILES}
    try:
        saved = read_file(folder / DIRECTORY_FILE)
    except KnownError as error:
        if error.code != "file-missing":
            raise
        return DefinitionFolder(files, None)
    return DefinitionFolder(files, tidy_directory(DIRECTORY_FILE, saved, ()).data)
