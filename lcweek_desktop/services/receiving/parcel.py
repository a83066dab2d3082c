"""Archives and mails that came: opened within bounds, so that each file inside is received by itself.

Source: docs/adr/0151-parcels.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.caps import MAX_FILE_BYTES
from lcweek_desktop.bundle.container import SIGNATURE
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.jobs import Opened, is_template_filled, opened_mail, opened_seven_zip, opened_zip
from lcweek_desktop.intake.members import Limits
from lcweek_desktop.services.receiving.arrival import Arrival
from lcweek_desktop.services.receiving.foreign_file import Parcel
from lcweek_desktop.services.workspace.user_files import read_file

_BYTES: Final = 512 << 20
_MEMBERS: Final = 2_000
_BROKEN: Final = ("file-cut", "archive-damaged")
_DEPTH: Final = 3
"""The most layers of archives and mails around a file."""


@dataclass
class Room:
    """What may still come out of one file, in all the layers of archives and mails in it."""

    bytes: int = _BYTES
    members: int = _MEMBERS


@contextmanager
def opened_parcel(
    arrival: Arrival, kind: Parcel, room: Room, passwords: Sequence[str]
) -> Iterator[tuple[Arrival, tuple[Arrival, ...]]]:
    """The archive or mail `arrival` with its sender, and what is in it; the bytes of each lie there within
    the block.

    All of it was taken out by then, or is named with the reason. Raises KnownError `parcel-deep`, and as
    `opened_zip`, `opened_seven_zip`, `opened_mail`; `foreign-template` and `opened-empty-template` for the
    empty form of this program, `bundle-container` for a report whose beginning is damaged.
    """
    assert arrival.path is not None, "it was looked into"
    _refuse_size(arrival, kind)
    if len(arrival.inside) >= _DEPTH:
        raise KnownError("parcel-deep", file=arrival.name)
    limits = Limits(room.bytes, room.members, MAX_FILE_BYTES)
    try:
        with _opened(arrival.path, kind, limits, passwords) as opened:
            if any(member.way == SIGNATURE for member in opened.members):
                raise _damaged_report()
            room.members -= len(opened.members)
            room.bytes -= sum(each.file.stat().st_size for each in opened.members if each.file is not None)
            parcel = replace(arrival, sender=opened.sender or arrival.sender)
            yield parcel, tuple(map(parcel.member, opened.members))
    except KnownError as error:
        is_report = error.code in _BROKEN and SIGNATURE.encode() in arrival.head()
        raise _damaged_report() if is_report else _own_form(arrival.path, error) from error


@contextmanager
def opened_member(file: Path, inside: Sequence[str]) -> Iterator[Path]:
    """Where the bytes lie within the block of what is in `file` at the end of the way `inside`; `file` itself
    for no way. Raises KnownError `file-missing` when it is not there any more, and as `opened_parcel`."""
    arrival = Arrival(file, file)
    with ExitStack() as layers:
        for way in inside:
            kind = arrival.parcel()
            members: tuple[Arrival, ...] = ()
            if kind is not None:
                _, members = layers.enter_context(opened_parcel(arrival, kind, Room(), ()))
            found = next((each for each in members if each.inside[-1] == way), None)
            if found is None or found.path is None:
                raise (found and found.refusal) or KnownError("file-missing", file=way)
            arrival = found
        assert arrival.path is not None, "it was taken out"
        yield arrival.path


def _opened(
    path: Path, kind: Parcel, limits: Limits, passwords: Sequence[str]
) -> AbstractContextManager[Opened]:
    if kind is Parcel.MAIL:
        return opened_mail(path, limits)
    return (opened_zip if kind is Parcel.ZIP else opened_seven_zip)(path, limits, passwords)


def _refuse_size(arrival: Arrival, kind: Parcel) -> None:
    assert arrival.path is not None
    if kind is Parcel.MAIL:
        read_file(arrival.path)
    elif arrival.path.stat().st_size > _BYTES:
        raise KnownError("archive-unpacks", file=arrival.name)


def _damaged_report() -> KnownError:
    return KnownError("bundle-container", reason="beginning")


def _own_form(path: Path, error: KnownError) -> KnownError:
    """What is said of a workbook that is the empty form of this program; `error` for any other file."""
    is_filled = is_template_filled(path) if error.code == "foreign-workbook" else None
    if is_filled is None:
        return error
    return (
        KnownError("foreign-template", file=path.name) if is_filled else KnownError("opened-empty-template")
    )
