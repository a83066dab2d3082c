"""Values derived from stored data: computed once, and again once their data may have changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lcweek_desktop.domain.report import Content
from lcweek_desktop.services.receiving.deciding import confirm_key, decide
from lcweek_desktop.services.report.checking import save_draft
from lcweek_desktop.services.summing.reporting_status import reporting_progress
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace, derived
from lcweek_desktop.storage import Draft
from tests.services.conftest import Offices
from tests.services.office import Office
from tests.services.signed_paper import print_signed


class Counted:
    """A derived value that counts how often it is computed: the codes of the members of the roll-up."""

    def __init__(self) -> None:
        self.computed = 0

        @derived
        def codes(workspace: Workspace) -> tuple[str, ...]:
            self.computed += 1
            return tuple(member.unit.code for member in rollup(workspace).members)

        self.read: Callable[[Workspace], tuple[str, ...]] = codes


@pytest.fixture
def members() -> Counted:
    return Counted()


def list_unit(office: Office, code: str, name: str) -> None:
    """Give the directory of `office` a unit, or another name to one it has."""
    listed = office.folder / "danh-muc.csv"
    rows = f"code,name,level,parent_code\n{code},{name},truong,{office.workspace.unit.code}\n"
    listed.write_text(rows, encoding="utf-8", newline="\n")
    own = office.workspace.unit
    set_up(office.context, "2024", UnitSetup(own.code, own.name, own.level), listed=listed)


def test_it_is_computed_once_for_each_unit(commune: Office, school: Office, members: Counted) -> None:
    commune.receive(school.report(2))
    assert [members.read(commune.workspace) for _ in range(3)] == [("TH-A",)] * 3
    assert members.computed == 1
    assert members.read(school.workspace) == ()
    assert members.computed == 2


def test_saving_a_draft_does_not_drop_it(commune: Office, members: Counted) -> None:
    members.read(commune.workspace)
    save_draft(commune.workspace, Draft(Content()))
    commune.fill(figures={"1.1": {"count": 4}})
    members.read(commune.workspace)
    assert members.computed == 1


def test_a_received_report_drops_it(commune: Office, school: Office, members: Counted) -> None:
    assert members.read(commune.workspace) == ()
    commune.receive(school.report(2))
    assert members.read(commune.workspace) == ("TH-A",)


def test_a_confirmed_key_drops_it(commune: Office, school: Office, members: Counted) -> None:
    commune.receive(school.report(2), confirm=False)
    assert members.read(commune.workspace) == ("TH-A",)
    confirm_key(commune.workspace, "TH-A")
    assert members.read(commune.workspace) == ("TH-A",)
    assert members.computed == 2


def test_a_decision_drops_it(offices: Offices, commune: Office, members: Counted) -> None:
    first = offices("TH-A")
    other = offices("TH-A", "2", key_of=first)
    commune.receive(first.report(2, "mot.lcweek"), other.report(3, "hai.lcweek"))
    members.read(commune.workspace)
    decide(commune.workspace, "TH-A", first.shown()["fingerprint"])
    members.read(commune.workspace)
    assert members.computed == 2
    assert commune.sum("1.1") == 2


def test_a_changed_directory_drops_it(commune: Office) -> None:
    assert "TH-Z" not in reporting_progress(commune.workspace).missing
    list_unit(commune, "TH-Z", "Trường mới")
    assert "TH-Z" in reporting_progress(commune.workspace).missing


def test_a_unit_known_from_paper_alone_has_the_name_of_the_directory(commune: Office, school: Office) -> None:
    commune.receive(school.report(2))
    school.fill(figures={"1.1": {"count": 3}})
    commune.receive(print_signed(school))
    assert [member.unit.name for member in rollup(commune.workspace).members] == [school.workspace.unit.name]
    list_unit(commune, "TH-A", "Trường đổi tên")
    assert [member.unit.name for member in rollup(commune.workspace).members] == ["Trường đổi tên"]


def test_a_transaction_that_is_rolled_back_drops_what_was_computed_inside(
    commune: Office, school: Office, members: Counted
) -> None:
    file = school.report(2)
    assert members.read(commune.workspace) == ()
    with pytest.raises(KeyboardInterrupt), commune.context.store.transaction():
        commune.receive(file)
        assert members.read(commune.workspace) == ("TH-A",)
        raise KeyboardInterrupt
    assert members.read(commune.workspace) == ()


def test_nothing_is_kept_of_a_computation_that_fails(commune: Office) -> None:
    attempts = 0

    @derived
    def fail_once(workspace: Workspace) -> int:
        nonlocal attempts
        attempts += 1
        if attempts == 1:
            raise KeyboardInterrupt
        return attempts

    with pytest.raises(KeyboardInterrupt):
        fail_once(commune.workspace)
    assert (fail_once(commune.workspace), fail_once(commune.workspace)) == (2, 2)
