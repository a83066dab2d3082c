"""Information for whoever helps by phone: one text about the machine, the program and the data folder.

It holds no figures, no names, no keys and no paths; what it quotes of errors are their records, which hold
none either (error_records.py).
"""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from lcweek_desktop import __version__, error_records, paths
from lcweek_desktop.domain.values import format_count
from lcweek_desktop.errors import KnownError, LcweekError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.storage import DATABASE

_PROMISE: Final = "Không có số liệu, tên người, tên đơn vị, khóa hay đường dẫn nào trong bản này."
_FILES: Final = (DATABASE, f"{DATABASE}-wal")
_FOLDERS: Final = ("blobs", "keys", "backups", error_records.FOLDER)
"""What a data folder may hold, by name; anything else is only counted, as its name may be somebody's."""


def support_text(home: Path, opened: AppContext | Exception, display: Sequence[str] = ()) -> str:
    """The text about the data folder `home`, in Vietnamese.

    `opened` is the open folder, or the error that kept it from being opened. `display` are lines about the
    screen and the window; there are none on the command line. Nothing is changed, and nothing that cannot be
    read keeps the rest from being said.
    """
    records = error_records.records(home)
    parts = [
        [f"THÔNG TIN HỖ TRỢ, lcweek {__version__}", _PROMISE],
        ["Máy", *_indented(_machine()), *_indented(display)],
        ["Chỗ trống", *_indented(_free_space(home))],
        ["Thư mục dữ liệu", *_indented(_folder(home))],
        ["Cơ sở dữ liệu", *_indented(_database(opened))],
        [f"Lỗi của chương trình được ghi gần đây: {len(records)}"],
        *([record.rstrip()] for record in records),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _machine() -> Iterator[str]:
    packed = "bản đóng gói" if getattr(sys, "frozen", False) else "bản mã nguồn"
    yield f"Hệ điều hành: {platform.platform()}"
    yield f"Python {platform.python_version()}, {packed}"
    yield f"Ngày giờ của máy: {datetime.now().astimezone():%Y-%m-%d %H:%M, UTC%z}"
    yield f"Ngôn ngữ: {locale.getlocale()[0]}; bảng mã tên tệp: {sys.getfilesystemencoding()}"


def _free_space(home: Path) -> Iterator[str]:
    yield f"Ổ đĩa có dữ liệu: {_free(home)}"
    try:
        yield f"Ổ đĩa có thư mục tạm: {_free(Path(tempfile.gettempdir()))}"
    except OSError:
        yield "Thư mục tạm: không dùng được"


def _free(folder: Path) -> str:
    """The room on the disk that `folder` is on, or will be."""
    for place in (folder, *folder.absolute().parents):
        try:
            room = shutil.disk_usage(place)
        except OSError:
            continue
        return f"còn {_megabytes(room.free)} trong {_megabytes(room.total)}"
    return "không biết"


def _folder(home: Path) -> Iterator[str]:
    is_usual = home == paths.data_home(None)
    yield f"Vị trí: {'mặc định của hệ thống hoặc LCWEEK_HOME' if is_usual else 'do người dùng chọn'}"
    text = str(home.absolute())
    where = "ổ đĩa mạng" if text.startswith("\\\\") else "ổ đĩa của máy"
    letters = "chữ không dấu" if text.isascii() else "có chữ có dấu"
    yield f"Đường dẫn: {where}, dài {len(text)} ký tự, {letters}"
    for name in _FILES:
        yield f"{name}: {_size_of([home / name])}"
    for name in _FOLDERS:
        yield f"{name}: {_size_of(_files_below(home / name))}"
    yield f"Tệp và thư mục khác: {_others(home)}"


def _files_below(folder: Path) -> list[Path]:
    return [Path(inside, name) for inside, _folders, names in os.walk(folder) for name in names]


def _size_of(files: Sequence[Path]) -> str:
    sizes = []
    for file in files:
        try:
            sizes.append(file.stat().st_size)
        except OSError:
            continue
    return f"{format_count(len(sizes))} tệp, {_megabytes(sum(sizes))}" if sizes else "không có"


def _others(home: Path) -> str:
    try:
        return str(sum(each.name not in (*_FILES, *_FOLDERS) for each in home.iterdir()))
    except OSError:
        return "không đọc được thư mục"


def _database(opened: AppContext | Exception) -> Iterator[str]:
    if isinstance(opened, Exception):
        code = opened.code if isinstance(opened, LcweekError) else type(opened).__name__
        yield f"Không mở được: {code}"
        return
    try:
        yield from (f"{name}: {value}" for name, value in opened.store.facts().items())
    except KnownError as error:
        yield f"Không đọc được: {error.code}"


def _megabytes(size: int) -> str:
    """`size` bytes in MB, with one decimal, as Vietnamese writes it."""
    tenths = size * 10 // 2**20
    return f"{format_count(tenths // 10) or '0'},{tenths % 10} MB"
