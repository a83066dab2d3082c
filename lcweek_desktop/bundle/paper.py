"""The paper code's payload: what the QR code beside the signature carries, as bytes and as figures.

The code is drawn in documents and found in a picture by intake. Source: docs/bundle-format.md, Paper payload.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, TypeVar

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.shortcode import DIGEST_BYTES
from lcweek_desktop.bundle.varint import Cursor, CutOffError, varint
from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.form import CampaignId, Form, MeasureKey
from lcweek_desktop.domain.report import Figures, Report
from lcweek_desktop.domain.unit import UnitCode, unit_code
from lcweek_desktop.errors import KnownError

if TYPE_CHECKING:
    from lcweek_desktop.bundle.keys import PublicKey, SigningKey

SIGNATURE_BYTES: Final = 64
"""The length of the signature at the end of a signed payload."""
MAX_PAPER_BYTES: Final = 410
"""The most bytes of a signed payload with the numbers of own lines; beyond it a digest replaces them."""

_VERSION: Final = 1
_VERSIONS: Final = range(1, 0x20)
"""The first bytes that payloads of later versions may have; any other is no payload, most often a text."""
_SIGNED_CONTEXT: Final = b"lcweek-paper-1\0"
"""Signed before the payload, so that no other signature of the key passes for this one."""

_DIGEST_BYTES: Final = 16
"""The length of what stands for numbers that the paper has no room for."""
_RECKONED_NUMBER: Final = 3
"""The bytes reckoned for each number: it is up to 2,097,151, and the sums of a province average less."""
_RECKONED_CODE: Final = 24
"""The characters reckoned for the code of a unit."""
_RECKONED_REVISION: Final = 2

_K = TypeVar("_K")
_T = TypeVar("_T")

LineNumbers: TypeAlias = Sequence[Mapping[MeasureKey, int]]
"""The filled measures of each own line, in the report's order."""


class PaperHead(NamedTuple):
    """What a payload says before its figures.

    `form` (4 bytes) stands for campaign and form, `fingerprint` (10 bytes) is the beginning of the report's,
    `key` (8 bytes) the number of the signer's key.
    """

    form: bytes
    unit: UnitCode
    revision: int
    fingerprint: bytes
    key: bytes


class LinesDigest(NamedTuple):
    """Stands for own lines with too many numbers for paper: their count, and 16 bytes of their SHA-256."""

    lines: int
    digest: bytes


@dataclass(frozen=True)
class PaperPayload:
    """A decoded payload: `figures` are the report's sums, `lines` the unit's own lines without labels.

    Both are empty where the paper of the form carries no figures (`Form.paper_has_figures`).
    """

    head: PaperHead
    figures: Figures
    lines: LineNumbers | LinesDigest


def paper_head(
    campaign: CampaignId, form_hash: str, unit: UnitCode, revision: int, fingerprint: str, key: PublicKey
) -> PaperHead:
    """The head of a report's payload; `form_hash` and `fingerprint` are hex."""
    prefix = bytes.fromhex(fingerprint)[:DIGEST_BYTES]
    return PaperHead(_form_prefix(campaign, form_hash), unit, revision, prefix, key.number)


def head_bytes(head: PaperHead) -> bytes:
    """The bytes with which a payload that has `head` begins."""
    return b"".join(
        (
            bytes([_VERSION]),
            head.form,
            bytes([len(head.unit)]),
            head.unit.encode("ascii"),
            varint(head.revision),
            head.fingerprint,
            head.key,
        )
    )


def report_payload(form: Form, report: Report, sums: Figures, fingerprint: str, signer: PublicKey) -> bytes:
    """The unsigned payload of `report`, whose sums are `sums` and whose fingerprint (hex) is `fingerprint`.

    Raises ValueError as `encode_paper`.
    """
    head = paper_head(
        report.campaign, report.form_hash, report.unit.code, report.revision, fingerprint, signer
    )
    return encode_paper(form, head, sums, [line.values for line in report.content.own_lines])


def largest_payload(form: Form) -> int:
    """How many bytes, with the signature, the figures of a full report of `form` need in the paper code.

    Beyond MAX_PAPER_BYTES the form has too many cells, and its paper carries none (`paper_has_figures`).
    """
    head = 1 + 4 + 1 + _RECKONED_CODE + _RECKONED_REVISION + DIGEST_BYTES + 8
    cells = _bitmap_bytes(form.stored_cells) + _RECKONED_NUMBER * len(form.stored_cells)
    lines = 2 + _DIGEST_BYTES
    return head + cells + lines + SIGNATURE_BYTES


def encode_paper(form: Form, head: PaperHead, figures: Figures, lines: LineNumbers | LinesDigest) -> bytes:
    """The unsigned payload. Raises ValueError for a number that is negative or above the cap for integers,
    and for own lines of which only the digest is known where the paper carries no figures."""
    if not form.paper_has_figures:
        if isinstance(lines, LinesDigest):
            raise ValueError("a digest of own lines for paper without figures")
        return head_bytes(head) + _digest(_numbers(figures, form.stored_cells) + _tail(form, lines))
    front = _front(form, head, figures)
    whole = front + _tail(form, lines)
    if len(whole) + SIGNATURE_BYTES <= MAX_PAPER_BYTES or not lines or isinstance(lines, LinesDigest):
        return whole
    return front + _tail(form, lines_digest(form, lines))


def lines_digest(form: Form, lines: LineNumbers) -> LinesDigest:
    """What stands for `lines` in a payload that has no room for their numbers."""
    return LinesDigest(len(lines), _digest(_all_numbers(form, lines)))


