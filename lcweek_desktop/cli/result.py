"""What a command answers with, how it is printed, and the exit codes (docs/cli.md)."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.text import clean_text


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

    document: Json
    lines: Sequence[str]
    status: ExitCode = ExitCode.DONE
    notices: Sequence[str] = ()


def print_result(result: CommandResult, as_json: bool) -> ExitCode:
    """Print `result` and return its exit code.

    Lines and notices quote names that other people chose, so control characters are removed from them before
    they reach the terminal. The JSON document holds such names unchanged.
    """
    sys.stderr.writelines(f"{clean_text(notice)}\n" for notice in result.notices)
    if as_json:
        sys.stdout.write(json.dumps(result.document, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{clean_text(line)}\n" for line in result.lines)
    return result.status
