"""The frozen program does a real day's work (`dev.py build`): command line, worker process and window.

Everything runs from its folder with an empty environment of its own, so that nothing of the checkout helps.
The one for Windows does its day under wine, in a Windows of its own (`dev.py windows build`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PIL import Image
from pypdfium2 import PdfDocument

from lcweek_desktop.catalogue.program import TITLE
from lcweek_desktop.error_records import records
from windows.prefix import Prefix

T = TypeVar("T")

EXE = ".exe" if sys.platform == "win32" else ""
LONG = 600
"""Seconds that one command, or what is waited for on the screen, may take at most on a busy machine."""


class Frozen:
    """The program in `folder`, with its own data folder under `home`."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.window, self.cli = folder / f"lcweek{EXE}", folder / f"lcweek-cli{EXE}"
        self.home = home
        self.data = home / "lcweek"
        kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP")
        self.environment = {name: os.environ[name] for name in kept if name in os.environ}
        # Where each system keeps a user's files, so that nothing is written among those of whoever builds.
        self.environment |= {"HOME": str(home), "XDG_DATA_HOME": str(home), "LOCALAPPDATA": str(home)}
        self.environment["LC_ALL"] = "C.UTF-8"

    def run(self, *words: str | Path, expected: Sequence[int] = (0,)) -> str:
        answer = subprocess.run(
            self.command(self.cli, *words),
            env=self.environment,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=LONG,
        )
        assert answer.returncode in expected, f"{words}: {answer.returncode}\n{answer.stdout}{answer.stderr}"
        return answer.stdout

    def command(self, program: Path, *words: str | Path) -> list[str]:
        return [str(program), *map(self.name, words)]

    def name(self, word: str | Path) -> str:
        """`word` as the program knows it."""
        return str(word)


class FrozenOnWine(Frozen):
    """The program for Windows in `folder`, at work in a Windows of its own."""

    def __init__(self, folder: Path, prefix: Prefix) -> None:
        super().__init__(folder, prefix.user)
        self.prefix = prefix
        self.window, self.cli = folder / "lcweek.exe", folder / "lcweek-cli.exe"
        self.data = prefix.local / "lcweek"
        self.environment = dict(prefix.environment)

    def command(self, program: Path, *words: str | Path) -> list[str]:
        return ["wine", self.name(program), *map(self.name, words)]

    def name(self, word: str | Path) -> str:
        return self.prefix.name(word)


def main(folder: Path) -> int:
    with tempfile.TemporaryDirectory() as name:
        if EXE or not (folder / "lcweek.exe").exists():
            work(Frozen(folder.resolve(), Path(name)))
        else:
            prefix = Prefix(Path(name) / "wine")
            try:
                work(FrozenOnWine(folder.resolve(), prefix))
            finally:
                prefix.close()
    print(sizes(folder))
    return 0


def work(program: Frozen) -> None:
    """The whole day; each step says how long it took and what was seen."""
    for step in (district, school, paper, window):
        began = time.monotonic()
        said = step(program, program.home)
        print(f"{step.__name__:10} {time.monotonic() - began:5.1f} s  {said}", flush=True)


def district(program: Frozen, home: Path) -> str:
    """Run the demo of a whole district, which needs SQLite, forms, signatures, PDFs and workbooks."""
    program.run("demo", home / "demo")
    made = sorted(path.suffix for path in (home / "demo").rglob("*") if path.is_file())
    assert {".pdf", ".xlsx"} <= set(made), made
    return f"{len(made)} files"


def school(program: Frozen, home: Path) -> str:
    """Fill, send and print a school's report, with data where the system keeps them and a photo."""
    program.run(
        *("init", "--year", "2024", "--unit", "03394-th", "--name", "Trường Tiểu học Thèn Sin"),
        *("--level", "truong", "--parent", "03394"),
    )
    assert program.data.is_dir(), "the data folder is where the system keeps a user's data"
    Image.effect_noise((2000, 1500), 60).save(home / "ảnh.png")
    entry = {
        "figures": {"1.1": {"count": 2, "people": 60}},
        "photos": [{"file": "ảnh.png", "caption": "Ảnh"}],
    }
    (home / "nhập.json").write_text(json.dumps(entry), encoding="utf-8")
    program.run("fill", home / "nhập.json")
    program.run("send", home / "gửi.pdf")
    kinds = ("pdf", "xlsx", "docx") if "docx" in program.run("print", "--help") else ("pdf", "xlsx")
    for kind in kinds:
        program.run("print", home / f"in.{kind}")
        assert (home / f"in.{kind}").stat().st_size > 1_000
    verified = json.loads(program.run("verify", home / "gửi.pdf", "--json"))
    assert verified["verdict"] == "valid", verified
    return f"sent {(home / 'gửi.pdf').stat().st_size // 1024} KB, {verified['verdict']}"


def paper(program: Frozen, home: Path) -> str:
    """Print the signed report, and read the paper code from pictures of its pages."""
    program.run("print", home / "chính.pdf", "--final")
    with PdfDocument(home / "chính.pdf") as document:
        pages = [page.render(scale=200 / 72).to_pil() for page in document]
    for number, page in enumerate(pages):
        page.convert("L").rotate(90, expand=True).save(home / f"trang-{number}.jpg")
    pictures = [home / f"trang-{number}.jpg" for number in range(len(pages))]
    read = json.loads(program.run("read-paper", *pictures, "--json", expected=(1,)))["results"]
    codes = [each["code"] for each in read]
    assert codes.count("paper-matches") == 2 and set(codes) == {"paper-matches", "paper-no-code"}, read
    return f"{codes.count('paper-matches')} of {len(pages)} pages have the code"


