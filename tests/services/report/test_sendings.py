"""The last sending, and what is said of it when the report changes."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.paper.scans import attach_scan
from lcweek_desktop.services.report.freezing import freeze
from tests.services.conftest import Offices
from tests.services.office import Office


def sent(office: Office) -> dict[str, Any] | None:
    shown: dict[str, Any] | None = office.shown()["sent"]
    return shown


def since(office: Office) -> str:
    shown = sent(office)
    assert shown is not None
    return str(shown["since"])


def test_a_sent_file_is_remembered_with_day_and_recipient(school: Office) -> None:
    assert sent(school) is None
    school.sent("bao-cao.pdf")
    assert sent(school) == {
        "day": "2024-10-10",
        "recipient": "03394",
        "revision": 1,
        "issue": 1,
        "file": "bao-cao.pdf",
        "since": "same",
    }


def test_an_edit_after_sending_is_told_until_it_is_sent_again(school: Office) -> None:
    school.report(2)
    school.fill(figures={"1.1": {"count": 3}})
    assert since(school) == "edited"
    freeze(school.workspace)
    assert since(school) == "edited"
    school.sent()
    assert since(school) == "same"


def test_an_edit_taken_back_was_none(school: Office) -> None:
    school.report(2)
    school.fill(figures={"1.1": {"count": 3}})
    school.fill(figures={"1.1": {"count": 2}})
    assert since(school) == "same"


def test_a_number_or_a_scan_that_came_later_is_told(school: Office) -> None:
    school.report(2)
    school.fill(signoff={"number": "12"})
    assert since(school) == "signed"
    freeze(school.workspace)  # the final print carries the number, the sent file does not
    assert since(school) == "signed"
    school.sent()
    assert since(school) == "same"
    Image.new("L", (20, 30)).save(school.folder / "quet.jpg")
    attach_scan(school.workspace, school.folder / "quet.jpg")
    assert since(school) == "signed"


def test_a_report_from_below_that_came_after_sending_is_told(offices: Offices) -> None:
    school, commune = offices("TH-A"), offices("03394")
    commune.sent()
    commune.receive(school.report(2))
    assert since(commune) == "edited"


def test_what_could_not_be_written_was_not_sent(school: Office) -> None:
    with pytest.raises(KnownError):
        school.sent("khong-co/a.pdf")
    assert sent(school) is None
