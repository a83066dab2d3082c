"""`lcweek progress`, `rollup`, `chart`: who reported, the sums with who gave them, and their picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from lcweek_desktop.cli import options
from lcweek_desktop.cli.exit_code import ExitCode
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.report import Figures, Member
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.services.output.charting import charted_cell, write_chart
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.rollup import reporting_progress as unit_progress
from lcweek_desktop.services.summing.rollup import rollup as unit_rollup


@click.command()
@options.at_a_desk
def progress(unit: str | None, year: str | None, home: Path | None) -> CommandResult:
    """Cho biết đơn vị nào đã nộp, chờ quyết định, chưa nộp."""
    with options.opened_at(home, unit, year) as workspace:
        now = unit_progress(workspace)
    document: dict[str, Json] = {
        "expected": len(now.expected),
        "received": [*now.received],
        "waiting": [*now.waiting],
        "missing": [*now.missing],
    }
    lines = [
        f"Đã nhận {len(now.received)}/{len(now.expected)} đơn vị trực thuộc.",
        f"Chờ quyết định: {', '.join(now.waiting) or 'không có'}.",
        f"Chưa nộp: {', '.join(now.missing) or 'không có'}.",
    ]
    return CommandResult(document, lines, ExitCode.REFUSED if now.waiting else ExitCode.DONE)


@click.command()
@options.at_a_desk
def rollup(unit: str | None, year: str | None, home: Path | None) -> CommandResult:
    """In số liệu tổng hợp của đơn vị và các đơn vị trực thuộc. Kèm báo cáo nào đã được tính."""
    with options.opened_at(home, unit, year) as workspace:
        content = current_draft(workspace).content
        gathered = unit_rollup(workspace)
    sums = gathered.sums(workspace.form, content.figures)
    lines_of_own = [(workspace.unit, line) for line in content.own_lines] + list(gathered.own_lines())
    document: dict[str, Json] = {
        "rows": _rows(workspace.form, sums),
        "other_rows": [
            {
                "from": writer.code,
                "label": line.label,
                "unit": line.unit,
                **{measure.key: line.values.get(measure.key) for measure in workspace.form.measures},
                "note": line.note,
            }
            for writer, line in lines_of_own
        ],
        "members": [*map(_member, gathered.members)],
        "deducted": [[*path] for path in gathered.deducted],
    }
    return CommandResult(document, list(_printed(workspace.form, sums)))


@click.command()
@click.argument("out", metavar="RA.pdf", type=options.FILE)
@click.option("--cell", "cells", metavar="Ô", multiple=True, help="Ô vẽ theo đơn vị, ví dụ 1.1.count.")
@options.at_a_desk
def chart(
    out: Path, cells: tuple[str, ...], unit: str | None, year: str | None, home: Path | None
) -> CommandResult:
    """Vẽ biểu đồ số liệu tổng hợp ra tệp PDF. Theo nội dung và theo đơn vị."""
    with options.opened_at(home, unit, year) as workspace:
        write_chart(workspace, out, [charted_cell(workspace.form, name) for name in cells])
    return CommandResult({"file": str(out), "cells": [*cells]}, [f"Đã ghi {out}."])


def _rows(form: Form, sums: Figures) -> dict[str, Json]:
    rows: dict[str, dict[str, Json]] = {}
    for cell in form.cells:
        rows.setdefault(cell.row, {})[cell.measure] = displayed_value(form, sums, cell)
    return dict(rows.items())


def _member(member: Member) -> Json:
    return {
        "unit": member.unit.code,
        "name": member.unit.name,
        "revision": member.revision,
        "fingerprint": member.fingerprint,
        "counted": member.counted.value,
        "members": [*map(_member, member.members)],
    }


def _printed(form: Form, sums: Figures) -> Iterator[str]:
    for row in form.rows:
        numbers = (
            f"{measure.label}: {format_number(value)}"
            for measure in form.measures
            if (value := displayed_value(form, sums, Cell(row.key, measure.key))) is not None
        )
        yield "  ".join((row.tt or " ", row.label, *numbers))


COMMANDS = (progress, rollup, chart)
