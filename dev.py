#!/usr/bin/env python3
"""Everything an engineer types, on a bare machine as on a settled one. Standard library only.

    python3 dev.py run [-- ARGS]     the program: ARGS are its command line; without them, the window
    python3 dev.py test [-- ARGS]    check, then the tests; ARGS go to pytest
    python3 dev.py check             lint, types, import contracts
    python3 dev.py bench [-- NAMES]  the benchmarks: a table, and build/bench.json
    python3 dev.py build             the program as one folder, which then does a day's work
    python3 dev.py shots             pictures of the screens
    python3 dev.py windows           run, test and build under wine; on Linux (docs/windows.md)

The first time makes .venv from requirements.lock; after that nothing is fetched and the network may be off.
From then on .venv/bin/lcweek (on Windows .venv\\Scripts\\lcweek.cmd) is the program's command line.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is what must be told
    sys.exit(f"dev.py needs Python 3.11 or later; this is {sys.version.split()[0]}.")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
DEMO = ROOT / "demo"
DEMO_MARK = ".lcweek-demo"

# The shared libraries that PySide6's QtWidgets, its xcb and its offscreen platform load from the system
# (objdump -p on the installed wheel), and the Debian package of each; what those bring along is left out.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}

# Programs of others that tests hold our files against, and the Debian packages that bring them.
OUTSIDE_PROGRAMS = {
    "minisign": "minisign",
    "qpdf": "qpdf",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "pdffonts": "poppler-utils",
    "soffice": "libreoffice-calc-nogui libreoffice-writer-nogui",
    "update-mime-database": "shared-mime-info",
    "wine": "wine wine64",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "makensis": "nsis",
}

# The command line in .venv. It finds the checkout by its own place, so that the folder may be moved; a link
# to it is followed, a .venv that is itself a link is not.
POSIX_LAUNCHER = """\
#!/bin/sh
self=$0; [ -L "$self" ] && self=$(readlink -f "$self")
root=$(CDPATH= cd -- "$(dirname -- "$self")/../.." && pwd) || exit
export PYTHONPATH="$root${PYTHONPATH:+:$PYTHONPATH}"; exec "$root/.venv/bin/python" -P -m lcweek_desktop "$@"
"""
WINDOWS_LAUNCHER = """\
@setlocal & if defined PYTHONPATH set "PYTHONPATH=;%PYTHONPATH%"
@set "PYTHONPATH=%~dp0..\\..%PYTHONPATH%" & "%~dp0python.exe" -P -m lcweek_desktop %*
"""

PINNED = re.compile(r"[a-z0-9][a-z0-9-]*==\S+( ; [^;]+?)?(\s+--hash=sha256:[0-9a-f]{64})+")


def main(argv: list[str]) -> int:
    """Run one command; the rest of the line, less a leading `--`, is handed on."""
    speak_utf8()
    command = COMMANDS.get(argv[0] if argv else "")
    if command is None:
        print(__doc__)
        return 0 if argv in ([], ["-h"], ["--help"]) else 2
    rest = argv[1:]
    return command(rest[1:] if rest[:1] == ["--"] else rest)


def run(args: list[str]) -> int:
    """The program; without arguments its window, or the demo where no window can open."""
    window = not args and has_display()
    prepare(needs_qt=window)
    if args or window:
        return lcweek(args)
    clear_demo(DEMO)
    print("Máy này không có màn hình nên không mở được cửa sổ; phần trình diễn chạy trên dòng lệnh.")
    print("(No display here: running the demo.)", flush=True)
    return lcweek(["demo", str(DEMO)])


def test(args: list[str]) -> int:
    """Check, then pytest, whose own summary closes the output; non-zero if either failed."""
    prepare(needs_qt=True)
    failed = failed_checks()
    for program, packages in missing_programs().items():
        print(f"Not installed: {program} ({packages}); the tests that need it are skipped.", flush=True)
    code = in_venv("-m", "pytest", "-n", "auto", "--maxprocesses", "4", *args)
    if failed:
        print(f"Failed before the tests: {', '.join(failed)}.", file=sys.stderr)
    return code or int(bool(failed))


def check(args: list[str]) -> int:
    """Lint, types for Linux and Windows, and the import contracts of pyproject.toml."""
    prepare(needs_qt=False)
    failed = failed_checks()
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return int(bool(failed))


def bench(args: list[str]) -> int:
    """Run tests/benchmarks/bench_*.py, or those whose names are given."""
    prepare(needs_qt=False)
    return in_venv("tests/benchmarks", *args)


def build(args: list[str]) -> int:
    """The program as one folder, build/dist/lcweek; then it does a day's work there (tests/frozen.py)."""
    prepare(needs_qt=True)
    folders = ["--distpath", str(ROOT / "build" / "dist"), "--workpath", str(ROOT / "build" / "work")]
    code = in_venv(
        "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", *folders, "pyinstaller.spec", *args
    )
    return code or in_venv("-m", "tests.frozen", str(ROOT / "build" / "dist" / "lcweek"))


