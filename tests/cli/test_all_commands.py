"""What all commands share: one document on stdout, messages on stderr, exit codes, help, no Qt."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from PIL import Image

from dev import ROOT
from lcweek_desktop.catalogue import CATALOGUE
from lcweek_desktop.cli import app
from lcweek_desktop.cli.result import CommandResult, ExitCode, answer_all
from lcweek_desktop.errors import BugError, on_command_line, sentence
from tests.cli.conftest import Terminals
from tests.cli.terminal import Terminal, run_in_new_process

YEAR = ("--year", "2024")
COMMANDS = sorted(app.lcweek.commands)
GUIDE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_the_commands_are_those_of_the_issue() -> None:
    words = (
        "init unit units change-unit remove-unit fill tell documents show check give-up send print "
        "template verify receive intake type read-paper unread confirm-key safe-work "
        "questions decide decisions history undo progress board rollup collate take chart backup backups "
        "restore salvage move open-moved "
        "reopen draft receipt demo support associate assignment campaign update"
    )
    assert sorted(words.split()) == COMMANDS


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_vietnamese(terminals: Terminals, command: str) -> None:
    answer = terminals("a").run(command, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"Cách viết: lcweek {command}")
    assert "Tùy chọn:" in answer.out
    assert unicodedata.is_normalized("NFC", answer.out)
    english = re.compile(r"Usage|Options:|Show this|\[required\]|\[default|OPTIONS|PATH")
    assert not english.search(answer.out), english.search(answer.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_in_the_guide(command: str) -> None:
    _, found, section = GUIDE.partition(f"\n## `lcweek {command}")
    assert found, f"docs/cli.md has no section on {command}"
    section = section.partition("\n## ")[0]
    shared = {"--home", "--json", "--unit", "--year", "--help"}
    for param in app.lcweek.commands[command].params:
        if isinstance(param, click.Option) and not shared.issuperset(param.opts):
            assert f"`{param.opts[0]}" in section, param.opts


def test_the_entry_document_of_the_guide_can_be_filled_in(school: Terminal) -> None:
    example = json.loads(GUIDE.partition("```json\n")[2].partition("```")[0])
    Image.new("RGB", (40, 30), "teal").save(school.home.parent / example["photos"][0]["file"])
    school.fill(**example)
    shown = school.run_ok("show")
    assert shown.keys() - example.keys() == {
        "unit",
        "totals",
        "revision",
        "fingerprint",
        "state",
        "sent",
        "left",
        "damaged",
    }
    assert {key: shown[key] for key in ("narrative", "signoff", "accepted", "other_rows")} == {
        key: example[key] for key in ("narrative", "signoff", "accepted", "other_rows")
    }


@pytest.mark.parametrize("message", re.findall(r"^> (.+)$", GUIDE, re.M))
def test_a_message_quoted_in_the_guide_is_what_the_program_says(message: str) -> None:
    templates = [
        f"{problem.sentence} {problem.next_step_cli or problem.next_step}".strip()
        for problem in CATALOGUE.values()
    ]
    patterns = (re.sub(r"\\{\w+\\}", ".+", re.escape(template)) for template in templates)
    assert any(re.fullmatch(pattern, message) for pattern in patterns)


def test_every_exit_code_is_in_the_guide() -> None:
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", GUIDE, re.M)} == set(ExitCode)


def test_the_list_of_commands_fits_its_lines(terminals: Terminals) -> None:
    answer = terminals("a").run("--help")
    assert answer.code == 0
    assert "..." not in answer.out.partition("Các lệnh:")[2]


def test_the_data_folder_is_named_before_the_command_or_after_it(school: Terminal) -> None:
    before = school.run("--home", school.home, "--json", "show")
    assert (before.code, before.json) == (0, school.run_ok("show"))
    elsewhere = school.run("--home", school.home.parent / "khac", "show", "--home", school.home, "--json")
    assert (elsewhere.code, elsewhere.json) == (0, before.json)


# Usage


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["gui"], "không có lệnh gui"),
        (["show", "--untt", "1"], "không có tùy chọn --untt"),
        (["init"], "thiếu --name"),
        (["fill"], "thiếu TỆP"),
        (["fill", "a.json", "b.json"], "thừa hoặc thiếu tham số"),
        (["show", "--unit"], "tùy chọn --unit thiếu giá trị"),
        (["show", "--json=1"], "tùy chọn --json không nhận giá trị"),
        (["receive"], "thiếu TỆP_HOẶC_THƯ_MỤC"),
        (["decide", "TH-A"], "thiếu MÃ_BÁO_CÁO"),
    ],
)
def test_a_wrongly_written_command_says_what_is_wrong(
    terminals: Terminals, words: list[str], reason: str
) -> None:
    answer = terminals("a").run(*words)
    assert (answer.code, answer.out) == (2, "")
    assert reason in answer.err
    assert "--help" in answer.err
    assert not terminals("a").home.exists()


def test_a_usage_error_is_one_document_too(terminals: Terminals) -> None:
    answer = terminals("a").run("fill", "--json")
    assert answer.code == 2
    assert answer.json.keys() == {"error"}
    assert answer.json["error"]["code"] == "usage"
    assert answer.json["error"]["message"] in answer.err


# Refusals and faults


def test_a_refusal_is_one_document_and_a_sentence(school: Terminal) -> None:
    answer = school.run_json("fill", school.home.parent / "khong-co.json")
    assert (answer.code, answer.json["error"]["code"]) == (1, "file-missing")
    assert answer.err == answer.json["error"]["message"] + "\n"
    plain = school.run("fill", "khong-co.json", "--home", school.home)
    assert (plain.code, plain.out) == (1, "")
    assert plain.err.startswith("Không có tệp khong-co.json")


def test_a_folder_with_something_else_in_it_is_refused(terminals: Terminals) -> None:
    terminal = terminals("a")
    terminal.home.mkdir()
    (terminal.home / "lcweek.db").write_bytes(b"cua chuong trinh khac" * 10)
    answer = terminal.run_json("show")
    assert (answer.code, answer.json["error"]["code"]) == (1, "store-foreign")


def test_a_machine_without_a_unit_says_how_to_begin(terminals: Terminals) -> None:
    answer = terminals("a").run_json("show")
    assert (answer.code, answer.json["error"]["code"]) == (1, "unit-none")
    assert "lcweek init" in answer.err


@pytest.fixture
def broken_commands() -> Iterator[None]:
    """Four commands that fail in ways in which no command should."""

    @click.command()
    @click.option("--json", is_flag=True)
    def surprise(json: bool) -> CommandResult:
        raise ZeroDivisionError("\x1b[31mkhông ngờ")

    @click.command()
    @click.option("--json", is_flag=True)
    def broken_promise(json: bool) -> CommandResult:
        raise BugError("export-proof")

    @click.command()
    @click.option("--json", is_flag=True)
    def halfway(json: bool) -> CommandResult:
        def steps() -> Iterator[int]:
            yield 1
            yield 2
            raise ZeroDivisionError

        return answer_all(steps(), lambda done: CommandResult({"results": [*done]}, [*map(str, done)]))

    @click.command()
    @click.option("--json", is_flag=True)
    def interrupted(json: bool) -> CommandResult:
        raise KeyboardInterrupt

    names = {"surprise": surprise, "broken": broken_promise, "interrupted": interrupted, "halfway": halfway}
    app.lcweek.commands.update(names)
    yield
    for name in names:
        del app.lcweek.commands[name]


@pytest.mark.usefixtures("broken_commands")
@pytest.mark.parametrize(("command", "code"), [("surprise", "bug"), ("broken", "export-proof")])
def test_a_fault_of_ours_is_told_without_a_traceback_and_recorded(
    terminals: Terminals, tmp_path: Path, command: str, code: str
) -> None:
    terminal = terminals("a")
    answer = terminal.run("--home", terminal.home, command, "--json")
    assert (answer.code, answer.json["error"]["code"]) == (70, code)
    assert "Traceback" not in answer.out + answer.err
    (record,) = (terminal.home / "errors").iterdir()
    assert sentence("bug-recorded", file=record) in answer.err
    assert "  lcweek_desktop/cli/app.py:" in record.read_text(encoding="utf-8")
    assert not (tmp_path / "nha").exists()


@pytest.mark.usefixtures("broken_commands")
def test_a_fault_that_cannot_even_be_recorded_is_still_told(terminals: Terminals, tmp_path: Path) -> None:
    (tmp_path / "nha").write_bytes(b"")
    answer = terminals("a").run("surprise")
    assert (answer.code, answer.out) == (70, "")
    assert "Hãy thực hiện lại" in answer.err


@pytest.mark.usefixtures("broken_commands")
def test_a_command_that_fails_halfway_gives_what_was_done_before(terminals: Terminals) -> None:
    answer = terminals("a").run("halfway", "--json")
    assert (answer.code, answer.json["results"], answer.json["error"]["code"]) == (70, [1, 2], "bug")
    assert answer.err.startswith(sentence("files-stopped", count=2))
    assert terminals("a").run("halfway").out == "1\n2\n"


@pytest.mark.skipif(sys.platform != "linux", reason="a device without room is on Linux only")
@pytest.mark.parametrize("words", [["show"], ["show", "--help"]])
def test_output_for_which_there_is_no_room_is_told_and_ends_no_command_with_a_traceback(
    school: Terminal, words: list[str]
) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "lcweek_desktop", "--home", str(school.home), *words],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    with on_command_line():
        assert (ended.returncode, ended.stderr.decode("utf-8")) == (1, f"{sentence('output-refused')}\n")


@pytest.mark.usefixtures("broken_commands")
def test_an_interruption_says_that_nothing_is_lost(terminals: Terminals) -> None:
    answer = terminals("a").run("interrupted", "--json")
    assert (answer.code, answer.json["error"]["code"]) == (130, "interrupted")


def test_names_that_others_gave_cannot_paint_the_terminal(commune: Terminal, tmp_path: Path) -> None:
    (tmp_path / "thu").mkdir()
    file = tmp_path / "thu" / "a\x1b[31m\u202e.pdf"
    try:
        file.write_bytes(b"")
    except OSError:
        pytest.skip("this system takes no such name")
    answer = commune.run("receive", tmp_path / "thu", "--home", commune.home)
    assert (answer.code, "\x1b" in answer.out, "\u202e" in answer.out) == (1, False, False)
    exact = commune.run_json("receive", tmp_path / "thu").json["results"][0]["file"]
    assert exact == str(file)


# Where things are


def test_home_is_chosen_by_option_then_by_environment(
    terminals: Terminals, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    terminal = terminals("a")
    unit = ("init", *YEAR, "--unit", "A", "--name", "A", "--level", "truong", "--parent", "106")
    monkeypatch.setenv("LCWEEK_HOME", str(tmp_path / "moi-truong"))
    assert terminal.run(*unit).code == 0
    assert (tmp_path / "moi-truong" / "lcweek.db").exists()
    assert not terminal.home.exists()
    assert terminal.run_json(*unit).code == 0
    assert (terminal.home / "lcweek.db").exists()


def test_forms_that_are_wrong_are_named(
    terminals: Terminals, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "bieu-mau" / "2030").mkdir(parents=True)
    (tmp_path / "bieu-mau" / "2030" / "campaign.toml").write_bytes(b"id = ")
    monkeypatch.setenv("LCWEEK_FORMS", str(tmp_path / "bieu-mau"))
    answer = terminals("a").run_json("show")
    assert (answer.code, answer.json["error"]["code"]) == (1, "form-definition")
    assert "Biểu mẫu trong tệp phu-luc-1.toml" in answer.err


# A process of its own


def test_a_fresh_process_speaks_utf8_and_leaves_with_the_exit_code(tmp_path: Path) -> None:
    home = {"LCWEEK_HOME": str(tmp_path / "máy")}
    made = run_in_new_process(
        *("init", *YEAR, "--unit", "A", "--name", "Trường Ẳ", "--level", "truong", "--parent", "106"), **home
    )
    assert (made.returncode, made.stderr) == (0, b"")
    assert "Máy này làm việc cho Trường Ẳ (A)" in made.stdout.decode("utf-8")
    shown = run_in_new_process("show", "--json", **home)
    assert json.loads(shown.stdout.decode("utf-8"))["unit"]["name"] == "Trường Ẳ"
    refused = run_in_new_process("show", "--unit", "B", "--json", **home)
    assert (refused.returncode, json.loads(refused.stdout)["error"]["code"]) == (1, "unit-not-here")
    assert "Hãy chọn" in refused.stderr.decode("utf-8")
    assert run_in_new_process("sow", **home).returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always reads arguments as Unicode")
def test_arguments_keep_their_letters_on_a_machine_without_a_language(tmp_path: Path) -> None:
    plain = {
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "LCWEEK_HOME": str(tmp_path / "máy"),
        "PYTHONIOENCODING": "",
    }
    unit = ("--unit", "A", "--level", "truong", "--parent", "106")
    made = run_in_new_process("init", *YEAR, "--name", "Trường Ẳ", *unit, **plain)
    assert (made.returncode, made.stderr) == (0, b"")
    shown = run_in_new_process("print", tmp_path / "báo cáo.pdf", "--json", **plain)
    assert json.loads(shown.stdout)["file"] == str(tmp_path / "báo cáo.pdf")
    assert (tmp_path / "báo cáo.pdf").exists() and (tmp_path / "máy" / "lcweek.db").exists()
    described = run_in_new_process("show", "--json", **plain)
    assert json.loads(described.stdout)["unit"]["name"] == "Trường Ẳ"


def test_no_command_loads_the_window_toolkit(tmp_path: Path) -> None:
    script = (
        "import sys; from lcweek_desktop.__main__ import main; "
        "code = main(sys.argv[1:]); "
        "sys.exit(99 if any(name.startswith('PySide6') for name in sys.modules) else code)"
    )
    for words in (
        ["--help"],
        ["init", *YEAR, "--unit", "A", "--name", "A", "--level", "truong"],
        ["print", "a.pdf"],
    ):
        answer = subprocess.run(
            [sys.executable, "-c", script, *words],
            env={**os.environ, "LCWEEK_HOME": str(tmp_path / "nha")},
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        assert answer.returncode == 0, answer.stderr.decode("utf-8")
    assert (tmp_path / "a.pdf").exists()


def test_the_demo_of_a_whole_district_ends_with_its_summary(tmp_path: Path) -> None:
    answer = run_in_new_process("demo", tmp_path / "thu", "--json")
    assert answer.returncode == 0, answer.stderr.decode("utf-8")
    document = json.loads(answer.stdout)
    assert (document["district"], document["units"]) == ("111", 31)
    assert all(Path(file).is_file() for file in document["files"])
    assert "chưa nộp" in answer.stderr.decode("utf-8")
