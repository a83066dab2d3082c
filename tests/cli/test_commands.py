"""Every command: its document, its lines and its exit code (docs/cli.md)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image

from dev import ROOT
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import on_command_line, sentence
from lcweek_desktop.intake.jobs import read_codes
from lcweek_desktop.services.paper.scans import attach_scan
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import open_workspace
from tests.bundle.altered_pdfs import with_comment, with_signature
from tests.cli.conftest import Terminals
from tests.cli.terminal import Terminal
from tests.services import decimal_year
from tests.services.signed_paper import pdf_with_code

FIGURES: dict[str, Any] = {"1.1": {"count": 2, "people": 60, "note": "n"}, "10.1": {"count": 5_000_000}}


def send_report(terminal: Terminal, name: str = "bao-cao.lcweek", **document: Any) -> Path:
    terminal.fill(**(document or {"figures": FIGURES}))
    terminal.run_ok("send", terminal.home.parent / name)
    return terminal.home.parent / name


def test_init_says_what_the_machine_works_for_and_the_keys_letters(terminals: Terminals) -> None:
    answer = terminals("a").run_json(
        *("init", "--year", "2024", "--unit", "TH-A", "--name", "Trường A"),
        *("--level", "truong", "--parent", "106"),
    )
    assert answer.code == 0
    key, short = answer.json.pop("key"), answer.json["short"]
    assert answer.json == {
        "unit": "TH-A",
        "name": "Trường A",
        "level": "truong",
        "parent": "106",
        "campaign": "2024",
        "key": key,
        "short": short,
    }
    assert (key[:2], len(short)) == ("RW", 19)
    assert answer.err == ""


def test_fill_lists_the_warnings_and_is_done(school: Terminal) -> None:
    document = school.fill(figures={"1.1": {"people": 5}})
    assert (document["unit"], document["saved"], document["cells"]) == ("TH-A", True, 1)
    finding = next(each for each in document["findings"] if each["check"] == "people-without-count")
    assert finding.keys() == {"check", "severity", "place", "message", "accepted"}
    assert (finding["severity"], finding["accepted"]) == ("warning", None)


def test_fill_takes_the_empty_form_that_was_filled_in_and_refuses_it_whole(school: Terminal) -> None:
    file = school.home.parent / "mau.xlsx"
    school.run("template", file, "--year", "2024")

    def type_in(key: str, value: object) -> None:
        book = load_workbook(file)
        next(row for row in book.worksheets[0].iter_rows() if row[-1].value == key)[3].value = value
        book.save(file)

    type_in("1.1", 12)
    assert school.run_ok("fill", file)["cells"] == 1
    type_in("1.2", 1.5)
    error = school.run_json("fill", file).json["error"]
    assert (error["code"], "1.2.count: 1,5" in error["message"]) == ("workbook-cells", True)
    assert school.run_ok("show")["figures"] == {"1.1": {"count": 12}}


def test_fill_says_where_characters_were_dropped(school: Terminal) -> None:
    document = school.fill(narrative={"I.1": "Một\0 đoạn"})
    assert document["dropped"] == {"narrative.I.1": 1}
    file = school.home.parent / "nhap.json"
    file.write_text('{"narrative": {"I.1": "Một\\u0000 đoạn"}}', encoding="utf-8")
    assert "narrative.I.1: Đã bỏ 1 ký tự" in school.run("fill", file, "--home", school.home).out


def test_fill_saves_what_has_to_be_mended_later_and_lists_it(school: Terminal) -> None:
    document = school.fill(figures={"1.1": {"count": -1}})
    assert [each["severity"] for each in document["findings"] if each["place"] == "1.1.count"] == ["error"]
    assert school.run_ok("show")["figures"]["1.1"]["count"] == -1


def test_show_gives_what_fill_reads_and_more(school: Terminal) -> None:
    school.fill(figures=FIGURES)
    document = school.run_ok("show")
    assert document["figures"] == FIGURES
    assert document["totals"]["10"] == {"count": 5_000_000, "people": None}
    assert (document["state"], document["revision"], document["fingerprint"]) == ("draft", 1, None)
    assert document["unit"] == {"code": "TH-A", "name": "Trường A", "level": "truong", "parent": "03394"}
    answer = school.run("show", "--home", school.home)
    assert json.loads(answer.out) == document
    assert document["sent"] is None
    school.fill(**document)
    assert school.run_ok("show") == document


def test_check_is_done_with_warnings_and_refuses_with_errors(school: Terminal) -> None:
    document = school.run_ok("check")
    assert (document["errors"], document["warnings"]) == (0, len(document["findings"]))
    school.fill(figures={"1.1": {"count": -1}})
    answer = school.run_json("check")
    assert (answer.code, answer.json["errors"]) == (1, 1)
    lines = school.run("check", "--home", school.home).out.splitlines()
    assert any(line.startswith("LỖI: ") for line in lines)
    assert lines[-1].startswith("Trường A: 1 lỗi, ")


def test_send_says_what_it_wrote_and_lists_the_warnings(school: Terminal) -> None:
    school.fill(figures=FIGURES)
    target = school.home.parent / "bao-cao.pdf"
    answer = school.run_json("send", target)
    document = answer.json
    assert answer.code == 0
    assert document.keys() == {
        *("file", "unit", "recipient", "revision", "issue", "fingerprint", "size", "new_key", "findings")
    }
    assert document["new_key"] is None
    assert (document["recipient"], document["revision"], document["issue"]) == ("03394", 1, 1)
    assert document["size"] == target.stat().st_size
    assert document["findings"]
    *warnings, reminder = answer.err.splitlines()
    assert len(warnings) == len(document["findings"])
    assert reminder == sentence("backup-remind")
    assert school.run_ok("send", target, "--to", "106")["recipient"] == "106"
    line = school.run("send", target, "--home", school.home).out
    assert line.startswith("Đã chốt bản số 1 và ghi ")


def test_a_lost_key_is_not_replaced_without_a_word(school: Terminal) -> None:
    file = send_report(school)
    shutil.rmtree(school.home / "keys")
    assert school.run_json("send", file).json["error"]["code"] == "key-missing"
    assert not (school.home / "keys").exists()
    school.fill(figures={"1.1": {"count": 3}})
    answer = school.run_json("send", file)
    new = answer.json["new_key"]
    assert new["code"] == "key-new"
    assert f"ký bằng khóa mới {new['short']} vì không thấy khóa cũ" in new["message"]
    assert new["message"] in answer.err
    assert school.run_ok("print", school.home.parent / "in.pdf", "--final")["new_key"] == new
    assert school.run_ok("verify", file)["signer"]["key"] == new["key"]


def test_print_writes_drafts_and_final_prints(school: Terminal) -> None:
    folder = school.home.parent
    assert school.run_ok("print", folder / "a.pdf") == {
        "file": str(folder / "a.pdf"),
        "rollup": False,
        "final": False,
        "table_only": False,
        "new_key": None,
    }
    assert school.run_ok("print", folder / "b.pdf", "--table-only")["table_only"] is True
    assert (folder / "b.pdf").stat().st_size < (folder / "a.pdf").stat().st_size
    school.run_ok("print", folder / "a.xlsx", "--rollup")
    assert school.run_ok("show")["state"] == "draft"
    school.run_ok("print", folder / "a.pdf", "--final")
    assert school.run_ok("show")["state"] == "frozen"


def test_template_needs_no_data_folder(terminals: Terminals, tmp_path: Path) -> None:
    anybody = terminals("trống")
    target = tmp_path / "mau.xlsx"
    assert anybody.run_ok("template", target) == {"file": str(target), "level": "truong"}
    first = target.read_bytes()
    assert anybody.run_ok("template", target, "--level", "xa")["level"] == "xa"
    assert target.read_bytes() != first
    assert not anybody.home.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["mau.pdf"], "export-kind"),
        (["mau.xlsx", "--level", "thon"], "unit-level"),
        (["mau.xlsx", "--year", "1999"], "form-missing"),
        (["khong-co/mau.xlsx"], "export-folder"),
    ],
)
def test_a_template_that_cannot_be_is_refused(
    terminals: Terminals, tmp_path: Path, words: list[str], code: str
) -> None:
    answer = terminals("trống").run("template", tmp_path / words[0], *words[1:], "--json")
    assert (answer.code, answer.json["error"]["code"]) == (1, code)
    assert not [*tmp_path.glob("**/mau.*")]


def test_verify_judges_a_file_anywhere(school: Terminal, terminals: Terminals) -> None:
    file = send_report(school)
    document = school.run_ok("verify", file)
    assert document.keys() == {
        *("verdict", "code", "message", "unit", "revision", "issue", "fingerprint", "signer", "notes")
    }
    assert (document["verdict"], document["unit"], document["issue"]) == ("valid", "TH-A", 1)
    assert document["signer"]["known"] is True
    other_machine = terminals("la")
    assert other_machine.run_ok("verify", file)["signer"] == document["signer"] | {"known": False}
    assert not other_machine.home.exists()
    file.write_bytes(file.read_bytes()[:-1])
    answer = other_machine.run_json("verify", file)
    assert (answer.code, answer.json["verdict"], answer.json["code"]) == (1, "invalid", "bundle-container")
    assert answer.json["signer"] is None


def test_verify_judges_a_file_also_while_the_data_cannot_be_opened(
    school: Terminal, terminals: Terminals
) -> None:
    file = send_report(school)
    shut = terminals("khac")
    shut.home.mkdir()
    (shut.home / "lcweek.db").write_bytes(b"cua chuong trinh khac" * 10)
    document = shut.run_ok("verify", file)
    assert (document["verdict"], document["signer"]["known"]) == ("valid", None)
    assert "Chưa đối chiếu được khóa ký" in shut.run("verify", file, "--home", shut.home).out


def test_receive_is_done_when_all_is_settled(commune: Terminal, school: Terminal) -> None:
    file = send_report(school)
    (result,) = commune.run_ok("receive", file, "--confirm-keys")["results"]
    keys = "file inside verdict code message unit revision fingerprint notes doubts"
    assert [*result] == keys.split()
    assert (result["file"], result["verdict"], result["unit"]) == (str(file), "accepted", "TH-A")
    assert commune.run_ok("receive", file, file)["results"][1]["verdict"] == "known"


def test_a_pdf_that_another_program_signed_says_so(commune: Terminal, school: Terminal) -> None:
    school.fill(figures=FIGURES)
    file = school.home.parent / "da-ky.pdf"
    school.run_ok("send", file)
    assert school.run_ok("verify", file)["notes"] == []
    file.write_bytes(with_signature(file.read_bytes()))
    (note,) = school.run_ok("verify", file)["notes"]
    assert (note["code"], "chữ ký số của chương trình khác" in note["message"]) == ("pdf-signed", True)
    assert note["message"] in school.run("verify", file).out
    file.write_bytes(with_comment(file.read_bytes()))
    (result,) = commune.run_ok("receive", file, "--confirm-keys")["results"]
    assert (result["verdict"], [note["code"] for note in result["notes"]]) == (
        "accepted",
        ["pdf-signed-added"],
    )
    output = commune.run("receive", file, "--home", commune.home).out
    assert "sau khi ký, tệp đã được ghi thêm" in output


def test_read_paper_compares_with_what_is_held(commune: Terminal, school: Terminal, tmp_path: Path) -> None:
    school.fill(figures=FIGURES)
    paper, blank = tmp_path / "giay.pdf", tmp_path / "trang.png"
    school.run_ok("print", paper, "--final")
    Image.new("L", (300, 400), 255).save(blank)
    commune.run_ok("receive", send_report(school), "--confirm-keys")
    (result,) = commune.run_ok("read-paper", paper)["results"]
    assert (result["verdict"], result["verified"], result["unit"]) == ("matches", True, "TH-A")
    assert result["figures"]["1.1.count"] == FIGURES["1.1"]["count"]
    answer = commune.run_json("read-paper", paper, blank)
    assert (answer.code, [each["code"] for each in answer.json["results"]]) == (
        1,
        ["paper-matches", "paper-no-code"],
    )


def test_a_changed_figure_on_paper_is_named_to_the_cell(
    commune: Terminal, school: Terminal, tmp_path: Path
) -> None:
    school.fill(figures=FIGURES)
    shutil.copytree(school.home, tmp_path / "may-khac")
    commune.run_ok("receive", send_report(school), "--confirm-keys")
    other, paper = Terminal(tmp_path / "may-khac", school.capture), tmp_path / "giay.pdf"
    other.fill(figures={"1.1": {"count": 99}})
    other.run_ok("print", paper, "--final")
    answer = commune.run_json("read-paper", paper)
    (result,) = answer.json["results"]
    assert (answer.code, result["code"], result["revision"]) == (1, "paper-differs", 1)
    assert result["verified"]
    cell = {"cell": "1.1.count", "paper": 99, "file": FIGURES["1.1"]["count"]}
    assert result["differences"] == [cell]


def test_a_forged_signature_on_paper_is_never_verified(
    commune: Terminal, school: Terminal, tmp_path: Path
) -> None:
    commune.run_ok("receive", send_report(school), "--confirm-keys")
    school.run_ok("print", tmp_path / "giay.pdf", "--final")
    (said,) = read_codes(tmp_path / "giay.pdf")
    forged = pdf_with_code(said[:-1] + bytes([said[-1] ^ 1]), tmp_path / "gia.pdf")
    for command in ("read-paper", "receive"):
        answer = commune.run_json(command, forged)
        (result,) = answer.json["results"]
        assert (answer.code, result["code"]) == (1, "paper-forged")
        assert not result.get("verified")


def test_receive_tells_of_a_scan_that_is_not_of_its_report(
    commune: Terminal, school: Terminal, tmp_path: Path
) -> None:
    send_report(school)
    school.run_ok("print", tmp_path / "cu.pdf", "--final")
    send_report(school, figures={"1.1": {"count": 99}})
    with open_context(school.home, ROOT / "forms") as context:
        attach_scan(open_workspace(context), tmp_path / "cu.pdf")
    school.run_ok("send", tmp_path / "moi.lcweek")
    answer = commune.run_json("receive", tmp_path / "moi.lcweek", "--confirm-keys")
    (result,) = answer.json["results"]
    assert (answer.code, result["code"]) == (1, "received-gap")
    (doubt,) = result["doubts"]
    assert doubt.startswith("Bản quét số 1 là của đơn vị TH-A, bản số 1")


def test_receive_says_what_was_not_compared_and_what_cannot_be_read(
    commune: Terminal, school: Terminal
) -> None:
    file = send_report(school)
    answer = commune.run_json("receive", file, file.parent / "khong-co.pdf")
    assert answer.code == 1
    assert [(result["verdict"], result["code"]) for result in answer.json["results"]] == [
        ("accepted", "received-accepted"),
        ("unreadable", "file-missing"),
    ]
    assert answer.json["results"][1]["fingerprint"] is None
    line = commune.run("receive", file, "--home", commune.home).out
    assert "đã có từ trước" in line
    assert "khóa chưa đối chiếu" in answer.json["results"][0]["message"]


def test_a_waiting_key_is_confirmed(commune: Terminal, school: Terminal) -> None:
    commune.run_json("receive", send_report(school))
    short = school.init("--unit", "TH-A", "--name", "Trường A", "--level", "truong", "--parent", "03394")[
        "short"
    ]
    document = commune.run_ok("confirm-key", "TH-A", "--key", short)
    assert (document["unit"], document["key"][:2]) == ("TH-A", "RW")
    answer = commune.run_json("confirm-key", "TH-A")
    assert (answer.code, answer.json["error"]["code"]) == (1, "key-none-waiting")


def test_safe_work_is_shown_then_done_and_taken_back(commune: Terminal, school: Terminal) -> None:
    commune.run_json("receive", send_report(school), "--confirm-keys")
    shown = commune.run_ok("safe-work", "--show")
    assert ([each["unit"] for each in shown["reports"]], shown["done"]) == (["TH-A"], False)
    assert commune.run_ok("safe-work")["reports"] == shown["reports"]
    assert commune.run("safe-work", "--home", commune.home).out.strip() == sentence("safe-work-none")
    commune.run_ok("undo")
    assert commune.run_ok("safe-work", "--show")["reports"] == shown["reports"]


def test_a_report_is_decided_on(commune: Terminal, school: Terminal) -> None:
    commune.run_json("receive", send_report(school), "--confirm-keys")
    school.fill(figures={"1.1": {"people": None}})
    answer = commune.run_json("receive", send_report(school, "2.lcweek", figures={}))
    (result,) = answer.json["results"]
    assert (answer.code, result["verdict"]) == (1, "needs_decision")
    assert commune.run_json("progress").code == 1
    document = commune.run_ok("decide", "TH-A", result["fingerprint"][:8])
    assert document == {"unit": "TH-A", "fingerprint": result["fingerprint"]}
    assert commune.run_ok("progress")["waiting"] == []
    assert commune.run_json("decide", "TH-A", "0" * 64).json["error"]["code"] == "decide-unknown"


def test_progress_counts_the_children(commune: Terminal, school: Terminal) -> None:
    commune.run_ok("receive", send_report(school), "--confirm-keys")
    assert commune.run_ok("progress") == {
        "expected": 2,
        "received": ["TH-A"],
        "waiting": [],
        "missing": ["TH-B"],
        "damaged": [],
    }
    lines = commune.run("progress", "--home", commune.home).out.splitlines()
    assert lines[0] == "Đã nhận 1/2 đơn vị trực thuộc."


def test_rollup_gives_every_row_and_who_gave_it(commune: Terminal, school: Terminal) -> None:
    file = send_report(
        school, figures=FIGURES, other_rows=[{"label": "Ngày hội", "unit": "Buổi", "count": 1}]
    )
    commune.run_ok("receive", file, "--confirm-keys")
    commune.fill(figures={"1.1": {"count": 1}}, other_rows=[{"label": "Riêng"}])
    document = commune.run_ok("rollup")
    assert document.keys() == {"rows", "other_rows", "members", "deducted", "earlier", "damaged", "notes"}
    assert len(document["rows"]) == 41
    assert document["rows"]["1"] == document["rows"]["1.1"] == {"count": 3, "people": 60}
    assert document["rows"]["2"] == {"count": None, "people": None}
    assert [(line["from"], line["label"]) for line in document["other_rows"]] == [
        ("03394", "Riêng"),
        ("TH-A", "Ngày hội"),
    ]
    assert document["other_rows"][1] == {
        "from": "TH-A",
        "label": "Ngày hội",
        "unit": "Buổi",
        "count": 1,
        "people": None,
        "note": "",
    }
    (member,) = document["members"]
    assert member == {
        "unit": "TH-A",
        "name": "Trường A",
        "revision": 1,
        "counted": "counted",
        "provisional": False,
        "members": [],
        "fingerprint": member["fingerprint"],
    }
    lines = commune.run("rollup", "--home", commune.home).out.splitlines()
    assert len(lines) == 41
    assert "Số lớp/số cuộc thi: 3  Người: 60" in lines[0]


def test_chart_draws_the_cells_it_is_given(commune: Terminal, school: Terminal, tmp_path: Path) -> None:
    commune.run_ok("receive", send_report(school, figures=FIGURES), "--confirm-keys")
    out = tmp_path / "bieu-do.pdf"
    document = commune.run_ok("chart", out, "--cell", "1.1.count", "--cell", "1.1.people")
    assert document == {"file": str(out), "cells": ["1.1.count", "1.1.people"]}
    assert out.read_bytes().startswith(b"%PDF")
    refused = commune.run_json("chart", tmp_path / "khac.pdf", "--cell", "2.people")
    assert (refused.code, refused.json["error"]["code"]) == (1, "chart-cell")
    assert not (tmp_path / "khac.pdf").exists()


def test_several_units_on_one_machine_are_told_apart(school: Terminal) -> None:
    school.init("--unit", "TH-B", "--name", "Trường B", "--level", "truong", "--parent", "03394")
    answer = school.run_json("show")
    assert (answer.code, answer.json["error"]["code"]) == (1, "unit-choose")
    assert school.run_ok("show", "--unit", "TH-B")["unit"]["name"] == "Trường B"
    assert school.run_json("show", "--unit", "106").json["error"]["code"] == "unit-not-here"


def test_a_machine_with_two_years_says_which_one_a_command_takes(terminals: Terminals) -> None:
    """03394 is another commune in each of them."""
    terminal = terminals("xa")
    assert terminal.run_ok("units") == {"units": []}
    terminal.run_ok("init", "--unit", "03394", "--name", "Xã Sin Suối Hồ", "--level", "xa")
    assert terminal.run_json("show").err == ""
    terminal.init("--unit", "03394", "--name", "Xã Thèn Sin", "--level", "xa")
    listed = terminal.run_ok("units")["units"]
    assert [(each["campaign"], each["name"], each["deadline"]) for each in listed] == [
        ("2025", "Xã Sin Suối Hồ", None),
        ("2024", "Xã Thèn Sin", "2024-10-19"),
    ]
    said = terminal.run("units", "--home", terminal.home).out
    assert "Năm 2025: Xã Sin Suối Hồ (03394), hạn gửi: chưa rõ hạn." in said
    assert "Năm 2024: Xã Thèn Sin (03394), hạn gửi: trước ngày 20/10/2024." in said
    newest, named = terminal.run_json("show"), terminal.run_json("show", "--year", "2024")
    assert (newest.json["unit"]["name"], named.json["unit"]["name"]) == ("Xã Sin Suối Hồ", "Xã Thèn Sin")
    words = {"campaign": "2025", "unit": "Xã Sin Suối Hồ", "code": "03394", "others": "2024"}
    with on_command_line():
        assert newest.err == f"{sentence('campaign-of-several', **words)}\n"
    assert named.err == ""


def test_the_whole_chain_works_on_another_years_forms(
    terminals: Terminals, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LCWEEK_FORMS", str(ROOT / "tests" / "data" / "forms"))
    year = ("--year", "2031")
    listed = ROOT / "tests" / "data" / "units" / "ho-xanh-2031.csv"
    texts = {"1": "Đã làm.", "2.a": "Được.", "2.b": "Chưa."}
    files = []
    for code, count in (("H1-1", 3), ("H1-2", 4)):
        library = terminals(code)
        library.run_ok(
            "init", "--unit", code, "--name", code, "--level", "co_so", "--directory", listed, *year
        )
        library.fill(figures={"A.1": {"count": count, "people": None}, "C": {"count": 5}}, narrative=texts)
        library.run_ok("check")
        files.append(tmp_path / f"{code}.pdf")
        library.run_ok("send", files[-1])
        assert library.run_ok("verify", files[-1])["verdict"] == "valid"
    town = terminals("H1")
    town.run_ok("init", "--unit", "H1", "--name", "Xã Suối Mơ", "--level", "xa", "--directory", listed, *year)
    town.fill(figures={"A.2.y": {"count": 1}}, narrative={**texts, "2.b.1": "Thiếu sách."})
    town.run_ok("receive", *files, "--confirm-keys")
    assert town.run_ok("progress")["missing"] == []
    rows = town.run_ok("rollup")["rows"]
    assert rows["A"] == {"count": 8, "people": None}
    assert rows["C"] == {"count": 10, "people": None}
    town.run_ok("send", tmp_path / "xa.lcweek")
    for name in ("xa.pdf", "xa.xlsx"):
        town.run_ok("print", tmp_path / name, "--rollup", "--final")
    province = terminals("H0")
    province.run_ok("init", "--unit", "H0", "--name", "Tỉnh", "--level", "tinh", "--directory", listed, *year)
    province.run_ok("receive", tmp_path / "xa.lcweek", "--confirm-keys")
    assert province.run_ok("rollup")["rows"]["A"] == {"count": 8, "people": None}


def test_decimals_and_what_is_not_added_are_written_and_said(
    terminals: Terminals, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LCWEEK_FORMS", str(ROOT / "tests" / "data" / "forms"))
    unit = ("--directory", ROOT / "tests" / "data" / "units" / "ho-xanh-2032.csv", "--year", "2032")
    files = []
    for code, entry in (("K111", decimal_year.LIBRARY_ENTRY), ("K112", decimal_year.SCHOOL_ENTRY)):
        library = terminals(code)
        library.run_ok("init", "--unit", code, "--name", code, "--level", "co_so", *unit)
        library.fill(**entry)
        files.append(tmp_path / f"{code}.pdf")
        library.run_ok("send", files[-1])
    assert library.run_ok("show")["figures"]["A.1"] == {"count": 4, "money": "1.234,5", "rate": "97,0"}
    wrong = tmp_path / "sai.json"
    wrong.write_text('{"figures": {"A.1": {"rate": 97.5}}}', encoding="utf-8")
    refused = library.run_json("fill", wrong).json["error"]
    assert (refused["code"], 'ví dụ "99,9"' in refused["message"]) == ("entry-value", True)
    commune = terminals("K11")
    commune.run_ok("init", "--unit", "K11", "--name", "Xã Bến Đá", "--level", "xa", *unit)
    commune.run_ok("receive", *files, "--confirm-keys")
    library.run_ok("print", tmp_path / "giay.pdf", "--final")
    (paper,) = commune.run_ok("read-paper", tmp_path / "giay.pdf")["results"]
    assert (paper["figures"]["A.1.count"], paper["figures"]["A.1.money"]) == (4, "1.234,5")
    commune.fill(**decimal_year.COMMUNE_ENTRY)
    document = commune.run_ok("rollup")
    assert document["rows"]["A.1"] == {"count": 16, "money": "1.246,0", "rate": "98,5"}
    assert document["rows"]["A.2"] == {"count": 3, "money": "0,2", "rate": "61,0"}
    assert document["rows"]["D"] == {"count": "2,000", "money": None, "rate": None}
    assert document["other_rows"][0]["money"] == "0,7"
    lines = commune.run("rollup", "--home", commune.home).out.splitlines()
    assert lines[1] == (
        "A.1  Đọc tại thư viện  Số lượng: 16  Kinh phí (triệu đồng): 1.246,0  "
        "Tỷ lệ (%): 98,5 (mỗi đơn vị tự nhập số của mình, không cộng)"
    )
    assert lines[2].endswith("Tỷ lệ (%): 61,0 (lấy số lớn nhất của các đơn vị, không cộng)")


def test_support_prints_what_it_writes(school: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "ho-tro.txt"
    document = school.run_ok("support", file)
    assert (document["file"], document["text"]) == (str(file), file.read_text(encoding="utf-8"))
    assert "own_unit: 1" in document["text"] and "TH-A" not in document["text"]
    printed = school.run("support", file, "--home", school.home).out
    assert printed.startswith("THÔNG TIN HỖ TRỢ") and "own_unit: 1" in printed
    assert school.run_json("support", tmp_path / "a.pdf").json["error"]["code"] == "export-kind"


def test_support_makes_no_data_folder_and_says_why_one_does_not_open(
    terminals: Terminals, tmp_path: Path
) -> None:
    terminal = terminals("khong-co")
    assert "Không mở được: unit-none" in terminal.run_ok("support", tmp_path / "a.txt")["text"]
    assert not terminal.home.exists()
    terminal.home.mkdir()
    (terminal.home / "lcweek.db").write_bytes(b"khong phai du lieu")
    assert "Không mở được: store-foreign" in terminal.run_ok("support", tmp_path / "a.txt")["text"]


def test_a_directory_that_excel_saved_is_shown_before_it_is_taken(
    terminals: Terminals, tmp_path: Path
) -> None:
    commune, listed = terminals("xa"), tmp_path / "danh-muc.csv"
    rows = "code;name;level;parent_code\r\n3394-a;Trường A;truong;3394\r\n03394;Xã Khác;xa;106\r\n;;;\r\n"
    listed.write_bytes(rows.encode("utf-8-sig"))
    words = ("init", "--unit", "03394", "--name", "Xã Thèn Sin", "--level", "xa", "--year", "2024")
    shown = commune.run_ok(*words, "--directory", listed, "--dry-run")
    assert [unit["code"] for unit in shown["new"]] == ["03394-a"]
    assert [(each["before"]["name"], each["after"]["name"]) for each in shown["changed"]] == [
        ("Xã Thèn Sin", "Xã Khác")
    ]
    assert {each["meant"] for each in shown["zeros"]} == {"03394", "03394-a"}
    assert commune.run_json("show").json["error"]["code"] == "unit-none"
    refused = commune.run_json(*words, "--directory", listed)
    assert refused.json["error"]["code"] == "directory-zeros"
    commune.run_ok(*words, "--directory", listed, "--restore-zeros")
    assert "03394-a" in str(commune.run_ok("progress"))


def test_associate_says_which_files_say_so(
    terminals: Terminals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outside: Callable[[str], Path]
) -> None:
    outside("update-mime-database")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    terminal = terminals("a")
    answer = terminal.run("associate", "--json")
    assert answer.code == 0
    assert answer.json["associated"]
    assert all(Path(file).is_file() for file in answer.json["files"])
    removed = terminal.run("associate", "--remove")
    assert (removed.code, removed.out) == (0, f"{Verb.DISSOCIATE.done_cli()}\n")
    assert not any(Path(file).exists() for file in answer.json["files"])
    assert not terminal.home.exists()
