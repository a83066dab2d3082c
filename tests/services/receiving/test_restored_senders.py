"""A report from a restored machine: under a new key it needs the key's confirmation and no other answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.backup.carrying import carry_steps
from lcweek_desktop.services.backup.listing import file_backup
from lcweek_desktop.services.backup.restoring import restore
from lcweek_desktop.services.backup.revision_numbers import note_last_sent
from lcweek_desktop.services.receiving.deciding import confirm_key, letters
from lcweek_desktop.services.receiving.questions import Question, questions
from lcweek_desktop.services.summing.unit_reports import unit_reports
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from tests.services.installation import COMMUNE, Installation, listed, school

SCHOOL = school("a")


@pytest.fixture
def commune(tmp_path: Path) -> Installation:
    made = Installation(tmp_path / "xa")
    made.add(listed(COMMUNE), [SCHOOL])
    return made


@pytest.fixture
def carried(tmp_path: Path, commune: Installation) -> Path:
    """A backup file of before the school's first report, which the commune then received and confirmed."""
    with Installation(tmp_path / "cu") as old:
        old.add(SCHOOL)
        *_, last = carry_steps(old.context, tmp_path / "a.lcwbak")
        assert last.carried is not None
        commune.receive(COMMUNE, sent(old, 1), confirm_keys=True)
        return last.carried.file


def sent(machine: Installation, count: int) -> Path:
    """The file of the school's report with `count` classes."""
    machine.fill(SCHOOL.code, {"figures": {"1.1": {"count": count, "people": 10 * count}}})
    machine.send(SCHOOL.code, machine.home / "bao-cao.lcweek")
    return machine.home / "bao-cao.lcweek"


def new_machine(home: Path, carried: Path | None, unit: Unit = SCHOOL) -> Installation:
    """Another machine of the school, with a key of its own, into which the backup file is restored."""
    machine = Installation(home)
    machine.add(unit)
    if carried is not None:
        machine.close()
        restore(home, file_backup(carried))
        machine.restart()
        if unit.name != SCHOOL.name:
            set_up(machine.context, "2024", UnitSetup(unit.code, unit.name, unit.level, unit.parent))
        note_last_sent(machine.workspace(SCHOOL.code), 1)
    return machine


def asked(commune: Installation) -> list[tuple[str, tuple[int, ...]]]:
    return [
        (each.kind.value, tuple(report.restored for report in each.reports))
        for each in open_questions(commune)
    ]


def open_questions(commune: Installation) -> tuple[Question, ...]:
    return questions(commune.workspace(COMMUNE))


def counted_revision(commune: Installation) -> int:
    reports = unit_reports(commune.workspace(COMMUNE), SCHOOL.id)
    assert reports.resolution.counted is not None
    return reports.report(reports.resolution.counted).version.revision


def test_it_needs_only_the_confirmation_of_its_key(
    commune: Installation, carried: Path, tmp_path: Path
) -> None:
    with new_machine(tmp_path / "moi", carried) as new:
        (result,) = commune.receive(COMMUNE, sent(new, 2))
    assert result.code == "received-key-pending"
    assert asked(commune) == [("key", (1, 0))]
    (question,) = open_questions(commune)
    key = letters(question.reports[0].key)
    assert sentence("question-restored", name="Trường A", revision=2, key=key) in question.words
    assert counted_revision(commune) == 1
    confirm_key(commune.workspace(COMMUNE), SCHOOL.code, question.reports[0].key)
    assert (asked(commune), counted_revision(commune)) == ([], 2)


def test_the_order_of_arrival_does_not_matter(commune: Installation, carried: Path, tmp_path: Path) -> None:
    with new_machine(tmp_path / "moi", carried) as new, Installation(tmp_path / "xa-2") as other:
        file = sent(new, 2)
        other.add(listed(COMMUNE), [SCHOOL])
        other.receive(COMMUNE, file)
        other.receive(COMMUNE, tmp_path / "cu" / "bao-cao.lcweek")
        assert {kind for kind, _ in asked(other)} == {"key"}


def test_under_another_name_it_may_be_another_unit(
    commune: Installation, carried: Path, tmp_path: Path
) -> None:
    renamed = Unit(SCHOOL.id, "Trường Tiểu học số 2", SCHOOL.level, SCHOOL.parent)
    with new_machine(tmp_path / "moi", carried, renamed) as new:
        (result,) = commune.receive(COMMUNE, sent(new, 2))
    assert result.code == "received-one-code"
    assert asked(commune) == [("one-code", (0, 1))]
    assert "được làm trên dữ liệu khôi phục" in open_questions(commune)[0].words


def test_a_machine_that_was_not_restored_may_be_another_units(
    commune: Installation, carried: Path, tmp_path: Path
) -> None:
    with new_machine(tmp_path / "moi", None) as new:
        (result,) = commune.receive(COMMUNE, sent(new, 2))
    assert result.code == "received-one-code"
    assert asked(commune) == [("one-code", (0, 0))]
    assert carried.exists()
