"""Stories of five files that a receiver gets, in each of which it could be wrong about who reports.

In whatever order they arrive, the sum is right or a question stands; answering what stands makes it right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from lcweek_desktop.domain.form import Cell, MeasureKey, RowKey
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.services.receiving.questions import AnswerKind, QuestionKind, give, questions
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.directory import shipped_directory
from lcweek_desktop.services.workspace.workspace import Workspace
from tests.factories import FORM
from tests.services.conftest import key_file
from tests.services.installation import COMMUNE, DISTRICT, Installation, listed, school

NEIGHBOUR: Final = "03387"
"""The code of another commune of the district."""
CELL: Final = Cell(RowKey("1.1"), MeasureKey("count"))

Answers = Mapping[QuestionKind, AnswerKind]
"""How a person who knows the truth answers, by the kind of question; of several such answers the first."""
_CONFIRMED: Final[Answers] = {QuestionKind.KEY: AnswerKind.CONFIRM}
_TWO_UNITS: Final[Answers] = {**_CONFIRMED, QuestionKind.ONE_CODE: AnswerKind.TWO_UNITS}


@dataclass
class Story:
    """Five `files` for `receiver`, and the right number in the first cell of its sums.

    `below` are units that it has to add to its directory; `answers` are those of a person who knows.
    """

    name: str
    receiver: Unit
    below: Sequence[Unit]
    files: Sequence[Path]
    right: int
    answers: Answers = field(default_factory=dict)

    @contextmanager
    def received(self, order: Sequence[int], folder: Path) -> Iterator[Installation]:
        """The receiver after the files arrived in `order`, each key that is new confirmed on arrival."""
        with Installation(folder) as site:
            site.add(self.receiver, self.below)
            site.receive(self.receiver.code, *(self.files[at] for at in order), confirm_keys=True)
            yield site

    def check(self, order: Sequence[int]) -> None:
        """Receive the files in `order`, then all of them again, and answer what is asked."""
        with TemporaryDirectory() as folder, self.received(order, Path(folder) / "nhan") as site:
            workspace = site.workspace(self.receiver.code)
            before = shown_sum(workspace), kinds(workspace)
            assert before[0] == self.right or before[1], (self.name, order, before)
            site.receive(self.receiver.code, *self.files, confirm_keys=False)
            assert (shown_sum(workspace), kinds(workspace)) == before, (self.name, order)
            for _ in range(4):
                for question in questions(workspace)[:1]:
                    kind = self.answers[question.kind]
                    answer = next(each for each in question.answers if each.kind is kind)
                    give(workspace, answer, "đã hỏi")
            assert (shown_sum(workspace), kinds(workspace)) == (self.right, []), (self.name, order)


def shown_sum(workspace: Workspace) -> int | None:
    """The number in the first cell of the sums."""
    return rollup(workspace).sums(FORM, {}).get(CELL)


def kinds(workspace: Workspace) -> list[QuestionKind]:
    """The kinds of what is asked."""
    return [each.kind for each in questions(workspace)]


def stories(folder: Path) -> list[Story]:
    """All stories, whose files are made in `folder`."""
    made = (two_schools, one_key_two_names, renamed, reinstalled, moved, newer_than_the_commune)
    found = []
    for make in made:
        (folder / make.__name__).mkdir()
        found.append(make(folder / make.__name__))
    return found


def two_schools(folder: Path) -> Story:
    """Two schools of one code, as an older program gave it to them, and a third school."""
    cuoi = replace(school("x"), name="Trường PTDTBT TH và THCS Nậm Cuổi")
    han = replace(cuoi, name="Trường PTDTBT TH và THCS Nậm Hăn")
    files = [
        *_sent(folder, "cuoi", [cuoi, cuoi], [1, 2]),
        *_sent(folder, "han", [han, han], [10, 20]),
        *_sent(folder, "y", [school("y")], [100]),
    ]
    return Story("two schools", listed(COMMUNE), [cuoi, school("y")], files, 122, _TWO_UNITS)


def one_key_two_names(folder: Path) -> Story:
    """A school's data folder, key and all, was copied for another school, which typed its own name."""
    bo = replace(school("x"), name="Trường Bản Bo")
    with Installation(folder / "bo") as first:
        first.add(bo)
        with first.copied(folder / "bo-2") as second:
            second.add(replace(bo, name="Trường Bản Bố"))
            files = [
                *_reports(first, bo.code, folder, "bo", [1, 2]),
                *_reports(second, bo.code, folder, "bo2", [10, 20]),
                *_sent(folder, "y", [school("y")], [100]),
            ]
    return Story("one key", listed(COMMUNE), [bo, school("y")], files, 122, _TWO_UNITS)


