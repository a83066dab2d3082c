"""The second step: the final print with what freezing means, drafts, and the report as a file."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.ui.pages.output.output_state import OutputState
from lcweek_desktop.ui.pages.output.step_card import StepCard
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, theme

_WHAT_FREEZING_MEANS: Final = (
    "Chốt là giữ nguyên báo cáo đúng như bản in ra, không còn chữ BẢN NHÁP. "
    "Sửa sau khi chốt thì thành bản số {next}, phải in, ký và gửi lại."
)
_NOT_PRINTED: Final = (
    "Đã chốt bản số {revision} nhưng chưa in từ máy này: hãy in rồi trình ký, đóng dấu. Nếu ký số thì không "
    "cần in. Sửa sau đây sẽ thành bản số {next}."
)
_HAS_WARNINGS: Final = " Còn {count} lưu ý ở trang Kiểm tra chưa xem lại."
_FROZEN: Final = "Đã chốt bản số {revision}: in, trình ký, đóng dấu. Sửa sau đây sẽ thành bản số {next}."
_HAS_ERRORS: Final = "Còn {count} lỗi phải sửa mới chốt được; bản nháp vẫn in và lưu được."
_PAPER_WITHOUT_FIGURES: Final = (
    "Biểu mẫu này có nhiều ô, nên mã QR trên bản giấy không mang số liệu, chỉ chứng thực tệp báo cáo: nơi "
    "nhận cần có tệp."
)
_FILE_KINDS: Final = {
    ".pdf": ("PDF…", "pdf"),
    ".docx": ("Word…", "file"),
    ".xlsx": ("Excel…", "sheet"),
}
"""The text and the icon of the button for each kind of file."""


class FinalPrintCard(StepCard):
    """Offers the final print of a report without errors, and drafts and files of any."""

    # The report is to be frozen and printed.
    freeze_requested = Signal()
    # What the preview shows is to be printed.
    print_requested = Signal()
    # The findings are to be shown.
    checks_requested = Signal()
    # The draft is to be written for another machine of the unit.
    draft_requested = Signal()
    # str: the suffix of the file to save.
    save_requested = Signal(str)

    def __init__(self, number: int, *, paper_has_figures: bool) -> None:
        """`paper_has_figures` says whether the paper code of the form carries the figures."""
        super().__init__(number, "In bản chính")
        hint = QLabel(_PAPER_WITHOUT_FIGURES)
        hint.setWordWrap(True)
        hint.setVisible(not paper_has_figures)
        self._freeze = Button(f"{Verb.FREEZE.label}…", "stamp", self.freeze_requested.emit)
        self._show_errors = Button("Xem lỗi cần sửa", "checks", self.checks_requested.emit)
        self._print = Button("In…", "output", self.print_requested.emit)
        self._print_draft = Button("In bản nháp…", "output", self.print_requested.emit)
        for primary, icon in (
            (self._freeze, "stamp"),
            (self._show_errors, "checks"),
            (self._print, "output"),
        ):
            icons.set_icon(primary, icon, "on_accent")
            theme().apply_style(primary, PRIMARY_STYLE)
        for each in (self._print, self._print_draft):
            each.setToolTip("In báo cáo đang xem (Ctrl+P)")
        self._save_buttons = {
            suffix: Button(text, icon, partial(self.save_requested.emit, suffix))
            for suffix, (text, icon) in _FILE_KINDS.items()
        }
        for each in self._save_buttons.values():
            each.setAccessibleName(f"Lưu tệp {each.text()}")
        self._send_draft = Button(f"{Verb.SEND_DRAFT.label}…", "send", self.draft_requested.emit)
        self._send_draft.setToolTip("Ghi một tệp để người khác đọc, sửa trên máy khác trước khi chốt")
        buttons = (self._freeze, self._show_errors, self._print, self._print_draft, self._send_draft)
        self.add_contents(hint, *buttons, QLabel("Lưu tệp"), FlowLayout(*self._save_buttons.values()))

    def show_state(self, state: OutputState, errors: int, warnings: int) -> None:
        """Show whether the report is frozen. `errors` is the number of findings that prevent it, `warnings`
        that of the others which nobody has accepted."""
        frozen = _FROZEN if state.is_on_paper else _NOT_PRINTED
        text = frozen if state.frozen else _HAS_ERRORS if errors else _WHAT_FREEZING_MEANS
        text = text.format(revision=state.revision, next=state.revision + 1, count=errors)
        if warnings and not (state.frozen or errors):
            text += _HAS_WARNINGS.format(count=warnings)
        self.set_status(text, is_done=state.frozen and state.is_on_paper)
        self._freeze.setVisible(not state.frozen and not errors)
        self._show_errors.setVisible(not state.frozen and bool(errors))
        self._print.setVisible(state.frozen)
        for each in (self._print_draft, self._send_draft):
            each.setVisible(not state.frozen)
        for suffix, each in self._save_buttons.items():
            each.setVisible(suffix in state.suffixes)
