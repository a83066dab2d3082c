"""Tổng quan: the five steps of the job, the next one lit, and a button that goes there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.services.context import AppContext
from lcweek_desktop.ui import icons
from lcweek_desktop.ui.page import DONE, Page
from lcweek_desktop.ui.pages import CHECKS, FIGURES, OUTPUT
from lcweek_desktop.ui.session import Session
from lcweek_desktop.ui.theme import Role, Space, theme
from lcweek_desktop.ui.work import Worker


@dataclass(frozen=True)
class Step:
    """One of the five; `page` is where it is done."""

    title: str
    words: str
    page: str


STEPS: Final = (
    Step("1. Nhập", "Gõ số liệu Phụ lục II và lời văn Phụ lục I.", FIGURES),
    Step("2. Kiểm tra", "Sửa lỗi, xem lại những điều cần lưu ý.", CHECKS),
    Step("3. In", "Xem đúng bản sẽ in, chốt và in bản chính.", OUTPUT),
    Step("4. Ký, đóng dấu", "Trình ký, đóng dấu, quét bản đã ký rồi đính kèm.", OUTPUT),
    Step("5. Gửi", "Ghi một tệp PDF có kèm dữ liệu và gửi nơi nhận.", OUTPUT),
)


class OverviewPage(Page):
    """`next_step` is what to do now: an index into STEPS; past the end when all is done."""

    title: ClassVar[str] = "Tổng quan"
    icon: ClassVar[str] = "overview"

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__(session, worker)
        self.next_step = 0
        self._frozen = self._scanned = False
        self.cards = [_Card(step) for step in STEPS]
        column = QVBoxLayout(self)
        for card in self.cards:
            card.go.clicked.connect(lambda _checked, page=card.step.page: self.page_wanted.emit(page))
            column.addWidget(card)
        column.addStretch(1)
        theme().follow(self, lambda: column.setContentsMargins(*(4 * (theme().px(Space.L),))))
        session.findings_changed.connect(self._show)
        self._show()

    def state(self) -> str:
        return DONE if self.next_step == len(STEPS) else ""

    def entered(self) -> None:
        desk = self.session.desk

        def task(context: AppContext) -> tuple[bool, bool]:
            from lcweek_desktop.services.freezing import state

            now = state(context, desk)
            return now.frozen, bool(now.draft.scans)

        self.worker.submit(task, self._found, self._failed)

    def _found(self, found: tuple[bool, bool]) -> None:
        self._frozen, self._scanned = found
        self._show()

    def _failed(self, error: Exception) -> None:
        raise error

    def _show(self) -> None:
        done = self._done()
        self.next_step = done.index(False) if False in done else len(STEPS)
        for number, card in enumerate(self.cards):
            card.show_state(done=done[number], lit=number == self.next_step)
        self.state_changed.emit()

    def _done(self) -> list[bool]:
        session = self.session
        cells = [cell for cell in session.form.stored_cells if session.state(cell) is CellState.OPEN]
        filled = any(session.number(cell) is not None for cell in cells)
        clean = filled and not any(finding.is_error for finding in session.findings)
        frozen = clean and self._frozen
        return [filled, clean, frozen, frozen and self._scanned, frozen and self._scanned]


class _Card(QFrame):
    """A step: its title, what it asks for, and the way there."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self.setFrameShape(QFrame.Shape.StyledPanel)
        title, words = QLabel(step.title), QLabel(step.words)
        words.setWordWrap(True)
        theme().write(title, Role.HEADING)
        self._mark = QLabel()
        self.go = QPushButton("Làm tiếp")
        self.go.setAccessibleName(f"Đến bước {step.title}")
        icons.put(self.go, "right")
        text = QVBoxLayout()
        text.addWidget(title)
        text.addWidget(words)
        row = QHBoxLayout(self)
        row.addWidget(self._mark)
        row.addLayout(text, 1)
        row.addWidget(self.go)

    def show_state(self, *, done: bool, lit: bool) -> None:
        icon, tone = ("done", "ok") if done else ("right", "accent") if lit else ("todo", "faint")
        self._mark.setPixmap(icons.pixmap(icon, tone, 32))
        self._mark.setAccessibleName("xong" if done else "làm tiếp" if lit else "chưa làm")
        self.go.setVisible(lit)
