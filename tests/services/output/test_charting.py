"""The chart of a district's sums, read back; with last year's when its reports are in the data folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.output import charting
from lcweek_desktop.services.output.charting import chart_pdf, charted_cell, write_chart
from lcweek_desktop.services.report.filling import fill
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from tests.documents.reading import squeezed, whole_text
from tests.factories import FORM
from tests.services import decimal_year, three_tiers
from tests.services.conftest import Offices
from tests.services.installation import DISTRICT, Installation
from tests.services.office import Office


def test_sections_and_units_have_their_bars(tmp_path: Path) -> None:
    with Installation(three_tiers.received_by_district(tmp_path)) as installation:
        workspace = installation.workspace(DISTRICT)
        installation.fill(DISTRICT, {"figures": {"1.1": {"count": 16}, "10.1": {"count": 5_000_000}}})
        text = whole_text(chart_pdf(workspace))
        by_unit = whole_text(chart_pdf(workspace, [charted_cell(FORM, "2.count")]))
    for words in (
        "Đã tính 5/12 đơn vị trực thuộc.",
        "10. Kinh phí (đồng)",
        "5.000.000",
        "Thành phố Lai Châu (đơn vị tự nhập)",
        "Phường Quyết Thắng",
        "Trường G",
    ):
        assert squeezed(words) in text
    assert squeezed(sentence("remark-older", units="Trường A")) in text
    assert text.count(squeezed("Trường A")) == 1
    assert by_unit.index(squeezed("Theo đơn vị: 2")) < by_unit.index(squeezed("Số lượng: Số lớp"))


def test_last_year_is_shown_where_it_is_held(tmp_path: Path) -> None:
    forms = tmp_path / "forms"
    shutil.copytree(ROOT / "forms" / "2024", forms / "2024")
    shutil.copytree(ROOT / "forms" / "2024", forms / "2023")
    campaign = forms / "2023" / "campaign.toml"
    text = campaign.read_text(encoding="utf-8")
    for old, new in (('id = "2024"', 'id = "2023"'), ("year = 2024", "year = 2023"), ("= 2024-", "= 2023-")):
        text = text.replace(old, new)
    campaign.write_text(text, encoding="utf-8")
    entry, drawn = tmp_path / "nhap.json", {}
    with open_context(tmp_path / "xa", forms) as context:
        for year, count in (("2023", 321), ("2024", 654)):
            entry.write_text(f'{{"figures": {{"2": {{"count": {count}}}}}}}', encoding="utf-8")
            commune = set_up(context, year, UnitSetup("03394", "Xã Thèn Sin", "xa"))
            fill(commune, entry)
            drawn[year] = whole_text(chart_pdf(commune))
    assert "321" in drawn["2023"] and "Năm2023" not in drawn["2023"]
    for words in ("321", "654", "Năm2023", "Năm2024"):
        assert words in drawn["2024"]


def test_without_last_year_nothing_is_said_of_it(commune: Office) -> None:
    commune.fill(figures={"2": {"count": 7}})
    assert "Năm2023" not in whole_text(chart_pdf(commune.workspace))


def test_a_unit_with_nothing_to_show_gets_a_page_that_says_so(commune: Office) -> None:
    assert "Chưacósốliệu." in whole_text(chart_pdf(commune.workspace))


@pytest.mark.parametrize("name", ["2.people", "99.count", "2", ""])
def test_a_cell_without_numbers_is_refused(name: str) -> None:
    with pytest.raises(KnownError) as caught:
        charted_cell(FORM, name)
    assert caught.value.code == "chart-cell"


def test_a_chart_is_a_pdf_and_nothing_else(commune: Office) -> None:
    with pytest.raises(KnownError) as caught:
        write_chart(commune.workspace, commune.folder / "bieu-do.xlsx")
    assert caught.value.code == "export-kind"
    assert not [*commune.folder.iterdir()]


@pytest.mark.parametrize(
    ("cell", "rest"),
    [
        ("A.1.money", "2 đơn vị còn lại 11,5"),
        ("B.count", "1 đơn vị còn lại 120"),
        ("A.1.rate", "Xã Bến Đá (đơn vị tự nhập) 98,5 2 đơn vị còn lại"),
    ],
)
def test_units_without_a_bar_are_added_as_the_form_adds_or_have_no_number(
    cell: str, rest: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(charting, "_MAX_BARS", 1)
    decimal_year.received_by_commune(tmp_path)
    with decimal_year.machine(tmp_path, decimal_year.COMMUNE) as commune:
        text = whole_text(chart_pdf(commune.workspace, [charted_cell(commune.form, cell)]))
    panel = text.partition(squeezed("Kết quả: Số lượng"))[0]
    assert panel.endswith(squeezed(rest))


def test_a_section_of_several_units_of_measurement_has_no_scale_of_its_own(
    offices: Offices, tmp_path: Path
) -> None:
    """One of the units has a limit of its own, as đồng has, and as % has in other years."""
    forms = tmp_path / "forms"
    shutil.copytree(ROOT / "forms" / "2024", forms / "2024")
    table = forms / "2024" / "phu-luc-2.toml"
    text = table.read_text(encoding="utf-8")
    limits = text.replace("[limits.by_unit]\n", '[limits.by_unit]\n"tập thể" = 1_000\n')
    table.write_text(limits, encoding="utf-8", newline="\n")
    commune = offices("03394", forms=forms)
    commune.fill(figures={"4.1": {"count": 7}, "4.3": {"count": 250}})
    drawn = whole_text(chart_pdf(commune.workspace))
    assert squeezed("4.3. Số sách đã tặng cho các trường học, thư viện (quyển) 250") in drawn
