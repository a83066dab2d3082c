"""On Linux: that a double click on a file of ours opens it with this program, for the user who wants it.

Everything lies in the user's own folder of data (XDG_DATA_HOME). On Windows this is the installer's work.
Source: docs/adr/0105-a-file-opens-the-window.md.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from lcweek_desktop.catalogue.program import TITLE
from lcweek_desktop.errors import KnownError
from lcweek_desktop.paths import resources_dir
from lcweek_desktop.services.workspace.export import known_export_errors, make_folder, write_file

_TYPES: Final = {
    "application/x-lcweek": ("*.lcweek", "Tệp báo cáo"),
    "application/x-lcweek-machine": ("*.lcwmove", "Tệp chuyển máy"),
    "application/x-lcweek-backup": ("*.lcwbak", "Tệp sao lưu"),
}
"""Pattern and name of each type of file. PDFs stay with the program that shows them."""
_ENTRY: Final = "lcweek.desktop"
_SECONDS: Final = 60
"""The longest that a tool of the system may take."""


def is_offered() -> bool:
    """Whether this system has associations that a user makes."""
    return sys.platform == "linux"


def is_associated() -> bool:
    """Whether files of ours are opened by this program, as it is installed now."""
    files = _files()
    try:
        return all(file.read_bytes() == content for file, content in files.items())
    except OSError:
        return False


def associate() -> tuple[Path, ...]:
    """Let files of ours be opened by this program; the files that say so.

    Raises KnownError `associate-system` where the system has no such associations, `associate-tool` where
    `update-mime-database` is missing, or `export-…`; in the last case some of the files may be there.
    """
    _refuse_other_systems()
    files = _files()
    for file, content in files.items():
        make_folder(file.parent)
        write_file(file, content)
    _tell_system()
    return tuple(files)


def dissociate() -> tuple[Path, ...]:
    """Take the association away again; the files that said so. Raises as `associate`."""
    _refuse_other_systems()
    files = tuple(_files())
    for file in files:
        with known_export_errors(file):
            file.unlink(missing_ok=True)
    _tell_system()
    return files


def _refuse_other_systems() -> None:
    if not is_offered():
        raise KnownError("associate-system")
    if shutil.which("update-mime-database") is None:
        raise KnownError("associate-tool")


def _files() -> Mapping[Path, bytes]:
    """The files of the association, with their content."""
    data = _data_folder()
    return {
        data / "mime" / "packages" / "lcweek.xml": _mime_types().encode(),
        data / "icons" / "hicolor" / "256x256" / "apps" / "lcweek.png": _icon(),
        data / "applications" / _ENTRY: _desktop_entry().encode(),
    }


def _data_folder() -> Path:
    chosen = os.environ.get("XDG_DATA_HOME", "")
    return Path(chosen) if Path(chosen).is_absolute() else Path.home() / ".local" / "share"


def _icon() -> bytes:
    return (resources_dir() / "icons" / "lcweek.png").read_bytes()


def _mime_types() -> str:
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">',
            *_mime_type_lines(),
            "</mime-info>\n",
        )
    )


def _mime_type_lines() -> Iterator[str]:
    for kind, (pattern, name) in _TYPES.items():
        yield f'  <mime-type type="{kind}">'
        yield f"    <comment>{name}</comment>"
        yield '    <icon name="lcweek"/>'
        yield f'    <glob pattern="{pattern}"/>'
        yield "  </mime-type>"


def _desktop_entry() -> str:
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            f"Name={TITLE}",
            f"Exec={' '.join(map(_quoted, _program()))} %F",
            "Icon=lcweek",
            "Terminal=false",
            "Categories=Office;",
            f"MimeType={';'.join(_TYPES)};",
            "StartupWMClass=lcweek\n",
        )
    )


def _program() -> list[str]:
    """The words that start the program: its own file, or Python with the package."""
    own = Path(sys.executable).with_name("lcweek")
    return [str(own)] if own.is_file() else [sys.executable, "-m", "lcweek_desktop"]


def _quoted(word: str) -> str:
    """`word` as a desktop entry takes it: quoted for the command line, then escaped as a value."""
    quoted = re.sub(r'(["`$\\])', r"\\\1", word).replace("%", "%%")
    return '"' + quoted.replace("\\", "\\\\") + '"'


def _tell_system() -> None:
    """Let the system read the files now."""
    data = _data_folder()
    _run("update-mime-database", data / "mime")
    if (
        not _run("update-desktop-database", data / "applications")
        and (data / "applications" / _ENTRY).exists()
    ):
        _run("xdg-mime", "default", _ENTRY, *_TYPES)


def _run(tool: str, *words: str | Path) -> bool:
    """Run a tool of the system; whether it is there."""
    found = shutil.which(tool)
    if found is not None:
        subprocess.run([found, *words], capture_output=True, timeout=_SECONDS, check=False)
    return found is not None
