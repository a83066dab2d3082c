"""What levels call a heading that call it otherwise: a line for each level, with a number and a title."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.edits import set_value
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.widgets.inputs import LineEdit
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import TomlValue

_KEYS: Final = ("number", "title")
_NAMES: Final = {"number": "Số", "title": "Tiêu đề"}


class LevelWords(QWidget):
    """The words of the heading that `show_heading` chooses. An empty field means the words of all levels,
    which it shows in grey."""

    def __init__(self, editor: DraftEditor) -> None:
        super().__init__()
        self._editor, self._heading = editor, ""
        self._built_for: object = None  # the keys and names of the levels
        self.inputs: dict[tuple[str, str], LineEdit] = {}
        """The fields by level and by `number` or `title`."""
        title = QLabel("Lời khác ở từng cấp")
        theme().set_font(title, TextRole.STRONG)
        said = QLabel("Để trống thì cấp ấy in số và tiêu đề chung ở trên.", wordWrap=True)
        theme().apply_style(said, "color: $muted;")
        self._grid = QGridLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.M, 0, 0)
        for widget in (title, said):
            column.addWidget(widget)
        column.addLayout(self._grid)

    def show_heading(self, key: str) -> None:
        """Show the words of the heading `key`."""
        self._commit_focused()
        self._heading = key
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.FocusOut:
            self._commit_focused(watched)
        return super().eventFilter(watched, event)

    def _commit_focused(self, watched: QObject | None = None) -> None:
        for place, line in self.inputs.items():
            if line is watched or (watched is None and line.hasFocus()):
                self._put(*place, clean_line(line.text()))

    def _put(self, level: str, key: str, text: str) -> None:
        """Let the heading be called `text` at `level`; not otherwise than elsewhere where it is empty."""
        heading = self._values()
        words = {name: {**said} for name, said in _words(heading).items()}
        if not heading or words.get(level, {}).get(key, "") == text:
            return
        said = {name: value for name, value in {**words.get(level, {}), key: text}.items() if value}
        left = {name: each for name, each in {**words, level: said}.items() if each}
        set_value(self._editor, "heading", self._heading, "at", left or None)

    def _refresh(self) -> None:
        draft, heading = self._editor.draft, self._values()
        if draft is None or not heading:
            return
        levels = [(str(each["key"]), str(each["name"])) for each in draft.definition.entries("level")]
        if levels != self._built_for:
            self._built_for = levels
            self._build(levels)
        own, words = heading.get("levels"), _words(heading)
        for (level, key), line in self.inputs.items():
            line.setEnabled(not isinstance(own, list) or level in own)
            line.setPlaceholderText(str(heading[key]))
            text = str(words.get(level, {}).get(key, ""))
            if line.text() != text:
                line.setText(text)

    def _build(self, levels: list[tuple[str, str]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.inputs = {}
        for at, (level, name) in enumerate(levels):
            label = QLabel(name, wordWrap=True)
            self._grid.addWidget(label, at, 0)
            for column, key in enumerate(_KEYS, 1):
                line = self.inputs[level, key] = LineEdit()
                line.setAccessibleName(f"{_NAMES[key]} ở cấp {name}")
                line.installEventFilter(self)
                line.returnPressed.connect(self._commit_focused)
                self._grid.addWidget(line, at, column)
        for column, stretch in enumerate((3, 1, 5)):
            self._grid.setColumnStretch(column, stretch)

    def _values(self) -> Mapping[str, TomlValue]:
        draft = self._editor.draft
        if draft is None or self._heading not in draft.definition.keys("heading"):
            return {}
        return draft.definition.values(services.campaign_drafts.Entry("heading", self._heading))


def _words(heading: Mapping[str, TomlValue]) -> Mapping[str, Mapping[str, TomlValue]]:
    at = heading.get("at")
    return (
        {key: said for key, said in at.items() if isinstance(said, Mapping)}
        if isinstance(at, Mapping)
        else {}
    )
