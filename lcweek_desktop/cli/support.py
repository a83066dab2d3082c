"""`lcweek support`: one text file for whoever helps by phone."""

from __future__ import annotations

from pathlib import Path

import click

from lcweek_desktop import paths
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.errors import KnownError, LcweekError
from lcweek_desktop.services.workspace.context import holds_data
from lcweek_desktop.services.workspace.export import file_kind, write_file
from lcweek_desktop.services.workspace.support import support_text


@click.command()
@click.argument("out", metavar="TỆP.txt", type=options.FILE)
@options.common_options
def support(out: Path, home: Path | None) -> CommandResult:
    """Ghi thông tin hỗ trợ ra một tệp văn bản. Không có số liệu, tên hay khóa; nội dung được in ra luôn."""
    file_kind(out, (".txt",))
    text = _read(home)
    write_file(out, text.encode())
    return CommandResult(
        {"file": str(out), "text": text}, [*text.splitlines(), Verb.SAVE_SUPPORT.done_cli(file=out)]
    )


def _read(home: Path | None) -> str:
    """The text, also where the data folder cannot be opened; then it says why."""
    folder = paths.data_home(home)
    if not holds_data(folder):
        return support_text(folder, KnownError("unit-none"))
    try:
        with options.open_data(home) as context:
            return support_text(folder, context)
    except LcweekError as error:
        return support_text(folder, error)
