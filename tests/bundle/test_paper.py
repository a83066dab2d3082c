"""The paper payload: bytes ↔ figures, its size, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev import ROOT
from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.paper import (
    MAX_PAPER_BYTES,
    SIGNATURE_BYTES,
    LinesDigest,
    PaperHead,
    PaperPayload,
    decode_head,
    decode_paper,
    encode_paper,
    head_bytes,
    largest_payload,
    lines_digest,
    paper_head,
    sign_paper,
    verify_paper,
)
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.errors import KnownError
from tests.bundle.sample_bundles import key_named
from tests.bundle.small_form import COUNT, FORM, LARGE, PEOPLE, figures, large_form, small_form
from tests.factories import FORM as FORM_2024
from tests.factories import FORMS, own_lines
from tests.factories import figures as any_figures

KEY = key_named("a")
FINGERPRINT = "0123456789abcdef" * 4


def head(form: Form = FORM, unit: str = "03403-thcs-ban-bo", revision: int = 1) -> PaperHead:
    return paper_head(form.campaign.id, form.hash, UnitCode(unit), revision, FINGERPRINT, KEY.public)


def signed(payload: bytes) -> bytes:
    return sign_paper(KEY, payload)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(KnownError) as refused:
        call()
    return refused.value.code


@given(st.data())
def test_what_is_printed_is_read_back(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(FORMS))
    sums: dict[Cell, int] = dict(data.draw(any_figures(form)))
    for cell in data.draw(st.sets(st.sampled_from(form.stored_cells))):
        sums[cell] = data.draw(st.integers(0, caps.MAX_INTEGER))
    sums = {cell: sums[cell] for cell in form.stored_cells if cell in sums}
    lines = tuple(line.values for line in data.draw(own_lines(form)))
    written_head = head(form, revision=data.draw(st.integers(0, caps.MAX_INTEGER)))
    payload = encode_paper(form, written_head, sums, lines)
    read = decode_paper(form, signed(payload))
    shown = lines if len(payload) + SIGNATURE_BYTES <= MAX_PAPER_BYTES or not lines else read.lines
    assert read == PaperPayload(written_head, sums, shown)
    assert decode_head(signed(payload)) == written_head
    assert verify_paper(KEY.public, signed(payload)) == payload


def test_the_bytes_are_those_of_the_format() -> None:
    """The example of docs/bundle-format.md."""
    payload = encode_paper(
        FORM,
        head(unit="106", revision=300),
        figures(r1_1_count=2, r1_1_people=0, r2_count=130),
        [{PEOPLE: 7}],
    )
    document = (ROOT / "docs" / "bundle-format.md").read_text(encoding="utf-8")
    assert f"\n    {payload.hex(' ')}\n" in document
    assert FORM.hash == sha256_hex((ROOT / "tests" / "data" / "bundles" / "form.json").read_bytes())


def test_too_many_own_lines_leave_their_count_and_a_digest() -> None:
    lines = [{COUNT: 10**7, PEOPLE: n} for n in range(60)]
    paper = decode_paper(FORM, signed(encode_paper(FORM, head(), figures(r2_count=1), lines)))
    assert paper.lines == lines_digest(FORM, lines)
    assert isinstance(paper.lines, LinesDigest)
    assert paper.lines.lines == 60
    assert paper.lines != lines_digest(FORM, [*lines[:-1], {COUNT: 10**7}])


def test_own_lines_stay_as_long_as_there_is_room() -> None:
    front = len(encode_paper(FORM, head(), figures(), [])) + SIGNATURE_BYTES
    fitting = [{COUNT: 1}] * ((MAX_PAPER_BYTES - front) // 2)
    kept, dropped = (
        decode_paper(FORM, signed(encode_paper(FORM, head(), figures(), lines))).lines
        for lines in (fitting, [*fitting, {COUNT: 1}])
    )
    assert kept == tuple(fitting)
    assert isinstance(dropped, LinesDigest)


def test_paper_of_a_form_with_many_cells_has_a_digest_in_their_place() -> None:
    full = dict.fromkeys(LARGE.stored_cells, 10**7)
    lines = [{COUNT: 1, PEOPLE: 2}]
    payload = encode_paper(LARGE, head(LARGE), full, lines)
    assert len(payload) == len(head_bytes(head(LARGE))) + 16
    assert decode_paper(LARGE, signed(payload)) == PaperPayload(head(LARGE), {}, ())
    other = {**full, LARGE.stored_cells[0]: 1}
    assert len({payload, encode_paper(LARGE, head(LARGE), other, lines), _without_lines(full)}) == 3
    assert refusal(lambda: decode_paper(LARGE, signed(payload[:-1]))) == "paper-damaged"
    assert refusal(lambda: decode_paper(LARGE, signed(payload + bytes(1)))) == "paper-damaged"


def _without_lines(figures: Figures) -> bytes:
    return encode_paper(LARGE, head(LARGE), figures, [])


def test_a_form_s_paper_has_figures_as_long_as_a_full_report_has_room() -> None:
    fitting, larger = large_form(29), large_form(30)
    assert (len(fitting.stored_cells), len(larger.stored_cells)) == (87, 90)
    assert fitting.paper_has_figures
    assert largest_payload(fitting) <= MAX_PAPER_BYTES < largest_payload(larger)
    assert not larger.paper_has_figures
    assert all(form.paper_has_figures for form in FORMS)


def test_sums_alone_are_never_shortened() -> None:
    every = dict.fromkeys(FORM_2024.stored_cells, caps.MAX_INTEGER)
    payload = encode_paper(FORM_2024, head(FORM_2024, "x" * 64), every, [])
    assert len(payload) > MAX_PAPER_BYTES
    assert decode_paper(FORM_2024, signed(payload)).figures == every


@pytest.mark.parametrize(
    ("level", "unit", "most", "money", "measured"),
    [
        ("truong", "03403-thcs-ban-bo", 300, 50_000_000, 201),
        ("huyen", "106", 30_000, 10**10, 240),
        ("tinh", "12", 300_000, 10**11, 256),
    ],
)
def test_it_stays_as_small_as_measured(level: str, unit: str, most: int, money: int, measured: int) -> None:
    """The sizes of docs/adr/0022, with every open cell of the 2024 form filled."""
    cells = filled(LevelKey(level), most, money, Random(unit))
    payload = encode_paper(FORM_2024, head(FORM_2024, unit, 2), cells, [])
    assert len(payload) + SIGNATURE_BYTES <= measured


def test_the_largest_own_entry_of_the_longest_code_fits_without_a_digest() -> None:
    largest = {cell: max(FORM_2024.rule(cell).limit, 10**7) for cell in FORM_2024.stored_cells}
    payload = encode_paper(FORM_2024, head(FORM_2024, "x" * 64, 99), largest, [])
    assert len(payload) + SIGNATURE_BYTES <= MAX_PAPER_BYTES


def filled(level: LevelKey, most: int, money: int, random: Random) -> Figures:
    """Every cell that `level` may fill, drawn up to `most`, or `money` where the form's limit allows it."""
    return {
        cell: random.randrange(money if FORM_2024.rule(cell).limit > 10**9 else most)
        for cell in FORM_2024.stored_cells
        if FORM_2024.state(cell, level) is CellState.OPEN
    }


