"""The sheet that goes with the covering letter: each unit with its code, and the letters to compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from lcweek_desktop.documents.pdf.list_pages import ListGroup, PrintedList, list_pdf
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.assigning.assignment_files import WrittenAssignment
from lcweek_desktop.services.workspace.export import name_part, write_file
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.workspace import Workspace

_HEADS: Final = ("Mã đơn vị", "Đơn vị", "Tệp giao việc")


def write_sheet(workspace: Workspace, folder: Path, written: Sequence[WrittenAssignment]) -> Path:
    """Write the sheet of the assignments `written`, at least one, as a PDF into `folder`; its path.

    One of the same name is replaced. Raises KnownError `key-…` or `export-…`.
    """
    me = workspace.unit
    file = folder / f"Danh sách giao việc - {name_part(me.name)} ({me.code}).pdf"
    write_file(file, list_pdf(_sheet(workspace, written)))
    return file


def _sheet(workspace: Workspace, written: Iterable[WrittenAssignment]) -> PrintedList:
    campaign, me = workspace.form.campaign, workspace.unit
    short = signing_key(workspace.context, me.id).public.short
    rows = [(each.unit.code, each.unit.name, each.file.name) for each in written]
    title = f"DANH SÁCH GIAO VIỆC BÁO CÁO NĂM {campaign.year}"
    return PrintedList(title, _remarks(me, short), _HEADS, [ListGroup(campaign.name, rows)])


def _remarks(giver: Unit, short: str) -> tuple[str, ...]:
    return (
        f"Nơi giao việc: {giver.name} (mã đơn vị {giver.code}).",
        f"Mã khóa để đối chiếu: {short}",
        "Mỗi đơn vị mở tệp giao việc của mình bằng chương trình, so từng chữ của mã khóa trên màn hình với "
        "mã khóa ở đây, giống hết mới đồng ý.",
    )
