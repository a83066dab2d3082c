"""The demo: a district, its communes and schools do the whole job in one folder, each with data of its own.

Every file stays: `nhap/` what was filled in, `gui/` what was sent, `in/` what was printed, `du-lieu/` the
data folders. Unit names are the real ones of the campaign's directory; schools and figures are made up, the
same at every run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.form import Cell, Form, Measure, Row
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.rollup import counted_paths
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId, provisional_code
from lcweek_desktop.domain.unit_names import unit_names
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.formdefs import load_forms
from lcweek_desktop.services.demo.entries import corrected, entry_document, figures
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.result import ReceiveResult
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.report.filling import fill
from lcweek_desktop.services.summing.rollup import reporting_progress, rollup
from lcweek_desktop.services.workspace import directory as csv_directory
from lcweek_desktop.services.workspace.context import newest, open_context
from lcweek_desktop.services.workspace.export import make_folder, write_file
from lcweek_desktop.services.workspace.units import open_workspace, set_up
from lcweek_desktop.services.workspace.workspace import Workspace

MARK: Final = ".lcweek-demo"
"""A folder that holds this file may be used again for a demo."""

_COMMUNES: Final = 10
_SCHOOLS: Final = ("Trường Tiểu học {place}", "Trường THCS {place}")


@dataclass(frozen=True)
class DemoSummary:
    """What the demo has to say at its end."""

    document: Json
    lines: Sequence[str]


@dataclass
class _Stage:
    """The demo's folder, its units, and what the schools and communes filled in, by unit code."""

    folder: Path
    forms: Path
    form: Form
    known: Directory
    district: Unit
    communes: tuple[Unit, ...]
    say: Callable[[str], None]
    entered: dict[str, dict[str, Json]] = field(default_factory=dict)

    def schools(self, commune: Unit) -> tuple[Unit, ...]:
        return self.known.children(commune.code)

    def sent(self, unit: Unit, turn: int = 1) -> Path:
        return self.folder / "gui" / f"{unit.parent}" / f"{unit.code}-lan-{turn}.pdf"


def run_demo(
    folder: Path, forms: Path, say: Callable[[str], None] = lambda line: None, *, communes: int = _COMMUNES
) -> DemoSummary:
    """Do the whole job in `folder`, telling each step to `say`; with so many `communes`, at least two.

    `folder` is made, or is empty, or holds an earlier demo's mark only; KnownError `demo-folder` otherwise,
    and nothing is written then. BugError `demo-sum` when the sums are not those of the figures filled in.
    """
    stage = _stage(folder, forms, say, communes)
    schools = len(_SCHOOLS) * len(stage.communes)
    say(f"Làm thử tại {stage.district.name}: {len(stage.communes)} xã, thị trấn và {schools} trường.")
    for commune in stage.communes:
        _report_commune(stage, commune)
    _receive_district(stage)
    _correct_school(stage)
    return _finish(stage)


def _stage(folder: Path, forms: Path, say: Callable[[str], None], count: int) -> _Stage:
    if folder.exists() and any(item.name != MARK for item in _listed(folder)):
        raise KnownError("demo-folder", folder=folder)
    form = newest(load_forms(forms))
    for name in ("nhap", "gui", "in", "du-lieu"):
        make_folder(folder / name)
    write_file(folder / MARK, b"")
    known = csv_directory.shipped_directory(form)
    district = _district(known)
    communes = known.children(district.code)[:count]
    known = known.extended(_new_schools(form, communes))
    _write_directory(folder / "danh-muc.csv", known, communes)
    return _Stage(folder, forms, form, known, district, communes, say)


