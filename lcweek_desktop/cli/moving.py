"""`lcweek move`, `open-moved`: the data folder goes to another machine in one file under a pass-phrase."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from lcweek_desktop import paths
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.backup import differences_json, kept_line
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.backup.difference_lines import difference_lines
from lcweek_desktop.services.backup.moved import moved_on, stay_here
from lcweek_desktop.services.backup.moving import move_in, move_out, moved_differences_closed
from lcweek_desktop.services.backup.passphrase import suggested_passphrase
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.user_files import read_file

_file_option: Final = click.option(
    "--passphrase-file",
    metavar="TỆP",
    type=options.FILE,
    help="Lấy mật khẩu ở dòng đầu của tệp này (mặc định: hỏi trên màn hình).",
)
_MOST: Final = 1 << 16


@click.command()
@click.argument("out", metavar="[TỆP.lcwmove]", required=False, type=options.FILE)
@_file_option
@click.option("--suggest", is_flag=True, help="Dùng mật khẩu do chương trình tạo và in mật khẩu đó ra.")
@click.option("--stay", is_flag=True, help="Vẫn dùng máy này như trước khi chuyển; không ghi tệp nào.")
@options.with_context
def move(
    context: AppContext, out: Path | None, passphrase_file: Path | None, suggest: bool, stay: bool
) -> CommandResult:
    """Chuyển sang máy khác. Ghi toàn bộ dữ liệu và khóa ký vào một tệp có mật khẩu."""
    if (out is None) != stay or (suggest and passphrase_file is not None):
        raise click.UsageError("")
    if out is None:
        stay_here(context.home)
        return CommandResult({"moved": None}, [Verb.STAY_HERE.done_cli()])
    suggested = suggested_passphrase() if suggest else None
    moved = move_out(context, out, suggested or _passphrase(passphrase_file, new=True))
    document: dict[str, Json] = {
        "file": str(moved.file),
        "units": [*moved.units],
        "without_key": [*moved.without_key],
        "size": moved.size,
        "moved": moved_on(context.home),
        "passphrase": suggested,
    }
    lines = [
        Verb.MOVE_OUT.done_cli(file=out, kilobytes=format_count(max(1, moved.size // 1024))),
        *([] if suggested is None else [f"Mật khẩu của tệp: {suggested}"]),
    ]
    return CommandResult(document, lines, notices=_without_key(moved.without_key))


@click.command("open-moved")
@click.argument("file", metavar="TỆP.lcwmove", type=options.FILE)
@_file_option
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết có gì khác, không thay dữ liệu.")
@options.common_options
def open_moved(file: Path, passphrase_file: Path | None, dry_run: bool, home: Path | None) -> CommandResult:
    """Mở tệp chuyển máy. Máy này làm tiếp công việc của máy cũ, với dữ liệu và khóa ký của máy đó."""
    folder, passphrase = paths.data_home(home), _passphrase(passphrase_file, new=False)
    document: dict[str, Json] = {"differences": None}
    lines: list[str] = []
    if dry_run or moved_on(folder) is not None:
        found = moved_differences_closed(folder, options.forms_folder(), file, passphrase)
        document["differences"] = differences_json(found)
        lines.extend(difference_lines(found))
    if dry_run:
        return CommandResult({**document, "opened": False}, lines)
    moved = move_in(folder, file, passphrase)
    document |= {
        "opened": True,
        "units": [*moved.units],
        "without_key": [*moved.without_key],
        "missing": moved.missing,
        "kept": None if moved.kept is None else moved.kept.number,
    }
    notices = [*_without_key(moved.without_key)]
    if moved.missing:
        notices.append(sentence("restored-missing", count=moved.missing))
    done = Verb.MOVE_IN.done_cli(file=file, units=", ".join(moved.units))
    kept = [] if moved.kept is None else [kept_line(moved.kept)]
    return CommandResult(document, [*lines, done, *kept], notices=notices)


def _passphrase(file: Path | None, *, new: bool) -> str:
    """The first line of `file`, or what is typed. A new one is typed twice; KnownError `move-differs`."""
    if file is not None:
        return read_file(file, _MOST).decode("utf-8-sig", "replace").partition("\n")[0]
    typed: str = click.prompt("Mật khẩu của tệp", hide_input=True, err=True)
    if new and typed != click.prompt("Nhập lại mật khẩu", hide_input=True, err=True):
        raise KnownError("move-differs")
    return typed


def _without_key(units: tuple[str, ...]) -> list[str]:
    return [sentence("moved-keys", units=", ".join(units))] if units else []
