"""Files for people are written whole or not at all; a failed or interrupted export leaves the old file."""

from __future__ import annotations

from pathlib import Path

import pytest

from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.workspace.export import make_folder, write_file
from tests import disk
from tests.disk import open_to_all, without_rights
from tests.services.office import Office


def refusal(target: Path, data: bytes = b"new") -> str:
    with pytest.raises(KnownError) as refused:
        write_file(target, data)
    return refused.value.code


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "báo cáo.pdf"
    target.write_bytes(b"old")
    write_file(target, b"new")
    assert (target.read_bytes(), listed(tmp_path)) == (b"new", ["báo cáo.pdf"])


def test_a_file_that_reads_back_wrong_is_given_up(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def disagree(written: bytes) -> None:
        assert written == b"new"
        raise KnownError("bundle-container")

    with pytest.raises(BugError) as broken:
        write_file(target, b"new", disagree)
    assert broken.value.code == "export-proof"
    assert (target.read_bytes(), listed(tmp_path)) == (b"old", ["a.pdf"])


def test_an_interruption_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def interrupt(_: bytes) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_file(target, b"new", interrupt)
    assert (target.read_bytes(), listed(tmp_path)) == (b"old", ["a.pdf"])


def test_what_an_earlier_power_cut_left_is_written_over(tmp_path: Path) -> None:
    def cut(_: bytes) -> None:
        [temporary] = tmp_path.iterdir()
        left.append(temporary)
        raise KeyboardInterrupt

    left: list[Path] = []
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.pdf", b"new", cut)
    left[0].write_bytes(b"half")
    write_file(tmp_path / "a.pdf", b"new")
    assert listed(tmp_path) == ["a.pdf"]


def test_a_name_as_long_as_the_system_takes_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 251 + ".pdf")
    write_file(target, b"new")
    assert listed(tmp_path) == [target.name]


def test_a_folder_that_is_missing_says_so(tmp_path: Path) -> None:
    assert refusal(tmp_path / "khong-co" / "a.pdf") == "export-folder"
    (tmp_path / "tep").write_bytes(b"")
    assert refusal(tmp_path / "tep" / "a.pdf") == "export-folder"


def test_a_target_that_is_a_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    assert refusal(tmp_path / "a.pdf") == "export-denied"
    assert listed(tmp_path) == ["a.pdf"]


def test_a_name_that_no_system_takes_says_so(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        write_file(tmp_path / ("x" * 300 + ".pdf"), b"new")
    assert refused.value.code == "export-failed"
    assert "quá dài" in refused.value.message
    assert listed(tmp_path) == []


def test_a_folder_cannot_be_made_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")
    for folder, code in ((tmp_path / "tep", "export-denied"), (tmp_path / "tep" / "sau", "export-folder")):
        with pytest.raises(KnownError) as refused:
            make_folder(folder)
        assert refused.value.code == code


def test_a_read_only_folder_refuses_and_the_old_file_stays() -> None:
    with open_to_all() as folder:
        (folder / "a.pdf").write_bytes(b"old")
        folder.chmod(0o555)
        with without_rights():
            assert refusal(folder / "a.pdf") == "export-denied"
            assert (folder / "a.pdf").read_bytes() == b"old"
        folder.chmod(0o755)


def test_a_folder_that_may_be_written_but_not_read_takes_the_file() -> None:
    with open_to_all() as folder:
        folder.chmod(0o333)
        with without_rights():
            write_file(folder / "a.pdf", b"new")
        folder.chmod(0o755)
        assert (folder / "a.pdf").read_bytes() == b"new"


def test_a_full_disk_says_so_and_the_old_file_stays(small_disk: Path) -> None:
    target = small_disk / "a.pdf"
    target.write_bytes(b"old")
    assert refusal(target, bytes(3_000_000)) == "export-full"
    assert (target.read_bytes(), listed(small_disk)) == (b"old", ["a.pdf"])


def test_a_disk_that_is_locked_says_so_and_the_old_file_stays(small_disk: Path) -> None:
    target = small_disk / "a.pdf"
    target.write_bytes(b"old")
    disk.lock(small_disk)
    assert refusal(target) == "export-denied"
    assert target.read_bytes() == b"old"


# Through the use cases


@pytest.mark.parametrize("name", ["a.odt", "a", "a.pdf.exe", ".lcweek"])
def test_a_file_of_another_kind_is_refused_before_anything_is_frozen(school: Office, name: str) -> None:
    with pytest.raises(KnownError) as refused:
        school.send(name)
    assert (refused.value.code, ".pdf hoặc .lcweek" in refused.value.message) == ("export-kind", True)
    with pytest.raises(KnownError) as refused:
        print_report(school.workspace, school.folder / name, final=True)
    assert (refused.value.code, ".pdf, .docx hoặc .xlsx" in refused.value.message) == ("export-kind", True)
    assert (school.shown()["state"], listed(school.folder)) == ("draft", [])


def test_a_failed_sending_leaves_the_old_file_and_can_be_done_again(school: Office) -> None:
    old = school.report(2)
    before = old.read_bytes()
    school.fill(figures={"1.1": {"count": 3}})
    with pytest.raises(KnownError) as refused:
        school.send("khong-co/bao-cao.lcweek")
    assert refused.value.code == "export-folder"
    assert old.read_bytes() == before
    assert school.sent().revision == 2
