"""The empty form as a workbook, for units that work without the program. Source: docs/template.md."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lcweek_desktop.documents.xlsx import template_bytes
from lcweek_desktop.domain.form import CampaignId, Form, LevelKey
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import known_forms, newest
from lcweek_desktop.services.workspace.export import file_kind, write_file

_KINDS: Final = (".xlsx",)


def write_template(
    forms_folder: Path, campaign: str | None, level: str | None, target: Path, home: Path | None = None
) -> LevelKey:
    """Write the empty form of `campaign` for units of `level` to `target` and return the level.

    A `campaign` of None is the newest of those in `forms_folder` and, where there is the data folder `home`,
    those that were installed; a `level` of None the form's lowest.
    Raises KnownError `form-missing`, `unit-level` or `export-…`; the old file stays then.
    """
    file_kind(target, _KINDS)
    forms = known_forms(home, forms_folder).forms
    form = newest(forms) if campaign is None else forms.get(CampaignId(campaign))
    if form is None:
        raise KnownError("form-missing", campaign=campaign)
    chosen = form.levels[0].key if level is None else LevelKey(level)
    if chosen not in form.level_by_key:
        levels = ", ".join(form.level_by_key)
        raise KnownError("unit-level", level=level, campaign=form.campaign.id, levels=levels)
    write_empty_form(form, chosen, target)
    return chosen


def write_empty_form(form: Form, level: LevelKey, target: Path) -> None:
    """Write the empty `form` for units of `level` to `target`.

    Raises KnownError `export-…`; the old file stays then.
    """
    file_kind(target, _KINDS)
    write_file(target, template_bytes(form, level))
