"""Reading the form of one campaign from its folder of four TOML files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs.campaign import read_campaign, read_levels
from lcweek_desktop.formdefs.checks import read_checks
from lcweek_desktop.formdefs.outline import read_headings
from lcweek_desktop.formdefs.table import read_columns, read_limits, read_measures, read_rows
from lcweek_desktop.formdefs.toml_table import TOP_LEVEL, DefinitionError, TomlTable, parse

_T = TypeVar("_T")

FILES: Final = ("campaign.toml", "phu-luc-1.toml", "phu-luc-2.toml", "checks.toml")
"""The files of a definition, in the order in which they are read."""


def load_form(folder: Path) -> Form:
    """The form that the files in `folder` define.

    Raises KnownError `form-missing` when there is no such folder, and `form-definition` when one of the files
    is missing or wrong.
    """
    if not folder.is_dir():
        raise KnownError("form-missing", campaign=folder.name)
    return read_form({name: _read_file(folder, name) for name in FILES})


def read_form(files: Mapping[str, bytes]) -> Form:
    """The form that `files` define, which are the contents of the four FILES by name.

    Raises KnownError `form-definition`, which names file, table and key.
    """
    form, mistakes = _read(files)
    if form is None:
        raise mistakes[0]
    return form


def form_mistakes(files: Mapping[str, bytes]) -> tuple[KnownError, ...]:
    """Every mistake of `files` as KnownError `form-definition`, in the order in which they are read.

    Of a table the first is found; what depends on another part, as checks do on rows, is only judged once
    that part has none.
    """
    return _read(files)[1]


def _read(files: Mapping[str, bytes]) -> tuple[Form | None, tuple[KnownError, ...]]:
    """The form, and no mistake; or None and the mistakes."""
    mistakes: list[KnownError] = []

    def part(read: Callable[..., _T], *given: object) -> _T | None:
        """What `read` makes of `given`; None when it is refused, or when something of `given` was."""
        if any(each is None for each in given):
            return None
        try:
            return read(*given)
        except DefinitionError as error:
            mistakes.extend((error, *error.more))
        except KnownError as error:
            mistakes.append(error)
        return None

    campaign, outline, table, checks = (part(parse, name, files[name]) for name in FILES)
    part(_check_table, table)
    about, levels = part(read_campaign, campaign), part(read_levels, campaign)
    headings = part(read_headings, outline, levels)
    columns, measures = part(read_columns, table), part(read_measures, table)
    limits = part(read_limits, table, measures)
    rows = part(read_rows, table, measures, levels, limits)
    rules = part(read_checks, checks, rows, measures, levels)
    if (
        mistakes
        or about is None
        or levels is None
        or headings is None
        or columns is None
        or measures is None
        or limits is None
        or rows is None
        or rules is None
    ):
        return None, tuple(mistakes)
    return Form(about, measures, rows, headings, levels, rules, columns, limits), ()


def _check_table(table: TomlTable) -> bool:
    table.check_keys(("columns", "measure", "limits", "row"))
    return True


def load_forms(root: Path) -> Mapping[CampaignId, Form]:
    """Every form under `root`, by campaign; each has a folder with the campaign's id as its name.

    Raises KnownError `form-definition` when a form is wrong or its folder has another name.
    """
    forms = {}
    for name in available(root):
        form = load_form(root / name)
        if form.campaign.id != name:
            raise _definition_error("campaign.toml", "id", f"khác tên thư mục “{name}”")
        forms[name] = form
    return MappingProxyType(forms)


def available(root: Path) -> tuple[CampaignId, ...]:
    """The campaigns that have a form under `root`, ordered by id."""
    return tuple(CampaignId(found.parent.name) for found in sorted(root.glob("*/campaign.toml")))


def _read_file(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError:
        raise _definition_error(name, "–", "không đọc được tệp này") from None


def _definition_error(file: str, key: str, reason: str) -> KnownError:
    return KnownError("form-definition", file=file, table=TOP_LEVEL, key=key, reason=reason)
