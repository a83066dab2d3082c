"""`lcweek`: without arguments the window, otherwise the command line; each is imported only when needed."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

WORKER = "--worker"
"""First argument of the short-lived process in which intake opens foreign files."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; `argv` is without the program's name, None means sys.argv."""
    _have_output()
    _speak_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments:
        return _window()
    if arguments[0] == WORKER:
        from lcweek_desktop.intake import worker

        return worker.main(arguments[1:])
    from lcweek_desktop.cli import app

    return app.main(arguments)


def _window() -> int:
    try:
        if not _has_screen():
            return _no_window("máy này không có màn hình")
        from lcweek_desktop.ui.shell import application
    except ImportError as error:
        return _no_window(f"thiếu thư viện hệ thống ({error})")
    return application.main()


def _no_window(reason: str) -> int:
    sys.stderr.write(
        f"Không mở được cửa sổ: {reason}; dữ liệu không thay đổi. "
        "Hãy dùng dòng lệnh: lcweek --help liệt kê các lệnh.\n"
    )
    return 2


def _has_screen() -> bool:
    """Qt ends the process where it finds none, so it is asked for before."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _have_output() -> None:
    """A program of Windows without a console has none; what is said there is said to nobody."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the end


def _speak_utf8() -> None:
    """On Windows a pipe or a file would get the system's old code page, which lacks Vietnamese letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
