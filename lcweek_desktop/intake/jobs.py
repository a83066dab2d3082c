"""What the program has the worker process do with files made by somebody else; they are only read.

Every function raises KnownError `photo-missing` when there is no file at the path, `file-unreadable` when it
cannot be read, `temporary-…` when there is no room for its result, `intake-pdf-…` for a PDF that is not
opened (`foreign_pdf.open_foreign_pdf`), and `intake-too-long`, `intake-memory` or `intake-crashed` when the
process ended before its work was done.
"""

from __future__ import annotations

import atexit
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from lcweek_desktop.domain.foreign_table import ForeignFile, foreign_from_json
from lcweek_desktop.errors import KnownError, is_too_long, system_reason
from lcweek_desktop.intake.members import LIST, Limits
from lcweek_desktop.intake.worker import Job
from lcweek_desktop.intake.worker_process import WorkerProcess
from lcweek_desktop.temporary_folder import temporary_folder

_WORKER: Final = WorkerProcess()
atexit.register(_WORKER.close)


class Attachment(NamedTuple):
    """A file attached to a PDF: its name there, empty for none, and where its content lies for now."""

    name: str
    file: Path


def reencode_photo(path: Path) -> bytes:
    """The picture at `path` as the JPEG that a report keeps (picture.write_photo).

    Raises KnownError `photo-not-picture`, `photo-heic`, `photo-too-many-pixels` or `photo-unreadable`.
    """
    return _result(Job.PHOTO, path)


def day_taken(path: Path) -> date | None:
    """The day on which the picture at `path` says that it was taken; None where it does not say one."""
    with suppress(ValueError):
        return date.fromisoformat(_result(Job.DAY_TAKEN, path).decode("ascii"))
    return None


def reencode_rotated_photo(path: Path) -> bytes:
    """The same, turned a quarter to the right. Raises as `reencode_photo`."""
    return _result(Job.ROTATED_PHOTO, path)


def reencode_printed_photo(jpeg: bytes, box: tuple[int, int]) -> bytes:
    """A copy of a photo for the album page, within `box`, in pixels (picture.write_printed_photo).

    Raises as `reencode_photo`.
    """
    with temporary_folder() as folder:
        source, target = folder / "photo.jpg", folder / "printed.jpg"
        source.write_bytes(jpeg)
        _WORKER.run(Job.PRINTED_PHOTO, source, target, options={"box": box})
        return target.read_bytes()


def reencode_scan(path: Path) -> bytes:
    """A picture of signed paper as the JPEG that is sent (picture.write_scan). Raises as `reencode_photo`."""
    return _result(Job.SCAN, path)


def picture_to_pdf(path: Path) -> bytes:
    """A picture of signed paper as a PDF of one page (pdf_pages.write_sheet). Raises as `reencode_photo`."""
    return _result(Job.SHEET, path)


def shrink_pdf(path: Path) -> bytes:
    """A scanned PDF with its pages as pictures, small enough to be sent (pdf_pages.write_shrunk).

    Raises KnownError `scan-unreadable` or `scan-too-large`.
    """
    return _result(Job.SHRUNK_PDF, path)


def read_codes(path: Path) -> tuple[bytes, ...]:
    """What the QR codes on a picture or PDF of signed paper hold, unverified; empty when none can be read.

    Raises KnownError `scan-unreadable` for a PDF and as `reencode_photo` for a picture.
    """
    return tuple(map(bytes.fromhex, json.loads(_result(Job.CODES, path))))


def is_template_filled(path: Path) -> bool | None:
    """Whether anything was filled in the empty form that the workbook at `path` is; None for any other
    workbook, and for one that is broken."""
    is_filled: bool | None = json.loads(_result(Job.FILLING, path))
    return is_filled


class TemplateEntries(NamedTuple):
    """What stands in a filled empty form (docs/template.md): the words of its mark, and the lines, each with
    its hidden key and its texts from left to right."""

    mark: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]


def template_entries(path: Path) -> TemplateEntries | None:
    """What stands in the empty form that the workbook at `path` is; None for any other workbook, and for one
    that is broken."""
    read = json.loads(_result(Job.ENTRIES, path))
    if read is None:
        return None
    return TemplateEntries(read["mark"], tuple((key, tuple(texts)) for key, texts in read["lines"]))


