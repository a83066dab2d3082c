"""Where the photos came from that were added since the page was opened: no report says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lcweek_desktop.domain.form import Campaign


@dataclass(frozen=True)
class Origin:
    """The name of the file that a photo came from, and the day on which it was taken; None when not known."""

    file: str
    taken: date | None


class Origins:
    """The origins of photos, by the SHA-256 of the photo."""

    def __init__(self) -> None:
        self._known: dict[str, Origin] = {}

    def get(self, sha256: str) -> Origin | None:
        """Where a photo came from; None when it was added before the page was opened."""
        return self._known.get(sha256)

    def keep(self, sha256: str, file: str, taken: date | None) -> None:
        """Remember where the photo `sha256` came from."""
        self._known[sha256] = Origin(file, taken)

    def follow(self, old: str, new: str) -> None:
        """The photo `old` became `new` by being turned."""
        if (origin := self._known.get(old)) is not None:
            self._known[new] = origin


def is_outside(taken: date | None, campaign: Campaign) -> bool:
    """Whether a photo was taken on another day than those of the campaign's week."""
    return taken is not None and not campaign.starts <= taken <= campaign.ends
