"""The demo: a district, its communes and schools do the whole job in one folder, each with data of its own.

All files stay: `nhap/` holds what was filled in, `gui/` what was sent, `in/` what was printed, `du-lieu/` the
data folder of each unit. Unit names are those of the campaign's directory; schools and figures are made up
and the same at every run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.form import CampaignId, Cell, Form, RollUpKind
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.rollup import counted_paths
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, unlisted_unit
from lcweek_desktop.domain.unit_names import unit_names
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.formdefs import directory_bytes, load_forms
from lcweek_desktop.services.demo.entries import correction, entered_figures, made_up_entry
from lcweek_desktop.services.demo.summary import DemoResult, DemoSummary, summarise
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.report.filling import fill
from lcweek_desktop.services.summing.reporting_status import reporting_progress
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.context import newest, open_context
from lcweek_desktop.services.workspace.directory import shipped_directory
from lcweek_desktop.services.workspace.export import known_export_errors, make_folder, write_file
from lcweek_desktop.services.workspace.units import UnitSetup, open_workspace, set_up
from lcweek_desktop.services.workspace.workspace import Workspace

MARK: Final = ".lcweek-demo"
"""The file that marks a demo's folder: a folder that holds nothing else may be used for the next demo."""

_COMMUNES: Final = 10
_SCHOOLS: Final = ("Trường Tiểu học {place}", "Trường THCS {place}")
"""The names of the schools in each commune."""


@dataclass
class _Demo:
    """The demo's folder, its units, and the figures that they entered so far, by unit code.

    `say` takes each line of the story. `now` and `new_key` are those of every unit's AppContext.
    """

    folder: Path
    forms_folder: Path
    form: Form
    directory: Directory
    district: Unit
    communes: tuple[Unit, ...]
    say: Callable[[str], None]
    now: Callable[[], datetime]
    new_key: Callable[[], SigningKey]
    entered: dict[UnitCode, dict[Cell, int]] = field(default_factory=dict)

    def schools(self, commune: Unit) -> tuple[Unit, ...]:
        return self.directory.children(commune.code)

    def sent_file(self, unit: Unit, turn: int = 1) -> Path:
        """Where the unit's first, second… sending is written."""
        return self.folder / "gui" / f"{unit.parent}" / f"{unit.code}-lan-{turn}.pdf"


def run_demo(
    folder: Path,
    forms_folder: Path,
    say: Callable[[str], None] = lambda line: None,
    *,
    communes: int = _COMMUNES,
    now: Callable[[], datetime] = datetime.now,
    new_key: Callable[[], SigningKey] = SigningKey.generate,
) -> DemoSummary:
    """Do the whole job in `folder` with so many `communes`, at least two, and tell each step to `say`.

    `folder` may be missing, empty, or hold the mark of an earlier demo and nothing else. Raises KnownError
    `demo-folder` for any other, with nothing written; BugError `demo-sum` when the sums are not those of the
    figures that were entered, `demo-received` when a file was not simply taken.
    """
    _refuse_foreign(folder)
    form, shipped = _with_districts(load_forms(forms_folder))
    district = _smallest_district(shipped)
    chosen = shipped.children(district.code)[:communes]
    directory = shipped.extended(_new_schools(form, chosen))
    demo = _Demo(folder, forms_folder, form, directory, district, chosen, say, now, new_key)
    _make_folders(demo)
    say(f"Làm thử tại {district.name}: {len(chosen)} xã, thị trấn và {len(_SCHOOLS) * len(chosen)} trường.")
    for commune in chosen:
        _report_commune(demo, commune)
    _receive_district(demo)
    _correct_school(demo)
    return summarise(form, _finish(demo))


def _refuse_foreign(folder: Path) -> None:
    """Raise KnownError `demo-folder` unless `folder` is missing, empty or holds only the mark of a demo."""
    with known_export_errors(folder):
        found = [] if not folder.exists() else list(folder.iterdir()) if folder.is_dir() else [folder]
    if any(each.name != MARK for each in found):
        raise KnownError("demo-folder", folder=folder)


def _with_districts(forms: Mapping[CampaignId, Form]) -> tuple[Form, Directory]:
    """The newest form whose directory has a level between communes and the province, as the demo has three
    tiers of receivers; otherwise the newest. Raises KnownError `form-missing` when there is none."""
    fitting = {key: form for key, form in forms.items() if _districts(shipped_directory(form))}
    form = newest(fitting or forms)
    return form, shipped_directory(form)


def _smallest_district(directory: Directory) -> Unit:
    """Of the districts the one with the fewest communes."""
    districts = _districts(directory)
    return min(districts, key=lambda unit: (len(directory.children(unit.code)), unit.code))


def _districts(directory: Directory) -> list[Unit]:
    """The units with at least ten children that report to another unit themselves."""
    return [
        unit
        for unit in directory.units.values()
        if unit.parent is not None and len(directory.children(unit.code)) >= _COMMUNES
    ]


def _new_schools(form: Form, communes: Sequence[Unit]) -> Iterator[Unit]:
    edition, lowest = form.campaign.edition, form.levels[0].key
    for commune in communes:
        for template in _SCHOOLS:
            name = template.format(place=unit_names(form, commune).short)
            yield unlisted_unit(edition, name, lowest, commune.code)


def _make_folders(demo: _Demo) -> None:
    """The folders, the mark, and the list of the made-up schools that every unit adds to its directory."""
    for name in ("nhap", "gui", "in", "du-lieu"):
        make_folder(demo.folder / name)
    write_file(demo.folder / MARK, b"")
    schools = [school for commune in demo.communes for school in demo.schools(commune)]
    write_file(demo.folder / "danh-muc.csv", directory_bytes(schools))


