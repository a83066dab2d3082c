"""Bảng theo dõi: each unit below once, in one state, at any depth, as of any day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from lcweek_desktop.domain.directory_changes import Contact
from lcweek_desktop.services.receiving.board import Board, Source, board
from lcweek_desktop.services.receiving.board_words import marks, status_name, unread_lines
from lcweek_desktop.services.receiving.directory_changes import carry_out, set_contact
from lcweek_desktop.services.receiving.reminders import missing_branches, reminders
from lcweek_desktop.services.receiving.unknown_units import add_unknown_units
from lcweek_desktop.services.receiving.unread import unread
from lcweek_desktop.services.summing.reporting_status import SENT, ReportingStatus
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from tests.services.conftest import Offices
from tests.services.installation import DISTRICT, Installation
from tests.services.office import Office
from tests.services.spoiled import spoil
from tests.services.three_tiers import code_of, received_by_district

IN_TIME, LAST_DAY, LATE = datetime(2024, 10, 12, 9), datetime(2024, 10, 19, 23, 59), datetime(2024, 10, 21, 8)


def on(office: Office, now: datetime) -> Office:
    """`office` at the time `now`."""
    workspace = replace(office.workspace, context=replace(office.context, now=lambda: now))
    return Office(workspace, office.folder)


def states(shown: Board) -> dict[str, str]:
    """The state of each unit directly below or deeper, by code."""
    assert sum(shown.counts.values()) == len(shown.units)
    return {each.unit.code: each.status.value for each in shown.units}


def test_each_unit_is_in_one_state_and_the_states_add_up(offices: Offices, commune: Office) -> None:
    school = offices("TH-B")
    commune.receive(offices("TH-A").report(3), school.report(3))
    school.fill(figures={"1.1": {"people": None}})
    commune.receive(school.send())
    assert states(board(commune.workspace)) == {"TH-A": "received", "TH-B": "waiting", "TH-C": "missing"}


def test_late_is_what_came_first_after_the_deadline_by_the_receivers_day(
    offices: Offices, commune: Office
) -> None:
    school = offices("TH-A")
    on(commune, LAST_DAY).receive(school.report(3))
    late = on(commune, LATE)
    late.receive(offices("TH-B").report(3), school.report(4, "sau.lcweek"))
    shown = board(late.workspace)
    assert states(shown) == {"TH-A": "received", "TH-B": "late", "TH-C": "overdue"}
    assert [(each.day, each.revision) for each in shown.units if each.status in SENT] == [
        (LATE.date(), 1),
        (LAST_DAY.date(), 2),
    ]


def test_a_reminder_names_whom_to_call_where_that_is_known(commune: Office) -> None:
    carry_out(set_contact(commune.workspace, "TH-A", Contact("Cô Mai", "0912 345 678")))
    text = reminders(commune.workspace, board(commune.workspace))
    assert "- Trường Tiểu học Thèn Sin (Cô Mai, 0912 345 678)\n" in text
    assert "- Trường THCS Thèn Sin\n" in text


def test_a_past_day_shows_what_had_come_by_then(offices: Offices, commune: Office) -> None:
    school = offices("TH-A")
    on(commune, IN_TIME).receive(school.report(3))
    late = on(commune, LATE)
    late.receive(offices("TH-B").report(3), school.report(4, "sau.lcweek"))
    before = board(late.workspace, date(2024, 10, 11))
    assert states(before) == {"TH-A": "missing", "TH-B": "missing", "TH-C": "missing"}
    between = board(late.workspace, date(2024, 10, 20))
    assert states(between) == {"TH-A": "received", "TH-B": "overdue", "TH-C": "overdue"}
    (sent,) = between.with_status(*SENT)
    assert (sent.day, sent.revision) == (IN_TIME.date(), None)  # the report that counts came later
    assert board(late.workspace).sent_by_day == ((IN_TIME.date(), 1), (LATE.date(), 2))
    assert between.sent_by_day == ((IN_TIME.date(), 1),)


def test_a_province_sees_communes_and_schools_of_all_depths(
    offices: Offices, commune: Office, district: Office
) -> None:
    on(commune, IN_TIME).receive(offices("TH-A").report(3))
    on(district, IN_TIME).receive(commune.report(1))
    province = on(offices("12"), LATE)
    province.receive(district.report(1))
    shown = board(province.workspace)
    found = states(shown)
    assert [found[code] for code in ("106", "03394", "TH-A")] == ["late", "late", "late"]
    assert (found["TH-B"], found["TH-D"], found["105"]) == ("overdue", "overdue", "overdue")
    by_code = {str(each.unit.code): each for each in shown.units}
    assert [(by_code[code].depth, by_code[code].holder) for code in ("106", "03394", "TH-A")] == [
        (1, ""),
        (2, "Huyện Tam Đường"),
        (3, "Xã Thèn Sin"),
    ]
    codes = [str(each.unit.code) for each in shown.units]
    assert codes.index("106") < codes.index("03394") < codes.index("TH-A")
    assert len(shown.units) == len(set(codes)) > 100


def test_a_unit_that_only_the_report_of_another_lists_is_told_apart(tmp_path: Path) -> None:
    with Installation(received_by_district(tmp_path)) as district:
        workspace = district.workspace(DISTRICT)
        workspace.store.units.remove(workspace.directory.get(code_of("b")).id)
        shown = {str(each.unit.code): each for each in board(workspace).units}
    apart = shown[code_of("b")]
    assert (apart.is_listed, apart.source, apart.status) == (False, Source.INSIDE, ReportingStatus.RECEIVED)
    assert [*marks(apart)] == ["trong báo cáo của Phường Quyết Thắng", "ngoài danh mục"]
    newer = shown[code_of("a")]  # than the one in the report of its commune; which counts is asked
    assert (newer.source, newer.status) == (Source.DIRECT, ReportingStatus.WAITING)


def test_a_report_without_figures_is_told_as_empty(offices: Offices, commune: Office) -> None:
    commune.receive(offices("TH-A").send(), offices("TH-B").report(0))
    shown = {str(each.unit.code): each for each in board(commune.workspace).units}
    assert [*marks(shown["TH-A"])] == ["báo cáo không có số liệu"]
    assert not shown["TH-B"].is_empty  # a zero is a figure


def test_a_unit_of_a_file_that_was_set_aside_waits_until_it_is_added(
    offices: Offices, commune: Office, tmp_path: Path
) -> None:
    context = offices("TH-A", "2").context
    new = Office(set_up(context, "2024", UnitSetup(None, "Trường số 10", "truong", "03394")), tmp_path)
    commune.receive(new.report(2))
    (apart,) = board(commune.workspace).with_status(ReportingStatus.WAITING)
    assert (apart.unit.name, apart.source, apart.is_listed) == ("Trường số 10", Source.UNLISTED, False)
    assert not board(commune.workspace, date(2024, 10, 9)).with_status(ReportingStatus.WAITING)
    list(add_unknown_units(commune.workspace, [apart.unit.code]))
    assert len(board(commune.workspace).units) == 4


def test_what_is_damaged_is_told(offices: Offices, commune: Office) -> None:
    commune.receive(offices("TH-A").report(3))
    spoil(commune, "held", "filled = 9 WHERE unit_code = 'TH-A'")
    assert states(board(commune.workspace))["TH-A"] == "damaged"


def test_reminders_go_to_each_branch(offices: Offices, district: Office) -> None:
    shown = board(on(district, IN_TIME).workspace)
    branches = missing_branches(district.workspace, shown)
    assert [branch.above.name for branch in branches[:1]] == ["Huyện Tam Đường"]
    assert "Xã Thèn Sin" in [unit.name for unit in branches[0].missing]
    text = reminders(district.workspace, shown, ["03394"])
    assert text.startswith("[Huyện Tam Đường]\nKính gửi:\n- Xã Thèn Sin\n\n")
    assert "[Xã Thèn Sin]\nKính gửi:\n- Trường Mầm non Thèn Sin\n- Trường THCS Thèn Sin\n" in text
    assert reminders(district.workspace, shown, ["TH-A"]).startswith(
        "Kính gửi:\n- Trường Tiểu học Thèn Sin\n\n"
    )


def test_names_of_states_say_nothing_of_time_without_a_deadline(commune: Office) -> None:
    campaign = commune.form.campaign
    assert status_name(ReportingStatus.RECEIVED, campaign) == "Đúng hạn"
    assert status_name(ReportingStatus.RECEIVED, replace(campaign, deadline=None)) == "Đã nhận"


def test_who_is_known_only_from_a_mail_that_could_not_be_read_has_a_line(
    offices: Offices, commune: Office
) -> None:
    letter = EmailMessage(policy=SMTP)
    letter["From"], letter["To"], letter["Subject"] = "Vàng A <va@truong.vn>", "xa@laichau.gov.vn", "Báo cáo"
    for name in ("a.txt", "b.txt"):
        letter.add_attachment(name.encode(), maintype="application", subtype="octet-stream", filename=name)
    file = commune.folder / "thu.eml"
    file.write_bytes(letter.as_bytes())
    lone = commune.folder / "le.txt"
    lone.write_text("x", encoding="utf-8")
    on(commune, LATE).receive(file, lone, offices("TH-A").report(3))
    shown = board(on(commune, LATE).workspace)
    (sender,) = {each.sender for each in unread(commune.workspace)} - {""}
    assert (shown.unread, shown.senders) == (3, ((sender, 2),))
    assert [*unread_lines(shown)] == [
        "Có 3 tệp không đọc được, chưa rõ của đơn vị nào.",
        f"Thư của {sender}: 2 tệp không đọc được.",
    ]
    assert board(on(commune, LATE).workspace, IN_TIME.date()).senders == ()
