"""What every use case needs: the open data folder, the forms, the date, and where new keys come from.

A face of the program opens it once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.domain.collation import MemberText
from lcweek_desktop.domain.form import CampaignId, Form, RowKey
from lcweek_desktop.domain.merge import VersionId
from lcweek_desktop.domain.report import Member
from lcweek_desktop.domain.unit import Directory
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import load_forms
from lcweek_desktop.services.workspace.installed_campaigns import Campaigns, edition_forms, read_campaigns
from lcweek_desktop.storage import DATABASE, Store, StoredData, open_store

_T = TypeVar("_T")


class DerivedValues:
    """Values computed from stored data: each once, and again after the data may have changed."""

    def __init__(self) -> None:
        self._values: dict[Hashable, tuple[object, Any]] = {}

    def get(self, key: Hashable, version: object, compute: Callable[[], _T]) -> _T:
        """The value under `key` that `compute` gave at `version` of the data; it is called if there is none.

        Only the value of the last version is kept, and nothing when `compute` raises.
        """
        found = self._values.get(key)
        if found is not None and found[0] == version:
            value: _T = found[1]
            return value
        value = compute()
        self._values[key] = (version, value)
        return value

    def clear(self) -> None:
        """Forget every value."""
        self._values.clear()


@dataclass(frozen=True)
class AppContext:
    """The open data folder `home`, and what does not depend on a unit.

    `shipped` are the forms that come with the program; `forms` has those that were installed, too. `now` is
    the local time of this computer, for deadlines and what people read; nothing is ever ordered by it.
    `new_key` makes the signing key of a unit that has none. `members`, `notes`, `apart` and `texts` keep what
    was read of stored reports, because a report never changes under its signature. `derived` keeps values
    computed from stored data until the data change.
    """

    home: Path
    store: Store
    shipped: Mapping[CampaignId, Form]
    now: Callable[[], datetime] = datetime.now
    new_key: Callable[[], SigningKey] = SigningKey.generate
    members: dict[tuple[str, VersionId], Member] = field(default_factory=dict)
    """Reports of stored files as members of a roll-up, by the hash of its form and the report."""
    notes: dict[VersionId, Mapping[RowKey, str]] = field(default_factory=dict)
    """The notes of the same reports; a roll-up does not carry them."""
    apart: dict[VersionId, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    """The sets of units that the same reports keep apart."""
    texts: dict[VersionId, MemberText] = field(default_factory=dict)
    """What the same reports say in words, as pieces."""
    derived: DerivedValues = field(default_factory=DerivedValues)

    def today(self) -> date:
        """The date of this computer."""
        return self.now().date()

    def minute(self) -> str:
        """The local time to the minute: "2024-10-15T08:30"."""
        return self.now().isoformat(timespec="minutes")[:16]

    @property
    def campaigns(self) -> Campaigns:
        """Every campaign of this installation; read again only after one was installed."""
        version = self.store.version(StoredData.CAMPAIGNS)
        return self.derived.get("campaigns", version, lambda: read_campaigns(self.store, self.shipped))

    @property
    def forms(self) -> Mapping[CampaignId, Form]:
        """The forms of all campaigns, shipped and installed."""
        return self.campaigns.forms

    def form(self, campaign: str | None) -> Form:
        """The form of `campaign`, None for the newest.

        Raises KnownError `form-missing`, or `campaign-damaged` for one that was installed and cannot be read.
        """
        return newest(self.forms) if campaign is None else self.campaigns.form(CampaignId(campaign))

    @property
    def editions(self) -> Mapping[CampaignId, Mapping[str, Form]]:
        """All forms that each campaign has or had here or where it was published, by their hashes, for
        reports that were frozen by them."""
        version, campaigns = self.store.version(StoredData.CAMPAIGNS), self.campaigns
        return self.derived.get(
            "editions", version, lambda: edition_forms(self.store, self.shipped, campaigns)
        )

    @property
    def used_rows(self) -> frozenset[RowKey]:
        """The keys of all rows that any edition of any campaign has or had; they are for ever."""
        forms = (form for editions in self.editions.values() for form in editions.values())
        return frozenset(row.key for form in forms for row in form.rows)

    def earlier_forms(self, form: Form) -> tuple[Form, ...]:
        """The forms of the years before that of `form`, the nearest first."""
        years = sorted(self.forms.values(), key=lambda each: each.campaign.year, reverse=True)
        return tuple(each for each in years if each.campaign.year < form.campaign.year)

    def directory(self, form: Form) -> Directory:
        """The units of the form's edition: those that come with the program or in the campaign's file, and
        those that this installation added or replaced."""

        def read() -> Directory:
            stored = self.store.units.directory(form.campaign.edition)
            return self.campaigns.directory(form).extended(stored.units.values())

        version = self.store.version(StoredData.DIRECTORY)
        return self.derived.get(("directory", form.campaign.id), version, read)


def holds_data(home: Path) -> bool:
    """Whether `home` is the data folder of an installation, or may not be looked into. It need not exist."""
    try:
        return (home / DATABASE).exists()
    except OSError:
        return True


def newest(forms: Mapping[CampaignId, Form]) -> Form:
    """The form of the latest year. Raises KnownError `form-missing` when there are none."""
    form = max(forms.values(), key=lambda form: form.campaign.year, default=None)
    if form is None:
        raise KnownError("form-missing", campaign="nào")
    return form


@contextmanager
def open_context(
    home: Path,
    forms_folder: Path,
    now: Callable[[], datetime] = datetime.now,
    new_key: Callable[[], SigningKey] = SigningKey.generate,
) -> Iterator[AppContext]:
    """Open the data folder `home`, which is made when it does not exist, and close it at the end.

    Raises what `open_store` and `load_forms` raise.
    """
    forms = load_forms(forms_folder)
    with open_store(home) as store:
        yield AppContext(home, store, forms, now, new_key)


class KnownForms(NamedTuple):
    """The forms of all campaigns, and of each those of all its editions, by their hashes."""

    forms: Mapping[CampaignId, Form]
    editions: Mapping[CampaignId, Mapping[str, Form]]


def known_forms(home: Path | None, forms_folder: Path) -> KnownForms:
    """The forms for what needs no data: those of the data folder `home` where it is there and can be opened,
    and otherwise the shipped ones. No folder is made. `home` is None for the shipped ones alone.

    Raises what `load_forms` raises.
    """
    if home is not None and holds_data(home):
        with suppress(KnownError), open_context(home, forms_folder) as context:
            return KnownForms(context.forms, context.editions)
    return KnownForms(load_forms(forms_folder), {})