def shots(_args: list[str]) -> int:
    """Pictures of every page into docs/screenshots/."""
    prepare(needs_qt=True)
    return in_venv("-m", "tests.shots")


def windows(args: list[str]) -> int:
    """The same on a Windows under wine; `windows test -- ARGS` and the like (windows/__main__.py)."""
    prepare(needs_qt=False)
    return subprocess.call([str(venv_python(VENV)), "-P", "-m", "windows", *args], env=program_env())


COMMANDS = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "build": build,
    "shots": shots,
    "windows": windows,
}


def lcweek(args: list[str]) -> int:
    """The program itself, in the caller's folder, so that ARGS may name files there."""
    return subprocess.call([str(venv_python(VENV)), "-P", "-m", "lcweek_desktop", *args], env=program_env())


def in_venv(*args: str) -> int:
    """The Python of .venv, in the repository. (The scripts beside it would break when the folder moves.)"""
    return subprocess.call([str(venv_python(VENV)), *args], cwd=ROOT, env=program_env())


def program_env() -> dict[str, str]:
    """This environment, in which Python finds the package without its being installed."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def failed_checks() -> list[str]:
    """Run every check, even after one failed; the names of those that did."""
    windows = ".mypy_cache/win32"  # of its own, as each platform would throw away the other's
    lint_imports = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    checks = {
        "ruff check": ["-m", "ruff", "check", "--quiet", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "--quiet", "."],
        "mypy": ["-m", "mypy", "--no-error-summary"],
        "mypy for Windows": [
            "-m",
            "mypy",
            "--no-error-summary",
            "--platform=win32",
            f"--cache-dir={windows}",
        ],
        "import contracts": ["-c", lint_imports, "--no-logo"],
    }
    return [name for name, command in checks.items() if in_venv(*command) != 0]


def missing_programs() -> dict[str, str]:
    """The outside programs that are not on PATH, with the packages that bring them."""
    return {name: packages for name, packages in OUTSIDE_PROGRAMS.items() if not shutil.which(name)}


def has_display() -> bool:
    """Whether a window could open here."""
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def clear_demo(folder: Path) -> None:
    """Leave an empty folder carrying our mark; one without the mark is somebody's and stays untouched."""
    if folder.is_symlink() or (folder.exists() and not (folder / DEMO_MARK).is_file()):
        sys.exit(f"{folder} is not a demo of dev.py and stays as it is; please move it away first.")
    try:
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir()
    except OSError as error:
        sys.exit(f"{folder} cannot be made anew ({error}); please close what is open in it.")
    (folder / DEMO_MARK).touch()


def prepare(needs_qt: bool) -> None:
    """A finished .venv, and Qt's system libraries where they can be had or the command needs them."""
    ready = is_ready(VENV, LOCK)
    venv = [] if ready or has_venv_module() else [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]
    missing = venv + missing_qt_packages()
    if missing and not apt_install(missing) and (venv or needs_qt):
        sys.exit(f"System packages are missing. Please type\n    {apt_line(missing)}\nand run this again.")
    if not ready:
        make_venv(VENV, LOCK)
    write_launcher(VENV)


