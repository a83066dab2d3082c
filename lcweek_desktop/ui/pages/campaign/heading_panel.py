"""Đề cương: the headings of the narrative, under which other heading each stands, and at which levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from lcweek_desktop.domain.text import inside_quotes
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.fields import Field, FieldKind, Values
from lcweek_desktop.ui.pages.campaign.level_words import LevelWords
from lcweek_desktop.ui.pages.campaign.list_panel import ListPanel
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.widgets.messages import ask_question

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import Definition, TomlValue


class HeadingPanel(ListPanel):
    """The headings of the draft."""

    def __init__(self, editor: DraftEditor) -> None:
        super().__init__(
            editor,
            "heading",
            _FIELDS,
            lambda heading: self._heading_text(heading),
            lambda heading: heading.get("has_text") is False,
        )
        self._draft_editor = editor
        self.words = LevelWords(editor)
        self.fields.add_below(self.words)
        self.list.setAccessibleName("Các mục của đề cương")
        self.current_shown.connect(self.words.show_heading)
        self.add_heading_button = self.add_button("Thêm mục", "add", self.add_heading)
        self.up_button = self.add_button("Lên", "up", lambda: self._move(-1))
        self.down_button = self.add_button("Xuống", "down", lambda: self._move(1))
        self.number_button = self.add_button("Đánh số lại", "numbers", self.number_again)
        self.remove_button = self.add_button("Xóa mục", "remove", self.ask_to_remove)

    def add_heading(self) -> None:
        """Add a heading after the current one, its title ready to be typed."""
        draft, key = self._draft_editor.draft, self.current_key
        if draft is not None and key:
            added = services.headings.add_heading_after(draft.definition, key)
            self._draft_editor.edit(lambda _definition: added.definition)
            self.go_to(added.key)
            self.fields.focus_field("title")

    def ask_to_remove(self) -> None:
        """Take the current heading away; ask first when headings below it would go too."""
        draft, key = self._draft_editor.draft, self.current_key
        if draft is None or not key:
            return
        headings = services.tree.tree_of(draft.definition, "heading")
        under = len([*services.tree.below(headings, key)]) - 1
        if under:
            ask_question(
                self,
                f"Xóa mục “{inside_quotes(str(headings[key]['title']))}” cùng {under} mục con?",
                yes="Xóa",
                detail="Có thể lấy lại bằng Ctrl+Z.",
                then=lambda: self._remove(key),
            )
        else:
            self._remove(key)

    def number_again(self) -> None:
        """Number the current heading and those beside it anew."""
        key = self.current_key
        if key:
            self._draft_editor.edit(
                lambda definition: services.numbering.renumbered(definition, "heading", key)
            )

    def _remove(self, key: str) -> None:
        self._draft_editor.edit(lambda definition: services.headings.remove_heading(definition, key))

    def _move(self, by: int) -> None:
        key = self.current_key
        if key:
            self._draft_editor.edit(lambda definition: services.tree.moved(definition, "heading", key, by))

    def _heading_text(self, heading: Mapping[str, TomlValue]) -> str:
        """A heading in the list, further in the more headings it stands under."""
        draft = self._draft_editor.draft
        headings = {} if draft is None else services.tree.tree_of(draft.definition, "heading")
        depth, above = 0, heading
        while depth < len(headings) and (above := headings.get(str(above.get("parent")), {})):
            depth += 1
        number = str(heading["number"])
        dot = "." if number[-1:].isalnum() else ""
        return f"{'    ' * depth}{number}{dot} {heading['title']}"


def _parents(
    definition: Definition, values: Mapping[str, TomlValue]
) -> Sequence[tuple[TomlValue | None, str]]:
    """The headings that a heading may stand under."""
    headings = services.tree.tree_of(definition, "heading")
    own = {*services.tree.below(headings, str(values["key"]))}
    named = [
        (key, f"{each['number']} {each['title']}".strip()) for key, each in headings.items() if key not in own
    ]
    return [(None, "(không, đứng riêng)"), *named]


def _levels(
    definition: Definition, values: Mapping[str, TomlValue]
) -> Sequence[tuple[TomlValue | None, str]]:
    """The levels that a heading may have: those of the heading above it."""
    headings = services.tree.tree_of(definition, "heading")
    above: Mapping[str, TomlValue] = headings.get(str(values.get("parent")), {})
    while above and "levels" not in above:
        above = headings.get(str(above.get("parent")), {})
    listed = above.get("levels")
    return [
        (str(level["key"]), str(level["name"]))
        for level in definition.entries("level")
        if not isinstance(listed, list) or level["key"] in listed
    ]


def _put_under(definition: Definition, key: str, parent: TomlValue | None) -> Definition:
    put: Definition = services.headings.put_heading_under(
        definition, key, None if parent is None else str(parent)
    )
    return put


def _document_word(name: str, _definition: Definition, values: Values) -> TomlValue | None:
    words = values.get("documents")
    return words.get(name) if isinstance(words, Mapping) else None


def _with_document_word(name: str, definition: Definition, key: str, word: TomlValue | None) -> Definition:
    changed: Definition = services.headings.with_document_word(definition, key, name, str(word or ""))
    return changed


_DOCUMENT_WORDS: Final = {
    "sentence": "Câu trên bảng văn bản",
    "name": "Cột thứ nhất",
    "date": "Cột thứ hai",
    "issuer": "Cột thứ ba",
    "subject": "Cột thứ tư",
}
_SENTENCE_HINT: Final = "{count} là số văn bản trong bảng, tự đếm."

_FIELDS = (
    Field("number", "Số"),
    Field("title", "Tiêu đề", FieldKind.TEXT),
    Field("parent", "Nằm trong mục", FieldKind.CHOICE, choices=_parents, change=_put_under),
    Field("levels", "Cấp có mục này", FieldKind.TICKS, optional=True, choices=_levels),
    Field(
        "style",
        "Cách in",
        FieldKind.CHOICE,
        choices=lambda _definition, _values: [
            (None, "Số và tiêu đề cùng dòng"),
            ("part", "Số giữa trang (PHẦN A), tiêu đề ở dòng dưới"),
        ],
    ),
    Field("has_text", "Có nội dung viết ngay dưới mục này", FieldKind.SWITCH),
    Field("figures_in_words", "Có nút “Viết từ số liệu” ở mục này", FieldKind.SWITCH),
    Field(
        "documents",
        "Có nút “Thêm văn bản” ở mục này",
        FieldKind.SWITCH,
        read=lambda _definition, values: "documents" in values,
        change=lambda definition, key, value: services.headings.with_documents(
            definition, key, value is True
        ),
        default=False,
    ),
    *(
        Field(
            f"documents.{key}",
            label,
            FieldKind.TEXT if key == "sentence" else FieldKind.LINE,
            hint=_SENTENCE_HINT if key == "sentence" else "",
            applies=lambda values: "documents" in values,
            read=partial(_document_word, key),
            change=partial(_with_document_word, key),
        )
        for key, label in _DOCUMENT_WORDS.items()
    ),
    Field("guidance", "Hướng dẫn (mỗi ý một dòng)", FieldKind.LINES, optional=True),
)
