"""What a command answers with, how it is printed, and the exit codes (docs/cli.md)."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TypeVar

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.text import clean_text
from lcweek_desktop.errors import sentence

T = TypeVar("T")


class ExitCode(IntEnum):
    """How a command ended.

    DONE also covers warnings. REFUSED stands for an error finding, a refusal, or something that waits for a
    person. USAGE means that the command was written wrongly, BUG that the program is at fault.
    """

    DONE = 0
    REFUSED = 1
    USAGE = 2
    BUG = 70
    INTERRUPTED = 130


@dataclass(frozen=True)
class CommandResult:
    """The answer of one command.

    With --json `document` is printed to stdout, otherwise `lines`, which are Vietnamese sentences for a
    person. `notices` are sentences that go to stderr in both cases.
    """

    document: Mapping[str, Json]
    lines: Sequence[str]
    status: ExitCode = ExitCode.DONE
    notices: Sequence[str] = ()


class StoppedError(Exception):
    """A command ended before all was done: `done` is its answer so far, and its cause is what ended it."""

    def __init__(self, done: CommandResult) -> None:
        super().__init__()
        self.done = done


def answer_all(steps: Iterable[T], answer: Callable[[Sequence[T]], CommandResult]) -> CommandResult:
    """The `answer` to all that `steps` give. Raises StoppedError with the answer to those before the step
    that raised, whatever it raised."""
    done: list[T] = []
    try:
        for step in steps:
            done.append(step)
    except (Exception, KeyboardInterrupt) as error:
        stopped = sentence("files-stopped", count=len(done))
        raise StoppedError(replace(answer(done), notices=(stopped,))) from error
    return answer(done)


def print_result(result: CommandResult, as_json: bool) -> ExitCode:
    """Print `result` and return its exit code; REFUSED also when the output cannot be written.

    Lines and notices quote names that other people chose, so control characters are removed from them before
    they reach the terminal. The JSON document holds such names unchanged.
    """
    try:
        sys.stderr.writelines(f"{clean_text(notice)}\n" for notice in result.notices)
        if as_json:
            sys.stdout.write(json.dumps(result.document, ensure_ascii=False, indent=1) + "\n")
        else:
            sys.stdout.writelines(f"{clean_text(line)}\n" for line in result.lines)
        sys.stdout.flush()
    except OSError:
        return output_refused()
    return result.status


def output_refused() -> ExitCode:
    """Say that the result could not be written, where that can be said; what was done stays."""
    with suppress(OSError):
        sys.stderr.write(f"{sentence('output-refused')}\n")
    # Otherwise Python tries once more at its end, and ends with a traceback.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.REFUSED
