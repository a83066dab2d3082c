"""Signed paper read back: its figures, who signed them, whether they are those of the file (bundle.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.paper import PaperPayload, decode_head, decode_paper, verify_paper
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.intake.sheets import codes_on
from lcweek_desktop.services.paper.verdict import PaperVerdict
from lcweek_desktop.services.workspace.keys import own_keys
from lcweek_desktop.services.workspace.workspace import Workspace

_TOLD: Final = 5
"""Cells that a sentence names."""


@dataclass(frozen=True)
class Difference:
    """A cell of which paper and file say different numbers; None for a blank."""

    cell: Cell
    name: str
    paper: int | None
    file: int | None


@dataclass(frozen=True)
class PaperReading:
    """What one code, or a file without any, is worth. `verified`: the signature is right and its key is the
    unit's own or confirmed here. Unit, revision and figures are None or empty where nothing was read; the
    figures of a paper that is not `verified` are only its word. `payload`: the signed bytes; `key`: the
    public key (`RW…`) that verified them."""

    file: Path
    verdict: PaperVerdict
    code: str
    message: str
    verified: bool = False
    unit: Unit | None = None
    revision: int | None = None
    report: str | None = None
    figures: Figures | None = None
    differences: tuple[Difference, ...] = ()
    payload: bytes = b""
    key: str = ""


def read_papers(workspace: Workspace, files: Iterable[Path]) -> Iterator[PaperReading]:
    """Read every code in `files`, photos or scans of signed paper, as `desk` knows its units; nothing that is
    kept changes, nothing is counted. A file that cannot be read is a reading too."""
    for file in files:
        try:
            codes = codes_on(file)
        except KnownError as error:
            yield PaperReading(file, PaperVerdict.UNREADABLE, error.code, error.message)
            continue
        payloads = [code for code in codes if not _is_text(code)]
        if not payloads:
            message = sentence("paper-no-code", file=file.name)
            yield PaperReading(file, PaperVerdict.UNREADABLE, "paper-no-code", message)
        for payload in payloads:
            yield _read(workspace, file, payload)


def _is_text(code: bytes) -> bool:
    """Whether it is somebody else's code, a text or an address: our payloads begin with a small number."""
    return code[:1] >= b" "


def _read(workspace: Workspace, file: Path, payload: bytes) -> PaperReading:
    try:
        paper = decode_paper(workspace.form, payload)
        unit = workspace.directory.get(paper.head.unit)
    except KnownError as error:
        return PaperReading(file, PaperVerdict.FOREIGN, error.code, error.message)
    trusted, seen = _keys(workspace, unit)
    signer = _signer(trusted, payload)
    verified = signer is not None
    known = _known(workspace, unit, paper)
    differences = tuple(_differences(workspace.form, paper, known))
    verdict, code = _verdict(paper, payload, known, verified, trusted, seen)
    message = sentence(
        code,
        file=file.name,
        unit=unit.code,
        name=unit.name,
        revision=paper.head.revision,
        cells=_listed(differences) or "các dòng của mục 11, ghi chú hoặc nội dung báo cáo",
    )
    return PaperReading(
        file,
        verdict,
        code,
        message,
        verified,
        unit,
        paper.head.revision,
        short_code(paper.head.fingerprint.hex()),
        paper.figures,
        differences,
        payload,
        "" if signer is None else signer.base64,
    )


def _verdict(
    paper: PaperPayload,
    payload: bytes,
    known: tuple[bytes, ...],
    verified: bool,
    trusted: tuple[PublicKey, ...],
    seen: tuple[PublicKey, ...],
) -> tuple[PaperVerdict, str]:
    claimed = any(key.number == paper.head.key for key in (*trusted, *seen))
    if _signer((*trusted, *seen), payload) is None:
        return (
            (PaperVerdict.FORGED, "paper-forged")
            if claimed
            else (PaperVerdict.KEY_UNKNOWN, "paper-key-unknown")
        )
    if payload in known:
        return PaperVerdict.MATCHES, "paper-matches" if verified else "paper-matches-pending"
    if known:
        return PaperVerdict.DIFFERS, "paper-differs"
    if not verified:
        return PaperVerdict.KEY_UNKNOWN, "paper-key-unknown"
    return PaperVerdict.NO_FILE, "paper-no-file"


def _signer(keys: Iterable[PublicKey], payload: bytes) -> PublicKey | None:
    for key in keys:
        try:
            verify_paper(key, payload)
        except KnownError:
            continue
        return key
    return None


def _keys(workspace: Workspace, unit: Unit) -> tuple[tuple[PublicKey, ...], tuple[PublicKey, ...]]:
    """The unit's keys: those that are its own or confirmed here, and all that came with its files."""
    store = workspace.store
    own = [key for each, key in own_keys(workspace.context).items() if each == unit.id]
    confirmed = store.confirmations.of_unit(workspace.unit.id, unit.id)
    held = store.stored_reports.of_unit(workspace.unit.id, workspace.campaign, unit.id)
    trusted = (*own, *(PublicKey.from_base64(each.key) for each in confirmed))
    return trusted, tuple(PublicKey.from_base64(each.version.id.key) for each in held)


def _known(workspace: Workspace, unit: Unit, paper: PaperPayload) -> tuple[bytes, ...]:
    """The signed payloads of the same revision under the same key whose report is here: frozen by `desk`, or
    held as a file. Under another key the number says nothing: a reinstalled machine counts from 1 again."""
    store, revision = workspace.store, paper.head.revision
    frozen = (
        store.revisions.get(unit.id, workspace.campaign, revision) if unit.id == workspace.unit.id else None
    )
    own = () if frozen is None else (frozen.paper,)
    held = store.stored_reports.of_unit(workspace.unit.id, workspace.campaign, unit.id)
    files = (each.paper for each in held if not each.is_paper_only and each.version.revision == revision)
    return tuple(each for each in (*own, *files) if decode_head(each).key == paper.head.key)


def _differences(form: Form, paper: PaperPayload, known: tuple[bytes, ...]) -> Iterator[Difference]:
    """Against the first that is known of that revision; nothing when none is."""
    for file in known[:1]:
        theirs = decode_paper(form, file).figures
        for cell in form.stored_cells:
            if paper.figures.get(cell) != theirs.get(cell):
                yield Difference(cell, _name(form, cell), paper.figures.get(cell), theirs.get(cell))


def _name(form: Form, cell: Cell) -> str:
    row = form.row_by_key[cell.row]
    measure = next(each.label for each in form.measures if each.key == cell.measure)
    return f"{row.tt or row.label}, {measure}"


def _listed(differences: tuple[Difference, ...]) -> str:
    """The first few in words; a table has them all."""
    more = len(differences) - _TOLD
    said = [*map(_told, differences[:_TOLD]), *([f"và {more} ô khác"] if more > 0 else [])]
    return "; ".join(said)


def _told(difference: Difference) -> str:
    paper, file = (format_number(value) or "trống" for value in (difference.paper, difference.file))
    return f"{difference.name}: giấy {paper}, tệp {file}"
