"""Signed paper read back: its figures, who signed them, and whether they are those of a held report.

Source: docs/paper-code.md, Back from a picture and What a reader says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.paper import PaperPayload, decode_head, decode_paper, verify_paper
from lcweek_desktop.bundle.shortcode import short_code
from lcweek_desktop.domain.editions import figures_in
from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.intake.jobs import read_codes
from lcweek_desktop.services.paper.verdict import PaperVerdict
from lcweek_desktop.services.summing.held_member import form_of_paper
from lcweek_desktop.services.workspace.keys import own_keys
from lcweek_desktop.services.workspace.workspace import Workspace

_CELLS_NAMED: Final = 5
"""The most differing cells that a sentence names."""
_LINES_OR_TEXT: Final = "các dòng của mục 11, ghi chú hoặc nội dung báo cáo"
"""Named as the difference when two payloads differ but all their cells agree."""
_FIGURES_OR_TEXT: Final = "số liệu, ghi chú hoặc nội dung báo cáo"
"""Named as the difference where paper carries no figures."""


@dataclass(frozen=True)
class Difference:
    """A cell of which paper and file say different numbers; None for a blank."""

    cell: Cell
    name: str
    paper: int | None
    file: int | None


@dataclass(frozen=True)
class PaperReading:
    """What one paper code is worth, or a file that shows none.

    `code` and `message` give the reason for `verdict`. `verified` says that the signature is right and that
    its key is one of the unit's own on this machine or is confirmed here; the figures of a paper that is not
    verified are only its word. `report` is the fingerprint's 4 × 4 letters. `unit`, `revision`, `report` and
    `figures` are None where no code of a known unit was read, `figures` also where the form's paper carries
    none; of paper of another edition they are those that have a place in the present form. `payload` is the
    signed payload, `key` the public key that verified it (`RW…`), empty for one that is not verified.
    `fields` are what the sentence of `code` needs.
    """

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
    fields: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def was_stopped(self) -> bool:
        """Whether nothing was read because the reading ended early, whatever the file shows."""
        return self.code.startswith("intake-")


class _UnitKeys(NamedTuple):
    """The keys of a unit: `trusted` are its own or confirmed here, `seen` are those of its held reports."""

    trusted: tuple[PublicKey, ...]
    seen: tuple[PublicKey, ...]


def read_papers(workspace: Workspace, files: Iterable[Path]) -> Iterator[PaperReading]:
    """Read every paper code in `files`, which are photos or scans of signed paper.

    Nothing is changed and nothing is counted. A file that cannot be read, or that shows no code, gives one
    reading that says so. Raises KnownError where this machine is at fault and not the file: `temporary-…`.
    """
    for file in files:
        try:
            codes = read_codes(file)
        except KnownError as error:
            if error.is_of_machine:
                raise
            yield PaperReading(file, PaperVerdict.UNREADABLE, error.code, error.message, fields=error.context)
            continue
        payloads = [code for code in codes if not _is_text(code)]
        if not payloads:
            said = {"file": file.name}
            message = sentence("paper-no-code", **said)
            yield PaperReading(file, PaperVerdict.UNREADABLE, "paper-no-code", message, fields=said)
        for payload in payloads:
            yield _read(workspace, file, payload)


def _is_text(code: bytes) -> bool:
    """Whether the code holds a text, such as an address, and is not ours.

    Our payloads begin with their version, which is below any character of a text.
    """
    return code[:1] >= b" "


def _read(workspace: Workspace, file: Path, payload: bytes) -> PaperReading:
    try:
        form, paper = _decoded(workspace, payload)
        unit = workspace.directory.get(paper.head.unit)
    except KnownError as error:
        return PaperReading(file, PaperVerdict.FOREIGN, error.code, error.message, fields=error.context)
    keys = _unit_keys(workspace, unit)
    signer = _signer(dict.fromkeys((*keys.trusted, *keys.seen)), payload)
    is_verified = signer in keys.trusted
    held = _held_payloads(workspace, unit, paper)
    verdict, code = _verdict(paper, payload, keys, signer, held)
    has_figures = form.paper_has_figures
    if code == "paper-no-file" and not has_figures:
        code = "paper-no-figures"
    differences = tuple(_differences(workspace, paper, held))
    said: dict[str, object] = {
        "file": file.name,
        "unit": unit.code,
        "name": unit.name,
        "revision": paper.head.revision,
        "cells": _listed(workspace.form, differences)
        or (_LINES_OR_TEXT if has_figures else _FIGURES_OR_TEXT),
    }
    return PaperReading(
        file=file,
        verdict=verdict,
        code=code,
        message=sentence(code, **said),
        verified=is_verified,
        unit=unit,
        revision=paper.head.revision,
        report=short_code(paper.head.fingerprint.hex()),
        figures=paper.figures if has_figures else None,
        differences=differences,
        payload=payload,
        key=signer.base64 if signer is not None and is_verified else "",
        fields=said,
    )


def _decoded(workspace: Workspace, payload: bytes) -> tuple[Form, PaperPayload]:
    """The form of the edition by which `payload` was made, and what it says, with its figures in cells of the
    present form. Raises KnownError as `decode_paper`."""
    form = form_of_paper(workspace, payload)
    paper = decode_paper(form, payload)
    if form is workspace.form:
        return form, paper
    return form, replace(paper, figures=figures_in(workspace.form, paper.figures, form))


def _verdict(
    paper: PaperPayload, payload: bytes, keys: _UnitKeys, signer: PublicKey | None, held: tuple[bytes, ...]
) -> tuple[PaperVerdict, str]:
    """The verdict on `payload`, which `signer` signed, and its code; `held` are the payloads that it is
    compared with."""
    is_verified = signer in keys.trusted
    if signer is None:
        if any(key.number == paper.head.key for key in (*keys.trusted, *keys.seen)):
            return PaperVerdict.FORGED, "paper-forged"
        return PaperVerdict.KEY_UNKNOWN, "paper-key-unknown"
    if payload in held:
        return PaperVerdict.MATCHES, "paper-matches" if is_verified else "paper-matches-pending"
    if held:
        return PaperVerdict.DIFFERS, "paper-differs"
    if not is_verified:
        return PaperVerdict.KEY_UNKNOWN, "paper-key-unknown"
    return PaperVerdict.NO_FILE, "paper-no-file"


def _signer(keys: Iterable[PublicKey], payload: bytes) -> PublicKey | None:
    """The key of `keys` that signed `payload`, if one did."""
    for key in keys:
        try:
            verify_paper(key, payload)
        except KnownError:
            continue
        return key
    return None


def _unit_keys(workspace: Workspace, unit: Unit) -> _UnitKeys:
    store = workspace.store
    own = [key for each, key in own_keys(workspace.context).items() if each == unit.id]
    decisions = workspace.decisions
    confirmed = [
        each
        for listed in sorted(decisions.units_under(unit.id))
        for each in decisions.confirmations.get(listed, ())
    ]
    held = store.stored_reports.of_unit(workspace.unit.id, workspace.campaign, unit.id)
    return _UnitKeys(
        trusted=(*own, *(PublicKey.from_base64(each.key) for each in confirmed)),
        seen=tuple(PublicKey.from_base64(each.version.id.key) for each in held),
    )


def _held_payloads(workspace: Workspace, unit: Unit, paper: PaperPayload) -> tuple[bytes, ...]:
    """The payloads of the reports of the same revision under the same key that are here: frozen by this
    unit, or held as a file. Under another key the number says nothing, as a reinstalled machine counts from 1
    again."""
    store, revision = workspace.store, paper.head.revision
    frozen = None
    if unit.id == workspace.unit.id:
        frozen = store.revisions.get(unit.id, workspace.campaign, revision)
    own = () if frozen is None else (frozen.paper,)
    held = store.stored_reports.of_unit(workspace.unit.id, workspace.campaign, unit.id)
    files = (each.paper for each in held if not each.is_paper_only and each.version.revision == revision)
    return tuple(each for each in (*own, *files) if decode_head(each).key == paper.head.key)


def _differences(workspace: Workspace, paper: PaperPayload, held: tuple[bytes, ...]) -> Iterator[Difference]:
    """Where `paper` differs from the first of the payloads `held`; nothing when there is none, or when paper
    carries no figures."""
    form = workspace.form
    for payload in held[:1]:
        figures = _decoded(workspace, payload)[1].figures
        for cell in form.stored_cells:
            if paper.figures.get(cell) != figures.get(cell):
                yield Difference(cell, _cell_name(form, cell), paper.figures.get(cell), figures.get(cell))


def _cell_name(form: Form, cell: Cell) -> str:
    row = form.row_by_key[cell.row]
    measure = next(each.label for each in form.measures if each.key == cell.measure)
    return f"{row.tt or row.label}, {measure}"


def _listed(form: Form, differences: tuple[Difference, ...]) -> str:
    """The first differences in words, and the number of those that are not named."""
    parts = [_described(form, each) for each in differences[:_CELLS_NAMED]]
    if (more := len(differences) - _CELLS_NAMED) > 0:
        parts.append(f"và {more} ô khác")
    return "; ".join(parts)


def _described(form: Form, difference: Difference) -> str:
    values = (difference.paper, difference.file)
    paper, file = (form.text_of(difference.cell, value) or "trống" for value in values)
    return f"{difference.name}: giấy {paper}, tệp {file}"
