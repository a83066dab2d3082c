"""The directory of the units below is changed by decisions, which can be taken back."""

from __future__ import annotations

import pytest

from lcweek_desktop.domain.directory_changes import Contact
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.deciding import confirm_key
from lcweek_desktop.services.receiving.directory_changes import (
    DirectoryPlan,
    add_unit,
    carry_out,
    close_unit,
    merge_units,
    move_unit,
    rename_unit,
    reopen_unit,
    set_contact,
    split_unit,
)
from lcweek_desktop.services.receiving.journal import past_decisions, undo
from lcweek_desktop.services.receiving.unknown_units import add_unknown_units
from lcweek_desktop.services.summing.reporting_status import expected_units, reporting_progress
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from tests.services.conftest import Offices
from tests.services.office import Office


def expected(workspace: Workspace) -> list[str]:
    """The names of the units that are expected to report directly."""
    return [unit.name for unit in expected_units(workspace)]


def codes_below(workspace: Workspace, code: str) -> set[str]:
    """The codes of the units that are expected to report to the unit `code`."""
    return {unit.code for unit in workspace.directory.children(workspace.directory.get(code).code)}


def decided(plan: DirectoryPlan, reason: str = "") -> str:
    """Decide what is planned, and what the history says of it."""
    carry_out(plan, reason)
    return past_decisions(plan.workspace)[0].words


def refused(code: str) -> pytest.RaisesExc[KnownError]:
    """The block is refused with the code."""
    return pytest.raises(KnownError, check=lambda error: error.code == code)


THREE = ["Trường Tiểu học Thèn Sin", "Trường THCS Thèn Sin", "Trường Mầm non Thèn Sin"]


def test_a_unit_is_added_with_the_code_that_it_gives_itself_and_taken_back(commune: Office) -> None:
    workspace = commune.workspace
    words = decided(add_unit(workspace, " Trường  PTDTBT Sin Suối Hồ", "truong"), "mới thành lập")
    (unit,) = [each for each in workspace.directory.children(workspace.unit.code) if "PTDTBT" in each.name]
    assert unit.name == "Trường PTDTBT Sin Suối Hồ"
    named = f"Trường PTDTBT Sin Suối Hồ ({unit.code})"
    assert words == sentence("decided-added", receiver="Xã Thèn Sin (03394)", units=named)
    (last,) = past_decisions(workspace)
    assert (last.reason, last.at) == ("mới thành lập", "2024-10-10T08:30")
    with refused("unit-listed"):
        add_unit(workspace, "Trường PTDTBT Sin Suối Hồ", "truong")
    undo(workspace)
    assert unit.code not in workspace.directory.units
    assert expected(workspace) == THREE


def test_changes_are_there_after_a_restart(commune: Office) -> None:
    decided(rename_unit(commune.workspace, "TH-A", "Trường Tiểu học số 1"))
    decided(set_contact(commune.workspace, "TH-A", Contact("Lò Thị Ân", "0912 345 678")))
    commune.context.derived.clear()
    again = open_workspace(commune.context, "03394")
    assert again.directory.get("TH-A").name == "Trường Tiểu học số 1"
    assert again.decisions.directory.contacts == {"TH-A": Contact("Lò Thị Ân", "0912 345 678")}
    assert past_decisions(again)[1].words == sentence(
        "decided-renamed", unit="TH-A", before="Trường Tiểu học Thèn Sin", after="Trường Tiểu học số 1"
    )


def test_a_rename_says_that_a_received_report_keeps_its_name(school: Office, commune: Office) -> None:
    commune.takes(school.report(3))
    plan = rename_unit(commune.workspace, "TH-A", "Trường Tiểu học số 1")
    assert plan.lines == (sentence("change-renamed-held", name="Trường Tiểu học Thèn Sin"),)
    assert commune.workspace.directory.get("TH-A").name == "Trường Tiểu học Thèn Sin"  # only planned


