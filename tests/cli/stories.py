"""The stories of five files, told on the command line.

Source: tests/services/receiving/five_files.py.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

from lcweek_desktop.services.receiving.questions import QuestionKind
from tests.cli.terminal import Terminal
from tests.services.receiving.five_files import CELL, Story


def check_on_command_line(story: Story, order: Sequence[int], terminal: Terminal) -> None:
    """Receive the files of `story` in `order` on `terminal`, which has no data yet, then all of them again,
    and answer what `questions` lists."""
    terminal.home.mkdir(parents=True)
    file = terminal.home.parent / f"{terminal.home.name}.csv"
    rows = [f"{unit.code},{unit.name},{unit.level},{unit.parent}" for unit in story.below]
    file.write_text("\n".join(["code,name,level,parent_code", *rows, ""]), encoding="utf-8", newline="\n")
    unit = story.receiver
    names = ("--unit", unit.code, "--name", unit.name, "--level", unit.level, "--directory", file)
    terminal.init(*names)
    terminal.run_json("receive", *(story.files[at] for at in order), "--confirm-keys")
    before = _shown(terminal)
    assert before[0] == story.right or before[1], (story.name, order, before)
    terminal.run_json("receive", *story.files)
    assert _shown(terminal) == before, (story.name, order)
    for _ in range(4):
        for question in _questions(terminal)[:1]:
            kind = story.answers[QuestionKind(question["kind"])].value
            answer = next(each for each in question["answers"] if each["answer"] == kind)
            terminal.run_ok("decide", *shlex.split(answer["command"]), "--reason", "đã hỏi")
    assert _shown(terminal) == (story.right, []), (story.name, order)


def _shown(terminal: Terminal) -> tuple[object, list[str]]:
    """The number in the first cell of the sums, and the kinds of what is asked."""
    rows = terminal.run_json("rollup").json["rows"]
    return rows.get(CELL.row, {}).get(CELL.measure), [each["kind"] for each in _questions(terminal)]


def _questions(terminal: Terminal) -> list[Any]:
    found: list[Any] = terminal.run_json("questions").json["questions"]
    return found
