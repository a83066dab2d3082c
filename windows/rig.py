"""A Windows under wine that has a Python of its own, made in the checkout from packages alone.

- wine and mingw come from the distribution.
- python311.dll, its .pyd files, SQLite and OpenSSL are those of the wheel in interpreter.lock, which has them
  to freeze games with. The library beside them is that of the Python that runs this, a 3.11, too.
- python.exe and python3.dll are compiled here. So are two libraries that Windows has had since 10 and wine 8
  lacks: they lie among the system's, in the wine prefix, and never beside a program.
- All other packages are the wheels for Windows that requirements.lock names.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path, PurePosixPath

from packaging.markers import Marker

import dev

HERE = Path(__file__).resolve().parent
INTERPRETER = HERE / "interpreter.lock"
RIG = dev.ROOT / ".windows"
PREFIX = RIG / "prefix"
SYSTEM = PREFIX / "drive_c" / "windows" / "system32"
PYTHON = RIG / "python"
PACKAGES = PYTHON / "Lib" / "site-packages"
STAMP = RIG / "stamp"

VERSION = "311"
LIBRARY = f"python{VERSION}.dll"
GCC, OBJDUMP = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-objdump"
PROGRAMS = {"wine": "wine wine64", GCC: "gcc-mingw-w64-x86-64"}
"""Programs that make and run the rig, with their Debian packages."""
DRIVERS = {"Xvfb": "xvfb", "xdotool": "xdotool"}
"""Programs that give a window a screen and keys."""

BESIDE_THE_PROGRAM = (LIBRARY, "VCRUNTIME140.dll")
LEFT_OUT = ("api-ms-win-", "ucrtbase.dll")
"""Libraries of the wheel that are Windows' own."""


def prepare() -> None:
    """A finished rig, anew when what it is made from changed. Raises SystemExit where it cannot be."""
    if sys.version_info[:2] != (3, 11):
        sys.exit(f"The interpreter of the rig is a Python 3.11, and this is {sys.version.split()[0]}.")
    install(PROGRAMS)
    if not is_ready():
        make()


def install(programs: dict[str, str]) -> None:
    """Have the programs there, from their Debian packages. Raises SystemExit where they cannot be had."""
    missing = [package for name, package in programs.items() if not shutil.which(name)]
    if missing and not dev.apt_install(missing):
        sys.exit(
            f"System packages are missing. Please type\n    {dev.apt_line(missing)}\nand run this again."
        )


def is_ready() -> bool:
    """Whether the rig was finished from just these files."""
    return STAMP.is_file() and STAMP.read_text(encoding="utf-8") == stamp_text()


def stamp_text() -> str:
    """SHA-256 of all that the rig is made from, and the version of the Python that gives its library."""
    digest = hashlib.sha256()
    for file in (dev.LOCK, INTERPRETER, Path(__file__), *sorted(HERE.glob("*.c"))):
        digest.update(file.read_bytes())
    return f"{digest.hexdigest()} {sys.version.split()[0]}\n"


def make() -> None:
    """Make the rig anew and write its stamp last, so that one cut short is never taken for finished."""
    print(f"Making {RIG.name}, the Windows of this checkout (the first time takes a minute) ...", flush=True)
    stop_wine()
    shutil.rmtree(RIG, ignore_errors=True)
    try:
        copy_interpreter()
        compile_programs()
        need_no_screen()
        install_packages()
    except subprocess.CalledProcessError as error:
        sys.exit(f"The rig could not be made: {Path(error.cmd[0]).name} failed.")
    STAMP.write_text(stamp_text(), encoding="utf-8", newline="\n")


def stop_wine() -> None:
    """End all programs of this prefix, and no other."""
    if PREFIX.exists():
        subprocess.call(["wineserver", "-k"], env=environment())


def copy_interpreter() -> None:
    """python3xx.dll and its libraries from the wheel, the rest of Python from the one that runs this."""
    (PYTHON / "DLLs").mkdir(parents=True)
    pip("download", "--dest", str(RIG), "--require-hashes", "-r", str(INTERPRETER))
    (wheel,) = RIG.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for name in map(PurePosixPath, archive.namelist()):
            if name.parts[0] == "deploy_libs" and not name.name.startswith(LEFT_OUT):
                folder = PYTHON if name.name in BESIDE_THE_PROGRAM else PYTHON / "DLLs"
                (folder / name.name).write_bytes(archive.read(str(name)))
    wheel.unlink()
    others = shutil.ignore_patterns("*-packages", "test", "lib-dynload", "__pycache__")
    shutil.copytree(sysconfig.get_paths()["stdlib"], PYTHON / "Lib", ignore=others)


