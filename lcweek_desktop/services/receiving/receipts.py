"""Receipts: what a unit is told of its report as a signed file, as a page, and as a short message.

Source: docs/bundle-format.md, Receipt; docs/adr/0158-a-receipt-is-a-bundle.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.receipt import read_receipt_file, write_receipt_file
from lcweek_desktop.bundle.sent_file import bundle_in
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.documents.pdf.letter import letter_pdf
from lcweek_desktop.domain.letterhead import letterhead, name_in_sentence
from lcweek_desktop.domain.narrative import Align, Block, Line, Paragraph, Table, TextRun
from lcweek_desktop.domain.receipt import (
    MAX_REMARKS,
    Receipt,
    ReceiptVerdict,
    RemarkState,
    StatedRemark,
)
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.receiving.judging import (
    accept,
    accept_all,
    judged_at,
    receipt_number,
)
from lcweek_desktop.services.receiving.remark_standings import (
    RemarkStanding,
    is_about,
    last_judgement,
    remark_standings,
)
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.summing.held_member import as_member
from lcweek_desktop.services.summing.rollup import listed_unit
from lcweek_desktop.services.summing.unit_reports import unit_reports
from lcweek_desktop.services.workspace.export import file_kind, make_folder, write_file
from lcweek_desktop.services.workspace.keys import make_key, signing_key
from lcweek_desktop.services.workspace.practice import refuse_practice
from lcweek_desktop.services.workspace.workspace import Workspace

_PAGE: Final = ".pdf"
_KINDS: Final = (_PAGE, ".lcweek")
_TITLES: Final = {
    ReceiptVerdict.ACCEPTED: "PHIẾU TIẾP NHẬN BÁO CÁO",
    ReceiptVerdict.RETURNED: "PHIẾU TRẢ LẠI BÁO CÁO",
}
_HEADS: Final = ("TT", "Nội dung trong báo cáo", "Ý kiến", "Tình trạng")
STATES: Final[Mapping[RemarkState, str]] = {
    RemarkState.OPEN: "chờ trả lời",
    RemarkState.ANSWERED: "đã trả lời",
    RemarkState.SETTLED: "đã xong",
}
"""The words for how far a remark has come."""


@dataclass(frozen=True)
class ToldUnit:
    """What a unit is told now: its receipt, and how each of its remarks stands."""

    receipt: Receipt
    standings: tuple[RemarkStanding, ...]

    @property
    def code(self) -> str:
        """The 4 × 4 letters of the report."""
        return short_code(self.receipt.fingerprint)

    def message(self) -> str:
        """A short text for a messenger, a line for each remark with which the receiver is not content."""
        receipt = self.receipt
        named = {
            "receiver": receipt.receiver.name,
            "campaign": receipt.campaign,
            "name": receipt.unit.name,
            "revision": receipt.revision,
            "code": self.code,
        }
        if receipt.verdict is ReceiptVerdict.ACCEPTED:
            return sentence("receipt-text-accepted", **named)
        remarks = [
            f"{number}. {each.place}: {each.remark.text}" for number, each in enumerate(self._unsettled, 1)
        ]
        lines = (sentence("receipt-text-returned", **named), *remarks, sentence("receipt-text-file"))
        return "\n".join(lines)

    @property
    def _unsettled(self) -> tuple[RemarkStanding, ...]:
        return tuple(each for each in self.standings if each.state is not RemarkState.SETTLED)


def told_unit(workspace: Workspace, unit_code: str) -> ToldUnit | None:
    """What `unit_code` is told now; None while nothing was said of its reports, and where the one of which
    it was is lost.

    Raises KnownError `unit-unknown`.
    """
    unit = listed_unit(workspace, unit_code)
    judgement, reports = last_judgement(workspace, unit.id), unit_reports(workspace, unit.id)
    if judgement is None:
        return None
    held = [*reports.reports, *reports.passed_over]
    about = next((each for each in held if is_about(judgement, each)), None)
    if about is None:
        return None
    standings = remark_standings(workspace, reports)
    at = judged_at(workspace, unit.id)
    addressed = as_member(workspace, unit.id, about).unit
    receipt = Receipt(
        campaign=workspace.campaign,
        receiver=workspace.unit,
        unit=replace(addressed, id=about.unit),
        number=receipt_number(workspace, unit.id),
        revision=judgement.revision,
        fingerprint=judgement.fingerprint,
        verdict=judgement.verdict,
        highest=max(each.version.revision for each in held),
        day="" if at is None else at.partition("T")[0],
        remarks=_stated(standings),
    )
    return ToldUnit(receipt, standings)


def write_receipt(
    workspace: Workspace, unit_code: str, target: Path, *, accepts: bool = False, reason: str = ""
) -> ToldUnit:
    """Write what `unit_code` is told now to `target`: a page for people that carries the signed receipt, or
    that alone when it ends in `.lcweek`. Where nothing was said yet of the report that counts, it is
    accepted; with `accepts` in any case, also when it was returned.

    The same judgement gives the same bytes again. Raises KnownError `unit-unknown`, `practice-out`,
    `receipt-none-held`, `receipt-not-counted`, `key-…` or `export-…`; nothing is changed then.
    """
    refuse_practice(workspace.context.home)
    kind = file_kind(target, _KINDS)
    with workspace.store.transaction():
        if accepts or not _is_judged(workspace, unit_code):
            accept(workspace, unit_code, reason)
        told = told_unit(workspace, unit_code)
        if told is None:  # the report that was judged is lost
            raise KnownError("receipt-none-held", name=listed_unit(workspace, unit_code).name)
        write_file(target, _file(workspace, told, kind), _prove)
    return told


def write_accepted_receipt(workspace: Workspace, unit_code: str, target: Path) -> ToldUnit:
    """Write the receipt that the report of `unit_code` that counts is accepted, which is decided now unless
    it was. Raises as `write_receipt`."""
    told = told_unit(workspace, unit_code)
    is_returned = told is not None and told.receipt.verdict is ReceiptVerdict.RETURNED
    return write_receipt(workspace, unit_code, target, accepts=is_returned)


def write_accepted(workspace: Workspace, folder: Path, kind: str = _PAGE) -> Iterator[Path]:
    """Accept as `accept_all` does, and write the receipt of each of its units into `folder`, which is made
    where it is missing; each file that is written.

    Raises KnownError as `write_receipt`, and `receipt-none-counted` where there is no such unit. What was
    written and accepted before stays.
    """
    refuse_practice(workspace.context.home)
    units = accept_all(workspace)
    if not units:
        raise KnownError("receipt-none-counted")
    make_folder(folder)
    for unit in units:
        told = told_unit(workspace, unit.code)
        if told is not None:
            target = folder / receipt_file_name(workspace, unit, kind)
            write_file(target, _file(workspace, told, kind), _prove)
            yield target


def receipt_file_name(workspace: Workspace, unit: Unit, kind: str = _PAGE) -> str:
    """The name of the file with the receipt of `unit`; `kind` is its ending."""
    return f"phieu-tiep-nhan-{workspace.campaign}-{unit.code}{kind}"


def _is_judged(workspace: Workspace, unit_code: str) -> bool:
    """Whether something was said of the report of the unit that counts, or of a later one."""
    unit = listed_unit(workspace, unit_code).id
    judgement, reports = last_judgement(workspace, unit), unit_reports(workspace, unit)
    if judgement is None or reports.counted is None:
        return judgement is not None
    return reports.report(reports.counted).version.revision <= judgement.revision


def _file(workspace: Workspace, told: ToldUnit, kind: str) -> bytes:
    make_key(workspace.context, workspace.unit.id)
    key = signing_key(workspace.context, workspace.unit.id)
    data = write_receipt_file(told.receipt, key)
    return data if kind != _PAGE else _page(workspace, told, key.public.short, data)


def _prove(written: bytes) -> None:
    """Raise KnownError unless `written` is a file that its unit can open."""
    bundle = bundle_in(written)
    if bundle is None:
        raise KnownError("bundle-pdf-plain")
    read_receipt_file(bundle)


def _stated(standings: tuple[RemarkStanding, ...]) -> tuple[StatedRemark, ...]:
    """The remarks as the receipt has them; of more than it holds, the oldest settled ones are left out."""
    over = len(standings) - MAX_REMARKS
    stated: list[StatedRemark] = []
    for each in standings:
        if over > 0 and each.state is RemarkState.SETTLED:
            over -= 1
        else:
            stated.append(StatedRemark(each.remark, each.state))
    return tuple(stated)


def _page(workspace: Workspace, told: ToldUnit, key: str, attachment: bytes) -> bytes:
    """The receipt as a page that carries `attachment`; `key` are the letters of the key that signed that."""
    receipt, form = told.receipt, workspace.form
    signoff = replace(current_draft(workspace).signoff, number="", date=receipt.day)
    unit_name = name_in_sentence(form, receipt.unit)
    head = replace(
        letterhead(form, workspace.unit, workspace.units_above, signoff),
        title=_TITLES[receipt.verdict],
        subject=f"Kỳ {receipt.campaign}, bản số {receipt.revision} của {unit_name}",
        number=f"Phiếu số: {receipt.number}",
        recipients=(f"- {unit_name};", "- Lưu: VT."),
    )
    blocks = _blocks(told, unit_name, name_in_sentence(form, workspace.unit), key)
    return letter_pdf(head, blocks, attachment)


def _blocks(told: ToldUnit, unit: str, receiver: str, key: str) -> list[Block]:
    receipt = told.receipt
    about = f"báo cáo kỳ {receipt.campaign} của {unit}, bản số {receipt.revision}, mã báo cáo {told.code}"
    if receipt.verdict is ReceiptVerdict.ACCEPTED:
        said = f"{receiver} xác nhận đã tiếp nhận {about}."
    else:
        said = (
            f"{receiver} đề nghị xem lại {about}. Đề nghị sửa hoặc trả lời từng ý kiến dưới đây rồi chốt và "
            "gửi bản tiếp theo."
        )
    blocks: list[Block] = [_paragraph(said)]
    if told.standings:
        rows = [
            (str(number), each.place, each.remark.text, STATES[each.state])
            for number, each in enumerate(told.standings, 1)
        ]
        lines: list[tuple[Line, ...]] = [tuple((TextRun(text, bold=True),) for text in _HEADS)]
        lines += [tuple((TextRun(text),) for text in row) for row in rows]
        blocks.append(Table(tuple(lines)))
    blocks += [
        _paragraph(
            "Mở chính tệp PDF này bằng chương trình để thấy từng ý kiến ngay tại ô, tại mục của báo cáo."
        ),
        _paragraph(
            f"Mã khóa ký phiếu: {key}; mở phiếu lần đầu, đơn vị so mã này với mã chương trình hiện ra."
        ),
    ]
    return blocks


def _paragraph(text: str) -> Paragraph:
    return Paragraph((TextRun(text),), Align.JUSTIFY)
