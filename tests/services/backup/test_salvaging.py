"""A data folder that does not open: the ways on, and what is written of what can still be read."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.listing import chosen_backup, newest_good
from lcweek_desktop.services.backup.restoring import restore
from lcweek_desktop.services.backup.salvaging import rescue, salvage
from lcweek_desktop.services.output.remains import RECEIVED_FOLDER, write_remains
from lcweek_desktop.services.report.filling import describe_report
from lcweek_desktop.services.summing.reporting_status import reporting_progress
from tests.services.damaged_home import FORMS, used_home
from tests.services.installation import DISTRICT, Installation


def now() -> datetime:
    return datetime(2024, 10, 12, 8, 30)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return used_home(tmp_path_factory.mktemp("used"))


@pytest.fixture
def home(used: Path, tmp_path: Path) -> Path:
    """A used data folder whose database does not open."""
    home = tmp_path / "huyen"
    shutil.copytree(used, home)
    database = home / "lcweek.db"
    database.write_bytes(bytes(100) + database.read_bytes()[100:])
    return home


def test_the_newest_good_backup_is_compared_with_what_can_still_be_read(home: Path) -> None:
    found = rescue(home, FORMS, now)
    assert found.newest is not None and found.salvaged is not None
    assert found.newest == newest_good(home) == chosen_backup(home, None)
    assert found.newest != found.salvaged.backup
    assert found.salvaged.lost == 0
    assert any("3 (Số lớp/số cuộc thi) hiện 4, bản sao lưu để trống" in line for line in found.differences)


def test_without_a_backup_there_is_what_can_still_be_read(home: Path) -> None:
    shutil.rmtree(home / "backups")
    found = rescue(home, FORMS, now)
    assert (found.newest, found.differences) == (None, ())
    assert found.salvaged is not None
    restore(home, found.salvaged.backup)
    with Installation(home) as district:
        workspace = district.workspace(DISTRICT)
        assert describe_report(workspace)["damaged"] == []
        assert len(reporting_progress(workspace).received) == 5


def test_where_nothing_can_be_read_the_backup_is_left(home: Path) -> None:
    (home / "lcweek.db").write_bytes(b"")
    found = rescue(home, FORMS, now)
    assert found.salvaged is None and found.newest is not None
    assert found.differences
    with pytest.raises(KnownError) as caught:
        salvage(home, now)
    assert caught.value.code == "salvage-none"


def test_what_can_still_be_read_is_written_for_people_and_the_rest_is_named(
    home: Path, tmp_path: Path
) -> None:
    lost = min((home / "blobs").rglob("*/*"))
    lost.write_bytes(b"damaged")
    written = write_remains(home, FORMS, salvage(home, now).backup, tmp_path / "cuu")
    names = {file.name for file in written.files if file.parent == tmp_path / "cuu"}
    assert names == {f"2024-{DISTRICT}.{kind}" for kind in ("pdf", "docx", "xlsx", "json")}
    entry = json.loads((tmp_path / "cuu" / f"2024-{DISTRICT}.json").read_text(encoding="utf-8"))
    assert entry["figures"]["3"]["count"] == 4
    received = {file.name[9:] for file in (tmp_path / "cuu" / RECEIVED_FOLDER).iterdir()}
    assert {"xa.lcweek", "g-60.lcweek"} & received
    (problem,) = written.problems
    assert "bị hỏng" in problem and lost.name in problem
