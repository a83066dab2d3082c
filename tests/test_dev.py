"""dev.py and the files it builds from: set-up that can be trusted, and nothing of one machine or one host."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import tomllib
import venv
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev
from tests import wine

HASH = "--hash=sha256:" + "0" * 64
GOOD_LOCK = f"""# a note
click==8.5.1 \\
    {HASH} \\
    {HASH}
colorama==0.4.6 ; sys_platform == 'win32' \\
    {HASH}
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.lock"
    path.write_text(GOOD_LOCK, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def finished(tmp_path: Path, lock: Path) -> Path:
    """A .venv without packages whose stamp says that it was finished."""
    folder = tmp_path / ".venv"
    venv.create(folder)
    dev.stamp_path(folder).write_text(dev.stamp_text(folder, lock), encoding="utf-8", newline="\n")
    return folder


def locked() -> dict[str, str]:
    """Version by package, as requirements.lock has them."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", dev.LOCK.read_text(encoding="utf-8"), re.MULTILINE))


def tracked() -> list[Path]:
    """The files under version control; outside a clone there is nothing to look at."""
    if not shutil.which("git") or not (dev.ROOT / ".git").exists():
        pytest.skip("not a git clone")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=dev.ROOT, capture_output=True, check=True).stdout
    return [path for name in listing.decode().split("\0") if name and (path := dev.ROOT / name).is_file()]


@wine.makes_no_venv
class TestSetUp:
    def test_a_finished_venv_is_taken_as_it_is(self, finished: Path, lock: Path) -> None:
        assert dev.is_ready(finished, lock)

    def test_line_ends_of_a_windows_checkout_do_not_count(self, finished: Path, lock: Path) -> None:
        lock.write_text(GOOD_LOCK, encoding="utf-8", newline="\r\n")
        assert dev.is_ready(finished, lock)

    def test_another_lock_asks_for_another_venv(self, finished: Path, lock: Path) -> None:
        lock.write_text(GOOD_LOCK.replace("8.5.1", "8.5.2"), encoding="utf-8", newline="\n")
        assert not dev.is_ready(finished, lock)

    def test_a_venv_cut_short_is_not_taken(self, finished: Path, lock: Path) -> None:
        dev.stamp_path(finished).unlink()
        assert not dev.is_ready(finished, lock)

    def test_a_venv_whose_python_is_gone_is_not_taken(self, finished: Path, lock: Path) -> None:
        dev.venv_python(finished).unlink()
        assert not dev.is_ready(finished, lock)

    def test_a_venv_of_another_python_is_not_taken(self, finished: Path, lock: Path) -> None:
        stamp = dev.stamp_path(finished)
        stamp.write_text(stamp.read_text(encoding="utf-8").replace(" 3.", " 2."), encoding="utf-8")
        assert not dev.is_ready(finished, lock)

    def test_an_unusable_lock_leaves_the_venv_alone(self, finished: Path, lock: Path) -> None:
        lock.write_text("click>=8\n", encoding="utf-8")
        with pytest.raises(SystemExit, match="cannot be used"):
            dev.make_venv(finished, lock)
        assert dev.venv_python(finished).exists()

    def test_an_installation_that_fails_leaves_no_stamp(
        self, finished: Path, lock: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        lock.write_text(f"lcweek-no-such-package==1 {HASH}\n", encoding="utf-8")
        with pytest.raises(SystemExit, match="could not be installed"):
            dev.make_venv(finished, lock)
        assert not dev.stamp_path(finished).exists()

    def test_the_line_to_type_can_be_pasted(self) -> None:
        line = dev.apt_line(["libegl1", "libgl1"])
        assert line == "sudo apt-get install -y --no-install-recommends libegl1 libgl1"

    def test_an_older_python_can_read_dev_py_as_far_as_the_refusal(self) -> None:
        ast.parse(Path(dev.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))


@wine.makes_no_venv
class TestLauncher:
    """The command line in .venv, tested on a checkout whose program prints how it was called."""

    @pytest.fixture
    def checkout(self, tmp_path: Path) -> Path:
        root = tmp_path / "bản của tôi"
        venv.create(root / ".venv")
        program = root / "lcweek_desktop" / "__main__.py"
        program.parent.mkdir()
        (program.parent / "__init__.py").touch()
        program.write_text(
            "import sys; print(__file__, *sys.argv[1:], sep='|'); sys.exit(3)", encoding="utf-8"
        )
        dev.write_launcher(root / ".venv")
        return root

    @staticmethod
    def assert_starts(launcher: Path, root: Path, folder: Path) -> None:
        """`launcher`, called in `folder`, starts the program of `root` with its arguments and exit code."""
        answer = subprocess.run(
            [str(launcher), "show", "một tệp.json"],
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
        )
        file, *words = answer.stdout.strip().split("|")
        assert (Path(file).resolve(), words) == (
            (root / "lcweek_desktop" / "__main__.py").resolve(),
            ["show", "một tệp.json"],
        )
        assert (answer.returncode, answer.stderr) == (3, "")

    def test_it_starts_the_program_from_any_folder(self, checkout: Path, tmp_path: Path) -> None:
        self.assert_starts(dev.launcher_path(checkout / ".venv"), checkout, tmp_path)

    def test_it_finds_a_checkout_that_was_moved(self, checkout: Path, tmp_path: Path) -> None:
        moved = checkout.rename(tmp_path / "nơi khác")
        self.assert_starts(dev.launcher_path(moved / ".venv"), moved, tmp_path)

    @pytest.mark.skipif(os.name == "nt", reason="links want rights on Windows")
    def test_a_link_to_it_starts_the_same(self, checkout: Path, tmp_path: Path) -> None:
        link = tmp_path / "lcweek"
        link.symlink_to(dev.launcher_path(checkout / ".venv"))
        self.assert_starts(link, checkout, tmp_path)

    def test_a_finished_venv_gets_it_once(self, checkout: Path) -> None:
        launcher = dev.launcher_path(checkout / ".venv")
        before = launcher.stat().st_mtime_ns
        dev.write_launcher(checkout / ".venv")
        assert launcher.stat().st_mtime_ns == before
        launcher.unlink()
        dev.write_launcher(checkout / ".venv")
        assert launcher.exists()


class TestCommands:
    @pytest.mark.parametrize(("argv", "code"), [(["nonsense"], 2), ([], 0), (["--help"], 0)])
    def test_what_is_not_a_command_shows_the_commands(
        self, argv: list[str], code: int, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert dev.main(argv) == code
        shown = capsys.readouterr().out
        assert all(f"dev.py {name}" in shown for name in dev.COMMANDS)

    def test_a_demo_of_ours_is_replaced(self, tmp_path: Path) -> None:
        dev.clear_demo(tmp_path / "demo")
        (tmp_path / "demo" / "old.pdf").touch()
        dev.clear_demo(tmp_path / "demo")
        assert [path.name for path in (tmp_path / "demo").iterdir()] == [dev.DEMO_MARK]

    def test_a_folder_of_somebody_else_is_not(self, tmp_path: Path) -> None:
        (tmp_path / "demo").mkdir()
        (tmp_path / "demo" / "thesis.docx").touch()
        with pytest.raises(SystemExit, match="stays as it is"):
            dev.clear_demo(tmp_path / "demo")
        assert (tmp_path / "demo" / "thesis.docx").exists()

    def test_missing_programs_are_told_by_name(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        assert dev.missing_programs() == dev.OUTSIDE_PROGRAMS

    def test_ci_installs_every_outside_program(self) -> None:
        script = (dev.ROOT / ".ci" / "run").read_text(encoding="utf-8")
        assert all(packages in script for packages in dev.OUTSIDE_PROGRAMS.values())


class TestLock:
    def test_pins_and_hashes_every_package_and_names_no_address(self) -> None:
        assert dev.lock_faults(dev.LOCK.read_text(encoding="utf-8")) == []

    @pytest.mark.parametrize(
        "line",
        [
            "--index-url https" + "://example.invalid/simple",
            "# made from https" + "://example.invalid/simple",
            "-r other.txt",
            "click==8.5.1",
            f"click>=8 {HASH}",
            f"click==8.5.1 {HASH} --hash=md5:00",
            f"click @ file{':'}//click.whl {HASH}",
        ],
    )
    def test_anything_else_is_refused(self, line: str) -> None:
        assert len(dev.lock_faults(f"{GOOD_LOCK}{line}\n")) == 1

    def test_holds_what_pyproject_asks_for(self) -> None:
        project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        asked = map(Requirement, project["project"]["dependencies"] + project["dependency-groups"]["dev"])
        versions = locked()
        unmet = [
            str(r) for r in asked if not r.specifier.contains(versions.get(canonicalize_name(r.name), ""))
        ]
        assert unmet == []


class TestRepository:
    def test_build_files_name_no_address(self) -> None:
        named = (
            "dev.py",
            "pyproject.toml",
            "requirements.lock",
            ".ci/run",
            ".ci/bare-root",
            "pyinstaller.spec",
            "windows/rig.py",
            "windows/interpreter.lock",
        )
        files = [path for name in named if (path := dev.ROOT / name).exists()]
        address = re.compile(r"\b(https?|ftp)://|index" + "-url|find" + "-links")
        assert [path.name for path in files if address.search(path.read_text(encoding="utf-8"))] == []

    def test_no_file_names_a_folder_of_one_machine(self) -> None:
        folder = re.compile(rb"(?<![\w.<>/-])/(?:" + b"work|root|home|Users" + rb")/\w")
        assert [str(path) for path in tracked() if folder.search(path.read_bytes())] == []
