"""A unit's draft, to JSON and back (docs/bundle-format.md, Draft)."""

from __future__ import annotations

from typing import Final, NamedTuple

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.content import CONTENT_KEYS, content_from_object, content_json
from lcweek_desktop.domain.codec.report import unit_from_json, unit_json
from lcweek_desktop.domain.codec.signoff import signoff_from_json, signoff_json
from lcweek_desktop.domain.codec.strict import MalformedError, code, hex64, object_with_keys
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.domain.report import Content, Draft, SignOff
from lcweek_desktop.domain.unit import Unit

_KEYS: Final = ("campaign", "form", "signoff", "unit", *CONTENT_KEYS)


class DraftHead(NamedTuple):
    """What of a draft can be read without its form: whose it is, for which campaign, the hash of the form by
    which it was entered, and the sign-off."""

    unit: Unit
    campaign: CampaignId
    form_hash: str
    signoff: SignOff


def draft_json(unit: Unit, form: Form, draft: Draft) -> dict[str, Json]:
    """The draft that `unit` entered by `form`, as a JSON value."""
    return {
        **content_json(draft.content),
        "campaign": form.campaign.id,
        "form": form.hash,
        "signoff": signoff_json(draft.signoff),
        "unit": unit_json(unit),
    }


def draft_head_from_json(value: Json) -> DraftHead:
    """The head of the draft `value`, of which everything else is left unread. Raises MalformedError."""
    data = object_with_keys(value, "", _KEYS)
    return DraftHead(
        unit=unit_from_json(data["unit"], "/unit"),
        campaign=CampaignId(code(data["campaign"], "/campaign")),
        form_hash=hex64(data["form"], "/form"),
        signoff=signoff_from_json(data["signoff"], "/signoff"),
    )


def draft_from_json(value: Json, form: Form) -> Draft:
    """The draft that was entered by `form`. Raises MalformedError, also for a negative number."""
    data = object_with_keys(value, "", _KEYS)
    content = content_from_object(data, form, "")
    _refuse_negative(content)
    return Draft(content, draft_head_from_json(value).signoff)


def _refuse_negative(content: Content) -> None:
    for cell, number in content.figures.items():
        if number < 0:
            raise MalformedError(f"/figures/{cell.row}/{cell.measure}", "negative")
    for at, line in enumerate(content.own_lines):
        if any(number < 0 for number in line.values.values()):
            raise MalformedError(f"/own_lines/{at}/values", "negative")
