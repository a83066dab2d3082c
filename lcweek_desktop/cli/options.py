"""Options that many commands share, and the data folder and unit that they name."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

import click

from lcweek_desktop import paths
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import begun_campaigns, open_workspace
from lcweek_desktop.services.workspace.workspace import Workspace

_Command = TypeVar("_Command", bound=Callable[..., Any])
_CommandFunction: TypeAlias = Callable[..., CommandResult]

FILE: Final = click.Path(path_type=Path)
"""The type of an argument or option that names a file or folder; the command gets a `Path`."""

year_option: Final = click.option(
    "--year", metavar="NĂM", help="Kỳ báo cáo (mặc định: kỳ mới nhất trên máy)."
)
"""Adds --year, passed on as `year`: the campaign, None for the newest."""

json_option: Final = click.option(
    "--json", "as_json", is_flag=True, expose_value=False, help="In đúng một tài liệu JSON ra stdout."
)
"""Adds --json, which `app.main` reads; it is not passed on."""


@dataclass
class DataFolder:
    """The data folder of a command, for whoever runs the command and has to know when it fails.

    `home` is what --home named, None without it and until it was read.
    """

    home: Path | None = None


def _note_home(context: click.Context, _option: click.Parameter, home: Path | None) -> Path | None:
    if home is not None:
        context.ensure_object(DataFolder).home = home
    return home


_home_option: Final = click.option(
    "--home",
    metavar="THƯ_MỤC",
    type=FILE,
    callback=_note_home,
    is_eager=True,
    help="Thư mục dữ liệu (mặc định: LCWEEK_HOME, hoặc thư mục của người dùng).",
)
_unit_option: Final = click.option("--unit", metavar="MÃ", help="Đơn vị làm việc, khi máy có nhiều đơn vị.")


def common_options(command: _Command) -> _Command:
    """Add --home, passed on as `home`, and --json to `command`."""
    return _home_option(json_option(command))


def with_context(command: _CommandFunction) -> _CommandFunction:
    """Add --home and --json to `command`.

    Its first argument is the data folder that --home names, which is open while it runs.
    """

    @wraps(command)
    def run(home: Path | None, **arguments: Any) -> CommandResult:
        with open_data(home) as context:
            return command(context, **arguments)

    return common_options(run)


def with_workspace(command: _CommandFunction) -> _CommandFunction:
    """Add --unit, --year, --home and --json to `command`.

    Its first argument is the workspace that they name, which is open while it runs.
    """

    @wraps(command)
    def run(unit: str | None, year: str | None, home: Path | None, **arguments: Any) -> CommandResult:
        with open_data(home) as context:
            workspace = open_workspace(context, unit, year)
            result = command(workspace, **arguments)
            notices = () if year is not None else _other_campaigns(workspace)
            return replace(result, notices=(*notices, *result.notices))

    return _unit_option(year_option(common_options(run)))


def _other_campaigns(workspace: Workspace) -> Iterator[str]:
    """What tells a person who named no campaign which one was taken, where there are several."""
    others = [name for name in begun_campaigns(workspace.context) if name != workspace.campaign]
    if others:
        name, code = workspace.unit.name, workspace.unit.code
        words = {"campaign": workspace.campaign, "unit": name, "code": code, "others": ", ".join(others)}
        yield sentence("campaign-of-several", **words)


def open_data(home: Path | None) -> AbstractContextManager[AppContext]:
    """The data folder that --home names, to be opened by a `with`."""
    return open_context(paths.data_home(home), forms_folder())


def forms_folder() -> Path:
    """The folder that LCWEEK_FORMS names, for trying out a new year; otherwise the shipped forms."""
    chosen = os.environ.get("LCWEEK_FORMS")
    return Path(chosen) if chosen else paths.forms_dir()
