"""What may be typed on a sheet: numbers in open cells, a larger total over a sum, nothing elsewhere.

A sheet is locked without a password. That keeps formulas from a slip of the hand, and anybody who means to
may unlock it. Source: docs/adr/0034-locked-sheets.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_LARGEST: Final = 10**18
"""The largest number that is stored, in steps (domain/values.py)."""
_TITLE: Final = "Số liệu chưa hợp lệ"
_NUMBER: Final = "Hãy nhập số nguyên không âm, viết liền, ví dụ 1234567. Không có số liệu thì để trống."
_TOTAL: Final = "Hãy nhập số nguyên không nhỏ hơn tổng các dòng chi tiết bên dưới."
_DECIMAL: Final = (
    "Hãy nhập số không âm, nhiều nhất {decimals} chữ số thập phân. Không có số liệu thì để trống."
)
_DECIMAL_TOTAL: Final = "Hãy nhập số không nhỏ hơn tổng các dòng chi tiết bên dưới."
_ABOUT_TOTAL: Final = (
    "Tự cộng từ các dòng bên dưới. Có thể nhập số lớn hơn nếu còn hoạt động không có dòng riêng."
)


def lock_sheet(sheet: Worksheet) -> None:
    """Let only unlocked cells be changed, but widths, heights and formats of all."""
    sheet.protection.sheet = True
    sheet.protection.formatCells = False  # the attribute says what is forbidden
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def accept_numbers(sheet: Worksheet, cells: Iterable[str], decimals: int) -> None:
    """Let each of `cells` (coordinates or ranges, "D8:D20") hold a number from 0 or stay blank: a whole one
    without decimals. That a number has more than its `decimals`, no program finds in the same way."""
    where, message = " ".join(cells), _DECIMAL.format(decimals=decimals) if decimals else _NUMBER
    if where:
        sheet.add_data_validation(_validation(where, "0", message, decimals))


def accept_total(sheet: Worksheet, cell: str, least: str, decimals: int) -> None:
    """Let `cell` hold a number that is not below the formula `least` ("SUM(D28:D31)")."""
    validation = _validation(cell, least, _DECIMAL_TOTAL if decimals else _TOTAL, decimals)
    validation.showInputMessage, validation.promptTitle, validation.prompt = True, "Tổng số", _ABOUT_TOTAL
    sheet.add_data_validation(validation)


def _validation(where: str, least: str, message: str, decimals: int) -> DataValidation:
    return DataValidation(
        type="decimal" if decimals else "whole",
        operator="between",
        formula1=least,
        formula2=str(_LARGEST // 10**decimals),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=_TITLE,
        error=message,
        sqref=where,
    )
