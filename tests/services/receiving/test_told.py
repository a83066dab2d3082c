"""What a commune found of who reports holds at the district, which is not asked again.

Source: docs/merging.md, One code, two units; A unit once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from shutil import copyfile

import pytest

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.receiving.deciding import confirm_key, decide
from lcweek_desktop.services.receiving.identity import keep_apart, one_unit, same_unit, two_units
from lcweek_desktop.services.receiving.journal import told_decisions, undo
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.questions import QuestionKind, give, questions
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.summing.listed_units import Told, by_listed_unit
from lcweek_desktop.services.summing.remarks import sums_notes
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.summing.unit_reports import unit_reports
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.workspace import Workspace
from tests.services.conftest import key_file
from tests.services.installation import COMMUNE, DISTRICT, PROVINCE, Installation, listed, school
from tests.services.receiving.five_files import NEIGHBOUR, kinds, shipped, shown_sum

X, Y = school("x"), school("y")
OTHER_X = replace(X, name="Trường Bản Bố")
"""Another name under the code of X."""


class Machine:
    """A PC of a school."""

    def __init__(self, folder: Path, unit: Unit) -> None:
        self.site, self.unit, self.folder = Installation(folder / "may"), unit, folder
        self.site.add(unit)

    @property
    def key(self) -> str:
        """The key that it signs with."""
        return signing_key(self.site.context, self.unit.id).public.base64

    def report(self, number: int, to: str | None = None) -> Path:
        """The file that it sends with `number` in row 1.1."""
        self.site.fill(self.unit.code, {"figures": {"1.1": {"count": number, "people": number}}})
        file = self.folder / f"{number}.lcweek"
        self.site.send(self.unit.code, file, to)
        return file


class Machines:
    """The PCs of a test, which are closed after it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[Machine] = []

    def __call__(self, unit: Unit) -> Machine:
        folder = self.folder / f"{len(self.made)}"
        folder.mkdir()
        self.made.append(Machine(folder, unit))
        return self.made[-1]


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    found = Machines(tmp_path)
    yield found
    for machine in found.made:
        machine.site.close()


@pytest.fixture
def commune(tmp_path: Path) -> Iterator[Installation]:
    with Installation(tmp_path / "xa") as site:
        site.add(listed(COMMUNE), [X, Y])
        yield site


@pytest.fixture
def district(tmp_path: Path) -> Iterator[Installation]:
    with Installation(tmp_path / "huyen") as site:
        site.add(listed(DISTRICT), [X, Y])
        yield site


def sent_on(site: Installation, code: str, name: str) -> Path:
    file = site.home.parent / f"{name}.lcweek"
    site.send(code, file)
    return file


def letters(key: str) -> str:
    return PublicKey.from_base64(key).short


def answer_all(workspace: Workspace) -> None:
    while asked := questions(workspace):
        give(workspace, asked[0].answers[0])


# One unit, two keys


@pytest.fixture
def replaced(machines: Machines, commune: Installation) -> tuple[Path, Path, Path, Machine, Machine]:
    """Files of a school's old PC and of its new one, which knows nothing of the old one, and that of the
    commune, which found out that both are of one unit."""
    old, new = machines(X), machines(OTHER_X)
    files = old.report(3), new.report(50)
    commune.receive(COMMUNE, *files)
    one_unit(commune.workspace(COMMUNE), X.code, new.key)
    assert (shown_sum(commune.workspace(COMMUNE)), kinds(commune.workspace(COMMUNE))) == (50, [])
    return *files, sent_on(commune, COMMUNE, "xa"), old, new


@pytest.mark.parametrize("confirm_keys", [True, False])
def test_that_two_keys_are_of_one_unit_is_not_asked_above_in_whatever_order_the_files_come(
    replaced: tuple[Path, Path, Path, Machine, Machine], tmp_path: Path, confirm_keys: bool
) -> None:
    for at, order in enumerate(permutations(replaced[:3])):
        with Installation(tmp_path / f"huyen-{at}") as site:
            site.add(listed(DISTRICT), [X, Y])
            for file in order:
                site.receive(DISTRICT, file, confirm_keys=confirm_keys)
            workspace = site.workspace(DISTRICT)
            if not confirm_keys:
                confirm_key(workspace, COMMUNE)
            assert {*kinds(workspace)} <= {QuestionKind.KEY}
            answer_all(workspace)
            assert (shown_sum(workspace), kinds(workspace)) == (50, [])
            site.receive(DISTRICT, *replaced[:3])
            assert (shown_sum(workspace), kinds(workspace)) == (50, [])


