"""What a second start of the program says to the window that is open: the files to be shown, and nothing
else.

A message is two lines: what it is, and the absolute paths as a JSON list.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from lcweek_desktop.errors import KnownError

MOST_BYTES: Final = 16 << 20
"""No message is longer. Linux starts no program with paths of a quarter of this."""
ANSWER: Final = b"ok\n"
"""What the window says once it has taken the files."""
_MARK: Final = b"lcweek files 1\n"


class MalformedMessageError(Exception):
    """Bytes that are no message, and will not become one."""


def files_message(files: Sequence[Path]) -> bytes:
    """The message with the absolute paths `files`; none only bring the window to the front.

    Raises KnownError `window-many` when it would be longer than MOST_BYTES.
    """
    message = _MARK + json.dumps([str(file) for file in files]).encode("ascii") + b"\n"
    if len(message) > MOST_BYTES:
        raise KnownError("window-many", count=len(files))
    return message


def files_in(received: bytes | bytearray) -> list[Path] | None:
    """The paths in the message that has been `received`; None while its end has not come.

    Raises MalformedMessageError for anything else.
    """
    if len(received) > MOST_BYTES or not _MARK.startswith(bytes(received[: len(_MARK)])):
        raise MalformedMessageError
    if not received.endswith(b"\n") or len(received) <= len(_MARK):
        return None
    try:
        paths = json.loads(received[len(_MARK) :].decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise MalformedMessageError from error
    if not isinstance(paths, list):
        raise MalformedMessageError
    return [_path(path) for path in paths]


def _path(value: object) -> Path:
    if not isinstance(value, str) or "\0" in value or not Path(value).is_absolute():
        raise MalformedMessageError
    return Path(value)
