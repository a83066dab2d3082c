"""What has to be said beside the sums: what they lack, and what they hold only until a question is answered.

Source: docs/adr/0087-marks-on-sums.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from lcweek_desktop.errors import sentence
from lcweek_desktop.services.summing.earlier_reports import earlier_reports, earlier_units, left_words
from lcweek_desktop.services.summing.newer import newer_reports
from lcweek_desktop.services.summing.open_questions import (
    OpenQuestion,
    QuestionKind,
    counted_members,
    joined,
    newer_words,
    one_key_words,
    open_questions,
)
from lcweek_desktop.services.summing.provisional import provisional_names
from lcweek_desktop.services.summing.reporting_status import unit_name
from lcweek_desktop.services.summing.rollup import units_of_one_key
from lcweek_desktop.services.summing.unit_reports import damages
from lcweek_desktop.services.workspace.workspace import Workspace


def sums_notes(workspace: Workspace) -> tuple[str, ...]:
    """Sentences for the screen: which units are missing because something is asked about their reports, what
    else is asked, whose keys nobody compared, of which unit a newer report than the one that counts is here,
    which are left out because one key signs for two, and which reports are of another edition."""
    asked = open_questions(workspace)
    missing = _missing(asked)
    notes = [sentence("sums-asking", count=len(missing), units=joined(missing))] if missing else []
    others = [each for each in asked if not each.is_missing and each.kind is not QuestionKind.NEWER_DIRECT]
    notes += [each.words for each in others]
    provisional = provisional_names(workspace)
    notes += (
        [sentence("sums-provisional", count=len(provisional), units=joined(provisional))]
        if provisional
        else []
    )
    notes += map(newer_words, newer_reports(workspace))
    notes += (one_key_words(*pair) for pair in units_of_one_key(workspace))
    earlier = earlier_units(workspace)
    notes += [sentence("sums-edition", units=joined(earlier))] if earlier else []
    return (*notes, *(left_words(each) for each in earlier_reports(workspace).values() if each.left))


def sums_remark(workspace: Workspace) -> str:
    """The same in short for paper and workbooks, together with the units that are missing because of damage;
    empty when nothing has to be said."""
    asked, counted = open_questions(workspace), counted_members(workspace)
    alike = [each for each in asked if each.kind is QuestionKind.ALIKE]
    sudden = [each for each in asked if each.kind is QuestionKind.SUDDEN]
    older = [each for each in asked if not each.is_missing and each not in (*alike, *sudden)]
    names = {each.codes[0]: each.names[0] for each in older}
    names |= {each.unit.code: each.unit.name for each in newer_reports(workspace)}
    damaged = {each.unit.code for each in damages(workspace)} - counted.keys()
    said = {
        "remark-asking": _missing(asked),
        "remark-damaged": [unit_name(workspace, code) for code in sorted(damaged)],
        "remark-one-key": [left_out.unit.name for _, left_out in units_of_one_key(workspace)],
        "remark-older": [*names.values()],
        "remark-provisional": [*provisional_names(workspace)],
        "remark-sudden": [each.names[0] for each in sudden],
        "remark-alike": [" và ".join(each.names) for each in alike],
        "remark-edition": [*earlier_units(workspace)],
    }
    return " ".join(sentence(code, units=joined(units)) for code, units in said.items() if units)


def _missing(asked: Iterable[OpenQuestion]) -> list[str]:
    """The names of the units that are not in the sums, each once."""
    return [*{each.codes[0]: each.names[0] for each in asked if each.is_missing}.values()]
