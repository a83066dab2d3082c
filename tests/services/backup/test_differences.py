"""What restoring would change is said of reports, received reports and decisions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.services.backup.backing_up import MANY_FILES, BackupReason, make_backup
from lcweek_desktop.services.backup.difference_lines import difference_lines
from lcweek_desktop.services.backup.differences import differences, differences_closed
from lcweek_desktop.services.backup.listing import Backup, BackupState, backups, newest_good
from lcweek_desktop.services.backup.restoring import restore
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.workspace.context import open_context
from tests.kills import FORMS
from tests.services.installation import COMMUNE, DISTRICT, Installation, listed, school
from tests.services.kinds_offices import open_offices

A, B = school("a"), school("b")


def sent(folder: Path, unit_letter: str, count: int) -> Path:
    unit = school(unit_letter)
    with Installation(folder / unit_letter) as installation:
        installation.add(unit)
        installation.fill(unit.code, {"figures": {"2": {"count": count}}})
        installation.send(unit.code, folder / f"{unit_letter}.lcweek")
    return folder / f"{unit_letter}.lcweek"


def test_nothing_differs_from_a_backup_made_now(tmp_path: Path) -> None:
    with Installation(tmp_path / "xa") as installation:
        installation.add(listed(COMMUNE), [A, B])
        installation.fill(COMMUNE, {"figures": {"2": {"count": 5}}, "narrative": {"I.1": "Lời."}})
        made = make_backup(installation.context)
        found = differences(installation.context, made.backup)
    assert found.are_none
    (line,) = difference_lines(found)
    assert line == "Báo cáo, danh mục đơn vị, tệp đã nhận và quyết định trong bản sao lưu giống hiện nay."


def test_what_was_received_and_decided_since_is_named(tmp_path: Path) -> None:
    first, second = sent(tmp_path, "a", 1), sent(tmp_path, "b", 2)
    with Installation(tmp_path / "xa") as installation:
        installation.add(listed(COMMUNE), [A, B])
        installation.receive(COMMUNE, first, confirm_keys=True)
        made = make_backup(installation.context)
        installation.receive(COMMUNE, second, confirm_keys=True)
        installation.send(COMMUNE, tmp_path / "xa.lcweek")
        found = differences(installation.context, made.backup)
        lines = difference_lines(found)
    assert [(each.name, each.revision, each.only_now) for each in found.received] == [(B.name, 1, True)]
    assert found.decisions == (2, 1)
    assert [(each.revisions, each.sendings) for each in found.reports] == [((1, 0), (1, 0))]
    assert lines == (
        "Phường Quyết Thắng, kỳ 2024: hiện có 1 lần gửi, trong bản sao lưu có 0.",
        "Phường Quyết Thắng, kỳ 2024: hiện đã chốt đến bản số 1, trong bản sao lưu chưa chốt bản nào.",
        "1 báo cáo đã nhận không có trong bản sao lưu, cần nhận lại: Trường B (bản số 1).",
        "Quyết định và xác nhận khóa: hiện có 2, trong bản sao lưu có 1.",
    )


def test_units_that_were_added_renamed_or_moved_since_are_named(tmp_path: Path) -> None:
    with Installation(tmp_path / "huyen") as installation:
        installation.add(listed(DISTRICT), [A, B])
        made = make_backup(installation.context)
        directory = installation.workspace(DISTRICT).directory
        moved, ward = replace(B, parent=UnitCode("03387")), directory.get(COMMUNE)
        installation.context.store.units.add(
            [replace(A, name="Trường A mới"), moved, school("c"), replace(ward, name="Phường Mới")]
        )
        found = differences(installation.context, made.backup)
        lines = difference_lines(found)
    assert [(each.now is None, each.then is None) for each in found.units] == [
        (False, False),
        (False, False),
        (False, False),
        (False, True),
    ]
    assert lines == (
        "1 đơn vị trong danh mục không có trong bản sao lưu: Trường C.",
        "3 đơn vị trong danh mục có thông tin khác: Phường Mới: trong bản sao lưu tên là Phường Quyết Thắng; "
        "Trường A mới: trong bản sao lưu tên là Trường A; Trường B: đơn vị cấp trên hiện nay: "
        f"{directory.get('03387').name}, trong bản sao lưu: Phường Quyết Thắng.",
    )


def test_files_that_were_set_aside_since_are_named_and_only_those(tmp_path: Path) -> None:
    file = sent(tmp_path, "a", 1)
    home = tmp_path / "huyen"
    with Installation(home) as installation:
        installation.add(listed(DISTRICT))
        empty = make_backup(installation.context)
        (result,) = installation.receive(DISTRICT, file)
        assert result.verdict is ReceiveVerdict.SET_ASIDE
        found = differences(installation.context, empty.backup)
        assert "1 tệp để riêng không có trong bản sao lưu: a.lcweek." in difference_lines(found)
    kept = restore(home, empty.backup).kept
    assert kept is not None
    lines = difference_lines(differences_closed(home, FORMS, kept))
    assert "1 tệp để riêng chỉ có trong bản sao lưu: a.lcweek." in lines


def test_numbers_with_decimals_are_said_as_they_are_printed(tmp_path: Path) -> None:
    with open_offices(tmp_path) as offices:
        library = offices("K111")
        library.fill(figures={"A.1": {"money": "1,5", "rate": 98}})
        made = make_backup(library.context)
        library.fill(figures={"A.1": {"money": "1.234,0", "rate": None}})
        lines = difference_lines(differences(library.context, made.backup))
    assert lines == (
        "Thư viện Bến Đá, kỳ 2032: 2 ô số liệu khác: "
        "A.1 (Kinh phí (triệu đồng)) hiện 1.234,0, bản sao lưu 1,5; "
        "A.1 (Tỷ lệ (%)) hiện để trống, bản sao lưu 98,0.",
    )


def test_after_going_back_what_was_there_is_only_in_the_backup(tmp_path: Path) -> None:
    file = sent(tmp_path, "a", 1)
    home = tmp_path / "xa"
    with Installation(home) as installation:
        installation.add(listed(COMMUNE), [A, B])
        empty = make_backup(installation.context)
        installation.receive(COMMUNE, file, confirm_keys=True)
    kept = restore(home, empty.backup).kept
    assert kept is not None
    found = differences_closed(home, FORMS, kept)
    assert [(each.name, each.only_now) for each in found.received] == [(A.name, False)]
    assert restore(home, kept).kept is not None
    with open_context(home, FORMS) as context:
        assert differences(context, kept).are_none


def test_before_many_files_a_backup_is_made_and_before_few_none(tmp_path: Path) -> None:
    file = sent(tmp_path, "a", 1)
    with Installation(tmp_path / "xa") as installation:
        installation.add(listed(COMMUNE), [A, B])
        installation.receive(COMMUNE, *[file] * (MANY_FILES - 1))
        assert [*backups(installation.home)] == []
        installation.receive(COMMUNE, *[file] * MANY_FILES)
        (only,) = backups(installation.home)
        assert (only.backup.reason, only.state) == (BackupReason.RECEIVING, BackupState.GOOD)
        assert newest_good(installation.home) == only.backup
        assert isinstance(only.backup, Backup)