def test_a_unit_moves_with_what_is_below_it_and_never_below_itself(district: Office) -> None:
    workspace = district.workspace
    words = decided(move_unit(workspace, "TH-D", "03394"))
    receivers = {"before": "Huyện Tam Đường (106)", "after": "Xã Thèn Sin (03394)"}
    assert words == sentence("decided-moved", unit="Trường THPT Bình Lư (TH-D)", **receivers)
    assert "TH-D" in codes_below(workspace, "03394")
    with refused("unit-below-itself"):
        move_unit(workspace, "03394", "TH-A")
    with refused("unit-same"):
        move_unit(workspace, "TH-D", "03394")


def test_merged_units_are_expected_no_more_and_what_they_sent_stays_in_the_sums(
    offices: Offices, school: Office, commune: Office
) -> None:
    workspace = commune.workspace
    commune.takes(school.report(3))
    commune.send()
    plan = merge_units(workspace, ["TH-A", "TH-B"], name="Trường TH&THCS Thèn Sin")
    assert plan.lines == (
        sentence("change-held", name="Trường Tiểu học Thèn Sin"),
        sentence("change-frozen", revision=1),
    )
    words = decided(plan)
    (new,) = [unit.code for unit in plan.change.units]
    old = "Trường Tiểu học Thèn Sin (TH-A), Trường THCS Thèn Sin (TH-B)"
    assert words == sentence("decided-merged", units=old, into=f"Trường TH&THCS Thèn Sin ({new})")
    assert expected(workspace) == ["Trường TH&THCS Thèn Sin", "Trường Mầm non Thèn Sin"]
    assert commune.sum("1.1") == 3
    assert [member.unit.code for member in rollup(workspace).members] == ["TH-A"]
    assert workspace.decisions.directory.went_to == (("TH-A", new), ("TH-B", new))
    assert commune.takes(offices("TH-B").report(4))[0] == "accepted"
    assert commune.sum("1.1") == 7
    undo(workspace)  # the key of the second school
    undo(workspace)
    assert expected(workspace) == THREE
    assert reporting_progress(workspace).received == ("TH-A", "TH-B")


def test_what_is_below_a_merged_unit_is_below_the_one_that_goes_on(district: Office) -> None:
    workspace = district.workspace
    decided(merge_units(workspace, ["03394", "03390"], into="03390"))
    assert {"TH-A", "TH-B", "TH-C"} <= codes_below(workspace, "03390")
    assert "03394" not in {unit.code for unit in expected_units(workspace)}
    with refused("unit-closed"):
        rename_unit(workspace, "03394", "Xã khác")
    with refused("unit-merge-few"):
        merge_units(workspace, ["03390"], into="03390")


def test_a_unit_is_not_merged_into_one_below_it(district: Office) -> None:
    with refused("unit-merge-inside"):
        merge_units(district.workspace, ["03394"], into="TH-A")


def test_a_split_unit_goes_on_as_new_ones(commune: Office) -> None:
    workspace = commune.workspace
    names = ["Trường Tiểu học số 1 Thèn Sin", "Trường Tiểu học số 2 Thèn Sin"]
    plan = split_unit(workspace, "TH-A", names)
    named = ", ".join(f"{unit.name} ({unit.code})" for unit in plan.change.units)
    split = sentence("decided-split", unit="Trường Tiểu học Thèn Sin (TH-A)", units=named)
    assert decided(plan) == split
    assert {*expected(workspace)} == {*names, "Trường THCS Thèn Sin", "Trường Mầm non Thèn Sin"}
    decided(split_unit(workspace, "TH-B", ["Trường THCS số 2"], stays=True))
    assert {"Trường THCS Thèn Sin", "Trường THCS số 2"} <= {*expected(workspace)}
    with refused("unit-split-few"):
        split_unit(workspace, "TH-C", ["Trường Mầm non số 2"])
    with refused("unit-twice"):
        split_unit(workspace, "TH-C", ["Trường Mầm non số 2", "Trường Mầm non số 2"])


