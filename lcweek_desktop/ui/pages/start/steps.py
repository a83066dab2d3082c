"""The steps of the first-start guide: the unit, a unit of one's own, who signs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.domain.form import Form, LevelKey
from lcweek_desktop.domain.letterhead import with_defaults
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.text import one_line
from lcweek_desktop.domain.unit import Directory, Unit, UnitId, provisional_code, slug
from lcweek_desktop.ui.pages.start.search import UnitSearchIndex
from lcweek_desktop.ui.pages.start.unitsearch import UnitSearch
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.inputs import ComboBox, ShortTextEdit
from lcweek_desktop.ui.widgets.theme import Space


class Step(QWidget):
    """One question. `ready` says whether it is answered."""

    title: str
    hint: str
    # Whether the step is answered may have changed.
    changed = Signal()
    # The answer is given: on to the next step.
    answered = Signal()

    def ready(self) -> bool:
        raise NotImplementedError


class UnitStep(Step):
    title = "Đơn vị báo cáo"
    hint = "Hãy chọn đơn vị của mình trong danh sách."

    # str: the unit is not listed; its name as typed, empty when something else was looked for.
    unlisted = Signal(str)

    def __init__(self, directory: Directory) -> None:
        super().__init__()
        self.search = UnitSearch("Tên đơn vị", ", hoặc bấm nút bên dưới nếu đơn vị không có trong danh sách")
        self.search.look_through(UnitSearchIndex(directory))
        self.search.changed.connect(self.changed)
        self.search.taken.connect(self.answered)
        other = Button("Trường học, cơ quan khác không có trong danh sách…")
        other.clicked.connect(lambda: self.unlisted.emit("" if self.ready() else self.search.typed.text()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.search, 1)
        column.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.search)

    def ready(self) -> bool:
        return self.search.chosen is not None

    def unit(self) -> Unit:
        assert self.search.chosen is not None
        return self.search.chosen


class OwnUnitStep(Step):
    title = "Đơn vị không có trong danh sách"
    hint = "Hãy ghi tên đơn vị và chọn nơi đơn vị gửi báo cáo."

    def __init__(self, form: Form, directory: Directory, name: str) -> None:
        """`name` was typed already; typing on replaces it."""
        super().__init__()
        self._edition = directory.edition
        self.name = QLineEdit(name)
        self.name.selectAll()
        self.name.setPlaceholderText("Ví dụ: Trường Tiểu học Thèn Sin")
        self.level = ComboBox()
        for level in form.levels:
            if not level.top:
                self.level.addItem(level.name, level.key)
        self.parent_unit = UnitSearch("Nơi nhận báo cáo")
        self.parent_unit.look_through(UnitSearchIndex(directory))
        self.name.textChanged.connect(self.changed)
        self.parent_unit.changed.connect(self.changed)
        self.parent_unit.taken.connect(self.answered)
        self._lay_out()
        self.setFocusProxy(self.name)

    def _lay_out(self) -> None:
        rows = QFormLayout()
        rows.setVerticalSpacing(Space.S)
        rows.setHorizontalSpacing(Space.L)
        for words, widget in {
            "&Tên đơn vị": self.name,
            "&Cấp": self.level,
            "&Gửi báo cáo cho": self.parent_unit,
        }.items():
            label = QLabel(words)
            label.setBuddy(widget)
            widget.setAccessibleName(words.replace("&", ""))
            rows.addRow(label, widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(rows, 1)

    def ready(self) -> bool:
        return bool(slug(self.name.text())) and self.parent_unit.chosen is not None

    def unit(self) -> Unit:
        """The unit with a provisional code under the one it reports to."""
        above = self.parent_unit.chosen
        assert above is not None
        name = one_line(self.name.text())
        code = provisional_code(above.code, name)
        return Unit(UnitId(self._edition, code), name, LevelKey(self.level.currentData()), above.code)


class SignerStep(Step):
    title = "Người ký báo cáo"
    hint = "Chức vụ và họ tên sẽ in ở cuối báo cáo; có thể sửa sau ở trang In và gửi."

    def __init__(self, form: Form, directory: Directory, unit: Unit) -> None:
        super().__init__()
        defaults = with_defaults(form, unit, directory.above(unit), SignOff())
        self._usual = tuple(defaults.title or ())
        self.signer_title = ShortTextEdit("\n".join(self._usual))
        self.name = QLineEdit()
        self.name.setPlaceholderText("Ví dụ: Nguyễn Thị Hường")
        self.name.returnPressed.connect(self.answered)
        rows = QFormLayout()
        rows.setVerticalSpacing(Space.M)
        rows.setHorizontalSpacing(Space.L)
        for words, widget in {"&Chức vụ": self.signer_title, "&Họ và tên": self.name}.items():
            label = QLabel(words)
            label.setBuddy(widget)
            widget.setAccessibleName(words.replace("&", ""))
            rows.addRow(label, widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(rows)
        column.addStretch(1)
        self.setFocusProxy(self.name)

    def ready(self) -> bool:
        return True

    def signer(self) -> SignOff:
        """What was typed; the usual title of the level stays a default."""
        lines = tuple(filter(None, map(one_line, self.signer_title.toPlainText().split("\n"))))
        title = None if lines == self._usual else lines
        return SignOff(title=title, name=one_line(self.name.text()))
