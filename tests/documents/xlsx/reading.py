"""A workbook read back through openpyxl."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

SHEETS = "xl/worksheets/"
SHEET = SHEETS + "sheet1.xml"


def opened(data: bytes, values: bool = True) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(data), data_only=values).active


def without_values(data: bytes) -> bytes:
    """The workbook without the values of its formulas."""
    bare = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(bare, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith(SHEETS):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            target.writestr(name, part)
    return bare.getvalue()


def restricted(sheet: Worksheet) -> dict[str, str]:
    """The least number that each validated cell accepts; all accept numbers up to 10^18 steps of the decimals
    of their cell, or a blank."""
    found = {}
    for validation in sheet.data_validations.dataValidation:
        first = validation.sqref.sorted()[0]
        decimals = sheet.cell(first.min_row, first.min_col).number_format.partition(".")[2].count("0")
        assert validation.operator == "between"
        assert validation.type == ("decimal" if decimals else "whole")
        assert float(validation.formula2) == 10 ** (18 - decimals)
        assert validation.allow_blank
        assert validation.showErrorMessage
        assert 0 < len(validation.errorTitle) <= 32
        assert 0 < len(validation.error) <= 255
        for part in validation.sqref.sorted():
            for row, column in part.cells:
                found[sheet.cell(row, column).coordinate] = validation.formula1
    return found
