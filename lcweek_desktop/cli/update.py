"""`lcweek update`: a new version of the program from one signed file."""

from __future__ import annotations

from pathlib import Path

import click

from lcweek_desktop import __version__
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.services.updating.program_update import start_update, update_offer
from lcweek_desktop.services.workspace.context import AppContext


@click.command()
@click.argument("file", metavar="TỆP", type=options.FILE)
@click.option("--dry-run", is_flag=True, help="Chỉ kiểm tra tệp, không cài.")
@options.with_context
def update(context: AppContext, file: Path, dry_run: bool) -> CommandResult:
    """Cập nhật chương trình từ tệp .lcupdate (Windows)."""
    offer = update_offer(file)
    document: dict[str, Json] = {
        "file": str(file),
        "version": offer.version,
        "current": __version__,
        "started": not dry_run,
    }
    if dry_run:
        line = f"Tệp có chữ ký của nơi phát hành: bản {offer.version}; máy này đang dùng bản {__version__}."
        return CommandResult(document, [line])
    start_update(context, offer)
    return CommandResult(document, [Verb.UPDATE_PROGRAM.done_cli(version=offer.version)])
