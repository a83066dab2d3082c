"""Reports to print: that of a district, of which a test changes what it is about."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageDraw

from lcweek_desktop.documents.document import Document
from lcweek_desktop.documents.report_document import PrintableReport, Watermark, report_document
from lcweek_desktop.domain.form import Cell, Form, HeadingKey, LevelKey, MeasureKey, RowKey
from lcweek_desktop.domain.letterhead import Letterhead, letterhead
from lcweek_desktop.domain.list_marks import NUMBERED
from lcweek_desktop.domain.narrative import (
    Align,
    FigureRun,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    Text,
    TextRun,
)
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.report import Content, OwnLine, Photo, SignOff
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId

COUNT, PEOPLE = MeasureKey("count"), MeasureKey("people")

PROVINCE = Unit(UnitId("lai-chau-2024", UnitCode("12")), "Tỉnh Lai Châu", LevelKey("tinh"), None)
DISTRICT = Unit(
    UnitId("lai-chau-2024", UnitCode("106")), "Huyện Tam Đường", LevelKey("huyen"), UnitCode("12")
)
SCHOOL = Unit(
    UnitId("lai-chau-2024", UnitCode("106-truong-thcs-binh-lu")),
    "Trường THCS Bình Lư",
    LevelKey("truong"),
    UnitCode("106"),
)
ABOVE = {DISTRICT: (PROVINCE,), SCHOOL: (DISTRICT, PROVINCE)}


def cell(row: str, measure: MeasureKey = COUNT) -> Cell:
    return Cell(RowKey(row), measure)


FIGURES: Mapping[Cell, int] = {
    cell("1.1"): 2,
    cell("1.1", PEOPLE): 60,
    cell("1.4a"): 3,
    cell("1.4a", PEOPLE): 1_215,
    cell("1.10"): 0,
    cell("1.10", PEOPLE): 0,
    cell("2"): 1_234_567,
    cell("4.2", PEOPLE): 812,
    cell("5"): 9,
    cell("5.1"): 3,
    cell("5.3"): 4,
    cell("5.3", PEOPLE): 640,
    cell("6.1"): 14,
    cell("6.1", PEOPLE): 3_402,
    cell("7.1"): 1,
    cell("7.2"): 47,
    cell("9.2", PEOPLE): 25,
    cell("10.1"): 1_000_000_000_000,
    cell("10.2"): 35_500_000,
}

NARRATIVE: Mapping[HeadingKey, Text] = {
    HeadingKey("I.1"): (
        *from_plain_text(
            "Ủy ban nhân dân huyện đã ban hành Kế hoạch số 214/KH-UBND ngày 20/9/2024 về tổ chức Tuần lễ "
            "hưởng ứng học tập suốt đời năm 2024; giao Phòng Giáo dục và Đào tạo chủ trì, phối hợp với Hội "
            "Khuyến học, Trung tâm Văn hóa, Thông tin và Truyền thông huyện triển khai đến 100% xã, thị trấn "
            "và các cơ sở giáo dục trên địa bàn."
        ),
        ListBlock(
            (
                ListItem(
                    (TextRun("Văn bản chỉ đạo: "), TextRun("05 văn bản", bold=True), TextRun(", trong đó:"))
                ),
                ListItem((TextRun("Kế hoạch: 02;"),), depth=1),
                ListItem((TextRun("Công văn hướng dẫn: 03."),), depth=1),
                ListItem((TextRun("Các xã, thị trấn: 100% đã ban hành kế hoạch."),)),
            )
        ),
    ),
    HeadingKey("I.2"): (
        Paragraph(
            (
                TextRun("Toàn huyện tổ chức "),
                FigureRun(cell("6.1"), bold=True),
                TextRun(" hoạt động thể dục thể thao, "),
                FigureRun(cell("5")),
                TextRun(" cuộc thi, tọa đàm, "),
                FigureRun(cell("3")),
                TextRun(" ấn phẩm; kinh phí "),
                FigureRun(cell("10")),
                TextRun(" đồng. Chủ đề: "),
                TextRun("“Phát triển văn hóa đọc thúc đẩy học tập suốt đời”", italic=True),
                TextRun("."),
            )
        ),
        ListBlock(
            (
                ListItem((TextRun("Lễ khai mạc tại trung tâm huyện ngày 01/10/2024;"),)),
                ListItem((TextRun("Treo băng zôn, khẩu hiệu tại cơ sở giáo dục;"),), depth=1),
                ListItem((TextRun("Phát thanh lưu động tại các bản;"),), depth=1),
                ListItem((TextRun("Ngày hội sách và văn hóa đọc."),)),
            ),
            marks=NUMBERED,
        ),
        Table(
            tuple(
                tuple((TextRun(text, bold=top),) for text in row)
                for top, row in (
                    (True, ("Xã, thị trấn", "Hoạt động chính", "Số người")),
                    (
                        False,
                        ("Thị trấn Tam Đường", "Lễ khai mạc, hội sách, thi kể chuyện theo sách", "1.240"),
                    ),
                    (False, ("Xã Bình Lư", "Tọa đàm khuyến học, quyên góp sách", "386")),
                )
            )
        ),
        Paragraph((TextRun("(Số liệu tính đến hết ngày 07/10/2024)", italic=True),), Align.CENTER),
    ),
    HeadingKey("I.3"): from_plain_text("Kết quả chi tiết theo Phụ lục II kèm theo."),
    HeadingKey("II.1"): from_plain_text(
        "Các hoạt động được triển khai đồng bộ, đúng kế hoạch, thu hút đông đảo Nhân dân."
    ),
    HeadingKey("II.2"): from_plain_text("Kinh phí còn hạn chế; sách ở một số điểm trường chưa phong phú."),
    HeadingKey("III.1"): from_plain_text("Tiếp tục bổ sung tài liệu hướng dẫn về phát triển văn hóa đọc."),
    HeadingKey("III.2"): from_plain_text(
        "Quan tâm bố trí kinh phí cho các xã vùng sâu, vùng xa, vùng đặc biệt khó khăn."
    ),
}

OWN_LINES = (
    OwnLine("Ngày hội đổi sách lấy cây xanh", "Cuộc/người", {COUNT: 2, PEOPLE: 350}, "Tại 02 trường"),
    OwnLine("=SUM(D1:D9)", "+cmd", {}, "@ghi chú bắt đầu bằng dấu lạ"),
)


SIGNOFF = SignOff(date="2024-10-15", number="5", name="Nguyễn Văn Thưởng")


def picture(width: int = 800, height: int = 600, shade: str = "steelblue") -> bytes:
    """A JPEG with a cross, so that turning or stretching shows."""
    drawn = Image.new("RGB", (width, height), shade)
    ImageDraw.Draw(drawn).line((0, 0, width, height), "white", 8)
    ImageDraw.Draw(drawn).ellipse(
        (width // 2 - 150, height // 2 - 150, width // 2 + 150, height // 2 + 150), "gold"
    )
    data = BytesIO()
    drawn.save(data, "JPEG", quality=80)
    return data.getvalue()


def pictures(count: int) -> dict[str, bytes]:
    """`count` different JPEGs by their SHA-256; every third is upright."""
    shades = ("steelblue", "seagreen", "indianred", "darkorange")
    made = (
        picture(600 + at, 900, shades[at % 4]) if at % 3 == 2 else picture(900 + at, 600, shades[at % 4])
        for at in range(count)
    )
    return {hashlib.sha256(jpeg).hexdigest(): jpeg for jpeg in made}


@dataclass(frozen=True)
class Sample:
    """A report to print, by default that of a district."""

    form: Form
    unit: Unit = DISTRICT
    figures: Mapping[Cell, int] = field(default_factory=lambda: FIGURES)
    notes: Mapping[RowKey, str] = field(default_factory=lambda: {RowKey("9.2"): "Danh sách kèm theo"})
    narrative: Mapping[HeadingKey, Text] = field(default_factory=lambda: NARRATIVE)
    own_lines: Sequence[tuple[OwnLine, str | None]] = tuple((line, None) for line in OWN_LINES)
    signoff: SignOff = SIGNOFF
    photos: Mapping[str, bytes] = field(default_factory=dict)
    captions: str = "Lễ khai mạc Tuần lễ tại trung tâm huyện"
    watermark: Watermark = Watermark.NONE

    @property
    def head(self) -> Letterhead:
        return letterhead(self.form, self.unit, ABOVE[self.unit], self.signoff)

    def document(self) -> Document:
        content = Content(
            figures=self.figures,
            notes=self.notes,
            narrative=self.narrative,
            own_lines=tuple(line for line, _ in self.own_lines),
            photos=tuple(Photo(sha256, self.captions, RowKey("6.1")) for sha256 in self.photos),
        )
        return report_document(
            PrintableReport(
                form=self.form,
                level=self.unit.level,
                content=content,
                letterhead=self.head,
                figures=self.figures,
                own_lines=self.own_lines,
                photos=self.photos,
                watermark=self.watermark,
            )
        )
