"""`lcweek tell` and `documents`: what the program writes in the narrative itself."""

from __future__ import annotations

from lcweek_desktop.errors import on_command_line, sentence
from tests.cli.terminal import Terminal

PLAN = "Kế hoạch số 12/KH-TH ngày 05/9/2024 của Trường A về việc tổ chức Tuần lễ"
LETTER = "Công văn số 15/TH-CM ngày 20/9/2024 về phát động đọc sách"


def text_under(terminal: Terminal, heading: str) -> list[dict[str, object]]:
    return terminal.run_ok("show")["narrative"][heading]  # type: ignore[no-any-return]


def test_figures_are_told_below_what_is_written_and_told_anew_only_when_said(school: Terminal) -> None:
    school.fill(figures={"1.1": {"count": 2, "people": 60}}, narrative={"I.3": "Kết quả tốt."})
    told = school.run_ok("tell")
    assert told == {"unit": "TH-A", "heading": "I.3", "effect": "added"}
    first, told_list = text_under(school, "I.3")
    assert school.run_ok("tell")["effect"] == "same"

    school.fill(figures={"6.1": {"count": 1}})
    refused = school.run_json("tell")
    assert (refused.code, refused.json["error"]["code"]) == (1, "told-before")
    with on_command_line():
        assert refused.json["error"]["message"] == sentence("told-before", heading="I.3")
    assert text_under(school, "I.3") == [first, told_list]
    assert school.run_ok("tell", "--replace")["effect"] == "replaced"
    now = text_under(school, "I.3")
    assert (now[0], len(now)) == (first, 2)
    assert now[1] != told_list


def test_without_figures_and_under_another_heading_nothing_is_told(school: Terminal) -> None:
    for words, code in (((), "told-nothing"), (("--heading", "I.1"), "written-heading")):
        refused = school.run_json("tell", *words)
        assert (refused.code, refused.json["error"]["code"]) == (1, code)
    assert "I.3" in school.run_json("tell", "--heading", "I.1").json["error"]["message"]
    assert school.run_ok("show")["narrative"] == {}


def test_a_commune_tells_the_sums(school: Terminal, commune: Terminal) -> None:
    school.fill(figures={"1.1": {"count": 2, "people": 60}})
    file = school.home.parent / "gui.lcweek"
    school.run_ok("send", file)
    commune.run_ok("receive", file, "--confirm-keys")
    assert commune.run_ok("tell")["effect"] == "added"


def test_documents_become_rows_that_are_counted(school: Terminal) -> None:
    begun = school.run_ok("documents", PLAN)
    assert begun == {
        "unit": "TH-A",
        "heading": "I.1",
        "count": 1,
        "added": [
            {
                "name": "Kế hoạch số 12/KH-TH",
                "date": "05/9/2024",
                "issuer": "Trường A",
                "subject": "Tổ chức Tuần lễ",
            }
        ],
    }
    said = school.run("documents", LETTER, PLAN, "--home", school.home)
    assert said.out.strip() == "Đã thêm 2 văn bản; danh sách ở mục I.1 có 3 văn bản."
    above, table = text_under(school, "I.1")
    assert "Đã ban hành 03 văn bản" in str(above)
    assert str(table).count("KH-TH") == 2


def test_a_sentence_without_number_and_date_adds_no_row(school: Terminal) -> None:
    refused = school.run_json("documents", PLAN, "Kế hoạch của trường")
    assert (refused.code, refused.json["error"]["code"]) == (1, "document-words")
    wrong = school.run_json("documents", PLAN, "--heading", "II.1")
    assert (wrong.code, wrong.json["error"]["code"]) == (1, "written-heading")
    assert school.run_ok("show")["narrative"] == {}
