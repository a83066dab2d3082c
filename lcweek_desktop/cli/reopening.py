"""`lcweek reopen`: a unit goes on with its own report that was sent, also on another machine."""

from __future__ import annotations

from pathlib import Path

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.backup import kept_line
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.opening.reopening import ReopenOffer, reopen_offer
from lcweek_desktop.services.opening.reopening import reopen as reopen_report
from lcweek_desktop.services.workspace.context import AppContext


@click.command()
@click.argument("file", metavar="TỆP", type=options.FILE)
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết có gì thay đổi, không mở lại.")
@options.with_context
def reopen(context: AppContext, file: Path, dry_run: bool) -> CommandResult:
    """Mở lại báo cáo đã gửi của đơn vị mình để làm tiếp. Dùng được trên máy mới chưa có dữ liệu."""
    offer = reopen_offer(context, file)
    document = {**_document(file, offer), "reopened": False, "kept": None}
    lines = [*offer.lines] if offer.asks else [sentence("reopen-same", revision=offer.report.revision)]
    if dry_run or not offer.asks:
        return CommandResult(document, lines)
    reopened = reopen_report(context, offer)
    done = Verb.REOPEN.done_cli(revision=offer.report.revision, unit=offer.report.unit.id.code)
    kept = [] if reopened.kept is None else [kept_line(reopened.kept)]
    document |= {"reopened": True, "kept": None if reopened.kept is None else reopened.kept.number}
    return CommandResult(document, [*lines, done, *kept])


def _document(file: Path, offer: ReopenOffer) -> dict[str, Json]:
    return {
        "file": str(file),
        "unit": offer.report.unit.id.code,
        "campaign": offer.form.campaign.id,
        "revision": offer.report.revision,
        "changes": [*offer.lines] if offer.asks else [],
        "other_key": offer.is_other_key,
        "members": len(offer.report.members),
    }
