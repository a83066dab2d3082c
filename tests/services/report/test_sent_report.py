"""The report as it was sent last: what differs from it, and going back."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from lcweek_desktop.domain.form import HeadingKey, LevelKey, RowKey
from lcweek_desktop.domain.narrative import Paragraph, TextRun
from lcweek_desktop.domain.report import OwnLine
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.report.freezing import freeze, report_state
from lcweek_desktop.services.report.sent_report import (
    SentReport,
    as_sent,
    report_differences,
    return_plan,
    sent_report,
)
from lcweek_desktop.storage import Draft
from tests.services.office import Office


def sent(office: Office) -> SentReport:
    found = sent_report(office.workspace)
    assert found is not None
    return found


def test_it_is_what_was_sent_and_not_what_was_frozen_or_typed_since(school: Office) -> None:
    assert sent_report(school.workspace) is None
    school.fill(figures={"1.1": {"count": 2}}, signoff={"number": "12"})
    freeze(school.workspace)
    assert sent_report(school.workspace) is None
    school.sent()
    as_it_was = current_draft(school.workspace)
    school.fill(figures={"1.1": {"count": 3}})
    freeze(school.workspace)
    assert (sent(school).revision, sent(school).day, sent(school).draft) == (1, "10/10/2024", as_it_was)


def test_going_back_makes_the_report_the_sent_revision_again(school: Office) -> None:
    school.fill(
        figures={"1.1": {"count": 2, "note": "Hai buổi"}, "2": {"count": 5}},
        other_rows=[{"label": "Hội thao"}],
        narrative={"I.1": "Đã họp."},
    )
    school.sent()
    school.fill(
        figures={"1.1": {"count": 3, "note": ""}, "2": {"count": 9}},
        other_rows=[],
        narrative={"I.1": "Đã họp hai lần."},
        signoff={"number": "12"},
    )
    form, now = school.workspace.form, current_draft(school.workspace)
    then = as_sent(form, school.workspace.unit.level, now, sent(school).draft)
    differences = report_differences(form, now, then)
    assert [(each.place.rpartition(" ")[2], each.now, each.sent) for each in differences] == [
        ("thi", "3", "2"),
        ("chú", "", "Hai buổi"),
        ("thi", "9", "5"),
        ("động", "", "Hội thao"),
        ("hành", "Đã họp hai lần.", "Đã họp."),
        ("ký", "12", ""),
    ]
    save_draft(school.workspace, then)
    assert report_state(school.workspace).frozen


def test_a_cell_or_some_rows_go_back_and_the_rest_stays(school: Office) -> None:
    school.fill(figures={"1.1": {"count": 2, "people": 40}}, other_rows=[{"label": "Hội thao"}])
    school.sent()
    school.fill(figures={"1.1": {"count": 3, "people": 50}, "2": {"count": 7}}, other_rows=[])
    form, then = school.workspace.form, sent(school).draft.content
    now = current_draft(school.workspace).content
    one = return_plan(form, now, then, [RowKey("1.1")], "count")
    assert [(each.before, each.after) for each in one.cells] == [("3", "2")]
    assert {str(cell): number for cell, number in one.content.figures.items()} == {
        **{str(cell): number for cell, number in now.figures.items()},
        "1.1.count": 2,
    }
    rows = return_plan(form, now, then, [row.key for row in form.rows])
    assert (rows.content.figures, rows.content.own_lines) == (then.figures, then.own_lines)
    assert return_plan(form, then, then, [row.key for row in form.rows]).cells == ()


def test_a_text_that_is_not_of_this_level_is_kept(school: Office) -> None:
    form, level = school.workspace.form, school.workspace.unit.level
    elsewhere = replace(form.headings[0], levels=frozenset({LevelKey("tinh")}))
    form, other = replace(form, headings=(elsewhere, *form.headings[1:])), elsewhere.key
    kept = (Paragraph((TextRun("Của cấp khác."),)),)
    now = Draft(sent_content := current_draft(school.workspace).content.with_text(other, kept))
    then = as_sent(form, level, now, Draft(sent_content.under(())))
    assert then.content.narrative == MappingProxyType({HeadingKey(other): kept})


def test_a_blank_line_that_was_added_since_goes_and_one_that_was_removed_comes_back(school: Office) -> None:
    school.fill(figures={"2": {"count": 5}}, other_rows=[{"label": "Hội thao"}])
    now = current_draft(school.workspace).content
    more = replace(now, own_lines=(*now.own_lines, OwnLine("")))
    form = school.workspace.form
    own = form.own_lines_row
    assert own is not None
    for before, after, shown in ((more, now, ("dòng trống", "")), (now, more, ("", "dòng trống"))):
        plan = return_plan(form, before, after, [own.key])
        assert plan.content.own_lines == after.own_lines
        assert [(cell.target, cell.before, cell.after) for cell in plan.cells] == [((1, "label"), *shown)]
    (difference,) = report_differences(form, Draft(more), Draft(now))
    assert (difference.now, difference.sent) == ("dòng trống", "")
