"""The report as it was sent last, and what going back to it changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from lcweek_desktop.domain.form import Cell, Form, HeadingKey, LevelKey, MeasureKey, RowKey
from lcweek_desktop.domain.narrative import to_printed_text
from lcweek_desktop.domain.report import Content, OwnLine, Photo, SignOff
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.entry_plan import (
    LABEL,
    NOTE,
    UNIT,
    Effect,
    EntryPlan,
    PlannedCell,
    Target,
    target_names,
    text_at,
)
from lcweek_desktop.services.summing.held_member import read_report
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Draft

_BLANK_LINE: Final = "dòng trống"
_MOST_LETTERS: Final = 300
"""How much of a text is shown in the list of differences."""


@dataclass(frozen=True)
class SentReport:
    """A revision that was sent, with the sign-off of the issue that was. `day` is written as people do."""

    revision: int
    day: str
    draft: Draft


@dataclass(frozen=True)
class Difference:
    """A place at which the report is not as it was sent, with what it says now and what was sent."""

    place: str
    now: str
    sent: str


def sent_report(workspace: Workspace) -> SentReport | None:
    """The report as it was sent last; None before the first sending, where it is damaged, and where another
    edition's form made it."""
    store, unit, campaign = workspace.store, workspace.unit.id, workspace.campaign
    sending = store.sendings.latest(unit, campaign)
    if sending is None:
        return None
    with suppress(KnownError):
        revision = store.revisions.get(unit, campaign, sending.revision)
        issue = store.revisions.latest_issue(unit, campaign, sending.revision)
        if revision is not None:
            report = read_report(workspace.context, workspace.form, revision.report)
            signoff = SignOff() if issue is None else issue.signoff
            day = "/".join(reversed(sending.day.split("-")))
            if report.form_hash == workspace.form.hash:
                return SentReport(revision.revision, day, Draft(report.content, signoff))
    return None


def as_sent(form: Form, level: LevelKey, now: Draft, sent: Draft) -> Draft:
    """`sent`, with what `now` has under headings that a report of `level` does not have."""
    printed = {heading.key for heading in form.headings_at(level)}
    kept = {key: text for key, text in now.content.narrative.items() if key not in printed}
    narrative = MappingProxyType({**sent.content.narrative, **kept})
    return replace(sent, content=replace(sent.content, narrative=narrative))


def return_plan(
    form: Form, now: Content, sent: Content, rows: Collection[RowKey], column: str | None = None
) -> EntryPlan:
    """What going back to `sent` does to `rows`, in `column` alone (entry_plan.Target) if that is given, and
    otherwise also to the own lines when their row is among them. The rest of `now` stays."""
    content, targets = now, list(_targets(form, rows, column))
    for row, key in targets:
        if key == NOTE:
            content = content.with_note(row, sent.notes.get(row, ""))
        else:
            cell = Cell(row, MeasureKey(key))
            content = content.with_figure(cell, sent.figures.get(cell))
    own = form.own_lines_row
    lines: list[Target] = []
    if column is None and own is not None and own.key in rows:
        content = replace(content, own_lines=sent.own_lines)
        count = max(len(now.own_lines), len(sent.own_lines))
        keys = (LABEL, UNIT, *(each.key for each in form.measures), NOTE)
        lines = [Target(position, key) for position in range(count) for key in keys]
    planned = (_planned(form, now, content, Target(*each)) for each in (*targets, *lines))
    changed = [cell for cell in planned if cell.before != cell.after]
    return EntryPlan(content, (*changed, *_blank_lines(now, content)))


def report_differences(form: Form, now: Draft, sent: Draft) -> Iterator[Difference]:
    """Every place at which `now` is not as `sent`, in the order of the report."""
    plan = return_plan(form, now.content, sent.content, [row.key for row in form.rows])
    for cell in plan.cells:
        assert cell.target is not None
        yield Difference(": ".join(target_names(form, plan.content, cell.target)), cell.before, cell.after)
    for heading in form.headings:
        texts = [draft.content.narrative.get(heading.key, ()) for draft in (now, sent)]
        if texts[0] != texts[1]:
            name = f"Mục {heading.key}: {heading.title}"
            yield Difference(name, *(_shown(form, draft, heading.key) for draft in (now, sent)))
    photos = [draft.content.photos for draft in (now, sent)]
    if photos[0] != photos[1]:
        yield Difference("Hình ảnh", *map(_photo_text, photos))
    accepted = [draft.content.accepted for draft in (now, sent)]
    if accepted[0] != accepted[1]:
        yield Difference("Lưu ý đã chấp nhận", *(f"{len(each)} lưu ý" for each in accepted))
    if now.signoff != sent.signoff:
        yield Difference("Số, ngày, người ký", *(_signoff_text(each.signoff) for each in (now, sent)))


def _targets(form: Form, rows: Collection[RowKey], column: str | None) -> Iterator[tuple[RowKey, str]]:
    """The figures and the note of each of `rows`, in the form's order."""
    taking = {(cell.row, str(cell.measure)) for cell in form.stored_cells}
    for row in form.rows:
        for key in (*(str(each.key) for each in form.measures), NOTE):
            if row.key in rows and column in (None, key) and (key == NOTE or (row.key, key) in taking):
                yield row.key, key


def _planned(form: Form, now: Content, then: Content, target: Target) -> PlannedCell:
    before, after = (text_at(form, content, target) for content in (now, then))
    effect = Effect.OVERWRITTEN if before else Effect.FILLED
    return PlannedCell(target, after, effect, before, after)


def _blank_lines(now: Content, then: Content) -> Iterator[PlannedCell]:
    """The own lines with nothing in them that only one of the two has: none of their cells differs."""
    common = min(len(now.own_lines), len(then.own_lines))
    for effect, content in ((Effect.OVERWRITTEN, now), (Effect.FILLED, then)):
        for position in range(common, len(content.own_lines)):
            if content.own_lines[position] == OwnLine(""):
                before, after = (_BLANK_LINE if each is content else "" for each in (now, then))
                yield PlannedCell(Target(position, LABEL), after, effect, before, after)


def _shown(form: Form, draft: Draft, heading: HeadingKey) -> str:
    """The beginning of the text under `heading`."""
    figures = draft.content.figures
    text = to_printed_text(
        draft.content.narrative.get(heading, ()),
        lambda cell: form.text_of(cell, displayed_value(form, figures, cell)),
    )
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"


def _photo_text(photos: Sequence[Photo]) -> str:
    return f"{len(photos)} ảnh: {'; '.join(each.caption or 'không chú thích' for each in photos)}"


def _signoff_text(signoff: SignOff) -> str:
    day = "/".join(reversed(signoff.date.split("-")))
    return ", ".join(filter(None, (signoff.number, day, signoff.name)))
