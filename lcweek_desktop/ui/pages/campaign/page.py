"""Kỳ báo cáo: this year's form is made from last year's, with the paper beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QUndoStack
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import CampaignId, Form, RowKey
from lcweek_desktop.ui.pages.campaign.begin_dialog import BeginDialog
from lcweek_desktop.ui.pages.campaign.check_panel import CheckPanel
from lcweek_desktop.ui.pages.campaign.differences_panel import DifferencesPanel
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.pages.campaign.heading_panel import HeadingPanel
from lcweek_desktop.ui.pages.campaign.list_panel import ListPanel
from lcweek_desktop.ui.pages.campaign.measure_panel import MeasurePanel
from lcweek_desktop.ui.pages.campaign.mistake_line import MistakeLine, whole_key
from lcweek_desktop.ui.pages.campaign.panels import LevelPanel, campaign_panel
from lcweek_desktop.ui.pages.campaign.paper_panel import PaperPanel
from lcweek_desktop.ui.pages.campaign.publish_actions import PublishActions
from lcweek_desktop.ui.pages.campaign.rows_panel import RowsPanel
from lcweek_desktop.ui.pages.campaign.trial_panel import TrialPanel
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.page import Page
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.inputs import ComboBox
from lcweek_desktop.ui.widgets.messages import ask_question
from lcweek_desktop.ui.widgets.placeholders import EmptyState
from lcweek_desktop.ui.widgets.theme import Space, TextRole, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.workbench.campaign_drafts import CampaignDraft
    from lcweek_desktop.services.workspace.workspace import Workspace

_TABLE: Final = "phu-luc-2.toml"
_OUTLINE: Final = "phu-luc-1.toml"
_BEGIN: Final = "Tạo kỳ mới…"
_DISCARD: Final = "Bỏ bản đang soạn…"
_TITLES: Final = (
    ("Các dòng", "Dòng"),
    ("Các cột", "Cột"),
    ("Đề cương", "Đề cương"),
    ("Thông tin", "Thông tin"),
    ("Các cấp", "Cấp"),
    ("Kiểm tra", "Kiểm tra"),
    ("Nhập thử", "Nhập thử"),
    ("So với kỳ trước", "So sánh"),
)
"""The titles of the tabs, and shorter ones where the paper is a tab as well."""
_PAPER_TITLE: Final = "Bản in thử"
_WIDTHS: Final = (690, 430)
"""The widths of the work and of the paper beside it, in pixels at 100 %."""
_LEAST_WIDTH: Final = 900
"""How wide the page is, in pixels at 100 %, where the paper still has room beside the work."""


class CampaignPage(Page):
    """The campaigns that this machine is making: one at a time is open."""

    def __init__(self, session: Session, worker: Worker) -> None:
        status = QLabel()
        super().__init__(session, worker, status)
        self.editor = DraftEditor(self.operations, self)
        self.rows = RowsPanel(self.editor)
        self.measures = MeasurePanel(self.editor)
        self.headings = HeadingPanel(self.editor)
        self.checks = CheckPanel(self.editor)
        self.texts = campaign_panel(self.editor)
        self.levels = LevelPanel(self.editor, self.operations)
        self.trial = TrialPanel()
        self.differences = DifferencesPanel(self.editor, self.operations)
        self.publishing = PublishActions(self, self.editor, self.operations)
        self.paper = PaperPanel(self.editor, self.operations)
        self.tabs, self.drafts = QTabWidget(), ComboBox()
        self.tabs.setAccessibleName("Các phần của kỳ báo cáo")
        self.begin_button = Button(_BEGIN, "add", self.ask_to_begin)
        self.discard_button = Button(_DISCARD, "remove", self.ask_to_discard)
        self.begin_button.setAccessibleName(_BEGIN)
        self.discard_button.setAccessibleName(_DISCARD)
        self.empty_state = EmptyState(
            "campaign",
            "Chưa soạn kỳ báo cáo nào",
            "Kỳ báo cáo của năm sau được tạo từ năm trước: sửa dòng, đề cương, ngày tháng rồi xem bản in "
            "thử.",
            Button("Tạo từ năm trước…", on_click=self.ask_to_begin),
        )
        self.mistakes = MistakeLine()
        self.dialog: BeginDialog | None = None
        """The question which campaign to make; None before it was asked."""
        self._lists: dict[str, RowsPanel | ListPanel] = {
            "row": self.rows,
            "measure": self.measures,
            "heading": self.headings,
            "level": self.levels,
            "check": self.checks,
        }
        self._stack, self._splitter = QStackedWidget(), QSplitter(Qt.Orientation.Horizontal)
        self._lay_out(status)
        self.editor.changed.connect(self._draft_changed)
        self.publishing.unit_requested.connect(self.unit_requested)
        self.mistakes.go_requested.connect(self._go_to_mistake)
        self.trial.content_changed.connect(self.paper.show_content)
        self.paper.level.currentIndexChanged.connect(lambda _at: self._show_trial())
        self.drafts.activated.connect(lambda _at: self._open(self.drafts.currentData()))
        self._draft_changed()

    @property
    def undo_stack(self) -> QUndoStack:
        return self.editor.undo

    def state(self) -> str:
        """An exclamation mark while the draft is no form."""
        draft = self.editor.draft
        return "!" if draft is not None and draft.mistakes else ""

    def on_enter(self) -> None:
        self._read(None)

    def on_leave(self) -> None:
        for fields in (self.texts, *(each.fields for each in self._lists.values())):
            fields.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def ask_to_begin(self) -> None:
        """Ask which campaign to make, and from which."""
        self.operations.read(lambda workspace: tuple(workspace.context.forms.values()), self._ask_to_begin)

    def begin(self, year: int, base: CampaignId) -> None:
        """Make the campaign of `year` from the campaign `base`, and open it."""

        def work(workspace: Workspace) -> CampaignDraft:
            definition = services.campaign_drafts.base_definition(workspace.context, base)
            draft: CampaignDraft = services.campaign_drafts.begin_campaign(
                workspace.context, definition, year
            )
            return draft

        self.operations.run(
            Verb.BEGIN_CAMPAIGN,
            work,
            lambda draft: self._read(draft.id),
            status=Verb.BEGIN_CAMPAIGN.done(campaign=year, base=base),
        )

    def ask_to_discard(self) -> None:
        """Ask whether to throw away the open draft."""
        draft = self.editor.draft
        if draft is not None:
            ask_question(
                self,
                f"Bỏ kỳ báo cáo {draft.id} đang soạn?",
                yes="Bỏ bản đang soạn",
                detail="Bản đang soạn bị xóa khỏi máy này, không lấy lại được. Kỳ báo cáo đã cài và báo cáo "
                "vẫn nguyên.",
                then=lambda: self._discard(draft.id),
            )

    def _ask_to_begin(self, forms: tuple[Form, ...]) -> None:
        self.dialog = BeginDialog(self, forms)
        self.dialog.begun.connect(self.begin)
        self.dialog.open()

    def _discard(self, campaign: CampaignId) -> None:
        self.operations.run(
            Verb.DISCARD_CAMPAIGN,
            lambda workspace: services.campaign_drafts.discard_campaign(workspace.context, campaign),
            lambda _none: self._read(None, anew=True),
            status=Verb.DISCARD_CAMPAIGN.done(campaign=campaign),
        )

    def _read(self, campaign: CampaignId | None, *, anew: bool = False) -> None:
        """Read which drafts there are, and open that of `campaign`; None for the one that is open, or else
        the newest. An open draft with a history stays as it is unless `anew`."""

        def show(drafts: tuple[CampaignDraft, ...], forms: tuple[Form, ...], used: frozenset[RowKey]) -> None:
            self.differences.show_campaigns(forms)
            self.rows.used_keys = used
            current = self.editor.draft
            wanted = campaign or (None if current is None or anew else current.id)
            found = next((each for each in drafts if each.id == wanted), next(iter(drafts), None))
            self.drafts.clear()
            for each in drafts:
                self.drafts.addItem(f"Kỳ báo cáo {each.id} (đang soạn)", each.id)
            self.drafts.setCurrentIndex(-1 if found is None else self.drafts.findData(found.id))
            if (
                anew
                or found is None
                or current is None
                or current.id != found.id
                or not self.editor.undo.count()
            ):
                self.editor.open(found)
            self._focus_work()

        self.operations.read(
            lambda workspace: (
                services.campaign_drafts.campaign_drafts(workspace.context),
                tuple(workspace.context.forms.values()),
                workspace.context.used_rows,
            ),
            lambda read: show(*read),
        )

    def _focus_work(self) -> None:
        """Put the keyboard where work begins, unless it is at work in a tab."""
        if not self.tabs.isAncestorOf(QApplication.focusWidget() or self):
            (self.empty_state if self.editor.draft is None else self.rows.tree).setFocus()

    def _open(self, campaign: CampaignId | None) -> None:
        self.on_leave()
        self._read(campaign)

    def _draft_changed(self) -> None:
        draft = self.editor.draft
        self._stack.setCurrentIndex(0 if draft is None else 1)
        if draft is None:
            self.mistakes.show_mistakes((), None)
        else:
            self.mistakes.show_mistakes(draft.mistakes, draft.definition)
        self._show_trial()
        self.state_changed.emit()

    def _show_trial(self) -> None:
        self.trial.show_form(self.editor.form, self.paper.level_key)

    def _go_to_mistake(self) -> None:
        """Show the entry that the mistake is about."""
        draft = self.editor.draft
        if draft is None or not draft.mistakes:
            return
        file, table, key = (str(draft.mistakes[0].context[name]) for name in ("file", "table", "key"))
        list_name = table.partition(" ")[0]
        panel = self._lists.get(list_name)
        if panel is not None:
            self.tabs.setCurrentWidget(panel)
            panel.go_to(whole_key(table))
        elif file == _TABLE:
            self.tabs.setCurrentWidget(self.rows)
        elif file == _OUTLINE:
            self.tabs.setCurrentWidget(self.headings)
        else:
            self.tabs.setCurrentWidget(self.texts)
            self.texts.focus_field(key)

    def _lay_out(self, status: QLabel) -> None:
        status.setWordWrap(True)
        theme().set_font(self.drafts, TextRole.HEADING)
        self.drafts.setAccessibleName("Kỳ báo cáo đang soạn")
        panels = (
            *(self.rows, self.measures, self.headings, self.texts, self.levels, self.checks),
            *(self.trial, self.differences),
        )
        for panel, (title, _) in zip(panels, _TITLES, strict=True):
            self.tabs.addTab(panel, title)
        self.tabs.setDocumentMode(True)
        self.tabs.currentChanged.connect(lambda _at: self.on_leave())
        self._splitter.addWidget(self.tabs)
        self._splitter.addWidget(self.paper)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setChildrenCollapsible(False)
        above = QHBoxLayout()
        above.addWidget(self.drafts)
        buttons = (self.publishing.button, self.begin_button, self.discard_button)
        above.addLayout(FlowLayout(*buttons, fill=False), 1)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(above)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.mistakes)
        self._stack.addWidget(self.empty_state)
        self._stack.addWidget(work)
        around = QVBoxLayout(self)
        around.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        around.addWidget(self._stack, 1)
        around.addWidget(status)
        theme().on_theme_change(self, self._set_widths)
        theme().on_theme_change(self, self._arrange)

    def _set_widths(self) -> None:
        self._splitter.setSizes([theme().px(width) for width in _WIDTHS])

    def _arrange(self) -> None:
        """Have the paper beside the work, or on a tab of its own where there is no room for both."""
        is_narrow = self.width() < theme().px(_LEAST_WIDTH)
        if is_narrow and self.paper.parent() is self._splitter:
            self.tabs.addTab(self.paper, _PAPER_TITLE)
        elif not is_narrow and self.paper.parent() is not self._splitter:
            self._splitter.addWidget(self.paper)
            self.paper.show()
            self._set_widths()
        for at, titles in enumerate(_TITLES):
            self.tabs.setTabText(at, titles[is_narrow])
        for button, words in ((self.begin_button, _BEGIN), (self.discard_button, _DISCARD)):
            button.setText("" if is_narrow else words)
            button.setToolTip(words if is_narrow else "")
