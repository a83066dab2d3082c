"""The menu bar: few entries, each of which is also elsewhere in the window or on a key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.services.workspace import association
from lcweek_desktop.ui.shell.undo_actions import UndoActions
from lcweek_desktop.ui.widgets import icons
from lcweek_desktop.ui.widgets.theme import theme


class MenuBar(QMenuBar):
    """The menus Tệp, Sửa, Xem and Trợ giúp."""

    # The units below the one at work are to be given their assignments.
    assignments_requested = Signal()
    # A unit is to be added to this installation.
    add_unit_requested = Signal()
    # The unit at work is to have another name or receiver.
    change_unit_requested = Signal()
    # The unit at work is to be taken from this installation.
    remove_unit_requested = Signal()
    # The program is to be tried with a made-up unit, or not any more.
    practice_requested = Signal()
    # A file of whatever kind is to be chosen and opened.
    open_requested = Signal()
    # The draft of the unit at work is to be written into a file for another machine.
    send_draft_requested = Signal()
    # The program is to be closed.
    close_requested = Signal()
    # The user guide is to be shown.
    guide_requested = Signal()
    # What whoever helps by phone asks for is to be shown and saved.
    support_requested = Signal()
    # A file with a version of the program is to be copied for other units.
    hand_on_update_requested = Signal()
    # bool: whether a double click on a file of ours is to open it with this program.
    association_requested = Signal(bool)
    # Version and origin of the program are to be shown.
    about_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._receives = False
        self.undo_actions = UndoActions(self)
        self._fill_file(self.addMenu("&Tệp"))
        self._fill_edit(self.addMenu("&Sửa"))
        self._fill_view(self.addMenu("&Xem"))
        self._fill_help(self.addMenu("Trợ &giúp"))
        # Before the data are open there is no unit, nothing to try, and nobody to ask what opens files.
        self.set_units_enabled(False)
        self.set_practice(enabled=False, is_practice=False)
        self.set_data_open(False)

    def _fill_file(self, menu: QMenu) -> None:
        _add(menu, "Mở tệp…", self.open_requested.emit, "Ctrl+O", "folder")
        send_draft = _add(menu, f"{Verb.SEND_DRAFT.label}…", self.send_draft_requested.emit, icon="send")
        self._assign = _add(
            menu, f"{Verb.MAKE_ASSIGNMENTS.label}…", self.assignments_requested.emit, icon="copy"
        )
        menu.addSeparator()
        self._unit_actions = [
            send_draft,
            _add(menu, f"{Verb.SET_UP_UNIT.label}…", self.add_unit_requested.emit, icon="add"),
            _add(menu, f"{Verb.CHANGE_UNIT.label}…", self.change_unit_requested.emit, icon="edit"),
            _add(menu, f"{Verb.REMOVE_UNIT.label}…", self.remove_unit_requested.emit, icon="remove"),
        ]
        menu.addSeparator()
        self._practice = _add(menu, Verb.PRACTISE.label, self.practice_requested.emit)
        menu.addSeparator()
        _add(menu, "Đóng chương trình", self.close_requested.emit, "Ctrl+Q")

    def _fill_edit(self, menu: QMenu) -> None:
        menu.addAction(self.undo_actions.undo)
        menu.addAction(self.undo_actions.redo)

    def _fill_view(self, menu: QMenu) -> None:
        larger = _add(menu, "Chữ to hơn", lambda: theme().zoom_by(1), icon="zoom-in")
        larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        _add(menu, "Chữ nhỏ hơn", lambda: theme().zoom_by(-1), "Ctrl+-", "zoom-out")
        _add(menu, "Cỡ chữ bình thường", lambda: theme().zoom_by(0), "Ctrl+0")

    def _fill_help(self, menu: QMenu) -> None:
        _add(menu, "Hướng dẫn sử dụng", self.guide_requested.emit, "F1", "help")
        _add(menu, f"{Verb.SAVE_SUPPORT.label}…", self.support_requested.emit, icon="save")
        self._fill_association(menu)
        self._hand_on = _add(
            menu, f"{Verb.HAND_ON_UPDATE.label}…", self.hand_on_update_requested.emit, icon="copy"
        )
        _add(menu, "Về chương trình", self.about_requested.emit)

    def _fill_association(self, menu: QMenu) -> None:
        """A tick that is set while files of ours are opened by this program."""
        self._association = menu.addAction(Verb.ASSOCIATE.label)
        self._association.setCheckable(True)
        self._association.setVisible(association.is_offered())
        self._association.triggered.connect(self.association_requested)
        menu.aboutToShow.connect(lambda: self._association.setChecked(association.is_associated()))

    def set_receives(self, receives: bool) -> None:
        """Whether others report to the unit at work, who can be given assignments."""
        self._receives = receives

    def set_units_enabled(self, enabled: bool) -> None:
        """Whether a unit can be added now, the one at work be changed or removed and its draft sent, and
        assignments be made where others report to it."""
        self._assign.setEnabled(enabled and self._receives)
        for action in self._unit_actions:
            action.setEnabled(enabled)

    def set_practice(self, *, enabled: bool, is_practice: bool) -> None:
        """Whether practising can begin or end now, and which of the two it is."""
        self._practice.setEnabled(enabled)
        self._practice.setText((Verb.END_PRACTICE if is_practice else Verb.PRACTISE).label)

    def set_data_open(self, is_open: bool) -> None:
        """Whether the data are open, so that it can be asked now what opens files of ours, and a version of
        the program be handed on."""
        self._association.setEnabled(is_open)
        self._hand_on.setEnabled(is_open)


def _add(
    menu: QMenu,
    text: str,
    call: Callable[[], object],
    keys: str | None = None,
    icon: str = "",
) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda _on: call())
    if keys is not None:
        action.setShortcut(QKeySequence(keys))
    if icon:
        icons.set_icon(action, icon)
    return action
