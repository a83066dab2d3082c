"""Where a campaign stands: how long there is until its deadline, and what people have to know of it.

Source: docs/form-and-rules.md, Campaign; docs/adr/0106-a-year-in-the-box.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lcweek_desktop.domain.form import Campaign, Form
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.workspace.assignments import receiver_note
from lcweek_desktop.services.workspace.context import AppContext, newest


@dataclass(frozen=True)
class CampaignState:
    """A campaign on the date of this computer, which may be wrong.

    `days_left` are the days until the deadline, negative after it, None while no deadline is known.
    `is_year_over` says that the year of the newest campaign here, which this is, has ended: that of the
    present year is missing. `remarks` are sentences for people: what the receiver asks, and on the form,
    the deadline and the year.
    """

    days_left: int | None
    is_year_over: bool
    remarks: tuple[str, ...]


def campaign_state(context: AppContext, form: Form, unit: UnitId | None = None) -> CampaignState:
    """Where the campaign of `form` stands today, for `unit` with the words of its receiver."""
    today = context.today()
    is_newest = form.campaign.id == newest(context.forms).campaign.id
    is_year_over = is_newest and today.year > form.campaign.year
    note = None if unit is None else receiver_note(context, unit, form.campaign.id)
    said = () if note is None else (sentence("assignment-note", giver=note[0], note=note[1]),)
    remarks = (*said, *_remarks(form.campaign, today if is_year_over else None))
    deadline = form.campaign.deadline
    days_left = None if deadline is None else (deadline - today).days
    return CampaignState(days_left, is_year_over, remarks)


def _remarks(campaign: Campaign, today: date | None) -> Iterator[str]:
    """`today` is given only where the campaign of the present year is missing."""
    if today is not None:
        yield sentence("campaign-year-over", today=f"{today:%d/%m/%Y}")
    if campaign.notice:
        yield sentence("campaign-notice", year=campaign.year, notice=campaign.notice)
    if campaign.deadline is None:
        yield sentence("campaign-no-deadline", year=campaign.year)
