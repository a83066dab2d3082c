"""A campaign begun in a folder of its own, to be gone on with in an editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import FILES, directory_bytes
from lcweek_desktop.services.campaigns.comparing import form_before
from lcweek_desktop.services.campaigns.definition_folder import DIRECTORY_FILE
from lcweek_desktop.services.workbench.campaign_drafts import base_definition
from lcweek_desktop.services.workbench.next_year import next_year
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.export import known_export_errors, make_folder, write_file


@dataclass(frozen=True)
class ChangedLine:
    """A line of `file` that is another one than in the year before; `number` counts from 1."""

    file: str
    number: int
    before: str
    after: str


def begin_folder(
    context: AppContext, campaign: str | None, year: int, folder: Path
) -> tuple[ChangedLine, ...]:
    """Begin the campaign of `year` from `campaign`, None for the newest before it, in `folder`.

    The files are those of `forms/`, with their comments, and the directory of units. What was changed is
    given, to be gone over. Raises KnownError `form-missing`, `campaign-damaged`; `campaign-folder` for a
    folder with something in it; `export-…`.
    """
    base = form_before(context, year) if campaign is None else context.form(campaign)
    _refuse_full(folder)
    definition = base_definition(context, base.campaign.id)
    before, after = definition.files, next_year(definition, year).files
    make_folder(folder)
    units = context.campaigns.directory(base).units.values()
    write_file(folder / DIRECTORY_FILE, directory_bytes([*units]))
    for name in reversed(FILES):
        write_file(folder / name, after[name])
    return tuple(line for name in FILES for line in _changed_lines(name, before[name], after[name]))


def _refuse_full(folder: Path) -> None:
    with known_export_errors(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise KnownError("campaign-folder", folder=folder)


def _changed_lines(file: str, before: bytes, after: bytes) -> Iterator[ChangedLine]:
    """The lines of `after` that stand in the place of others."""
    old, new = before.decode("utf-8").splitlines(), after.decode("utf-8").splitlines()
    for tag, first, last, at, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone = [*old[first:last], *[""] * (end - at)]
            for place in range(at, end):
                yield ChangedLine(file, place + 1, gone[place - at], new[place])
