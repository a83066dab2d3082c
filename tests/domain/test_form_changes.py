"""What differs between two forms, and whether it is harmless, breaks the comparison or loses something."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from lcweek_desktop.domain.form_changes import ChangeKind, Effect, FormChange, Part, form_changes
from lcweek_desktop.formdefs import read_form
from tests.bundle.sample_campaigns import FILES_OF_THU, changed_files
from tests.factories import FORM, INVENTED

THU = read_form(FILES_OF_THU)
ROWS = "phu-luc-2.toml"
OPEN_CLOSED = 'label = "Dòng 2"\nunit = "Lớp"\ncells = { count = "open", people = "closed" }'


def changes(file: str, written: str, other: str) -> tuple[FormChange, ...]:
    return form_changes(THU, read_form(changed_files(file, written, other))).changes


def row_2(**given: str) -> str:
    cells = {"count": '"open"', "people": '"closed"', **given}
    written = ", ".join(f"{key} = {value}" for key, value in cells.items())
    return f'label = "Dòng 2"\nunit = "Lớp"\ncells = {{ {written} }}'


def test_a_form_differs_in_nothing_from_itself() -> None:
    found = form_changes(FORM, FORM)
    assert (found.changes, found.kept, found.are_years) == ((), len(FORM.rows), False)


def test_another_label_is_a_harmless_rename_whatever_the_words() -> None:
    (change,) = changes(ROWS, 'label = "Dòng 1.1"', 'label = "Lớp học buổi tối"')
    assert change == FormChange(
        Part.ROW,
        "1.1",
        ChangeKind.RENAMED,
        Effect.HARMLESS,
        "1.1. Dòng 1.1 (Lớp)",
        "1.1. Lớp học buổi tối (Lớp)",
        name="1.1",
    )


@pytest.mark.parametrize(
    ("written", "other", "expected"),
    [
        (
            'label = "Dòng 2"\nunit = "Lớp"',
            'label = "Dòng 2"\nunit = "Người"',
            (Part.ROW, Effect.INCOMPARABLE),
        ),
        (OPEN_CLOSED, row_2(count='"closed"'), (Part.CELL, Effect.LOSES)),
        (OPEN_CLOSED, row_2(people='"open"'), (Part.CELL, Effect.HARMLESS)),
        (
            OPEN_CLOSED,
            row_2(count='{ state = "open", levels = ["xa"] }'),
            (Part.CELL, Effect.LOSES),
        ),
        (
            OPEN_CLOSED,
            row_2(count='{ state = "open", decimals = 1, roll_up = "sum" }'),
            (Part.CELL, Effect.INCOMPARABLE),
        ),
        (
            OPEN_CLOSED,
            row_2(count='{ state = "open", roll_up = "greatest" }'),
            (Part.CELL, Effect.INCOMPARABLE),
        ),
        ('levels = ["huyen"]', 'levels = ["huyen", "xa"]', (Part.CELL, Effect.HARMLESS)),
    ],
)
def test_what_another_rule_means(written: str, other: str, expected: tuple[Part, Effect]) -> None:
    (change,) = changes(ROWS, written, other)
    assert (change.part, change.effect) == expected


def test_a_limit_is_no_change_of_a_row() -> None:
    assert changes(ROWS, "default = 10_000_000", "default = 20_000_000") == ()


def test_a_row_that_goes_loses_its_numbers_and_a_title_nothing() -> None:
    gone, new = sorted(
        changes(ROWS, 'key = "1.2"\ntt = "1.2"', 'key = "1.3"\ntt = "1.3"'), key=lambda each: each.kind
    )
    assert (gone.key, gone.kind, gone.effect, gone.after) == ("1.2", ChangeKind.GONE, Effect.LOSES, "")
    assert (new.key, new.kind, new.effect, new.before) == ("1.3", ChangeKind.NEW, Effect.HARMLESS, "")


def test_a_heading_that_takes_no_text_any_more_loses_what_was_written() -> None:
    more = '\n[[heading]]\nkey = "II"\nnumber = "II"\ntitle = "Kết quả"\nhas_text = true\n'
    found = changes("phu-luc-1.toml", "has_text = true\n", f"has_text = false\n{more}")
    headings = {change.key: (change.kind, change.effect) for change in found}
    assert headings == {
        "I.1": (ChangeKind.CHANGED, Effect.LOSES),
        "II": (ChangeKind.NEW, Effect.HARMLESS),
    }


def test_a_heading_for_fewer_levels_loses_what_was_written_at_the_others() -> None:
    more = '\n[[heading]]\nkey = "II"\nnumber = "II"\ntitle = "Kết quả"\nhas_text = true\n'
    found = changes("phu-luc-1.toml", "has_text = true\n", f'has_text = true\nlevels = ["xa"]\n{more}')
    assert [change.key for change in found if change.effect is Effect.LOSES] == ["I.1"]


def test_texts_and_dates_are_harmless_and_another_directory_is_not_comparable() -> None:
    (day,) = changes("campaign.toml", "deadline = 2024-10-19", "deadline = 2024-10-25")
    assert (day.key, day.before, day.after) == ("deadline", "19/10/2024", "25/10/2024")
    assert day.effect is Effect.HARMLESS
    (directory,) = changes("campaign.toml", 'edition = "thu-2024"', 'edition = "thu-2025"')
    assert directory.effect is Effect.INCOMPARABLE


def test_between_two_years_nothing_is_lost() -> None:
    def another_year(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        campaign = files["campaign.toml"].replace(b'id = "thu"', b'id = "sau"')
        return {**files, "campaign.toml": campaign}

    later = read_form(another_year(changed_files(ROWS, OPEN_CLOSED, row_2(count='"closed"'))))
    found = form_changes(THU, later)
    assert found.are_years
    assert found.of(Effect.LOSES) == ()
    assert [change.key for change in found.of(Effect.INCOMPARABLE)] == ["2.count"]


def test_all_rows_of_another_form_are_new_or_gone() -> None:
    found = form_changes(FORM, INVENTED)
    rows = [change for change in found.changes if change.part is Part.ROW]
    same = FORM.row_by_key.keys() & INVENTED.row_by_key.keys()
    assert found.kept == len(same)
    assert {change.key for change in rows if change.kind is ChangeKind.GONE} == {
        key for key in FORM.row_by_key if key not in same
    }
