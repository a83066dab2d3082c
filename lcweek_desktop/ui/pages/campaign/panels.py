"""The panels of the page but for that of the rows: headings, levels, and what is said of the campaign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.entry_fields import EntryFields, Field, FieldKind
from lcweek_desktop.ui.pages.campaign.list_panel import ListPanel
from lcweek_desktop.ui.session import services

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import TomlValue

_LINES, _TEXT, _DAY, _SWITCH = FieldKind.LINES, FieldKind.TEXT, FieldKind.DAY, FieldKind.SWITCH
_PLACEHOLDERS = (
    "Chỗ điền: {name} tên đơn vị, {inside} tên trong câu, {short} tên ngắn, {parent_listed} nơi nhận báo "
    "cáo, {parent_place} địa danh của nơi nhận, {superior} cơ quan chủ quản, {initials} chữ viết tắt; viết "
    "HOA thì in hoa."
)

_NO_DEADLINE = "Chưa rõ hạn thì để trống cả ngày, lời và lời nhắc sau hạn."

_CAMPAIGN = (
    Field("name", "Tên kỳ báo cáo"),
    Field("theme", "Chủ đề", _TEXT),
    Field("notice", "Lưu ý về biểu mẫu (không in)", _TEXT, optional=True),
    Field("starts", "Bắt đầu", _DAY),
    Field("ends", "Kết thúc", _DAY),
    Field("opening", "Khai mạc", _DAY),
    Field("deadline", "Hạn nộp (ngày cuối còn kịp)", _DAY, optional=True, hint=_NO_DEADLINE),
    Field("deadline_text", "Hạn nộp viết bằng lời", optional=True, hint=_NO_DEADLINE),
    Field("recipient", "Nơi nhận báo cáo"),
    Field("email", "Thư điện tử nhận bản mềm", optional=True),
    Field("title", "Tên loại văn bản"),
    Field("subject", "Trích yếu"),
    Field("opening_sentence", "Câu mở đầu", _TEXT, hint="{unit} là tên đơn vị."),
    Field("closing_sentence", "Câu kết", _TEXT, hint="{unit} là tên đơn vị."),
    Field("table_name", "Tên phụ lục số liệu"),
    Field("table_title", "Tiêu đề biểu số liệu", _LINES),
    Field("template_title", "Tiêu đề mẫu trống", _LINES),
    Field("template_reference", "Dòng kèm theo của mẫu trống", _TEXT),
    Field("photos_title", "Tiêu đề phần hình ảnh"),
    Field("reminder", "Lời nhắc trước hạn", _LINES, hint="{units}, {receiver} và {deadline} được điền vào."),
    Field(
        "reminder_late",
        "Lời nhắc sau hạn",
        _LINES,
        optional=True,
        hint="{units}, {receiver} và {deadline} được điền vào.",
    ),
)
_HEADING = (
    Field("number", "Số"),
    Field("title", "Tiêu đề", _TEXT),
    Field("has_text", "Có nội dung viết ngay dưới mục này", _SWITCH),
    Field("guidance", "Hướng dẫn (mỗi ý một dòng)", _LINES, optional=True),
)
_LEVEL = (
    Field("name", "Tên cấp"),
    Field("superior", "Cơ quan chủ quản", hint=_PLACEHOLDERS),
    Field("issuer", "Cơ quan ban hành", hint=_PLACEHOLDERS),
    Field("abbreviation", "Chữ viết tắt trong số văn bản", hint=_PLACEHOLDERS),
    Field("place", "Địa danh", hint=_PLACEHOLDERS),
    Field("signer_title", "Chức danh người ký", _LINES),
    Field("recipients", "Nơi nhận", _LINES, hint=_PLACEHOLDERS),
    Field("opening_sentence", "Câu mở đầu riêng của cấp này", _TEXT, optional=True),
)


def campaign_label(key: str) -> str:
    """What the text or day `key` of the campaign is called."""
    labels = {field.key: field.label for field in _CAMPAIGN} | {"id": "Mã kỳ báo cáo", "year": "Năm"}
    return labels.get(key, key)


def campaign_panel(editor: DraftEditor) -> EntryFields:
    """Thông tin chung: names, days and texts of the campaign."""
    return EntryFields(editor, "campaign", _CAMPAIGN)


def level_panel(editor: DraftEditor) -> ListPanel:
    """Cấp báo cáo: the levels and what their letterheads say."""
    return ListPanel(editor, "level", _LEVEL, lambda level: str(level["name"]))


class HeadingPanel(ListPanel):
    """Đề cương: the headings of the narrative."""

    def __init__(self, editor: DraftEditor) -> None:
        super().__init__(
            editor,
            "heading",
            _HEADING,
            _heading_text,
            lambda heading: heading.get("has_text") is False,
        )
        self._draft_editor = editor
        self.add_button("Thêm mục", "add", self.add_heading)
        self.add_button("Lên", "up", lambda: self._move(-1))
        self.add_button("Xuống", "down", lambda: self._move(1))
        self.add_button("Xóa mục", "remove", self.remove_heading)

    def add_heading(self) -> None:
        """Add a heading after the current one, its title ready to be typed."""
        draft, key = self._draft_editor.draft, self.current_key
        if draft is not None and key:
            added = services.headings.add_heading_after(draft.definition, key)
            self._draft_editor.edit(lambda _definition: added.definition)
            self.go_to(added.key)
            self.fields.focus_field("title")

    def remove_heading(self) -> None:
        """Take the current heading away."""
        key = self.current_key
        if key:
            self._draft_editor.edit(lambda definition: services.headings.remove_heading(definition, key))

    def _move(self, by: int) -> None:
        key = self.current_key
        if key:
            self._draft_editor.edit(lambda definition: services.headings.move_heading(definition, key, by))


def _heading_text(heading: Mapping[str, TomlValue]) -> str:
    """A heading in the list; one with a text of its own is indented."""
    indent = "    " if heading.get("has_text") else ""
    return f"{indent}{heading['number']}. {heading['title']}"
