"""The frozen program does a real day's work (`dev.py build`): command line, worker process and window.

Everything runs from its folder with an empty environment of its own, so that nothing of the checkout helps.
The one for Windows does the same day installed, under wine (`tests/installed.py`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from pypdfium2 import PdfDocument

from lcweek_desktop.catalogue.program import TITLE
from lcweek_desktop.error_records import records
from tests.screen import LONG, Screen, missing

EXE = ".exe" if sys.platform == "win32" else ""


class Frozen:
    """The program in `folder`, with its own data folder under `home`."""

    prints = True
    """Whether its window can print."""
    pictures: Path | None = None
    """The folder for pictures of its window; None where nobody looks at them."""

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

    def runs(self, process: subprocess.Popen[bytes] | None) -> bool:
        """Whether the window that was started as `process` is still there."""
        return process is not None and process.poll() is None


def main(folder: Path) -> int:
    with tempfile.TemporaryDirectory() as name:
        work(Frozen(folder.resolve(), Path(name)))
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
    if missing():
        return f"not driven, as there is no Xvfb or no xdotool: {missing()}"
    screen = Screen(program.environment)
    typist = Typist(program, screen)
    try:
        began = time.monotonic()
        shown = typist.open()
        started = time.monotonic() - began
        sent = home / "cua-so.pdf"
        typist.enter_and_send(shown, sent)
        printed = typist.print(shown).name if program.prints else "nothing, as wine has no printer"
        if program.pictures is not None:
            screen.picture(program.pictures / "school.png")
        typist.close()
    finally:
        typist.leave()
        screen.close()
    verified = json.loads(program.run("verify", sent, "--json"))
    assert verified["verdict"] == "valid" and verified["revision"] == 2, verified
    figures = json.loads(program.run("show", "--json"))["figures"]
    assert figures["1.1"]["count"] == 12, figures
    return f"on screen after {started:.1f} s; typed, sent, printed {printed}, all saved"


class Typist:
    """Whoever uses the window of `program` on `screen` by keys."""

    def __init__(self, program: Frozen, screen: Screen) -> None:
        self._program = program
        self._screen = screen
        self._process: subprocess.Popen[bytes] | None = None
        screen.watch = self._watch

    def open(self, *words: str | Path) -> str:
        """Start the window with `words`; the number of it, once its unit is shown."""
        program = self._program
        self._process = subprocess.Popen(
            program.command(program.window, *words),
            env=program.environment,
            cwd=program.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,  # a program under wine does not start with a file or with nothing
            stderr=subprocess.STDOUT,
        )
        return self._screen.found(f"– {TITLE}$")

    def enter_and_send(self, window: str, sent: Path) -> None:
        """Type a number, and send the report as `sent`."""
        screen = self._screen
        screen.keys("ctrl+2")
        screen.type("12")
        screen.keys("Return", "ctrl+6", "ctrl+Return")
        screen.found("Ghi tệp để gửi")
        screen.keys("Home", "shift+End")  # wine has no Ctrl+A
        screen.type(self._program.name(sent))
        screen.keys("Return")
        screen.asked(f"^{TITLE}$")  # whether to freeze; its first button is the safe one
        screen.keys("Tab", "space")
        screen.wait_for(sent.exists, f"{sent.name} is written")
        screen.focus(window)

    def print(self, window: str) -> Path:
        """Print into a file, which is what Qt offers where there is no printer."""
        screen, home = self._screen, self._program.home
        before = set(home.glob("*.pdf"))
        screen.keys("ctrl+p")
        screen.found("^In$")  # Qt's own dialog, in our words (resources/words)
        screen.keys("Return")
        screen.wait_for(lambda: set(home.glob("*.pdf")) - before, "a page is printed")
        (file,) = set(home.glob("*.pdf")) - before
        screen.wait_for(lambda: not screen.visible("In báo cáo"), "printing is finished")
        screen.focus(window)
        return file

    def close(self) -> None:
        """Close the window, and wait until the program has ended."""
        self._screen.watch = self._has_no_error
        self._screen.keys("ctrl+q")
        self._screen.wait_for(lambda: not self._program.runs(self._process), "the program ends")

    def leave(self) -> None:
        """End the program where it runs on after a failure."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _watch(self) -> None:
        assert self._process is None or self._program.runs(self._process), "the window has ended"
        self._has_no_error()

    def _has_no_error(self) -> None:
        """Fail if the window has recorded an uncaught exception; its dialog would take all further keys."""
        assert records(self._program.data) == ()


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
