"""The attachments of a mail that was saved as a file (.eml or .msg), taken out within bounds.

Runs inside the worker process and nowhere else. Source: RFC 5322, RFC 2045 to 2047, RFC 2231.
"""

from __future__ import annotations

import email
import io
import mimetypes
import struct
from collections.abc import Iterator
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from pathlib import Path
from typing import Final, TypeAlias

from lcweek_desktop.domain.passed_over import passed_over
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.member_names import way_of
from lcweek_desktop.intake.members import Limits, Members
from lcweek_desktop.intake.outlook_mail import BEGINS, write_outlook_attachments

_Part: TypeAlias = "Message[str, str]"

_BROKEN: Final = (
    struct.error,
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
)
"""What reading a mail that nobody's program wrote may raise."""
_LONGEST_SENDER: Final = 200
_ENDINGS: Final = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


class _Utf8Headers(Compat32):
    """Headers whose bytes say no code are UTF-8, which programs write though they should not."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def write_attachments(source: Path, target: Path, limits: Limits) -> None:
    """Write the attachments of the mail `source` into the folder `target` (members.Members), with who sent
    it; a mail that is attached is one of them, and not looked into.

    Raises KnownError `mail-damaged` for a mail that is broken, `archive-unpacks` or `archive-many` for too
    much.
    """
    members = Members(source, target, limits)
    try:
        data = source.read_bytes()
        write = write_outlook_attachments if data.startswith(BEGINS) else _write_parts
        sender = write(data, members)[:_LONGEST_SENDER]
    except _BROKEN as error:
        raise KnownError("mail-damaged", file=source.name) from error
    members.finish(sender=sender)


def _write_parts(data: bytes, members: Members) -> str:
    """Write the attachments of the mail `data` to `members`; who sent it."""
    message = email.message_from_bytes(data, policy=_Utf8Headers())
    for part in _attached(message):
        _write(part, members)
    return _text(message["From"])


def _attached(part: _Part) -> Iterator[_Part]:
    """The parts that are files, in their order."""
    if part.get_content_type() == "message/rfc822":
        yield part
    elif part.is_multipart():
        for each in part.get_payload():
            if isinstance(each, Message):
                yield from _attached(each)
    elif part.get_filename() or part.get_content_maintype() not in ("text", "multipart"):
        yield part


def _write(part: _Part, members: Members) -> None:
    way = way_of(_name(part, len(members.entries) + 1))
    if passed_over(way) is not None:
        members.pass_over(way)
        return
    content = _content(part)
    if len(content) > members.limits.single:
        members.refuse(way, "file-too-large", file=way.rpartition("/")[2], most=members.limits.single >> 20)
        return
    is_inline = part.get_content_maintype() == "image" and part["Content-ID"] is not None
    members.write(way, io.BytesIO(content), inline=is_inline)


def _content(part: _Part) -> bytes:
    if part.get_content_type() == "message/rfc822":
        return _attached_mail(part).as_bytes()
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _attached_mail(part: _Part) -> _Part:
    payload = part.get_payload()
    if not isinstance(payload, list) or not isinstance(payload[0], Message):
        raise ValueError("no mail inside")
    return payload[0]


def _name(part: _Part, number: int) -> str:
    named = _text(part.get_filename())
    if named:
        return named
    if part.get_content_type() == "message/rfc822":
        subject = _text(_attached_mail(part)["Subject"]).replace("/", "-")
        return f"{subject or f'thư {number}'}.eml"
    kind = part.get_content_type()
    return f"tệp {number}{_ENDINGS.get(kind) or mimetypes.guess_extension(kind) or ''}"


def _text(value: object) -> str:
    """A header as people read it: encoded words are read, and bytes that name no code are UTF-8."""
    if value is None:
        return ""
    try:
        parts = decode_header(str(value))
    except HeaderParseError:
        parts = [(str(value), None)]
    text = "".join(part if isinstance(part, str) else _decoded(part, code) for part, code in parts)
    return " ".join(text.split())


def _decoded(data: bytes, code: str | None) -> str:
    try:
        return data.decode(code or "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")
