"""What was taken out of an archive or a mail, as the worker process hands it to the program.

Runs inside the worker process and nowhere else.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.member_names import file_name

LIST: Final = "members.json"
_PART: Final = 1 << 16


@dataclass
class Limits:
    """The most that may come out of one file: `bytes` and `members` in all, `single` bytes of one member."""

    bytes: int
    members: int
    single: int


@dataclass
class Members:
    """The folder `target` into which members are written, each in a folder of its own, under its own name."""

    source: Path
    target: Path
    limits: Limits
    entries: list[dict[str, object]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def write(self, way: str, content: IO[bytes], **more: object) -> None:
        """Write the member at `way`. Raises KnownError `archive-unpacks` where there is too much of it, and
        what reading `content` raises; the member is then not listed, and what was written counts."""
        with self.begin(way) as out:
            while part := content.read(_PART):
                self.spend(len(part))
                out.write(part)
        self.keep(way, out.name, **more)

    def begin(self, way: str) -> IO[bytes]:
        """The file into which the next member, the one at `way`, is written until `keep` lists it."""
        file = self.target / str(len(self.entries)) / file_name(way)
        file.parent.mkdir(exist_ok=True)
        return file.open("wb")

    def spend(self, count: int) -> None:
        """Say that `count` bytes come out. Raises KnownError `archive-unpacks` where that is too much."""
        self.limits.bytes -= count
        if self.limits.bytes < 0:
            raise KnownError("archive-unpacks", file=self.source.name)

    def keep(self, way: str, file: str, **more: object) -> None:
        """List the member at `way`, which was written whole into `file`."""
        self._add(way, {"file": Path(file).name, **more})

    def refuse(self, way: str, code: str, **context: object) -> None:
        """List the member at `way` as one that was not taken out, because of `code`."""
        self._add(way, {"code": code, "context": context})

    def pass_over(self, way: str) -> None:
        """List the member at `way` as one of which nothing is wanted."""
        self._add(way, {})

    def finish(self, **more: object) -> None:
        """Write the list of members, and `more` about the whole."""
        listed = {"members": self.entries, **more}
        (self.target / LIST).write_text(json.dumps(listed), encoding="ascii", newline="\n")

    def _add(self, way: str, entry: Mapping[str, object]) -> None:
        if len(self.entries) >= self.limits.members:
            raise KnownError("archive-many", file=self.source.name)
        self.entries.append({"way": self._unique(way), **entry})

    def _unique(self, way: str) -> str:
        """`way`, with a number where another member has it already."""
        self.counts[way] += 1
        count = self.counts[way]
        return way if count == 1 else self._unique(f"{way} ({count})")
