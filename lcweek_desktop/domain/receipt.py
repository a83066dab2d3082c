"""What a receiver says of a report: that it was accepted, or returned with remarks.

Source: docs/bundle-format.md, Receipt; docs/adr/0159-remarks-are-findings.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from lcweek_desktop.domain.canonical import Json, canonical_json, sha256_hex
from lcweek_desktop.domain.form_keys import CampaignId, Cell, HeadingKey
from lcweek_desktop.domain.unit import Unit

MAX_REMARKS: Final = 100
"""The most remarks in one receipt."""
REMARK_CHECK: Final = "remark:"
"""The beginning of the key of the finding that a remark is at its sender; the remark's id follows."""
_ID_DIGITS: Final = 16


class HeadingPlace(NamedTuple):
    """The text under a heading of the narrative."""

    heading: HeadingKey


class PhotoPlace(NamedTuple):
    """A photo, by its SHA-256 (hex)."""

    sha256: str


RemarkPlace: TypeAlias = Cell | HeadingPlace | PhotoPlace | None
"""What of a report a remark is about; None for the report as a whole."""


class ReceiptVerdict(StrEnum):
    """What became of the report."""

    ACCEPTED = "accepted"
    """It was taken; there is nothing to be corrected."""
    RETURNED = "returned"
    """Its unit is asked to correct it, or to say why it is right."""


class RemarkState(StrEnum):
    """How far a remark has come."""

    OPEN = "open"
    """The unit has not answered."""
    ANSWERED = "answered"
    """A later report of the unit answers it, or has something else in its place."""
    SETTLED = "settled"
    """The receiver is content; it does not come back."""


@dataclass(frozen=True)
class Remark:
    """One remark about a report. `id` has 16 hex digits, by which its answer names it, and `text` is one line
    of at most `lengths.MAX_LINE` characters."""

    id: str
    place: RemarkPlace
    text: str

    @property
    def check(self) -> str:
        """The key of the finding that it is at its sender, under which the answer is accepted."""
        return f"{REMARK_CHECK}{self.id}"


class StatedRemark(NamedTuple):
    """A remark, and how far it has come."""

    remark: Remark
    state: RemarkState


@dataclass(frozen=True)
class Judgement:
    """What a receiver decided about the report `fingerprint`, revision `revision` of a unit.

    `remarks` are those that it made then, and `settled` the ids of earlier ones that it was content with
    then. An accepted report leaves no remark open.
    """

    fingerprint: str
    revision: int
    verdict: ReceiptVerdict
    remarks: tuple[Remark, ...] = ()
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Receipt:
    """What the receipt of one unit says: `receiver` judged the report `fingerprint` of `unit`.

    `number` rises with every judgement about the unit, and with every one that is taken back. `fingerprint`
    has 64 hex digits, or 20 where the report is known from its paper alone. `highest` is the highest revision
    of the unit that the receiver has seen. `day` is the ISO date of the judgement, empty where it is not
    known. `remarks` are all that were ever made about the unit's reports and not withdrawn, the oldest first.
    """

    campaign: CampaignId
    receiver: Unit
    unit: Unit
    number: int
    revision: int
    fingerprint: str
    verdict: ReceiptVerdict
    highest: int
    day: str
    remarks: tuple[StatedRemark, ...] = ()

    @property
    def open_remarks(self) -> tuple[Remark, ...]:
        """The remarks with which the receiver is not content yet."""
        return tuple(each.remark for each in self.remarks if each.state is not RemarkState.SETTLED)


def remark_id(unit: Unit, fingerprint: str, number: int, place: RemarkPlace, text: str) -> str:
    """The id of a remark that is made in receipt `number` about the report `fingerprint` of `unit`: the same
    for the same remark, and another for one that is made again later."""
    said: Json = [unit.id.edition, unit.code, fingerprint, number, place_text(place), text]
    return sha256_hex(canonical_json(said))[:_ID_DIGITS]


def place_text(place: RemarkPlace) -> str:
    """The place as findings name it (domain/checks.py), but a photo by its SHA-256 ("photo:9f86…")."""
    match place:
        case Cell():
            return str(place)
        case HeadingPlace(heading=heading):
            return f"narrative:{heading}"
        case PhotoPlace(sha256=sha256):
            return f"photo:{sha256}"
    return "report"


def settled_by(judgements: Iterable[Judgement]) -> Mapping[Remark, bool]:
    """Every remark of `judgements`, which are in their order, and whether it is settled."""
    settled: dict[Remark, bool] = {}
    for judgement in judgements:
        is_all = judgement.verdict is ReceiptVerdict.ACCEPTED
        for remark in settled:
            settled[remark] |= is_all or remark.id in judgement.settled
        settled.update(dict.fromkeys(judgement.remarks, False))
    return settled


def remarks_at_sender(receipts: Iterable[Receipt]) -> tuple[Remark, ...]:
    """The remarks that a unit still has to look at, given all receipts that it has, in the order in which
    they came.

    They are those of the last receipt: of the highest revision, then number, then the one that came last. A
    remark that any receipt calls settled never comes back.
    """
    held = [*receipts]
    last = last_receipt(held)
    if last is None:
        return ()
    settled = {
        each.remark.id for held_one in held for each in held_one.remarks if each.state is RemarkState.SETTLED
    }
    return tuple(remark for remark in last.open_remarks if remark.id not in settled)


def last_receipt(receipts: Iterable[Receipt]) -> Receipt | None:
    """The one of `receipts`, in the order in which they came, that holds now; None where there is none."""
    ranked = [((each.revision, each.number, at), each) for at, each in enumerate(receipts)]
    return max(ranked, key=lambda each: each[0])[1] if ranked else None
