"""A report that is held, as a member of the roll-up."""

from __future__ import annotations

import json
from dataclasses import replace

from lcweek_desktop.bundle.paper import LinesDigest, decode_paper, is_paper_of
from lcweek_desktop.domain.codec import MalformedError, report_from_json
from lcweek_desktop.domain.editions import members_in
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.report import Member, OwnLine, Report
from lcweek_desktop.domain.rollup import own_greatest, report_sums
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import StoredReport


def read_report(context: AppContext, form: Form, data: bytes) -> Report:
    """The report in a `report.json` of the campaign of `form` that this installation stored, by the form of
    its edition.

    Raises KnownError `store-form` when that edition neither is nor was here.
    """
    value = json.loads(data)
    editions = context.editions.get(form.campaign.id, {})
    try:
        return report_from_json(value, editions.get(value["form"], form), editions)
    except MalformedError as error:
        described = f"bản số {value['revision']} của đơn vị {value['unit']['code']}"
        raise KnownError("store-form", row=described, place=error.place) from error


def form_of_report(context: AppContext, form: Form, report: Report) -> Form:
    """The form of the edition by which `report`, read by `read_report` with the same `form`, was made."""
    return context.editions.get(report.campaign, {}).get(report.form_hash, form)


def form_of_paper(workspace: Workspace, paper: bytes) -> Form:
    """The form of the edition by which the signed payload `paper` was made; the present one when it is of
    none that is known.

    Raises KnownError as `decode_head`.
    """
    known = workspace.context.editions.get(workspace.campaign, {}).values()
    return next((form for form in known if is_paper_of(form, paper)), workspace.form)


def is_of_other_edition(workspace: Workspace, held: StoredReport) -> bool:
    """Whether the report `held` was made by another form of the campaign than the present one."""
    return not is_paper_of(workspace.form, held.paper)


def as_member(workspace: Workspace, unit: UnitId, held: StoredReport, name: str | None = None) -> Member:
    """The report `held` as a member that counts, listed as `unit` and called `name`; None for the name that
    the report gives it.

    One of another edition keeps its figures and names its form. A report with a file is decoded once, and its
    notes are kept with it (`AppContext.notes`). A report known from paper alone takes its unit from the
    directory as it is now.
    """
    context, form, version = workspace.context, workspace.form, held.version.id
    if held.is_paper_only:
        member = _paper_member(workspace, held)
    else:
        if (form.hash, version) not in context.members:
            context.members[form.hash, version] = _file_member(context, form, held)
        member = context.members[form.hash, version]
    if name not in (None, member.unit.name):
        member = replace(member, unit=replace(member.unit, name=name))
    if unit == held.unit:
        return member
    known = workspace.directory.units.get(unit.code)
    parent = member.unit.parent if known is None else known.parent
    return replace(member, unit=replace(member.unit, id=unit, parent=parent), signed_code=held.unit.code)


def member_in_form(workspace: Workspace, unit: UnitId, held: StoredReport) -> Member:
    """The same with all numbers in cells of the present form, also of a report of another edition."""
    (member,) = members_in(workspace.form, [as_member(workspace, unit, held)])
    return member


def _paper_member(workspace: Workspace, held: StoredReport) -> Member:
    by = form_of_paper(workspace, held.paper)
    paper = decode_paper(by, held.paper)
    return Member(
        unit=workspace.directory.get(held.unit.code),
        revision=held.version.revision,
        fingerprint=held.version.id.fingerprint,
        key=held.version.id.key,
        paper=held.paper,
        figures=paper.figures,
        own_lines=()
        if isinstance(paper.lines, LinesDigest)
        else tuple(OwnLine("", values=each) for each in paper.lines),
        form=_other(by, workspace.form),
    )


def _file_member(context: AppContext, form: Form, held: StoredReport) -> Member:
    report = read_report(context, form, context.store.stored_reports.body(held))
    by = form_of_report(context, form, report)
    context.notes[held.version.id] = report.content.notes
    context.apart[held.version.id] = report.apart
    return Member(
        unit=report.unit,
        revision=report.revision,
        fingerprint=held.version.id.fingerprint,
        key=held.version.id.key,
        paper=held.paper,
        figures=report_sums(by, report),
        on_behalf=held.version.on_behalf,
        own_lines=report.content.own_lines,
        members=report.members,
        deducted=report.deducted,
        own_greatest=own_greatest(by, report),
        form=_other(by, form),
    )


def _other(by: Form, form: Form) -> Form | None:
    return None if by.hash == form.hash else by
