"""`lcweek demo`: the whole job once, with real unit names."""

from __future__ import annotations

from pathlib import Path

import click

from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.services.demo.run import run_demo


@click.command()
@click.argument("folder", metavar="THƯ_MỤC", type=options.FILE)
@options.json_option
def demo(folder: Path) -> CommandResult:
    """Làm thử cả quy trình trong một thư mục. Trường, xã điền và gửi; huyện nhận, tổng hợp, in."""
    summary = run_demo(folder, options.forms_folder(), lambda line: click.echo(line, err=True))
    return CommandResult(summary.document, summary.lines)
