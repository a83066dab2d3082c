"""What is wrong with a report: every check of every form is found by the window and by the command line, and
both find the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pytest
from pytestqt.qtbot import QtBot

from dev import ROOT
from lcweek_desktop.domain.form import Cell, CellState, CheckRule, Form, HeadingKey, LevelKey
from lcweek_desktop.domain.lengths import (
    MAX_HEADING,
    MAX_LINE,
    MAX_PARAGRAPH,
    MAX_PIECES,
    MAX_UNIT_OF_MEASURE,
)
from lcweek_desktop.domain.narrative import FigureRun, Paragraph, Text, TextRun
from lcweek_desktop.domain.report import Acceptance, Content, OwnLine, Photo, SignOff
from lcweek_desktop.domain.unit import CampaignUnit, Unit, UnitCode, UnitId
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.report.checking import Draft, save_draft
from lcweek_desktop.services.report.freezing import freeze
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session.opening import StartState, read_start_state
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from tests.bundle.sample_bundles import JPEG
from tests.cli.terminal import Terminal
from tests.factories import FORMS

EVERY_CHECK: Final = [
    pytest.param(form, check, id=f"{form.campaign.id}-{check.key}") for form in FORMS for check in form.checks
]


@dataclass
class Case:
    """A data folder in which one check has something to find; `forms` is its folder of campaigns."""

    context: AppContext
    form: Form
    check: CheckRule
    files: Path

    @property
    def level(self) -> LevelKey:
        """The level of the unit under check: the lowest, unless the check is about others."""
        return (*self.check.options.levels, self.form.levels[0].key)[0]

    def workspace(self, **changed: Any) -> Workspace:
        """The unit under check, written straight into the data folder: some checks are about units that the
        window and the command line would not make."""
        edition = self.form.campaign.edition
        parent = Unit(UnitId(edition, UnitCode("P")), "Huyện Tam Đường", self.form.levels[-1].key, None)
        unit = Unit(UnitId(edition, UnitCode("U")), "Trường Thèn Sin", self.level, parent.code)
        unit = replace(unit, **changed)
        self.context.store.units.add([parent, unit])
        self.context.store.own_units.add(unit.id, self.form.campaign.id)
        return Workspace(self.context, unit, self.form)

    def enter(self, content: Content, signoff: SignOff | None = None, **unit: Any) -> None:
        """Save `content` as the draft of the unit."""
        save_draft(self.workspace(**unit), Draft(content, signoff or SignOff()))

    def photo(self, caption: str = "") -> Photo:
        """A photo whose file is in the data folder."""
        return Photo(self.context.store.blobs.put(JPEG), caption)

    def cells(self, state: CellState) -> list[Cell]:
        """The cells that are in `state` for the unit's level."""
        return [cell for cell in self.form.cells if self.form.state(cell, self.level) is state]


def entered(*figures: tuple[Cell, int], **more: Any) -> Content:
    return Content(figures=MappingProxyType(dict(figures)), **more)


def written(form: Form) -> Mapping[HeadingKey, Text]:
    """Something under every heading, without which some years let no report be frozen."""
    text = (Paragraph((TextRun("Có."),)),)
    return MappingProxyType({heading.key: text for heading in form.headings if heading.has_text})


def negative(case: Case) -> None:
    case.enter(entered((case.cells(CellState.OPEN)[0], -1)))


def above_limit(case: Case) -> None:
    cell = case.cells(CellState.OPEN)[0]
    limit = case.form.limits.of(case.form.row_by_key[cell.row].unit, cell.measure)
    case.enter(entered((cell, limit + 1)))


def not_multiple(case: Case) -> None:
    units = {unit.casefold() for unit in case.check.options.units}
    money = [c for c in case.cells(CellState.OPEN) if case.form.row_by_key[c.row].unit.casefold() in units]
    odd = case.check.options.number + 1
    if money:
        case.enter(entered((money[0], odd)))
    else:
        values = MappingProxyType({case.form.measures[0].key: odd})
        case.enter(entered(own_lines=(OwnLine("a", case.check.options.units[0], values),)))


def closed_filled(case: Case) -> None:
    """A number in a cell that is closed to the unit's level only.

    In a cell that is closed to every level no number can be stored.
    """
    cells = [cell for cell in case.cells(CellState.CLOSED) if case.form.state(cell) is CellState.OPEN]
    case.enter(entered((cells[0], 1)))


def total_below_parts(case: Case) -> None:
    total = case.cells(CellState.TOTAL)[0]
    case.enter(entered((total, 1), (case.form.parts(total)[0], 5)))


