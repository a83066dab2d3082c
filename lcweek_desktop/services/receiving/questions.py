"""What waits for a person: each question with the reports it is about, and the answers that there are.

The window and the command line show the same list and give the same answers. Source: docs/merging.md,
Questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations, pairwise, permutations
from typing import Final

from lcweek_desktop.domain.alike import AlikeGroup
from lcweek_desktop.domain.form import Cell
from lcweek_desktop.domain.merge import Version, VersionStatus, question_groups
from lcweek_desktop.domain.name_words import name_words
from lcweek_desktop.domain.report import Figures, Member
from lcweek_desktop.domain.rollup import MemberPath, counted_paths, walk_members
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.receiving.deciding import (
    confirm_key,
    decide,
    letters,
    wait,
)
from lcweek_desktop.services.receiving.disputes import (
    Candidate,
    DisputeReason,
    differences,
    waiting_disputes,
)
from lcweek_desktop.services.receiving.identity import keep_apart, one_unit, same_unit, two_units
from lcweek_desktop.services.summing.held_member import member_in_form
from lcweek_desktop.services.summing.newer import NewerReport, newer_reports
from lcweek_desktop.services.summing.open_questions import QuestionKind as QuestionKind
from lcweek_desktop.services.summing.open_questions import alike_units, named
from lcweek_desktop.services.summing.open_questions import joined as joined
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.summing.sudden_changes import sudden_changes
from lcweek_desktop.services.summing.unit_reports import UnitReports, all_reports
from lcweek_desktop.services.workspace.workspace import Workspace


class AnswerKind(StrEnum):
    """An answer; the value is the option of `lcweek decide`, "count" for the report named without one."""

    CONFIRM = "confirm"
    COUNT = "count"
    ONE_UNIT = "one-unit"
    TWO_UNITS = "two-units"
    WAIT = "wait"
    SAME_AS = "same-as"
    APART = "apart"


@dataclass(frozen=True)
class Answer:
    """An answer that can be given, by `give`.

    `unit` is the code of the unit it is about. `key` is a public key, `name` one of several names,
    `fingerprint` a report, `others` codes of other units: each empty where the answer does not need it.
    """

    kind: AnswerKind
    unit: UnitCode
    key: str = ""
    name: str = ""
    fingerprint: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskedReport:
    """A report that a question is about, as the unit calls itself in it.

    `key` is the public key that signed it. `holder` is the unit whose report brought it, None when it came
    directly. `counted` says that it is in the sums now. `restored` is how often the data that it was made
    from had been put back, 0 as a rule and where only the report of another unit brought it.
    """

    unit: Unit
    revision: int
    fingerprint: str
    key: str
    holder: Unit | None
    counted: bool
    figures: Figures
    restored: int = 0

    @property
    def key_letters(self) -> str:
        """The 4 × 4 letters of the key."""
        return letters(self.key)


@dataclass(frozen=True)
class Question:
    """Something that waits for a person.

    `units` are the units it is about, `reports` what is to be compared, the one that counts first; `cells`
    those in which the first two differ, first those that are asked about. Nothing can be answered here where
    `answers` is empty.
    `message` is to the unit that has to send its report anew, empty for a question that needs none.
    """

    kind: QuestionKind
    units: tuple[Unit, ...]
    reports: tuple[AskedReport, ...]
    answers: tuple[Answer, ...]
    cells: tuple[Cell, ...] = ()
    message: str = ""

    @property
    def words(self) -> str:
        """The question as a sentence, with one for each report that comes from data that were put back."""
        first = self.reports[0] if self.reports else None
        holder = next((each.holder for each in self.reports if each.holder is not None), None)
        is_inside = self.kind is QuestionKind.ALIKE and len(self.answers) == 1
        asked = sentence(
            "question-alike-inside" if is_inside else _WORDS[self.kind],
            units=joined([*map(named, self.units)]),
            unit=self.units[0].code,
            key=first.key_letters if first is not None else "",
            holder=holder.name if holder is not None else "",
        )
        restored = (
            sentence("question-restored", name=each.unit.name, revision=each.revision, key=letters(each.key))
            for each in self.reports
            if each.restored
        )
        return " ".join((asked, *restored))


_WORDS: Final = {
    QuestionKind.ONE_CODE: "question-one-code",
    QuestionKind.KEY: "question-key",
    QuestionKind.NEWER_DIRECT: "question-newer-direct",
    QuestionKind.CONFLICT: "question-conflict",
    QuestionKind.FEWER_CELLS: "question-fewer-cells",
    QuestionKind.SUDDEN: "question-sudden",
    QuestionKind.ALIKE: "question-alike",
}
"""The catalogue's code of each kind's sentence."""


_ALL_PAIRS: Final = 4
"""Of so many units that look alike each may be said to be one with each other."""
_MOST_PAIRS: Final = 4
"""Of more units so many pairs; when one was answered the next come up."""


def questions(workspace: Workspace) -> tuple[Question, ...]:
    """All that waits for a person of the workspace's unit, by kind, then by unit code."""
    found = [
        *_unit_questions(workspace),
        *_newer_questions(workspace),
        *_dispute_questions(workspace),
        *_sudden_questions(workspace),
        *_alike_questions(workspace),
    ]
    kinds = [*QuestionKind]
    return tuple(sorted(found, key=lambda each: (kinds.index(each.kind), [unit.code for unit in each.units])))


