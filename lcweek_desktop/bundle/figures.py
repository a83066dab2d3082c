"""Judging a report's figures, its members', and their sums against what the paper code carries."""

from __future__ import annotations

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.members import judge_members, judge_share
from lcweek_desktop.bundle.paper import encode_paper, paper_head
from lcweek_desktop.domain.form import CellState, Form
from lcweek_desktop.domain.report import Figures, Report
from lcweek_desktop.domain.rollup import report_sums
from lcweek_desktop.errors import KnownError


def judged_sums(form: Form, report: Report, signer: PublicKey) -> Figures:
    """The sums of a report whose own figures and members hold.

    Raises KnownError `bundle-closed` for a figure that the unit's level may not enter, `bundle-sum` for a
    negative one or a typed total below its parts, and what `judge_members` raises.
    """
    own = report.content.figures
    for cell in own:
        if form.state(cell, report.unit.level) is CellState.CLOSED:
            raise KnownError("bundle-closed", cell=str(cell))
    judge_share(form, report.unit, own, {})
    judge_members(form, report, signer)
    return report_sums(form, report)


def report_payload(form: Form, report: Report, sums: Figures, fingerprint: str, signer: PublicKey) -> bytes:
    """The paper payload of `report`, unsigned. ValueError for a number that a payload does not carry."""
    head = paper_head(
        report.campaign, report.form_hash, report.unit.code, report.revision, fingerprint, signer
    )
    return encode_paper(form, head, sums, [line.values for line in report.content.own_lines])