def test_a_report_under_a_key_that_the_commune_found_replaced_is_set_aside_with_the_reason(
    replaced: tuple[Path, Path, Path, Machine, Machine], district: Installation
) -> None:
    old_file, _, summed, old, new = replaced
    district.receive(DISTRICT, summed, confirm_keys=True)
    (result,) = district.receive(DISTRICT, old_file, confirm_keys=True)
    said = {"unit": X.code, "name": X.name, "revision": 1, "key": letters(old.key)}
    said |= {"teller": listed(COMMUNE).name, "used": letters(new.key)}
    assert (result.code, result.message) == ("received-key-told", sentence("received-key-told", **said))
    workspace = district.workspace(DISTRICT)
    item = next(each for each in received_items(workspace) if each.unit and each.unit.code == X.code)
    assert (item.need, item.sentence) == (Need.SET_ASIDE, sentence("received-key-told", **said))
    (told,) = told_decisions(workspace)
    unit = f"{OTHER_X.name} ({X.code})"
    assert told.teller == listed(COMMUNE)
    assert told.words == sentence("told-replaced", unit=unit, key=letters(new.key), former=letters(old.key))


def test_a_person_above_may_decide_otherwise(
    replaced: tuple[Path, Path, Path, Machine, Machine], district: Installation
) -> None:
    old_file, new_file, summed, old, new = replaced
    district.receive(DISTRICT, summed, confirm_keys=True)
    district.receive(DISTRICT, old_file, new_file)
    workspace = district.workspace(DISTRICT)
    assert confirm_key(workspace, X.code, letters(old.key)) == old.key
    reports = unit_reports(workspace, X.id)
    assert reports.counted is not None
    assert reports.counted.key == old.key
    assert kinds(workspace) == [QuestionKind.KEY]
    undo(workspace)
    reports = unit_reports(workspace, X.id)
    assert reports.counted is not None
    assert (reports.counted.key, reports.is_provisional) == (new.key, True)


def test_it_is_told_on_to_the_province_and_told_otherwise_after_another_decision(
    replaced: tuple[Path, Path, Path, Machine, Machine],
    commune: Installation,
    district: Installation,
    tmp_path: Path,
) -> None:
    old_file, new_file, summed, old, new = replaced
    district.receive(DISTRICT, summed, confirm_keys=True)
    with Installation(tmp_path / "tinh") as province:
        province.add(listed(PROVINCE), [X, Y])
        files = sent_on(district, DISTRICT, "huyen"), old_file, new_file
        province.receive(PROVINCE, *files, confirm_keys=True)
        assert (shown_sum(province.workspace(PROVINCE)), kinds(province.workspace(PROVINCE))) == (50, [])
    district.receive(DISTRICT, old_file, new_file, confirm_keys=True)
    undo(commune.workspace(COMMUNE))
    one_unit(commune.workspace(COMMUNE), X.code, old.key)
    district.receive(DISTRICT, sent_on(commune, COMMUNE, "xa-2"))
    workspace = district.workspace(DISTRICT)
    (told,) = told_decisions(workspace)
    said = {"key": letters(old.key), "former": letters(new.key)}
    assert told.words == sentence("told-replaced", unit=f"{X.name} ({X.code})", **said)
    assert (shown_sum(workspace), kinds(workspace)) == (3, [QuestionKind.KEY])


def test_communes_that_contradict_each_other_tell_nothing(
    machines: Machines, district: Installation, tmp_path: Path
) -> None:
    old, new = machines(X), machines(OTHER_X)
    files: list[Path] = []
    for code, used in ((COMMUNE, old), (NEIGHBOUR, new)):
        for machine in (old, new):
            machine.site.add(replace(machine.unit, parent=shipped(code).code))
            machine.site.restart()
            files.append(machine.report(len(files)))
        with Installation(tmp_path / code) as site:
            site.add(shipped(code), [replace(X, parent=shipped(code).code)])
            site.receive(code, *files[-2:])
            one_unit(site.workspace(code), X.code, used.key)
            district.receive(DISTRICT, sent_on(site, code, f"xa-{code}"), confirm_keys=True)
    district.receive(DISTRICT, *files)
    assert kinds(district.workspace(DISTRICT)) == [QuestionKind.ONE_CODE]


# One unit, two codes


