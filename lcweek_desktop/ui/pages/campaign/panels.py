"""The panels of the page but for that of the rows: headings, levels, and what is said of the campaign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lcweek_desktop.domain.form import Level, LevelKey
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.campaigns.text_names import TEXT_NAMES
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.entry_fields import EntryFields, Field, FieldKind
from lcweek_desktop.ui.pages.campaign.list_panel import ListPanel
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.messages import ask_question, show_message

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import TomlValue
    from lcweek_desktop.services.workbench.levels import RemovedLevel
    from lcweek_desktop.services.workspace.workspace import Workspace

_LINE, _LINES, _TEXT = FieldKind.LINE, FieldKind.LINES, FieldKind.TEXT
_DAY, _SWITCH = FieldKind.DAY, FieldKind.SWITCH
_PLACEHOLDERS = (
    "Chỗ điền: {name} tên đơn vị, {inside} tên trong câu, {short} tên ngắn, {parent_listed} nơi nhận báo "
    "cáo, {parent_place} địa danh của nơi nhận, {superior} cơ quan chủ quản, {initials} chữ viết tắt; viết "
    "HOA thì in hoa."
)
_NO_DEADLINE = "Chưa rõ hạn thì để trống cả ngày, lời và lời nhắc sau hạn."
_UNIT = "{unit} là tên đơn vị."
_REMINDER = "{units}, {receiver} và {deadline} được điền vào."


def _text(key: str, kind: FieldKind = _LINE, hint: str = "", *, optional: bool = False) -> Field:
    """The field of a text or day of the campaign."""
    return Field(key, TEXT_NAMES[key], kind, optional, hint)


_CAMPAIGN = (
    _text("name"),
    _text("theme", _TEXT),
    _text("notice", _TEXT, optional=True),
    _text("starts", _DAY),
    _text("ends", _DAY),
    _text("opening", _DAY),
    _text("deadline", _DAY, _NO_DEADLINE, optional=True),
    _text("deadline_text", hint=_NO_DEADLINE, optional=True),
    _text("recipient"),
    _text("email", optional=True),
    _text("title"),
    _text("subject"),
    _text("opening_sentence", _TEXT, _UNIT),
    _text("closing_sentence", _TEXT, _UNIT),
    _text("table_name"),
    _text("table_title", _LINES),
    _text("template_title", _LINES),
    _text("template_reference", _TEXT),
    _text("photos_title"),
    _text("reminder", _LINES, _REMINDER),
    _text("reminder_late", _LINES, _REMINDER, optional=True),
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


def campaign_panel(editor: DraftEditor) -> EntryFields:
    """Thông tin chung: names, days and texts of the campaign."""
    return EntryFields(editor, "campaign", _CAMPAIGN)


class LevelPanel(ListPanel):
    """Cấp báo cáo: the levels and what their letterheads say."""

    def __init__(self, editor: DraftEditor, operations: Operations[Workspace]) -> None:
        super().__init__(editor, "level", _LEVEL, lambda level: str(level["name"]))
        self._draft_editor, self._operations = editor, operations
        self.list.setAccessibleName("Các cấp báo cáo")
        self.remove_button = self.add_button("Xóa cấp…", "remove", self.ask_to_remove)

    def ask_to_remove(self) -> None:
        """Ask whether to take the current level away; the level of listed units stays."""
        form, key = self._draft_editor.form, LevelKey(self.current_key)
        if form is not None and key in form.level_by_key:
            self._operations.read(
                lambda workspace: services.levels.units_of_level(workspace.context, form, key),
                lambda units: self._ask_to_remove(form.level_by_key[key], units),
            )

    def _ask_to_remove(self, level: Level, units: Sequence[Unit]) -> None:
        draft = self._draft_editor.draft
        if units:
            show_message(
                self,
                f"Chưa xóa được cấp “{level.name}”; kỳ báo cáo vẫn nguyên.",
                f"Danh mục đơn vị của kỳ này có {len(units)} đơn vị ở cấp ấy, như {units[0].name}.",
            )
        elif draft is not None and level.key in draft.definition.keys("level"):
            removed = services.levels.remove_level(draft.definition, level.key)
            ask_question(
                self,
                f"Xóa cấp “{level.name}”?",
                yes="Xóa cấp",
                detail=_removed_text(removed),
                then=lambda: self._draft_editor.edit(
                    lambda definition: services.levels.remove_level(definition, level.key).definition
                ),
            )


def _removed_text(removed: RemovedLevel) -> str:
    """What goes with a level."""
    told = []
    if removed.rows:
        rows = ", ".join(removed.rows)
        told.append(f"Ô số liệu chỉ cấp này nhập thành “Không dùng”: dòng {rows}.")
    if removed.headings:
        told.append(f"Mục chỉ cấp này viết bị bỏ: {', '.join(removed.headings)}.")
    if removed.checks:
        told.append(f"Bỏ {len(removed.checks)} phép kiểm tra chỉ dành cho cấp này.")
    return " ".join([*told, "Có thể lấy lại bằng Ctrl+Z."])


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
        self.list.setAccessibleName("Các mục của đề cương")
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
