"""The report when its form is known (Report, Members, Sums; Reading, 10)."""

from __future__ import annotations

import base64
from collections import Counter
from itertools import pairwise
from typing import Any, NamedTuple

from tests.bundle.second_reader import paper
from tests.bundle.second_reader.paper import Figures, figures_of, sums, surplus
from tests.bundle.second_reader.small import (
    CODE,
    HASH,
    Form,
    Refused,
    Shape,
    array,
    at_least,
    base64_text,
    filled,
    fits,
    is_bool,
    one_of,
    or_null,
    public_key,
    record,
    refuse,
    table,
    text,
    whole,
)

_UNIT = record(code=fits(CODE), edition=fits(CODE), level=filled, name=filled, parent=or_null(fits(CODE)))
_PATHS = array(lambda value: array(fits(CODE))(value) and value != [])


def judge_report(forms: dict[str, Form], report: Any, manifest: Any, key: bytes, payload: bytes) -> None:
    """Refuses a report of the first of `forms`, which the manifest lists by their hashes; `payload` is the
    paper payload without its signature."""
    form = forms[manifest["forms"][0]]
    if not _report_shape(form, forms, report)(report):
        refuse("bundle-report")
    if {form.hash, *_find_forms(form, forms, report["members"])} != {*forms}:
        refuse("bundle-report")
    judge_lengths(report)
    own = figures_of(report["figures"])
    level = report["unit"]["level"]
    if any(form.is_closed_at(*cell, level) for cell in own):
        refuse("bundle-closed")
    _share(form, own, {})
    roster = _Roster(
        {manifest["key"]: report["unit"]["code"]}, _places(report["members"], report["deducted"])
    )
    _level(report, [report["unit"]["code"]], roster)
    sets = report["apart"]
    sorted_once = all(each == sorted(set(each)) and len(each) > 1 for each in sets)
    if not sorted_once or any(a >= b for a, b in pairwise(sets)) or (sets and not report["members"]):
        refuse("bundle-member")
    found = sums(form, own, report["members"], report["deducted"])
    start = paper.head(
        form.campaign, form.hash, report["unit"]["code"], report["revision"], manifest["fingerprint"], key
    )
    lines = [line["values"] for line in report["own_lines"]]
    if payload != paper.payload(form, start, found, lines) or manifest["totals"] != _totals(report, found):
        refuse("bundle-figures")


def _totals(report: Any, found: Figures) -> dict[str, Any]:
    measures: Counter[str] = Counter()
    for (_, measure), number in found.items():
        measures[measure] += number
    return {
        "cells": len(found),
        "measures": dict(measures),
        "members": _count(report["members"]),
        "own_lines": len(report["own_lines"]),
    }


def _find_forms(form: Form, forms: dict[str, Form], members: Any) -> set[str]:
    """Puts the form of each member beside its numbers, as "by"; the hashes of all."""
    found = set()
    for member in members:
        member["by"] = forms[member.get("form", form.hash)]
        found |= {member["by"].hash, *_find_forms(member["by"], forms, member["members"])}
    return found


def _count(members: Any) -> int:
    return sum(1 + _count(member["members"]) for member in members)


# Lengths


def judge_lengths(report: Any) -> None:
    lines = [*report["notes"].values(), *(photo["caption"] for photo in report["photos"])]
    lines += [accepted[key] for accepted in report["accepted"] for key in ("check", "place", "reason")]
    if any(len(line) > 500 for line in lines):
        refuse("bundle-long-text")
    _own_line_lengths(report["own_lines"])
    for blocks in report["narrative"].values():
        pieces = [piece for block in blocks for piece in _pieces(block)]
        lengths = [sum(len(run.get("text", "")) for run in piece) for piece in pieces]
        for source in (each for block in blocks for each in _sources_of(block)):
            if len(source["name"]) > 500 or len(source["words"]) > 16_000:
                refuse("bundle-long-text")
        too_many = len(pieces) + sum(map(len, pieces)) > 4_000
        if too_many or max(lengths, default=0) > 16_000 or sum(lengths) > 60_000:
            refuse("bundle-long-text")


