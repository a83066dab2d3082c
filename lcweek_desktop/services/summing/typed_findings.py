"""What contradicts in the figures that were entered here on behalf of units below.

Source: docs/adr/0164-typed-from-paper.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lcweek_desktop.domain.checks import CheckBasis, Finding, entry_findings
from lcweek_desktop.domain.form import Severity
from lcweek_desktop.domain.report import Content, Counted
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.workspace import Workspace

_CHECK: Final = "typed-contradicts"
"""The key of the finding; it is no check of the form."""


def typed_findings(workspace: Workspace) -> Iterator[Finding]:
    """A warning for each unit whose figures in the sums were entered here and contradict one another, at the
    place of its report; it says the first and how many there are."""
    for member in rollup(workspace).members:
        if member.on_behalf and member.counted is Counted.COUNTED:
            content = Content(figures=member.figures, own_lines=member.own_lines)
            found = entry_findings(CheckBasis(member.form or workspace.form, member.unit), content)
            if found:
                said = {"name": member.unit.name, "count": len(found), "first": found[0].sentence}
                words = sentence("asked-typed", **said)
                yield Finding(_CHECK, Severity.WARNING, f"received:{member.unit.code}", words)
