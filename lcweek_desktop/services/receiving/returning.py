"""What a person looks at before a report is returned: its places, its remarks so far, what contains it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lcweek_desktop.domain.form import CellState
from lcweek_desktop.domain.merge import Fingerprint
from lcweek_desktop.domain.receipt import (
    HeadingPlace,
    PhotoPlace,
    ReceiptVerdict,
    RemarkPlace,
)
from lcweek_desktop.domain.remark_places import place_name
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.receiving.judging import chosen_report, give_back, sums_above
from lcweek_desktop.services.receiving.receipts import ToldUnit, write_receipt
from lcweek_desktop.services.receiving.remark_standings import (
    HeldReading,
    RemarkStanding,
    is_about,
    last_judgement,
    remark_standings,
)
from lcweek_desktop.services.summing.rollup import listed_unit
from lcweek_desktop.services.summing.unit_reports import unit_reports
from lcweek_desktop.services.workspace.workspace import Workspace


class NamedPlace(NamedTuple):
    """A place of a report, its name, and what the report has there as it is read."""

    place: RemarkPlace
    name: str
    text: str


@dataclass(frozen=True)
class ReturnOffer:
    """A report that may be returned.

    `places` are all that a remark can be about, the whole report first, `standings` the remarks about the
    unit so far. `above` are sentences on the reports that contain it. `verdict` is what the unit was told
    last of this report, None for nothing.
    """

    unit: Unit
    revision: int
    fingerprint: Fingerprint
    places: tuple[NamedPlace, ...]
    standings: tuple[RemarkStanding, ...]
    above: tuple[str, ...]
    verdict: ReceiptVerdict | None


def return_offer(workspace: Workspace, unit_code: str, report: Fingerprint) -> ReturnOffer:
    """What there is to know of the report `report` of `unit_code` before it is returned.

    Raises KnownError `unit-unknown`, `receipt-none-held`, `decide-unknown` or `decide-ambiguous`.
    """
    unit = listed_unit(workspace, unit_code)
    reports = unit_reports(workspace, unit.id)
    held = chosen_report(reports, report)
    judgement = last_judgement(workspace, unit.id)
    is_judged = judgement is not None and is_about(judgement, held)
    reading = HeldReading.of(workspace, unit.id, held)
    return ReturnOffer(
        unit=reading.unit,
        revision=held.version.revision,
        fingerprint=held.version.id.fingerprint,
        places=tuple(_places(workspace, reading)),
        standings=remark_standings(workspace, reports),
        above=sums_above(workspace, held.version.id.fingerprint),
        verdict=judgement.verdict if judgement is not None and is_judged else None,
    )


def return_with_receipt(
    workspace: Workspace,
    offer: ReturnOffer,
    said: tuple[tuple[RemarkPlace, str], ...],
    settled: frozenset[str],
    target: Path,
) -> ToldUnit:
    """Return the report of `offer` as `give_back` does, and write the receipt to `target`: both or none. With
    nothing new said or settled, the receipt of a report that was returned is written once more.

    Raises KnownError as `give_back` and `write_receipt`.
    """
    with workspace.store.transaction():
        if said or settled or offer.verdict is not ReceiptVerdict.RETURNED:
            give_back(workspace, offer.unit.code, said, settled=settled, report=offer.fingerprint)
        return write_receipt(workspace, offer.unit.code, target)


def _places(workspace: Workspace, reading: HeldReading) -> Iterator[NamedPlace]:
    form, unit = workspace.form, reading.unit
    places: list[RemarkPlace] = [None]
    places += [cell for cell in form.cells if form.state(cell, unit.level) is not CellState.CLOSED]
    places += [HeadingPlace(each.key) for each in form.headings_at(unit.level) if each.has_text]
    content = reading.content
    places += [PhotoPlace(photo.sha256) for photo in (() if content is None else content.photos)]
    for place in places:
        yield NamedPlace(place, place_name(form, unit, place, content), reading.text(place))
