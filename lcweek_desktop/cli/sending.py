"""`lcweek send`, `print`, `template`, `verify`: files that go out, and the verification of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from lcweek_desktop import paths
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.findings_output import finding_lines, findings_json, notes_json
from lcweek_desktop.cli.result import CommandResult, ExitCode
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.backup.carrying import remind_once
from lcweek_desktop.services.backup.moved import allow_here
from lcweek_desktop.services.backup.revision_numbers import MAX_SENT, note_last_sent
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.output.sending import send as send_report
from lcweek_desktop.services.output.template import write_template
from lcweek_desktop.services.receiving.file_verification import Bundle, signer_known, verify_file
from lcweek_desktop.services.report.checking import check_report
from lcweek_desktop.services.summing.remarks import sums_notes
from lcweek_desktop.services.summing.unit_reports import damages
from lcweek_desktop.services.workspace.context import holds_data
from lcweek_desktop.services.workspace.keys import PublicKey, renewed_key
from lcweek_desktop.services.workspace.workspace import Workspace

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _before_freezing(command: _Command) -> _Command:
    """Add --last-sent and --here, which answer what freezing may ask."""
    last_sent = click.option(
        "--last-sent",
        metavar="SỐ",
        type=click.IntRange(0, MAX_SENT),
        help="Sau khi khôi phục dữ liệu: số của bản đã gửi gần nhất (0: chưa gửi bản nào sau bản đang có).",
    )
    here = click.option(
        "--here", is_flag=True, help="Vẫn chốt ở máy này, dù dữ liệu đã chuyển sang máy khác."
    )
    return last_sent(here(command))


@click.command()
@click.argument("out", metavar="TỆP", type=options.FILE)
@click.option("--to", metavar="MÃ", help="Đơn vị nhận (mặc định: đơn vị cấp trên).")
@_before_freezing
@options.with_workspace
def send(workspace: Workspace, out: Path, to: str | None, last_sent: int | None, here: bool) -> CommandResult:
    """Chốt báo cáo và ghi một tệp để gửi. TỆP.pdf in được và kèm dữ liệu; TỆP.lcweek chỉ có dữ liệu."""
    _settle(workspace, last_sent, here)
    sent = send_report(workspace, out, to)
    findings = check_report(workspace)
    new_key = renewed_key(workspace)
    document: dict[str, Json] = {
        "file": str(out),
        "unit": sent.unit,
        "recipient": sent.recipient,
        "revision": sent.revision,
        "issue": sent.issue,
        "fingerprint": sent.fingerprint,
        "size": sent.size,
        "new_key": _new_key_json(new_key),
        "findings": findings_json(findings),
    }
    line = Verb.SEND.done_cli(
        revision=sent.revision,
        file=out,
        kilobytes=format_count(max(1, sent.size // 1024)),
        recipient=sent.recipient,
    )
    reminder = [sentence("backup-remind")] if remind_once(workspace.context) else []
    notices = [*finding_lines(findings), *_new_key_lines(new_key), *reminder]
    return CommandResult(document, [line], notices=notices)


@click.command("print")
@click.argument("out", metavar="TỆP", type=options.FILE)
@click.option("--rollup", is_flag=True, help="Gồm cả số liệu của các đơn vị trực thuộc đã nhận.")
@click.option("--final", is_flag=True, help="In bản chính: chốt báo cáo rồi mới in.")
@click.option("--table-only", is_flag=True, help="Chỉ in Phụ lục II, không in lời báo cáo và ảnh.")
@_before_freezing
@options.with_workspace
def print_(
    workspace: Workspace,
    out: Path,
    rollup: bool,
    final: bool,
    table_only: bool,
    last_sent: int | None,
    here: bool,
) -> CommandResult:
    """Ghi báo cáo ra tệp PDF, DOCX hoặc XLSX. Bản in chưa chốt có chữ BẢN NHÁP ở mỗi trang."""
    _settle(workspace, last_sent, here)
    print_report(workspace, out, sums=rollup, final=final, table_only=table_only)
    new_key = renewed_key(workspace) if final else None
    document: dict[str, Json] = {
        "file": str(out),
        "rollup": rollup,
        "final": final,
        "table_only": table_only,
        "new_key": _new_key_json(new_key),
    }
    lacking = [damage.message for damage in damages(workspace)] if rollup or final else []
    lacking += sums_notes(workspace) if rollup or final else ()
    notices = [*_new_key_lines(new_key), *lacking]
    return CommandResult(document, [Verb.WRITE_FILE.done_cli(file=out)], notices=notices)


@click.command()
@click.argument("out", metavar="TỆP.xlsx", type=options.FILE)
@click.option("--level", metavar="CẤP", help="Cấp của đơn vị sẽ điền mẫu (mặc định: cấp thấp nhất).")
@options.year_option
@options.common_options
def template(out: Path, level: str | None, year: str | None, home: Path | None) -> CommandResult:
    """Ghi mẫu Phụ lục II trống ra tệp Excel. Dành cho đơn vị chưa dùng chương trình."""
    chosen = write_template(options.forms_folder(), year, level, out, paths.data_home(home))
    return CommandResult({"file": str(out), "level": chosen}, [Verb.WRITE_EMPTY_FORM.done_cli(file=out)])


@click.command()
@click.argument("file", metavar="TỆP", type=options.FILE)
@options.common_options
def verify(file: Path, home: Path | None) -> CommandResult:
    """Kiểm tra một tệp báo cáo, không nhận vào máy. Cho biết tệp có nguyên vẹn, đúng chữ ký không."""
    judgement = verify_file(file, options.forms_folder(), paths.data_home(home))
    answer: dict[str, Json] = {"code": judgement.code, "message": judgement.message}
    bundle = judgement.bundle
    if bundle is None:
        unread = dict.fromkeys(("unit", "revision", "issue", "fingerprint", "signer", "notes"))
        return CommandResult(
            {"verdict": "invalid", **answer, **unread}, [judgement.message], ExitCode.REFUSED
        )
    known = _signer_known(home, bundle)
    document: dict[str, Json] = {
        "verdict": "valid",
        **answer,
        "unit": bundle.manifest.unit.code,
        "revision": bundle.manifest.revision,
        "issue": bundle.manifest.issue,
        "fingerprint": bundle.manifest.fingerprint,
        "signer": {"key": bundle.key.base64, "short": bundle.key.short, "known": known},
        "notes": notes_json(judgement.notes),
    }
    return CommandResult(document, [judgement.message, _SIGNER_WORDS[known], *map(sentence, judgement.notes)])


def _settle(workspace: Workspace, last_sent: int | None, here: bool) -> None:
    """Note the answers of a person to what freezing may ask."""
    if last_sent is not None:
        note_last_sent(workspace, last_sent)
    if here:
        allow_here(workspace)


def _new_key_json(new: PublicKey | None) -> Json:
    if new is None:
        return None
    return {
        "code": "key-new",
        "message": sentence("key-new", key=new.short),
        "key": new.base64,
        "short": new.short,
    }


def _new_key_lines(new: PublicKey | None) -> list[str]:
    return [] if new is None else [sentence("key-new", key=new.short)]


_SIGNER_WORDS: Final = {
    True: "Khóa ký đã được xác nhận ở máy này.",
    False: "Khóa ký chưa được xác nhận ở máy này.",
    None: "Chưa đối chiếu được khóa ký vì dữ liệu của máy này đang bận hoặc không mở được.",
}


def _signer_known(home: Path | None, bundle: Bundle) -> bool | None:
    """Whether this installation has confirmed the key that signed `bundle`.

    It is False where there is no data folder yet, as verifying a file makes none. It is None when the data
    cannot be opened, for example while a window has them open: the file is verified all the same.
    """
    if not holds_data(paths.data_home(home)):
        return False
    try:
        with options.open_data(home) as context:
            return signer_known(context, bundle)
    except KnownError:
        return None
