"""A sent file on its way: onto a memory stick, or into a message for the mail program.

Source: docs/adr/0126-handing-over.md.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.caps import MAX_FILE_BYTES
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.export import free_path, make_folder, write_file
from lcweek_desktop.services.workspace.user_files import read_file

_FOLDER: Final = "mail"
_TYPES: Final = {".pdf": ("application", "pdf")}
_OTHER: Final = ("application", "octet-stream")


def copy_to(file: Path, folder: Path, most: int = MAX_FILE_BYTES) -> Path:
    """Copy `file`, of at most `most` bytes, into `folder`, flushed to its disk and read back, and return the
    copy.

    Another file of its name stays, and the copy gets a number. Raises KnownError `file-…` or `export-…`.
    """
    data = read_file(file, most)
    copy = free_path(folder, file.name, data)
    write_file(copy, data)
    return copy


def write_mail(context: AppContext, file: Path, subject: str, text: str) -> Path:
    """Write a message with `file` attached, which a mail program opens as one to be sent (`X-Unsent`), and
    return it. It has no address, and takes the place of the last one in the data folder.

    The same message gives the same bytes. Raises KnownError `file-…` or `export-…`.
    """
    data = read_file(file)
    message = EmailMessage(SMTP)
    message["Subject"] = subject
    message["X-Unsent"] = "1"
    message.set_content(text)
    main, sub = _TYPES.get(file.suffix.lower(), _OTHER)
    message.add_attachment(data, maintype=main, subtype=sub, filename=file.name)
    message.set_boundary(f"lcweek-{sha256(data).hexdigest()[:32]}")
    target = context.home / _FOLDER / "gui-bao-cao.eml"
    make_folder(target.parent)
    write_file(target, message.as_bytes())
    return target
