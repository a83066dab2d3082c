"""The command line, `lcweek COMMAND`; the one place where errors become a sentence and an exit code."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from lcweek_desktop import paths
from lcweek_desktop.cli import demo, options, receiving, reporting, sending, summing, unit
from lcweek_desktop.cli.exit_code import ExitCode
from lcweek_desktop.cli.help import VietnameseContext
from lcweek_desktop.cli.result import CommandResult, present
from lcweek_desktop.errors import BugError, LcweekError


@click.group(
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    subcommand_metavar="LỆNH [THAM SỐ]...",
    options_metavar="[TÙY CHỌN]",
    epilog="Mã kết thúc: 0 xong, 1 có lỗi hoặc có việc chờ quyết định, 2 lệnh viết sai, 70 lỗi chương trình.",
)
@options.everywhere
@click.pass_context
def lcweek(context: click.Context, home: Path | None) -> None:
    """Báo cáo Tuần lễ hưởng ứng học tập suốt đời, từ trường đến tỉnh, không cần mạng."""
    if home is not None:
        context.default_map = {command: {"home": home} for command in lcweek.commands}


lcweek.context_class = VietnameseContext
for module in (unit, reporting, sending, receiving, summing, demo):
    for command in module.COMMANDS:
        command.context_class = VietnameseContext
        command.options_metavar = "[TÙY CHỌN]"
        lcweek.add_command(command)


def main(argv: Sequence[str]) -> int:
    """Run one command; its exit code (Status). Never raises."""
    as_json = "--json" in argv
    try:
        outcome = lcweek.main(list(argv), prog_name="lcweek", standalone_mode=False)
        return present(outcome, as_json) if isinstance(outcome, CommandResult) else ExitCode.DONE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return ExitCode.USAGE
    except click.UsageError as error:
        return _usage(error, as_json)
    except (KeyboardInterrupt, click.Abort):
        return _failed(
            "interrupted", "Đã dừng theo yêu cầu; những gì đã lưu vẫn nguyên.", as_json, ExitCode.INTERRUPTED
        )
    except BugError as error:
        return _failed(error.code, f"{error.message} {_recorded()}", as_json, ExitCode.BUG)
    except LcweekError as error:
        return _failed(error.code, error.message, as_json, ExitCode.REFUSED)
    except Exception:
        return _failed(
            "bug", f"Chương trình gặp lỗi; số liệu đã lưu vẫn nguyên. {_recorded()}", as_json, ExitCode.BUG
        )


def _failed(code: str, message: str, as_json: bool, status: ExitCode) -> ExitCode:
    return present(
        CommandResult({"error": {"code": code, "message": message}}, (), status, (message,)), as_json
    )


def _usage(error: click.UsageError, as_json: bool) -> ExitCode:
    command = error.ctx.command_path if error.ctx is not None else "lcweek"
    message = f"Lệnh viết chưa đúng: {_usage_reason(error)}. Xem cách viết: {command} --help."
    return _failed("usage", message, as_json, ExitCode.USAGE)


def _usage_reason(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption(option_name=name):
            return f"không có tùy chọn {name}"
        case click.MissingParameter(param=click.Parameter() as param):
            return f"thiếu {_name(param)}"
        case click.BadParameter(param=click.Parameter() as param):
            return f"giá trị của {_name(param)} không dùng được"
        case click.BadOptionUsage(option_name=name):
            is_flag = "does not take a value" in error.message
            return f"tùy chọn {name} {'không nhận' if is_flag else 'thiếu'} giá trị"
    unknown = error.message.partition("No such command ")[2].strip(" '.")
    return f"không có lệnh {unknown}" if unknown else "thừa hoặc thiếu tham số"


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name


def _recorded() -> str:
    """Write the traceback to a file for the engineers; the sentence that says where, and what to do."""
    try:
        folder = paths.data_home(None)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "lcweek-error.txt"
        file.write_text(traceback.format_exc(), encoding="utf-8", newline="\n")
    except OSError:
        return "Hãy thực hiện lại; nếu vẫn lỗi, hãy báo cho người phụ trách chương trình."
    return f"Hãy gửi tệp {file} cho người phụ trách chương trình."
