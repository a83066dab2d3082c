"""The questions of the guide for the first start: which unit, a unit that is not listed, who signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import Campaign, Form, LevelKey
from lcweek_desktop.domain.letterhead import signoff_with_defaults
from lcweek_desktop.domain.report import SignOff
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Directory, Unit, slug, unlisted_unit
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.inputs import ComboBox, FieldNotice, LineEdit, ShortTextEdit
from lcweek_desktop.ui.widgets.theme import Space
from lcweek_desktop.ui.widgets.unit_index import UnitIndex
from lcweek_desktop.ui.widgets.unit_search_field import UnitSearchField

_FILES: Final = {
    "Mở gói giao việc của cấp trên…": "Chọn gói giao việc do cấp trên gửi",
    "Mở tệp đã gửi, tệp từ máy cũ…": "Chọn tệp báo cáo đã gửi hoặc tệp từ máy cũ",
}
"""What a unit may have already, each with the title of the question for the file."""


@dataclass(frozen=True)
class CampaignDirectory:
    """A campaign that may be reported for, and the units that may."""

    form: Form
    directory: Directory


class GuideStep(QWidget):
    """One question of the guide."""

    title: str
    """The question, as a title."""
    hint: str
    """What to do, in a sentence."""
    # Whether the question is answered may have changed.
    changed = Signal()
    # The answer was given by Enter: the guide may go on.
    answered = Signal()

    def is_answered(self) -> bool:
        """Whether the guide can go on."""
        raise NotImplementedError


class UnitStep(GuideStep):
    """Which unit of which campaign's directory works here. The first campaign is proposed."""

    title = "Đơn vị báo cáo"
    hint = "Hãy chọn đơn vị của mình trong danh sách."

    # CampaignDirectory, str: the unit is not listed. Its name as typed, empty when another unit was looked
    # for.
    not_listed = Signal(object, str)
    # str: a file that the unit has already is to be opened instead; which, as the title of the question.
    file_requested = Signal(str)
    # The program is to be tried with a made-up unit first.
    practice_requested = Signal()

    def __init__(self, directories: Sequence[CampaignDirectory], *, is_first_start: bool) -> None:
        """`is_first_start` says that no unit works here yet, so that a report that was sent, or another
        machine's data, may come."""
        super().__init__()
        self.campaigns = ComboBox()
        """The campaigns, each with what has to be known of its form."""
        for each in directories:
            self.campaigns.addItem(_campaign_text(each.form.campaign), each)
        self.search = UnitSearchField("Tên đơn vị", ", hoặc nhấn Enter nếu đơn vị không có trong danh sách")
        self.campaigns.currentIndexChanged.connect(self._list_units)
        self.search.changed.connect(self.changed)
        self.search.unit_chosen.connect(self.answered)
        self.search.nothing_chosen.connect(self._ask_for_unlisted)
        self._list_units()
        other = Button("Trường học, cơ quan khác không có trong danh sách…", on_click=self._ask_for_unlisted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(_form_layout({"&Kỳ báo cáo": self.campaigns}, Space.M))
        column.addWidget(self.search, 1)
        buttons = FlowLayout(other, fill=False)
        if is_first_start:
            for text, title in _FILES.items():
                buttons.addWidget(Button(text, on_click=partial(self.file_requested.emit, title)))
            buttons.addWidget(Button(Verb.PRACTISE.label, on_click=self.practice_requested.emit))
        column.addLayout(buttons)
        self.setFocusProxy(self.search)

    @property
    def campaign(self) -> CampaignDirectory:
        """The campaign that is chosen, with its directory."""
        chosen: CampaignDirectory = self.campaigns.currentData()
        return chosen

    def is_answered(self) -> bool:
        return self.search.current_unit is not None

    def unit(self) -> Unit:
        """The chosen unit; only when `is_answered`."""
        assert self.search.current_unit is not None
        return self.search.current_unit

    def _list_units(self) -> None:
        self.search.set_index(UnitIndex(self.campaign.directory))

    def _ask_for_unlisted(self) -> None:
        name = "" if self.is_answered() else self.search.field.text()
        self.not_listed.emit(self.campaign, name)


class _TwoWaysStep(GuideStep):
    """A question with two answers, of which none is proposed."""

    def __init__(self, hint: str, first: str, second: str) -> None:
        """`first` and `second` are the answers; `&` stands before the letter of the shortcut."""
        super().__init__()
        self.hint = hint
        self.first, self.second = QRadioButton(first), QRadioButton(second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        for choice in (self.first, self.second):
            choice.toggled.connect(self.changed)
            column.addWidget(choice)
        column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.title)
        self.setAccessibleDescription(self.hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter goes on once there is an answer; an arrow or Tab goes to the choices."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.is_answered():
                self.answered.emit()
        elif event.key() == Qt.Key.Key_Down and self.hasFocus():
            self.first.setFocus()
            self.first.setChecked(True)
        else:
            super().keyPressEvent(event)

    def is_answered(self) -> bool:
        return self.first.isChecked() or self.second.isChecked()


class RoleStep(_TwoWaysStep):
    """Whether a person works for a listed unit that others report to, or for one of those others.

    Neither is proposed: schools are called after the commune, and its name is what they look for.
    """

    title = "Báo cáo của đơn vị nào?"

    def __init__(self, campaign: CampaignDirectory, unit: Unit) -> None:
        super().__init__(
            f"{unit.name} nhận và cộng báo cáo của các trường, đơn vị trực thuộc.",
            f"&Trường hoặc đơn vị khác, gửi báo cáo cho {unit.name}",
            f"&Chính {unit.name}{_sends_to(campaign, unit)}",
        )
        self.campaign = campaign
        """The campaign that was chosen, with its directory."""
        self.listed = unit
        """The unit that was found in the directory."""

    @property
    def is_below(self) -> bool:
        """Whether the report is of a unit below the listed one."""
        return self.first.isChecked()

    def unit(self) -> Unit:
        """The listed unit, where the report is its own."""
        return self.listed


class LevelStep(_TwoWaysStep):
    """Whether a unit that is not listed receives reports, as its level says."""

    title = "Đơn vị có nhận báo cáo của đơn vị khác không?"

    def __init__(self, campaign: CampaignDirectory, unit: Unit) -> None:
        level, lowest = campaign.form.level_by_key[unit.level], campaign.form.levels[0]
        super().__init__(
            f"{unit.name} được chọn cấp “{level.name}”: cấp này nhận và cộng báo cáo của các trường, đơn vị "
            "trực thuộc.",
            f"&Không, {unit.name} thuộc cấp “{lowest.name}”",
            f"&Có, {unit.name} nhận báo cáo của các trường, đơn vị trực thuộc",
        )
        self.campaign = campaign
        """The campaign that was chosen, with its directory."""
        self._unit = unit
        self._lowest = lowest.key

    def unit(self) -> Unit:
        """The unit, of the lowest level where it receives nothing."""
        if self.second.isChecked():
            return self._unit
        assert self._unit.parent is not None
        return unlisted_unit(
            self.campaign.directory.edition, self._unit.name, self._lowest, self._unit.parent
        )


class OwnUnitStep(GuideStep):
    """The name and level of a unit that is not listed, and whom it reports to."""

    title = "Đơn vị không có trong danh sách"
    hint = (
        "Hãy ghi tên đơn vị và chọn nơi đơn vị gửi báo cáo: nơi nhận kiểm tra rồi "
        "cộng số liệu vào báo cáo chung. Trường, cơ sở giáo dục thường gửi cho xã, phường."
    )

    def __init__(self, campaign: CampaignDirectory, name: str, parent: Unit | None = None) -> None:
        """`name` is what was typed before; it is selected, so that typing replaces it. `parent` is proposed
        as whom the unit reports to."""
        super().__init__()
        self.campaign = campaign
        """The campaign that was chosen, with its directory."""
        self.name = LineEdit(name)
        self.name.selectAll()
        self.name.setPlaceholderText("Ví dụ: Trường Tiểu học Thèn Sin")
        self.level = ComboBox()
        for level in campaign.form.levels:
            if not level.top:
                self.level.addItem(level.name, level.key)
        self.parent_unit = UnitSearchField("Nơi nhận báo cáo")
        self.parent_unit.set_index(UnitIndex(campaign.directory))
        if parent is not None:
            self.parent_unit.propose(parent)
        self.name.textChanged.connect(self.changed)
        self.name.returnPressed.connect(self.answered)
        self.parent_unit.changed.connect(self.changed)
        self.parent_unit.unit_chosen.connect(self.answered)
        fields = {"&Tên đơn vị": self.name, "&Cấp": self.level, "&Gửi báo cáo cho": self.parent_unit}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(_form_layout(fields, Space.S), 1)
        column.addWidget(FieldNotice(self.name))
        self.setFocusProxy(self.name)

    def is_answered(self) -> bool:
        return bool(slug(self.name.text())) and self.parent_unit.current_unit is not None

    def unit(self) -> Unit:
        """The unit, with a provisional code below the one it reports to; only when `is_answered`."""
        parent = self.parent_unit.current_unit
        assert parent is not None
        level = LevelKey(self.level.currentData())
        edition = self.campaign.directory.edition
        return unlisted_unit(edition, clean_line(self.name.text()), level, parent.code)


class SignerStep(GuideStep):
    """Who signs the report."""

    title = "Người ký báo cáo"

    def __init__(self, campaign: CampaignDirectory, unit: Unit) -> None:
        super().__init__()
        self.hint = (
            f"Báo cáo của {unit.name}{_sends_to(campaign, unit)}.\n"
            "Chức vụ và họ tên sẽ in ở cuối báo cáo; có thể sửa sau ở trang In và gửi."
        )
        above = campaign.directory.above(unit)
        defaults = signoff_with_defaults(campaign.form, unit, above, SignOff())
        self._default_title = tuple(defaults.title or ())
        self.signer_title = ShortTextEdit("\n".join(self._default_title))
        self.name = LineEdit()
        self.name.setPlaceholderText("Ví dụ: Nguyễn Thị Hường")
        self.name.returnPressed.connect(self.answered)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(_form_layout({"&Chức vụ": self.signer_title, "&Họ và tên": self.name}, Space.M))
        column.addWidget(FieldNotice(self.signer_title, self.name))
        column.addStretch(1)
        self.setFocusProxy(self.name)

    def is_answered(self) -> bool:
        return True

    def signer(self) -> SignOff:
        """A sign-off with the name and title that were typed. A title left as it is stays the default of the
        level, None."""
        lines = tuple(filter(None, map(clean_line, self.signer_title.toPlainText().split("\n"))))
        title = None if lines == self._default_title else lines
        return SignOff(title=title, name=clean_line(self.name.text()))


def _sends_to(campaign: CampaignDirectory, unit: Unit) -> str:
    """ ", gửi cho Xã Bản Bo"; empty for the unit at the top."""
    return next((f", gửi cho {above.name}" for above in campaign.directory.above(unit)), "")


def _campaign_text(campaign: Campaign) -> str:
    return f"Năm {campaign.year} ({campaign.notice})" if campaign.notice else f"Năm {campaign.year}"


def _form_layout(fields: Mapping[str, QWidget], spacing: Space) -> QFormLayout:
    """Fields with their labels; `&` stands before the letter of the shortcut."""
    form = QFormLayout()
    form.setVerticalSpacing(spacing)
    form.setHorizontalSpacing(Space.L)
    for text, field in fields.items():
        label = QLabel(text)
        label.setBuddy(field)
        field.setAccessibleName(text.replace("&", ""))
        form.addRow(label, field)
    return form