def give(workspace: Workspace, answer: Answer, reason: str = "") -> None:
    """Give `answer`, for `reason`, which may be empty.

    Raises what the decision itself raises (`deciding`, `identity`); nothing is changed then.
    """
    match answer.kind:
        case AnswerKind.CONFIRM:
            confirm_key(workspace, answer.unit, answer.key, reason)
        case AnswerKind.COUNT:
            decide(workspace, answer.unit, answer.fingerprint, reason)
        case AnswerKind.ONE_UNIT:
            one_unit(workspace, answer.unit, answer.key, answer.name or None, reason)
        case AnswerKind.TWO_UNITS:
            two_units(workspace, answer.unit, answer.key, answer.name or None, reason)
        case AnswerKind.WAIT:
            wait(workspace, answer.unit, answer.fingerprint, reason)
        case AnswerKind.SAME_AS:
            same_unit(workspace, answer.unit, answer.others[0], answer.key or None, reason)
        case AnswerKind.APART:
            keep_apart(workspace, (answer.unit, *answer.others), reason)


def _unit_questions(workspace: Workspace) -> Iterator[Question]:
    for reports in all_reports(workspace).values():
        status = reports.resolution.status
        asked = [
            each.version for each in reports.reports if status[each.version.id] is VersionStatus.ONE_CODE
        ]
        if asked:
            yield _one_code_question(workspace, reports, asked)
        for key in sorted({each.key for each in status if status[each] is VersionStatus.KEY_PENDING}):
            yield _key_question(workspace, reports, key)


def _one_code_question(workspace: Workspace, reports: UnitReports, asked: Sequence[Version]) -> Question:
    """The reports of which it is asked, the highest of each group, beside the one that counts."""
    held = reports.regarded
    groups = question_groups(held, reports.confirmations)
    newest = [max((each for each in asked if each.id in group), key=_revision) for group in groups]
    versions = sorted(newest, key=lambda each: (each.name or "", each.id.key))
    counted = reports.counted
    shown = [*([] if counted is None else [reports.report(counted).version]), *versions]
    code = reports.unit.code
    names = {
        key: {each.name for each in held if each.id.key == key} for key in {each.id.key for each in held}
    }
    name = {each.id: each.name or "" if len(names[each.id.key]) > 1 else "" for each in shown}
    answers = [
        *(Answer(AnswerKind.TWO_UNITS, code, each.id.key, name[each.id]) for each in versions),
        *(Answer(AnswerKind.ONE_UNIT, code, each.id.key, each.name or "") for each in shown if each.signer),
    ]
    return _question(workspace, QuestionKind.ONE_CODE, reports, shown, answers)


def _revision(version: Version) -> int:
    return version.revision


def _key_question(workspace: Workspace, reports: UnitReports, key: str) -> Question:
    status = reports.resolution.status
    versions = [
        each.version
        for each in reports.reports
        if each.version.id.key == key and status[each.version.id] is VersionStatus.KEY_PENDING
    ]
    newest = max(versions, key=_revision)
    counted = reports.counted
    shown = [newest, *([] if counted is None else [reports.report(counted).version])]
    answers = [Answer(AnswerKind.CONFIRM, reports.unit.code, key)]
    return _question(workspace, QuestionKind.KEY, reports, shown, answers)


def _question(
    workspace: Workspace,
    kind: QuestionKind,
    reports: UnitReports,
    versions: Sequence[Version],
    answers: Sequence[Answer],
) -> Question:
    members = [member_in_form(workspace, reports.unit, reports.report(each.id)) for each in versions]
    counted = reports.counted
    asked = [
        replace(_asked(member, None, each.id == counted), restored=each.restored)
        for member, each in zip(members, versions, strict=True)
    ]
    return Question(kind, (members[0].unit,), tuple(asked), tuple(answers), _cells(workspace, asked))


