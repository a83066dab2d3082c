"""A report whose unit says that it reports elsewhere is set right from its own line."""

from __future__ import annotations

from lcweek_desktop.services.receiving.deciding import confirm_key
from lcweek_desktop.services.receiving.journal import undo
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.placing import place_unit
from lcweek_desktop.services.receiving.received_items import ReceivedItem, received_items
from lcweek_desktop.services.summing.reporting_status import expected_units
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from tests.services.office import Office


def misplaced(office: Office) -> list[ReceivedItem]:
    """What the office may say the receiver of."""
    return [item for item in received_items(office.workspace) if item.misplaced is not None]


def test_a_unit_that_named_a_wrong_receiver_is_placed_and_its_file_counts(
    school: Office, commune: Office, district: Office
) -> None:
    elsewhere = set_up(school.context, "2024", UnitSetup(None, "Trường lạc", "truong", "03390"))
    sender = Office(elsewhere, school.folder)
    assert commune.takes(sender.report(5))[1] == "received-unit-elsewhere"
    (item,) = misplaced(commune)
    assert (item.need, item.misplaced) == (Need.SET_ASIDE, elsewhere.unit)
    code = elsewhere.unit.code
    (result,) = place_unit(commune.workspace, code, "03394", "đã gọi điện")
    assert result.code == "received-accepted"
    assert commune.sum("1.1") == 5
    assert code in {unit.code for unit in expected_units(commune.workspace)}
    assert misplaced(commune) == []
    assert district.takes(commune.send())[0] == "accepted"
    assert district.sum("1.1") == 5


def test_a_listed_unit_of_another_commune_is_placed_here_until_that_is_taken_back(
    commune: Office, district: Office, school: Office
) -> None:
    other = set_up(school.context, "2024", UnitSetup("TH-D", "Trường THPT Bình Lư", "truong"))
    file = Office(other, school.folder).report(7)
    assert commune.takes(file)[1] == "received-not-below"
    [*place_unit(commune.workspace, "TH-D", "03394")]
    confirm_key(commune.workspace, "TH-D")
    assert commune.sum("1.1") == 7
    undo(commune.workspace)
    undo(commune.workspace)
    assert commune.workspace.directory.get("TH-D").parent == "106"
