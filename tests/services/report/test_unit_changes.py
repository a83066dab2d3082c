"""A unit of this machine that gets another name or receiver, or is taken from the list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.report.freezing import report_state
from lcweek_desktop.services.report.unit_changes import (
    change_unit,
    remove_unit,
    unit_change,
    unit_removal,
)
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.keys import key_file, signing_key
from lcweek_desktop.services.workspace.units import UnitSetup, own_workspaces, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import BackupReason, CellChange, Draft
from tests.services.conftest import Offices
from tests.services.office import Office

NEW_NAME = "Trường Tiểu học và THCS Thèn Sin"


def changed(office: Office, name: str | None = None, parent: str | None = None) -> tuple[str, ...]:
    """Change the unit of `office`, which goes on with it, and return what is said of it."""
    change = unit_change(office.workspace, name, parent)
    office.workspace, _ = change_unit(change)
    return change.lines


def begun(context: AppContext, name: str = "Trường Mầm non Bản Bo") -> Workspace:
    """A unit that no directory lists."""
    return set_up(context, "2024", UnitSetup(None, name, "truong", "03424"))


def test_a_renamed_unit_is_known_again_and_no_key_is_confirmed_anew(school: Office, commune: Office) -> None:
    assert commune.takes(school.report(3))[0] == "accepted"
    key = school.key
    lines = changed(school, name=f"  {NEW_NAME} ")
    assert lines == (
        sentence("unit-renamed", before="Trường Tiểu học Thèn Sin", after=NEW_NAME),
        sentence("unit-renamed-frozen", revision=1),
        sentence("unit-key-stays"),
    )
    assert (school.workspace.unit.code, school.key) == ("TH-A", key)
    assert not report_state(school.workspace).frozen
    assert commune.takes(school.send("lan-2.lcweek"), confirm=False)[0] == "superseded_previous"
    assert NEW_NAME in {each.unit.name for each in received_items(commune.workspace) if each.unit}
    assert commune.sum("1.1") == 3


def test_the_data_before_are_in_a_backup(school: Office) -> None:
    changed(school, name=NEW_NAME)
    (kept,) = school.context.store.backups.all()
    assert kept.reason is BackupReason.UNIT


def test_a_unit_that_moves_keeps_code_key_and_figures_and_both_receivers_are_named(
    school: Office, commune: Office, offices: Offices
) -> None:
    commune.takes(school.report(3))
    lines = changed(school, parent="106")
    said = sentence("unit-moved", name="Trường Tiểu học Thèn Sin", receiver="Huyện Tam Đường")
    told = sentence("unit-moved-sent", before="Xã Thèn Sin", after="Huyện Tam Đường")
    assert lines == (said, told, sentence("unit-key-stays"))
    assert (school.workspace.unit.code, school.workspace.unit.parent) == ("TH-A", "106")
    district = offices("106")
    assert district.takes(school.send("lan-2.lcweek"))[0] == "accepted"
    assert district.sum("1.1") == 3


def test_what_was_typed_of_the_old_name_is_named(school: Office) -> None:
    name = school.workspace.unit.name
    school.fill(
        narrative={"I.1": f"Năm nay {name} tổ chức hội nghị."}, signoff={"recipients": [f"- {name};"]}
    )
    lines = unit_change(school.workspace, NEW_NAME, None).lines
    assert sentence("unit-name-typed", places="mục I.1, phần ký") in lines


@pytest.mark.parametrize(
    ("name", "parent", "code"),
    [
        (None, None, "unit-same"),
        ("Trường Tiểu học Thèn Sin", "03394", "unit-same"),
        (" ", None, "unit-name"),
        ("A" * 1000, None, "text-too-long"),
        (None, "XX", "unit-unknown"),
        (None, "TH-A", "unit-loop"),
    ],
)
def test_a_change_that_cannot_be_is_refused(
    school: Office, name: str | None, parent: str | None, code: str
) -> None:
    with pytest.raises(KnownError) as refused:
        unit_change(school.workspace, name, parent)
    assert refused.value.code == code
    assert school.context.store.backups.all() == ()


def test_a_unit_that_was_begun_by_mistake_leaves_nothing_but_the_backup(school: Office) -> None:
    context = school.context
    wrong = begun(context)
    before = context.directory(wrong.form)
    typed = CellChange("1.1.count", "3", "typed", context.minute())
    context.store.cell_history.add(wrong.unit.id, wrong.campaign, [typed])
    assert not unit_removal(wrong).is_grave
    remove_unit(unit_removal(wrong))
    assert [each.unit.code for each in own_workspaces(context)] == ["TH-A"]
    assert wrong.unit.code in before.units and wrong.unit.code not in context.directory(wrong.form).units
    assert not key_file(context.home, wrong.unit.id).exists()
    again = begun(context)
    assert again.unit == wrong.unit
    assert context.store.cell_history.of(again.unit.id, again.campaign, "1.1.count") == ()
    assert report_state(again).report.revision == 1


def test_a_listed_unit_that_is_removed_stays_listed(commune: Office) -> None:
    remove_unit(unit_removal(commune.workspace))
    assert own_workspaces(commune.context) == ()
    assert commune.context.directory(commune.form).get("03394").name == "Xã Thèn Sin"


def test_a_unit_with_a_frozen_report_is_removed_only_expressly_and_comes_back_with_it(school: Office) -> None:
    school.report(3)
    found = unit_removal(school.workspace)
    assert (found.revision, found.held, found.is_grave) == (1, 0, True)
    assert sentence("unit-removed-draft") in found.lines
    assert sentence("unit-removed-frozen", revision=1) in found.lines
    with pytest.raises(KnownError, match="chưa được bỏ") as refused:
        remove_unit(found)
    assert refused.value.code == "unit-grave"
    assert own_workspaces(school.context) == (school.workspace,)
    key = school.key
    kept = remove_unit(found, expressly=True)
    assert kept.path.exists()
    assert own_workspaces(school.context) == ()
    assert signing_key(school.context, school.workspace.unit.id).public == key
    unit = school.workspace.unit
    again = set_up(school.context, "2024", UnitSetup(unit.code, unit.name, unit.level, unit.parent))
    school.workspace = again
    assert current_draft(again) == Draft(replace(current_draft(again).content, figures={}))
    school.fill(figures={"1.1": {"count": 4, "people": 40}})
    assert school.sent("lan-2.lcweek").revision == 2  # and nobody is asked which one was sent last


def test_a_receiver_that_is_removed_expressly_finds_what_it_received_again(
    school: Office, commune: Office
) -> None:
    commune.takes(school.report(3))
    found = unit_removal(commune.workspace)
    assert (found.revision, found.held) == (0, 1)
    assert found.lines == (
        sentence("unit-removed-held", count=1),
        sentence("unit-removed-backup", name="Xã Thèn Sin"),
    )
    remove_unit(found, expressly=True)
    unit = commune.workspace.unit
    commune.workspace = set_up(commune.context, "2024", UnitSetup(unit.code, unit.name, unit.level))
    assert commune.sum("1.1") == 3


def test_a_unit_that_works_in_another_year_too_keeps_its_key(school: Office) -> None:
    context = school.context
    last_year = set_up(context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"))
    this_year = set_up(context, "2025", UnitSetup("03390", "Xã Bình Lư", "xa"))
    remove_unit(unit_removal(last_year))
    assert {each.id for each in own_workspaces(context)} == {this_year.id, school.workspace.id}
    assert key_file(context.home, this_year.unit.id).exists()