def _newer_questions(workspace: Workspace) -> Iterator[Question]:
    for each in newer_reports(workspace):
        if not each.is_waiting:
            yield _newer_question(workspace, each)


def _newer_question(workspace: Workspace, newer: NewerReport) -> Question:
    asked = [_asked(newer.older, newer.holder, True), _asked(newer.newer, None, False)]
    code, fingerprint = newer.unit.code, newer.newer.fingerprint
    answers = (
        Answer(AnswerKind.COUNT, code, fingerprint=fingerprint),
        Answer(AnswerKind.WAIT, code, fingerprint=fingerprint),
    )
    cells = _cells(workspace, asked)
    return Question(
        QuestionKind.NEWER_DIRECT,
        (newer.unit,),
        tuple(asked),
        answers,
        cells,
        newer.message if newer.holder else "",
    )


def _dispute_questions(workspace: Workspace) -> Iterator[Question]:
    kinds = {
        DisputeReason.CONFLICT: QuestionKind.CONFLICT,
        DisputeReason.FEWER_CELLS: QuestionKind.FEWER_CELLS,
    }
    for dispute in waiting_disputes(workspace):
        asked = [_asked_candidate(dispute.unit, each) for each in dispute.candidates]
        answers = tuple(
            Answer(AnswerKind.COUNT, dispute.unit.code, fingerprint=each.fingerprint) for each in asked
        )
        cells = _cells(workspace, asked)
        yield Question(kinds[dispute.reason], (dispute.unit,), tuple(asked), answers, cells)


def _sudden_questions(workspace: Workspace) -> Iterator[Question]:
    for each in sudden_changes(workspace).values():
        asked = [_asked(each.after, None, True), _asked(each.before, None, False)]
        answers = tuple(
            Answer(AnswerKind.COUNT, each.after.unit.code, fingerprint=report.fingerprint) for report in asked
        )
        differing = _cells(workspace, asked)
        cells = sorted(differing, key=lambda cell: cell not in each.cells.cells)
        yield Question(QuestionKind.SUDDEN, (each.after.unit,), tuple(asked), answers, tuple(cells))


def _alike_questions(workspace: Workspace) -> Iterator[Question]:
    gathered = rollup(workspace)
    members = dict(walk_members(gathered.members))
    paths = {path[-1]: path for path in counted_paths(gathered.members, gathered.deducted)}
    for group in alike_units(workspace):
        yield _alike_question(workspace, group, paths, members)


def _alike_question(
    workspace: Workspace,
    group: AlikeGroup,
    paths: dict[str, MemberPath],
    members: dict[MemberPath, Member],
) -> Question:
    found = [paths[code] for code in group.codes]
    holders = [members[path[:-1]].unit if len(path) > 1 else None for path in found]
    asked = [_asked(members[path], holder, True) for path, holder in zip(found, holders, strict=True)]
    direct = [code for code, holder in zip(group.codes, holders, strict=True) if holder is None]
    names = {code: members[paths[code]].unit.name for code in group.codes}
    merging = [
        Answer(AnswerKind.SAME_AS, one, others=(other,))
        for one, other in _pairs(names)
        if other in direct or (one in direct and len(group.codes) > 2)
    ]
    apart = Answer(AnswerKind.APART, group.codes[0], others=group.codes[1:])
    units = tuple(each.unit for each in asked)
    return Question(QuestionKind.ALIKE, units, tuple(asked), (*merging, apart), _cells(workspace, asked))


def _pairs(names: Mapping[UnitCode, str]) -> Sequence[tuple[UnitCode, UnitCode]]:
    """The pairs of units with these `names` that may be one: two units either way round, of many those whose
    words follow each other in order, and of these not more than can be shown."""
    if len(names) == 2:
        return [*permutations(names, 2)]
    if len(names) <= _ALL_PAIRS:
        return [*combinations(names, 2)]
    words = {code: sorted(name_words(names[code])) for code in names}
    near = sorted(names, key=lambda code: (words[code], code))
    return sorted(pairwise(near), key=lambda pair: words[pair[0]] != words[pair[1]])[:_MOST_PAIRS]


def _asked(member: Member, holder: Unit | None, counted: bool) -> AskedReport:
    return AskedReport(
        member.unit, member.revision, member.fingerprint, member.key, holder, counted, member.figures
    )


def _asked_candidate(unit: Unit, each: Candidate) -> AskedReport:
    return AskedReport(
        unit, each.revision, each.fingerprint, each.key, each.holder, each.counted, each.figures
    )


def _cells(workspace: Workspace, asked: Sequence[AskedReport]) -> tuple[Cell, ...]:
    if len(asked) < 2:
        return ()
    return tuple(differences(workspace.form, asked[0].figures, asked[1].figures))
