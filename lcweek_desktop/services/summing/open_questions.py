"""What is asked about received reports and not answered, as far as the sums depend on it.

How a question is shown and answered is in services/receiving/questions.py. Source: docs/merging.md,
Questions; docs/adr/0087-marks-on-sums.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lcweek_desktop.domain.alike import AlikeGroup, ReportedUnit, alike_groups
from lcweek_desktop.domain.checks import QUESTION_PLACE, Finding
from lcweek_desktop.domain.form import Severity
from lcweek_desktop.domain.merge import VersionStatus
from lcweek_desktop.domain.report import Member
from lcweek_desktop.domain.rollup import MemberPath, counted_paths, own_figures, walk_members
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.summing.earlier_reports import earlier_reports, left_words
from lcweek_desktop.services.summing.newer import NewerReport, newer_reports
from lcweek_desktop.services.summing.provisional import PROVISIONAL_CHECKS, provisional_findings
from lcweek_desktop.services.summing.reporting_status import unit_name
from lcweek_desktop.services.summing.rollup import kept_apart, rollup, units_of_one_key
from lcweek_desktop.services.summing.sudden_changes import sudden_changes
from lcweek_desktop.services.summing.typed_findings import typed_findings
from lcweek_desktop.services.summing.unit_reports import UnitReports, all_reports
from lcweek_desktop.services.workspace.workspace import Workspace, derived


class QuestionKind(StrEnum):
    """What is asked; the value is what the command line says."""

    ONE_CODE = "one-code"
    """Are the reports under one code of one unit or of two?"""
    KEY = "key"
    """Is the key, compared with the signed paper, the unit's?"""
    NEWER_DIRECT = "newer-direct"
    """Is the newer report counted here, or does it wait for the unit above it?"""
    CONFLICT = "conflict"
    """Which of several reports with one revision number counts?"""
    FEWER_CELLS = "fewer-cells"
    """Does the later report count although it leaves blank what the one before it filled?"""
    SUDDEN = "sudden-change"
    """Is the later report, which counts, right where numbers are gone or ten-fold?"""
    ALIKE = "alike"
    """Are units that look alike one?"""

    @property
    def check(self) -> str:
        """The key of the finding that such a question is at Kiểm tra; it is no check of the form."""
        return f"question-{self.value}"


_KIND_OF_STATUS: Final = {
    VersionStatus.ONE_CODE: QuestionKind.ONE_CODE,
    VersionStatus.KEY_PENDING: QuestionKind.KEY,
    VersionStatus.CONFLICT: QuestionKind.CONFLICT,
    VersionStatus.FEWER_CELLS: QuestionKind.FEWER_CELLS,
}
_ONE_KEY: Final = "one-key"
"""The key of the finding about a unit that is left out because its key signs for another, too."""
_EDITION: Final = "earlier-edition"
"""The key of the finding about numbers of a report of another edition that have no place in the sums."""
_MOST_NAMED: Final = 4
"""A sentence names no more units."""


@dataclass(frozen=True)
class OpenQuestion:
    """A question that the sums wait for, about units with these `codes` and `names`.

    `words` say what the sums hold until it is answered. `is_missing` says that nothing of the unit is in the
    sums meanwhile.
    """

    kind: QuestionKind
    codes: tuple[UnitCode, ...]
    names: tuple[str, ...]
    words: str
    is_missing: bool = False

    @property
    def finding(self) -> Finding:
        """The question as a warning, at the place "question:CODE"."""
        return Finding(self.kind.check, Severity.WARNING, f"{QUESTION_PLACE}{self.codes[0]}", self.words)


SUMS_CHECKS: Final = frozenset(
    {_ONE_KEY, _EDITION, *PROVISIONAL_CHECKS, *(kind.check for kind in QuestionKind)}
)
"""The keys of the findings about what the sums lack or have in question."""


@derived
def sums_findings(workspace: Workspace) -> tuple[Finding, ...]:
    """What the sums lack or have in question, as warnings: each open question, each key that nobody compared,
    what contradicts in what was entered on behalf of units, each unit that is left out because its key signs
    for another, too, and each report of another edition of which numbers have no place in the present
    form."""
    one_key = (
        Finding(
            _ONE_KEY, Severity.WARNING, f"received:{left_out.unit.code}", one_key_words(counted, left_out)
        )
        for counted, left_out in units_of_one_key(workspace)
    )
    editions = (
        Finding(_EDITION, Severity.WARNING, f"received:{each.unit.code}", left_words(each))
        for each in earlier_reports(workspace).values()
        if each.left
    )
    asked = (each.finding for each in open_questions(workspace))
    typed = typed_findings(workspace)
    return (*asked, *provisional_findings(workspace), *typed, *one_key, *editions)


