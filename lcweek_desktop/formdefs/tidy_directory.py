"""Directories as Excel saves them, made into what `read_directory` reads.

Excel writes semicolons where the system does, UTF-16 with tabs as "Unicode text", rows of nothing at the end,
and codes without the zeros that they begin with.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs.directory import COLUMNS, wrong_directory

_SEPARATORS: Final = ",;\t"
_CODES: Final = (COLUMNS.index("code"), COLUMNS.index("parent_code"))
_DIGITS: Final = re.compile(r"[0-9]+")
_MOST_ZEROS: Final = 3


@dataclass(frozen=True)
class LostZeros:
    """A code in `line` that is known only with zeros before it."""

    line: int
    written: str
    meant: str


@dataclass(frozen=True)
class TidyDirectory:
    """A directory in the form that `read_directory` reads: `data` with the codes as they were written,
    `restored` with the zeros that were `lost`."""

    data: bytes
    restored: bytes
    lost: tuple[LostZeros, ...]


def tidy_directory(file: str, data: bytes, known: Collection[str]) -> TidyDirectory:
    """The directory file called `file`, which holds `data`; one that is tidy already keeps its bytes.

    A code has lost zeros when with them it is, or begins with, one of `known` or of the file itself, and
    without them it is not. Raises KnownError `directory-file` for what is neither UTF-8 nor UTF-16.
    """
    rows = _rows(file, data)
    heads = {*known, *(row[_CODES[0]].strip() for row in rows[1:] if len(row) > _CODES[0])}
    lost: list[LostZeros] = []
    restored = [rows[0], *(_restored(row, line, heads, lost) for line, row in enumerate(rows[1:], 2))]
    tidy = _written(rows)
    is_tidy = tidy == _plain(data)
    return TidyDirectory(data if is_tidy else tidy, _written(restored) if lost else tidy, tuple(lost))


def refuse_lost_zeros(file: str, tidy: TidyDirectory) -> None:
    """Raise KnownError `directory-zeros` when codes have lost zeros."""
    if tidy.lost:
        first = tidy.lost[0]
        count = len(tidy.lost)
        raise KnownError("directory-zeros", file=file, count=count, written=first.written, meant=first.meant)


def _plain(data: bytes) -> bytes:
    return data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")


def _rows(file: str, data: bytes) -> list[list[str]]:
    """The rows, from the first line on; a row of nothing is empty."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
        first = text.partition("\n")[0]
        separator = max(_SEPARATORS, key=first.count)
        rows = [*csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise wrong_directory(file, 1, "không phải tệp CSV mã hóa UTF-8 hoặc UTF-16") from error
    return [row if any(map(str.strip, row)) else [] for row in rows] or [[]]


def _restored(row: Sequence[str], line: int, heads: Collection[str], lost: list[LostZeros]) -> Sequence[str]:
    fields = [*row]
    for place in _CODES:
        if place < len(fields) and (meant := code_with_zeros(fields[place].strip(), heads)):
            lost.append(LostZeros(line, fields[place].strip(), meant))
            fields[place] = meant
    return fields


def code_with_zeros(code: str, heads: Collection[str]) -> str | None:
    """`code` with zeros before it, when only so it is one of `heads` or begins with one; otherwise None."""
    digits = _DIGITS.match(code)
    if digits is None or digits[0] in heads:
        return None
    for zeros in range(1, _MOST_ZEROS + 1):
        if "0" * zeros + digits[0] in heads:
            return "0" * zeros + code
    return None


def _written(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        writer.writerow(row)
    return text.getvalue().encode("utf-8")
