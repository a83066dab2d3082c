"""`lcweek init`: which unit works on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.units import UnitSetup, set_up


@click.command()
@click.option("--unit", required=True, metavar="MÃ", help="Mã đơn vị.")
@click.option("--name", required=True, metavar="TÊN", help="Tên đơn vị như trong danh mục.")
@click.option("--level", required=True, metavar="CẤP", help="Cấp của đơn vị, ví dụ truong, xa, huyen, tinh.")
@click.option("--parent", metavar="MÃ", help="Đơn vị nhận báo cáo (mặc định: theo danh mục).")
@click.option("--year", metavar="NĂM", help="Kỳ báo cáo (mặc định: kỳ mới nhất có biểu mẫu).")
@click.option(
    "--directory", metavar="TỆP", type=options.FILE, help="Danh mục CSV bổ sung: code,name,level,parent_code."
)
@options.everywhere
def init(
    unit: str,
    name: str,
    level: str,
    parent: str | None,
    year: str | None,
    directory: Path | None,
    home: Path | None,
) -> CommandResult:
    """Tạo đơn vị trên máy này, hoặc sửa đơn vị đã có."""
    with options.opened(home) as context:
        workspace = set_up(context, year, UnitSetup(unit, name, level, parent), listed=directory)
        key = signing_key(context, workspace.unit.id).public
    document = {
        "unit": workspace.unit.code,
        "name": workspace.unit.name,
        "level": workspace.unit.level,
        "parent": workspace.unit.parent,
        "campaign": workspace.campaign,
        "key": key.base64,
        "short": key.short,
    }
    report_to = (
        f"báo cáo về đơn vị {workspace.unit.parent}" if workspace.unit.parent else "không có đơn vị cấp trên"
    )
    lines = [
        f"Máy này làm việc cho {workspace.unit.name} ({workspace.unit.code}), {report_to}.",
        f"Mã khóa ký: {key.short}",
    ]
    return CommandResult({**document}, lines)


COMMANDS = (init,)
