"""The names by which a form, its parts and its cells are known, the same in every year."""

from __future__ import annotations

from typing import NamedTuple, NewType

RowKey = NewType("RowKey", str)
"""The key of a row, its printed number where it has one ("1.10"); it is the same for ever."""

MeasureKey = NewType("MeasureKey", str)
"""The key of a measure ("count")."""

LevelKey = NewType("LevelKey", str)
"""The key of a level of units ("truong")."""

HeadingKey = NewType("HeadingKey", str)
"""The key of a heading of the narrative ("I.1")."""

CampaignId = NewType("CampaignId", str)
"""The id of a campaign, which is the name of its folder under `forms/` ("2024")."""


class Cell(NamedTuple):
    """One cell of the table, named by its row and measure; as text "1.1.count"."""

    row: RowKey
    measure: MeasureKey

    def __str__(self) -> str:
        return f"{self.row}.{self.measure}"
