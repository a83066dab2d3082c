"""An assignment in sentences: who gives it to whom, what would happen here, and what to be sure of."""

from __future__ import annotations

from collections.abc import Iterator

from lcweek_desktop.domain.terms import Terms
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.assigning.assignment_offer import AssignmentOffer, Standing
from lcweek_desktop.services.campaigns.offer_words import outcome_lines


def title_of(offer: AssignmentOffer) -> str:
    """The question, or where there is nothing to do what the file is."""
    campaign = offer.place.form.campaign
    if not offer.asks:
        return f"{offer.unit.name} đã nhận gói giao việc này; không có gì thay đổi."
    return f"{offer.unit.name} nhận việc báo cáo năm {campaign.year} từ {offer.giver.name}?"


def facts(offer: AssignmentOffer) -> Iterator[tuple[str, str]]:
    """What the assignment says, each with what it is: unit, campaign, deadline, words."""
    campaign = offer.place.form.campaign
    yield "Đơn vị", f"{offer.unit.name} (mã {offer.unit.code})"
    yield "Gửi báo cáo cho", receiver_name(offer)
    yield "Kỳ báo cáo", campaign.name
    yield "Hạn gửi", deadline_words(offer)
    if offer.terms.note:
        yield "Lời dặn", offer.terms.note


def receiver_name(offer: AssignmentOffer) -> str:
    """The name of the unit that the recipient reports to."""
    return next(each.name for each in offer.place.directory.above(offer.unit))


def deadline_words(offer: AssignmentOffer) -> str:
    """The deadline that would hold, with the one before it where that is another."""
    now, before = _deadline(offer, offer.terms), _deadline(offer, offer.before)
    return now if offer.before is None or now == before else f"{now} (trước đây: {before})"


def doubts(offer: AssignmentOffer) -> tuple[str, ...]:
    """Sentences on what a person has to be sure of before saying yes."""
    said = []
    if offer.key_is_new:
        said.append(sentence("assignment-key-new", giver=offer.giver.name))
    if offer.others:
        units = ", ".join(each.name for each in offer.others)
        said.append(sentence("assignment-another", units=units, name=offer.unit.name))
    if offer.standing is Standing.OLDER:
        said.append(sentence("assignment-older", giver=offer.giver.name))
    for other in () if offer.campaign is None else offer.campaign.others:
        of = {"campaign": other.manifest.campaign, "publisher": other.publisher.name}
        said.append(sentence("campaign-key-other", short=other.key.short, **of))
    return tuple(said)


def outcomes(offer: AssignmentOffer) -> Iterator[str]:
    """What else would happen here."""
    if offer.stray is not None:
        yield sentence("assignment-stray", before=offer.stray.unit.code, after=offer.unit.code)
    if offer.seen:
        yield sentence("assignment-seen", giver=offer.giver.name, revision=offer.seen)
    if offer.campaign is not None:
        publisher, short = offer.campaign.file.publisher.name, offer.campaign.file.key.short
        yield sentence("assignment-campaign", publisher=publisher, short=short)
        yield from outcome_lines(offer.campaign)


def offer_lines(offer: AssignmentOffer) -> list[str]:
    """All of it, for the command line."""
    return [
        title_of(offer),
        f"Nơi giao việc: {offer.giver.name} ({offer.giver.code}), mã khóa {offer.file.key.short}.",
        *(f"{about}: {said}." for about, said in facts(offer)),
        *doubts(offer),
        *outcomes(offer),
    ]


def _deadline(offer: AssignmentOffer, terms: Terms | None) -> str:
    if terms is not None and terms.deadline is not None:
        return terms.deadline.text
    return offer.place.form.campaign.deadline_text or "chưa rõ hạn"
