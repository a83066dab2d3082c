"""What differs from the campaign before, on paper: for asking others, and for the files."""

from __future__ import annotations

from collections.abc import Sequence

from lcweek_desktop.documents.pdf.list_pages import ListGroup, PrintedList, list_pdf
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.form_changes import FormChange, form_changes
from lcweek_desktop.services.campaigns.change_words import EFFECT_NAMES, KIND_NAMES, change_name, change_texts


def differences_pdf(before: Form, after: Form, remarks: Sequence[str]) -> bytes:
    """The differences from `before` to `after` as a PDF, the gravest first, under `remarks`."""
    found = form_changes(before, after)
    groups = [
        ListGroup(name, [*map(_row, found.of(effect))])
        for effect, name in EFFECT_NAMES.items()
        if found.of(effect)
    ]
    title = f"NHỮNG CHỖ KHÁC CỦA KỲ BÁO CÁO {after.campaign.year} SO VỚI {before.campaign.year}"
    return list_pdf(PrintedList(title, remarks, ("Chỗ khác", "Kỳ trước", "Kỳ này"), groups))


def _row(change: FormChange) -> tuple[str, str, str]:
    return (f"{change_name(change)} ({KIND_NAMES[change.kind]})", *change_texts(change))
