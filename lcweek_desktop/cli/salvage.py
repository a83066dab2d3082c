"""`lcweek salvage`: what can still be read of a data folder whose database does not open."""

from __future__ import annotations

from pathlib import Path

import click

from lcweek_desktop import paths
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.backup import backup_json
from lcweek_desktop.cli.result import CommandResult, ExitCode
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.services.backup.salvaging import salvage as salvage_data
from lcweek_desktop.services.backup.salvaging import save_for_support
from lcweek_desktop.services.output.remains import write_remains


@click.command()
@click.argument("out", metavar="[THƯ_MỤC]", required=False, type=options.FILE)
@click.option(
    "--support", metavar="TỆP.zip", type=options.FILE, help="Chép dữ liệu hỏng vào một tệp để gửi hỗ trợ."
)
@options.common_options
def salvage(home: Path | None, out: Path | None, support: Path | None) -> CommandResult:
    """Lấy phần còn đọc được của dữ liệu hỏng. Có THƯ_MỤC thì ghi thêm báo cáo và tệp đã nhận ra đó."""
    folder = paths.data_home(home)
    lines: list[str] = []
    if support is not None:
        save_for_support(folder, support)
        lines.append(Verb.SAVE_FOR_SUPPORT.done_cli(file=support))
    salvaged = salvage_data(folder)
    number, rows = salvaged.backup.number, sum(salvaged.rows.values())
    lines += [
        Verb.SALVAGE.done_cli(number=number, rows=rows, lost=salvaged.lost),
        f"Muốn dùng phần này thay cho dữ liệu hỏng, hãy dùng lệnh lcweek restore {number}.",
    ]
    document: dict[str, Json] = {
        **backup_json(salvaged.backup),
        "rows": dict(salvaged.rows),
        "lost": salvaged.lost,
        "files": [],
        "problems": [],
    }
    if out is None:
        return CommandResult(document, lines)
    written = write_remains(folder, options.forms_folder(), salvaged.backup, out)
    document |= {"files": [*map(str, written.files)], "problems": [*written.problems]}
    lines += [Verb.WRITE_REMAINS.done_cli(count=len(written.files), folder=out), *written.problems]
    return CommandResult(document, lines, ExitCode.REFUSED if written.problems else ExitCode.DONE)
