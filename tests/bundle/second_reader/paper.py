"""The paper payload (Paper payload), and the sums it carries (Sums)."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.bundle.second_reader.small import CODE, LARGEST, Form, key_number, refuse, signed_by, write

Figures = dict[tuple[str, str], int]
SIGNED = b"lcweek-paper-1\0"


def head(campaign: str, form_hash: str, unit: str, revision: int, fingerprint: str, key: bytes) -> bytes:
    """The bytes from the version through the key number."""
    prefix = hashlib.sha256(write([campaign, form_hash]).encode()).digest()[:4]
    written = bytes.fromhex(fingerprint)[:10] + key_number(key)
    return b"\1" + prefix + bytes([len(unit)]) + unit.encode() + varint(revision) + written


def payload(form: Form, start: bytes, figures: Figures, lines: list[dict[str, int]]) -> bytes | None:
    """The payload without its signature; None where the numbers give none."""
    cells = numbers([figures.get(cell) for cell in form.stored])
    each = [numbers([line.get(measure) for measure in form.measures]) for line in lines]
    if cells is None or None in each:
        return None
    written = b"".join(line for line in each if line is not None)
    numbers_of_all = cells + varint(2 * len(lines)) + written
    if not form.paper_has_figures:
        return start + hashlib.sha256(numbers_of_all).digest()[:16]
    whole = start + numbers_of_all
    if lines and len(whole) + 64 > 410:
        return start + cells + varint(2 * len(lines) + 1) + hashlib.sha256(written).digest()[:16]
    return whole


def numbers(values: list[int | None]) -> bytes | None:
    """The bitmap and the varints; None for a number that is none."""
    if any(value is not None and not 0 <= value <= LARGEST for value in values):
        return None
    bits = sum(1 << at for at, value in enumerate(values) if value is not None)
    bitmap = bits.to_bytes((len(values) + 7) // 8, "little")
    return bitmap + b"".join(varint(value) for value in values if value is not None)


def varint(value: int) -> bytes:
    return bytes([value]) if value < 128 else bytes([value % 128 + 128]) + varint(value // 128)


def is_signed(key: bytes, paper: bytes) -> bool:
    return signed_by(key, paper[-64:], SIGNED + paper[:-64])


def judge_payload(form: Form, paper: bytes) -> int | bytes:
    """Refuses what is no payload of the form; the number of own lines, or their count and digest."""
    if len(paper) <= 64 or not 1 <= paper[0] <= 0x1F:
        refuse("paper-damaged")
    if paper[0] != 1:
        refuse("paper-version")
    rest = _Bytes(paper[1:-64])
    prefix = rest.take(4)
    unit = rest.take(rest.take(1)[0])
    if not (unit.isascii() and CODE.fullmatch(unit.decode())):
        refuse("paper-damaged")
    rest.varint()
    rest.take(18)
    if prefix != hashlib.sha256(write([form.campaign, form.hash]).encode()).digest()[:4]:
        refuse("paper-form")
    if not form.paper_has_figures:
        rest.take(16)
        if rest.data:
            refuse("paper-damaged")
        return 0
    rest.numbers(len(form.stored))
    count, digest = divmod(rest.varint(), 2)
    if digest:
        found: int | bytes = varint(2 * count + 1) + rest.take(16)
        if not count:
            refuse("paper-damaged")
    else:
        for _ in range(count):
            rest.numbers(len(form.measures))
        found = count
        if count and len(paper) > 410:
            refuse("paper-damaged")
    if rest.data:
        refuse("paper-damaged")
    return found


class _Bytes:
    """What was not read yet."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def take(self, count: int) -> bytes:
        taken, self.data = self.data[:count], self.data[count:]
        if len(taken) < count:
            refuse("paper-damaged")
        return taken

    def varint(self) -> int:
        written = b""
        while not written or written[-1] >= 128:
            written += self.take(1)
            if len(written) > 9:
                refuse("paper-damaged")
        value = sum((byte % 128) << 7 * at for at, byte in enumerate(written))
        if value > LARGEST or varint(value) != written:
            refuse("paper-damaged")
        return value

    def numbers(self, count: int) -> None:
        bits = int.from_bytes(self.take((count + 7) // 8), "little")
        if bits >> count:
            refuse("paper-damaged")
        for _ in range(bits.bit_count()):
            self.varint()


# Sums


def part_sum(form: Form, figures: Figures, row: str, measure: str) -> int:
    return sum(_shown(form, figures, *part) for part in form.parts(row, measure))


def _shown(form: Form, figures: Figures, row: str, measure: str) -> int:
    if form.state(row, measure) == "open" or (row, measure) in figures:
        return figures.get((row, measure), 0)
    return part_sum(form, figures, row, measure)


def surplus(form: Form, figures: Figures, row: str, measure: str) -> int:
    """0 where no total was typed."""
    typed = figures.get((row, measure))
    return 0 if typed is None else typed - part_sum(form, figures, row, measure)


def combined(form: Form, added: list[Figures], deducted: list[Figures]) -> Figures:
    """What is left of the sum of `added` without `deducted`, in the cells that are added."""
    found: Figures = {}
    for cell in form.stored:
        if form.kind(*cell) != "sum":
            continue
        if form.state(*cell) == "open" and any(cell in each for each in added):
            plus = sum(each.get(cell, 0) for each in added)
            found[cell] = plus - sum(each.get(cell, 0) for each in deducted)
    for cell in reversed(form.stored):
        if form.state(*cell) == "total" and any(cell in each for each in added):
            above = sum(surplus(form, each, *cell) for each in added)
            above -= sum(surplus(form, each, *cell) for each in deducted)
            found[cell] = part_sum(form, found, *cell) + above
    return found


def brought(form: Form, by: Form, figures: Figures) -> Figures:
    """What the form takes of figures of the form `by`."""
    if form is by:
        return figures
    found: Figures = {}
    for cell in reversed(form.stored):
        if cell not in figures or cell not in by.stored or not _is_alike(form, by, cell):
            continue
        number = figures[cell] if by.state(*cell) == "open" else surplus(by, figures, *cell)
        found[cell] = number + (part_sum(form, found, *cell) if form.state(*cell) == "total" else 0)
    return {cell: found[cell] for cell in form.stored if cell in found}


def _is_alike(form: Form, by: Form, cell: tuple[str, str]) -> bool:
    now, before = (each.rows[cell[0]]["cells"][cell[1]] for each in (form, by))
    if any(
        now.get(key, none) != before.get(key, none) for key, none in (("decimals", 0), ("roll_up", "sum"))
    ):
        return False
    return bool(now["state"] == "total" or before["state"] == "open")


def sums(form: Form, own: Figures, members: list[Any], deducted: list[list[str]]) -> Figures:
    """The members have their forms beside them, as "by"."""
    counted = [
        brought(form, member["by"], figures_of(member["figures"]))
        for member in members
        if member["counted"] == "counted"
    ]
    found = combined(form, [own, *counted], [_held(form, members, path) for path in deducted])
    found |= {cell: number for cell, number in own.items() if form.kind(*cell) == "none"}
    entries = [own, *_own_entries(form, members, deducted)] if form.greatest else []
    for cell in form.greatest:
        if numbers := [entry[cell] for entry in entries if cell in entry]:
            found[cell] = max(numbers)
    return found


def _own_entries(form: Form, members: list[Any], deducted: list[list[str]]) -> list[Figures]:
    """The own entries of every place that counts, in cells of the form, whole in its greatest cells."""
    found = []
    for member in members:
        by, inner = member["by"], [path[1:] for path in deducted if path[0] == member["unit"]["code"]]
        if member["counted"] == "counted" and [] not in inner:
            own = member.get("own_greatest", {}) if member["members"] else member["figures"]
            entries = [figures_of(own), *_own_entries(by, member["members"], inner + member["deducted"])]
            found += [brought(form, by, entry) for entry in entries]
    return found


def _held(form: Form, members: list[Any], path: list[str]) -> Figures:
    """What the sum over `members` still holds of the member at `path`."""
    first, *rest = path
    member = next(each for each in members if each["unit"]["code"] == first)
    by = member["by"]
    if not rest:
        return brought(form, by, figures_of(member["figures"]))
    taken = [inner for inner in member["deducted"] if len(inner) > len(rest) and inner[: len(rest)] == rest]
    held = combined(
        by,
        [_held(by, member["members"], rest)],
        [_held(by, member["members"], inner) for inner in taken],
    )
    return brought(form, by, held)


def figures_of(value: dict[str, dict[str, int]]) -> Figures:
    return {(row, measure): number for row, cells in value.items() for measure, number in cells.items()}
