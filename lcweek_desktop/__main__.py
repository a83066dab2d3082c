"""`lcweek`: the window when there are no arguments or they name files, otherwise the command line.

Each is imported only when it is needed.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

WORKER = "--worker"
"""The first argument of the short-lived process in which intake opens files from other people."""
_ONLY_FILES = "--"
"""Before file names that could be anything else."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code.

    `argv` are the arguments without the program's name; None means those in sys.argv.
    """
    if argv is None:
        _restart_in_utf8()
    _ensure_output()
    _write_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] == _ONLY_FILES:
        return _open_window(arguments[1:])
    if _names_file(arguments[0]):
        return _open_window(arguments)
    if arguments[0] == WORKER:
        from lcweek_desktop.intake import worker

        return worker.main(arguments[1:])
    from lcweek_desktop.cli import app

    return app.main(arguments)


def _names_file(argument: str) -> bool:
    """Whether `argument` is a file to be opened and not a command or an option.

    No command has a dot or a separator in its name; a file that has neither must be there.
    """
    if not argument or argument.startswith("-"):
        return False
    if any(mark in argument for mark in (".", "/", os.sep)):
        return True
    from lcweek_desktop.cli import app

    return argument not in app.lcweek.commands and Path(argument).exists()


def _open_window(files: Sequence[str]) -> int:
    try:
        if not _has_screen():
            return _report_no_window("máy này không có màn hình")
        from lcweek_desktop.ui.shell import application
    except ImportError as error:
        return _report_no_window(f"thiếu thư viện hệ thống ({error})")
    return application.main([_absolute(file) for file in files if file])


def _absolute(file: str) -> Path:
    """The path of `file` for a process that works in another folder."""
    try:
        return Path(file).absolute()
    except OSError:  # the working folder is gone, and with it the file
        return Path(os.sep, file)


def _report_no_window(reason: str) -> int:
    sys.stderr.write(
        f"Không mở được cửa sổ: {reason}; dữ liệu không thay đổi. "
        "Hãy dùng dòng lệnh: lcweek --help liệt kê các lệnh.\n"
    )
    return 2


def _has_screen() -> bool:
    """Whether there is a screen. Where there is none, Qt would end the process, so this is asked first."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _restart_in_utf8() -> None:
    """Start this process once more in UTF-8 where arguments and file names are read as ASCII, with LC_ALL=C
    and Python's own remedies switched off. Their Vietnamese letters would be lost otherwise."""
    if sys.getfilesystemencoding() != "utf-8" and not getattr(sys, "frozen", False):
        environment = {**os.environ, "PYTHONUTF8": "1"}  # the worker process inherits it
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)


def _ensure_output() -> None:
    """Give the process stdout and stderr that go nowhere, where it has none (Windows without a console)."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end


def _write_utf8() -> None:
    """Write UTF-8. On Windows a pipe or file would get an old code page, which lacks Vietnamese letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