def _own_line_lengths(lines: Any) -> None:
    if any(len(line["unit"]) > 60 or max(len(line["label"]), len(line["note"])) > 500 for line in lines):
        refuse("bundle-long-text")


def _pieces(block: Any) -> list[Any]:
    """The runs of each paragraph, item and cell."""
    if block["type"] == "paragraph":
        return [block["runs"]]
    if block["type"] == "list":
        return [item["runs"] for item in block["items"]]
    return [cell for row in block["rows"] for cell in row]


def _sources_of(block: Any) -> list[Any]:
    """The sources of the block and of its items."""
    return [source for each in (block, *block.get("items", ())) for source in each.get("sources", ())]


# Shapes


def _report_shape(form: Form, forms: dict[str, Form], report: Any) -> Shape:
    level = report.get("unit", {}).get("level")  # judged before the form is known
    return record(
        unit=_UNIT,
        campaign=text,
        form=text,
        revision=whole,
        previous=or_null(text),
        **content_shapes(form, filled, form.texts(level)),
        members=array(lambda value: _member(form, forms, value)),
        deducted=_PATHS,
        apart=_PATHS,
    )


def content_shapes(form: Form, label: Shape, texts: list[str]) -> dict[str, Shape]:
    """What was entered; `label` is that of an own line, `texts` are the headings with text."""
    row = one_of(*form.rows)
    return {
        "figures": _figures(form),
        "notes": table(row, filled),
        "own_lines": _lines(form, label),
        "narrative": table(one_of(*texts), array(_block(form))),
        "photos": array(record(sha256=fits(HASH), caption=text, row=or_null(row))),
        "accepted": array(record(check=text, place=text, reason=text)),
    }


def _figures(form: Form) -> Shape:
    cells = table(one_of(*form.rows), lambda value: table(text, whole)(value) and value != {})
    return lambda value: cells(value) and all(cell in form.stored for cell in figures_of(value))


def _lines(form: Form, label: Shape) -> Shape:
    line = record(label=label, unit=text, values=table(one_of(*form.measures), whole), note=text)
    return lambda value: array(line)(value) and (value == [] or form.takes_own_lines)


def _block(form: Form) -> Shape:
    runs = array(lambda value: _run(form, value))
    item = _sourced(depth=lambda value: whole(value) and value in (0, 1, 2), runs=runs)
    rows = array(array(runs))
    shapes = {
        "paragraph": lambda value: (
            _sourced(type=text, align=one_of("justify", "left", "center", "right"), runs=runs)(value)
            or _sourced(type=text, style=one_of("part", "section", "clause", "point"), runs=runs)(value)
        ),
        "list": record(
            type=text,
            marks=lambda value: array(one_of("1.", "1)", "a)", "-", "+", "•"))(value) and len(value) == 3,
            start=lambda value: whole(value) and 1 <= value <= 999,
            items=array(item),
        ),
        "table": _sourced(
            type=text,
            rows=lambda value: rows(value) and len({len(row) for row in value}) == 1 and value[0] != [],
        ),
    }
    return lambda value: (
        isinstance(value, dict) and one_of(*shapes)(value.get("type")) and shapes[value["type"]](value)
    )


def _sourced(**shapes: Shape) -> Shape:
    """An object that may say from which words of members it was taken."""
    source = record(
        code=fits(CODE),
        edition=fits(CODE),
        name=filled,
        revision=lambda value: whole(value) and value >= 0,
        fingerprint=fits(HASH),
        heading=filled,
        words=filled,
    )

    def sources(value: Any) -> bool:
        if not array(source)(value) or not 1 <= len(value) <= 2_000:
            return False
        return all(value.count(each) == 1 for each in value)

    return lambda value: record(**shapes)(value) or record(**shapes, sources=sources)(value)


