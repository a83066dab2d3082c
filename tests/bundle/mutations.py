"""Bundles changed at random by somebody who holds every key, and roll-ups made at random."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from random import Random
from typing import Any, Final

from lcweek_desktop.bundle.container import Entry, read_container, write_container
from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.bundle.manifest import Totals
from lcweek_desktop.bundle.paper import report_payload, sign_paper
from lcweek_desktop.domain.canonical import canonical_json, sha256_hex
from lcweek_desktop.domain.codec import MalformedError, report_from_json, report_json
from lcweek_desktop.domain.editions import member_forms
from lcweek_desktop.domain.form import Cell, CellState, Form
from lcweek_desktop.domain.report import Content, Counted, Figures, FormerKey, Member, Report
from lcweek_desktop.domain.rollup import build_rollup, report_sums, walk_members
from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.errors import KnownError
from tests.bundle.sample_assignments import AssignmentParts
from tests.bundle.sample_bundles import BundleParts, as_member, bundle, key_named, key_of, signed_again
from tests.bundle.sample_campaigns import CampaignParts
from tests.bundle.sample_drafts import DraftParts
from tests.bundle.sample_receipts import ReceiptParts
from tests.bundle.small_form import COMMUNE, EARLIER, FORM, KINDS, KINDS_EARLIER, OLDEST, report, unit

_FORMS: Final = (FORM, KINDS, EARLIER, OLDEST, KINDS_EARLIER)
_PARAGRAPH: Final = {"align": "left", "runs": [], "type": "paragraph"}
_VALUES: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, 1, -1, 2, 9, 10**18, 10**18 + 1, -(10**18)),
    *("", "x", "0", "1", " ", "count", "1.1", "7.1", "e\u0301", "\u202e", "2024-02-30", "report", "practice"),
    *(
        "counted",
        "double",
        "conflict",
        "decision",
        "receipt",
        "ab" * 32,
        "ab" * 10,
        "AA==",
        "AB==",
        "ạ" * 501,
    ),
    *(form.hash for form in _FORMS),
    *([], {}, [[]], [""], [None], {"x": 1}, {"text": "x"}, _PARAGRAPH, "ạ" * 501),
)
_JSON_BYTES: Final = b' "\\/{}[]:,-+.eE0127\n\t\x00\x7f\xc2\xa0atrufnlx'
_NAMES: Final = ("report.json", "x.json", "photos/" + "ab" * 32 + ".jpg", "X", "a..b", "a/../b", "a" * 97, "")


class _AnyComment(BundleParts):
    """A manifest of which not even the comment can be made."""

    comment = "lcweek report"


# JSON


def with_other_json(data: bytes, random: Random) -> bytes:
    """`data` with one to three changes in the JSON of one entry, signed again as far as that can be."""
    parts = _parts(data)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        place = random.choice(_json_places(parts))
        if place == "manifest":
            parts.manifest = _changed(parts.manifest, random)
        else:
            value = _changed(json.loads(parts.parts[place]), random)
            if place == "report.json" and random.random() < 0.7:
                value = _refreshed(parts, value)
            parts.parts[place] = canonical_json(value)
            with suppress(Exception):
                parts.relisted()
    return _signed(parts)


def with_other_json_bytes(data: bytes, random: Random) -> bytes:
    """`data` with a byte more, less or other in the text of an entry, signed again."""
    parts = _parts(data)
    place = random.choice(sorted({*_json_places(parts)}))
    text = canonical_json(parts.manifest) if place == "manifest" else parts.parts[place]
    at = random.randrange(len(text))
    text = (
        text[:at]
        + bytes(random.choices(_JSON_BYTES, k=random.randrange(3)))
        + text[at + random.randrange(3) :]
    )
    if place == "manifest":
        return parts.to_bytes(text)
    parts.parts[place] = text
    return _signed(parts.relisted())


def _json_places(parts: BundleParts) -> tuple[str, ...]:
    if "receipt.json" in parts.parts:
        return ("manifest", "receipt.json", "receipt.json", "receipt.json")
    if "draft.json" in parts.parts:
        return ("manifest", "draft.json", "draft.json", "draft.json")
    if "report.json" not in parts.parts:
        return ("manifest",)
    return ("manifest", "report.json", "report.json", "report.json", "signoff.json")


def _parts(data: bytes) -> BundleParts:
    manifest = json.loads(bytes(read_container(data)[0].data))
    parts = BundleParts.of(data, key_named(manifest["unit"]["code"]))
    kinds: dict[str, type[BundleParts]] = {
        "assignment": AssignmentParts,
        "campaign": CampaignParts,
        "draft": DraftParts,
        "receipt": ReceiptParts,
    }
    return kinds.get(manifest["kind"], BundleParts)(parts.manifest, parts.parts, parts.key)


def _signed(parts: BundleParts) -> bytes:
    try:
        return parts.to_bytes()
    except Exception:
        return _AnyComment(parts.manifest, parts.parts, parts.key).to_bytes()


def _changed(value: Any, random: Random) -> Any:
    value = deepcopy(value)
    slots = [*_slots(value)]
    if not slots:
        return random.choice(_VALUES)
    holder, key = random.choice(slots)
    _, other_key = random.choice(slots)
    found = [holder[key] for holder, key in slots]
    alike = [each for each in (*found, *_VALUES) if type(each) is type(holder[key])]
    other = deepcopy(random.choice(found))
    match random.randrange(10):
        case 0:
            holder[key] = deepcopy(random.choice(_VALUES))
        case 1:
            holder[key] = other
        case 2 | 8 | 9:
            holder[key] = deepcopy(random.choice(alike))
        case 3:
            del holder[key]
        case 4 if isinstance(holder, list):
            holder.insert(random.randrange(len(holder) + 1), deepcopy(random.choice((other, holder[key]))))
        case 5 if isinstance(holder, list):
            random.shuffle(holder)
        case 4 | 5:
            holder[random.choice((str(other_key), "extra"))] = other
        case _:
            holder[key] = _altered(holder[key], random)
    return value


def _slots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value inside `value`, as the object or array and the key."""
    keys: Sequence[Any] = ()
    if isinstance(value, (dict, list)):
        keys = [*value] if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        yield from _slots(value[key])


