"""Photos for a report, from files of any origin. Source: forms-and-rules.md, Photos."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake import worker


def reencode_photo(path: Path) -> bytes:
    """The picture at `path` as the JPEG a report keeps (see picture.reencode); the file is only read.

    Raises KnownError `photo-missing`, `photo-not-picture`, `photo-too-many-pixels`, `photo-unreadable` or
    `intake-worker-died`.
    """
    return _made("photo", path)


def reencode_scan(path: Path) -> bytes:
    """A picture of a signed sheet as the JPEG that travels (see picture.scan). Raises as `reencode`."""
    return _made("scan", path)


def shrink_pdf(path: Path) -> bytes:
    """A PDF of signed sheets as pictures that may travel (see scanned.lighten).

    Raises KnownError `photo-missing`, `scan-unreadable`, `scan-too-large` or `intake-worker-died`.
    """
    return _made("lighten", path)


def picture_to_pdf(path: Path) -> bytes:
    """A picture of a signed sheet as a PDF of one page (see scanned.sheet). Raises as `reencode`."""
    return _made("sheet", path)


def reencode_rotated_photo(path: Path) -> bytes:
    """The picture at `path` a quarter to the right (see picture.turn). Raises as `reencode`."""
    return _made("turn", path)


def _made(job: str, path: Path) -> bytes:
    if not path.is_file():
        raise KnownError("photo-missing", file=path.name)
    # A virus scanner on Windows may still hold the new file; a left-over in the system's folder does no harm.
    with TemporaryDirectory(prefix="lcweek-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "photo.jpg"
        worker.ask(job, path, target)
        return target.read_bytes()
