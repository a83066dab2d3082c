"""LibreOffice as the second reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import Converted
from tests.documents.reading import page_texts
from tests.documents.xlsx.reading import opened


@pytest.fixture
def recalculated(converted: Converted) -> Callable[[bytes], Worksheet]:
    """The workbook as LibreOffice saves it, after it has calculated all formulas again."""
    return lambda data: opened(converted(data, "xlsx").read_bytes())


@pytest.fixture
def printed(converted: Converted) -> Callable[[bytes], list[str]]:
    """The text of each page that LibreOffice prints."""

    return lambda data: page_texts(converted(data, "pdf").read_bytes())