def _altered(value: Any, random: Random) -> Any:
    """Nearly the same value."""
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int):
        return value + random.choice((-1, 1))
    if isinstance(value, str) and value:
        at = random.randrange(len(value))
        return value[:at] + random.choice(("", "0", "a", "A", "=")) + value[at + 1 :]
    return [value]


def _refreshed(parts: BundleParts, value: Any) -> Any:
    """`value` with the payloads of its members, and in `parts` its own and the control totals, made anew."""
    named = value.get("form") if isinstance(value, dict) else None
    form = next((each for each in _FORMS if each.hash == named), FORM)
    try:
        others = {each.hash: each for each in _FORMS if each.campaign.id == form.campaign.id}
        changed = report_from_json(value, form, others)
        members = tuple(_all_signed_again(each, form) for each in changed.members)
        return _with_payload(parts, replace(changed, members=members), form)
    except (MalformedError, KnownError, ValueError, KeyError, RecursionError):
        return value


def _all_signed_again(member: Member, form: Form) -> Member:
    """`member` and those inside it with payloads of their figures, where their units' keys are theirs."""
    form = member.form or form
    changed = replace(member, members=tuple(_all_signed_again(each, form) for each in member.members))
    is_own = member.key == key_named(member.reported_code).public.base64
    return signed_again(changed, form) if is_own and len(member.fingerprint) == len("ab" * 32) else changed


def _with_payload(parts: BundleParts, changed: Report, form: Form) -> Any:
    sums = report_sums(form, changed)
    value = report_json(changed)
    payload = report_payload(form, changed, sums, sha256_hex(canonical_json(value)), parts.key.public)
    totals = Totals.of(changed, sums)
    parts.with_manifest(
        forms=[form.hash, *sorted(member_forms(changed.members).keys() - {form.hash})],
        paper=base64.b64encode(sign_paper(parts.key, payload)).decode(),
        fingerprint=sha256_hex(canonical_json(value)),
        totals={
            "cells": totals.cells,
            "measures": dict(totals.measures),
            "members": totals.members,
            "own_lines": totals.own_lines,
        },
    )
    return value


# The container


def with_other_container(data: bytes, random: Random) -> bytes:
    """`data` with another order, number, name or content of entries, or other bytes between them."""
    entries = read_container(data)
    at, other = random.randrange(len(entries)), random.randrange(len(entries))
    content = bytes(entries[at].data)
    place = random.randrange(len(data))
    match random.randrange(9):
        case 0:
            entries[at], entries[other] = entries[other], entries[at]
        case 1:
            del entries[at]
        case 2:
            entries.insert(other, entries[at])
        case 3:
            entries[at] = Entry(random.choice(_NAMES), content)
        case 4:
            entries[at] = Entry(entries[at].name, bytes(entries[other].data))
        case 5:
            cut = random.randrange(len(content))
            entries[at] = Entry(entries[at].name, content[:cut] + content[cut + random.randrange(2) + 1 :])
        case 6:
            return (
                data[:place] + random.randbytes(random.randrange(1, 5)) + data[place + random.randrange(5) :]
            )
        case 7:
            return random.choice((data[:place], data[place:], data + data, data + b"\0", b"\0" + data))
        case _:
            entries.append(Entry(random.choice(_NAMES), b"{}"))
    return write_container(entries)


