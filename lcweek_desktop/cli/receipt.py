"""`lcweek receipt`: a receiver accepts reports or returns them with remarks, a sender opens and answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult, ExitCode, answer_all
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.receipt import REMARK_CHECK, Receipt, place_text
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.opening.receipt_offer import receipt_offer, take_receipt
from lcweek_desktop.services.receiving.judging import give_back, place_at, sums_above
from lcweek_desktop.services.receiving.receipts import (
    STATES,
    ToldUnit,
    told_unit,
    write_accepted,
    write_receipt,
)
from lcweek_desktop.services.receiving.remark_standings import RemarkStanding
from lcweek_desktop.services.report.answering import answer as answer_remark
from lcweek_desktop.services.report.answering import remarks_to_answer
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace


@click.group()
def receipt() -> None:
    """Phiếu tiếp nhận. Nơi nhận xác nhận hoặc trả lại báo cáo kèm ý kiến; đơn vị gửi mở phiếu và trả lời."""


@receipt.command()
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@click.argument("out", metavar="TỆP", type=options.FILE)
@click.option(
    "--return",
    "returned",
    metavar="CHỖ=Ý_KIẾN",
    multiple=True,
    help="Trả lại với ý kiến này; CHỖ như 1.1.count, narrative:I.1, photo:MÃ_ẢNH, report.",
)
@click.option("--settle", "settled", metavar="MÃ", multiple=True, help="Ý kiến mang mã này đã xong.")
@click.option("--accept", "accepts", is_flag=True, help="Tiếp nhận báo cáo đang tính; mọi ý kiến đã xong.")
@click.option("--report", metavar="MÃ_BÁO_CÁO", help="Trả lại bản này, không phải bản mới nhất.")
@click.option("--reason", metavar="LÝ_DO", default="", help="Lý do, ghi cùng quyết định.")
@options.with_workspace
def make(
    workspace: Workspace,
    of_unit: str,
    out: Path,
    returned: tuple[str, ...],
    settled: tuple[str, ...],
    accepts: bool,
    report: str | None,
    reason: str,
) -> CommandResult:
    """Ghi phiếu của một đơn vị, PDF hoặc .lcweek. Không có tùy chọn thì tiếp nhận, trừ khi đã trả lại."""
    gives_back = bool(returned or settled)
    if accepts and gives_back:
        raise click.UsageError("--accept stands alone")
    with workspace.store.transaction():
        if gives_back:
            said = [(place_at(workspace.form, place), text) for place, text in map(_split, returned)]
            give_back(workspace, of_unit, said, settled=settled, report=report, reason=reason)
        told = write_receipt(workspace, of_unit, out, accepts=accepts, reason=reason)
    above = sums_above(workspace, told.receipt.fingerprint) if told.receipt.open_remarks else ()
    verb = Verb.GIVE_BACK if gives_back else Verb.MAKE_RECEIPT
    document: dict[str, Json] = {**_told_json(told), "file": str(out), "above": [*above]}
    lines = [verb.done_cli(unit=of_unit, file=out), *above, *_remark_lines(told.standings)]
    return CommandResult(document, lines)


@receipt.command("make-all")
@click.argument("folder", metavar="THƯ_MỤC", type=options.FILE)
@click.option("--data-only", is_flag=True, help="Ghi tệp .lcweek, không ghi PDF.")
@options.with_workspace
def make_all(workspace: Workspace, folder: Path, data_only: bool) -> CommandResult:
    """Tiếp nhận mọi báo cáo đang tính mà chưa trả lại. Mỗi đơn vị một phiếu trong THƯ_MỤC."""

    def written(files: Sequence[Path]) -> CommandResult:
        done = Verb.ACCEPT_REPORTS.done_cli(count=len(files), folder=folder)
        return CommandResult({"folder": str(folder), "files": [file.name for file in files]}, [done])

    return answer_all(write_accepted(workspace, folder, ".lcweek" if data_only else ".pdf"), written)


@receipt.command()
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@options.with_workspace
def show(workspace: Workspace, of_unit: str) -> CommandResult:
    """Cho biết đã nói gì với một đơn vị. Kèm từng ý kiến, số cũ, số mới, câu trả lời và tin nhắn ngắn."""
    told = told_unit(workspace, of_unit)
    if told is None:
        return CommandResult({"unit": of_unit, "verdict": None}, ["Chưa tiếp nhận hay trả lại báo cáo nào."])
    above = sums_above(workspace, told.receipt.fingerprint)
    document: dict[str, Json] = {**_told_json(told), "above": [*above]}
    return CommandResult(document, [told.message(), *_remark_lines(told.standings), *above])


@receipt.command("open")
@click.argument("file", metavar="TỆP", type=options.FILE)
@click.option("--yes", is_flag=True, help="Mã khóa của phiếu đã so đúng với nơi nhận.")
@options.with_context
def open_(context: AppContext, file: Path, yes: bool) -> CommandResult:
    """Mở phiếu của nơi nhận. Ý kiến hiện ở lệnh check; phiếu đầu tiên cần so mã khóa, rồi thêm --yes."""
    offer = receipt_offer(context, file)
    if offer.question is not None and not yes:
        raise offer.question
    lines = take_receipt(offer)
    findings = remarks_to_answer(offer.workspace)
    document: dict[str, Json] = {
        **_receipt_json(offer.receipt),
        "file": str(file),
        "key": offer.file.key.short,
        "known": offer.is_known,
        "to_answer": [*map(_finding_json, findings)],
    }
    return CommandResult(document, [*lines, *map(_finding_line, findings)])


@receipt.command()
@click.argument("remark", metavar="MÃ_Ý_KIẾN")
@click.argument("text", metavar="CÂU_TRẢ_LỜI")
@options.with_workspace
def answer(workspace: Workspace, remark: str, text: str) -> CommandResult:
    """Trả lời một ý kiến của nơi nhận. Câu trả lời đi cùng bản chốt tiếp theo; để trống là bỏ câu trả lời."""
    answer_remark(workspace, remark, text)
    findings = remarks_to_answer(workspace)
    document: dict[str, Json] = {"remark": remark, "to_answer": [*map(_finding_json, findings)]}
    return CommandResult(document, [Verb.ANSWER_REMARK.done_cli()], ExitCode.DONE)


def _split(written: str) -> tuple[str, str]:
    """The place and the text of a remark. Raises KnownError `receipt-place`."""
    place, found, text = written.partition("=")
    if not found:
        raise KnownError("receipt-place", place=written)
    return place.strip(), text


def _told_json(told: ToldUnit) -> dict[str, Json]:
    return {
        **_receipt_json(told.receipt),
        "remarks": [*map(_standing_json, told.standings)],
        "code": told.code,
        "message": told.message(),
    }


def _receipt_json(said: Receipt) -> dict[str, Json]:
    return {
        "receiver": said.receiver.code,
        "unit": said.unit.code,
        "campaign": said.campaign,
        "number": said.number,
        "revision": said.revision,
        "fingerprint": said.fingerprint,
        "verdict": said.verdict.value,
        "highest": said.highest,
        "day": said.day or None,
    }


def _standing_json(standing: RemarkStanding) -> Json:
    return {
        "id": standing.remark.id,
        "place": place_text(standing.remark.place),
        "name": standing.place,
        "text": standing.remark.text,
        "state": standing.state.value,
        "before": standing.before,
        "after": standing.after,
        "answer": standing.answer or None,
    }


def _remark_lines(standings: Sequence[RemarkStanding]) -> Sequence[str]:
    return [_remark_line(each) for each in standings]


def _remark_line(each: RemarkStanding) -> str:
    changed = "" if each.after in (None, each.before) else f" Trước: {each.before}. Nay: {each.after}."
    said = f" Trả lời: {each.answer}" if each.answer else ""
    return f"[{each.remark.id}] {each.place}: {each.remark.text} ({STATES[each.state]}){changed}{said}"


def _finding_json(finding: Finding) -> Json:
    return {
        "id": finding.check.removeprefix(REMARK_CHECK),
        "place": finding.place,
        "message": finding.sentence,
        "answer": finding.accepted,
    }


def _finding_line(finding: Finding) -> str:
    said = "" if finding.accepted is None else f" Đã trả lời: {finding.accepted}"
    return f"[{finding.check.removeprefix(REMARK_CHECK)}] {finding.place}: {finding.sentence}{said}"
