"""Options that many commands share, and the data folder they open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from lcweek_desktop import paths
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import open_workspace
from lcweek_desktop.services.workspace.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])

FILE = click.Path(path_type=Path)

home = click.option(
    "--home",
    metavar="THƯ_MỤC",
    type=FILE,
    help="Thư mục dữ liệu (mặc định: LCWEEK_HOME, hoặc thư mục của người dùng).",
)
unit = click.option("--unit", metavar="MÃ", help="Đơn vị làm việc, khi máy có nhiều đơn vị.")
year = click.option("--year", metavar="NĂM", help="Kỳ báo cáo (mặc định: kỳ mới nhất trên máy).")
as_json = click.option(
    "--json", "as_json", is_flag=True, expose_value=False, help="In đúng một tài liệu JSON ra stdout."
)


def everywhere(command: Command) -> Command:
    """--home and --json."""
    return home(as_json(command))


def at_a_desk(command: Command) -> Command:
    """--unit, --year, --home and --json."""
    return unit(year(everywhere(command)))


def forms_folder() -> Path:
    """The shipped forms, or those of the folder that LCWEEK_FORMS names, for trying out a new year."""
    chosen = os.environ.get("LCWEEK_FORMS")
    return Path(chosen) if chosen else paths.forms_dir()


@contextmanager
def opened(home: Path | None) -> Iterator[AppContext]:
    """The data folder that the options name."""
    with open_context(paths.data_home(home), forms_folder()) as context:
        yield context


@contextmanager
def opened_at(home: Path | None, unit: str | None, year: str | None) -> Iterator[Workspace]:
    """The unit that the options name, in its data folder."""
    with opened(home) as context:
        yield open_workspace(context, unit, year)
