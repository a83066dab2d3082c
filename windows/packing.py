"""The frozen program as users get it: a setup, and a folder for a stick.

Both hold the same files. The same files give the same bytes: entries are sorted, and every date is that of
the source (SOURCE_DATE_EPOCH).
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image

import dev
from windows import rig

PROGRAMS: Final = {"makensis": "nsis"}
"""Programs that pack, with their Debian packages."""
SCRIPT: Final = rig.HERE / "setup.nsi"
STARTER: Final = rig.HERE / "starter.c"
ICON: Final = dev.ROOT / "resources" / "icons" / "lcweek.ico"
WINDRES: Final = "x86_64-w64-mingw32-windres"
LIST: Final = "SHA256SUMS"
FOR_USERS: Final = "x86-unicode"
"""A setup that any Windows starts, and that can say what is too old for the program."""
FOR_WINE: Final = "amd64-unicode"
"""The same script as a program of 64 bits, as wine without packages of a second system runs no other."""

SIDE_COLOUR: Final = "#e6e9f5"
"""A pale tone of the icon's blue, as the window's chosen page has it."""

PORTABLE_MARK: Final = "lcweek-portable"
PORTABLE_README: Final = "Doc truoc.txt"
PORTABLE_WORDS: Final = """\
BÁO CÁO TUẦN LỄ HỌC TẬP SUỐT ĐỜI, lcweek {version}, bản mang theo trên USB

Máy cần Windows 10 bản 1809 trở lên, loại 64 bit. Không cần cài, không cần mạng.

1. Giải nén cả thư mục này ra USB (đừng mở chương trình ngay trong tệp zip).
2. Bấm đúp lcweek.exe.
3. Số liệu nằm ngay trong thư mục này, ở thư mục lcweek-data; đi theo USB sang máy khác.

Tệp lcweek-portable cho chương trình biết đây là bản mang theo; đừng xóa tệp ấy.

Khi có bản mới: giải nén bản mới ra thư mục khác, chép thư mục lcweek-data từ thư mục cũ sang, mở thử, rồi mới
xóa thư mục cũ.

Máy cũ hơn, hoặc Windows loại 32 bit: xin đơn vị nhận báo cáo tệp “mẫu trống” Excel, điền rồi gửi lại.
"""


def pack(frozen: Path, version: str, into: Path) -> list[Path]:
    """Make the setup and the portable folder of the program in `frozen`, and the list of their hashes.

    Raises SystemExit where nsis is not there, CalledProcessError where it fails.
    """
    rig.install(PROGRAMS)
    into.mkdir(parents=True, exist_ok=True)
    made = [into / f"lcweek-{version}-setup.exe", into / f"lcweek-{version}-portable.zip"]
    make_setup(frozen, version, made[0])
    make_portable(frozen, version, made[1])
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in made]
    (into / LIST).write_text("".join(lines), encoding="ascii", newline="\n")
    return made


def make_setup(
    frozen: Path, version: str, output: Path, target: str = FOR_USERS, *, quick: bool = False
) -> None:
    """Write the setup of `version`, a program of which `frozen` holds lcweek.exe and all else, to `output`.

    `target` is the kind of program that the setup itself is. A `quick` one is half as large again, and made
    in seconds instead of minutes.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for console, program in enumerate(("lcweek", "lcweek-cli")):
            compile_starter(program, version, console, folder)
        payload = folder / "payload.nsh"
        payload.write_text("\n".join(_payload(frozen, folder)), encoding="utf-8")
        size = sum(file.stat().st_size for file in frozen.rglob("*") if file.is_file()) // 1024
        words = {
            "TARGET": target,
            "VERSION": version,
            "NUMBERS": ".".join(map(str, numbers(version))),
            "OUTPUT": output.resolve(),
            "PAYLOAD": payload,
            "SIZE": size,
            "ICON": ICON,
            "SIDE": draw_side(folder),
            "PROGRAM": "lcweek.exe",
        }
        defined = [f"-D{word}={value}" for word, value in words.items()]
        fast = ["-XSetCompressor /FINAL zlib"] if quick else []
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(source_date())}
        subprocess.run(
            ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *defined, *fast, str(SCRIPT)],
            check=True,
            env=environment,
        )


