"""What a command has to say: one JSON document or lines for a person, and the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from lcweek_desktop.cli.exit_code import ExitCode
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.text import clean_text


@dataclass(frozen=True)
class CommandResult:
    """`document` is printed with --json, `lines` (Vietnamese) without; `notices` go to stderr in both."""

    document: Json
    lines: Sequence[str]
    status: ExitCode = ExitCode.DONE
    notices: Sequence[str] = ()


def present(outcome: CommandResult, as_json: bool) -> ExitCode:
    """Print `outcome`; its exit code. Lines quote names that others gave: no control character of theirs
    reaches the terminal."""
    sys.stderr.writelines(f"{clean_text(notice)}\n" for notice in outcome.notices)
    if as_json:
        sys.stdout.write(json.dumps(outcome.document, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{clean_text(line)}\n" for line in outcome.lines)
    return outcome.status
