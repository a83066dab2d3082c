"""One thing that came: a file, a member of an archive, or an attachment of a mail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from lcweek_desktop.domain.passed_over import passed_over
from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.jobs import Member
from lcweek_desktop.services.receiving.foreign_file import (
    COMPOUND,
    Parcel,
    is_outlook_mail,
    is_report_beginning,
    parcel_kind,
)
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.workspace.user_files import kept_text, read_file

_HEAD = 1 << 13


@dataclass(frozen=True)
class Arrival:
    """One thing that came, of which receiving gives exactly one result, or one for each paper code on it.

    `file` is the file that people named, and `inside` are the names on the way to this thing in it, outermost
    first. `path` is where its bytes lie now, None when they were not taken out, because of `refusal` if there
    is one. `sender` is who sent the mail that it is or came with, empty for none. `is_inline` says that it is
    a picture which the text of a mail shows.
    """

    file: Path
    path: Path | None
    inside: tuple[str, ...] = ()
    sender: str = ""
    refusal: KnownError | None = None
    is_inline: bool = False

    @property
    def name(self) -> str:
        """Its own name, without the way to it."""
        return self.inside[-1].rpartition("/")[2] if self.inside else self.file.name

    @property
    def place(self) -> str:
        """What names it among all that ever came: a line for its file, and one for each name inside."""
        return "\n".join((kept_text(str(self.file.absolute())), *self.inside))

    def head(self) -> bytes:
        """Its first bytes; none when they cannot be read, which reading it whole will say."""
        try:
            if self.path is None or not self.path.is_file():
                return b""
            with self.path.open("rb") as file:
                return file.read(_HEAD)
        except OSError:
            return b""

    def parcel(self) -> Parcel | None:
        """Which parcel it is; None for a file that is received by itself."""
        head = self.head()
        if not head.startswith(COMPOUND) or self.path is None:
            return parcel_kind(head)
        try:
            return Parcel.MAIL if is_outlook_mail(read_file(self.path)) else None
        except KnownError:  # receiving it says so
            return None

    def passed_over(self) -> str | None:
        """Why it is no part of what people send and not looked at; None for what is looked at. A report is
        looked at whatever its name."""
        reason = passed_over(self.inside[-1] if self.inside else self.file.as_posix())
        return None if reason is None or is_report_beginning(self.head()) else reason

    def member(self, member: Member) -> Arrival:
        """`member` of this one, which is an archive or a mail."""
        return Arrival(
            self.file,
            member.file,
            (*self.inside, member.way),
            self.sender,
            member.error,
            member.is_inline,
        )

    def named(self, result: ReceiveResult) -> ReceiveResult:
        """`result` as one of this arrival."""
        return replace(result, file=self.file, inside=self.inside, place=self.place)
