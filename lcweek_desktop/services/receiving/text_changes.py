"""Where two reports of one unit differ in words: the narrative, the notes, the own lines and the captions.

Their figures are compared by `disputes.differences`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.merge import VersionId
from lcweek_desktop.domain.narrative import to_printed_text
from lcweek_desktop.domain.report import OwnLine, Report
from lcweek_desktop.domain.rules.rule import row_name
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.domain.word_changes import Change, word_changes
from lcweek_desktop.services.summing.held_member import form_of_report, read_report
from lcweek_desktop.services.summing.unit_reports import all_reports
from lcweek_desktop.services.workspace.workspace import Workspace


class TextChange(NamedTuple):
    """How the words at one `place` of a report became others, from those of the other report to its own."""

    place: str
    words: tuple[Change, ...]


def text_changes(
    workspace: Workspace, unit: UnitId, report: VersionId, other: VersionId
) -> tuple[TextChange, ...]:
    """The places at which the words of `report` are others than those of `other`, in the order of the report.

    There are none where one of them is not held of `unit` any more, or came on paper alone, of whose words
    nothing is known. Raises KnownError `store-hash` for one that is damaged.
    """
    reports = all_reports(workspace).get(unit)
    held = {} if reports is None else {each.version.id: each for each in reports.reports}
    both = [held[each] for each in (other, report) if each in held and not held[each].is_paper_only]
    if len(both) < 2:
        return ()
    before, after = (
        dict(_texts(workspace, read_report(workspace.context, workspace.form, body)))
        for body in map(workspace.store.stored_reports.body, both)
    )
    places = [*after, *(place for place in before if place not in after)]
    return tuple(
        TextChange(place, word_changes(before.get(place, ""), after.get(place, "")))
        for place in places
        if before.get(place, "") != after.get(place, "")
    )


def _texts(workspace: Workspace, report: Report) -> Iterator[tuple[str, str]]:
    """The words at each place of `report`, with its own numbers for its live figures."""
    form, content = form_of_report(workspace.context, workspace.form, report), report.content

    def figure(cell: Cell) -> str:
        return form.text_of(cell, displayed_value(form, content.figures, cell))

    for heading in form.headings:
        if heading.key in content.narrative:
            text = to_printed_text(content.narrative[heading.key], figure)
            yield f"Phụ lục I, {heading.at_level(report.unit.level).name}", text
    for row in form.rows:
        if row.key in content.notes:
            yield f"Phụ lục II, {row_name(row)}, ghi chú", content.notes[row.key]
    yield "Phụ lục II, dòng tự thêm", "\n".join(_line(form, line) for line in content.own_lines)
    yield "Hình ảnh", "\n".join(photo.caption or "chưa có chú thích" for photo in content.photos)


def _line(form: Form, line: OwnLine) -> str:
    measures = {each.key: each for each in form.measures}
    values = (
        f"{measures[key].label} {format_number(value, measures[key].decimals)}"
        for key, value in line.values.items()
    )
    return "; ".join(filter(None, (line.label, line.unit, *values, line.note)))
