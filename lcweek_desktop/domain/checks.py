"""The checks of a report: findings in the form's order. Errors stop freezing, warnings have to be seen.

The rules themselves are in `rules`; what they are applied to, how grave they are and what they say is data of
the form. Source: docs/form-and-rules.md, Checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Final

from lcweek_desktop.domain.form import Cell, CheckRule, Form, MeasureKey, RowKey, Severity
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.peers import Peers
from lcweek_desktop.domain.report import Content, Figures, SignOff
from lcweek_desktop.domain.rules import RULES, CheckInput, Violation
from lcweek_desktop.domain.rules.rule import MEMBER_PLACE
from lcweek_desktop.domain.totals import roll_up_figures
from lcweek_desktop.domain.unit import Unit

DAMAGED: Final = "damaged"
"""The key of a finding about damaged data that a person can give up; it is no check of the form."""
DAMAGED_PHOTO: Final = "photo-file:"
"""The beginning of the place of a damaged photo in `CheckBasis.damaged`; its SHA-256 (hex) follows."""
DAMAGED_RECORD: Final = "damaged-record"
"""The key of a finding about damaged data that are mended in another way, or need not be."""
LEGACY_TEXT: Final = "legacy-text"
"""The key of the check that finds text in a code from before Unicode, which a click converts."""
QUESTION_PLACE: Final = "question:"
"""The beginning of the place of an open question in `CheckBasis.asked`; the code of a unit follows."""
KEY_PLACE: Final = "key:"
"""The beginning of the place of a key that nobody compared in `CheckBasis.asked`; a unit's code follows, and
nothing where it is about the keys of several units."""


@dataclass(frozen=True)
class Finding:
    """Something in a report that has to be seen to.

    `check` is the key of the check, `place` one of `places` or the place of a member's number
    (`rules.rule.member_place`). `accepted` is the reason with which a warning was accepted, None when it was
    not; an error cannot be accepted.
    """

    check: str
    severity: Severity
    place: str
    sentence: str
    accepted: str | None = None

    @property
    def is_acceptable(self) -> bool:
        """Whether it can be accepted with a reason: a warning that was not yet, but for one about damage."""
        is_damage = self.check in (DAMAGED, DAMAGED_RECORD)
        return not (is_damage or self.is_error) and self.accepted is None

    @property
    def is_error(self) -> bool:
        """Whether the report cannot be frozen because of this."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True)
class CheckBasis:
    """Whose report is checked, and everything that it is compared with besides what was entered.

    `above` are the units above `unit`, nearest first. `members` are the sums of the units below that count,
    empty for a unit without any. `last_year` are the sums of the unit's report of the campaign before, None
    when there is none here. `peers` are the reports that the unit sums. `today` None: nothing about days is
    checked. `damaged` is what is said of stored data that are damaged; a finding about the unit's own entry
    goes as soon as something is entered in its place. `asked` are warnings about what the sums lack or
    have in question. `remarks` are warnings with the words of a receiver; the place of a photo has its
    SHA-256.
    """

    form: Form
    unit: Unit
    above: tuple[Unit, ...] = ()
    members: Figures = field(default_factory=dict)
    last_year: Figures | None = None
    peers: Peers | None = None
    today: date | None = None
    damaged: tuple[Finding, ...] = ()
    asked: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()

    def sums(self, own: Figures) -> Figures:
        """The figures `own` together with those of the members."""
        return roll_up_figures(self.form, own, [self.members]) if self.members else own

    @cached_property
    def all_peers(self) -> Peers:
        """`peers`, or nobody."""
        return self.peers if self.peers is not None else Peers(self.form)


def findings(basis: CheckBasis, content: Content, signoff: SignOff) -> tuple[Finding, ...]:
    """All findings on a report with `content` and `signoff`, in the order of `places`, at one place in the
    order of the checks. Findings about members' numbers follow those about the unit's own report."""
    form, unit = basis.form, basis.unit
    case = CheckInput(
        form=form,
        unit=unit,
        content=content,
        letterhead=letterhead(form, unit, basis.above, signoff) if unit.level in form.level_by_key else None,
        sums=basis.sums(content.figures),
        today=basis.today,
        last_year=basis.last_year,
        peers=basis.all_peers,
        signoff=signoff,
    )
    reasons = {(seen.check, seen.place): seen.reason for seen in content.accepted}
    rank = {place: order for order, place in enumerate(places(form, content))}
    found = [
        _finding(check, violation, reasons.get((check.key, violation.place)))
        for check in form.checks
        for violation in RULES[check.kind].run(case, check.options)
    ]
    found += _still_damaged(basis.damaged, content, signoff)
    found += (replace(each, accepted=reasons.get((each.check, each.place))) for each in basis.asked)
    found += _answered(basis.remarks, form, content)
    return tuple(sorted(found, key=lambda finding: rank.get(finding.place, len(rank))))


