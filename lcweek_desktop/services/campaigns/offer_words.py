"""A campaign file in sentences: what it is and whose, what it would do here, and what to be sure of."""

from __future__ import annotations

from typing import Final

from lcweek_desktop.services.campaigns.change_words import change_lines
from lcweek_desktop.services.campaigns.installing import CampaignOffer, Standing

_STANDINGS: Final = {
    Standing.NEW: "Kỳ báo cáo này chưa có trên máy; các kỳ đang có vẫn giữ nguyên.",
    Standing.FIRST: "Tệp này thay cho kỳ báo cáo có sẵn trong chương trình.",
    Standing.NEXT: "Tệp này thay cho lần ban hành trước đang có trên máy.",
    Standing.KNOWN: "Lần ban hành này đã có trên máy; không có gì thay đổi.",
    Standing.MENDED: "Kỳ báo cáo này trên máy bị hỏng; tệp này thay cho phần hỏng.",
}


def offer_lines(offer: CampaignOffer) -> list[str]:
    """What a campaign file is, whose, what would happen; what to be sure of; what finds no place; and at last
    every change, as there may be more of them than anybody reads."""
    form, manifest = offer.file.form.campaign, offer.file.manifest
    standing, *more = outcome_lines(offer)
    return [
        f"{form.name} (kỳ báo cáo {form.id}, lần ban hành {manifest.edition}).",
        f"Nơi ban hành: {offer.file.publisher.name} ({manifest.unit.code}), mã khóa {offer.file.key.short}.",
        standing,
        *offer.doubts,
        *more,
    ]


def outcome_lines(offer: CampaignOffer) -> list[str]:
    """What would happen here: what the file would replace; what was entered and finds no place; every
    change."""
    return [
        _STANDINGS[offer.standing],
        *(f"Không còn chỗ, giữ lại bên cạnh bản nháp: {each.about}: {each.text}." for each in offer.left),
        *(change_lines(offer.changes) if offer.changes is not None and offer.asks else ()),
    ]