# The paper code


def with_other_payload(signed: bytes, random: Random, key: SigningKey) -> bytes:
    """A signed payload with bytes more, less or other, signed again by `key` but for one time of ten."""
    payload = signed[:-64]
    for _ in range(random.choice((1, 1, 2, 3))):
        at = random.randrange(len(payload) + 1)
        put = random.choice((b"", b"\0", b"\1", b"\x7f", b"\x80", b"\x80\0", b"\xff", random.randbytes(1)))
        payload = payload[:at] + put + payload[at + random.randrange(2) :]
        if random.random() < 0.1:
            payload = payload[:at]
    return sign_paper(key, payload) if random.random() < 0.9 else payload + signed[-64:]


# PDFs


def with_other_pdf_bytes(data: bytes, random: Random, other: bytes) -> bytes:
    """`data` cut off, or with bytes more, less or other, some of them of `other`."""
    for _ in range(random.choice((1, 1, 2))):
        at, piece = random.randrange(len(data)), random.choice(_PDF_PIECES)
        word = data.find(random.choice((b"/Length", b"stream", b"endstream", b"/Type")))
        match random.randrange(6):
            case 0:
                data = data[: at + 1]
            case 1:
                data = data[:at] + data[at + random.randrange(40) :]
            case 2:
                data = data[:at] + piece + data[at:]
            case 3:
                data = data[:at] + piece + data[at + random.randrange(12) :]
            case 4:
                begin = random.randrange(len(other))
                data = data[:at] + other[begin : begin + random.randrange(600)] + data[at:]
            case _ if word >= 0:
                data = data[:word] + piece + data[word + random.randrange(9) :]
        data = data or b"%"
    return data


_PDF_PIECES: Final = (
    *(b"(", b")", b"\\", b"%", b"\n", b" ", b"0", b"9", b" 0 R", b" obj", b"PK\3\4", b"PK\5\6", b"%PDF-"),
    *(b"stream\n", b"stream\r", b"endstream", b"/Filter", b"/Length 10", b"/EmbeddedFile"),
)


# Roll-ups


def random_rollup(random: Random) -> bytes:
    """The bundle of a roll-up of units at random, with doubles, typed totals and reports of paper alone, on
    one form or the other, or on several editions of one.

    Two times of three it was changed afterwards, and everybody signed what came of it.
    """
    forms = random.choice(((FORM,), (KINDS,), (FORM, EARLIER, OLDEST), (KINDS, KINDS_EARLIER)))
    top, form = _rollup(forms, random)
    parts = BundleParts.of(bundle(top, form=form), key_of(top.unit))
    if random.randrange(3):
        members = top.members
        for _ in range(random.randrange(1, 3)):
            members, deducted = _rearranged(form, members, top.deducted, random)
            top = replace(top, members=members, deducted=deducted, apart=random.choice(_APART))
        value = _refreshed(parts, report_json(top))
        parts.parts["report.json"] = canonical_json(value)
        parts.relisted()
    return parts.to_bytes()


_APART: Final = ((), (), (("a", "b"), ("a", "c", "d")), (("b", "a"),), (("a",),), (("a", "b"), ("a", "b")))


def _rollup(forms: Sequence[Form], random: Random) -> tuple[Report, Form]:
    """A roll-up and its form; every unit reports on one of `forms`."""
    units = [unit("u0", "Đơn vị 0", "xa", None)]
    above: dict[str, list[str]] = {"u0": []}
    for at in range(1, random.randrange(2, 8)):
        parent = random.choice([each for each in units if len(above[each.code]) < 3])
        units.append(unit(f"u{at}", f"Đơn vị {at}", "xa", parent.code))
        above[f"u{at}"] = [parent.code, *above[parent.code]]
    last = [each for each in units[1:] if not any(each.code in codes for codes in above.values())]
    inbox: dict[str, list[tuple[Member, Form]]] = {each.code: [] for each in units}
    for each in reversed(units[1:]):
        signer = random.choice(last) if each in last and random.random() < 0.2 else each
        form = random.choice(forms)
        sent = as_member(_report(form, each, inbox[each.code], random), key_of(signer), form)
        for receiver in above[each.code]:
            if receiver == each.parent or random.random() < 0.5:
                arrived = sent if sent.members or random.random() < 0.9 else _on_paper(sent)
                inbox[receiver].append((arrived, form))
    form = random.choice(forms)
    return _report(form, units[0], inbox["u0"], random), form


def _on_paper(member: Member) -> Member:
    return replace(member, fingerprint=member.fingerprint[:20], own_lines=())


