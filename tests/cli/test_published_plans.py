"""Plans that were published for other years and provinces, as campaigns: entered, sent, summed, printed, and
read back from paper on the command line, with nothing but the TOML of each.

Where the plans are from is in tests/data/campaigns/*/campaign.toml; two invented years go the same way.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any, Final

import docx
import pytest

from dev import ROOT
from lcweek_desktop.domain.form import Cell, Form, RollUpKind, Row
from lcweek_desktop.domain.report import OwnLine
from lcweek_desktop.domain.unit import Directory, Unit
from lcweek_desktop.domain.values import number_json
from lcweek_desktop.formdefs import load_form, read_directory
from tests.cli.terminal import Capture, Terminal, captured
from tests.documents.reading import squeezed, whole_text
from tests.documents.xlsx.reading import opened
from tests.domain.recount import Sent, recounted
from tests.services.random_entries import Entry, random_entry
from tests.services.signed_paper import signed_page

DATA: Final = ROOT / "tests" / "data"
PLANS: Final = ("lang-son-2025", "ninh-thuan-2022", "ha-noi-2025", "2031", "2032")
TEXT: Final = "Đã triển khai đúng kế hoạch."


@dataclass
class Office:
    """A unit on its own machine: what it entered and sends, and the offices that report to it."""

    form: Form
    unit: Unit
    terminal: Terminal
    entry: Entry
    below: Sequence[Office] = ()
    printed: dict[str, Path] = field(default_factory=dict)

    def on(self, capture: Capture) -> Terminal:
        """Its machine, where `capture` takes down the output."""
        return Terminal(self.terminal.home, capture)

    @property
    def report(self) -> Sent:
        """Its report, for the independent count."""
        held = [(office.report, True) for office in self.below]
        return Sent(self.form, self.unit.code, (), 1, self.entry.figures, held)

    @property
    def lines(self) -> list[OwnLine]:
        """The own lines of its report: its own, then those of the units below."""
        return [*self.entry.lines, *(line for office in self.below for line in office.lines)]


@dataclass
class Story:
    """A campaign that went all the way up; `offices` are in the order in which they worked."""

    form: Form
    offices: Sequence[Office]

    @cached_property
    def sums(self) -> Mapping[str, Mapping[Cell, int | None]]:
        """What the report of each unit says, counted independently, by the unit's code."""
        return {office.unit.code: recounted(office.report) for office in self.offices}

    def number(self, office: Office, cell: Cell) -> int | str | None:
        """The number of `cell` in the report, as JSON has it."""
        return self.form.json_of(cell, self.sums[office.unit.code][cell])

    def json(self, office: Office) -> dict[str, dict[str, int | str | None]]:
        """The numbers of the report as `rollup` gives them."""
        return {
            row.key: {measure: self.number(office, Cell(row.key, measure)) for measure in row.cells}
            for row in self.form.rows
        }

    def entered(self, office: Office) -> dict[str, int | str | None]:
        """The numbers that are not merely computed, by cell, as `read-paper` gives them."""
        filled = office.report.filled
        numbers = {str(cell): self.number(office, cell) for cell in self.form.stored_cells if cell in filled}
        return {cell: number for cell, number in numbers.items() if number is not None}

    def rows(self, office: Office) -> list[tuple[str, ...]]:
        """The rows of the printed table without the notes, which nobody filled in."""
        sums = self.sums[office.unit.code]
        return [
            (row.tt, row.label, row.unit, *(self.form.text_of(cell, sums[cell]) for cell in cells_of(row)))
            for row in self.form.rows
        ]

    def held(self, office: Office) -> list[tuple[str | float | None, ...]]:
        """The same as a workbook holds it: numbers, and None for an empty cell."""
        sums = self.sums[office.unit.code]
        return [
            (
                row.tt or None,
                row.label,
                row.unit or None,
                *(real_number(sums[cell], self.form.rule(cell).decimals) for cell in cells_of(row)),
            )
            for row in self.form.rows
        ]


def cells_of(row: Row) -> list[Cell]:
    return [Cell(row.key, measure) for measure in row.cells]


def real_number(value: int | None, decimals: int) -> float | None:
    return None if value is None else value / 10**decimals if decimals else value


def definition(plan: str, folder: Path) -> Path:
    """The folder of the campaign's files; an invented year has its directory elsewhere."""
    if not (DATA / "forms" / plan).exists():
        return DATA / "campaigns" / plan
    shutil.copytree(DATA / "forms" / plan, folder)
    shutil.copyfile(DATA / "units" / f"ho-xanh-{plan}.csv", folder / "units.csv")
    return folder


def deepest_first(units: Sequence[Unit]) -> list[Unit]:
    """`units`, each after all that report to it."""
    parents = {unit.code: unit.parent for unit in units}

    def depth(unit: Unit) -> int:
        above, found = unit.parent, 0
        while above is not None:
            above, found = parents[above], found + 1
        return found

    return sorted(units, key=depth, reverse=True)


def entered(form: Form, unit: Unit, random: Random) -> Entry:
    """What the unit enters: numbers up to the limits, shares below 100 %, own lines where there are any."""
    entry = random_entry(random, unit.level, form)
    figures = {
        cell: value if form.rule(cell).roll_up is RollUpKind.SUM else min(value, 999)
        for cell, value in entry.figures.items()
    }
    return Entry(figures, () if form.own_lines_row is None else entry.lines)