def entry_above(case: Case) -> None:
    options = case.check.options
    case.enter(entered((Cell(options.rows[0], options.measure), options.number + 1)))


def pair(case: Case, one: int, other: int | None) -> None:
    """Enter these numbers in a row in which both measures of the check are open; None leaves a blank."""
    options, open_cells = case.check.options, case.cells(CellState.OPEN)
    for row in case.form.rows:
        cells = Cell(row.key, options.measure), Cell(row.key, options.against)
        if all(cell in open_cells for cell in cells):
            numbers = [(cells[0], one), *([] if other is None else [(cells[1], other)])]
            case.enter(entered(*numbers))
            return


def times_last_year(case: Case) -> None:
    """The unit froze a report of the year before, with a number of which this year's is a multiple."""
    before = case.context.form(str(case.form.campaign.year - 1))
    cell = case.cells(CellState.OPEN)[0]
    earlier = replace(case, form=before).workspace()
    save_draft(earlier, Draft(entered((cell, 1), narrative=written(before))))
    freeze(earlier)
    case.enter(entered((cell, case.check.options.number)))


def times_peers(case: Case) -> None:
    """Three schools report to the commune under check, one of them far more than the others."""
    commune = set_up(case.context, case.form.campaign.id, UnitSetup("03394", "Xã Thèn Sin", "xa"))
    cell = case.cells(CellState.OPEN)[0]
    for number, value in enumerate((1, 1, case.check.options.number)):
        name = f"Trường số {number}"
        school = set_up(
            case.context, case.form.campaign.id, UnitSetup(f"03394-{number}", name, case.level, "03394")
        )
        save_draft(school, Draft(entered((cell, value), narrative=written(case.form))))
        send(school, case.files / f"{number}.lcweek")
    list(receive(commune, [case.files], confirm_keys=True))


def without_note(case: Case) -> None:
    row = case.check.options.rows[0]
    cell = next(cell for cell in case.cells(CellState.OPEN) if cell.row == row)
    case.enter(entered((cell, 1)))


def figure_blank(case: Case) -> None:
    heading = next(heading for heading in case.form.headings if heading.has_text)
    text = (Paragraph((FigureRun(case.cells(CellState.OPEN)[0]),)),)
    case.enter(entered(narrative=MappingProxyType({heading.key: text})))


def note_too_long(case: Case) -> None:
    case.enter(entered(notes=MappingProxyType({case.form.rows[0].key: "a" * (MAX_LINE + 1)})))


def write(case: Case, *paragraphs: str) -> None:
    """Enter `paragraphs` under the first heading that has text."""
    heading = next(heading for heading in case.form.headings if heading.has_text)
    text = tuple(Paragraph((TextRun(paragraph),)) for paragraph in paragraphs)
    case.enter(entered(narrative=MappingProxyType({heading.key: text})))


