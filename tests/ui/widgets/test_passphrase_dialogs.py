"""Dialogs for a pass-phrase: what is missing is said, and nothing is taken before it is all there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from lcweek_desktop.ui.widgets.passphrase_dialogs import NewPassphraseDialog, PassphraseDialog
from tests.ui import keyboard


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    """A window above which the dialogs open."""
    parent = QWidget()
    qtbot.addWidget(parent)
    with qtbot.waitExposed(parent):
        parent.show()
    return parent


def wait_for(dialog: QWidget, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.isActiveWindow)


def new_dialog(parent: QWidget, qtbot: QtBot, given: list[str]) -> NewPassphraseDialog:
    dialog = NewPassphraseDialog(
        parent, "Chuyển sang máy khác", "Tệp có mật khẩu.", 8, lambda: "KTQM-ABCD-EFGH-JKLM", given.append
    )
    dialog.open()
    wait_for(dialog, qtbot)
    return dialog


def test_a_new_pass_phrase_is_long_enough_and_typed_twice(parent: QWidget, qtbot: QtBot) -> None:
    given: list[str] = []
    dialog = new_dialog(parent, qtbot, given)
    assert dialog.focusWidget() is dialog.field
    keyboard.type_text("ngắn")
    assert dialog.hint.text() == "Mật khẩu cần ít nhất 8 ký tự."
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert given == []
    dialog.field.setFocus()
    keyboard.type_text(" ngủn quá")
    assert dialog.hint.text() == "Hai lần nhập chưa giống nhau."
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.again
    keyboard.type_text("ngắn ngủn quá")
    assert dialog.hint.text() == ""
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    assert given == ["ngắn ngủn quá"]


def test_letters_are_hidden_until_they_are_asked_for(parent: QWidget, qtbot: QtBot) -> None:
    dialog = new_dialog(parent, qtbot, [])
    assert {dialog.field.echoMode(), dialog.again.echoMode()} == {QLineEdit.EchoMode.Password}
    dialog.is_shown.click()
    assert {dialog.field.echoMode(), dialog.again.echoMode()} == {QLineEdit.EchoMode.Normal}


def test_a_suggested_one_is_taken_with_a_click_and_seen(parent: QWidget, qtbot: QtBot) -> None:
    given: list[str] = []
    dialog = new_dialog(parent, qtbot, given)
    dialog.suggest_button.click()
    assert dialog.field.echoMode() is QLineEdit.EchoMode.Normal
    dialog.accept_button.click()
    assert given == ["KTQM-ABCD-EFGH-JKLM"]


def test_an_old_one_is_typed_once_and_escape_leaves(parent: QWidget, qtbot: QtBot) -> None:
    given: list[str] = []
    PassphraseDialog(parent, "Mở tệp từ máy cũ", "Nhập mật khẩu.", given.append).open()
    dialog = parent.findChild(PassphraseDialog)
    assert dialog is not None and not dialog.accept_button.isEnabled()
    wait_for(dialog, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    PassphraseDialog(parent, "Mở tệp từ máy cũ", "Nhập mật khẩu.", given.append).open()
    dialog = parent.findChildren(PassphraseDialog)[-1]
    wait_for(dialog, qtbot)
    keyboard.type_text("mật khẩu")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert given == ["mật khẩu"]
