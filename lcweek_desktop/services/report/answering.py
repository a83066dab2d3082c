"""What a unit says to a remark about its report: an acceptance of the finding that the remark is.

Source: docs/adr/0159-remarks-are-findings.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lcweek_desktop.domain.checks import Finding
from lcweek_desktop.domain.lengths import MAX_LINE
from lcweek_desktop.domain.receipt import REMARK_CHECK
from lcweek_desktop.domain.report import Acceptance
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.checking import check_report, current_draft, save_draft
from lcweek_desktop.services.workspace.workspace import Workspace


def remarks_to_answer(workspace: Workspace) -> tuple[Finding, ...]:
    """The remarks that the unit has to look at, with the answers of what is saved, in the form's order."""
    return tuple(each for each in check_report(workspace) if each.check.startswith(REMARK_CHECK))


def answer(workspace: Workspace, remark: str, text: str) -> None:
    """Answer the remark with the id `remark`; an empty `text` takes its answer back. The answer goes with the
    next revision.

    Raises KnownError `receipt-unknown-remark` for one that the unit does not have to look at, `receipt-text`
    for an answer that is too long, and as `save_draft`; nothing is changed then.
    """
    said, unit = clean_line(text), workspace.unit
    found = {each.check: each for each in remarks_to_answer(workspace)}
    finding = found.get(f"{REMARK_CHECK}{remark}")
    if finding is None:
        raise KnownError("receipt-unknown-remark", name=unit.name, unit=unit.code, remark=remark)
    if len(said) > MAX_LINE:
        raise KnownError("receipt-text", text=said[:40], limit=MAX_LINE)
    draft = current_draft(workspace)
    others = (each for each in draft.content.accepted if each.check != finding.check)
    accepted = (*others, *_given(finding, said))
    save_draft(workspace, replace(draft, content=replace(draft.content, accepted=accepted)))


def _given(finding: Finding, said: str) -> Iterator[Acceptance]:
    if said:
        yield Acceptance(finding.check, finding.place, said)
