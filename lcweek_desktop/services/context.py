"""What every use case works with, put together once by a face."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import load_forms
from lcweek_desktop.storage import Store, open_store


@dataclass(frozen=True)
class AppContext:
    """The open data folder, the forms of every campaign, and today's date (for deadlines only: nothing is
    ever ordered by it)."""

    home: Path
    store: Store
    forms: Mapping[CampaignId, Form]
    today: Callable[[], date] = date.today

    def form(self, campaign: str) -> Form:
        """KnownError `form-missing` for a campaign the program has no form of."""
        form = self.forms.get(CampaignId(campaign))
        if form is None:
            raise KnownError("form-missing", campaign=campaign)
        return form


@contextmanager
def open_context(
    home: Path, forms_folder: Path, today: Callable[[], date] = date.today
) -> Iterator[AppContext]:
    """The context over the data folder `home`, which is made when it is not there; closed at the end."""
    forms = load_forms(forms_folder)
    with open_store(home) as store:
        yield AppContext(home, store, forms, today)