def _report(form: Form, of: Unit, inbox: list[tuple[Member, Form]], random: Random) -> Report:
    arrived = [_held(member, by, form) for member, by in inbox]
    held = {member.unit.code: member for member in arrived if random.random() < 0.9}
    preferred = {str(code): {member.fingerprint} for code, member in held.items() if random.random() < 0.4}
    made = build_rollup(of.code, [*held.values()], preferred)
    return report(of, Content(_figures(form, random)), form, members=made.members, deducted=made.deducted)


def _held(member: Member, by: Form, form: Form) -> Member:
    """`member`, of the form `by`, in a report of `form`."""
    return replace(member, form=None if by is form else by)


def _walk(form: Form, members: Sequence[Member]) -> Iterator[tuple[Member, Form]]:
    """Each of `members`, which a report of `form` holds, at every depth, with its form."""
    for member in members:
        by = member.form or form
        yield member, by
        yield from _walk(by, member.members)


def _figures(form: Form, random: Random) -> Figures:
    found: dict[Any, int] = {}
    for cell in reversed(form.stored_cells):
        if form.state(cell, COMMUNE.level) is CellState.CLOSED or random.random() < 0.4:
            continue
        found[cell] = random.choice((0, 1, 5, 200))
        if form.rule(cell).state is CellState.TOTAL:
            found[cell] += sum(found.get(part, 0) for part in form.parts(cell))
    return {cell: found[cell] for cell in form.stored_cells if cell in found}


def _rearranged(
    form: Form, members: tuple[Member, ...], deducted: tuple[tuple[str, ...], ...], random: Random
) -> tuple[tuple[Member, ...], tuple[tuple[str, ...], ...]]:
    """Another way to count, at the top or inside one of the members."""
    if not members:
        return members, deducted
    at = random.randrange(len(members))
    member = members[at]
    by = member.form or form
    if member.members and random.random() < 0.5:
        inner, paths = _rearranged(by, member.members, member.deducted, random)
        return _put(members, at, replace(member, members=inner, deducted=paths)), deducted
    paths_below = [path for path, _ in walk_members(members)]
    match random.randrange(9):
        case 0:
            return _put(members, at, replace(member, counted=random.choice([*Counted]))), deducted
        case 1:
            return members, tuple(sorted({*deducted, random.choice(paths_below)}))
        case 2 if deducted:
            return members, deducted[1:]
        case 3:
            return members[:at] + members[at + 1 :], deducted
        case 4:
            copy = _held(*random.choice([*_walk(form, members)]), form)
            return tuple(sorted((*members, copy), key=lambda each: each.unit.code)), deducted
        case 5 | 6:
            picked, its_form = random.choice([*_walk(form, members)])
            copy = _held(picked, its_form, form)
            code = UnitCode(random.choice(("v", "v", copy.unit.code)))
            listed = replace(copy, unit=replace(copy.unit, id=copy.unit.id._replace(code=code)))
            listed = replace(
                listed, signed_code=random.choice((copy.reported_code, copy.reported_code, None))
            )
            kept = [each for each in members if each is not picked or random.random() < 0.3]
            return tuple(sorted((*kept, listed), key=lambda each: each.unit.code)), deducted
        case 7:
            former = (FormerKey(UnitCode(code), key) for code in "uv" for key in (member.key, "x", ""))
            keys = random.sample([*former, FormerKey(member.reported_code, member.key)], random.randrange(3))
            replaced = tuple(sorted(keys) if random.random() < 0.7 else keys)
            unseen = random.random() < 0.3
            return _put(members, at, replace(member, replaced=replaced, provisional=unseen)), deducted
        case _:
            if random.random() < 0.3:
                own = _other_figures(by.greatest_cells, member.own_greatest, random)
                return _put(members, at, replace(member, own_greatest=own)), deducted
            other = replace(member, figures=_other_figures(by.stored_cells, member.figures, random))
            return _put(members, at, other), deducted


def _put(members: tuple[Member, ...], at: int, member: Member) -> tuple[Member, ...]:
    return (*members[:at], member, *members[at + 1 :])


def _other_figures(cells: Sequence[Cell], figures: Figures, random: Random) -> Figures:
    if not cells:
        return figures
    cell = random.choice(cells)
    found = dict(figures)
    if cell in found and random.random() < 0.5:
        del found[cell]
    else:
        found[cell] = max(0, found.get(cell, 0) + random.choice((-1, 1, 10)))
    return {cell: found[cell] for cell in cells if cell in found}


MUTATIONS: Final[tuple[Callable[[bytes, Random], bytes], ...]] = (
    with_other_json,
    with_other_json_bytes,
    with_other_container,
)