def window(program: Frozen, home: Path) -> str:
    """Use the window under Xvfb by keyboard: type a number, print and send. The file has the number."""
    missing = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]
    if missing:
        return f"not driven: {', '.join(missing)} not installed (Debian: xvfb xdotool)"
    screen = Screen(program.environment)
    try:
        return screen.drive(program, home)
    finally:
        screen.close()


class Screen:
    """An X server of its own, and the keys that are sent to it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        reading, writing = os.pipe()
        size = ("-screen", "0", "1366x768x24")
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), *size, "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as said:
            environment["DISPLAY"] = f":{said.readline().strip()}"
        self._program: subprocess.Popen[bytes] | None = None

    def close(self) -> None:
        for process in filter(None, (self._program, self._server)):
            process.kill()
            process.wait()

    def drive(self, program: Frozen, home: Path) -> str:
        began = time.monotonic()
        self._data = program.data
        self._program = subprocess.Popen(
            program.command(program.window),
            env=self._environment,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,  # a program under wine does not start with a file or with nothing
            stderr=subprocess.STDOUT,
        )
        seen = self.found("Trường Tiểu học Thèn Sin")
        started = time.monotonic() - began
        self.keys("ctrl+2")
        self.type("12")
        self.keys("Return", "ctrl+6")
        sent = home / "cua-so.pdf"
        self.in_dialog(seen, "ctrl+Return", "Ghi tệp để gửi", sent, program.name(sent))
        printed = "nothing, as wine has no printer"
        if not isinstance(program, FrozenOnWine):
            printed = self.printed(seen, home).name
        self.keys("ctrl+q")
        self._program.wait(30)
        verified = json.loads(program.run("verify", sent, "--json"))
        assert verified["verdict"] == "valid" and verified["revision"] == 2, verified
        shown = json.loads(program.run("show", "--json"))
        assert shown["figures"]["1.1"]["count"] == 12, shown["figures"]
        self.has_no_error()
        return f"on screen after {started:.1f} s; typed, sent, printed {printed}, all saved"

    def printed(self, behind: str, home: Path) -> Path:
        """Print into a file, which is what Qt offers where there is no printer."""
        before = set(home.glob("*.pdf"))
        self.keys("ctrl+p")
        self.found("^In$")  # Qt's own dialog, in our words (resources/words)
        self.keys("Return")
        self.wait_for(lambda: set(home.glob("*.pdf")) - before, "a page is printed")
        (file,) = set(home.glob("*.pdf")) - before
        progress = ("search", "--onlyvisible", "--name", "In báo cáo")
        self.wait_for(lambda: not self.ask(*progress), "printing is finished")
        self.ask("windowfocus", "--sync", behind)
        return file

    def found(self, title: str) -> str:
        """The window whose title holds `title`, once it is there; the keyboard is given to it."""
        found = self.wait_for(
            lambda: self.ask("search", "--onlyvisible", "--name", title), f"“{title}” is shown"
        )
        number = found.split()[-1]
        self.ask("windowfocus", "--sync", number)
        return number

    def in_dialog(self, behind: str, opening: str, title: str, file: Path, name: str) -> None:
        """Press what opens a file dialog, type `name`, freeze, and wait until `file` is written."""
        self.keys(opening)
        self.found(title)
        self.keys("Home", "shift+End")  # wine has no Ctrl+A
        self.type(name)
        self.keys("Return")
        self.found(f"^{TITLE}$")  # whether to freeze; its first button is the safe one
        self.keys("Tab", "space")
        self.wait_for(file.exists, f"{file.name} is written")
        self.ask("windowfocus", "--sync", behind)

    def keys(self, *names: str) -> None:
        self.ask("key", "--delay", "60", *names)

    def type(self, text: str) -> None:
        self.ask("type", "--delay", "60", text)

    def ask(self, *words: str) -> str:
        answer = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, timeout=30
        )
        return answer.stdout.strip()

    def has_no_error(self) -> None:
        """Fail if the window has recorded an uncaught exception; its dialog would take all further keys."""
        assert records(self._data) == ()

    def wait_for(self, sees: Callable[[], T], what: str, seconds: float = LONG) -> T:
        """Call `sees` until its value is true, and return that value; `what` names it in a failure."""
        until = time.monotonic() + seconds
        while not (seen := sees()):
            assert self._program is None or self._program.poll() is None, "the window has ended"
            self.has_no_error()
            assert time.monotonic() < until, f"never: {what}"
            time.sleep(0.2)
        return seen


def sizes(folder: Path) -> str:
    """The size of the program and of its largest parts, in MiB, as a line of text."""
    size = {
        part: sum(file.stat().st_size for file in (part, *part.rglob("*")) if _counts(file))
        for part in (folder / "_internal").iterdir()
    }
    total = sum(size.values()) >> 20
    largest = sorted(size.items(), key=lambda item: -item[1])[:6]
    return f"{total} MiB: " + ", ".join(f"{part.name} {number >> 20}" for part, number in largest)


def _counts(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
