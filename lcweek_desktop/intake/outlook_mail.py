"""The attachments of a mail that Outlook saved as .msg, taken out within bounds.

Runs inside the worker process and nowhere else. Source: [MS-OXMSG] 2.1 to 2.2; [MS-OXPROPS] for the numbers
of the properties.
"""

from __future__ import annotations

import io
import struct
from typing import Final

from lcweek_desktop.domain.passed_over import passed_over
from lcweek_desktop.intake.compound_file import CompoundFile, Entry
from lcweek_desktop.intake.member_names import way_of
from lcweek_desktop.intake.members import Members

_BROKEN: Final = (ValueError, struct.error)
_ATTACHED: Final = "__attach_version1.0_#"
_CONTENT, _MAIL_INSIDE = "__substg1.0_37010102", "__substg1.0_3701000D"
_NAMES: Final = ("3707", "3704", "3001")
"""The long name, the short one, and the one that is shown."""
_SUBJECT, _SENDER_NAME, _SENDER_ADDRESSES, _CONTENT_ID = "0037", "0C1A", ("5D01", "0C1F"), "3712"
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp")
_DEPTH: Final = 3
"""The most mails within each other that are looked into."""


def write_outlook_attachments(data: bytes, members: Members) -> str:
    """Write the attachments of the mail `data` to `members`, also those of mails that are attached; who sent
    it. One that is damaged is listed with `archive-member-damaged`. Raises ValueError, or struct.error, for a
    mail that is broken, and KnownError as `Members`."""
    file = CompoundFile(data)
    _write(file, file.root, members, "", 0)
    found = file.inside(file.root)
    name = _text(file, found, _SENDER_NAME)
    addresses = (_text(file, found, number) for number in _SENDER_ADDRESSES)
    address = next((each for each in addresses if "@" in each), "")
    return f"{name} <{address}>" if name and address and name != address else name or address


def _write(file: CompoundFile, mail: Entry, members: Members, before: str, depth: int) -> None:
    for title, entry in sorted(file.inside(mail).items()):
        if title.startswith(_ATTACHED):
            _write_attachment(file, file.inside(entry), members, before, depth)


def _write_attachment(
    file: CompoundFile, found: dict[str, Entry], members: Members, before: str, depth: int
) -> None:
    if (mail := found.get(_MAIL_INSIDE)) is not None and depth < _DEPTH:
        subject = _text(file, file.inside(mail), _SUBJECT).replace("/", "-")
        _write(file, mail, members, f"{before}{subject or 'thư'}/", depth + 1)
        return
    if _CONTENT not in found:
        return
    names = (_text(file, found, number) for number in _NAMES)
    way = way_of(before + (next(filter(None, names), "") or f"tệp {len(members.entries) + 1}"))
    last = way.rpartition("/")[2]
    if passed_over(way) is not None:
        members.pass_over(way)
        return
    try:
        content = file.content(found[_CONTENT])
        is_shown = bool(_text(file, found, _CONTENT_ID)) and last.lower().endswith(_PICTURES)
    except _BROKEN:
        members.refuse(way, "archive-member-damaged", file=last)
        return
    members.write(way, io.BytesIO(content), inline=is_shown)


def _text(file: CompoundFile, found: dict[str, Entry], number: str) -> str:
    """The text of the property `number`; empty when there is none."""
    for kind, code in (("001F", "utf-16-le"), ("001E", "cp1258")):
        if (entry := found.get(f"__substg1.0_{number}{kind}")) is not None:
            return " ".join(file.content(entry).decode(code, "replace").rstrip("\0").split())
    return ""
