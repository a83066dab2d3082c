"""`lcweek init`, `units`, `change-unit`, `remove-unit`: which units work on this machine, and in which
campaigns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict, Unpack

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.report.unit_changes import change_unit as change_own_unit
from lcweek_desktop.services.report.unit_changes import remove_unit as remove_own_unit
from lcweek_desktop.services.report.unit_changes import unit_change, unit_removal
from lcweek_desktop.services.workspace.campaign_state import campaign_state
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.directory import DirectoryPreview
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.units import UnitSetup, own_workspaces, preview_listed, set_up
from lcweek_desktop.services.workspace.workspace import Workspace


class _UnitOptions(TypedDict):
    unit: str | None
    name: str
    level: str
    parent: str | None


@click.command()
@click.option(
    "--unit", metavar="MÃ", help="Mã đơn vị trong danh mục; không ghi thì được đặt theo tên, cấp và --parent."
)
@click.option("--name", required=True, metavar="TÊN", help="Tên đơn vị như trong danh mục.")
@click.option("--level", required=True, metavar="CẤP", help="Cấp của đơn vị, ví dụ truong, xa, huyen, tinh.")
@click.option("--parent", metavar="MÃ", help="Đơn vị nhận báo cáo (mặc định: theo danh mục).")
@click.option("--year", metavar="NĂM", help="Kỳ báo cáo (mặc định: kỳ mới nhất có biểu mẫu).")
@click.option(
    "--directory", metavar="TỆP", type=options.FILE, help="Danh mục CSV bổ sung: code,name,level,parent_code."
)
@click.option(
    "--restore-zeros", is_flag=True, help="Thêm lại số 0 đã mất ở đầu các mã trong danh mục bổ sung."
)
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết danh mục bổ sung có gì mới, không thay đổi gì.")
@options.with_context
def init(
    context: AppContext,
    year: str | None,
    directory: Path | None,
    restore_zeros: bool,
    dry_run: bool,
    **entered: Unpack[_UnitOptions],
) -> CommandResult:
    """Tạo đơn vị trên máy này, hoặc sửa đơn vị đã có."""
    if dry_run:
        if directory is None:
            raise click.UsageError("")
        return _preview(preview_listed(context, year, directory))
    setup = UnitSetup(entered["unit"], entered["name"], entered["level"], entered["parent"])
    workspace = set_up(context, year, setup, listed=directory, restore_zeros=restore_zeros)
    unit, key = workspace.unit, signing_key(context, workspace.unit.id).public
    document = {
        "unit": unit.code,
        "name": unit.name,
        "level": unit.level,
        "parent": unit.parent,
        "campaign": workspace.campaign,
        "key": key.base64,
        "short": key.short,
    }
    reports_to = f"báo cáo về đơn vị {unit.parent}" if unit.parent else "không có đơn vị cấp trên"
    done = Verb.SET_UP_UNIT.done_cli(unit=unit.name, code=unit.code, reports_to=reports_to)
    remarks = campaign_state(context, workspace.form, workspace.unit.id).remarks
    return CommandResult({**document}, [done, f"Mã khóa ký: {key.short}", *remarks])


@click.command()
@options.with_context
def units(context: AppContext) -> CommandResult:
    """Liệt kê các đơn vị của máy này theo kỳ báo cáo, và hạn gửi."""
    own = own_workspaces(context)
    document: dict[str, Json] = {"units": [*map(_workspace_json, own)]}
    lines = [line for workspace in own for line in _unit_lines(workspace)]
    return CommandResult(document, lines or [sentence("unit-none")])


@click.command()
@click.option("--name", metavar="TÊN", help="Tên mới của đơn vị.")
@click.option("--parent", metavar="MÃ", help="Đơn vị nhận báo cáo từ nay.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết điều gì sẽ khác, không sửa.")
@options.with_workspace
def change_unit(workspace: Workspace, name: str | None, parent: str | None, dry_run: bool) -> CommandResult:
    """Đổi tên, nơi nhận của một đơn vị. Mã và khóa ký của đơn vị giữ nguyên."""
    change = unit_change(workspace, name, parent)
    document: dict[str, Json] = {**_unit_json(change.unit), "says": [*change.lines], "kept": None}
    if dry_run:
        return CommandResult(document, change.lines)
    changed, kept = change_own_unit(change)
    done = Verb.CHANGE_UNIT.done_cli(
        unit=f"{changed.unit.name} ({changed.unit.code})",
        reports_to=f", gửi báo cáo cho đơn vị {changed.unit.parent}" if changed.unit.parent else "",
        number=kept.number,
    )
    return CommandResult({**document, "kept": kept.number}, [*change.lines, done])


@click.command()
@click.option("--expressly", is_flag=True, help="Bỏ cả đơn vị đã chốt báo cáo hoặc đã nhận báo cáo.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết điều gì sẽ khác, không bỏ.")
@options.with_workspace
def remove_unit(workspace: Workspace, expressly: bool, dry_run: bool) -> CommandResult:
    """Bỏ đơn vị khỏi máy này. Sao lưu trước; những gì đã chốt, đã nhận vẫn giữ."""
    removal = unit_removal(workspace)
    document: dict[str, Json] = {
        "unit": workspace.unit.code,
        "campaign": workspace.campaign,
        "revision": removal.revision,
        "held": removal.held,
        "says": [*removal.lines],
        "kept": None,
    }
    if dry_run:
        return CommandResult(document, removal.lines)
    kept = remove_own_unit(removal, expressly=expressly)
    done = Verb.REMOVE_UNIT.done_cli(
        unit=workspace.unit.name, year=workspace.form.campaign.year, number=kept.number, file=kept.path
    )
    return CommandResult({**document, "kept": kept.number}, [*removal.lines, done])


def _workspace_json(workspace: Workspace) -> Json:
    unit, campaign = workspace.unit, workspace.form.campaign
    state = campaign_state(workspace.context, workspace.form, workspace.unit.id)
    return {
        "campaign": campaign.id,
        "unit": unit.code,
        "name": unit.name,
        "level": unit.level,
        "parent": unit.parent,
        "deadline": None if campaign.deadline is None else campaign.deadline.isoformat(),
        "remarks": [*state.remarks],
    }


def _unit_lines(workspace: Workspace) -> Iterator[str]:
    campaign = workspace.form.campaign
    deadline = campaign.deadline_text or "chưa rõ hạn"
    yield f"Năm {campaign.year}: {workspace.unit.name} ({workspace.unit.code}), hạn gửi: {deadline}."
    for remark in campaign_state(workspace.context, workspace.form, workspace.unit.id).remarks:
        yield f"  {remark}"


def _preview(found: DirectoryPreview) -> CommandResult:
    lines = [
        *(f"Mới: {unit.code} {unit.name}." for unit in found.new),
        *(f"Đổi: {unit.code} {before.name} thành {unit.name}." for before, unit in found.changed),
        f"Giữ nguyên: {found.same} đơn vị.",
        *(f"Dòng {each.line}: mã {each.written} có lẽ là {each.meant}." for each in found.lost),
    ]
    document: dict[str, Json] = {
        "new": [_unit_json(unit) for unit in found.new],
        "changed": [{"before": _unit_json(b), "after": _unit_json(unit)} for b, unit in found.changed],
        "same": found.same,
        "zeros": [{"line": e.line, "written": e.written, "meant": e.meant} for e in found.lost],
    }
    return CommandResult(document, lines)


def _unit_json(unit: Unit) -> dict[str, Json]:
    return {"code": unit.code, "name": unit.name, "level": unit.level, "parent": unit.parent}
