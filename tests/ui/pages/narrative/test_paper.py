"""What is pasted into Phụ lục I with Ctrl+V stands on the printed page as it was written."""

from __future__ import annotations

from typing import Final

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.services.output.printing import report_pdf
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.documents.reading import page_texts
from tests.ui import keyboard
from tests.ui.conftest import RunOnWorker
from tests.ui.narrative import shown_narrative

CLIPBOARD: Final = ROOT / "tests" / "data" / "clipboard"
PRINTED: Final = {
    "zalo-plain.txt": (
        "Kết quả phát động:",
        "- CB, GV, NV: 67 cuốn",
        "- Học sinh: 217 cuốn",
        "+ Lớp 7.4 góp nhiều nhất",
    ),
    "word-continued-numbering.html": (
        "1. Kế hoạch",
        "2. Quyết định",
        "Đoạn xen giữa.",
        "3. Công văn",
        "4. Thông báo",
    ),
    "word-three-levels.html": (
        "1. Tuyên truyền",
        "- Treo băng rôn",
        "+ Tại cổng trường",
        "- Phát thanh",
        "2. Ngày hội đọc sách",
    ),
}
"""Files of what was copied, and the lines that they are on paper."""


@pytest.mark.parametrize("file", PRINTED)
def test_what_was_copied_is_on_paper_as_it_was_written(
    file: str,
    session: Session,
    worker: Worker,
    workspace: Workspace,
    run_on_worker: RunOnWorker,
    qtbot: QtBot,
) -> None:
    page = shown_narrative(session, worker, qtbot)
    copied, data = (CLIPBOARD / file).read_bytes().decode("utf-8"), QMimeData()
    data.setHtml(copied) if file.endswith(".html") else data.setText(copied)
    QGuiApplication.clipboard().setMimeData(data)
    keyboard.press_key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(session.saver.saved):
        page.on_leave()
    paper = page_texts(run_on_worker(lambda _context: report_pdf(workspace)))
    lines = tuple(line.strip() for text in paper for line in text.splitlines())
    first = lines.index(PRINTED[file][0])
    assert lines[first : first + len(PRINTED[file])] == PRINTED[file]
