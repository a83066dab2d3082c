"""`lcweek campaign`: a year's form begun, checked, compared, published in one file, installed from one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from lcweek_desktop import paths
from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.questions import ask
from lcweek_desktop.cli.receiving import result_json
from lcweek_desktop.cli.result import CommandResult, ExitCode
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.form_changes import Effect, FormChanges, form_changes
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.campaigns.change_words import change_lines
from lcweek_desktop.services.campaigns.checking import mistakes, other_years, paper_size
from lcweek_desktop.services.campaigns.comparing import compared_form
from lcweek_desktop.services.campaigns.definition_folder import read_definition_folder
from lcweek_desktop.services.campaigns.installing import CampaignOffer, campaign_offer
from lcweek_desktop.services.campaigns.offer_words import offer_lines
from lcweek_desktop.services.campaigns.publishing import publication, publish
from lcweek_desktop.services.receiving.new_editions import install_and_receive
from lcweek_desktop.services.workbench.campaign_folder import begin_folder
from lcweek_desktop.services.workspace.context import AppContext, known_forms

_PAPER: Final = {
    True: "Mã QR của báo cáo đầy đủ cần khoảng {needed} byte: bản giấy mang số liệu.",
    False: (
        "Biểu có nhiều ô, mã QR của báo cáo đầy đủ cần khoảng {needed} byte: bản giấy không mang số liệu, "
        "chỉ chứng thực tệp báo cáo."
    ),
}
"""What is said of the paper of a form, by whether it carries figures."""

_leave_out_option: Final = click.option(
    "--leave-out", is_flag=True, help="Vẫn tiếp tục khi có nội dung đã nhập không còn chỗ."
)


@click.group(subcommand_metavar="LỆNH [THAM SỐ]...", options_metavar="[TÙY CHỌN]")
def campaign() -> None:
    """Kỳ báo cáo: lập, kiểm tra, ban hành, cài."""


@campaign.command()
@click.argument("folder", metavar="THƯ_MỤC", type=options.FILE)
@click.option("--year", metavar="NĂM", required=True, type=click.IntRange(2000, 9999), help="Năm của kỳ mới.")
@click.option("--from", "base", metavar="KỲ", help="Lập từ kỳ này (mặc định: kỳ của năm trước gần nhất).")
@options.with_context
def new(context: AppContext, folder: Path, year: int, base: str | None) -> CommandResult:
    """Lập kỳ báo cáo mới trong một thư mục, từ kỳ của năm trước. Năm và ngày được chuyển sang năm mới."""
    changed = begin_folder(context, base, year, folder)
    listed: list[Json] = [
        {"file": each.file, "line": each.number, "before": each.before, "after": each.after}
        for each in changed
    ]
    lines = [f"{each.file}, dòng {each.number}: {each.after.strip()}" for each in changed]
    done = Verb.BEGIN_CAMPAIGN_FOLDER.done_cli(year=year, folder=folder)
    return CommandResult({"folder": str(folder), "changed": listed}, [*lines, done])


@campaign.command()
@click.argument("folder", metavar="THƯ_MỤC", type=options.FILE)
@options.common_options
def check(folder: Path, home: Path | None) -> CommandResult:
    """Kiểm tra biểu mẫu trong một thư mục. Nêu mọi lỗi: tệp, mục, khóa và cách sửa."""
    definition = read_definition_folder(folder)
    found = mistakes(definition, known_forms(paths.data_home(home), options.forms_folder()).editions)
    paper = None if found else paper_size(definition.form)
    listed: list[Json] = [
        {"code": each.code, "message": each.sentence, **{k: str(v) for k, v in each.context.items()}}
        for each in found
    ]
    if paper is None:
        lines = [each.sentence for each in found]
        unread: dict[str, Json] = {"mistakes": listed, "paper": None, "other_years": []}
        return CommandResult(unread, lines, ExitCode.REFUSED)
    years = other_years(definition.form)
    lines = [
        "Biểu mẫu không có lỗi.",
        _PAPER[paper.has_figures].format(needed=paper.needed),
        *(f"Cần xem lại {each.about}, có năm khác: “{each.text}”" for each in years),
    ]
    document: dict[str, Json] = {
        "mistakes": listed,
        "paper": {**paper._asdict()},
        "other_years": [{**each._asdict()} for each in years],
    }
    return CommandResult(document, lines)


@campaign.command()
@click.argument("folder", metavar="THƯ_MỤC", type=options.FILE)
@click.option(
    "--against",
    metavar="KỲ",
    help="So với kỳ báo cáo này (mặc định: cùng kỳ đang có trên máy, nếu không thì kỳ của năm trước).",
)
@options.with_context
def diff(context: AppContext, folder: Path, against: str | None) -> CommandResult:
    """So sánh biểu mẫu trong thư mục với một kỳ báo cáo. Nêu dòng giữ, đổi tên, thêm, bỏ và hệ quả."""
    form = read_definition_folder(folder).form
    before = context.form(against) if against is not None else compared_form(context, form)
    found = form_changes(before, form)
    document: dict[str, Json] = {"against": before.campaign.id, **changes_json(found)}
    return CommandResult(document, [f"So với kỳ báo cáo {before.campaign.id}.", *change_lines(found)])


@campaign.command()
@click.argument("folder", metavar="THƯ_MỤC", type=options.FILE)
@click.argument("out", metavar="TỆP.lcweek", type=options.FILE)
@click.option("--unit", metavar="MÃ", help="Đơn vị ban hành, khi máy có nhiều đơn vị ở cấp cao nhất.")
@click.option("--edition", metavar="SỐ", type=click.IntRange(1), help="Lần ban hành (mặc định: lần kế tiếp).")
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@_leave_out_option
@options.with_context
def pack(
    context: AppContext,
    folder: Path,
    out: Path,
    unit: str | None,
    edition: int | None,
    yes: bool,
    leave_out: bool,
) -> CommandResult:
    """Ban hành kỳ báo cáo thành một tệp có chữ ký số, cài luôn trên máy này."""
    offer = publication(context, read_definition_folder(folder), unit, edition)
    lines = offer_lines(offer)
    if offer.asks:
        _settle(offer, lines, "Ban hành kỳ báo cáo này?", yes=yes, leave_out=leave_out)
    publish(context, offer, out)
    done = Verb.PUBLISH_CAMPAIGN.done_cli(
        name=offer.file.form.campaign.name, edition=offer.file.manifest.edition, file=out
    )
    document = {"file": str(out), **offer_json(offer), "installed": True}
    return CommandResult(document, [*lines, done] if yes or not offer.asks else [done])


@campaign.command()
@click.argument("file", metavar="TỆP.lcweek", type=options.FILE)
@click.option("--yes", is_flag=True, help="Cài mà không hỏi lại.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết tệp là gì và sẽ có gì thay đổi, không cài.")
@_leave_out_option
@options.with_context
def install(context: AppContext, file: Path, yes: bool, dry_run: bool, leave_out: bool) -> CommandResult:
    """Cài kỳ báo cáo từ tệp của nơi ban hành. Cho xem tệp là gì, của ai, rồi hỏi."""
    offer = campaign_offer(context, file)
    lines = offer_lines(offer)
    document = {"file": str(file), **offer_json(offer)}
    if dry_run or not offer.asks:
        return CommandResult({**document, "installed": not offer.asks}, lines)
    _settle(offer, lines, "Cài kỳ báo cáo này?", yes=yes, leave_out=leave_out)
    received = install_and_receive(context, offer)
    again = [f"{each.file}: {each.message}" for each in received]
    done = Verb.INSTALL_CAMPAIGN.done_cli(
        name=offer.file.form.campaign.name, edition=offer.file.manifest.edition
    )
    document |= {"received": [*map(result_json, received)]}
    return CommandResult({**document, "installed": True}, [*(lines if yes else ()), done, *again])


def offer_json(offer: CampaignOffer) -> dict[str, Json]:
    """A campaign file and what it means here, as docs/cli.md describes it."""
    manifest = offer.file.manifest
    changes = None if offer.changes is None else changes_json(offer.changes)
    others: list[Json] = [
        {
            "campaign": each.manifest.campaign,
            "edition": each.manifest.edition,
            "publisher": each.publisher.name,
            "short": each.key.short,
        }
        for each in offer.others
    ]
    return {
        "campaign": manifest.campaign,
        "year": manifest.year,
        "name": offer.file.form.campaign.name,
        "edition": manifest.edition,
        "publisher": {
            "code": manifest.unit.code,
            "edition": manifest.unit.edition,
            "name": offer.file.publisher.name,
        },
        "key": offer.file.key.base64,
        "short": offer.file.key.short,
        "key_is_new": offer.key_is_new,
        "standing": offer.standing.value,
        "others": others,
        "changes": changes,
        "left": [{"about": each.about, "text": each.text} for each in offer.left],
    }


def changes_json(found: FormChanges) -> dict[str, Json]:
    """Differences of two forms, as docs/cli.md describes them."""
    changes: list[Json] = [
        {
            "part": each.part.value,
            "key": each.key,
            "kind": each.kind.value,
            "effect": each.effect.value,
            "before": each.before,
            "after": each.after,
        }
        for each in found.changes
    ]
    return {"kept": found.kept, "loses": bool(found.of(Effect.LOSES)), "changes": changes}


def _settle(offer: CampaignOffer, lines: Sequence[str], question: str, *, yes: bool, leave_out: bool) -> None:
    """Show `lines` and ask `question` on stderr unless it is answered by `yes`; and once more when something
    finds no place, unless it is to be left out.

    Raises click.Abort for a no, KnownError `campaign-loses` where only the first question is answered.
    """
    if not yes:
        for line in lines:
            click.echo(line, err=True)
        ask(question)
    if offer.left and not leave_out:
        if yes:
            raise KnownError("campaign-loses", count=len(offer.left))
        ask(f"{len(offer.left)} nội dung trên không còn chỗ. Vẫn tiếp tục?")
