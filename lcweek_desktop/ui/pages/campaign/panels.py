"""The panels of what is said of the campaign and of its levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lcweek_desktop.domain.form import Level, LevelKey
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.campaigns.text_names import TEXT_NAMES
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.entry_fields import EntryFields
from lcweek_desktop.ui.pages.campaign.fields import Field, FieldKind
from lcweek_desktop.ui.pages.campaign.list_panel import ListPanel
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets.messages import ask_question, show_message

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.levels import RemovedLevel
    from lcweek_desktop.services.workspace.workspace import Workspace

_LINE, _LINES, _TEXT = FieldKind.LINE, FieldKind.LINES, FieldKind.TEXT
_DAY = FieldKind.DAY
_PLACEHOLDERS = (
    "Chỗ điền: {name} tên đơn vị, {inside} tên trong câu, {short} tên ngắn, {parent_listed} nơi nhận báo "
    "cáo, {parent_place} địa danh của nơi nhận, {superior} cơ quan chủ quản, {initials} chữ viết tắt; viết "
    "HOA thì in hoa."
)
_NO_DEADLINE = "Chưa rõ hạn thì để trống cả ngày, lời và lời nhắc sau hạn."
_UNIT = "{unit} là tên đơn vị."
_LETTER = "Mỗi dòng một đoạn; {receiver} và {deadline} được điền vào."
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
    _text("letter_subject", optional=True),
    _text("letter", _LINES, _LETTER, optional=True),
    _text("letter_late", _LINES, _LETTER, optional=True),
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
    """Thông tin: names, days and texts of the campaign."""
    return EntryFields(editor, "campaign", _CAMPAIGN)


class LevelPanel(ListPanel):
    """Các cấp: the levels and what their letterheads say."""

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