@pytest.mark.parametrize("value", [-1, caps.MAX_INTEGER + 1])
def test_a_number_that_paper_does_not_carry_is_not_written(value: int) -> None:
    with pytest.raises(ValueError, match="number"):
        encode_paper(FORM, head(), figures(r2_count=value), [])
    with pytest.raises(ValueError, match="number"):
        encode_paper(FORM, head(), {}, [{COUNT: value}])


def test_another_years_page_is_told_apart_even_with_the_same_form() -> None:
    other = small_form("thu-2031")
    assert other.hash == FORM.hash
    page = signed(encode_paper(other, head(other), {}, []))
    assert refusal(lambda: decode_paper(FORM, page)) == "paper-form"


def test_no_other_key_and_no_other_byte_verifies() -> None:
    page = signed(encode_paper(FORM, head(), figures(r1_1_count=2), [{PEOPLE: 7}]))
    assert refusal(lambda: verify_paper(key_named("b").public, page)) == "paper-signature"
    for at in range(8 * len(page)):
        other = bytearray(page)
        other[at // 8] ^= 1 << at % 8
        assert refusal(lambda other=other: verify_paper(KEY.public, bytes(other))) == "paper-signature"  # type: ignore[misc]


def test_a_payload_of_a_later_version_says_so() -> None:
    page = b"\x02" + encode_paper(FORM, head(), {}, [])[1:]
    assert refusal(lambda: decode_paper(FORM, signed(page))) == "paper-version"
    assert refusal(lambda: decode_head(signed(page))) == "paper-version"


def malformed() -> Mapping[str, bytes]:
    sound = encode_paper(FORM, head(unit="106"), figures(r2_count=5), [{PEOPLE: 7}])
    assert sound.endswith(b"\x10\x00\x05\x02\x02\x07")
    front = sound[:-6]
    return {
        "cut off": sound[:-1],
        "a byte too many": sound + b"\0",
        "bits beyond the cells": front + b"\x10\x80\x05\x02\x02\x07",
        "bits beyond the measures": front + b"\x10\x00\x05\x02\x06\x07",
        "a number written longer than need be": front + b"\x10\x00\x85\x00\x02\x02\x07",
        "a number above the cap": front + b"\x10\x00" + b"\xff" * 8 + b"\x7f" + b"\x02\x02\x07",
        "a number without end": front + b"\x10\x00" + b"\xff" * 12,
        "more own lines than there are": front + b"\x10\x00\x05\x04\x02\x07",
        "a digest that is too short": front + b"\x10\x00\x05\x03" + bytes(15),
        "a digest that is too long": front + b"\x10\x00\x05\x03" + bytes(17),
        "a digest of no own lines": front + b"\x10\x00\x05\x01" + bytes(16),
        "own lines longer than allowed": front + b"\x10\x00\x05\xc8\x06" + b"\x00" * 420,
        "a unit that is no code": sound.replace(b"\x03106", b"\x031 6"),
        "a unit in Vietnamese": sound.replace(b"\x03106", "\x03ạ".encode()),
        "only a head": sound[:20],
        "nothing": b"",
    }


@pytest.mark.parametrize("name", malformed())
def test_what_would_have_been_written_otherwise_is_refused(name: str) -> None:
    assert refusal(lambda: decode_paper(FORM, signed(malformed()[name]))) == "paper-damaged"


@given(st.binary(max_size=120))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    sound = encode_paper(FORM, head(), {}, [])[:31]
    for page in (data, signed(sound + data)):
        try:
            paper = decode_paper(FORM, page)
        except KnownError as error:
            assert error.code.startswith("paper-")
        else:
            assert page[:-SIGNATURE_BYTES] == encode_again(paper)


def encode_again(paper: PaperPayload) -> bytes:
    assert not isinstance(paper.lines, LinesDigest) or paper.lines.digest
    lines = () if isinstance(paper.lines, LinesDigest) else paper.lines
    again = encode_paper(FORM, paper.head, paper.figures, lines)
    if isinstance(paper.lines, LinesDigest):
        from lcweek_desktop.bundle.varint import varint

        return again[:-1] + varint(paper.lines.lines << 1 | 1) + paper.lines.digest
    return again
