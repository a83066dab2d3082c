"""What a listed backup is worth."""

from __future__ import annotations

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.backing_up import make_backup
from lcweek_desktop.services.backup.listing import BackupState, backups
from lcweek_desktop.services.backup.restoring import restore
from lcweek_desktop.services.backup.words import state_text
from tests.disk import open_to_all, withheld
from tests.services.installation import Installation, school


def test_a_backup_that_another_program_holds_is_not_called_damaged() -> None:
    with open_to_all() as folder:
        with Installation(folder / "home") as site:
            site.add(school("a"))
            make_backup(site.context)
        (listed,) = backups(folder / "home")
        assert listed.state is BackupState.GOOD
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777)
        with withheld(listed.backup.path):
            (held,) = backups(folder / "home")
            assert (held.state, held.is_whole) == (BackupState.BUSY, False)
            assert state_text(held.state) == "đang bị chương trình khác giữ"
            with pytest.raises(KnownError) as refused:
                restore(folder / "home", listed.backup)
            assert refused.value.code == "backup-busy"
        assert [each.state for each in backups(folder / "home")] == [BackupState.GOOD]
