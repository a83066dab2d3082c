"""Which year's campaign to make, and from which of the campaigns that are there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.inputs import ComboBox
from lcweek_desktop.ui.widgets.theme import PRIMARY_STYLE, Space, theme


class BeginDialog(QDialog):
    """Proposes the year after the newest campaign, made from that one."""

    # The year to make, and the CampaignId that it is made from.
    begun = Signal(int, object)

    def __init__(self, parent: QWidget, forms: Sequence[Form]) -> None:
        """`forms` are those of the campaigns that are there, at least one."""
        super().__init__(parent)
        self.setWindowTitle("Tạo kỳ báo cáo mới")
        self.forms = forms
        newest = max(forms, key=lambda form: form.campaign.year)
        self.base = ComboBox()
        for form in sorted(forms, key=lambda form: -form.campaign.year):
            self.base.addItem(form.campaign.name, form.campaign.id)
        self.year = QSpinBox()
        self.year.setRange(2000, 2999)
        self.year.setValue(newest.campaign.year + 1)
        theme().on_theme_change(self.year, lambda: self.year.setMinimumHeight(self.base.sizeHint().height()))
        self.year.selectAll()
        said = QLabel(
            "Biểu số liệu, đề cương, các cấp và lời văn của kỳ trước được chép sang; năm trong lời văn và "
            "ngày tháng được đổi theo. Kỳ trước vẫn nguyên."
        )
        said.setWordWrap(True)
        theme().apply_style(said, "color: $muted;")
        form_layout = QFormLayout()
        self.year.setAccessibleName("Năm của kỳ mới")
        self.base.setAccessibleName("Tạo từ kỳ")
        form_layout.addRow("Năm của kỳ mới:", self.year)
        form_layout.addRow("Tạo từ:", self.base)
        self.begin_button = Button("Tạo kỳ báo cáo", on_click=self._begin)
        theme().apply_style(self.begin_button, PRIMARY_STYLE)
        self.begin_button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(Button("Thôi", on_click=self.reject))
        buttons.addWidget(self.begin_button)
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        column.addLayout(form_layout)
        column.addWidget(said)
        column.addLayout(buttons)
        self.setMinimumWidth(theme().px(460))

    def _begin(self) -> None:
        self.accept()
        self.begun.emit(self.year.value(), CampaignId(self.base.currentData()))