def draw_side(folder: Path) -> Path:
    """Draw the picture at the side of the setup's first and last page into `folder`."""
    side = Image.new("RGB", (164, 314), SIDE_COLOUR)
    with Image.open(ICON.with_suffix(".png")) as opened:
        mark = opened.convert("RGBA").resize((96, 96), Image.Resampling.LANCZOS)
    side.paste(mark, (34, 40), mark)
    side.save(folder / "side.bmp")
    return folder / "side.bmp"


def make_portable(frozen: Path, version: str, output: Path) -> None:
    """Write the program in `frozen` as a folder in a ZIP file, in which data go beside it, to `output`."""
    folder = f"lcweek-{version}"
    words = PORTABLE_WORDS.format(version=version).replace("\n", "\r\n")
    date = time.gmtime(source_date())[:6]
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:

        def add(place: str, data: bytes) -> None:
            entry = zipfile.ZipInfo(f"{folder}/{place}", date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)

        add(PORTABLE_MARK, b"")
        add(PORTABLE_README, words.encode("utf-8-sig"))
        for file in _files(frozen):
            add(file.relative_to(frozen).as_posix(), file.read_bytes())


def compile_starter(program: str, version: str, console: int, folder: Path) -> None:
    """Compile the starter `program` with its icon and version into `folder`."""
    resource, compiled = folder / f"{program}.rc", folder / f"{program}.o"
    resource.write_text(_resource(program, version), encoding="utf-8")
    subprocess.run([WINDRES, "-c", "65001", str(resource), str(compiled)], check=True)
    kind = ["-mconsole"] if console else ["-mwindows"]
    words = ["-Os", "-s", "-municode", f"-DCONSOLE={console}", *kind, "-Wl,--no-insert-timestamp"]
    target = folder / f"{program}.exe"
    subprocess.run([rig.GCC, *words, "-o", str(target), str(STARTER), str(compiled)], check=True)


def numbers(version: str) -> tuple[int, int, int, int]:
    """The four numbers by which Windows knows `version`, which is like 0.1.0."""
    first, second, third = map(int, re.findall(r"\d+", version)[:3])
    return first, second, third, 0


def source_date() -> int:
    """Seconds since 1970 of the source: SOURCE_DATE_EPOCH, else those of the last commit."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    said = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=dev.ROOT, capture_output=True, text=True, check=True
    )
    return int(said.stdout)


def _files(frozen: Path) -> list[Path]:
    return sorted(file for file in frozen.rglob("*") if file.is_file())


def _payload(frozen: Path, starters: Path) -> Iterator[str]:
    """The lines of the script that put each file in its place below $OUTDIR."""
    version = r"$INSTDIR\versions\$Folder"
    last = ""
    for file in _files(frozen):
        place = "\\".join((version, *file.relative_to(frozen).parts[:-1]))
        if place != last:
            yield f'SetOutPath "{place}"'
            last = place
        yield f'File "{file}"'
    yield f'SetOutPath "{version}\\starter"'
    yield from (f'File "{starters / name}"' for name in ("lcweek.exe", "lcweek-cli.exe"))


def _resource(program: str, version: str) -> str:
    commas = ",".join(map(str, numbers(version)))
    values = {
        "FileDescription": "Báo cáo Tuần lễ học tập suốt đời",
        "FileVersion": version,
        "InternalName": program,
        "OriginalFilename": f"{program}.exe",
        "ProductName": "lcweek",
        "ProductVersion": version,
    }
    lines = "\n".join(f'VALUE "{name}", "{value}"' for name, value in values.items())
    return (
        f'1 ICON "{ICON}"\n'
        f"1 VERSIONINFO FILEVERSION {commas} PRODUCTVERSION {commas}\n"
        f'BEGIN BLOCK "StringFileInfo" BEGIN BLOCK "042A04B0" BEGIN\n{lines}\nEND END\n'
        'BLOCK "VarFileInfo" BEGIN VALUE "Translation", 0x042A, 1200 END END\n'
    )
