"""Every mistake in a definition is found, not only the first, with its file, table and key."""

from __future__ import annotations

from pathlib import Path

from lcweek_desktop.services.campaigns.checking import mistakes
from lcweek_desktop.services.campaigns.definition_folder import read_definition_folder
from tests.services.campaigns.conftest import reword


def places(folder: Path) -> list[tuple[object, object, object]]:
    found = mistakes(read_definition_folder(folder))
    return [(each.context.get("file"), each.context.get("table"), each.context.get("key")) for each in found]


def test_a_sound_definition_has_none(definition: Path) -> None:
    assert places(definition) == []


def test_mistakes_in_all_files_are_found_at_once(definition: Path) -> None:
    reword(definition, "campaign.toml", "deadline = 2024-10-19", "deadline = 2024-10-01")
    reword(definition, "campaign.toml", 'in_list = "{name}"', 'in_list = "{ten}"')
    reword(definition, "campaign.toml", 'in_list = "UBND {inside}"', 'in_lits = "UBND {inside}"')
    reword(definition, "phu-luc-1.toml", "has_text = false", 'has_text = "no"')
    reword(definition, "phu-luc-2.toml", 'parent = "1"', 'parent = "9"')
    reword(definition, "phu-luc-2.toml", '["huyen"]', '["quan"]')
    assert places(definition) == [
        ("campaign.toml", "(đầu tệp)", "deadline"),
        ("campaign.toml", "level truong", "in_list"),
        ("campaign.toml", "level xa", "in_list"),
    ]
    reword(definition, "campaign.toml", '"{ten}"', '"{name}"')
    reword(definition, "campaign.toml", "in_lits", "in_list")
    assert places(definition) == [
        ("campaign.toml", "(đầu tệp)", "deadline"),
        ("phu-luc-1.toml", "heading I", "has_text"),
        ("phu-luc-2.toml", "row 1.1", "parent"),
        ("phu-luc-2.toml", "row 7.1.cells.count", "levels"),
    ]


def test_sums_without_rows_are_all_found(definition: Path) -> None:
    reword(
        definition,
        "phu-luc-2.toml",
        '{ count = "open", people = "closed" }',
        '{ count = "total", people = "closed" }',
    )
    reword(definition, "phu-luc-2.toml", 'parent = "10"\n', "")
    assert places(definition) == [
        ("phu-luc-2.toml", "row 2.cells", "count"),
        ("phu-luc-2.toml", "row 10.cells", "count"),
    ]


def test_two_rows_of_one_section_with_one_number_are_a_mistake(definition: Path) -> None:
    """Sections may count anew, points may have a dash, and a section and a point are two numbers."""
    rows = (definition / "phu-luc-2.toml").read_text(encoding="utf-8")
    for number, mistaken in (("1.1", False), ("", False), ("i", False), ("I", True), ("1", True)):
        written = rows.replace('tt = "2"', f'tt = "{number}"', 1).replace('tt = "10"', 'tt = "I"', 1)
        (definition / "phu-luc-2.toml").write_text(written, encoding="utf-8", newline="\n")
        found = mistakes(read_definition_folder(definition))
        assert [each.code for each in found] == ["campaign-number"] * mistaken
    dashes = rows.replace('tt = "1.1"', 'tt = "-"', 1).replace('tt = "1.2"', 'tt = "-"', 1)
    (definition / "phu-luc-2.toml").write_text(dashes, encoding="utf-8", newline="\n")
    assert mistakes(read_definition_folder(definition)) == ()


def test_a_file_that_is_no_toml_hides_no_mistake_in_another(definition: Path) -> None:
    reword(definition, "phu-luc-1.toml", 'title = "Lãnh đạo"', 'title = "Lãnh đạo')
    reword(definition, "campaign.toml", "year = 2024", 'year = "2024"')
    assert [place[0] for place in places(definition)] == ["phu-luc-1.toml", "campaign.toml"]


def test_the_directory_is_judged_with_the_form(definition: Path) -> None:
    reword(definition, "units.csv", "xa,106", "quan,106")
    (found,) = mistakes(read_definition_folder(definition))
    assert (found.code, found.context["line"]) == ("directory-file", 4)
