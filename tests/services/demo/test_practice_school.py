"""The made-up school that people try the program with: it is whole, and nothing of it leaves as a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from dev import ROOT
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.carrying import carry_steps
from lcweek_desktop.services.backup.moving import move_out
from lcweek_desktop.services.demo.practice_school import make_practice
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.output.sent_draft import send_draft
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.report.freezing import report_state
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.practice import discard_practice, practice_home
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, own_workspaces, set_up

FORMS = ROOT / "forms"


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[AppContext]:
    """The open practice folder of a data folder that is not there yet."""
    make_practice(tmp_path / "lcweek", FORMS)
    with open_context(practice_home(tmp_path / "lcweek"), FORMS) as context:
        yield context


def test_the_school_has_figures_a_narrative_and_photos(practice: AppContext) -> None:
    content = current_draft(open_workspace(practice)).content
    assert len(content.figures) > 10
    assert content.narrative
    assert [photo.caption for photo in content.photos if photo.caption] != []
    assert all(practice.store.blobs.get(photo.sha256)[:2] == b"\xff\xd8" for photo in content.photos)


@pytest.mark.parametrize(
    "way",
    [
        lambda context, file: send(open_workspace(context), file.with_suffix(".pdf")),
        lambda context, file: send(open_workspace(context), file.with_suffix(".lcweek")),
        lambda context, file: send_draft(open_workspace(context), file.with_suffix(".lcweek")),
        lambda context, file: [*carry_steps(context, file.with_suffix(".lcwbak"))],
        lambda context, file: move_out(context, file.with_suffix(".lcwmove"), "mot-mat-khau-dai"),
    ],
)
def test_nothing_that_another_machine_takes_leaves_it(
    practice: AppContext, tmp_path: Path, way: Callable[[AppContext, Path], object]
) -> None:
    with pytest.raises(KnownError) as refused:
        way(practice, tmp_path / "ra")
    assert refused.value.code == "practice-out"
    assert not [*tmp_path.glob("ra*")]


def test_its_final_paper_says_that_it_is_made_up_and_carries_no_code(
    practice: AppContext, tmp_path: Path
) -> None:
    workspace = open_workspace(practice)
    print_report(workspace, tmp_path / "ban-chinh.pdf", final=True)
    assert report_state(workspace).frozen
    print_report(workspace, tmp_path / "ban-sau.pdf", sums=True)
    for name in ("ban-chinh.pdf", "ban-sau.pdf"):
        pages = [page.get_textpage().get_text_range() for page in PdfDocument(tmp_path / name)]
        assert all("BẢN DÙNG THỬ" in page for page in pages)
        assert not any("Mã báo cáo" in page for page in pages)


def test_practising_again_begins_anew_and_the_real_data_are_not_touched(tmp_path: Path) -> None:
    home = tmp_path / "lcweek"
    with open_context(home, FORMS) as context:
        own = set_up(context, "2024", UnitSetup("03394", "Xã Thèn Sin", "xa"))
    for _ in range(2):
        make_practice(home, FORMS)
    discard_practice(home)
    assert not practice_home(home).exists()
    discard_practice(home)  # there is nothing to discard
    with open_context(home, FORMS) as context:
        assert own_workspaces(context) == (own,)


def test_a_folder_of_that_name_that_is_not_for_practice_stays(tmp_path: Path) -> None:
    mine = practice_home(tmp_path) / "thư của tôi.txt"
    mine.parent.mkdir()
    mine.write_text("giữ", encoding="utf-8")
    discard_practice(tmp_path)
    assert mine.read_text(encoding="utf-8") == "giữ"
