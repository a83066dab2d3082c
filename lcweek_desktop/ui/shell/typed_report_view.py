"""Typing the report of a unit below from its paper: the ordinary pages, below a band that says whose it is.

Source: docs/adr/0164-typed-from-paper.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox, QTabWidget, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.errors import LcweekError
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.opening import StartState
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.page import Page
from lcweek_desktop.ui.session.page_entries import FIGURES, NARRATIVE, page_of
from lcweek_desktop.ui.session.report_checks import findings_text
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.shell.status_line import StatusLine
from lcweek_desktop.ui.widgets import icons, messages
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.receiving.result import ReceiveResult
    from lcweek_desktop.services.receiving.typed_report import TypedReport
    from lcweek_desktop.services.workspace.workspace import Workspace

_TITLES: Final = {FIGURES: "Phụ lục II", NARRATIVE: "Phụ lục I"}
_NO_PHOTOS: Final = "Chưa lấy ảnh: bản nhập thay chỉ có số liệu và lời văn."
_MOST_FINDINGS: Final = 6
"""A question lists no more of them."""
_HINT: Final = "Số liệu được lưu ngay khi gõ, và chỉ được tính vào tổng hợp sau khi được ghi nhận."


class TypedReportView(QWidget):
    """Everything typed is saved at once. It counts once it is entered; left before that, it is found again on
    the board."""

    # str: the person goes back to the pages of the own unit; a sentence on what was done, or empty.
    left = Signal(str)

    def __init__(
        self,
        start: StartState,
        worker: Worker,
        operations: Operations[Workspace],
        page_class: Callable[[str], type[Page]],
    ) -> None:
        """`start` is what is typed (`opening.read_typed_state`), and `operations` are those of the unit that
        types; `page_class` gives the class of a page."""
        super().__init__()
        self.session = Session(start, worker)
        self.session.setParent(self)
        self.unit = start.workspace.unit
        """The unit whose report is typed."""
        self._operations = operations.for_display(self)
        self.band_text = QLabel(wordWrap=True)
        self.question: QMessageBox | None = None
        """The last question that was asked."""
        self.enter_button = Button(Verb.ENTER_TYPED.label, on_click=self._ask_to_enter)
        self.discard_button = Button(f"{Verb.DISCARD_TYPED.label}…", "remove", self._ask_to_discard)
        self.back_button = Button("Trở về", on_click=lambda: self._leave(""))
        self._status_line = StatusLine(self.session)
        self._status_line.findings_requested.connect(self._show_first_finding)
        self.pages = {key: page_class(key)(self.session, worker) for key in _TITLES}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for key, page in self.pages.items():
            self.tabs.addTab(page, _TITLES[key])
            page.place_requested.connect(self.show_place)
            page.files_requested.connect(lambda *_: self.show_status(_NO_PHOTOS))
        self.tabs.currentChanged.connect(self._turned)
        self._front = self.tabs.currentWidget()
        self.session.undo.set_view(self._sees, self._show_step)
        self._lay_out()

    def show_place(self, place: str) -> None:
        """Bring a finding's place (domain/checks.py) to the front."""
        page = self.pages.get(page_of(place))
        if page is not None:
            self.tabs.setCurrentWidget(page)
            page.show_place(place)

    def on_enter(self) -> None:
        """Called once the view is in front."""
        self._page.on_enter()

    def hand_over_edits(self) -> None:
        """See to it that the session has everything that was typed."""
        self._page.on_leave()
        self.session.recorder.flush()

    def show_status(self, text: str) -> None:
        """Say `text` in the line below."""
        self._status_line.show_notice(text)

    def show_failure(self, error: LcweekError) -> None:
        """Say in a message why something could not be done."""
        messages.show_message(self.window(), error.sentence, error.next_step, "warning")

    @property
    def _page(self) -> Page:
        page = self.tabs.currentWidget()
        assert isinstance(page, Page)
        return page

    @property
    def _contradictions(self) -> tuple[Finding, ...]:
        return self.session.checks.findings

    def _turned(self) -> None:
        if isinstance(self._front, Page):
            self._front.on_leave()
        self._front = self._page
        self._front.on_enter()

    def _sees(self, place: str) -> bool:
        page = self.pages.get(page_of(place))
        return page is None or (page is self._page and page.shows(place))

    def _show_step(self, place: str, sentence: str) -> None:
        if place:
            self.show_place(place)
        self.show_status(sentence)

    def _show_first_finding(self) -> None:
        for finding in self._contradictions[:1]:
            self.show_place(finding.place)

    def _ask_to_enter(self) -> None:
        """Enter what was typed; where it contradicts, only after that was seen."""
        self.hand_over_edits()
        found = self._contradictions
        if not found:
            self._enter()
            return
        errors = sum(each.is_error for each in found)
        more = len(found) - _MOST_FINDINGS
        lines = [f"• {each.sentence}" for each in found[:_MOST_FINDINGS]]
        lines += [f"và {more} chỗ khác."] if more > 0 else []
        self.question = messages.ask_question(
            self.window(),
            f"Số liệu vừa nhập có {findings_text(errors, len(found) - errors)}. "
            "Bản giấy ghi đúng như vậy thì vẫn ghi nhận được.",
            yes="Vẫn ghi nhận",
            no="Xem lại",
            detail="\n".join(lines),
            then=self._enter,
        )

    def _enter(self) -> None:
        code = self.unit.code

        def work(workspace: Workspace) -> ReceiveResult:
            return self._port(workspace, code).enter()

        self._operations.run(Verb.ENTER_TYPED, work, lambda result: self._leave(result.message))

    def _ask_to_discard(self) -> None:
        self.question = messages.ask_question(
            self.window(),
            f"Bỏ những gì đang nhập dở thay {self.unit.name}?",
            yes=Verb.DISCARD_TYPED.label,
            detail="Số liệu đã ghi nhận trước đó, nếu có, vẫn giữ nguyên.",
            then=self._discard,
        )

    def _discard(self) -> None:
        self.hand_over_edits()
        code, done = self.unit.code, Verb.DISCARD_TYPED.done(unit=self.unit.name)
        self._operations.run(
            Verb.DISCARD_TYPED,
            lambda workspace: self._port(workspace, code).discard(),
            lambda _none: self._leave(done),
        )

    @staticmethod
    def _port(workspace: Workspace, code: str) -> TypedReport:
        return services.typed_report.typed_report(workspace, code)

    def _leave(self, sentence: str) -> None:
        self.hand_over_edits()
        self.left.emit(sentence)

    def _lay_out(self) -> None:
        band = QFrame()
        band.setObjectName("band")
        theme().apply_style(
            band, "#band { background: $warning_soft; border: 0; border-bottom: 1px solid $line; }"
        )
        picture = QLabel()
        theme().on_theme_change(picture, lambda: picture.setPixmap(icons.pixmap("table", "warning", 24)))
        title = QLabel(f"Đang nhập thay {self.unit.name} (từ bản giấy)", wordWrap=True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        theme().set_font(title, TextRole.HEADING)
        self.band_text.setText(_HINT)
        theme().apply_style(self.band_text, "color: $muted;")
        self.setAccessibleName(title.text())
        theme().apply_style(self.enter_button, PRIMARY_STYLE)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(title)
        texts.addWidget(self.band_text)
        row = QHBoxLayout(band)
        row.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        row.setSpacing(Space.M)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        for button in (self.enter_button, self.discard_button, self.back_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(band)
        column.addWidget(self.tabs, 1)
        column.addWidget(self._status_line)