def document(form: Form, unit: Unit, entry: Entry) -> dict[str, Any]:
    """The entry document of `entry`, with a text under every heading of the unit's level."""
    figures: dict[str, dict[str, Any]] = {}
    for cell, value in entry.figures.items():
        figures.setdefault(cell.row, {})[cell.measure] = form.json_of(cell, value)
    decimals = {measure.key: measure.decimals for measure in form.measures}
    lines = [
        {
            "label": line.label,
            "unit": line.unit,
            **{key: number_json(value, decimals[key]) for key, value in line.values.items()},
        }
        for line in entry.lines
    ]
    texts = {heading.key: TEXT for heading in form.headings_at(unit.level) if heading.has_text}
    signoff = {"number": "12", "date": f"{form.campaign.ends}", "name": "Nguyễn Thị Hoa"}
    return {"figures": figures, "other_rows": lines, "narrative": texts, "signoff": signoff}


def set_up(terminal: Terminal, unit: Unit, year: str, level: str) -> None:
    terminal.run_ok("init", "--unit", unit.code, "--name", unit.name, "--level", level, "--year", year)


def told(plan: str, folder: Path) -> Story:
    """What happens on all machines, from the campaign's publication to the last printed page.

    The unit at the top publishes while it works in a shipped year, as a new machine has no other.
    """
    files, campaign = definition(plan, folder / "ky"), folder / "ky-bao-cao.lcweek"
    form = load_form(files)
    listed = read_directory(
        "units.csv", (files / "units.csv").read_bytes(), form, Directory(form.campaign.edition, {})
    )
    units, offices = deepest_first(listed), dict[str, Office]()
    with captured() as capture:
        top = Terminal(folder / units[-1].code, capture)
        set_up(top, units[-1], "2024", "tinh")
        top.run_ok("campaign", "pack", files, campaign, "--yes")
        for unit in units:
            terminal = Terminal(folder / unit.code, capture)
            terminal.run_ok("campaign", "install", campaign, "--yes")
            set_up(terminal, unit, form.campaign.id, unit.level)
            below = [office for office in offices.values() if office.unit.parent == unit.code]
            entry = entered(form, unit, Random(f"{plan} {unit.code}"))
            office = offices[unit.code] = Office(form, unit, terminal, entry, below)
            work(form, office, folder)
        return Story(form, [*offices.values()])


def work(form: Form, office: Office, folder: Path) -> None:
    """Receive what came from below, fill in, and write everything that the unit gives away."""
    terminal, year = office.terminal, ("--year", form.campaign.id)
    if office.below:
        sent = [each.printed["sent"] for each in office.below]
        results = terminal.run_ok("receive", *sent, "--confirm-keys", *year)["results"]
        assert [each["code"] for each in results] == ["received-accepted"] * len(sent)
    entered = folder / f"{office.unit.code}.json"
    entered.write_text(json.dumps(document(form, office.unit, office.entry)), encoding="utf-8", newline="\n")
    terminal.run_ok("fill", entered, *year)
    if office.unit.parent is not None:
        office.printed["sent"] = folder / f"{office.unit.code}-gui.pdf"
        terminal.run_ok("send", office.printed["sent"], *year)
    for kind in ("pdf", "docx", "xlsx"):
        office.printed[kind] = folder / f"{office.unit.code}.{kind}"
        terminal.run_ok("print", office.printed[kind], "--final", *year)


@pytest.fixture(scope="module", params=PLANS)
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Story:
    return told(request.param, tmp_path_factory.mktemp(request.param))


def test_the_sums_of_every_level_are_those_of_an_independent_count(story: Story) -> None:
    with captured() as capture:
        for office in story.offices:
            found = office.on(capture).run_ok("rollup", "--year", story.form.campaign.id)
            assert found["rows"] == story.json(office)
            assert [line["label"] for line in found["other_rows"]] == [line.label for line in office.lines]


def test_every_number_stands_in_its_row_of_the_pdf(story: Story) -> None:
    for office in story.offices:
        text = whole_text(office.printed["pdf"].read_bytes())
        missing = [row for row in story.rows(office) if squeezed("".join(row)) not in text]
        assert missing == []


def test_every_number_stands_in_its_cell_of_the_docx(story: Story) -> None:
    for office in story.offices:
        tables = docx.Document(str(office.printed["docx"])).tables
        table = next(each for each in tables if each.cell(0, 0).text == story.form.columns.tt)
        found = [tuple(cell.text for cell in row.cells)[:-1] for row in table.rows]
        assert [row for row in story.rows(office) if row not in found] == []


def test_every_number_is_the_value_of_its_cell_of_the_workbook(story: Story) -> None:
    for office in story.offices:
        sheet = opened(office.printed["xlsx"].read_bytes())
        found = [tuple(cell.value for cell in row)[:-1] for row in sheet.iter_rows()]
        assert [row for row in story.held(office) if row not in found] == []


def test_the_code_on_the_signed_page_is_read_back_as_the_report(story: Story, tmp_path: Path) -> None:
    offices = {office.unit.code: office for office in story.offices}
    with captured() as capture:
        for office in story.offices:
            if office.unit.parent is None:
                continue
            picture = tmp_path / f"{office.unit.code}.png"
            signed_page(office.printed["pdf"]).save(picture)
            above = offices[office.unit.parent].on(capture)
            (found,) = above.run_ok("read-paper", picture, "--year", story.form.campaign.id)["results"]
            assert (found["code"], found["verified"]) == ("paper-matches", True)
            assert found["figures"] == story.entered(office)


def test_the_chart_has_the_first_numbers_by_unit(story: Story, tmp_path: Path) -> None:
    top, file = story.offices[-1], tmp_path / "bieu-do.pdf"
    with captured() as capture:
        top.on(capture).run_ok("chart", file, "--year", story.form.campaign.id)
    by_unit = whole_text(file.read_bytes()).partition(squeezed("Theo đơn vị:"))[2]
    assert any(squeezed(office.unit.name) in by_unit for office in top.below)
