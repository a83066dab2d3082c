"""The command line, `lcweek COMMAND`, and the one place where errors become a sentence and an exit code."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from lcweek_desktop import __version__, error_records, paths
from lcweek_desktop.catalogue.program import TITLE
from lcweek_desktop.cli import (
    assignment,
    associate,
    backup,
    board,
    campaign,
    collating,
    deciding,
    demo,
    directory,
    draft,
    handmade,
    moving,
    options,
    receipt,
    receiving,
    reopening,
    reporting,
    salvage,
    sending,
    summing,
    support,
    typed,
    unit,
    update,
)
from lcweek_desktop.cli.help import VietnameseContext
from lcweek_desktop.cli.result import CommandResult, ExitCode, StoppedError, output_refused, print_result
from lcweek_desktop.errors import KnownError, LcweekError, on_command_line, sentence


@click.group(
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    subcommand_metavar="LỆNH [THAM SỐ]...",
    options_metavar="[TÙY CHỌN]",
    epilog="Mã kết thúc: 0 xong, 1 có lỗi hoặc có việc chờ quyết định, 2 lệnh viết sai, 70 lỗi chương trình.",
)
@click.version_option(
    __version__, message=f"{TITLE}, phiên bản %(version)s", help="Cho biết phiên bản của chương trình."
)
@options.common_options
@click.pass_context
def lcweek(context: click.Context, home: Path | None) -> None:
    """Báo cáo Tuần lễ hưởng ứng học tập suốt đời, từ trường đến tỉnh, không cần mạng.

    Không có lệnh thì mở cửa sổ; có tên tệp thay cho lệnh thì mở cửa sổ với các tệp ấy.
    """
    if home is not None:
        context.default_map = _everywhere(lcweek, {"home": home})


_COMMANDS: Final = (
    unit.init,
    unit.units,
    unit.change_unit,
    unit.remove_unit,
    directory.unit,
    reporting.fill,
    reporting.tell_figures,
    reporting.list_documents,
    reporting.show,
    reporting.check,
    reporting.give_up,
    reopening.reopen,
    draft.draft,
    sending.send,
    sending.print_,
    sending.template,
    sending.verify,
    receiving.receive,
    receiving.list_unread,
    handmade.intake,
    typed.type_report,
    receiving.read_paper,
    receiving.confirm_key,
    receiving.do_safe,
    deciding.questions,
    deciding.decide,
    deciding.decisions,
    deciding.history,
    deciding.undo_last,
    receipt.receipt,
    summing.progress,
    board.board,
    summing.rollup,
    collating.collate,
    collating.take,
    summing.chart,
    backup.backup,
    backup.backups,
    backup.restore,
    salvage.salvage,
    moving.move,
    moving.open_moved,
    campaign.campaign,
    assignment.assignment,
    demo.demo,
    support.support,
    associate.associate,
    update.update,
)

lcweek.context_class = VietnameseContext
_GROUPS: Final = (assignment.assignment, campaign.campaign, directory.unit, draft.draft, receipt.receipt)
for command in (*_COMMANDS, *(each for group in _GROUPS for each in group.commands.values())):
    command.context_class = VietnameseContext
    command.options_metavar = "[TÙY CHỌN]"
for command in _COMMANDS:
    lcweek.add_command(command)


def _everywhere(group: click.Group, defaults: dict[str, object]) -> dict[str, object]:
    """`defaults` for every command of `group`, and those of the groups in it."""
    return {
        name: _everywhere(command, defaults) if isinstance(command, click.Group) else defaults
        for name, command in group.commands.items()
    }


_OF_OUTPUT: Final = (errno.ENOSPC, errno.EPIPE)


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code, one of `ExitCode`; it never raises."""
    with on_command_line():
        return _run(argv)


def _run(argv: Sequence[str]) -> int:
    as_json = "--json" in argv
    data = options.DataFolder()
    try:
        result = lcweek.main(list(argv), prog_name="lcweek", standalone_mode=False, obj=data)
        return print_result(result, as_json) if isinstance(result, CommandResult) else ExitCode.DONE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return ExitCode.USAGE
    except (Exception, KeyboardInterrupt) as error:
        if isinstance(error, OSError) and error.errno in _OF_OUTPUT and error.filename is None:
            return output_refused()  # click prints help pages by itself
        return print_result(_failure(error, data), as_json)


def _failure(error: BaseException, data: options.DataFolder) -> CommandResult:
    """The result that tells people of `error`. A fault of the program is recorded in `data` first."""
    match error:
        case StoppedError(done=done, __cause__=BaseException() as cause):
            return _after(done, _failure(cause, data))
        case click.UsageError():
            return _error_result("usage", _usage_message(error), ExitCode.USAGE)
        case KeyboardInterrupt() | click.Abort():
            message = "Đã dừng theo yêu cầu; những gì đã lưu vẫn nguyên."
            return _error_result("interrupted", message, ExitCode.INTERRUPTED)
        case KnownError():
            return _error_result(error.code, error.message, ExitCode.REFUSED)
    advice = error_records.advice(error_records.record(paths.data_home(data.home), error))
    if isinstance(error, LcweekError):
        return _error_result(error.code, f"{error.message} {advice}", ExitCode.BUG)
    return _error_result("bug", f"{sentence('bug')} {advice}", ExitCode.BUG)


def _after(done: CommandResult, failure: CommandResult) -> CommandResult:
    """`failure` together with what was `done` before it."""
    notices = (*done.notices, *failure.notices)
    return CommandResult({**done.document, **failure.document}, done.lines, failure.status, notices)


def _error_result(code: str, message: str, status: ExitCode) -> CommandResult:
    return CommandResult({"error": {"code": code, "message": message}}, (), status, (message,))


def _usage_message(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx is not None else "lcweek"
    return f"Lệnh viết chưa đúng: {_usage_reason(error)}. Xem cách viết: {command} --help."


def _usage_reason(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption(option_name=name):
            return f"không có tùy chọn {name}"
        case click.MissingParameter(param=click.Parameter() as param):
            return f"thiếu {_parameter_name(param)}"
        case click.BadParameter(param=click.Parameter() as param):
            return f"giá trị của {_parameter_name(param)} không dùng được"
        case click.BadOptionUsage(option_name=name):
            is_flag = "does not take a value" in error.message
            return f"tùy chọn {name} {'không nhận' if is_flag else 'thiếu'} giá trị"
    unknown = error.message.partition("No such command ")[2].strip(" '.")
    return f"không có lệnh {unknown}" if unknown else "thừa hoặc thiếu tham số"


def _parameter_name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
