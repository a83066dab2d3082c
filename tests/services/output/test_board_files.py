"""The board as a workbook and on paper, and letters to those who have not reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import docx
import pytest
from openpyxl import load_workbook

from lcweek_desktop.domain.form import Form
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.output.board_files import write_board, write_letters
from lcweek_desktop.services.receiving.board import Board, board
from tests.documents.reading import squeezed, whole_text
from tests.services.conftest import Offices
from tests.services.office import Office

LATE = datetime(2024, 10, 21, 8)


@pytest.fixture
def shown(offices: Offices, district: Office) -> Board:
    """The board of the district: school D sent in time, the commune late, with school A in its report."""
    commune = offices("03394")
    commune.receive(offices("TH-A").report(3))
    district.receive(offices("TH-D").report(3))
    late = replace(district.workspace, context=replace(district.context, now=lambda: LATE))
    Office(late, district.folder).receive(commune.report(1))
    return board(late)


def test_the_workbook_lists_every_unit_once(district: Office, shown: Board) -> None:
    target = district.folder / "bang.xlsx"
    write_board(district.workspace, shown, target)
    book = load_workbook(target)
    rows = [[cell.value for cell in row] for row in book["Bảng theo dõi"].iter_rows(min_row=6)]
    at = next(place for place, row in enumerate(rows) if row[0] == "STT")
    listed = {row[4]: row for row in rows[at + 1 :]}
    assert len(listed) == len(shown.units)
    assert listed["TH-D"][5:9] == ["Đúng hạn", datetime(2024, 10, 10), 1, None]
    assert listed["03394"][2:6] == ["Huyện Tam Đường", "Xã, phường, thị trấn", "03394", "Gửi muộn"]
    assert listed["TH-A"][8] == "trong báo cáo của Xã Thèn Sin"
    assert listed["TH-B"][5:9] == ["Quá hạn", None, None, None]
    days = [[cell.value for cell in row] for row in book["Theo ngày"].iter_rows(min_row=5, max_col=2)]
    assert days == [["Ngày", "Số đơn vị đã gửi"], [datetime(2024, 10, 10), 1], [datetime(2024, 10, 21), 3]]


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_the_same_board_gives_the_same_bytes(district: Office, shown: Board, kind: str) -> None:
    targets = [district.folder / f"{name}.{kind}" for name in "ab"]
    for target in targets:
        write_board(district.workspace, shown, target)
    assert targets[0].read_bytes() == targets[1].read_bytes()


def test_on_paper_the_units_stand_by_state(district: Office, shown: Board) -> None:
    target = district.folder / "bang.pdf"
    write_board(district.workspace, shown, target)
    text = whole_text(target.read_bytes())
    late = "Gửi muộn (2) Xã Thèn Sin Huyện Tam Đường 21/10/2024"
    inside = "Trường Tiểu học Thèn Sin Xã Thèn Sin 21/10/2024, trong báo cáo của Xã Thèn Sin"
    count = f"Đến hết ngày 21/10/2024: đã nhận 3/{len(shown.units)} đơn vị"
    for words in ("BẢNG THEO DÕI NỘP BÁO CÁO", count, late, inside):
        assert squeezed(words) in text
    assert text.index(squeezed("Quá hạn (")) < text.index(squeezed("Đúng hạn (1)"))


def test_each_branch_gets_an_official_letter(district: Office, shown: Board) -> None:
    target = district.folder / "thu.docx"
    assert write_letters(district.workspace, shown, target, ["03394"]) == 1
    file = docx.Document(BytesIO(target.read_bytes()))
    lines = [each.text for each in file.paragraphs]
    assert "Kính gửi:" in lines
    assert lines[lines.index("Kính gửi:") + 1 :][:2] == [
        "- Trường Mầm non Thèn Sin;",
        "- Trường THCS Thèn Sin.",
    ]
    assert any("Đã hết thời hạn nêu trên" in line for line in lines)
    head = "\n".join(
        each.text for row in file.tables[0].rows for cell in row.cells for each in cell.paragraphs
    )
    assert "Số: ……/UBND" in head and "V/v gửi báo cáo kết quả" in head.replace("\n", " ")
    assert "HUYỆN TAM ĐƯỜNG" in head and "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head
    assert write_letters(district.workspace, shown, target) > 1
    assert len(docx.Document(BytesIO(target.read_bytes())).sections) > 1


def test_no_letter_is_written_where_there_is_nothing_to_write(district: Office, shown: Board) -> None:
    target = district.folder / "thu.docx"
    with pytest.raises(KnownError) as refused:
        write_letters(district.workspace, Board(date(2024, 10, 9)), target)
    assert refused.value.code == "letter-nobody"
    campaign = replace(district.form.campaign, letter=(), letter_late=())
    form: Form = replace(district.form, campaign=campaign)
    with pytest.raises(KnownError) as refused:
        write_letters(replace(district.workspace, form=form), shown, target)
    assert refused.value.code == "letter-words"
    assert not target.exists()