@contextmanager
def _own_workspace(demo: _Demo, unit: Unit) -> Iterator[Workspace]:
    """The unit at work in a data folder of its own, which is set up the first time."""
    home = demo.folder / "du-lieu" / unit.code
    with open_context(home, demo.forms_folder, demo.now, demo.new_key) as context:
        if not context.store.own_units.campaigns():
            set_up(
                context,
                demo.form.campaign.id,
                UnitSetup(unit.code, unit.name, unit.level, unit.parent),
                listed=demo.folder / "danh-muc.csv",
            )
        yield open_workspace(context)


def _report_commune(demo: _Demo, commune: Unit) -> None:
    """The schools of a commune report to it; it adds its own figures and reports to the district."""
    for school in demo.schools(commune):
        with _own_workspace(demo, school) as own:
            _enter(demo, own, _made_up(own))
            _send(demo, own)
    with _own_workspace(demo, commune) as own:
        _receive(own, [demo.folder / "gui" / commune.code])
        _enter(demo, own, _made_up(own))
        _send(demo, own)
    demo.say(f"  {commune.name}: nhận của {len(demo.schools(commune))} trường, cộng, gửi huyện.")


def _receive_district(demo: _Demo) -> None:
    """The district receives all files but one, sees who is missing, then receives the whole folder."""
    district, early = demo.district, demo.communes[:-1]
    with _own_workspace(demo, district) as own:
        _receive(own, [demo.sent_file(commune) for commune in early])
        missing = reporting_progress(own).missing
        names = ", ".join(demo.directory.units[UnitCode(code)].name for code in missing)
        demo.say(f"{district.name} nhận {len(early)} tệp; chưa nộp: {names}.")
        results = _receive(own, [demo.folder / "gui" / district.code])
        known = sum(result.verdict is ReceiveVerdict.KNOWN for result in results)
        demo.say(f"{district.name} thả cả thư mục vào: {len(results)} tệp, {known} tệp đã có từ trước.")


def _correct_school(demo: _Demo) -> None:
    """One school corrects a number; its commune and the district receive the new revisions."""
    commune = demo.communes[0]
    school = demo.schools(commune)[0]
    with _own_workspace(demo, school) as own:
        _enter(demo, own, correction(demo.entered[school.code]), turn=2)
        _send(demo, own, turn=2)
    with _own_workspace(demo, commune) as own:
        _receive(own, [demo.sent_file(school, 2)])
        _send(demo, own, turn=2)
    with _own_workspace(demo, demo.district) as own:
        _receive(own, [demo.sent_file(commune, 2)])
    demo.say(f"{school.name} sửa một số liệu; {commune.name} và cấp trên nhận bản thay thế.")


def _finish(demo: _Demo) -> DemoResult:
    """The district adds its own figures, compares the sums with what was entered, prints and sends."""
    printed = [demo.folder / "in" / name for name in ("tong-hop.pdf", "tong-hop.xlsx")]
    with _own_workspace(demo, demo.district) as own:
        _enter(demo, own, _made_up(own))
        gathered = rollup(own)
        sums = gathered.sums(own.form, current_draft(own).content.figures)
        _compare(demo, sums)
        for file in printed:
            print_report(own, file, sums=True, final=True)
        _send(demo, own)
    units = 1 + sum(1 for _ in counted_paths(gathered.members, gathered.deducted))
    demo.say(f"{demo.district.name} cộng số liệu của {units} đơn vị, in và gửi cấp trên.")
    return DemoResult(demo.folder, demo.district, sums, units, [*printed, demo.sent_file(demo.district)])


def _compare(demo: _Demo, sums: Figures) -> None:
    """Raise BugError `demo-sum` unless every cell is what the units entered, rolled up as the form says."""
    plain: dict[Cell, int] = dict(demo.entered[demo.district.code])
    for code, entered in demo.entered.items():
        for cell, value in entered.items() if code != demo.district.code else ():
            match demo.form.rule(cell).roll_up:
                case RollUpKind.SUM:
                    plain[cell] = plain.get(cell, 0) + value
                case RollUpKind.GREATEST:
                    plain[cell] = max(plain.get(cell, value), value)
    for cell in demo.form.cells:
        if displayed_value(demo.form, plain, cell) != displayed_value(demo.form, sums, cell):
            raise BugError("demo-sum", cell=cell)


def _made_up(own: Workspace) -> dict[str, Json]:
    """What the unit enters, given the reports that it has received."""
    gathered = rollup(own)
    return made_up_entry(own.form, own.unit, lambda figures: gathered.sums(own.form, figures))


def _enter(demo: _Demo, own: Workspace, document: dict[str, Json], turn: int = 1) -> None:
    file = demo.folder / "nhap" / f"{own.unit.code}-lan-{turn}.json"
    demo.entered.setdefault(own.unit.code, {}).update(entered_figures(own.form, document))
    write_file(file, json.dumps(document, ensure_ascii=False, indent=1).encode())
    fill(own, file)


def _send(demo: _Demo, own: Workspace, turn: int = 1) -> None:
    target = demo.sent_file(own.unit, turn)
    make_folder(target.parent)
    send(own, target)


def _receive(own: Workspace, paths: Sequence[Path]) -> list[ReceiveResult]:
    """Receive the files. Raises BugError `demo-received` when one leaves something for a person to do."""
    results = list(receive(own, paths, confirm_keys=True))
    for result in results:
        if not result.verdict.is_settled:
            raise BugError("demo-received", file=result.file, reason=result.message)
    return results
