"""`lcweek unit …`: the units below are listed, added, renamed, moved, merged, split, closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from lcweek_desktop.cli import options
from lcweek_desktop.cli.receiving import result_json
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.directory_changes import Contact
from lcweek_desktop.domain.name_order import name_order
from lcweek_desktop.domain.name_words import search_words
from lcweek_desktop.domain.unit import Unit, slug
from lcweek_desktop.services.receiving import directory_changes as changes
from lcweek_desktop.services.receiving.change_words import change_words
from lcweek_desktop.services.receiving.directory_changes import DirectoryPlan, carry_out
from lcweek_desktop.services.receiving.placing import place_unit
from lcweek_desktop.services.receiving.unit_list import NEW_UNIT, LineState, ListLine, unit_list
from lcweek_desktop.services.receiving.unit_tree import (
    KeyUse,
    Succession,
    TreeUnit,
    UnitState,
    successions,
    unit_keys,
    unit_tree,
    usual_level,
)
from lcweek_desktop.services.workspace.workspace import Workspace

_STATES: Final = {
    UnitState.OPEN: "",
    UnitState.CLOSED: " (đã ngừng)",
    UnitState.MACHINE: " (trên máy này)",
    UnitState.REPORTED: " (chỉ có trong báo cáo)",
}
"""What stands behind the name of a unit, by its state."""


@click.group(subcommand_metavar="LỆNH [THAM SỐ]...", options_metavar="[TÙY CHỌN]")
def unit() -> None:
    """Đơn vị trực thuộc: danh mục, gộp, tách, người liên hệ."""


def _deciding(plan: Callable[..., DirectoryPlan]) -> Callable[..., CommandResult]:
    """Make a command of `plan`: with --dry-run it only says what would be, otherwise it is decided, with
    --reason."""

    @click.option("--reason", metavar="LÝ_DO", default="", help="Lý do, ghi cùng quyết định.")
    @click.option("--dry-run", is_flag=True, help="Chỉ cho biết điều gì sẽ khác, không sửa.")
    @options.with_workspace
    @wraps(plan)
    def run(workspace: Workspace, *, reason: str, dry_run: bool, **given: Any) -> CommandResult:
        planned = plan(workspace, **given)
        words = change_words(workspace.directory, planned.change)
        if not dry_run:
            carry_out(planned, reason)
        document: dict[str, Json] = {
            "units": [*map(unit_json, planned.change.units)],
            "closed": [*planned.change.closed],
            "words": words,
            "says": [*planned.lines],
            "decided": not dry_run,
        }
        return CommandResult(document, [*planned.lines, words])

    return run


@unit.command()
@click.argument("name", metavar="TÊN")
@click.option("--level", metavar="CẤP", help="Cấp của đơn vị (mặc định: như các đơn vị cùng nơi nhận).")
@click.option("--parent", metavar="MÃ", help="Đơn vị nhận báo cáo (mặc định: đơn vị làm việc).")
@click.option("--code", metavar="MÃ", help="Mã của đơn vị; không ghi thì đặt theo tên, cấp và nơi nhận.")
@click.option("--person", metavar="TÊN", default="", help="Người liên hệ.")
@click.option("--phone", metavar="SỐ", default="", help="Số điện thoại.")
@_deciding
def add(
    workspace: Workspace,
    name: str,
    level: str | None,
    parent: str | None,
    code: str | None,
    person: str,
    phone: str,
) -> DirectoryPlan:
    """Thêm một đơn vị vào danh mục."""
    above = workspace.directory.get(workspace.unit.code if parent is None else parent)
    kind = level or usual_level(workspace, above)
    return changes.add_unit(workspace, name, kind, parent, code, Contact(person, phone))


@unit.command()
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@click.argument("name", metavar="TÊN")
@_deciding
def rename(workspace: Workspace, of_unit: str, name: str) -> DirectoryPlan:
    """Đổi tên một đơn vị trong danh mục. Mã và khóa giữ nguyên."""
    return changes.rename_unit(workspace, of_unit, name)


@unit.command()
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@click.argument("parent", metavar="NƠI_NHẬN")
@_deciding
def move(workspace: Workspace, of_unit: str, parent: str) -> DirectoryPlan:
    """Chuyển một đơn vị về nơi nhận khác, cùng các đơn vị trực thuộc."""
    return changes.move_unit(workspace, of_unit, parent)


@unit.command()
@click.argument("of_units", metavar="ĐƠN_VỊ...", nargs=-1, required=True)
@click.option("--into", metavar="MÃ", help="Gộp vào đơn vị này, đã có trong danh mục.")
@click.option("--name", metavar="TÊN", help="Gộp thành một đơn vị mới tên này.")
@_deciding
def merge(workspace: Workspace, of_units: Sequence[str], into: str | None, name: str | None) -> DirectoryPlan:
    """Gộp các đơn vị thành một. Báo cáo đã nhận giữ nguyên."""
    if (into is None) == (name is None):
        raise click.UsageError("either --into or --name")
    return changes.merge_units(workspace, of_units, into, name or "")


@unit.command()
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@click.argument("names", metavar="TÊN...", nargs=-1, required=True)
@click.option("--stays", is_flag=True, help="Đơn vị cũ vẫn còn, bên cạnh các đơn vị mới.")
@_deciding
def split(workspace: Workspace, of_unit: str, names: Sequence[str], stays: bool) -> DirectoryPlan:
    """Tách một đơn vị thành các đơn vị mới. Báo cáo đã nhận giữ nguyên."""
    return changes.split_unit(workspace, of_unit, names, stays=stays)


@unit.command()
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@_deciding
def close(workspace: Workspace, of_unit: str) -> DirectoryPlan:
    """Ngừng theo dõi một đơn vị. Báo cáo đã nhận giữ nguyên, không chờ báo cáo mới."""
    return changes.close_unit(workspace, of_unit)


@unit.command("reopen")
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@_deciding
def reopen(workspace: Workspace, of_unit: str) -> DirectoryPlan:
    """Theo dõi lại một đơn vị đã ngừng."""
    return changes.reopen_unit(workspace, of_unit)


@unit.command()
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@click.option("--person", metavar="TÊN", default="", help="Người liên hệ.")
@click.option("--phone", metavar="SỐ", default="", help="Số điện thoại.")
@_deciding
def contact(workspace: Workspace, of_unit: str, person: str, phone: str) -> DirectoryPlan:
    """Ghi người liên hệ của một đơn vị. Không ghi gì là bỏ."""
    return changes.set_contact(workspace, of_unit, Contact(person, phone))


_LIST_WORDS: Final = {
    LineState.NEW: "Thêm",
    LineState.CHANGED: "Sửa",
    LineState.AMBIGUOUS: "Cần xem",
    LineState.TWICE: "Trùng",
    LineState.REFUSED: "Chưa nhập",
}
"""What is printed before a line of a list, by its state; what stays and what is no unit is only counted."""


@unit.command("import")
@click.argument("file", metavar="TỆP", type=options.FILE)
@click.option("--parent", metavar="MÃ", help="Đơn vị nhận báo cáo của các dòng không ghi nơi nhận.")
@click.option("--level", metavar="CẤP", help="Cấp của các dòng không ghi cấp.")
@click.option("--line", "answers", metavar="DÒNG=MÃ", multiple=True, help="Dòng này là đơn vị MÃ, hoặc MOI.")
@click.option("--reason", metavar="LÝ_DO", default="", help="Lý do, ghi cùng quyết định.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết điều gì sẽ khác, không sửa.")
@options.with_workspace
def import_list(
    workspace: Workspace,
    file: Path,
    parent: str | None,
    level: str | None,
    answers: Sequence[str],
    reason: str,
    dry_run: bool,
) -> CommandResult:
    """Nhập danh sách đơn vị từ Excel hoặc CSV. Dòng chưa rõ thì để lại."""
    found = unit_list(workspace, file, parent, level, dict(map(_answer, answers)))
    is_decided = found.plan is not None and not dry_run
    if found.plan is not None and is_decided:
        carry_out(found.plan, reason)
    counts: dict[str, Json] = {state.value: len(found.of_state(state)) for state in LineState}
    lines = [
        f"{_LIST_WORDS[each.state]}, dòng {each.number}: {each.name}. {each.words}".strip()
        for each in found.lines
        if each.state in _LIST_WORDS
    ]
    same, missing = len(found.of_state(LineState.SAME)), len(found.missing)
    done = "Đã ghi vào danh mục." if is_decided else "Danh mục không thay đổi."
    lines += [f"Giữ nguyên: {same} đơn vị. Không có trong danh sách: {missing} đơn vị.", done]
    document: dict[str, Json] = {
        "columns": [each.value for each in found.columns],
        "counts": counts,
        "lines": [*map(_line_json, found.lines)],
        "missing": [*map(unit_json, found.missing)],
        "decided": is_decided,
    }
    return CommandResult(document, lines)


def _answer(text: str) -> tuple[int, str]:
    """The line and the unit of "12=TH-A"; "12=MOI" says that the line is of a new unit."""
    number, _, code = text.partition("=")
    if not number.isdecimal() or not code:
        raise click.UsageError("--line is a number and a code")
    return int(number), NEW_UNIT if code.upper() in ("MOI", "MỚI") else code


def _line_json(line: ListLine) -> Json:
    return {
        "line": line.number,
        "name": line.name,
        "state": line.state.value,
        "unit": None if line.unit is None else unit_json(line.unit),
        "before": None if line.before is None else unit_json(line.before),
        "candidates": [each.code for each in line.candidates],
        "words": line.words,
    }


@unit.command("list")
@click.option("--search", metavar="CHỮ", default="", help="Chỉ những đơn vị có các chữ này, dấu tùy ý.")
@options.with_workspace
def list_units(workspace: Workspace, search: str) -> CommandResult:
    """Liệt kê các đơn vị trực thuộc ở mọi cấp. Kèm người liên hệ, khóa và đơn vị cũ."""
    wanted = {*slug(search).split("-")} - {""}
    found = [
        each for each in unit_tree(workspace) if wanted <= {*search_words(each.unit.name), each.unit.code}
    ]
    found.sort(key=lambda each: name_order(each.unit.name))
    lines = [_tree_line(each) for each in found] or ["Không có đơn vị nào."]
    return CommandResult({"units": [*map(_tree_json, found)]}, lines)


@unit.command()
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@click.argument("parent", metavar="NƠI_NHẬN")
@click.option("--reason", metavar="LÝ_DO", default="", help="Lý do, ghi cùng quyết định.")
@options.with_workspace
def place(workspace: Workspace, of_unit: str, parent: str, reason: str) -> CommandResult:
    """Cho biết đơn vị của tệp để riêng báo cáo về đâu, rồi đọc lại tệp."""
    results = [*place_unit(workspace, of_unit, parent, reason)]
    lines = [f"{result.name}: {result.message}" for result in results]
    return CommandResult({"unit": of_unit, "results": [*map(result_json, results)]}, lines)


@unit.command()
@click.argument("of_unit", metavar="ĐƠN_VỊ")
@options.with_workspace
def keys(workspace: Workspace, of_unit: str) -> CommandResult:
    """Liệt kê các khóa của một đơn vị: đang dùng, đã dùng, chưa xác nhận."""
    found = unit_keys(workspace, of_unit)
    lines = [_key_line(each) for each in found] or ["Chưa có khóa nào của đơn vị này."]
    return CommandResult({"unit": of_unit, "keys": [*map(_key_json, found)]}, lines)


@unit.command()
@options.with_workspace
def years(workspace: Workspace) -> CommandResult:
    """Liệt kê đơn vị cũ nay thuộc đơn vị nào, giữa các năm và theo quyết định ở đây."""
    found = successions(workspace)
    lines = [f"{each.name or each.code} ({each.edition}) → {each.into_name or each.into}" for each in found]
    return CommandResult({"units": [*map(_succession_json, found)]}, lines or ["Không có thay đổi nào."])


def unit_json(of: Unit) -> dict[str, Json]:
    """A unit as commands print it."""
    return {"code": of.code, "name": of.name, "level": of.level, "parent": of.parent}


def _tree_json(each: TreeUnit) -> Json:
    return {
        **unit_json(each.unit),
        "state": each.state.value,
        "person": each.contact.name,
        "phone": each.contact.phone,
        "reported_name": each.reported_name or None,
        "went_to": [other.code for other in each.went_to],
        "came_from": [other.code for other in each.came_from],
        "key": each.key or None,
        "has_reports": each.has_reports,
    }


def _tree_line(each: TreeUnit) -> str:
    who = ", ".join(filter(None, (each.contact.name, each.contact.phone)))
    return f"{each.unit.name} ({each.unit.code}){_STATES[each.state]}{f', {who}' if who else ''}"


def _key_json(each: KeyUse) -> Json:
    return {
        "key": each.key,
        "short": each.letters,
        "at": each.at,
        "in_use": each.is_in_use,
        "confirmed": bool(each.place),
        "reports": each.reports,
    }


def _key_line(each: KeyUse) -> str:
    state = "đang dùng" if each.is_in_use else "đã dùng" if each.place else "chưa xác nhận"
    at = f", xác nhận lúc {each.at.replace('T', ' ')}" if each.at else ""
    return f"{each.letters}: {state}{at}, {each.reports} báo cáo trong kỳ"


def _succession_json(each: Succession) -> Json:
    return {
        "edition": each.edition,
        "code": each.code,
        "name": each.name,
        "into_edition": each.later,
        "into": each.into,
        "into_name": each.into_name,
        "decided": each.is_decided,
    }
