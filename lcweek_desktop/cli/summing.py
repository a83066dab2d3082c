"""`lcweek progress`, `rollup`, `chart`: who has reported, the sums with what they are made of, and charts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult, ExitCode
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.report import Figures, Member
from lcweek_desktop.domain.rollup import MemberPath
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.values import number_json
from lcweek_desktop.services.output.charting import charted_cell, write_chart
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.earlier_reports import EarlierReport, earlier_reports
from lcweek_desktop.services.summing.remarks import sums_notes
from lcweek_desktop.services.summing.reporting_status import reporting_progress as unit_progress
from lcweek_desktop.services.summing.roll_up_words import roll_up_words
from lcweek_desktop.services.summing.rollup import rollup as unit_rollup
from lcweek_desktop.services.summing.unit_reports import Damage, damages
from lcweek_desktop.services.workspace.workspace import Workspace


@click.command()
@options.with_workspace
def progress(workspace: Workspace) -> CommandResult:
    """Cho biết đơn vị nào đã nộp, chờ quyết định, chưa nộp."""
    units, damaged = unit_progress(workspace), damages(workspace)
    document: dict[str, Json] = {
        "expected": len(units.expected),
        "received": [*units.received],
        "waiting": [*units.waiting],
        "missing": [*units.missing],
        "damaged": [*map(_damage_json, damaged)],
    }
    lines = [
        f"Đã nhận {len(units.received)}/{len(units.expected)} đơn vị trực thuộc.",
        f"Chờ quyết định: {', '.join(units.waiting) or 'không có'}.",
        f"Chưa nộp: {', '.join(units.missing) or 'không có'}.",
        *(damage.message for damage in damaged),
    ]
    settled = not units.waiting and not damaged
    return CommandResult(document, lines, ExitCode.DONE if settled else ExitCode.REFUSED)


@click.command()
@options.with_workspace
def rollup(workspace: Workspace) -> CommandResult:
    """In số liệu tổng hợp của đơn vị và các đơn vị trực thuộc. Kèm báo cáo nào đã được tính."""
    form, content, members = workspace.form, current_draft(workspace).content, unit_rollup(workspace)
    damaged = damages(workspace)
    sums = members.sums(form, content.figures)
    own_lines = [(workspace.unit, line) for line in content.own_lines] + list(members.own_lines())
    document: dict[str, Json] = {
        "rows": _rows_json(form, sums),
        "other_rows": [
            {
                "from": unit.code,
                "label": line.label,
                "unit": line.unit,
                **{m.key: number_json(line.values.get(m.key), m.decimals) for m in form.measures},
                "note": line.note,
            }
            for unit, line in own_lines
        ],
        "members": [*map(_member_json, members.members)],
        "deducted": [[*path] for path in members.deducted],
        "earlier": [_earlier_json(path, each) for path, each in earlier_reports(workspace).items()],
        "damaged": [*map(_damage_json, damaged)],
        "notes": [*sums_notes(workspace)],
    }
    notices = [damage.message for damage in damaged]
    status = ExitCode.REFUSED if damaged else ExitCode.DONE
    return CommandResult(document, [*_row_lines(form, sums), *sums_notes(workspace)], status, notices)


@click.command()
@click.argument("out", metavar="RA.pdf", type=options.FILE)
@click.option("--cell", "cells", metavar="Ô", multiple=True, help="Ô vẽ theo đơn vị, ví dụ 1.1.count.")
@options.with_workspace
def chart(workspace: Workspace, out: Path, cells: tuple[str, ...]) -> CommandResult:
    """Vẽ biểu đồ số liệu tổng hợp ra tệp PDF. Theo nội dung và theo đơn vị."""
    write_chart(workspace, out, [charted_cell(workspace.form, name) for name in cells])
    return CommandResult({"file": str(out), "cells": [*cells]}, [Verb.WRITE_FILE.done_cli(file=out)])


def _rows_json(form: Form, sums: Figures) -> dict[str, Json]:
    rows: dict[str, dict[str, Json]] = {}
    for cell in form.cells:
        number = displayed_value(form, sums, cell)
        rows.setdefault(cell.row, {})[cell.measure] = form.json_of(cell, number)
    return dict(rows.items())


def _damage_json(damage: Damage) -> Json:
    return {
        "unit": damage.unit.code,
        "code": damage.code,
        "message": damage.message,
        "report": damage.report,
    }


def _earlier_json(path: MemberPath, report: EarlierReport) -> Json:
    left: list[Json] = [{"about": each.about, "text": each.text} for each in report.left]
    return {"path": [*path], "name": report.unit.name, "left": left}


def _member_json(member: Member) -> Json:
    return {
        "unit": member.unit.code,
        "name": member.unit.name,
        "revision": member.revision,
        "fingerprint": member.fingerprint,
        "counted": member.counted.value,
        "provisional": member.provisional,
        "members": [*map(_member_json, member.members)],
    }


def _row_lines(form: Form, sums: Figures) -> Iterator[str]:
    for row in form.rows:
        cells = ((measure, Cell(row.key, measure.key)) for measure in form.measures)
        numbers = (
            f"{measure.label}: {form.text_of(cell, value)}{_roll_up_remark(form, cell)}"
            for measure, cell in cells
            if (value := displayed_value(form, sums, cell)) is not None
        )
        yield "  ".join((row.tt or " ", row.label, *numbers))


def _roll_up_remark(form: Form, cell: Cell) -> str:
    words = roll_up_words(form, cell).rstrip(".")
    return f" ({words[0].lower()}{words[1:]})" if words else ""
