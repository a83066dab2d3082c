"""What may be typed on a sheet: whole numbers in open cells, a larger total over a sum, nothing elsewhere.

Locked without a password: it keeps formulas from a slip of the hand, and whoever means it may unlock them.
Source: docs/adr/0034-locked-sheets.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lcweek_desktop.domain.values import MAX_NUMBER

_TITLE: Final = "Số liệu chưa hợp lệ"
_NUMBER: Final = "Hãy nhập số nguyên không âm, viết liền, ví dụ 1234567. Không có số liệu thì để trống."
_TOTAL: Final = "Hãy nhập số nguyên không nhỏ hơn tổng các dòng chi tiết bên dưới."
_ABOUT_TOTAL: Final = (
    "Tự cộng từ các dòng bên dưới. Có thể nhập số lớn hơn nếu còn hoạt động không có dòng riêng."
)


def lock(sheet: Worksheet) -> None:
    """Only unlocked cells can be changed; widths, heights and looks of all may be."""
    sheet.protection.sheet = True
    sheet.protection.formatCells = False  # the attribute says what is forbidden
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def take_numbers(sheet: Worksheet, cells: Iterable[str]) -> None:
    """`cells` (ranges, "D8:D20") take a whole number from 0, or stay blank."""
    where = " ".join(cells)
    if where:
        sheet.add_data_validation(_validation(where, "0", _NUMBER))


def take_total(sheet: Worksheet, cell: str, total: str) -> None:
    """`cell` takes a number not below the formula `total` ("SUM(D28:D31)")."""
    validation = _validation(cell, total, _TOTAL)
    validation.showInputMessage, validation.promptTitle, validation.prompt = True, "Tổng số", _ABOUT_TOTAL
    sheet.add_data_validation(validation)


def _validation(where: str, least: str, message: str) -> DataValidation:
    return DataValidation(
        type="whole",
        operator="between",
        formula1=least,
        formula2=str(MAX_NUMBER),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=_TITLE,
        error=message,
        sqref=where,
    )
