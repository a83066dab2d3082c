"""The names of what is inside an archive or a mail: as people read them, and as any system can write them.

Runs inside the worker process and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SEPARATORS: Final = re.compile(r"[\\/]+")
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_UNWRITABLE: Final = re.compile(r'[<>:"|?*]')
_DEVICES: Final = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)(\..*)?", re.IGNORECASE)
_LONGEST_WAY: Final = 300
"""The most letters that are kept of a way."""
_LONGEST_NAME: Final = 150
"""The most bytes of a name that is written."""
_UNNAMED: Final = "khong-ten"


def way_of(name: str) -> str:
    """The way to a member that is called `name`, with "/" between its parts, as people read it.

    It leads nowhere but down: drives and steps up are left out. Letters that cannot be seen become �.
    """
    seen = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in name)
    parts = (part.strip() for part in _SEPARATORS.split(unicodedata.normalize("NFC", seen)))
    kept = [part for part in parts if part not in ("", ".", "..") and not _DRIVE.fullmatch(part)]
    return "/".join(kept)[-_LONGEST_WAY:] or _UNNAMED


def file_name(way: str) -> str:
    """The last part of `way` as a name that any system takes; its ending stays."""
    name = _UNWRITABLE.sub("_", way.rpartition("/")[2]).rstrip(". ") or _UNNAMED
    if _DEVICES.fullmatch(name):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 10:
        stem, dot, ending = name, "", ""
    room = _LONGEST_NAME - len((dot + ending).encode())
    return stem.encode()[:room].decode("utf-8", "ignore") + dot + ending


def decoded_name(raw: bytes) -> str:
    """The name that an archive holds as `raw` and does not say in which code.

    Most programs mean UTF-8. Of the others, which mean the code page of their machine, the one is taken in
    which all is letters: the old Western one or the Vietnamese one.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        western = raw.decode("cp437")
    if _is_plain(western):
        return western
    vietnamese = unicodedata.normalize("NFC", raw.decode("cp1258", "replace"))
    return vietnamese if _is_plain(vietnamese) else western


def _is_plain(name: str) -> bool:
    """Whether all of `name` that is not ASCII are Latin letters."""
    return all(each.isascii() or unicodedata.name(each, "").startswith("LATIN ") for each in name)