def is_ready(venv: Path, lock: Path) -> bool:
    """Whether the .venv was finished, from this very lock, by a Python that is still the same."""
    try:
        return stamp_path(venv).read_text(encoding="utf-8") == stamp_text(venv, lock)
    except (OSError, subprocess.SubprocessError):
        return False


def stamp_path(venv: Path) -> Path:
    return venv / "lcweek-stamp"


def stamp_text(venv: Path, lock: Path) -> str:
    """SHA-256 of the lock, and the version of the Python that .venv starts.

    Raises OSError or SubprocessError where it starts none (a half-made .venv, a Python removed since).
    """
    version = "import sys; print('%d.%d' % sys.version_info[:2])"
    answer = subprocess.run(
        [str(venv_python(venv)), "-I", "-S", "-c", version], check=True, capture_output=True, text=True
    )
    # As text: a checkout on Windows may have other line ends, and is the same lock.
    digest = hashlib.sha256(lock.read_text(encoding="utf-8").encode()).hexdigest()
    return f"{digest} {answer.stdout.strip()}\n"


def venv_python(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def launcher_path(venv: Path) -> Path:
    return venv / ("Scripts/lcweek.cmd" if sys.platform == "win32" else "bin/lcweek")


def write_launcher(venv: Path) -> None:
    """Put the program's command line into .venv; a .venv that cannot be written to does without."""
    text, newline = (WINDOWS_LAUNCHER, "\r\n") if sys.platform == "win32" else (POSIX_LAUNCHER, "\n")
    path = launcher_path(venv)
    with contextlib.suppress(OSError):
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline=newline)
            path.chmod(0o755)


def make_venv(venv: Path, lock: Path) -> None:
    """Make .venv anew and write its stamp last, so that one cut short is never taken for finished."""
    faults = lock_faults(lock.read_text(encoding="utf-8"))
    if faults:
        sys.exit(f"{lock.name} cannot be used: {faults[0]}")
    if Path(sys.prefix).resolve() == venv.resolve():
        sys.exit(f"{venv.name} must be made anew; please run this with the Python outside it.")
    print("Making .venv from requirements.lock (the first time takes a few minutes) ...", flush=True)
    if venv.exists():
        shutil.rmtree(venv)
    pip = [str(venv_python(venv)), "-I", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    try:
        subprocess.run([sys.executable, "-I", "-m", "venv", str(venv)], check=True)
        subprocess.run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)], check=True)
        stamp_path(venv).write_text(stamp_text(venv, lock), encoding="utf-8", newline="\n")
    except subprocess.CalledProcessError:
        sys.exit("requirements.lock could not be installed; the first time needs the network.")


def lock_faults(lock: str) -> list[str]:
    """What a lock must not hold: an address, an option, a version left open, a package without a hash."""
    faults = []
    for line in lock.replace("\\\n", " ").splitlines():
        comment = not line.strip() or line.startswith("#")
        if "://" in line or not (comment or PINNED.fullmatch(line.strip())):
            faults.append(f"“{line[:60]}” is not one package with its version and hashes, and nothing else.")
    return faults


def has_venv_module() -> bool:
    """Debian keeps what makes a .venv in a package of its own."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def missing_qt_packages() -> list[str]:
    """Packages of the libraries that the system's loader does not find; none but on Linux."""
    if sys.platform != "linux":
        return []
    return [package for library, package in QT_LIBRARIES.items() if not loads(library)]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_line(packages: list[str]) -> str:
    """The one line to type where this is not root; on other systems it at least names what is missing."""
    return f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages; False, with nothing done, where this is no Debian or not root."""
    if sys.platform == "win32" or not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"Installing {' '.join(packages)} ...", flush=True)
    subprocess.call(["apt-get", "update", "-qq"], env=environment)
    return subprocess.call([*apt_line(packages).split()[1:], "-qq"], env=environment) == 0


def speak_utf8() -> None:
    """Vietnamese comes out whole on any console and in any pipe."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
