"""`lcweek receive`, `read-paper`, `confirm-key`, `decide`: reports coming in, and what a person settles."""

from __future__ import annotations

from pathlib import Path

import click

from lcweek_desktop.cli import options
from lcweek_desktop.cli.exit_code import ExitCode
from lcweek_desktop.cli.finding import notes_json
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.paper.reading import PaperReading, read_papers
from lcweek_desktop.services.receiving.deciding import confirm_key as confirm_unit_key
from lcweek_desktop.services.receiving.deciding import decide as decide_report
from lcweek_desktop.services.receiving.incoming import receive as receive_files
from lcweek_desktop.services.receiving.result import ReceiveResult


@click.command()
@click.argument("paths", metavar="TỆP_HOẶC_THƯ_MỤC...", nargs=-1, required=True, type=options.FILE)
@click.option("--confirm-keys", is_flag=True, help="Xác nhận luôn các khóa ký gặp lần đầu.")
@options.at_a_desk
def receive(
    paths: tuple[Path, ...], confirm_keys: bool, unit: str | None, year: str | None, home: Path | None
) -> CommandResult:
    """Nhận tệp báo cáo của các đơn vị trực thuộc. Thư mục được đọc cả bên trong."""
    with options.opened_at(home, unit, year) as workspace:
        receipts = list(receive_files(workspace, paths, confirm_keys=confirm_keys))
    settled = all(receipt.verdict.is_settled and not receipt.doubts for receipt in receipts)
    lines = [line for receipt in receipts for line in _told(receipt)]
    return CommandResult(
        {"results": [*map(_receipt, receipts)]}, lines, ExitCode.DONE if settled else ExitCode.REFUSED
    )


@click.command("confirm-key")
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@click.option("--key", metavar="KHÓA", help="Mã 4 × 4 chữ hoặc cả khóa, khi có nhiều khóa chờ xác nhận.")
@options.at_a_desk
def confirm_key(
    of_unit: str, key: str | None, unit: str | None, year: str | None, home: Path | None
) -> CommandResult:
    """Xác nhận khóa ký mới của một đơn vị. Hãy đối chiếu mã khóa với bản giấy có chữ ký trước."""
    with options.opened_at(home, unit, year) as workspace:
        confirmed = confirm_unit_key(workspace, of_unit, key)
    return CommandResult({"unit": of_unit, "key": confirmed}, [f"Đã xác nhận khóa ký của đơn vị {of_unit}."])


@click.command()
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@click.argument("fingerprint", metavar="MÃ_BÁO_CÁO")
@options.at_a_desk
def decide(
    of_unit: str, fingerprint: str, unit: str | None, year: str | None, home: Path | None
) -> CommandResult:
    """Chọn báo cáo được tính của một đơn vị. Dùng khi có nhiều bản cần quyết định."""
    with options.opened_at(home, unit, year) as workspace:
        chosen = decide_report(workspace, of_unit, fingerprint)
    return CommandResult(
        {"unit": of_unit, "fingerprint": chosen}, [f"Đã chọn báo cáo {chosen[:12]}… của đơn vị {of_unit}."]
    )


def _receipt(receipt: ReceiveResult) -> Json:
    return {
        "file": str(receipt.file),
        "verdict": receipt.verdict.value,
        "code": receipt.code,
        "message": receipt.message,
        "unit": receipt.unit,
        "revision": receipt.revision,
        "fingerprint": receipt.fingerprint,
        "notes": notes_json(receipt.notes),
        "doubts": [*receipt.doubts],
    }


def _told(receipt: ReceiveResult) -> list[str]:
    return [f"{receipt.file}: {receipt.message}", *map(sentence, receipt.notes), *receipt.doubts]


@click.command("read-paper")
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=options.FILE)
@options.at_a_desk
def read_paper(
    files: tuple[Path, ...], unit: str | None, year: str | None, home: Path | None
) -> CommandResult:
    """Đọc mã QR trên ảnh, bản quét bản giấy. Số liệu được so với tệp đang giữ."""
    with options.opened_at(home, unit, year) as workspace:
        readings = list(read_papers(workspace, files))
    matches = all(reading.code == "paper-matches" for reading in readings)
    lines = [f"{reading.file}: {reading.message}" for reading in readings]
    return CommandResult(
        {"results": [*map(_reading, readings)]}, lines, ExitCode.DONE if matches else ExitCode.REFUSED
    )


def _reading(reading: PaperReading) -> Json:
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
        "figures": None if figures is None else {str(cell): value for cell, value in figures.items()},
        "differences": [
            {"cell": str(each.cell), "paper": each.paper, "file": each.file} for each in reading.differences
        ],
    }


COMMANDS = (receive, read_paper, confirm_key, decide)
