"""A report that is held, as a member of the roll-up."""

from __future__ import annotations

import json
from dataclasses import replace

from lcweek_desktop.bundle.paper import LinesDigest, decode_paper
from lcweek_desktop.domain.codec import MalformedError, report_from_json
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.report import Member, OwnLine, Report
from lcweek_desktop.domain.rollup import own_greatest, report_sums
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import StoredReport


def read_report(data: bytes, form: Form) -> Report:
    """The report in a `report.json` that this installation stored.

    Raises KnownError `store-form` when it was stored under another form of the campaign.
    """
    value = json.loads(data)
    try:
        return report_from_json(value, form)
    except MalformedError as error:
        described = f"bản số {value['revision']} của đơn vị {value['unit']['code']}"
        raise KnownError("store-form", row=described, place=error.place) from error


def form_of_report(context: AppContext, form: Form, data: bytes) -> Form:
    """The form by which a stored `report.json` of the campaign of `form` was made: that of an edition that is
    or was here, and otherwise `form`."""
    return context.edition_form(form.campaign.id, str(json.loads(data)["form"])) or form


def as_member(workspace: Workspace, unit: UnitId, held: StoredReport, name: str | None = None) -> Member:
    """The report `held` as a member that counts, listed as `unit` and called `name`; None for the name that
    the report gives it.

    A report with a file is decoded once, and its notes are kept with it (`AppContext.notes`). A report known
    from paper alone takes its unit from the directory as it is now.
    """
    context, form, version = workspace.context, workspace.form, held.version.id
    if held.is_paper_only:
        member = _paper_member(workspace, held)
    else:
        if version not in context.members:
            context.members[version] = _file_member(context, form, held)
        member = context.members[version]
    if name not in (None, member.unit.name):
        member = replace(member, unit=replace(member.unit, name=name))
    if unit == held.unit:
        return member
    known = workspace.directory.units.get(unit.code)
    parent = member.unit.parent if known is None else known.parent
    return replace(member, unit=replace(member.unit, id=unit, parent=parent), signed_code=held.unit.code)


def _paper_member(workspace: Workspace, held: StoredReport) -> Member:
    paper = decode_paper(workspace.form, held.paper)
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
    )


def _file_member(context: AppContext, form: Form, held: StoredReport) -> Member:
    report = read_report(context.store.stored_reports.body(held), form)
    context.notes[held.version.id] = report.content.notes
    context.apart[held.version.id] = report.apart
    return Member(
        unit=report.unit,
        revision=report.revision,
        fingerprint=held.version.id.fingerprint,
        key=held.version.id.key,
        paper=held.paper,
        figures=report_sums(form, report),
        on_behalf=held.version.on_behalf,
        own_lines=report.content.own_lines,
        members=report.members,
        deducted=report.deducted,
        own_greatest=own_greatest(form, report),
    )