def _listed(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else [folder]


def _district(known: Directory) -> Unit:
    """The unit with the fewest children that has at least ten."""
    large = [unit for unit in known.units.values() if len(known.children(unit.code)) >= _COMMUNES]
    return min(large, key=lambda unit: (len(known.children(unit.code)), unit.code))


def _new_schools(form: Form, communes: Sequence[Unit]) -> Iterator[Unit]:
    lowest = form.levels[0].key
    for commune in communes:
        place = unit_names(form, commune).short
        for template in _SCHOOLS:
            name = template.format(place=place)
            yield Unit(
                UnitId(form.campaign.edition, provisional_code(commune.code, name)),
                name,
                lowest,
                commune.code,
            )


def _write_directory(file: Path, known: Directory, communes: Sequence[Unit]) -> None:
    schools = [school for commune in communes for school in known.children(commune.code)]
    lines = [",".join(csv_directory.COLUMNS)]
    lines += [f"{school.code},{school.name},{school.level},{school.parent}" for school in schools]
    write_file(file, ("\n".join(lines) + "\n").encode())


@contextmanager
def _at(stage: _Stage, unit: Unit) -> Iterator[Workspace]:
    """The unit's own machine: its data folder, set up the first time."""
    with open_context(stage.folder / "du-lieu" / unit.code, stage.forms) as context:
        if not context.store.own_units.campaigns():
            set_up(
                context,
                stage.form.campaign.id,
                code=unit.code,
                name=unit.name,
                level=unit.level,
                parent=unit.parent,
                listed=stage.folder / "danh-muc.csv",
            )
        yield open_workspace(context)


def _report_commune(stage: _Stage, commune: Unit) -> None:
    """The schools of a commune report to it; it adds its own figures and reports to the district."""
    for school in stage.schools(commune):
        with _at(stage, school) as own:
            _enter(stage, own, entry_document(own.form, own.unit))
            _send(stage, own)
    with _at(stage, commune) as own:
        _receive(own, [stage.folder / "gui" / commune.code])
        _enter(stage, own, entry_document(own.form, own.unit))
        _send(stage, own)
    stage.say(f"  {commune.name}: nhận của {len(stage.schools(commune))} trường, cộng, gửi huyện.")


def _receive_district(stage: _Stage) -> None:
    """The district drops in all but one file, sees who is missing, then takes in the whole folder."""
    early = stage.communes[:-1]
    with _at(stage, stage.district) as own:
        _receive(own, [stage.sent(commune) for commune in early])
        missing = reporting_progress(own).missing
        names = ", ".join(stage.known.units[UnitCode(code)].name for code in missing)
        stage.say(f"{stage.district.name} nhận {len(early)} tệp; chưa nộp: {names}.")
        receipts = _receive(own, [stage.folder / "gui" / stage.district.code])
        known = sum(receipt.verdict is ReceiveVerdict.KNOWN for receipt in receipts)
        stage.say(
            f"{stage.district.name} thả cả thư mục vào: {len(receipts)} tệp, {known} tệp đã có từ trước."
        )


def _correct_school(stage: _Stage) -> None:
    """One school corrects a number; its commune and the district take in the new revisions."""
    commune = stage.communes[0]
    school = stage.schools(commune)[0]
    with _at(stage, school) as own:
        _enter(stage, own, corrected(own.form, stage.entered[school.code]), turn=2)
        _send(stage, own, turn=2)
    with _at(stage, commune) as own:
        _receive(own, [stage.sent(school, 2)])
        _send(stage, own, turn=2)
    with _at(stage, stage.district) as own:
        _receive(own, [stage.sent(commune, 2)])
    stage.say(f"{school.name} sửa một số liệu; {commune.name} và cấp trên nhận bản thay thế.")


def _finish(stage: _Stage) -> DemoSummary:
    """The district adds its own figures, compares the sums with what was filled in, prints and sends."""
    printed = [stage.folder / "in" / name for name in ("tong-hop.pdf", "tong-hop.xlsx")]
    with _at(stage, stage.district) as own:
        _enter(stage, own, entry_document(own.form, own.unit))
        gathered = rollup(own)
        sums = gathered.sums(own.form, current_draft(own).content.figures)
        _compare(stage, sums)
        for file in printed:
            print_report(own, file, sums=True, final=True)
        _send(stage, own)
    units = 1 + sum(1 for _ in counted_paths(gathered.members, gathered.deducted))
    stage.say(f"{stage.district.name} cộng số liệu của {units} đơn vị, in và gửi cấp trên.")
    return _told(stage, sums, units, [*printed, stage.sent(stage.district)])


def _compare(stage: _Stage, sums: Figures) -> None:
    """BugError `demo-sum` unless every cell is the plain sum of what the units filled in."""
    plain: dict[Cell, int] = {}
    for document in stage.entered.values():
        for cell, value in figures(stage.form, document):
            plain[cell] = plain.get(cell, 0) + value
    for cell in stage.form.cells:
        if displayed_value(stage.form, plain, cell) != displayed_value(stage.form, sums, cell):
            raise BugError("demo-sum", cell=cell)


def _told(stage: _Stage, sums: Figures, units: int, files: Sequence[Path]) -> DemoSummary:
    totals = {
        row.key: {m.key: displayed_value(stage.form, sums, Cell(row.key, m.key)) for m in stage.form.measures}
        for row in stage.form.children[None]
    }
    document: dict[str, Json] = {
        "folder": str(stage.folder),
        "district": stage.district.code,
        "units": units,
        "files": [str(file) for file in files],
        "totals": {row: dict(numbers.items()) for row, numbers in totals.items()},
    }
    lines = [f"Xong: tổng hợp của {units} đơn vị, khớp với số liệu đã nhập. Các dòng tổng:"]
    for row in stage.form.children[None]:
        filled = {m: value for m in stage.form.measures if (value := totals[row.key][m.key]) is not None}
        numbers = [
            f"{format_number(value)} {_named(stage.form, row, m, filled)}".strip()
            for m, value in filled.items()
        ]
        if numbers:
            lines.append(f"  {row.tt}. {row.label}: {', '.join(numbers)}")
    lines += ["Mở xem:", *(f"  {file}" for file in files)]
    return DemoSummary(document, lines)


def _named(form: Form, row: Row, measure: Measure, filled: Collection[Measure]) -> str:
    """A lone number is of the row's unit, or that of the rows in it; two need their columns' names."""
    if len(filled) > 1:
        return measure.label.lower()
    return next((each.unit.lower() for each in (row, *form.children.get(row.key, ())) if each.unit), "")


def _enter(stage: _Stage, own: Workspace, document: dict[str, Json], turn: int = 1) -> None:
    file = stage.folder / "nhap" / f"{own.unit.code}-lan-{turn}.json"
    kept = stage.entered.setdefault(own.unit.code, {"figures": {}})
    _merge_figures(kept, document)
    write_file(file, json.dumps(document, ensure_ascii=False, indent=1).encode())
    fill(own, file)


def _merge_figures(kept: dict[str, Json], document: dict[str, Json]) -> None:
    old, new = kept["figures"], document["figures"]
    assert isinstance(old, dict)
    assert isinstance(new, dict)
    for row, entries in new.items():
        known = old.get(row) or {}
        assert isinstance(known, dict)
        assert isinstance(entries, dict)
        old[row] = known | entries


def _send(stage: _Stage, own: Workspace, turn: int = 1) -> None:
    target = stage.sent(own.unit, turn)
    make_folder(target.parent)
    send(own, target)


def _receive(own: Workspace, paths: Sequence[Path]) -> list[ReceiveResult]:
    receipts = list(receive(own, paths, confirm_keys=True))
    for receipt in receipts:
        if not receipt.verdict.is_settled:
            raise BugError("demo-received", file=receipt.file, reason=receipt.message)
    return receipts
