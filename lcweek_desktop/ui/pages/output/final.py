"""The second step: what freezing means, the final print, drafts, and the report as a file."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from lcweek_desktop.ui.pages.output.output_state import OutputState
from lcweek_desktop.ui.pages.output.step import StepCard
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, theme

_MEANING: Final = (
    "Chốt là giữ nguyên báo cáo đúng như bản in ra, không còn chữ BẢN NHÁP. "
    "Sửa sau khi chốt thì thành bản số {next}, phải in, ký và gửi lại."
)
_FROZEN: Final = "Đã chốt bản số {revision}: in, trình ký, đóng dấu. Sửa sau đây sẽ thành bản số {next}."
_ERRORS: Final = "Còn {count} lỗi phải sửa mới chốt được; bản nháp vẫn in và lưu được."
_KINDS: Final = {
    ".pdf": ("PDF…", "pdf"),
    ".docx": ("Word…", "file"),
    ".xlsx": ("Excel…", "sheet"),
}


class FinalCard(StepCard):
    freezing_wanted = Signal()
    printing_wanted = Signal()
    checks_wanted = Signal()
    # str: the ending of the file to save.
    saving_wanted = Signal(str)

    def __init__(self, number: int) -> None:
        super().__init__(number, "In bản chính")
        self._freeze = Button("Chốt và in bản chính…", "stamp", self.freezing_wanted.emit)
        self._fix = Button("Xem lỗi cần sửa", "checks", self.checks_wanted.emit)
        self._print = Button("In…", "output", self.printing_wanted.emit)
        self._draft = Button("In bản nháp…", "output", self.printing_wanted.emit)
        for main, icon in ((self._freeze, "stamp"), (self._fix, "checks"), (self._print, "output")):
            icons.set_icon(main, icon, "on_accent")
            theme().apply_style(main, PRIMARY_STYLE)
        for each in (self._print, self._draft):
            each.setToolTip("In báo cáo đang xem (Ctrl+P)")
        self._saves = {
            kind: Button(words, icon, partial(self.saving_wanted.emit, kind))
            for kind, (words, icon) in _KINDS.items()
        }
        self.add(self._freeze, self._fix, self._print, self._draft, QLabel("Lưu tệp"), self._saving())

    def show_status(self, now: OutputState, errors: int) -> None:
        """`errors` that keep the report from being frozen."""
        words = _FROZEN if now.frozen else _ERRORS if errors else _MEANING
        self.tell(words.format(revision=now.revision, next=now.revision + 1, count=errors), done=now.frozen)
        self._freeze.setVisible(not now.frozen and not errors)
        self._fix.setVisible(not now.frozen and bool(errors))
        self._print.setVisible(now.frozen)
        self._draft.setVisible(not now.frozen)
        for kind, each in self._saves.items():
            each.setVisible(kind in now.kinds)

    def _saving(self) -> FlowLayout:
        for each in self._saves.values():
            each.setAccessibleName(f"Lưu tệp {each.text()}")
        return FlowLayout(*self._saves.values())
