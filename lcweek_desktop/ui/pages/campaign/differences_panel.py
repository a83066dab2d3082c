"""So với kỳ trước: what differs from the campaign before, by what it means for numbers and for comparing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.form_changes import Effect, FormChange, FormChanges, form_changes
from lcweek_desktop.services.campaigns.change_words import EFFECT_NAMES, KIND_NAMES, change_name, change_texts
from lcweek_desktop.ui.pages.campaign.draft_editor import DraftEditor
from lcweek_desktop.ui.printing.report_viewer import ReportViewer
from lcweek_desktop.ui.session import services
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.buttons import Button
from lcweek_desktop.ui.widgets.flow_layout import FlowLayout
from lcweek_desktop.ui.widgets.theme import Space, bold_font, theme

if TYPE_CHECKING:
    from lcweek_desktop.services.output.preview import PageSize
    from lcweek_desktop.services.workbench.dry_run import DryRun
    from lcweek_desktop.services.workspace.workspace import Workspace

_LOOKS: Final = {
    Effect.LOSES: ("error", "error"),
    Effect.INCOMPARABLE: ("warning", "warning"),
    Effect.HARMLESS: ("done", "ok"),
}
"""The icon of an effect, with its colour."""
_MOST_LEFT: Final = 4
"""The most things without a place that are named."""


class DifferencesPanel(QWidget):
    """Compares the last whole form of the draft with the newest campaign before it."""

    def __init__(self, editor: DraftEditor, operations: Operations[Workspace]) -> None:
        super().__init__()
        self._editor, self._operations = editor, operations
        self._forms: tuple[Form, ...] = ()
        self._is_stale = True
        self.summary = QLabel(wordWrap=True)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Những chỗ khác kỳ trước")
        self.tree.setHeaderLabels(["Chỗ khác", "Kỳ trước", "Kỳ này"])
        self.tree.setIndentation(theme().px(Space.M))
        self.tree.setWordWrap(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.copy_button = Button("Chép danh sách", "copy", self.copy)
        self.print_button = Button("Xem và in danh sách", "output", self.show_paper)
        self.viewer: ReportViewer | None = None
        """The pages of the list, to be printed; None before they were asked for."""
        self.try_button = Button("Chạy thử với báo cáo kỳ trước", "retry", self.try_last_year)
        self.tried = QLabel(wordWrap=True)
        self.tried.hide()
        editor.changed.connect(self._draft_changed)
        theme().on_theme_change(self, self._draft_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.addWidget(self.summary)
        column.addWidget(self.tree, 1)
        column.addWidget(self.tried)
        column.addLayout(FlowLayout(self.try_button, self.print_button, self.copy_button, fill=False))

    def show_campaigns(self, forms: tuple[Form, ...]) -> None:
        """Compare with one of `forms`, which are those of the campaigns of this installation."""
        self._forms = forms
        self._draft_changed()

    def try_last_year(self) -> None:
        """Say what of last year's reports on this machine would have had no place in this form."""
        form = self._editor.form
        if form is not None:
            self._operations.read(
                lambda workspace: services.dry_run.dry_run(workspace, form), self._show_tried
            )

    def show_paper(self) -> None:
        """Show the list as it is printed, with the button that prints it."""
        form = self._editor.form
        before = None if form is None else self._before(form)
        if form is None or before is None:
            return
        remarks = [self.summary.text(), *([self.tried.text()] if self.tried.isVisible() else [])]

        def pages(_workspace: Workspace) -> tuple[bytes, tuple[PageSize, ...]]:
            pdf = services.differences_paper.differences_pdf(before, form, remarks)
            return pdf, services.preview.page_sizes(pdf)

        self._operations.read(pages, lambda read: self._show_pages(*read))

    def _show_pages(self, pdf: bytes, sizes: tuple[PageSize, ...]) -> None:
        self.viewer = ReportViewer(self, self._operations, "So với kỳ trước", pdf, sizes)
        self.viewer.open()

    def copy(self) -> None:
        """Put the list on the clipboard, to be printed or sent from any other program."""
        lines = [self.summary.text(), *([self.tried.text()] if self.tried.isVisible() else [])]
        for at in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(at)
            if group is not None:
                lines.append(group.text(0))
                lines += (
                    "\t".join(child.text(column) for column in range(3))
                    for child in map(group.child, range(group.childCount()))
                    if child is not None
                )
        QGuiApplication.clipboard().setText("\n".join(lines))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._refresh()

    def _show_tried(self, run: DryRun | None) -> None:
        self.tried.setText(_tried_text(run))
        self.tried.show()

    def _draft_changed(self) -> None:
        self._is_stale = True
        self.tried.hide()
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        self.tree.clear()
        form = self._editor.form
        before = None if form is None else self._before(form)
        for button in (self.copy_button, self.print_button):
            button.setEnabled(before is not None)
        if form is None or before is None:
            self.summary.setText("Chưa có kỳ nào trước đó trên máy này để so sánh.")
            return
        found = form_changes(before, form)
        self.summary.setText(
            f"So với “{before.campaign.name}”: giữ {found.kept}/{len(before.rows)} dòng, "
            f"{len(found.changes)} chỗ khác."
        )
        for effect in EFFECT_NAMES:
            self._add_group(effect, found)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.tree.setColumnWidth(0, theme().px(210))
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _add_group(self, effect: Effect, found: FormChanges) -> None:
        changes = found.of(effect)
        if not changes:
            return
        icon, colour = _LOOKS[effect]
        group = QTreeWidgetItem([f"{EFFECT_NAMES[effect]} ({len(changes)})"])
        group.setIcon(0, icons.icon(icon, colour))
        group.setFont(0, bold_font())
        group.addChildren([_item(change) for change in changes])
        self.tree.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        group.setExpanded(True)

    def _before(self, form: Form) -> Form | None:
        """The newest campaign before that of `form`."""
        earlier = [each for each in self._forms if each.campaign.year < form.campaign.year]
        return max(earlier, key=lambda each: each.campaign.year, default=None)


def _tried_text(run: DryRun | None) -> str:
    if run is None:
        return "Máy này chưa có báo cáo nào của kỳ trước để chạy thử."
    said = f"Chạy thử với {run.reports} báo cáo của “{run.before}”: {run.cells} ô số liệu có chỗ"
    if not run.left:
        return f"{said}, không mất gì."
    listed = [f"{each.unit}: {each.left.about} ({each.left.text})" for each in run.left[:_MOST_LEFT]]
    more = f" và {len(run.left) - _MOST_LEFT} chỗ khác" if len(run.left) > _MOST_LEFT else ""
    return f"{said}; {len(run.left)} nội dung không còn chỗ: {'; '.join(listed)}{more}."


def _item(change: FormChange) -> QTreeWidgetItem:
    texts = (f"{change_name(change)} ({KIND_NAMES[change.kind]})", *change_texts(change))
    item = QTreeWidgetItem(texts)
    for column, text in enumerate(texts):
        item.setToolTip(column, text)
    return item
