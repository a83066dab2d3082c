"""`lcweek receipt`: a round from the return to the acceptance, and what is refused."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import Terminal


def _sent(school: Terminal, count: int, file: Path) -> Path:
    school.fill(figures={"1.1": {"count": count, "people": 10 * count}})
    school.run_ok("send", file)
    return file


def test_a_report_is_returned_answered_and_accepted(
    school: Terminal, commune: Terminal, tmp_path: Path
) -> None:
    commune.run_ok("receive", _sent(school, 12, tmp_path / "bao-cao.lcweek"), "--confirm-keys")
    slip = tmp_path / "phieu.pdf"
    made = commune.run_ok(
        *("receipt", "make", "TH-A", slip, "--return", "1.1.count=Số lớp có đúng không?"),
        *("--return", "narrative:I.1=Xin viết rõ = hơn.", "--reason", "Xem lại"),
    )
    assert (made["verdict"], made["revision"], made["number"], made["highest"]) == ("returned", 1, 1, 1)
    assert [each["place"] for each in made["remarks"]] == ["1.1.count", "narrative:I.1"]
    assert made["remarks"][1]["text"] == "Xin viết rõ = hơn."
    assert commune.run_ok("decisions")["decisions"][0]["reason"] == "Xem lại"

    asked = school.run_json("receipt", "open", slip)
    assert (asked.code, asked.json["error"]["code"]) == (1, "receipt-key")
    opened = school.run_ok("receipt", "open", slip, "--yes")
    assert (opened["verdict"], opened["known"]) == ("returned", False)
    checks = [each["check"] for each in school.run_ok("check")["findings"]]
    first, second = (each["id"] for each in opened["to_answer"])
    assert {f"remark:{first}", f"remark:{second}"} <= {*checks}
    left = school.run_ok("receipt", "answer", first, "Đếm lại rồi, 12 lớp là đúng.")["to_answer"]
    assert [each["answer"] for each in left] == ["Đếm lại rồi, 12 lớp là đúng.", None]
    school.run_ok("send", tmp_path / "hai.lcweek")

    commune.run_ok("receive", tmp_path / "hai.lcweek")
    shown = commune.run_ok("receipt", "show", "TH-A")
    assert [each["state"] for each in shown["remarks"]] == ["answered", "open"]
    assert (shown["remarks"][0]["before"], shown["remarks"][0]["after"]) == ("12", "12")
    again = tmp_path / "phieu-2.lcweek"
    commune.run_ok("receipt", "make", "TH-A", again, "--settle", first)
    assert [each["id"] for each in school.run_ok("receipt", "open", again)["to_answer"]] == [second]
    accepted = commune.run_ok("receipt", "make", "TH-A", again, "--accept")
    assert accepted["verdict"] == "accepted" and accepted["above"] == []
    assert school.run_ok("receipt", "open", again)["to_answer"] == []


def test_what_is_said_to_people(school: Terminal, commune: Terminal, tmp_path: Path) -> None:
    assert "Chưa tiếp nhận hay trả lại" in commune.run("receipt", "show", "TH-A", "--home", commune.home).out
    commune.run_ok("receive", _sent(school, 12, tmp_path / "bao-cao.lcweek"), "--confirm-keys")
    out = commune.run("receipt", "make-all", tmp_path / "phieu", "--home", commune.home).out
    assert out.startswith("Đã xác nhận tiếp nhận và ghi 1 phiếu vào thư mục")
    slip = tmp_path / "phieu" / "phieu-tiep-nhan-2024-TH-A.pdf"
    said = school.run("receipt", "open", slip, "--yes", "--home", school.home).out
    assert said == "Xã Thèn Sin đã tiếp nhận báo cáo, bản số 1.\n"
    options = ("--return", "1.1.count=Sai?", "--home", commune.home)
    lines = commune.run("receipt", "make", "TH-A", tmp_path / "a.lcweek", *options).out.splitlines()
    assert lines[0].startswith("Đã trả lại báo cáo của đơn vị TH-A") and lines[1].endswith("(chờ trả lời)")


def test_nothing_is_decided_where_the_file_cannot_be_written(
    school: Terminal, commune: Terminal, tmp_path: Path
) -> None:
    commune.run_ok("receive", _sent(school, 12, tmp_path / "bao-cao.lcweek"), "--confirm-keys")
    nowhere = tmp_path / "khong-co" / "phieu.pdf"
    refused = commune.run_json("receipt", "make", "TH-A", nowhere, "--return", "report=Sai?")
    assert (refused.code, refused.json["error"]["code"]) == (1, "export-folder")
    assert commune.run_ok("receipt", "show", "TH-A")["verdict"] is None
    wrong = commune.run_json("receipt", "make", "TH-A", tmp_path / "a.pdf", "--return", "1.1.count")
    assert wrong.json["error"]["code"] == "receipt-place"
    both = commune.run_json("receipt", "make", "TH-A", tmp_path / "a.pdf", "--accept", "--settle", "0" * 16)
    assert both.code == 2