def sign_paper(key: SigningKey, payload: bytes) -> bytes:
    """`payload` followed by the key's signature."""
    return payload + key.sign(_SIGNED_CONTEXT + payload)


def verify_paper(key: PublicKey, signed: bytes) -> bytes:
    """The payload without its signature. Raises KnownError `paper-signature` when that is not `key`'s."""
    payload, signature = signed[:-SIGNATURE_BYTES], signed[-SIGNATURE_BYTES:]
    if not key.verifies(signature, _SIGNED_CONTEXT + payload):
        raise KnownError("paper-signature")
    return payload


def decode_head(signed: bytes) -> PaperHead:
    """The head of a signed payload, for which no form is needed; the signature is not verified.

    Raises KnownError `paper-version` or `paper-damaged`.
    """
    return _decoded(signed, _head)


def is_paper_of(form: Form, signed: bytes) -> bool:
    """Whether the signed payload is of a report of `form`. Raises KnownError as `decode_head`."""
    return decode_head(signed).form == _form_prefix(form.campaign.id, form.hash)


def decode_paper(form: Form, signed: bytes) -> PaperPayload:
    """All that a signed payload says; the signature is not verified.

    Raises KnownError `paper-version`, `paper-form` when it is of another campaign or form, `paper-damaged`
    when it is no payload or not written exactly as `encode_paper` writes it.
    """
    paper = _decoded(signed, lambda cursor: _paper(form, cursor))
    if not form.paper_has_figures:
        return paper
    again = _front(form, paper.head, paper.figures) + _tail(form, paper.lines)
    has_numbers = bool(paper.lines) and not isinstance(paper.lines, LinesDigest)
    too_long = has_numbers and len(signed) > MAX_PAPER_BYTES
    if too_long or again != signed[:-SIGNATURE_BYTES]:
        raise KnownError("paper-damaged")
    return paper


def _form_prefix(campaign: CampaignId, form_hash: str) -> bytes:
    # With the campaign, as next year's form may have the same structure and so the same hash.
    return hashlib.sha256(canonical_json([campaign, form_hash])).digest()[:4]


def _digest(numbers: bytes) -> bytes:
    return hashlib.sha256(numbers).digest()[:_DIGEST_BYTES]


def _front(form: Form, head: PaperHead, figures: Figures) -> bytes:
    return head_bytes(head) + _numbers(figures, form.stored_cells)


def _tail(form: Form, lines: LineNumbers | LinesDigest) -> bytes:
    if isinstance(lines, LinesDigest):
        return varint(lines.lines << 1 | 1) + lines.digest
    return varint(len(lines) << 1) + _all_numbers(form, lines)


def _all_numbers(form: Form, lines: LineNumbers) -> bytes:
    measures = [measure.key for measure in form.measures]
    return b"".join(_numbers(line, measures) for line in lines)


def _numbers(values: Mapping[_K, int], keys: Sequence[_K]) -> bytes:
    """A bitmap of the filled `keys`, lowest bit first, then their values."""
    filled = [values[key] for key in keys if key in values]
    if not all(0 <= value <= caps.MAX_INTEGER for value in filled):
        raise ValueError("a number that paper does not carry")
    bitmap = sum(1 << at for at, key in enumerate(keys) if key in values)
    return bitmap.to_bytes(_bitmap_bytes(keys), "little") + b"".join(map(varint, filled))


def _bitmap_bytes(keys: Sequence[object]) -> int:
    return (len(keys) + 7) // 8


def _decoded(signed: bytes, read: Callable[[Cursor], _T]) -> _T:
    if len(signed) <= SIGNATURE_BYTES or signed[0] not in _VERSIONS:
        raise KnownError("paper-damaged")
    if signed[0] != _VERSION:
        raise KnownError("paper-version")
    try:
        return read(Cursor(signed[1:-SIGNATURE_BYTES]))
    except (CutOffError, UnicodeDecodeError) as error:
        raise KnownError("paper-damaged") from error


def _head(cursor: Cursor) -> PaperHead:
    form = cursor.take(4)
    unit = cursor.take(cursor.take(1)[0]).decode("ascii")
    try:
        code = unit_code(unit)
    except KnownError as error:
        raise CutOffError from error
    return PaperHead(form, code, cursor.varint(), cursor.take(DIGEST_BYTES), cursor.take(8))


def _paper(form: Form, cursor: Cursor) -> PaperPayload:
    head = _head(cursor)
    if head.form != _form_prefix(form.campaign.id, form.hash):
        raise KnownError("paper-form")
    if not form.paper_has_figures:
        cursor.take(_DIGEST_BYTES)
        if cursor.rest:
            raise CutOffError
        return PaperPayload(head, MappingProxyType({}), ())
    figures = _read_numbers(cursor, form.stored_cells)
    lines = _read_lines(cursor, form)
    if cursor.rest:
        raise CutOffError
    return PaperPayload(head, figures, lines)


def _read_lines(cursor: Cursor, form: Form) -> LineNumbers | LinesDigest:
    count, shortened = divmod(cursor.varint(), 2)
    if shortened and not count:
        raise CutOffError
    if shortened:
        return LinesDigest(count, cursor.take(_DIGEST_BYTES))
    measures = [measure.key for measure in form.measures]
    lines: list[Mapping[MeasureKey, int]] = []
    while len(lines) < count:
        lines.append(_read_numbers(cursor, measures))
    return tuple(lines)


def _read_numbers(cursor: Cursor, keys: Sequence[_K]) -> Mapping[_K, int]:
    bitmap = int.from_bytes(cursor.take(_bitmap_bytes(keys)), "little")
    return MappingProxyType({key: cursor.varint() for at, key in enumerate(keys) if bitmap >> at & 1})
