"""How the pages of each unit were last left, in a file of the data folder beside the database.

It is no data: it goes into no backup, and whatever is wrong with it, the pages look as at the beginning.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from lcweek_desktop.atomic_file import write_atomically
from lcweek_desktop.services.workspace.workspace import Workspace

_FILE: Final = "views.json"
_MOST_BYTES: Final = 1 << 20
_MOST_UNITS: Final = 30
"""How many units and campaigns are remembered; the one that was left longest ago goes first."""


def page_views(workspace: Workspace) -> dict[str, Any]:
    """What `keep_page_views` was given last for the unit and campaign of `workspace`, as JSON has it; empty
    when nothing was, or when it cannot be read."""
    views = _read(_file(workspace)).get(_name(workspace))
    return views if isinstance(views, dict) else {}


def keep_page_views(workspace: Workspace, views: Mapping[str, Any]) -> None:
    """Remember `views`, JSON values by names. Where the disk refuses, what was remembered before stays."""
    file, name = _file(workspace), _name(workspace)
    others = {key: value for key, value in _read(file).items() if key != name}
    kept = dict([*others.items(), (name, views)][-_MOST_UNITS:])
    with suppress(OSError):
        write_atomically(file, json.dumps(kept, ensure_ascii=False).encode())


def _file(workspace: Workspace) -> Path:
    return workspace.store.home / _FILE


def _name(workspace: Workspace) -> str:
    return f"{workspace.campaign}/{workspace.unit.code}"


def _read(file: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError):
        if file.stat().st_size <= _MOST_BYTES:
            read = json.loads(file.read_bytes())
            return read if isinstance(read, dict) else {}
    return {}
