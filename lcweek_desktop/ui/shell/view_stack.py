"""The views that take turns in filling the window."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget


class ViewStack(QStackedWidget):
    """The views of the window, of which one is visible."""

    def show_above(self, view: QWidget) -> None:
        """Show `view` until it is removed; what was shown stays behind it."""
        self.addWidget(view)
        self.setCurrentWidget(view)

    def show_alone(self, view: QWidget) -> None:
        """Show `view` in place of all others, which are deleted."""
        focus = view.focusWidget()  # a widget forgets it when it gets another parent
        self.show_above(view)
        if focus is not None:
            focus.setFocus()
        while (old := self.widget(0)) is not None and old is not view:
            self.remove(old)

    def remove(self, view: QWidget) -> None:
        """Delete `view`; what was behind it is shown again."""
        self.removeWidget(view)
        view.deleteLater()
