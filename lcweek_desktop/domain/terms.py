"""What a receiver sets for the units below it in a campaign: a deadline of its own, and a few words.

Source: docs/bundle-format.md, Assignment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from lcweek_desktop.domain.form import Form


@dataclass(frozen=True)
class Deadline:
    """The last `day` in time, and the `text` that says so to people."""

    day: date
    text: str


@dataclass(frozen=True)
class Terms:
    """The terms on which a unit reports to its receiver.

    A `deadline` of None leaves that of the campaign. `note` is one line, empty for none.
    """

    deadline: Deadline | None = None
    note: str = ""

    def applied(self, form: Form) -> Form:
        """`form` with the deadline of these terms; its structure, and so its hash, stays."""
        if self.deadline is None:
            return form
        day, text = self.deadline.day, self.deadline.text
        return replace(form, campaign=replace(form.campaign, deadline=day, deadline_text=text))