@derived
def open_questions(workspace: Workspace) -> tuple[OpenQuestion, ...]:
    """The questions that the sums of the workspace's unit wait for, by kind, then by unit code.

    A unit of which stored data are damaged is left out: its damage is said instead. So is a newer report of
    which a person decided that it waits, and a report that says just what counts.
    """
    counted = counted_members(workspace)
    found = [
        *(
            question
            for reports in all_reports(workspace).values()
            if not reports.damaged
            for question in _about(workspace, reports, counted.get(reports.unit.code))
        ),
        *(
            OpenQuestion(QuestionKind.NEWER_DIRECT, (each.unit.code,), (each.unit.name,), newer_words(each))
            for each in newer_reports(workspace)
            if not each.is_waiting
        ),
        *(
            OpenQuestion(
                QuestionKind.SUDDEN,
                (unit.code,),
                (each.after.unit.name,),
                sentence(
                    "asked-sudden",
                    name=each.after.unit.name,
                    revision=each.after.revision,
                    count=len(each.cells.cells),
                ),
            )
            for unit, each in sudden_changes(workspace).items()
        ),
        *(_alike(group, counted) for group in alike_units(workspace)),
    ]
    kinds = [*QuestionKind]
    return tuple(sorted(found, key=lambda each: (kinds.index(each.kind), each.codes)))


@derived
def alike_units(workspace: Workspace) -> tuple[AlikeGroup, ...]:
    """The units in the sums that may be one, in groups."""
    gathered = rollup(workspace)
    members = dict(walk_members(gathered.members))
    paths = {path[-1]: path for path in counted_paths(gathered.members, gathered.deducted)}
    units = [_reported_unit(workspace, path, members[path]) for path in paths.values()]
    return alike_groups(units, kept_apart(workspace))


def _about(workspace: Workspace, reports: UnitReports, counted: Member | None) -> Iterator[OpenQuestion]:
    """What is asked about the reports held of one unit, of which `counted` is in the sums."""
    asked = {
        _KIND_OF_STATUS[status]: version
        for version, status in reports.resolution.status.items()
        if status in _KIND_OF_STATUS and (counted is None or version.fingerprint != counted.fingerprint)
    }
    if QuestionKind.CONFLICT in asked:
        asked.pop(QuestionKind.FEWER_CELLS, None)  # both are one choice
    for kind in asked:
        yield _question(workspace, kind, reports.unit, counted)


def _question(workspace: Workspace, kind: QuestionKind, unit: UnitId, counted: Member | None) -> OpenQuestion:
    name = unit_name(workspace, unit.code)
    if counted is not None:
        words = sentence("asked-older", name=name, revision=counted.revision)
    elif kind is QuestionKind.KEY:
        words = sentence("asked-key", name=name)
    elif kind is QuestionKind.ONE_CODE:
        words = sentence("asked-one-code", name=name)
    else:
        words = sentence("asked-choice", name=name)
    return OpenQuestion(kind, (unit.code,), (name,), words, is_missing=counted is None)


def _alike(group: AlikeGroup, counted: Mapping[str, Member]) -> OpenQuestion:
    names = tuple(counted[code].unit.name for code in group.codes)
    return OpenQuestion(QuestionKind.ALIKE, group.codes, names, sentence("asked-alike", units=joined(names)))


def one_key_words(counted: Member, left_out: Member) -> str:
    """The sentence that names two units of one key: the one that counts, and the one that is left out."""
    units = {"unit": named(left_out.unit), "other": named(counted.unit)}
    return sentence("sums-one-key", **units, revision=counted.revision)


def joined(names: Sequence[str]) -> str:
    """`names` in one line; of many the first ones, and how many units more there are."""
    if len(names) <= _MOST_NAMED:
        return "; ".join(names)
    return f"{'; '.join(names[: _MOST_NAMED - 1])} và {len(names) - _MOST_NAMED + 1} đơn vị khác"


def named(unit: Unit) -> str:
    """The name of `unit` with its code."""
    return f"{unit.name} ({unit.code})"


def newer_words(each: NewerReport) -> str:
    """The sentence that names the report that counts and the newer one that does not."""
    return sentence(
        "sums-newer",
        name=each.unit.name,
        holder=each.holder_name,
        older=each.older.revision,
        revision=each.newer.revision,
    )


def _reported_unit(workspace: Workspace, path: MemberPath, member: Member) -> ReportedUnit:
    known, parent = workspace.directory, member.unit.parent
    above = tuple(map(UnitCode, reversed(path[:-1])))
    if parent is not None:
        above = (parent, *known.ancestors(parent))
    return ReportedUnit(member.unit.code, member.unit.name, above, own_figures(workspace.form, member))


def counted_members(workspace: Workspace) -> Mapping[str, Member]:
    """The reports in the sums by the codes of their units."""
    gathered = rollup(workspace)
    members = dict(walk_members(gathered.members))
    return {path[-1]: members[path] for path in counted_paths(gathered.members, gathered.deducted)}
