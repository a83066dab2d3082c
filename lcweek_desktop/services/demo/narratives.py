"""What a made-up unit writes under each heading: sentences as schools and offices write them, no two alike.

A sentence names cells in braces ("{4.3.count}"), which become live figures; it is only said where each of
them has a number. Headings of other forms, which none of these sentences is about, stay empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from random import Random
from string import Formatter
from typing import Final, NamedTuple

from lcweek_desktop.domain.figures_in_words import figures_in_words
from lcweek_desktop.domain.form import DocumentWords, Form, Heading
from lcweek_desktop.domain.issued_documents import begun_list, counting_sentence
from lcweek_desktop.domain.narrative import (
    FigureRun,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    Table,
    Text,
    TextRun,
)
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.domain.unit_names import unit_names


class _Passage(NamedTuple):
    """What may stand under a heading: `most` of the `sentences` in their order, as paragraphs or list."""

    most: int
    sentences: tuple[str, ...]
    is_list: bool = False


_SCHOOL: Final[Mapping[str, _Passage]] = {
    "I.1": _Passage(
        1,
        (
            "Ngay sau khi nhận kế hoạch của cấp trên, Ban giám hiệu đã họp, giao việc cho từng tổ và thông "
            "báo tới cha mẹ học sinh qua buổi họp đầu năm.",
            "Nhà trường thành lập Ban tổ chức gồm Ban giám hiệu, Tổng phụ trách Đội, nhân viên thư viện và "
            "đại diện cha mẹ học sinh; mỗi điểm trường có một giáo viên phụ trách.",
            "Hội đồng trường thống nhất lồng ghép các hoạt động của Tuần lễ vào giờ chào cờ, tiết đọc thư "
            "viện và sinh hoạt lớp, không làm xáo trộn thời khóa biểu.",
        ),
    ),
    "I.2": _Passage(
        6,
        (
            "Sáng {opening}, Lễ khai mạc được tổ chức trong giờ chào cờ; băng rôn với chủ đề “{theme}” "
            "treo ở cổng trường và trước nhà đa năng.",
            "Treo băng rôn, dán khẩu hiệu, phát tờ rơi ở cổng trường, nhà văn hóa bản và chợ phiên: "
            "{3.count} ấn phẩm.",
            "Phát động “Góp một cuốn sách nhỏ, đọc ngàn cuốn sách hay”, nhận được {4.3.count} quyển; sách "
            "được phân loại, đóng dấu và chia về tủ sách các lớp.",
            "Mở {5.2.count} đợt trưng bày sách về quê hương Lai Châu, về các anh hùng nhỏ tuổi tại thư "
            "viện; mỗi lớp có một buổi đọc chung ở đó.",
            "Thi kể chuyện và vẽ tranh theo sách, có {5.4.people} học sinh dự thi; nhiều em kể chuyện bằng "
            "cả tiếng phổ thông và tiếng dân tộc mình.",
            "Tổ chức {5.1.count} ngày hội đọc sách ở sân trường: các lớp đổi sách cho nhau, học sinh lớp "
            "lớn đọc cho học sinh lớp nhỏ nghe.",
            "Dạy kỹ năng phòng đuối nước, phòng cháy và giữ an toàn trên mạng cho {1.6.people} học sinh.",
            "Bồi dưỡng {1.8.people} giáo viên về dạy tiết đọc thư viện và dùng học liệu số.",
            "Nói chuyện với cha mẹ học sinh về đọc sách cùng con mỗi tối 15 phút, kết hợp ở {6.4.count} "
            "buổi sinh hoạt chuyên đề.",
            "Tổ chức {6.2.count} buổi giao lưu văn nghệ, xen kéo co, đẩy gậy, tung còn giữa các lớp và với "
            "đoàn viên trong bản.",
            "Đăng {2.count} tin, bài kèm ảnh trên trang của trường và nhóm Zalo của cha mẹ học sinh.",
        ),
        is_list=True,
    ),
    "I.3": _Passage(
        1,
        (
            "Các hoạt động diễn ra đúng kế hoạch, an toàn, học sinh tham gia đông đủ. Kết quả cụ thể:",
            "Tuần lễ được cha mẹ học sinh và bà con các bản ủng hộ. Nhà trường đã thực hiện được:",
            "So với dự kiến, nhà trường hoàn thành các nội dung đã đề ra, trong đó:",
        ),
    ),
    "II.1": _Passage(
        2,
        (
            "Học sinh hào hứng, số lượt mượn sách ở thư viện trong tuần nhiều hơn hẳn các tuần trước.",
            "Cha mẹ học sinh cùng đóng giá sách, góp sách cũ, nhiều người lần đầu vào thư viện của trường.",
            "Giáo viên chủ động đưa việc đọc vào tiết học, không coi Tuần lễ là việc riêng của thư viện.",
            "Các hoạt động gắn với đời sống ở bản nên ít tốn kém mà vẫn thu hút được người dân.",
        ),
    ),
    "II.2": _Passage(
        2,
        (
            "Phòng thư viện nhỏ, chỉ đủ chỗ cho một lớp, nên các lớp phải chia ca.",
            "Điểm trường xa trung tâm, đường khó đi khi mưa, học sinh ở đó không về dự khai mạc được.",
            "Sách cho học sinh lớp 1, lớp 2 và sách song ngữ còn ít; nhiều quyển đã cũ, rách.",
            "Đúng vụ gặt nên một số cha mẹ học sinh không dự được các hoạt động ở trường.",
            "Mạng Internet ở điểm trường yếu, chưa dùng được học liệu số tại lớp.",
        ),
    ),
    "III.1": _Passage(
        1,
        (
            "Ban hành sớm chủ đề và tài liệu tuyên truyền của Tuần lễ, trước khi năm học bắt đầu.",
            "Biên soạn, số hóa và cho tải miễn phí sách song ngữ tiếng Việt và tiếng dân tộc thiểu số.",
            "Có hướng dẫn về tiết đọc thư viện cho các trường có nhiều điểm trường lẻ.",
        ),
    ),
    "III.2": _Passage(
        1,
        (
            "Hỗ trợ kinh phí bổ sung sách, giá sách cho thư viện các trường vùng khó khăn.",
            "Tổ chức xe thư viện lưu động của tỉnh đến các điểm trường ít nhất mỗi học kỳ một lần.",
            "Quan tâm nâng cấp đường truyền Internet tới các điểm trường.",
        ),
    ),
}
"""What schools write."""

_OFFICE: Final[Mapping[str, _Passage]] = {
    "I.1": _Passage(
        1,
        (
            "{unit} đã thành lập Ban Chỉ đạo, phân công từng thành viên phụ trách bản, trường; đưa nội "
            "dung Tuần lễ vào giao ban hằng tuần.",
            "{unit} giao trung tâm học tập cộng đồng phối hợp với Hội Khuyến học, Đoàn Thanh niên, Hội Phụ "
            "nữ và các trường thực hiện; văn bản gửi tới các bản trước Tuần lễ mười ngày.",
            "{unit} họp với các trường, Hội Khuyến học và trưởng bản để thống nhất nội dung, thời gian; "
            "việc thực hiện được kiểm tra ngay trong tuần.",
        ),
    ),
    "I.2": _Passage(
        5,
        (
            "Lễ khai mạc được tổ chức {opening} với đại diện các trường, cơ quan, đoàn thể và nhân dân; "
            "chủ đề “{theme}” được phát trên loa truyền thanh mỗi sáng.",
            "Treo băng rôn ở trụ sở, đường trung tâm và nhà văn hóa các bản; phát tờ rơi ở chợ phiên, tổng "
            "số {3.count} ấn phẩm.",
            "Vận động cơ quan, doanh nghiệp, cá nhân tặng sách: {4.3.count} quyển đã đến các trường và tủ "
            "sách của bản.",
            "Mở lớp xóa mù chữ buổi tối ở nhà văn hóa, có {1.11.people} người theo học.",
            "Phổ biến kiến thức chăn nuôi, trồng chè, phòng cháy rừng cho {1.7.people} lượt người lao động.",
            "Nói chuyện về học tập suốt đời ở trung tâm học tập cộng đồng: {6.4.count} buổi, {6.4.people} "
            "lượt người nghe.",
            "Thi tìm hiểu lịch sử, văn hóa địa phương có {5.3.people} người dự thi.",
            "Tổ chức {6.1.count} cuộc thi đấu bóng chuyền, đẩy gậy, bắn nỏ giữa các bản.",
            "Đăng, phát {2.count} tin, bài trên cổng thông tin điện tử và đài truyền thanh.",
        ),
        is_list=True,
    ),
    "I.3": _Passage(
        1,
        (
            "Tính cả các đơn vị trực thuộc đã báo cáo, kết quả như sau:",
            "Các trường, bản trên địa bàn đều hưởng ứng. Kết quả chung:",
        ),
    ),
    "II.1": _Passage(
        2,
        (
            "Các trường, đoàn thể phối hợp tốt, hoạt động ở trường gắn với trung tâm học tập cộng đồng.",
            "Phong trào tặng sách lan tới từng bản; nhiều nhà văn hóa lần đầu có tủ sách.",
            "Hình thức tuyên truyền dễ hiểu, có cả tiếng dân tộc, nên bà con nghe và làm theo.",
        ),
    ),
    "II.2": _Passage(
        2,
        (
            "Kinh phí cho Tuần lễ hạn hẹp, chủ yếu lồng ghép với hoạt động khác.",
            "Trung tâm học tập cộng đồng ở một số nơi thiếu phòng, thiếu máy tính, người phụ trách kiêm "
            "nhiệm.",
            "Một vài đơn vị báo cáo muộn, số liệu phải sửa nhiều lần.",
            "Bà con đi làm nương xa, buổi tối ít người dự lớp.",
        ),
    ),
    "III.1": _Passage(
        1,
        (
            "Sớm hướng dẫn nội dung, chủ đề hằng năm và cách tính số liệu thống nhất trong cả nước.",
            "Có tài liệu dành riêng cho trung tâm học tập cộng đồng ở vùng dân tộc thiểu số và miền núi.",
        ),
    ),
    "III.2": _Passage(
        1,
        (
            "Bố trí kinh phí riêng cho Tuần lễ trong dự toán hằng năm của các xã.",
            "Bồi dưỡng nghiệp vụ cho người phụ trách trung tâm học tập cộng đồng; trang bị máy tính, sách.",
            "Duy trì xe thư viện lưu động về các xã vùng cao.",
        ),
    ),
}
"""What offices write."""

_DOCUMENTS: Final = (
    ("Kế hoạch", "KH", "Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm {year}"),
    ("Quyết định", "QĐ", "Thành lập Ban tổ chức Tuần lễ hưởng ứng học tập suốt đời năm {year}"),
    ("Thông báo", "TB", "Phân công nhiệm vụ trong Tuần lễ hưởng ứng học tập suốt đời năm {year}"),
    ("Thư ngỏ", "TN", "Vận động quyên góp sách cho tủ sách, thư viện"),
)
"""Type, symbol and subject of documents that a unit may have issued."""


def made_up_narrative(form: Form, unit: Unit, figures: Figures, random: Random) -> dict[str, Text]:
    """What `unit` writes under the headings of its report, by their keys.

    `figures` are those that the report prints, with the units below. `random` chooses the sentences.
    """
    passages = _SCHOOL if unit.level == form.levels[0].key else _OFFICE
    return {
        heading.key: _text(form, unit, heading, passages[heading.key], figures, random)
        for heading in form.headings_at(unit.level)
        if heading.key in passages
    }


def _text(
    form: Form, unit: Unit, heading: Heading, passage: _Passage, figures: Figures, random: Random
) -> Text:
    said = [sentence for sentence in passage.sentences if _has_numbers(form, sentence, figures)]
    chosen = sorted(random.sample(range(len(said)), min(passage.most, len(said))))
    lines = [tuple(_runs(form, unit, said[at])) for at in chosen]
    text: Text = (
        (ListBlock(tuple(map(ListItem, lines))),) if passage.is_list else tuple(map(Paragraph, lines))
    )
    if heading.documents is not None:
        text += _documents(form, unit, heading.documents, random)
    if heading.figures_in_words:
        text += figures_in_words(form, figures)
    return text


def _names(sentence: str) -> Sequence[tuple[str, str]]:
    """The text before each name in braces, and the name; an empty name behind the last text."""
    return [(text, name or "") for text, name, _, _ in Formatter().parse(sentence)]


def _has_numbers(form: Form, sentence: str, figures: Figures) -> bool:
    cells = {str(cell): cell for cell in form.cells}
    named = [name for _, name in _names(sentence) if name and not name.isalpha()]
    return all(name in cells and displayed_value(form, figures, cells[name]) for name in named)


def _runs(form: Form, unit: Unit, sentence: str) -> Sequence[Run]:
    cells = {str(cell): cell for cell in form.cells}
    words = {
        "theme": form.campaign.theme,
        "opening": f"ngày {_day(form.campaign.opening)}",
        "unit": _issuer(form, unit),
    }
    runs: list[Run] = []
    for text, name in _names(sentence):
        runs.append(TextRun(text + words.get(name, "")))
        if name in cells:
            runs.append(FigureRun(cells[name]))
    return runs


def _documents(form: Form, unit: Unit, words: DocumentWords, random: Random) -> Text:
    """A list of the documents that `unit` issued in the weeks before the campaign."""
    kinds = sorted(random.sample(range(len(_DOCUMENTS)), random.randint(2, len(_DOCUMENTS))))
    number, day = random.randint(5, 60), form.campaign.starts - timedelta(days=random.randint(14, 18))
    own = _in_own_words(form, unit, form.level_by_key[unit.level].abbreviation)
    rows = []
    for kind, symbol, subject in (_DOCUMENTS[at] for at in kinds):
        cells = (
            f"{kind} số {number}/{symbol}-{own}",
            _day(day),
            _issuer(form, unit),
            subject.format(year=form.campaign.year),
        )
        rows.append(tuple((TextRun(cell),) for cell in cells))
        number += random.randint(1, 9)
        day += timedelta(days=random.randint(1, 3))
    *_, empty = begun_list(words)
    assert isinstance(empty, Table)
    return Paragraph((TextRun(counting_sentence(words, len(rows))),)), Table((empty.rows[0], *rows))


def _issuer(form: Form, unit: Unit) -> str:
    """`unit` as a sentence names it."""
    return _in_own_words(form, unit, form.level_by_key[unit.level].in_text)


def _in_own_words(form: Form, unit: Unit, template: str) -> str:
    """A template of the unit's level, which names nobody above it."""
    return template.format(**asdict(unit_names(form, unit)))


def _day(day: date) -> str:
    return (
        f"{day.day:02}/{day.month:02}/{day.year}" if day.month < 3 else f"{day.day:02}/{day.month}/{day.year}"
    )
