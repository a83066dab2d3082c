"""Where a new revision differs in words from the one before it."""

from __future__ import annotations

from lcweek_desktop.domain.word_changes import Change, Kind
from lcweek_desktop.services.receiving.received_items import ReceivedItem, received_items
from lcweek_desktop.services.receiving.text_changes import TextChange, text_changes
from tests.services.office import Office


def changes(office: Office, item: ReceivedItem) -> tuple[TextChange, ...]:
    assert item.unit is not None
    assert item.held_id is not None
    assert item.other_id is not None
    return text_changes(office.workspace, item.unit.id, item.held_id, item.other_id)


def test_the_words_that_a_new_revision_changed_are_told_at_their_places(
    commune: Office, school: Office
) -> None:
    first = {"I.1": "Trường đã tổ chức lễ khai mạc.", "I.2": "Giữ nguyên."}
    commune.receive(school.report(2, narrative=first))
    second = {"I.1": "Trường đã tổ chức lễ phát động.", "II.1": "Thiếu sách."}
    school.fill(figures={"1.1": {"note": "cả lớp ghép"}}, narrative=second)
    commune.receive(school.send("b.lcweek"))
    (item,) = [each for each in received_items(commune.workspace) if each.revision == 2]
    found = {each.place: each.words for each in changes(commune, item)}
    one, two, three = found
    assert one.startswith("Phụ lục I, 1. ")
    assert found[one] == (
        Change(Kind.KEPT, "Trường đã tổ chức lễ "),
        Change(Kind.REMOVED, "khai mạc."),
        Change(Kind.ADDED, "phát động."),
    )
    assert found[two] == (Change(Kind.ADDED, "Thiếu sách."),)
    assert three.startswith("Phụ lục II, 1.1 ")
    assert found[three] == (Change(Kind.ADDED, "cả lớp ghép"),)


def test_reports_that_differ_in_figures_alone_have_the_same_words(commune: Office, school: Office) -> None:
    commune.receive(school.report(2), school.report(3, "b.lcweek"))
    (item,) = [each for each in received_items(commune.workspace) if each.revision == 2]
    assert changes(commune, item) == ()