def foreign_tables(path: Path) -> ForeignFile:
    """What stands in the workbook or text at `path`. Raises KnownError as `handmade_file.write_tables`."""
    return foreign_from_json(json.loads(_result(Job.TABLES, path)))


def table_rows(path: Path) -> tuple[tuple[str, ...], ...]:
    """The rows of the table at `path`, a workbook or text with separators, each its texts from left to right.

    Raises KnownError `table-password` or `table-unreadable`.
    """
    return tuple(map(tuple, json.loads(_result(Job.TABLE, path))))


@contextmanager
def attachments(pdf: bytes, name: str) -> Iterator[tuple[Attachment, ...]]:
    """The files attached to `pdf`, as files that are there within the block; errors call the PDF `name`.

    Raises KnownError `bundle-pdf-damaged` when it cannot be opened, or only by guessing where its parts are.
    """
    with temporary_folder() as folder:
        source, target = folder / "tep.pdf", folder / "attachments"
        source.write_bytes(pdf)
        target.mkdir()
        _WORKER.run(Job.ATTACHMENTS, source, target, name)
        names: list[str] = json.loads((target / "names.json").read_bytes())
        yield tuple(Attachment(name, target / str(number)) for number, name in enumerate(names))


class Member(NamedTuple):
    """A member of an archive or an attachment of a mail: the `way` to it inside, and where it lies for now.

    `file` is None for what was not taken out: because of `error`, or because nothing is wanted of it.
    `is_inline` says that it is a picture which the text of a mail shows.
    """

    way: str
    file: Path | None
    error: KnownError | None
    is_inline: bool


class Opened(NamedTuple):
    """What came out of an archive or a mail; `sender` is who sent a mail, empty for an archive."""

    members: tuple[Member, ...]
    sender: str


@contextmanager
def opened_zip(path: Path, limits: Limits, passwords: Sequence[str]) -> Iterator[Opened]:
    """The members of the ZIP archive at `path`, as files that are there within the block.

    Raises KnownError as `zip_archive.write_members`.
    """
    with _opened(Job.ZIP, path, limits, {"passwords": [*passwords]}) as opened:
        yield opened


@contextmanager
def opened_seven_zip(path: Path, limits: Limits, passwords: Sequence[str]) -> Iterator[Opened]:
    """The members of the 7z archive at `path`, as files that are there within the block.

    Raises KnownError as `seven_zip.write_members`.
    """
    with _opened(Job.SEVEN_ZIP, path, limits, {"passwords": [*passwords]}) as opened:
        yield opened


@contextmanager
def opened_mail(path: Path, limits: Limits) -> Iterator[Opened]:
    """The attachments of the mail at `path`, as files that are there within the block.

    Raises KnownError as `mail.write_attachments`.
    """
    with _opened(Job.MAIL, path, limits, {}) as opened:
        yield opened


@contextmanager
def _opened(job: Job, path: Path, limits: Limits, options: Mapping[str, object]) -> Iterator[Opened]:
    with temporary_folder() as folder:
        _WORKER.run(job, path, folder, options={"limits": asdict(limits), **options})
        listed = json.loads((folder / LIST).read_bytes())
        members = tuple(_member(folder, *each) for each in enumerate(listed["members"]))
        yield Opened(members, listed.get("sender", ""))


def _member(folder: Path, number: int, entry: Mapping[str, Any]) -> Member:
    file = folder / str(number) / entry["file"] if "file" in entry else None
    error = KnownError(entry["code"], **entry["context"]) if "code" in entry else None
    return Member(entry["way"], file, error, bool(entry.get("inline")))


def _result(job: Job, path: Path) -> bytes:
    if not _is_file(path):
        raise KnownError("photo-missing", file=path.name)
    with temporary_folder() as folder:
        target = folder / "photo"  # Pillow makes it the title of a PDF
        _WORKER.run(job, path, target)
        return target.read_bytes()


def _is_file(path: Path) -> bool:
    try:
        is_file = path.is_file()
        if not is_file and is_too_long(path):
            path.stat()  # raises what is_file keeps to itself
    except OSError as error:  # a name no system takes, or in a folder that may not be looked into
        raise KnownError("file-unreadable", file=path.name, reason=system_reason(error)) from error
    return is_file
