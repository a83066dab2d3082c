"""`lcweek backup`, `backups`, `restore`: backups of the data folder."""

from __future__ import annotations

from pathlib import Path

import click

from lcweek_desktop import paths
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.domain.values import number_json
from lcweek_desktop.services.backup.backing_up import make_backup
from lcweek_desktop.services.backup.carrying import carry_steps, last_carried
from lcweek_desktop.services.backup.difference_lines import difference_lines
from lcweek_desktop.services.backup.differences import Differences, differences_closed
from lcweek_desktop.services.backup.listing import Backup, ListedBackup, chosen_backup
from lcweek_desktop.services.backup.listing import backups as listed_backups
from lcweek_desktop.services.backup.restoring import restore as restore_backup
from lcweek_desktop.services.backup.words import (
    reason_text,
    remarks_on_carried,
    remarks_on_made,
    size_text,
    state_text,
    time_text,
)
from lcweek_desktop.services.workspace.context import AppContext


@click.command()
@click.argument("out", metavar="[TỆP.lcwbak]", required=False, type=options.FILE)
@options.with_context
def backup(context: AppContext, out: Path | None) -> CommandResult:
    """Sao lưu dữ liệu. Có TỆP.lcwbak hoặc thư mục thì chép thêm ra một tệp để mang đi."""
    if out is None:
        made, file = make_backup(context), None
        lines = [Verb.BACK_UP.done_cli(number=made.backup.number), *remarks_on_made(made)]
    else:
        *_, last = carry_steps(context, out)
        assert last.carried is not None, "the last step gives the file"
        made, file = last.carried.made, last.carried.file
        done = Verb.CARRY_BACKUP.done_cli(number=made.backup.number, file=file)
        lines = [done, *remarks_on_carried(last.carried)]
    document: dict[str, Json] = {
        **backup_json(made.backup),
        "file": None if file is None else str(file),
        "missing": len(made.missing),
        "removed": made.removed_for_room,
    }
    return CommandResult(document, lines)


@click.command()
@options.common_options
def backups(home: Path | None) -> CommandResult:
    """Liệt kê các bản sao lưu. Mới nhất trước; từng bản được đọc lại để biết còn dùng được không."""
    folder = paths.data_home(home)
    listed = [*listed_backups(folder)]
    carried = last_carried(folder)
    document: dict[str, Json] = {
        "backups": [{**backup_json(each.backup), "state": each.state.value} for each in listed],
        "carried": None if carried is None else carried.isoformat(),
    }
    lines = [_backup_line(each) for each in listed]
    return CommandResult(document, lines or ["Chưa có bản sao lưu nào. Hãy sao lưu bằng lệnh lcweek backup."])


@click.command()
@click.argument("named", metavar="[SỐ|TỆP.lcwbak]", required=False)
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết có gì khác, không khôi phục.")
@options.common_options
def restore(home: Path | None, named: str | None, dry_run: bool) -> CommandResult:
    """Khôi phục một bản sao lưu. Mặc định là bản tốt mới nhất; dữ liệu hiện có được giữ lại trước."""
    folder = paths.data_home(home)
    chosen = chosen_backup(folder, named)
    found = differences_closed(folder, options.forms_folder(), chosen)
    lines = [*difference_lines(found)]
    document: dict[str, Json] = {**backup_json(chosen), "differences": differences_json(found)}
    if dry_run:
        return CommandResult({**document, "restored": False}, lines)
    done = restore_backup(folder, chosen)
    lines.append(Verb.RESTORE.done_cli(made=time_text(chosen), number=chosen.number))
    if done.kept is not None:
        lines.append(kept_line(done.kept))
    document |= {
        "restored": True,
        "kept": None if done.kept is None else done.kept.number,
        "damaged": None if done.damaged is None else str(done.damaged),
        "missing": done.missing,
        "without_key": [unit.code for unit in done.without_key],
    }
    return CommandResult(document, [*lines, *done.remarks])


def kept_line(kept: Backup) -> str:
    """A sentence on the backup of the state before."""
    return f"Dữ liệu trước đó là bản sao lưu số {kept.number}."


def _backup_line(listed: ListedBackup) -> str:
    backup = listed.backup
    words = (time_text(backup), reason_text(backup), size_text(backup), state_text(listed.state))
    return f"{backup.number}: {', '.join(words)}."


def differences_json(found: Differences) -> dict[str, Json]:
    """What differs, as docs/cli.md describes it."""
    return {
        "complete": found.is_complete,
        "reports": [
            {
                "name": report.name,
                "campaign": report.campaign,
                "cells": [
                    {
                        "cell": str(each.cell),
                        "now": number_json(each.now, each.decimals),
                        "backup": number_json(each.then, each.decimals),
                    }
                    for each in report.cells
                ],
                "headings": [*report.headings],
                "photos": _pair_json(report.photos),
                "revision": _pair_json(report.revisions),
                "sendings": _pair_json(report.sendings),
                "others": report.has_others,
            }
            for report in found.reports
        ],
        "received": [
            {"name": each.name, "revision": each.revision, "only": "now" if each.only_now else "backup"}
            for each in found.received
        ],
        "units": [
            {
                "code": unit.id.code,
                "now": _unit_json(each.now),
                "backup": _unit_json(each.then),
            }
            for each in found.units
            if (unit := each.now or each.then) is not None
        ],
        "set_aside": [
            {"name": each.name, "only": "now" if each.only_now else "backup"} for each in found.set_aside
        ],
        "decisions": _pair_json(found.decisions),
        "campaigns": [
            {"campaign": each.campaign, "now": each.now, "backup": each.then} for each in found.campaigns
        ],
    }


def _unit_json(unit: Unit | None) -> Json:
    return None if unit is None else {"name": unit.name, "level": unit.level, "parent": unit.parent}


def _pair_json(pair: tuple[int, int]) -> Json:
    now, then = pair
    return {"now": now, "backup": then}


def backup_json(backup: Backup) -> dict[str, Json]:
    """One backup, as docs/cli.md describes it."""
    return {
        "number": backup.number,
        "made": backup.made.isoformat(),
        "reason": backup.reason.value,
        "size": backup.size,
        "path": str(backup.path),
    }
