"""What receiving says of one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.paper.reading import PaperReading
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from lcweek_desktop.services.workspace.user_files import kept_text


@dataclass(frozen=True)
class ReceiveResult:
    """What receiving says of one item that came, or of one paper code on a picture.

    `file` is the file that was received, `inside` are the names on the way to the item in an archive or a
    mail, outermost first, none for the file itself. `place` names the item among all that was received.
    `code` and `message` give the reason for `verdict`. `unit` (a code), `revision` and `fingerprint` are
    those of its report; they are None for a file that could not be read as one. `notes` are codes of what
    else is to be said: what other programs did to its PDF (`pdf-…`), or that it is known from signed paper
    only.
    `fields` are what the sentence of `code` needs, where the item was not kept.
    `doubts` are sentences on its scans that do not show the paper of this report. `reading` is what the paper
    code says, None for a file with a bundle.
    """

    file: Path
    verdict: ReceiveVerdict
    code: str
    message: str
    unit: str | None = None
    revision: int | None = None
    fingerprint: str | None = None
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    reading: PaperReading | None = None
    inside: tuple[str, ...] = ()
    place: str = ""
    fields: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def name(self) -> str:
        """The item as people name it: the file, and the way to it inside."""
        return shown_way(self.file.name, self.inside)


def shown_way(file: str, inside: Sequence[str]) -> str:
    """How an item is named that lies in `file` at the end of the way `inside`."""
    return " › ".join((file, *inside))


def verdicts(results: Iterable[ReceiveResult]) -> list[ReceiveVerdict]:
    """The one verdict on each item among `results`, in the order in which the items came. A picture with
    several paper codes is settled when all of them are."""
    found: dict[tuple[Path, tuple[str, ...]], ReceiveVerdict] = {}
    for result in results:
        verdict = found.setdefault((result.file, result.inside), result.verdict)
        if verdict.is_settled:
            found[result.file, result.inside] = result.verdict
    return [*found.values()]


def not_received(file: Path, error: KnownError) -> ReceiveResult:
    """The result for a file that `error` kept from being received; nothing of it is kept."""
    if error.code.startswith("passed-"):
        verdict = ReceiveVerdict.PASSED_OVER
    else:
        verdict = ReceiveVerdict.NOT_TAKEN if error.is_of_machine else ReceiveVerdict.UNREADABLE
    return ReceiveResult(file, verdict, error.code, error.message, fields=storable_fields(error.context))


def storable_fields(context: Mapping[str, object]) -> Mapping[str, Json]:
    """What a sentence needs, as it can be stored."""
    return {
        name: value if isinstance(value, (str, int)) else kept_text(str(value))
        for name, value in context.items()
    }
