"""What Qt brings of its own is Vietnamese too."""

from __future__ import annotations

import sys
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from dev import ROOT

SOURCE = ROOT / "resources" / "words" / "qt_vi.ts"
EDITS = ["Hoàn tác", "Làm lại", "Cắt", "Sao chép", "Dán", "Xóa", "Chọn tất cả"]


def test_the_menu_on_a_text(qtbot: QtBot) -> None:
    for field in (QLineEdit(), QPlainTextEdit()):
        qtbot.addWidget(field)
        menu = field.createStandardContextMenu()
        words = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
        assert words[: len(EDITS)] == EDITS
        menu.deleteLater()


def test_standard_buttons(qtbot: QtBot) -> None:
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Ok | kinds.Cancel)
    qtbot.addWidget(box)
    assert [box.button(kind).text() for kind in (kinds.Ok, kinds.Cancel)] == ["Đồng ý", "Thôi"]


def test_the_file_dialog_where_the_system_has_none(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.show()
    said = {label.text() for label in dialog.findChildren(QLabel)}
    said |= {button.text() for button in dialog.findChildren(QPushButton)}
    assert {"Thư mục:", "Tên tệp:", "Loại tệp:", "Lưu", "Thôi"} <= said
    (tree,) = dialog.findChildren(QTreeView)
    header = tree.findChild(QHeaderView)
    assert header is not None and header.model() is not None
    assert [tree.model().headerData(n, header.orientation()) for n in range(4)] == [
        "Tên",
        "Cỡ",
        "Loại",
        "Ngày sửa",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a dialog of its own, as it has for files")
def test_the_print_dialog_where_the_system_has_none(qtbot: QtBot) -> None:
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    said = {button.text() for button in dialog.findChildren(QAbstractButton)}
    assert {"In", "Thôi", "Tất cả", "Từ trang", "Trang đang xem"} <= said


def test_printing_over_a_file_is_asked_about_in_vietnamese() -> None:
    """What Qt asks when a second paper is printed into the same file."""
    asked = QCoreApplication.translate("QPrintDialog", "%1 already exists.\nDo you want to overwrite it?")
    assert asked.startswith("Đã có tệp %1.")


def test_the_words_are_those_of_their_source() -> None:
    """The .qm that is loaded was made of the .ts that is read."""
    for context in ElementTree.parse(SOURCE).getroot().iter("context"):
        for message in context.iter("message"):
            name, source, words = (
                each or ""
                for each in (
                    context.findtext("name"),
                    message.findtext("source"),
                    message.findtext("translation"),
                )
            )
            assert words
            assert QCoreApplication.translate(name, source) == words
