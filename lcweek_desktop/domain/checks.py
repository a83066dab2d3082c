"""Checks of a report: findings in the form's order. Errors stop Chốt, warnings must be seen.

Source: forms-and-rules.md, Checks. The rules themselves are in `rules`, what they are applied to in the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lcweek_desktop.domain.form import Cell, CheckRule, Form, Severity
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.report import Content, Figures, SignOff
from lcweek_desktop.domain.rules import RULES, CheckInput, Violation
from lcweek_desktop.domain.unit import Unit


@dataclass(frozen=True)
class Finding:
    """One thing to see to. `place` is one of `places`; `accepted` is the reason a warning was accepted with,
    None when it was not (an error cannot be)."""

    check: str
    severity: Severity
    place: str
    sentence: str
    accepted: str | None = None

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def findings(
    form: Form,
    unit: Unit,
    content: Content,
    signoff: SignOff,
    *,
    above: Sequence[Unit] = (),
    sums: Figures | None = None,
    today: date | None = None,
    last_year: Figures | None = None,
    peers: Sequence[Figures] = (),
) -> tuple[Finding, ...]:
    """All findings on `unit`'s report, in the order of `places`, at one place in the order of the checks.

    `above`: the units above it, nearest first. `sums`: its figures with its members' (None: it has none).
    `last_year`: its sums of the year before; `peers`: the sums of the other units at its receiver. What is
    None or empty is not compared.
    """
    case = CheckInput(
        form=form,
        unit=unit,
        content=content,
        letterhead=letterhead(form, unit, above, signoff) if unit.level in form.level_by_key else None,
        sums=content.figures if sums is None else sums,
        today=today,
        last_year=last_year,
        peers=peers,
    )
    reasons = {(seen.check, seen.place): seen.reason for seen in content.accepted}
    rank = {place: order for order, place in enumerate(places(form, content))}
    found = [
        _finding(check, hit, reasons.get((check.key, hit.place)))
        for check in form.checks
        for hit in RULES[check.kind].run(case, check.options)
    ]
    return tuple(sorted(found, key=lambda finding: rank[finding.place]))


def error_findings(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of `found` that stop Chốt."""
    return tuple(finding for finding in found if finding.is_error)


def places(form: Form, content: Content) -> Iterator[str]:
    """Every place a finding can have, in the order people fill them: "unit"; "1.1.count" and "note:1.1" of
    each row; "own_lines/0", "own_lines/0.count"; "narrative:I.1"; "photo:0"; "signoff"; "report"."""
    yield "unit"
    for row in form.rows:
        yield from (str(Cell(row.key, measure.key)) for measure in form.measures)
        yield f"note:{row.key}"
    for index, _ in enumerate(content.own_lines):
        yield f"own_lines/{index}"
        yield from (f"own_lines/{index}.{measure.key}" for measure in form.measures)
    yield from (f"narrative:{heading.key}" for heading in form.headings)
    yield from (f"photo:{index}" for index, _ in enumerate(content.photos))
    yield "signoff"
    yield "report"


def _finding(check: CheckRule, hit: Violation, reason: str | None) -> Finding:
    accepted = reason if check.severity is Severity.WARNING else None
    return Finding(check.key, check.severity, hit.place, check.sentence.format_map(hit.fields), accepted)
