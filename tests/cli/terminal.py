"""Running `lcweek` as a person or a script does: in this process, or in a fresh one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lcweek_desktop.__main__ import main


@dataclass(frozen=True)
class CommandOutput:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Terminal:
    """A data folder and the commands given to it; every command is given `--json`."""

    home: Path
    capture: pytest.CaptureFixture[str]

    def run(self, *words: object) -> CommandOutput:
        code = main([str(word) for word in words])
        said = self.capture.readouterr()
        return CommandOutput(code, said.out, said.err)

    def run_json(self, command: str, *words: object) -> CommandOutput:
        return self.run(command, *words, "--home", self.home, "--json")

    def run_ok(self, command: str, *words: object) -> Any:
        """The document of a command that must succeed."""
        answer = self.run_json(command, *words)
        assert answer.code == 0, (answer.out, answer.err)
        return answer.json

    def fill(self, **document: Any) -> Any:
        file = self.home.parent / f"{self.home.name}.json"
        file.write_text(json.dumps(document), encoding="utf-8", newline="\n")
        return self.run_ok("fill", file)


def run_in_new_process(*words: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The same command in a process of its own, on a machine whose console knows no Vietnamese."""
    return subprocess.run(
        [sys.executable, "-m", "lcweek_desktop", *map(str, words)],
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", **environment},
        capture_output=True,
        check=False,
    )
