"""Các cột: the columns of numbers, from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lcweek_desktop.domain.form import RollUpKind
from lcweek_desktop.domain.text import inside_quotes
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.fields import Field, FieldKind, Values
from lcweek_desktop.ui.pages.campaign.list_panel import ListPanel
from lcweek_desktop.ui.pages.campaign.row_cells import DECIMALS, ROLL_UPS
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.widgets.messages import ask_question

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import Definition, TomlValue

_SUMS_CLOSE: Final = "Cột không cộng dồn thì các ô tự cộng của cột thành “Không dùng”; Ctrl+Z lấy lại được."


class MeasurePanel(ListPanel):
    """The measures of the draft: one to five."""

    def __init__(self, editor: DraftEditor) -> None:
        super().__init__(editor, "measure", _FIELDS, lambda measure: str(measure["label"]))
        self._draft_editor = editor
        self.list.setAccessibleName("Các cột số liệu")
        self.add_measure_button = self.add_button("Thêm cột", "add", self.add_measure)
        self.up_button = self.add_button("Lên", "up", lambda: self._move(-1))
        self.down_button = self.add_button("Xuống", "down", lambda: self._move(1))
        self.remove_button = self.add_button("Xóa cột…", "remove", self.ask_to_remove)
        self.up_button.setToolTip("Sang trái trên bản in")
        self.down_button.setToolTip("Sang phải trên bản in")
        self.current_shown.connect(lambda _key: self._update())

    def add_measure(self) -> None:
        """Add a column behind the others, its name ready to be typed."""
        draft = self._draft_editor.draft
        if draft is not None:
            added = services.measures.add_measure(draft.definition)
            self._draft_editor.edit(lambda _definition: added.definition)
            self.go_to(added.key)
            self.fields.focus_field("label")

    def ask_to_remove(self) -> None:
        """Ask whether to take the current column away with all its cells."""
        key, item = self.current_key, self.list.currentItem()
        if key and item is not None:
            ask_question(
                self,
                f"Xóa cột “{inside_quotes(item.text())}” ở mọi dòng?",
                yes="Xóa cột",
                detail="Phép kiểm tra so sánh cột này với cột khác cũng bị bỏ. Có thể lấy lại bằng Ctrl+Z.",
                then=lambda: self._draft_editor.edit(
                    lambda definition: services.measures.remove_measure(definition, key)
                ),
            )

    def _move(self, by: int) -> None:
        key = self.current_key
        if key:
            self._draft_editor.edit(lambda definition: services.measures.move_measure(definition, key, by))

    def _update(self) -> None:
        draft = self._draft_editor.draft
        count = 0 if draft is None else len(draft.definition.keys("measure"))
        self.add_measure_button.setEnabled(0 < count < services.measures.MOST)
        self.remove_button.setEnabled(count > 1)


def _with_roll_up(definition: Definition, key: str, roll_up: TomlValue | None) -> Definition:
    changed: Definition = services.measures.with_roll_up(definition, key, RollUpKind(str(roll_up)))
    return changed


def _limit(definition: Definition, values: Values) -> TomlValue | None:
    limit: int | None = services.measures.limit_of(definition, str(values.get("key")))
    return limit


def _with_limit(definition: Definition, key: str, limit: TomlValue | None) -> Definition:
    changed: Definition = services.measures.with_limit(
        definition, key, limit if isinstance(limit, int) else None
    )
    return changed


_FIELDS: Final = (
    Field("label", "Tên cột", FieldKind.TEXT),
    Field(
        "decimals",
        "Loại số",
        FieldKind.CHOICE,
        choices=lambda _definition, _values: [(n or None, words) for n, words in DECIMALS.items()],
    ),
    Field(
        "roll_up",
        "Gộp lên cấp trên",
        FieldKind.CHOICE,
        hint=_SUMS_CLOSE,
        choices=lambda _definition, _values: [(kind.value, words) for kind, words in ROLL_UPS.items()],
        change=_with_roll_up,
        default=RollUpKind.SUM.value,
    ),
    Field(
        "limit",
        "Số lớn nhất được nhập",
        FieldKind.NUMBER,
        optional=True,
        hint="Ví dụ 100 cho cột tỷ lệ %. Để trống thì theo đơn vị tính của từng dòng.",
        read=_limit,
        change=_with_limit,
    ),
)
