"""All that needs no judgment is found, said in numbers, and done as one decision.

Source: docs/adr/0165-safe-work-and-sudden-changes.md.
"""

from __future__ import annotations

from lcweek_desktop.domain.receipt import ReceiptVerdict
from lcweek_desktop.services.receiving.deciding import confirm_key
from lcweek_desktop.services.receiving.journal import past_decisions, undo
from lcweek_desktop.services.receiving.judging import give_back, place_at
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.receiving.safe_work import AcceptedReports, do_safe_work, safe_work
from tests.services.conftest import Offices
from tests.services.office import Office


def test_what_is_compared_and_clean_is_accepted_as_one_decision(
    commune: Office, school: Office, offices: Offices
) -> None:
    commune.receive(school.report(2, "a.lcweek"))
    commune.receive(offices("TH-B").report(3, "b.lcweek"))
    commune.receive(offices("TH-C").report(4, "c.lcweek"), confirm=False)
    work = safe_work(commune.workspace)
    assert ([unit.code for unit, _ in work.reports], work.files) == (["TH-A", "TH-B"], ())
    assert [*do_safe_work(commune.workspace, work)] == [AcceptedReports(2)]
    assert judged(commune) == {"TH-A", "TH-B"}
    assert not safe_work(commune.workspace)
    assert past_decisions(commune.workspace)[0].words.startswith("Tiếp nhận báo cáo của 2 đơn vị")
    undo(commune.workspace)
    assert judged(commune) == set()
    assert safe_work(commune.workspace) == work
    confirm_key(commune.workspace, "TH-C")
    assert [unit.code for unit, _ in safe_work(commune.workspace).reports] == ["TH-A", "TH-B", "TH-C"]


def test_what_a_person_has_to_look_at_is_left(commune: Office, school: Office, offices: Offices) -> None:
    school.fill(figures={"1.4": {"count": 9, "people": 3}})  # fewer people than classes
    commune.receive(school.report(2, "a.lcweek"))
    other = offices("TH-B")
    commune.receive(other.report(3, "b.lcweek"))
    commune.receive(other.report(30, "b-sau.lcweek"))
    told = offices("TH-C")
    commune.receive(told.report(4, "c.lcweek"))
    give_back(commune.workspace, "TH-C", [(place_at(commune.form, "1.1.count"), "Xem lại")])
    commune.receive(told.report(5, "c-sau.lcweek"))
    assert not safe_work(commune.workspace)


def test_a_report_that_counts_no_more_is_not_accepted(commune: Office, school: Office) -> None:
    commune.receive(school.report(2, "a.lcweek"))
    work = safe_work(commune.workspace)
    commune.receive(school.report(3, "sau.lcweek"))
    assert [*do_safe_work(commune.workspace, work)] == [AcceptedReports(0)]
    assert judged(commune) == set()


def judged(office: Office) -> set[str]:
    """The codes of the units whose report was accepted."""
    items = received_items(office.workspace)
    return {each.unit.code for each in items if each.unit and each.judged is ReceiptVerdict.ACCEPTED}