def test_that_two_codes_are_of_one_unit_is_not_asked_above_although_only_one_report_counts(
    machines: Machines, commune: Installation, tmp_path: Path
) -> None:
    x, y = machines(X), machines(replace(Y, name="Trường  x"))
    files = x.report(3), y.report(50)
    commune.receive(COMMUNE, *files, confirm_keys=True)
    same_unit(commune.workspace(COMMUNE), X.code, Y.code, x.key)
    assert shown_sum(commune.workspace(COMMUNE)) == 3
    arriving = (sent_on(commune, COMMUNE, "xa"), *files)
    for at, order in enumerate(permutations(arriving)):
        with Installation(tmp_path / f"huyen-{at}") as site:
            site.add(listed(DISTRICT), [X, Y])
            for file in order:
                site.receive(DISTRICT, file, confirm_keys=True)
            workspace = site.workspace(DISTRICT)
            assert (shown_sum(workspace), kinds(workspace)) == (3, [])
            (told,) = {each.words for each in told_decisions(workspace) if Y.code in each.words}
            said = {"other": f"{Y.name} ({Y.code})", "unit": f"{X.name} ({X.code})", "key": letters(x.key)}
            assert told == sentence("decided-same-unit", **said)
            site.send(DISTRICT, tmp_path / f"huyen-{at}.lcweek")


def test_what_was_separated_and_kept_apart_below_is_in_the_history_too(
    machines: Machines, commune: Installation, district: Installation
) -> None:
    x, other, y = machines(X), machines(OTHER_X), machines(Y)
    commune.receive(COMMUNE, x.report(3), other.report(50), y.report(7), confirm_keys=True)
    workspace = commune.workspace(COMMUNE)
    new = two_units(workspace, X.code, other.key)
    keep_apart(workspace, [X.code, Y.code])
    district.receive(DISTRICT, sent_on(commune, COMMUNE, "xa"), confirm_keys=True)
    units = f"{X.name} ({X.code}), {Y.name} ({Y.code})"
    separated = {"unit": f"{X.name} ({X.code})", "key": letters(other.key)}
    assert {each.words for each in told_decisions(district.workspace(DISTRICT))} == {
        sentence("decided-apart", units=units),
        sentence("decided-two-units", **separated, new=f"{OTHER_X.name} ({new.code})"),
    }


def test_a_key_that_followed_a_separated_one_is_known_in_the_next_campaign_too(
    machines: Machines, commune: Installation
) -> None:
    """Next year's reports name none of this year's as previous, so that no chain leads to the separated
    key."""
    x, other = machines(X), machines(OTHER_X)
    commune.receive(COMMUNE, x.report(3), other.report(50))
    workspace = commune.workspace(COMMUNE)
    new = two_units(workspace, X.code, other.key)
    key_file(other.site.home, X.id).unlink()
    commune.receive(COMMUNE, other.report(51), confirm_keys=True)
    assert shown_sum(workspace) == 54
    held = [*unit_reports(workspace, X.id).reports, *unit_reports(workspace, new.id).reports]
    next_year = [
        replace(each, version=replace(each.version, previous=None, revision=1))
        for each in held
        if each.version.id.key in (x.key, other.key)
    ]
    listed_next_year = by_listed_unit(workspace.decisions, next_year, Told())
    assert {unit: len(reports) for unit, reports in listed_next_year.items()} == {X.id: 1, new.id: 1}


# One key, two codes


def test_what_one_key_signs_under_two_codes_in_two_communes_counts_once_and_the_sums_say_so(
    machines: Machines, district: Installation, tmp_path: Path
) -> None:
    first, second = machines(X), machines(replace(Y, parent=shipped(NEIGHBOUR).code))
    copyfile(key_file(first.site.home, X.id), key_file(second.site.home, Y.id))
    files = [first.report(3)], [second.report(20), second.report(50)]
    for code, received in zip((COMMUNE, NEIGHBOUR), files, strict=True):
        with Installation(tmp_path / code) as site:
            unit = first.unit if code == COMMUNE else second.unit
            site.add(shipped(code), [unit])
            site.receive(code, *received, confirm_keys=True)
            district.receive(DISTRICT, sent_on(site, code, f"xa-{code}"), confirm_keys=True)
    workspace = district.workspace(DISTRICT)
    assert shown_sum(workspace) == 50
    said = {"unit": f"{X.name} ({X.code})", "other": f"{Y.name} ({Y.code})", "revision": 2}
    assert sums_notes(workspace) == (sentence("sums-one-key", **said),)
    with Installation(tmp_path / "tinh") as province:
        province.add(listed(PROVINCE))
        province.receive(PROVINCE, sent_on(district, DISTRICT, "huyen"), confirm_keys=True)
        assert (shown_sum(province.workspace(PROVINCE)), kinds(province.workspace(PROVINCE))) == (50, [])
    assert rollup(workspace).deducted == ((COMMUNE, X.code),)
    decide(workspace, X.code, rollup(workspace).members[0].members[0].fingerprint)
    assert (shown_sum(workspace), rollup(workspace).deducted) == (3, ((NEIGHBOUR, Y.code),))
