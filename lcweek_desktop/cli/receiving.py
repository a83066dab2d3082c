"""`lcweek receive`, `read-paper`, `confirm-key`, `safe-work`: reports coming in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.findings_output import notes_json
from lcweek_desktop.cli.result import CommandResult, ExitCode, answer_all
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.form import Form
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.paper.reading import PaperReading, read_papers
from lcweek_desktop.services.receiving.deciding import confirm_key as confirm_unit_key
from lcweek_desktop.services.receiving.incoming import receive as receive_files
from lcweek_desktop.services.receiving.received_items import unread_items
from lcweek_desktop.services.receiving.result import ReceiveResult, shown_way, verdicts
from lcweek_desktop.services.receiving.safe_work import do_safe_work, safe_work
from lcweek_desktop.services.receiving.unread import dismiss as dismiss_unread
from lcweek_desktop.services.workspace.user_files import read_file
from lcweek_desktop.services.workspace.workspace import Workspace

_MOST: Final = 1 << 16
"""The most bytes of a file with passwords."""


@click.command()
@click.argument("paths", metavar="TỆP_HOẶC_THƯ_MỤC...", nargs=-1, required=True, type=options.FILE)
@click.option("--confirm-keys", is_flag=True, help="Xác nhận luôn các khóa ký gặp lần đầu.")
@click.option(
    "--password-file",
    metavar="TỆP",
    type=options.FILE,
    help="Thử các mật khẩu trong tệp này, mỗi dòng một mật khẩu, để mở tệp nén.",
)
@options.with_workspace
def receive(
    workspace: Workspace, paths: tuple[Path, ...], confirm_keys: bool, password_file: Path | None
) -> CommandResult:
    """Nhận tệp báo cáo của các đơn vị trực thuộc. Thư mục, tệp nén ZIP và thư được đọc cả bên trong."""
    passwords = () if password_file is None else _lines(password_file)
    return answer_all(
        receive_files(workspace, paths, confirm_keys=confirm_keys, passwords=passwords), _received
    )


@click.command("unread")
@click.option("--dismiss", metavar="SỐ", type=int, multiple=True, help="Bỏ dòng số này khỏi danh sách.")
@click.option("--dismiss-all", is_flag=True, help="Bỏ tất cả các dòng khỏi danh sách.")
@options.with_workspace
def list_unread(workspace: Workspace, dismiss: tuple[int, ...], dismiss_all: bool) -> CommandResult:
    """Kể các tệp không đọc được. Mỗi dòng có lý do, nơi để tệp và người gửi thư."""
    found = unread_items(workspace)
    numbers = range(1, len(found) + 1)
    if not set(dismiss).issubset(numbers):
        raise KnownError("unread-unknown")
    chosen = {*numbers} if dismiss_all else {*dismiss}
    dismiss_unread(workspace, [found[number - 1].place for number in sorted(chosen)])
    left = unread_items(workspace)
    lines = [f"{number}. {item.file}: {item.sentence}" for number, item in enumerate(left, 1)]
    done = [Verb.DISMISS_UNREAD.done_cli(count=len(chosen))] if chosen else []
    listed: list[Json] = [
        {"number": number, "file": item.file, "message": item.sentence, "at": item.at, "sender": item.sender}
        for number, item in enumerate(left, 1)
    ]
    return CommandResult({"dismissed": len(chosen), "unread": listed}, [*done, *lines])


@click.command("confirm-key")
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@click.option("--key", metavar="KHÓA", help="Mã 4 × 4 chữ hoặc cả khóa, khi có nhiều khóa chờ xác nhận.")
@options.with_workspace
def confirm_key(workspace: Workspace, of_unit: str, key: str | None) -> CommandResult:
    """Xác nhận khóa ký mới của một đơn vị. Hãy đối chiếu mã khóa với bản giấy có chữ ký trước."""
    confirmed = confirm_unit_key(workspace, of_unit, key)
    return CommandResult({"unit": of_unit, "key": confirmed}, [Verb.CONFIRM_KEYS.done_cli(unit=of_unit)])


@click.command("safe-work")
@click.option("--show", "only_shows", is_flag=True, help="Chỉ cho xem, không làm gì.")
@options.with_workspace
def do_safe(workspace: Workspace, only_shows: bool) -> CommandResult:
    """Làm tất cả việc an toàn. Nhận lại tệp nay có nơi nhận, tiếp nhận báo cáo không có gì phải xem."""
    work = safe_work(workspace)
    steps = [] if only_shows else [*do_safe_work(workspace, work)]
    results = [each for each in steps if isinstance(each, ReceiveResult)]
    reports: list[Json] = [
        {"unit": unit.code, "revision": accepted.revision, "fingerprint": accepted.fingerprint}
        for unit, accepted in work.reports
    ]
    counts = {"files": len(work.files), "reports": len(work.reports)}
    said = sentence("safe-work", **counts) if only_shows else Verb.DO_SAFE_WORK.done_cli(**counts)
    said = said if work else sentence("safe-work-none")
    return CommandResult(
        {
            "files": [file.name for file in work.files],
            "reports": reports,
            "done": not only_shows,
            "results": [*map(result_json, results)],
        },
        [
            said,
            *(line for each in results for line in _result_lines(each)),
        ],
    )


@click.command("read-paper")
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=options.FILE)
@options.with_workspace
def read_paper(workspace: Workspace, files: tuple[Path, ...]) -> CommandResult:
    """Đọc mã QR trên ảnh, bản quét bản giấy. Số liệu được so với tệp đang giữ."""
    return answer_all(read_papers(workspace, files), partial(_read, workspace.form))


def _received(results: Sequence[ReceiveResult]) -> CommandResult:
    settled = all(result.verdict.is_settled and not result.doubts for result in results)
    states = Counter(verdict.value for verdict in verdicts(results))
    lines = [line for result in results for line in _result_lines(result)]
    return CommandResult(
        {"results": [*map(result_json, results)], "count": states.total(), "states": {**states}},
        lines,
        ExitCode.DONE if settled else ExitCode.REFUSED,
    )


def _lines(file: Path) -> list[str]:
    """The lines of `file` that are not empty."""
    return [*filter(None, read_file(file, _MOST).decode("utf-8-sig", "replace").splitlines())]


def _read(form: Form, readings: Sequence[PaperReading]) -> CommandResult:
    matches = all(reading.code == "paper-matches" for reading in readings)
    lines = [f"{reading.file}: {reading.message}" for reading in readings]
    return CommandResult(
        {"results": [_reading_json(form, each) for each in readings]},
        lines,
        ExitCode.DONE if matches else ExitCode.REFUSED,
    )


def result_json(result: ReceiveResult) -> Json:
    """A received file as docs/cli.md describes it."""
    return {
        "file": str(result.file),
        "inside": [*result.inside],
        "verdict": result.verdict.value,
        "code": result.code,
        "message": result.message,
        "unit": result.unit,
        "revision": result.revision,
        "fingerprint": result.fingerprint,
        "notes": notes_json(result.notes),
        "doubts": [*result.doubts],
    }


def _result_lines(result: ReceiveResult) -> list[str]:
    return [
        f"{shown_way(str(result.file), result.inside)}: {result.message}",
        *map(sentence, result.notes),
        *result.doubts,
    ]


def _reading_json(form: Form, reading: PaperReading) -> Json:
    figures = reading.figures
    return {
        "file": str(reading.file),
        "verdict": reading.verdict.value,
        "code": reading.code,
        "message": reading.message,
        "verified": reading.verified,
        "unit": None if reading.unit is None else reading.unit.code,
        "revision": reading.revision,
        "report": reading.report,
        "figures": None
        if figures is None
        else {str(cell): form.json_of(cell, value) for cell, value in figures.items()},
        "differences": [
            {
                "cell": str(each.cell),
                "paper": form.json_of(each.cell, each.paper),
                "file": form.json_of(each.cell, each.file),
            }
            for each in reading.differences
        ],
    }