def entry_findings(basis: CheckBasis, content: Content) -> tuple[Finding, ...]:
    """Those of `findings` that are about the cells, notes, own lines and texts of `content`: what contradicts
    in it, and not what a report would lack that its unit signs."""
    written = {f"narrative:{heading}" for heading in content.narrative} | {*map(str, basis.form.cells)}
    return tuple(
        each
        for each in findings(basis, content, SignOff())
        if each.place in written or each.place.startswith(("note:", "own_lines/"))
    )


def _answered(remarks: Iterable[Finding], form: Form, content: Content) -> Iterator[Finding]:
    """`remarks` with the answers of `content`, wherever they were given. One about what the report does not
    have any more is about the report as a whole."""
    answers = {seen.check: seen.reason for seen in content.accepted}
    photos = {f"photo:{photo.sha256}": f"photo:{number}" for number, photo in enumerate(content.photos)}
    known = {*places(form, content)}
    for remark in remarks:
        place = photos.get(remark.place, remark.place)
        at = place if place in known else "report"
        yield replace(remark, place=at, accepted=answers.get(remark.check))


def _still_damaged(damaged: Iterable[Finding], content: Content, signoff: SignOff) -> Iterator[Finding]:
    """Those of `damaged` that still are. A photo is named by its SHA-256 there, and by its number here."""
    numbers = {photo.sha256: number for number, photo in enumerate(content.photos)}
    for finding in damaged:
        sha256 = finding.place.removeprefix(DAMAGED_PHOTO)
        if sha256 in numbers:
            yield replace(finding, place=f"photo:{numbers[sha256]}")
        elif sha256 == finding.place and not _is_entered(content, signoff, finding.place):
            yield finding


def _is_entered(content: Content, signoff: SignOff, place: str) -> bool:
    """Whether something is entered at `place`; for a cell, anywhere in its row."""
    kind, _, key = place.partition(":")
    match kind:
        case "note":
            return key in content.notes
        case "narrative":
            return key in content.narrative
        case "photo":
            return bool(content.photos)
        case "own_lines/0":
            return bool(content.own_lines)
        case "signoff":
            return signoff != SignOff()
    return any(str(cell).rpartition(".")[0] == place.rpartition(".")[0] for cell in content.figures)


def error_findings(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of `found` that stop freezing."""
    return tuple(finding for finding in found if finding.is_error)


def places(form: Form, content: Content) -> Iterator[str]:
    """Every place that a finding about the unit's own report can have, in the order in which people fill
    them.

    These are "unit"; "1.1.count" and "note:1.1" of each row; "own_lines/0", "own_lines/0.count";
    "opening"; "narrative:I.1"; "photo:0"; "signoff"; "report". Besides, damaged data (`CheckBasis.damaged`)
    have "received:CODE" of a unit below, "revision:2", "sending:3", "printing:4", "signed:5", "scans",
    "accepted", and a question (`CheckBasis.asked`) has "question:CODE".
    """
    yield "unit"
    for row in form.rows:
        yield from (str(Cell(row.key, measure.key)) for measure in form.measures)
        yield f"note:{row.key}"
    for index, _ in enumerate(content.own_lines):
        yield f"own_lines/{index}"
        yield from (f"own_lines/{index}.{measure.key}" for measure in form.measures)
    yield "opening"
    yield from (f"narrative:{heading.key}" for heading in form.headings)
    yield from (f"photo:{index}" for index, _ in enumerate(content.photos))
    yield "signoff"
    yield "report"


def member_cell(place: str) -> Cell | None:
    """The cell of a finding about a member's number; None for any other place."""
    if not place.startswith(MEMBER_PLACE):
        return None
    row, _, measure = place.rpartition(":")[2].rpartition(".")
    return Cell(RowKey(row), MeasureKey(measure))


def _finding(check: CheckRule, violation: Violation, reason: str | None) -> Finding:
    accepted = reason if check.severity is Severity.WARNING else None
    sentence = check.sentence.format_map(violation.fields)
    return Finding(check.key, check.severity, violation.place, sentence, accepted)
