"""`receipt.json`, and the judgements of a journal, to JSON and back (docs/bundle-format.md, Receipt)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.report import unit_from_json, unit_json
from lcweek_desktop.domain.codec.strict import (
    MalformedError,
    any_object,
    code,
    hex64,
    hex64_or_prefix,
    integer,
    iso_date,
    list_of,
    matching,
    nonempty_text,
    object_with_keys,
    text,
)
from lcweek_desktop.domain.form_keys import CampaignId, Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.receipt import (
    MAX_REMARKS,
    HeadingPlace,
    Judgement,
    PhotoPlace,
    Receipt,
    ReceiptVerdict,
    Remark,
    RemarkPlace,
    RemarkState,
    StatedRemark,
)

_KEYS: Final = (
    *("campaign", "day", "fingerprint", "highest", "number", "receiver", "remarks", "revision", "unit"),
    "verdict",
)
_remark_id: Final = matching(re.compile(r"[0-9a-f]{16}"))


def receipt_json(receipt: Receipt) -> dict[str, Json]:
    """The content of `receipt.json`."""
    return {
        "campaign": receipt.campaign,
        "day": receipt.day,
        "fingerprint": receipt.fingerprint,
        "highest": receipt.highest,
        "number": receipt.number,
        "receiver": unit_json(receipt.receiver),
        "remarks": [{**_remark_json(each.remark), "state": each.state.value} for each in receipt.remarks],
        "revision": receipt.revision,
        "unit": unit_json(receipt.unit),
        "verdict": receipt.verdict.value,
    }


def receipt_from_json(value: Json) -> Receipt:
    """The receipt that `receipt_json` made `value` from. Raises MalformedError for anything else."""
    data = object_with_keys(value, "", _KEYS)
    revision = integer(data["revision"], "/revision", 0)
    receipt = Receipt(
        campaign=CampaignId(code(data["campaign"], "/campaign")),
        receiver=unit_from_json(data["receiver"], "/receiver"),
        unit=unit_from_json(data["unit"], "/unit"),
        number=integer(data["number"], "/number", 1),
        revision=revision,
        fingerprint=hex64_or_prefix(data["fingerprint"], "/fingerprint"),
        verdict=ReceiptVerdict(_one_of(data["verdict"], "/verdict", *ReceiptVerdict)),
        highest=integer(data["highest"], "/highest", revision),
        day=iso_date(data["day"], "/day"),
        remarks=list_of(data["remarks"], "/remarks", _stated_remark),
    )
    _refuse_contradictions(receipt)
    return receipt


def judgement_json(judgement: Judgement) -> dict[str, Json]:
    """A judgement as the journal keeps it."""
    return {
        "fingerprint": judgement.fingerprint,
        "remarks": [_remark_json(each) for each in judgement.remarks],
        "revision": judgement.revision,
        "settled": [*sorted(judgement.settled)],
        "verdict": judgement.verdict.value,
    }


def judgement_from_json(value: Json) -> Judgement:
    """The judgement that `judgement_json` made `value` from. Raises MalformedError for anything else."""
    data = object_with_keys(value, "", ("fingerprint", "remarks", "revision", "settled", "verdict"))
    return Judgement(
        fingerprint=hex64_or_prefix(data["fingerprint"], "/fingerprint"),
        revision=integer(data["revision"], "/revision", 0),
        verdict=ReceiptVerdict(_one_of(data["verdict"], "/verdict", *ReceiptVerdict)),
        remarks=list_of(data["remarks"], "/remarks", _remark),
        settled=frozenset(list_of(data["settled"], "/settled", _remark_id)),
    )


def _refuse_contradictions(receipt: Receipt) -> None:
    if len(receipt.remarks) > MAX_REMARKS:
        raise MalformedError("/remarks", "too many")
    if len({each.remark.id for each in receipt.remarks}) != len(receipt.remarks):
        raise MalformedError("/remarks", "an id twice")
    if (receipt.verdict is ReceiptVerdict.RETURNED) != bool(receipt.open_remarks):
        raise MalformedError("/verdict", "not that of the remarks")
    if receipt.receiver.id.edition != receipt.unit.id.edition or receipt.receiver.id == receipt.unit.id:
        raise MalformedError("/receiver", "not another unit of the edition")


def _remark_json(remark: Remark) -> dict[str, Json]:
    return {"id": remark.id, "place": _place_json(remark.place), "text": remark.text}


def _place_json(place: RemarkPlace) -> Json:
    match place:
        case Cell(row=row, measure=measure):
            return {"measure": measure, "row": row}
        case HeadingPlace(heading=heading):
            return {"heading": heading}
        case PhotoPlace(sha256=sha256):
            return {"photo": sha256}
    return None


def _stated_remark(value: Json, place: str) -> StatedRemark:
    data = object_with_keys(value, place, ("id", "place", "state", "text"))
    state = RemarkState(_one_of(data["state"], f"{place}/state", *RemarkState))
    return StatedRemark(_remark_of(data, place), state)


def _remark(value: Json, place: str) -> Remark:
    return _remark_of(object_with_keys(value, place, ("id", "place", "text")), place)


def _remark_of(data: Mapping[str, Json], place: str) -> Remark:
    return Remark(
        id=_remark_id(data["id"], f"{place}/id"),
        place=_place(data["place"], f"{place}/place"),
        text=nonempty_text(data["text"], f"{place}/text"),
    )


def _place(value: Json, place: str) -> RemarkPlace:
    if value is None:
        return None
    keys = any_object(value, place).keys()
    if "heading" in keys:
        data = object_with_keys(value, place, ("heading",))
        return HeadingPlace(HeadingKey(nonempty_text(data["heading"], f"{place}/heading")))
    if "photo" in keys:
        data = object_with_keys(value, place, ("photo",))
        return PhotoPlace(hex64(data["photo"], f"{place}/photo"))
    data = object_with_keys(value, place, ("measure", "row"))
    return Cell(
        RowKey(nonempty_text(data["row"], f"{place}/row")),
        MeasureKey(nonempty_text(data["measure"], f"{place}/measure")),
    )


def _one_of(value: Json, place: str, *known: str) -> str:
    found = text(value, place)
    if found not in known:
        raise MalformedError(place, "unknown")
    return found
