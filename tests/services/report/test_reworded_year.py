"""A year in which every row is worded anew compares with the year before in all 41 of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from re import Match

import pytest

from dev import ROOT
from lcweek_desktop.domain.form import CellState, Form
from lcweek_desktop.domain.form_changes import ChangeKind, Effect, Part, form_changes
from lcweek_desktop.domain.report import Content
from lcweek_desktop.formdefs import load_form
from lcweek_desktop.services.output.charting import chart_pdf, charted_cell
from lcweek_desktop.services.report.checking import check_basis, check_report, save_draft
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.storage import Draft
from tests.documents.reading import whole_text
from tests.services.installation import BEFORE_DEADLINE


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """The form of 2024, and that of 2025 with the same keys, in which no label of a row is as it was."""
    folder = tmp_path / "forms"
    for year in ("2024", "2025"):
        shutil.copytree(ROOT / "forms" / "2024", folder / year)
    rewrite(folder / "2025" / "campaign.toml", '^id = "2024"\nyear = 2024$', 'id = "2025"\nyear = 2025')
    label = re.compile('label = "[^"]*"')
    rewrite(
        folder / "2025" / "phu-luc-2.toml",
        r'^key = "([^"]*)"\ntt = (?:.*\n)*?cells',
        lambda row: label.sub(f'label = "Hoạt động mới {row[1]}"', row[0]),
    )
    return folder


def rewrite(file: Path, pattern: str, other: str | Callable[[Match[str]], str]) -> None:
    text, number = re.subn(pattern, other, file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert number
    file.write_text(text, encoding="utf-8", newline="\n")


def every_cell(form: Form, number: int) -> Draft:
    """`number` in every open cell."""
    cells = [cell for cell in form.stored_cells if form.state(cell) is CellState.OPEN]
    return Draft(Content(dict.fromkeys(cells, number)))


def test_all_41_rows_are_kept_and_renamed_and_all_their_numbers_compare(forms: Path) -> None:
    before, after = load_form(forms / "2024"), load_form(forms / "2025")
    found = form_changes(before, after)
    renamed = [each for each in found.changes if each.part is Part.ROW]
    assert (found.kept, len(renamed)) == (41, 41)
    assert {(each.kind, each.effect) for each in renamed} == {(ChangeKind.RENAMED, Effect.HARMLESS)}
    assert {each.key for each in renamed} == before.row_by_key.keys()
    assert found.of(Effect.INCOMPARABLE) == ()
    assert all(after.counts_alike(cell, before) for cell in before.cells)


def test_every_number_of_last_year_stands_beside_this_years(forms: Path, tmp_path: Path) -> None:
    setup = UnitSetup("106", "Huyện Tam Đường", "huyen")
    with open_context(tmp_path / "may", forms, lambda: BEFORE_DEADLINE) as context:
        last = set_up(context, "2024", setup)
        entered = every_cell(last.form, 3)
        save_draft(last, entered)
        freeze(last)
        now = set_up(context, "2025", setup)
        save_draft(now, every_cell(now.form, 30))
        compared = check_basis(now).last_year
        told = [each for each in check_report(now) if each.check == "times-last-year"]
        drawn = whole_text(chart_pdf(now, [charted_cell(now.form, "1.12.count")]))
    assert compared == entered.content.figures
    assert {each.place for each in told} >= {str(cell) for cell in entered.content.figures}
    assert all("Hoạt động mới" in each.sentence for each in told)
    assert "Hoạtđộngmới1.12" in drawn and "Năm2024" in drawn
