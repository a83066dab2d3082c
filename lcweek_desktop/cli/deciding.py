"""`lcweek questions`, `decide`, `decisions`, `history`, `undo`: what waits for a person, and what was
decided."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Final, TypeAlias

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult, ExitCode
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.services.receiving.deciding import confirm_key, wait
from lcweek_desktop.services.receiving.deciding import decide as decide_report
from lcweek_desktop.services.receiving.identity import keep_apart, one_unit, same_unit, two_units
from lcweek_desktop.services.receiving.journal import (
    PastDecision,
    ToldDecision,
    past_decisions,
    told_decisions,
    undo,
)
from lcweek_desktop.services.receiving.questions import Answer, AnswerKind, AskedReport, Question
from lcweek_desktop.services.receiving.questions import questions as open_questions
from lcweek_desktop.services.receiving.taking_back import take_back_key
from lcweek_desktop.services.summing.newer import newer_reports
from lcweek_desktop.services.workspace.workspace import Workspace

_Command: TypeAlias = Callable[..., CommandResult]

_ANSWERS: Final = (
    "fingerprint",
    "confirm",
    "takes_back",
    "one_unit",
    "two_units",
    "same_as",
    "apart",
    "waits",
)
"""The parameters of `decide` of which one is given."""
_PLAIN_NAME: Final = re.compile(r"[\w .,()-]+")


@click.command()
@options.with_workspace
def questions(workspace: Workspace) -> CommandResult:
    """Liệt kê việc chờ người quyết định. Kèm các câu trả lời, viết như lệnh decide."""
    found = open_questions(workspace)
    lines = [line for question in found for line in _question_lines(question)]
    status = ExitCode.REFUSED if found else ExitCode.DONE
    return CommandResult(
        {"questions": [*map(_question_json, found)]}, lines or ["Không có việc nào chờ quyết định."], status
    )


def _with_one_answer(command: _Command) -> _Command:
    """Refuse arguments of `command` that are not one unit with one answer, or --undo alone, before any data
    folder is opened."""

    @wraps(command)
    def run(**arguments: Any) -> CommandResult:
        unit, answers = arguments["of_unit"], [arguments[name] for name in _ANSWERS if arguments[name]]
        if arguments["undoes"]:
            if unit is not None or answers:
                raise click.UsageError("--undo stands alone")
        elif unit is None or not answers:
            missing = "of_unit" if unit is None else "fingerprint"
            raise click.MissingParameter(param=next(each for each in decide.params if each.name == missing))
        if len(answers) > 1:
            raise click.UsageError("one answer at a time")
        return command(**arguments)

    return run


@click.command()
@click.argument("of_unit", metavar="ĐƠN_VỊ", required=False)
@click.argument("fingerprint", metavar="MÃ_BÁO_CÁO", required=False)
@click.option("--confirm", metavar="KHÓA", help="Khóa này đã đối chiếu với bản giấy, là của đơn vị.")
@click.option("--take-back", "takes_back", metavar="KHÓA", help="Thôi dùng khóa này của đơn vị.")
@click.option("--one-unit", metavar="KHÓA", help="Các báo cáo chung mã là của một đơn vị, nay dùng khóa này.")
@click.option("--two-units", metavar="KHÓA", help="Báo cáo ký bằng khóa này là của một đơn vị khác.")
@click.option("--name", metavar="TÊN", help="Tên được giữ (--one-unit), hoặc được tách (--two-units).")
@click.option("--same-as", metavar="ĐƠN_VỊ", help="Đơn vị này cũng là một với ĐƠN_VỊ; ĐƠN_VỊ giữ mã.")
@click.option("--key", metavar="KHÓA", help="Khóa đơn vị nay dùng, khi gộp bằng --same-as.")
@click.option("--apart", metavar="ĐƠN_VỊ", multiple=True, help="Đơn vị trông giống nhưng là đơn vị khác.")
@click.option("--wait", "waits", metavar="MÃ_BÁO_CÁO", help="Đợi cấp dưới gửi báo cáo mới có bản này.")
@click.option("--undo", "undoes", is_flag=True, help="Lấy lại quyết định cuối cùng.")
@click.option("--reason", metavar="LÝ_DO", default="", help="Lý do, ghi cùng quyết định.")
@_with_one_answer
@options.with_workspace
def decide(
    workspace: Workspace,
    of_unit: str | None,
    fingerprint: str | None,
    confirm: str | None,
    takes_back: str | None,
    one_unit: str | None,
    two_units: str | None,
    name: str | None,
    same_as: str | None,
    key: str | None,
    apart: tuple[str, ...],
    waits: str | None,
    undoes: bool,
    reason: str,
) -> CommandResult:
    """Trả lời một việc chờ quyết định. Với MÃ_BÁO_CÁO: tính báo cáo ấy của đơn vị."""
    if undoes:
        return _undone(undo(workspace, reason))
    assert of_unit is not None
    if fingerprint is not None:
        chosen = decide_report(workspace, of_unit, fingerprint, reason)
        line = Verb.DECIDE.done_cli(fingerprint=chosen[:12], unit=of_unit)
        return CommandResult({"unit": of_unit, "fingerprint": chosen}, [line])
    document: dict[str, Json] = {"unit": of_unit}
    if confirm is not None:
        document["key"] = confirm_key(workspace, of_unit, confirm, reason)
    elif takes_back is not None:
        taken = take_back_key(workspace, of_unit, takes_back, reason)
        changed: list[Json] = [str(cell) for cell in taken.changes]
        return CommandResult(
            {**document, "key": taken.key, "changed": changed}, [taken.words(workspace.form)]
        )
    elif one_unit is not None:
        document["key"] = _one_unit(workspace, of_unit, one_unit, name, reason)
    elif two_units is not None:
        document["new_unit"] = _two_units(workspace, of_unit, two_units, name, reason)
    elif same_as is not None:
        document["unit"] = same_unit(workspace, of_unit, same_as, key, reason)
    elif waits is not None:
        document["fingerprint"] = wait(workspace, of_unit, waits, reason)
        document["message"] = _message(workspace, of_unit)
        return CommandResult(document, [past_decisions(workspace)[0].words, _message(workspace, of_unit)])
    else:
        keep_apart(workspace, (of_unit, *apart), reason)
    return CommandResult(document, [past_decisions(workspace)[0].words])


def _message(workspace: Workspace, unit: str) -> str:
    return next(each.message for each in newer_reports(workspace) if each.unit.code == unit)


def _one_unit(workspace: Workspace, unit: str, key: str, name: str | None, reason: str) -> str:
    return one_unit(workspace, unit, key, name, reason).key


def _two_units(workspace: Workspace, unit: str, key: str, name: str | None, reason: str) -> str:
    return two_units(workspace, unit, key, name, reason).code


@click.command()
@options.with_workspace
def decisions(workspace: Workspace) -> CommandResult:
    """Liệt kê các quyết định đã có, mới nhất trước. Kèm ngày giờ, lý do, và quyết định của cấp dưới."""
    past, told = past_decisions(workspace), told_decisions(workspace)
    lines = [*map(_past_line, past), *map(_told_line, told)] or ["Chưa có quyết định nào."]
    return CommandResult(
        {"decisions": [*map(_past_json, past)], "told": [*map(_told_json, told)]},
        lines,
    )


@click.command()
@click.argument("of_unit", metavar="[ĐƠN_VỊ]", required=False)
@options.with_workspace
def history(workspace: Workspace, of_unit: str | None) -> CommandResult:
    """Liệt kê các quyết định đã có, mới nhất trước. Có thể chỉ về một đơn vị."""
    past = past_decisions(workspace, of_unit)
    lines = [*map(_past_line, past)] or ["Chưa có quyết định nào."]
    return CommandResult({"decisions": [*map(_past_json, past)]}, lines)


@click.command("undo")
@click.option("--reason", metavar="LÝ_DO", default="", help="Lý do, ghi cùng quyết định.")
@options.with_workspace
def undo_last(workspace: Workspace, reason: str) -> CommandResult:
    """Lấy lại quyết định cuối cùng còn hiệu lực."""
    return _undone(undo(workspace, reason))


def _undone(past: PastDecision) -> CommandResult:
    return CommandResult({"undone": _past_json(past)}, [f"Đã lấy lại quyết định: {past.words}"])


def _past_json(past: PastDecision) -> Json:
    return {"at": past.at, "words": past.words, "reason": past.reason, "undone": past.undone}


def _past_line(past: PastDecision) -> str:
    at = "trước đây" if past.at is None else past.at.replace("T", " ")
    reason = f" Lý do: {past.reason}." if past.reason else ""
    return f"{at}: {past.words}{reason}{' (đã lấy lại)' if past.undone else ''}"


def _told_json(told: ToldDecision) -> Json:
    return {"by": told.teller.code, "name": told.teller.name, "words": told.words}


def _told_line(told: ToldDecision) -> str:
    return f"theo báo cáo của {told.teller.name}: {told.words}"


def _question_lines(question: Question) -> Sequence[str]:
    return [question.words, *(f"  lcweek decide {_command(answer)}" for answer in question.answers)]


def _command(answer: Answer) -> str:
    """The answer as it is written behind `lcweek decide`.

    A name comes from a foreign file and the line is there to be copied, so one with signs that a shell may
    take for a command is left to be typed.
    """
    unit, name = answer.unit, f' --name "{answer.name}"' if answer.name else ""
    if answer.name and not _PLAIN_NAME.fullmatch(answer.name):
        name = " --name TÊN"
    match answer.kind:
        case AnswerKind.COUNT:
            return f"{unit} {answer.fingerprint}"
        case AnswerKind.WAIT:
            return f"{unit} --wait {answer.fingerprint}"
        case AnswerKind.SAME_AS:
            return f"{unit} --same-as {answer.others[0]}"
        case AnswerKind.APART:
            return " ".join((unit, *(f"--apart {other}" for other in answer.others)))
    return f"{unit} --{answer.kind.value} {answer.key}{name}"


def _question_json(question: Question) -> Json:
    return {
        "kind": question.kind.value,
        "words": question.words,
        "units": [{"unit": unit.code, "name": unit.name} for unit in question.units],
        "fingerprints": [report.fingerprint for report in question.reports],
        "reports": [*map(_report_json, question.reports)],
        "cells": [*map(str, question.cells)],
        "answers": [*map(_answer_json, question.answers)],
    }


def _report_json(report: AskedReport) -> Json:
    return {
        "unit": report.unit.code,
        "name": report.unit.name,
        "revision": report.revision,
        "fingerprint": report.fingerprint,
        "key": report.key,
        "inside": None if report.holder is None else report.holder.code,
        "counted": report.counted,
        "restored": report.restored,
    }


def _answer_json(answer: Answer) -> Json:
    return {
        "answer": answer.kind.value,
        "unit": answer.unit,
        "key": answer.key or None,
        "name": answer.name or None,
        "fingerprint": answer.fingerprint or None,
        "others": [*answer.others],
        "command": _command(answer),
    }