def compile_programs() -> None:
    """Python's starter, python3.dll, and what Windows has and wine lacks."""
    subprocess.run(["wineboot", "--init"], env=environment(), stderr=subprocess.DEVNULL, check=True)
    subprocess.run(["wineserver", "--wait"], env=environment(), check=True)
    names = "".join(f"  {name}={LIBRARY[:-4]}.{name}\n" for name in exported(PYTHON / LIBRARY))
    (RIG / "python3.def").write_text(f"LIBRARY python3.dll\nEXPORTS\n{names}", encoding="utf-8")
    starter, generator, letters = (str(HERE / f"{name}.c") for name in ("python", "prng", "icuuc"))
    gcc("python.exe", PYTHON, "-municode", f'-DPYTHON_DLL=L"{LIBRARY}"', starter)
    gcc("python3.dll", PYTHON, "-shared", "-nostdlib", "-Wl,--entry=0", str(RIG / "python3.def"))
    gcc("bcryptprimitives.dll", SYSTEM, "-shared", generator, "-ladvapi32")
    gcc("icuuc.dll", SYSTEM, "-shared", letters)


def need_no_screen() -> None:
    """Have wine open windows that nobody sees where there is no display; it would open none there."""
    setting = ["HKCU\\Software\\Wine\\Drivers", "/v", "Graphics", "/d", "x11,null", "/f"]
    nothing = subprocess.DEVNULL
    subprocess.run(
        ["wine", "reg", "add", *setting], env=environment(), stdout=nothing, stderr=nothing, check=True
    )


def gcc(name: str, folder: Path, *words: str) -> None:
    """Compile `name` into `folder`."""
    subprocess.run([GCC, "-O2", "-o", str(folder / name), *words], check=True)


def exported(library: Path) -> list[str]:
    """The names that a library exports."""
    answer = subprocess.run([OBJDUMP, "-p", str(library)], check=True, capture_output=True, text=True)
    table = answer.stdout.split("[Ordinal/Name Pointer] Table", 1)[1].split("\n\n", 1)[0]
    return [line.split()[-1] for line in table.splitlines() if line.startswith("\t[")]


def install_packages() -> None:
    """The locked packages as they are for Windows."""
    for_windows = RIG / "requirements.lock"
    for_windows.write_text(windows_lock(dev.LOCK.read_text(encoding="utf-8")), encoding="utf-8")
    pip("install", "--no-compile", "--target", str(PACKAGES), "--require-hashes", "-r", str(for_windows))


def windows_lock(lock: str) -> str:
    """The entries of `lock` that are for Windows, without their markers, which pip would judge here."""
    kept = []
    for entry in lock.replace("\\\n", " ").splitlines():
        requirement, *hashes = entry.partition(" --hash")
        name, _, marker = requirement.partition(" ; ")
        if not entry.startswith("#") and (not marker or Marker(marker).evaluate({"sys_platform": "win32"})):
            kept.append("".join([name.strip(), *hashes]))
    return "\n".join(kept) + "\n"


def pip(verb: str, *words: str) -> None:
    """Have pip fetch wheels for the Python of the rig."""
    abis = [word for abi in (f"cp{VERSION}", "abi3", "none") for word in ("--abi", abi)]
    target = ["--platform", "win_amd64", "--implementation", "cp", "--python-version", VERSION, *abis]
    quiet = ["--disable-pip-version-check", "--quiet", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([sys.executable, "-I", "-m", "pip", verb, *quiet, *target, *words], check=True)


def environment() -> dict[str, str]:
    """The environment in which wine knows the rig's prefix and leaves this user's desktop alone."""
    settings = {
        "WINEPREFIX": str(PREFIX),
        "WINEARCH": "win64",
        "WINEDEBUG": os.environ.get("WINEDEBUG", "-all"),
        "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
        "PYTHONPATH": on_windows(dev.ROOT),
        "PYTHONPYCACHEPREFIX": on_windows(RIG / "pycache"),  # not among this system's, which name other paths
    }
    return {**os.environ, **settings}


def on_windows(path: Path) -> str:
    """`path` as a program under wine knows it: wine shows this system's files as drive Z."""
    return "Z:" + str(path).replace("/", "\\")


def python(*words: str, folder: Path) -> int:
    """Run the rig's Python in `folder`, print what it prints, and return its exit code.

    Its output passes through a pipe, as a program under wine has no use for a file or for nothing. What wine
    starts in the background is started before, as it would hold the pipe open behind the program.
    """
    nothing = subprocess.DEVNULL
    wake = ["wine", "cmd", "/c", "exit"]
    subprocess.run(wake, env=environment(), stdin=nothing, stdout=nothing, stderr=nothing, check=True)
    with subprocess.Popen(
        ["wine", on_windows(PYTHON / "python.exe"), *words],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None
        while some := os.read(process.stdout.fileno(), 1 << 16):
            sys.stdout.buffer.write(some)
            sys.stdout.buffer.flush()
    return process.returncode
