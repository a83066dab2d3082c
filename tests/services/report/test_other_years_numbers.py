"""Last year's numbers are set beside this year's only where both count alike."""

from __future__ import annotations

import shutil
from pathlib import Path

from lcweek_desktop.services.output.charting import chart_pdf, charted_cell
from lcweek_desktop.services.report.checking import check_basis, check_report
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from tests.documents.reading import whole_text
from tests.services.decimal_year import LIBRARY_ENTRY
from tests.services.kinds_offices import FORMS, NOW
from tests.services.office import Office
from tests.ui.cells import cell


def two_years(folder: Path) -> Path:
    """2032 and, after it, 2033: the same form but for the money, which is counted in whole numbers."""
    forms = folder / "forms"
    for year in ("2032", "2033"):
        shutil.copytree(FORMS / "2032", forms / year)
    rewrite(forms / "2033" / "campaign.toml", ('id = "2032"', 'id = "2033"'), ("year = 2032", "year = 2033"))
    money = 'label = "Kinh phí (triệu đồng)"\n'
    rewrite(forms / "2033" / "phu-luc-2.toml", (f"{money}decimals = 1\n", f"{money}decimals = 0\n"))
    return forms


def rewrite(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8", newline="\n")


def test_a_year_that_counted_in_other_steps_is_not_compared(tmp_path: Path) -> None:
    forms = two_years(tmp_path)
    with open_context(tmp_path / "may", forms, lambda: NOW) as context:
        setup = UnitSetup("K", "Tỉnh Hồ Xanh", "tinh")
        before = Office(set_up(context, "2032", setup), tmp_path)
        before.fill(**LIBRARY_ENTRY)
        freeze(before.workspace)
        now = Office(set_up(context, "2033", setup), tmp_path)
        now.fill(figures={"A.1": {"count": 120, "money": 150, "rate": "980,0"}})
        last = check_basis(now.workspace).last_year
        assert last is not None and cell("A.1", "money") not in last
        assert (last[cell("A.1")], last[cell("A.1", "rate")]) == (12, 980)
        told = {
            each.place: each.sentence for each in check_report(now.workspace) if each.check == "gap-nam-truoc"
        }
        assert told == {
            "A.1.count": "A.1 “Đọc tại thư viện”, Số lượng: 120 ít nhất gấp 10 lần năm trước (12).",
            "A.1.rate": "A.1 “Đọc tại thư viện”, Tỷ lệ (%): 980,0 ít nhất gấp 10 lần năm trước (98,0).",
        }
        drawn = {
            measure: whole_text(chart_pdf(now.workspace, [charted_cell(now.form, f"A.1.{measure}")]))
            for measure in ("money", "rate")
        }
    assert "150" in drawn["money"] and "1,5" not in drawn["money"].partition("Kếtquả")[0]
    assert "980,0" in drawn["rate"] and "98,0" in drawn["rate"].replace("980,0", "").partition("Kếtquả")[0]
