"""What every use case works with, put together once by a face."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lcweek_desktop.domain.form import CampaignId, Form, RowKey
from lcweek_desktop.domain.merge import VersionId
from lcweek_desktop.domain.report import Member
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import load_forms
from lcweek_desktop.storage import DATABASE, Store, open_store


@dataclass(frozen=True)
class AppContext:
    """The open data folder, the forms of every campaign, and today's date (for deadlines only: nothing is
    ever ordered by it)."""

    home: Path
    store: Store
    forms: Mapping[CampaignId, Form]
    today: Callable[[], date] = date.today
    members: dict[VersionId, Member] = field(default_factory=dict)
    """Held reports as members of a roll-up, once read: a report under its signature never changes."""
    notes: dict[VersionId, Mapping[RowKey, str]] = field(default_factory=dict)
    """The notes of the same reports, which a roll-up does not carry."""

    def form(self, campaign: str | None) -> Form:
        """The form of `campaign`, None for the newest; KnownError `form-missing` when there is none."""
        if campaign is None:
            return newest(self.forms)
        form = self.forms.get(CampaignId(campaign))
        if form is None:
            raise KnownError("form-missing", campaign=campaign)
        return form


def holds_data(home: Path) -> bool:
    """Whether `home` is the data folder of an installation; it need not exist."""
    return (home / DATABASE).exists()


def newest(forms: Mapping[CampaignId, Form]) -> Form:
    """The form of the latest year; KnownError `form-missing` when there are none."""
    form = max(forms.values(), key=lambda form: form.campaign.year, default=None)
    if form is None:
        raise KnownError("form-missing", campaign="nào")
    return form


@contextmanager
def open_context(
    home: Path, forms_folder: Path, today: Callable[[], date] = date.today
) -> Iterator[AppContext]:
    """The context over the data folder `home`, which is made when it is not there; closed at the end."""
    forms = load_forms(forms_folder)
    with open_store(home) as store:
        yield AppContext(home, store, forms, today)
