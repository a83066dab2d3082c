"""An X server of its own, the keys that are sent to it, and pictures of what it shows."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PIL import ImageGrab

T = TypeVar("T")

PROGRAMS = {"Xvfb": "xvfb", "xdotool": "xdotool"}
"""What a screen is made of, with the Debian packages."""
LONG = 600
"""Seconds that what is waited for may take at most on a busy machine."""
_PAINTING = 2


def missing() -> str:
    """The packages that are needed and not there, as words of a line; empty where all are."""
    return " ".join(package for name, package in PROGRAMS.items() if shutil.which(name) is None)


class Screen:
    """A screen of a school's laptop. `environment`, that of the programs, is told of it.

    `watch` is called while something is waited for; it raises AssertionError where that is in vain.
    """

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self.watch: Callable[[], None] = lambda: None
        reading, writing = os.pipe()
        size = ("-screen", "0", "1366x768x24")
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), *size, "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as said:
            self._name = f":{said.readline().strip()}"
        environment["DISPLAY"] = self._name

    def close(self) -> None:
        self._server.kill()
        self._server.wait()

    def picture(self, file: Path) -> None:
        """Write what is shown to `file`, once what was just opened had time to paint."""
        time.sleep(_PAINTING)
        file.parent.mkdir(parents=True, exist_ok=True)
        ImageGrab.grab(xdisplay=self._name).save(file)

    def found(self, title: str) -> str:
        """The window whose title holds `title`, once it is there; the keyboard is given to it."""
        seen = self.wait_for(lambda: self.visible(title), f"“{title}” is shown")
        number = seen.split()[-1]
        self.focus(number)
        return number

    def asked(self, title: str) -> str:
        """The question whose title holds `title`, once it is there for good: what shows for a moment how far
        something is has the same title. The keyboard is given to it."""

        def lasting() -> str:
            seen = self.visible(title)
            if seen:
                time.sleep(_PAINTING)
            return seen if seen == self.visible(title) else ""

        number = self.wait_for(lasting, f"“{title}” asks").split()[-1]
        self.focus(number)
        return number

    def visible(self, title: str) -> str:
        """The numbers of the windows whose title holds `title`; empty where there is none."""
        return self._ask("search", "--onlyvisible", "--name", title)

    def focus(self, number: str) -> None:
        """Give the keyboard to the window `number`."""
        self._ask("windowfocus", "--sync", number)

    def keys(self, *names: str) -> None:
        self._ask("key", "--delay", "60", *names)

    def type(self, text: str) -> None:
        self._ask("type", "--delay", "60", text)

    def wait_for(self, sees: Callable[[], T], what: str, seconds: float = LONG) -> T:
        """Call `sees` until its value is true, and return that value; `what` names it in a failure."""
        until = time.monotonic() + seconds
        while not (seen := sees()):
            self.watch()
            assert time.monotonic() < until, f"never: {what}"
            time.sleep(0.2)
        return seen

    def _ask(self, *words: str) -> str:
        answer = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, timeout=30
        )
        return answer.stdout.strip()