def test_a_closed_unit_is_expected_no_more_and_again_when_it_is_reopened(commune: Office) -> None:
    workspace = commune.workspace
    unit = "Trường Tiểu học Thèn Sin (TH-A)"
    assert decided(close_unit(workspace, "TH-A")) == sentence("decided-closed", unit=unit)
    assert expected(workspace) == THREE[1:]
    assert reporting_progress(workspace).missing == ("TH-B", "TH-C")
    with refused("unit-open"):
        reopen_unit(workspace, "TH-B")
    assert decided(reopen_unit(workspace, "TH-A")) == sentence("decided-reopened", unit=unit)
    assert expected(workspace) == THREE


def test_a_unit_with_others_below_it_is_not_closed_nor_split(district: Office) -> None:
    with refused("unit-has-below"):
        close_unit(district.workspace, "03394")
    with refused("unit-has-below"):
        split_unit(district.workspace, "03394", ["Xã Thèn Sin 1", "Xã Thèn Sin 2"])


def test_a_unit_elsewhere_or_on_this_machine_is_refused(
    district: Office, commune: Office, school: Office
) -> None:
    with refused("unit-not-below"):
        rename_unit(commune.workspace, "TH-D", "Trường khác")
    with refused("unit-of-machine"):
        rename_unit(_with_own_commune(district), "03394", "Xã khác")
    with refused("unit-unknown"):
        rename_unit(commune.workspace, "TH-Z", "Trường khác")


def _with_own_commune(district: Office) -> Workspace:
    set_up(district.context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"))
    return district.workspace


def test_a_unit_that_only_reports_of_others_list_is_refused_with_their_name(
    school: Office, commune: Office, district: Office
) -> None:
    new = set_up(school.context, "2024", UnitSetup(None, "Trường mới", "truong", "03394"))
    assert commune.takes(Office(new, school.folder).report(3))[1] == "received-unit"
    assert len([*add_unknown_units(commune.workspace, [new.unit.code])]) == 1
    assert "Trường mới" in past_decisions(commune.workspace)[0].words
    confirm_key(commune.workspace, new.unit.code)
    district.takes(commune.send())
    with pytest.raises(KnownError) as raised:
        rename_unit(district.workspace, new.unit.code, "Trường khác")
    assert raised.value.code == "unit-only-reported"
    assert raised.value.context == {"name": "Trường mới", "holder": "Xã Thèn Sin"}


def test_a_change_of_what_another_report_holds_says_whose(
    school: Office, commune: Office, district: Office
) -> None:
    commune.takes(school.report(3))
    district.takes(commune.send())
    plan = close_unit(district.workspace, "TH-A")
    said = sentence("change-held-inside", name="Trường Tiểu học Thèn Sin", holder="Xã Thèn Sin")
    assert plan.lines == (said,)


def test_a_unit_of_the_same_name_is_pointed_out(commune: Office) -> None:
    plan = add_unit(commune.workspace, "Trường TH Thèn Sin", "truong", code="TH-X")
    assert plan.lines == (
        sentence(
            "change-same-name", name="Trường TH Thèn Sin", other="Trường Tiểu học Thèn Sin", code="TH-A"
        ),
    )


def test_a_contact_is_taken_away_by_an_empty_one(commune: Office) -> None:
    workspace = commune.workspace
    decided(set_contact(workspace, "TH-A", Contact("Lò Thị Ân", "0912 345 678")))
    with refused("contact-same"):
        set_contact(workspace, "TH-A", Contact(" Lò Thị Ân ", "0912 345 678"))
    words = decided(set_contact(workspace, "TH-A", Contact()))
    unit = "Trường Tiểu học Thèn Sin (TH-A)"
    assert words == sentence("decided-contact", unit=unit, contact="để trống")
    assert workspace.decisions.directory.contacts == {}


def test_a_tree_is_not_deeper_than_reports_can_be_nested(district: Office) -> None:
    workspace, parent = district.workspace, "TH-D"
    for number in range(14):
        plan = add_unit(workspace, f"Điểm trường {number}", "truong", parent)
        carry_out(plan)
        parent = plan.unit.code
    with refused("unit-too-deep"):
        add_unit(workspace, "Điểm trường cuối", "truong", parent)