def _run(form: Form, value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    looks = {key: value[key] for key in value if key in ("bold", "italic", "underline")}
    rest = {key: value[key] for key in value if key not in looks}
    figure = record(row=text, measure=text)
    is_figure = record(
        figure=lambda cell: figure(cell) and form.state(cell["row"], cell["measure"]) is not None
    )
    return all(look is True for look in looks.values()) and (record(text=filled)(rest) or is_figure(rest))


def _member(form: Form, forms: dict[str, Form], value: Any) -> bool:
    other = {}
    if isinstance(value, dict) and "form" in value:
        if value["form"] == form.hash or not one_of(*forms)(value["form"]):
            return False
        form, other = forms[value["form"]], {"form": text}
    is_half = isinstance(value, dict) and isinstance(value.get("fingerprint"), str)
    is_half = is_half and len(value["fingerprint"]) == 20
    fingerprint = (lambda each: fits(HASH)(each + "0" * 44)) if is_half else fits(HASH)
    own = {"own_greatest": _own_greatest(form)} if isinstance(value, dict) and "own_greatest" in value else {}
    former = {"replaced": _former_keys} if isinstance(value, dict) and "replaced" in value else {}
    unseen = {"provisional": _is_true} if isinstance(value, dict) and "provisional" in value else {}
    return record(
        **own,
        **other,
        unit=_UNIT,
        revision=at_least(0),
        fingerprint=fingerprint,
        key=text,
        paper=base64_text,
        figures=_figures(form),
        own_lines=_lines(form, text if is_half else filled),
        counted=one_of("counted", "double", "decision", "conflict"),
        on_behalf=is_bool,
        members=array(lambda inner: _member(form, forms, inner)),
        deducted=_PATHS,
        signed_code=or_null(fits(CODE)),
        **former,
        **unseen,
    )(value)


def _is_true(value: Any) -> bool:
    return value is True


def _own_greatest(form: Form) -> Shape:
    figures = _figures(form)
    return lambda value: (
        figures(value) and value != {} and all(cell in form.greatest for cell in figures_of(value))
    )


_FORMER_KEY = record(code=fits(CODE), key=text)


def _former_keys(value: Any) -> bool:
    return array(_FORMER_KEY)(value) and value != []


# Members


class _Roster(NamedTuple):
    """The code to which each key belongs, and the places at which members count."""

    owners: dict[str, str]
    counting: list[list[str]]


def _level(above: Any, path: list[str], roster: _Roster) -> None:
    """The members of one report, whose codes from the outermost unit are `path`."""
    members = above["members"]
    for member in members:
        half = len(member["fingerprint"]) == 20
        texts = [line[key] for line in member["own_lines"] for key in ("label", "unit", "note")]
        replaced = [(each["code"], each["key"]) for each in member.get("replaced", [])]
        wrong = (
            replaced != sorted(set(replaced)),
            (_signed_code(member), member["key"]) in replaced,
            member["on_behalf"] and replaced != [],
            "provisional" in member and (member["on_behalf"] or replaced != []),
            member["unit"]["edition"] != above["unit"]["edition"],
            member["unit"]["code"] in path,
            member["unit"]["code"] == member["signed_code"],
            "own_greatest" in member and not member["members"],
            member["on_behalf"] != (member["revision"] == 0),
            half and (member["on_behalf"] or member["members"] or member["deducted"] or any(texts)),
            half and not member["by"].paper_has_figures,
        )
        if any(wrong):
            refuse("bundle-member")
    codes = [member["unit"]["code"] for member in members]
    if codes != sorted(set(codes)):
        refuse("bundle-member")
    _counting(members, above["deducted"])
    for member in members:
        if len(member["unit"]["name"]) > 500:
            refuse("bundle-long-text")
        _own_line_lengths(member["own_lines"])
        place = [*path, member["unit"]["code"]]
        _level(member, place, roster)
        owners = roster.owners if place[1:] in roster.counting else {}
        _signed_member(member, _signed_code(above), owners)


def _counting(members: Any, deducted: list[list[str]]) -> None:
    if deducted != sorted(deducted):
        refuse("bundle-member")
    without = _places(members, [])
    for at, path in enumerate(deducted):
        begins = any(path[: len(other)] == other for other in deducted[:at])
        if len(path) == 1 or path not in without or begins:
            refuse("bundle-member")
    counting = _places(members, deducted)
    units = {path[-1] for path in counting}
    payloads = {_at(members, path)["paper"] for path in counting}
    signers = {_signer(_at(members, path)) for path in counting}
    left_out = [[member["unit"]["code"]] for member in members if member["counted"] == "double"]
    nowhere = (
        path[-1] not in units
        and _at(members, path)["paper"] not in payloads
        and (_at(members, path)["on_behalf"] or _signer(_at(members, path)) not in signers)
        for path in [*left_out, *deducted]
    )
    if not len(units) == len(payloads) == len(counting) or any(nowhere):
        refuse("bundle-member")


def _signer(member: Any) -> str | None:
    """The key of a unit that signed itself."""
    return None if member["on_behalf"] else str(member["key"])


def _at(members: Any, path: list[str]) -> Any:
    """The member to which the path leads."""
    found = next(member for member in members if member["unit"]["code"] == path[0])
    return _at(found["members"], path[1:]) if path[1:] else found


def _signed_code(unit: Any) -> str:
    """The code that the reports of a member, or of the unit of the report, carry."""
    return str(unit.get("signed_code") or unit["unit"]["code"])


def _places(members: Any, deducted: list[list[str]]) -> list[list[str]]:
    """The paths of the places that count."""
    found = []
    for member in members:
        code = member["unit"]["code"]
        if member["counted"] == "counted" and [code] not in deducted:
            inner = [path[1:] for path in deducted if path[0] == code] + member["deducted"]
            found += [[code], *([code, *path] for path in _places(member["members"], inner))]
    return found


def _signed_member(member: Any, above: str, owners: dict[str, str]) -> None:
    form = member["by"]
    key = public_key(member["key"], "bundle-member-key", "bundle-member-key")
    owner = above if member["on_behalf"] else _signed_code(member)
    if owners.setdefault(member["key"], owner) != owner:
        refuse("bundle-member-key")
    for each in member.get("replaced", []):
        public_key(each["key"], "bundle-member-key", "bundle-member-key")
    signed = base64.b64decode(member["paper"])
    if not paper.is_signed(key, signed):
        refuse("bundle-member-signature")
    figures = figures_of(member["figures"])
    if signed[:-64] != _expected(form, member, key, signed, figures):
        refuse("bundle-member-figures")
    inside = sums(form, {}, member["members"], member["deducted"])
    _share(form, figures, inside)
    if member["members"]:
        _greatest(form, figures, figures_of(member.get("own_greatest", {})), inside)


def _greatest(form: Form, figures: Figures, own: Figures, inside: Figures) -> None:
    if any(number < 0 for number in own.values()):
        refuse("bundle-sum")
    for cell in form.greatest:
        both = [each[cell] for each in (own, inside) if cell in each]
        if figures.get(cell) != max(both, default=None):
            refuse("bundle-greatest")


def _expected(form: Form, member: Any, key: bytes, signed: bytes, figures: Figures) -> bytes | None:
    start = paper.head(
        form.campaign, form.hash, _signed_code(member), member["revision"], member["fingerprint"], key
    )
    lines = [line["values"] for line in member["own_lines"]]
    if len(member["fingerprint"]) < 64:
        try:
            found = paper.judge_payload(form, signed)
        except Refused:
            return None
        if isinstance(found, bytes):
            bare = paper.payload(form, start, figures, [])
            return None if lines or bare is None else bare[:-1] + found
    return paper.payload(form, start, figures, lines)


def _share(form: Form, figures: Figures, inside: Figures) -> None:
    """What a unit entered itself must be possible: its figures without the sums of its members."""
    for cell in form.stored:
        if form.state(*cell) == "open":
            share = figures.get(cell, 0) - inside.get(cell, 0)
        else:
            share = surplus(form, figures, *cell) - surplus(form, inside, *cell)
        if share < 0 or (cell in inside and cell not in figures):
            refuse("bundle-sum")