CASES: Final[dict[str, Callable[[Case], None]]] = {
    "negative": negative,
    "above-limit": above_limit,
    "not-multiple": not_multiple,
    "closed-filled": closed_filled,
    "total-below-parts": total_below_parts,
    "entry-above": entry_above,
    "without": lambda case: pair(case, 1, None),
    "fewer": lambda case: pair(case, 1, 2),
    "times-last-year": times_last_year,
    "times-peers": times_peers,
    "without-note": without_note,
    "own-line-unnamed": lambda case: case.enter(entered(own_lines=(OwnLine(""),))),
    "note-too-long": note_too_long,
    "own-line-too-long": lambda case: case.enter(entered(own_lines=(OwnLine("a" * (MAX_LINE + 1)),))),
    "own-line-unit-too-long": lambda case: case.enter(
        entered(own_lines=(OwnLine("a", "b" * (MAX_UNIT_OF_MEASURE + 1)),))
    ),
    "paragraph-too-long": lambda case: write(case, "a" * (MAX_PARAGRAPH + 1)),
    "heading-too-long": lambda case: write(case, *["a" * MAX_PARAGRAPH] * (MAX_HEADING // MAX_PARAGRAPH + 1)),
    "pieces-too-long": lambda case: write(case, *["a"] * (MAX_PIECES // 2 + 1)),
    "caption-too-long": lambda case: case.enter(entered(photos=(case.photo("a" * (MAX_LINE + 1)),))),
    "reason-too-long": lambda case: case.enter(
        entered(accepted=(Acceptance("all-blank", "report", "a" * (MAX_LINE + 1)),))
    ),
    "signoff-too-long": lambda case: case.enter(entered(), SignOff(recipients=("a" * (MAX_LINE + 1),))),
    "unit-name-too-long": lambda case: case.enter(entered(), name="a" * (MAX_LINE + 1)),
    "opening-blank": lambda case: case.enter(entered()),
    "heading-empty": lambda case: case.enter(entered()),
    "figure-blank": figure_blank,
    "legacy-text": lambda case: write(case, "KÕt qu¶ thùc hiÖn"),
    "photo-uncaptioned": lambda case: case.enter(entered(photos=(case.photo(),))),
    "unit-code": lambda case: case.enter(entered(), id=UnitId(case.form.campaign.edition, UnitCode(""))),
    "unit-name": lambda case: case.enter(entered(), name=""),
    "unit-level": lambda case: case.enter(entered(), level=LevelKey("cum")),
    "unit-parent": lambda case: case.enter(entered(), parent=None),
    "issuer-missing": lambda case: case.enter(entered(), SignOff(issuer="")),
    "place-missing": lambda case: case.enter(entered(), SignOff(place="")),
    "abbreviation-missing": lambda case: case.enter(entered(), SignOff(abbreviation="")),
    "signer-missing": lambda case: case.enter(entered()),
    "all-blank": lambda case: case.enter(entered()),
    "deadline-passed": lambda case: case.enter(entered()),
}
"""How to break each kind of rule."""


@pytest.fixture
def forms(tmp_path: Path, form: Form) -> Path:
    """A folder with the form under test and the same form as it might have been the year before."""
    folder = tmp_path / "forms"
    year = form.campaign.year
    shipped = ROOT / "forms" / str(year)
    source = shipped if shipped.is_dir() else ROOT / "tests" / "data" / "forms" / str(year)
    shutil.copytree(source, folder / str(year))
    shutil.copytree(source, folder / str(year - 1))
    earlier = folder / str(year - 1) / "campaign.toml"
    text = earlier.read_text(encoding="utf-8")
    text = text.replace(f'id = "{year}"', f'id = "{year - 1}"').replace(
        f"year = {year}", f"year = {year - 1}"
    )
    earlier.write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def home(tmp_path: Path, forms: Path, form: Form, check: CheckRule) -> Path:
    """The data folder of the case."""
    home, files = tmp_path / "lcweek", tmp_path / "tep"
    files.mkdir()
    with open_context(home, forms) as context:
        CASES[check.kind](Case(context, context.form(form.campaign.id), check, files))
    return home


@pytest.fixture
def worker(home: Path, forms: Path, qtbot: QtBot) -> Iterator[Worker]:
    worker = Worker(lambda: open_context(home, forms))
    ready: list[bool] = []
    worker.start(lambda: ready.append(True), _fail)
    qtbot.waitUntil(lambda: bool(ready))
    yield worker
    worker.stop()


@pytest.mark.parametrize(("form", "check"), EVERY_CHECK)
def test_every_check_finds_its_case_in_the_window_and_on_the_command_line(
    form: Form,
    check: CheckRule,
    home: Path,
    forms: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    qtbot: QtBot,
) -> None:
    monkeypatch.setenv("LCWEEK_FORMS", str(forms))
    code = "03394" if check.kind == "times-peers" else None
    unit = ["--unit", code] if code is not None else []
    answer = Terminal(home, capsys).run_json("check", "--year", form.campaign.id, *unit).json
    worker: Worker = request.getfixturevalue("worker")
    chosen = None if code is None else CampaignUnit(form.campaign.id, UnitCode(code))
    session = opened(worker, chosen, qtbot)
    assert check.key in {finding["check"] for finding in answer["findings"]}
    assert [
        {
            "check": finding.check,
            "severity": finding.severity.value,
            "place": finding.place,
            "message": finding.sentence,
            "accepted": finding.accepted,
        }
        for finding in session.checks.findings
    ] == answer["findings"]


def opened(worker: Worker, chosen: CampaignUnit | None, qtbot: QtBot) -> Session:
    """A session on the unit `chosen`, None for any, that knows all that its report is compared with."""
    started: list[StartState | None] = []
    worker.submit(lambda context: read_start_state(context, chosen), started.append, _fail)
    qtbot.waitUntil(lambda: bool(started))
    (start,) = started
    assert start is not None
    session = Session(start, worker)
    compared: list[bool] = []
    worker.submit(lambda _context: True, compared.append, _fail)
    qtbot.waitUntil(lambda: bool(compared))
    return session


def _fail(error: Exception) -> None:
    raise error
