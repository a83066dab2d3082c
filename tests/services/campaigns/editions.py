"""The file of the made-up campaign in four editions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lcweek_desktop.bundle.campaign import structure_bytes
from lcweek_desktop.formdefs import read_form
from tests.bundle.sample_campaigns import FILES_OF_THU, campaign_file, changed_files

TABLE = FILES_OF_THU["phu-luc-2.toml"].decode()
OPEN = 'cells = { count = "open", people = "open" }\n'
SECOND_ROW = """[[row]]
key = "2"
tt = "2"
label = "Dòng 2"
unit = "Lớp"
"""
GONE_ROW = f'[[row]]\nkey = "1.2"\ntt = "1.2"\nparent = "1"\nlabel = "Dòng 1.2"\nunit = "Lớp"\n{OPEN}'
NEW_ROW = GONE_ROW.replace("1.2", "1.3")
LATER = changed_files("campaign.toml", "deadline = 2024-10-19", "deadline = 2024-10-25")


def with_table(table: str) -> Mapping[str, bytes]:
    assert table != TABLE
    return {**LATER, "phu-luc-2.toml": table.encode()}


ROW_MORE = with_table(TABLE.replace(SECOND_ROW, f"{NEW_ROW}\n{SECOND_ROW}"))
OTHER_ROWS = with_table(
    TABLE.replace(GONE_ROW, "").replace(
        SECOND_ROW, SECOND_ROW.replace('key = "2"', 'key = "2b"').replace("Lớp", "Buổi")
    )
)
EDITIONS = (FILES_OF_THU, LATER, ROW_MORE, OTHER_ROWS)


def edition(folder: Path, number: int) -> Path:
    """The file of an edition: the first, the second with a later deadline, the third with a row more, the
    fourth with a row less and one that has another unit of measurement and therefore another key."""
    file = folder / f"lan-{number}.lcweek"
    structures = [structure_bytes(read_form(files)) for files in EDITIONS[: number - 1]]
    file.write_bytes(campaign_file(EDITIONS[number - 1], number, structures=structures))
    return file
