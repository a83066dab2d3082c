"""Running `lcweek` as a person or a script does: in this process or in a new one."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from lcweek_desktop.__main__ import main


@dataclass(frozen=True)
class CommandOutput:
    """The exit code of a command, and what it wrote to stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON document on stdout."""
        return json.loads(self.out)


class Capture(Protocol):
    """What takes down the output of commands, as pytest's `capsys` does."""

    def readouterr(self) -> Any:
        """What was written to stdout and stderr since it was last asked, as `out` and `err`."""


@dataclass(frozen=True)
class _Written:
    out: str
    err: str


@dataclass(frozen=True)
class _Streams:
    out: io.TextIOWrapper
    err: io.TextIOWrapper

    def readouterr(self) -> _Written:
        return _Written(*map(_taken, (self.out, self.err)))


def _taken(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    written = stream.buffer.getvalue().decode("utf-8")
    stream.seek(0)
    stream.truncate()
    return written


@contextmanager
def captured() -> Iterator[Capture]:
    """Take down the output of commands where no test runs."""
    streams = _Streams(*(io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2)))
    with redirect_stdout(streams.out), redirect_stderr(streams.err):
        yield streams


@dataclass(frozen=True)
class Terminal:
    """A machine with one data folder, `home`, on which commands are run."""

    home: Path
    capture: Capture

    def run(self, *words: object) -> CommandOutput:
        """Run `lcweek` with just these words; they do not name `home`."""
        code = main([str(word) for word in words])
        output = self.capture.readouterr()
        return CommandOutput(code, output.out, output.err)

    def run_json(self, command: str, *words: object) -> CommandOutput:
        """Run `command` on `home` with --json."""
        return self.run(command, *words, "--home", self.home, "--json")

    def run_ok(self, command: str, *words: object) -> Any:
        """Run `command` as `run_json` does, require that it succeeds, and return its document."""
        answer = self.run_json(command, *words)
        assert answer.code == 0, (answer.out, answer.err)
        return answer.json

    def init(self, *words: object) -> Any:
        """Set a unit up in the campaign of 2024, and return the document."""
        return self.run_ok("init", "--year", "2024", *words)

    def fill(self, **document: Any) -> Any:
        """Fill in the report with an entry document."""
        file = self.home.parent / f"{self.home.name}.json"
        file.write_text(json.dumps(document), encoding="utf-8", newline="\n")
        return self.run_ok("fill", file)


def run_in_new_process(*words: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `lcweek` in a process of its own, on a machine whose console does not know Vietnamese."""
    return subprocess.run(
        [sys.executable, "-m", "lcweek_desktop", *map(str, words)],
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", **environment},
        capture_output=True,
        check=False,
    )
