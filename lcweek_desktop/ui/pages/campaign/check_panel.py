"""Kiểm tra: what a report is checked for, each in a sentence; some kinds can be added and removed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLabel, QMenu

from lcweek_desktop.domain.form import Severity
from lcweek_desktop.domain.rules import RULES
from lcweek_desktop.services.campaigns.check_words import check_text, field_hint
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.fields import Choices, Field, FieldKind
from lcweek_desktop.ui.pages.campaign.list_panel import ListPanel
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.widgets.theme import Space, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import Definition, TomlValue

_SEVERITIES: Final = {
    Severity.ERROR: "Lỗi: chưa chốt được báo cáo",
    Severity.WARNING: "Lưu ý: xem lại trước khi chốt",
}
_OF_THE_PROGRAM: Final = "Phép kiểm tra của chương trình: chỉ sửa được câu báo, không bỏ được."


class CheckPanel(ListPanel):
    """The checks of the draft."""

    def __init__(self, editor: DraftEditor) -> None:
        super().__init__(editor, "check", _FIELDS, _line, _is_addable)
        self._draft_editor = editor
        self.list.setAccessibleName("Các phép kiểm tra")
        self.about = QLabel(wordWrap=True)
        theme().apply_style(self.about, "color: $muted;")
        self.about.setContentsMargins(0, Space.S, 0, 0)
        self.fields.add_below(self.about)
        self.menu = QMenu(self)
        """The kinds that can be added."""
        self.menu.aboutToShow.connect(self._fill_menu)
        self.add_button("Thêm", "add", lambda: None).setMenu(self.menu)
        self.remove_button = self.add_button("Xóa", "remove", self.remove_check)
        self.current_shown.connect(lambda _key: self._update())

    def _fill_menu(self) -> None:
        """Let the menu have the kinds of check that this form can have more of."""
        draft = self._draft_editor.draft
        if draft is None:
            return
        measures = len(draft.definition.keys("measure"))
        self.menu.clear()
        for kind, each in services.checks.CHECK_KINDS.items():
            if each.measures <= measures:
                self.menu.addAction(each.name, partial(self.add_check, kind))

    def add_check(self, kind: str) -> None:
        """Add a check of `kind` behind the others."""
        draft = self._draft_editor.draft
        if draft is not None:
            added = services.checks.add_check(draft.definition, kind)
            self._draft_editor.edit(lambda _definition: added.definition)
            self.go_to(added.key)
            self.fields.focus_field("sentence")

    def remove_check(self) -> None:
        """Take the current check away, if it is of a kind that can be added."""
        key = self.current_key
        if key and self._is_current_addable():
            self._draft_editor.edit(lambda definition: services.checks.remove_check(definition, key))

    def _is_current_addable(self) -> bool:
        return bool(self._current()) and _is_addable(self._current())

    def _current(self) -> Mapping[str, TomlValue]:
        draft, key = self._draft_editor.draft, self.current_key
        entries = () if draft is None else draft.definition.entries("check")
        return next((each for each in entries if each["key"] == key), {})

    def _update(self) -> None:
        check = self._current()
        self.remove_button.setEnabled(self._is_current_addable())
        kind = str(check.get("kind", ""))
        if kind in RULES:
            name = (
                services.checks.CHECK_KINDS[kind].name + "."
                if kind in services.checks.CHECK_KINDS
                else _OF_THE_PROGRAM
            )
            self.about.setText(f"{name} {field_hint(RULES[kind].fields)}".strip())


def _line(check: Mapping[str, TomlValue]) -> str:
    return check_text(str(check.get("sentence", "")))


def _is_addable(check: Mapping[str, TomlValue]) -> bool:
    return check.get("kind") in services.checks.CHECK_KINDS


def _reads(option: str) -> Callable[[Mapping[str, TomlValue]], bool]:
    """Whether a check is of a kind that can be added and reads `option`."""

    def reads(check: Mapping[str, TomlValue]) -> bool:
        kind = str(check.get("kind"))
        return kind in services.checks.CHECK_KINDS and option in RULES[kind].options

    return reads


def _named(list_name: str, name: str) -> Choices:
    def choices(
        definition: Definition, _values: Mapping[str, TomlValue]
    ) -> Sequence[tuple[TomlValue | None, str]]:
        return [(str(each["key"]), str(each[name])) for each in definition.entries(list_name)]

    return choices


_FIELDS: Final = (
    Field("sentence", "Câu báo", FieldKind.TEXT),
    Field(
        "severity",
        "Mức",
        FieldKind.CHOICE,
        choices=lambda _definition, _values: [(each.value, words) for each, words in _SEVERITIES.items()],
        applies=_is_addable,
    ),
    Field(
        "rows",
        "Ở các dòng",
        FieldKind.ROWS,
        hint="Số thứ tự của các dòng, như 7.1, 9.2",
        applies=_reads("rows"),
    ),
    Field("measure", "Cột", FieldKind.CHOICE, choices=_named("measure", "label"), applies=_reads("measure")),
    Field(
        "against",
        "So với cột",
        FieldKind.CHOICE,
        choices=_named("measure", "label"),
        applies=_reads("against"),
    ),
    Field("units", "Đơn vị tính (mỗi dòng một)", FieldKind.LINES, applies=_reads("units")),
    Field("number", "Mức so sánh", FieldKind.NUMBER, applies=_reads("number")),
    Field("levels", "Ở các cấp", FieldKind.TICKS, choices=_named("level", "name"), applies=_reads("levels")),
)
