"""What the window says of each need, each verdict and each change: none is without its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lcweek_desktop.domain.form import CampaignId
from lcweek_desktop.domain.unit import UnitCode, UnitId
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.received_items import ReceivedItem
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.report.change import ChangeSinceSending
from lcweek_desktop.services.report.sendings import LastSending
from lcweek_desktop.storage import Sending
from lcweek_desktop.ui.pages.receiving.receive_summary import receive_summary
from lcweek_desktop.ui.pages.receiving.received_list import ReceivedList
from lcweek_desktop.ui.session.report_progress import sending_text


def test_every_need_has_its_group_in_the_order_of_the_needs(qtbot: QtBot) -> None:
    found = ReceivedList()
    qtbot.addWidget(found)
    found.show_received([ReceivedItem(need, f"{need.name}.pdf", "") for need in reversed(Need)])
    groups = [found.topLevelItem(place) for place in range(found.topLevelItemCount())]
    lines = [group.child(0) for group in groups if group is not None]
    assert [line.text(0) for line in lines if line is not None] == [f"{need.name}.pdf" for need in Need]


def test_every_verdict_is_counted_in_the_summary_of_many_files() -> None:
    results = [ReceiveResult(Path(f"{verdict}.pdf"), verdict, "", "") for verdict in ReceiveVerdict]
    assert receive_summary(results, was_stopped=False).count("1 ") == len(ReceiveVerdict)


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("change", ChangeSinceSending)
def test_every_change_since_sending_has_its_words(change: ChangeSinceSending, frozen: bool) -> None:
    unit = UnitId("lai-chau-2024", UnitCode("106"))
    sending = Sending(unit, CampaignId("2024"), 2, 1, UnitCode("12"), "a.pdf", "2024-10-15")
    said = sending_text(LastSending(sending, change), frozen=frozen)
    said = said.removeprefix("Đã gửi ngày 15/10/2024: bản số 2.")
    assert (said == "") == (change is ChangeSinceSending.SAME)
    assert ("hãy chốt" in said) == (change is ChangeSinceSending.EDITED and not frozen)