def renamed(folder: Path) -> Story:
    """A school changes its name between its second and third revision."""
    old = replace(school("x"), name="Trường Tiểu học Thèn Sin")
    new = replace(old, name="Trường TH và THCS Thèn Sin")
    files = [
        *_sent(folder, "x", [old, old, new, new], [1, 2, 3, 4]),
        *_sent(folder, "y", [school("y")], [100]),
    ]
    return Story("renamed", listed(COMMUNE), [old, school("y")], files, 104)


def reinstalled(folder: Path) -> Story:
    """A school goes on from a backup, which holds no key, so with another key."""
    unit = school("x")
    with Installation(folder / "x") as site:
        site.add(unit)
        files = _reports(site, unit.code, folder, "x", [1, 2])
        key_file(site.home, unit.id).unlink()
        files += _reports(site, unit.code, folder, "x2", [3, 4])
    files += _sent(folder, "y", [school("y")], [100])
    return Story("reinstalled", listed(COMMUNE), [unit, school("y")], files, 104, _CONFIRMED)


def moved(folder: Path) -> Story:
    """A school that two communes hold: the old one its first revision, the new one its second."""
    before = school("x")
    after = replace(before, parent=UnitCode(NEIGHBOUR))
    direct = school("z", DISTRICT)
    first, second = _sent(folder, "x", [before, after], [1, 2])
    files = [
        *_summed(folder, listed(COMMUNE), before, [first], [10]),
        *_summed(folder, shipped(NEIGHBOUR), after, [second], [100]),
        *_sent(folder, "z", [direct, direct, direct], [1000, 2000, 3000]),
    ]
    return Story("moved", listed(DISTRICT), [direct], files, 3112)


def newer_than_the_commune(folder: Path) -> Story:
    """A school corrects its report at the district, while its commune still sums what it said before."""
    unit, direct = school("x"), school("z", DISTRICT)
    first, second = _sent(folder, "x", [unit, unit], [1, 2])
    files = [
        *_summed(folder, listed(COMMUNE), unit, [first], [10]),
        first,
        second,
        *_sent(folder, "z", [direct, direct], [100, 200]),
    ]
    answers = {QuestionKind.NEWER_DIRECT: AnswerKind.COUNT}
    return Story("newer", listed(DISTRICT), [unit, direct], files, 212, answers)


def _sent(folder: Path, name: str, units: Sequence[Unit], numbers: Sequence[int]) -> list[Path]:
    """A report for each of `numbers`, sent by one installation that is set up as each of `units` in turn."""
    files = []
    with Installation(folder / name) as site:
        for unit, number in zip(units, numbers, strict=True):
            site.add(unit)
            site.restart()
            files += _reports(site, unit.code, folder, f"{name}-{number}", [number])
    return files


def _reports(site: Installation, code: str, folder: Path, name: str, numbers: Sequence[int]) -> list[Path]:
    files = []
    for number in numbers:
        site.fill(code, {"figures": {"1.1": {"count": number, "people": number}}})
        files.append(folder / f"{name}-{number}.lcweek")
        site.send(code, files[-1])
    return files


def _summed(
    folder: Path, unit: Unit, below: Unit, received: Sequence[Path], numbers: Sequence[int]
) -> list[Path]:
    """Reports of `unit`, with its own `numbers`, after it received files of the unit `below`."""
    with Installation(folder / unit.code) as site:
        site.add(unit, [below])
        site.receive(unit.code, *received, confirm_keys=True)
        return _reports(site, unit.code, folder, unit.code, numbers)


def shipped(code: str) -> Unit:
    return shipped_directory(FORM).get(code)
