"""The polite words to units that have not reported, to be sent by whatever way people write to each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lcweek_desktop.domain.letterhead import in_text
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.units import Desk


def reminder(desk: Desk, missing: Sequence[Unit], today: date) -> str:
    """What `desk` writes to the units `missing`, one line each; other words once the deadline has passed.

    The wording is the campaign's (`forms/<year>/campaign.toml`).
    """
    campaign = desk.form.campaign
    lines = campaign.reminder_late if today > campaign.deadline else campaign.reminder
    return "\n".join(lines).format(
        units="\n".join(f"- {unit.name}" for unit in missing),
        receiver=in_text(desk.form, desk.unit),
        deadline=campaign.deadline_text,
    )
