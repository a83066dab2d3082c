"""The attachments of a mail that Outlook saved as .msg, taken out within bounds.

Runs inside the worker process and nowhere else. Source: [MS-OXMSG] 2.1 to 2.2; [MS-OXPROPS] for the numbers
of the properties.
"""

from __future__ import annotations

import io
import struct
from typing import Final, TypeAlias

from olefile import OleFileIO

from lcweek_desktop.domain.passed_over import passed_over
from lcweek_desktop.intake.member_names import way_of
from lcweek_desktop.intake.members import Members

BEGINS: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of a compound file, in which Outlook keeps a mail."""
_BROKEN: Final = (OSError, ValueError, IndexError, struct.error)
"""What olefile raises for what is broken."""
_ATTACHED: Final = "__attach_version1.0_#"
_CONTENT, _MAIL_INSIDE = "__substg1.0_37010102", "__substg1.0_3701000D"
_NAMES: Final = ("3707", "3704", "3001")
"""The long name, the short one, and the one that is shown."""
_SUBJECT, _SENDER_NAME, _SENDER_ADDRESSES, _CONTENT_ID = "0037", "0C1A", ("5D01", "0C1F"), "3712"
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".bmp")
_DEPTH: Final = 3
"""The most mails within each other that are looked into."""

_Path: TypeAlias = tuple[str, ...]


def write_outlook_attachments(data: bytes, members: Members) -> str:
    """Write the attachments of the mail `data` to `members`, also those of mails that are attached; who sent
    it. One that is damaged is listed with `archive-member-damaged`. Raises ValueError for a mail that is
    broken, and KnownError as `Members`."""
    try:
        mail = _Mail(data)
        name = mail.text((), _SENDER_NAME)
        addresses = [mail.text((), number) for number in _SENDER_ADDRESSES]
    except _BROKEN as error:
        raise ValueError("mail") from error
    _write(mail, (), members, "", 0)
    address = next((each for each in addresses if "@" in each), "")
    return f"{name} <{address}>" if name and address and name != address else name or address


class _Mail:
    """The folders and files of the compound file `data`, by their paths."""

    def __init__(self, data: bytes) -> None:
        self._file = OleFileIO(io.BytesIO(data))
        self._paths: set[_Path] = {tuple(path) for path in self._file.listdir(streams=True, storages=True)}

    def has(self, path: _Path) -> bool:
        """Whether there is a folder or a file at `path`."""
        return path in self._paths

    def attachments(self, mail: _Path) -> list[_Path]:
        """The folders of what is attached to the mail in the folder `mail`, in their order."""
        inside = (path for path in self._paths if path[:-1] == mail)
        return sorted(path for path in inside if path[-1].startswith(_ATTACHED))

    def content(self, path: _Path) -> bytes:
        """The bytes of the file at `path`. Raises one of _BROKEN."""
        content: bytes = self._file.openstream(list(path)).read()
        return content

    def text(self, folder: _Path, number: str) -> str:
        """The text of the property `number` in `folder`; empty when there is none. Raises one of _BROKEN."""
        for kind, code in (("001F", "utf-16-le"), ("001E", "cp1258")):
            path = (*folder, f"__substg1.0_{number}{kind}")
            if self.has(path):
                return " ".join(self.content(path).decode(code, "replace").rstrip("\0").split())
        return ""


def _write(mail: _Mail, folder: _Path, members: Members, before: str, depth: int) -> None:
    for attachment in mail.attachments(folder):
        inside = (*attachment, _MAIL_INSIDE)
        if mail.has(inside) and depth < _DEPTH:
            subject = _text(mail, inside, _SUBJECT).replace("/", "-")
            _write(mail, inside, members, f"{before}{subject or 'thư'}/", depth + 1)
        elif mail.has((*attachment, _CONTENT)):
            _write_attachment(mail, attachment, members, before)


def _write_attachment(mail: _Mail, attachment: _Path, members: Members, before: str) -> None:
    names = (_text(mail, attachment, number) for number in _NAMES)
    way = way_of(before + (next(filter(None, names), "") or f"tệp {len(members.entries) + 1}"))
    last = way.rpartition("/")[2]
    if passed_over(way) is not None:
        members.pass_over(way)
        return
    try:
        content = mail.content((*attachment, _CONTENT))
    except _BROKEN:
        members.refuse(way, "archive-member-damaged", file=last)
        return
    is_shown = bool(_text(mail, attachment, _CONTENT_ID)) and last.lower().endswith(_PICTURES)
    members.write(way, io.BytesIO(content), inline=is_shown)


def _text(mail: _Mail, folder: _Path, number: str) -> str:
    """As `_Mail.text`; empty also for one that is damaged."""
    try:
        return mail.text(folder, number)
    except _BROKEN:
        return ""
