"""The words that Qt brings of its own, in Vietnamese: Qt ships none (resources/words/qt_vi.ts)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from lcweek_desktop import paths


def install_translations(app: QCoreApplication) -> None:
    """From now on menus on a text, standard buttons and, where the system has none, dialogs for files and for
    printing are Vietnamese. Qt asks for words in threads of its own too, so no Python is behind this."""
    words = QTranslator(app)
    words.load(str(paths.resources_dir() / "words" / "qt_vi.qm"))
    app.installTranslator(words)
