"""Units, members and whole reports, to JSON and back (docs/bundle-format.md, Report)."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Final

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.content import (
    CONTENT_KEYS,
    content_from_object,
    content_json,
    figures_from_json,
    figures_json,
    own_line_json,
    own_lines_from_json,
)
from lcweek_desktop.domain.codec.strict import (
    MalformedError,
    base64_bytes,
    boolean,
    code,
    hex64,
    hex64_or_prefix,
    integer,
    list_of,
    nonempty_text,
    nullable,
    object_with_keys,
    text,
)
from lcweek_desktop.domain.form import CampaignId, Form, LevelKey
from lcweek_desktop.domain.report import Counted, Figures, FormerKey, Member, OwnLine, Report
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId


def unit_json(unit: Unit) -> dict[str, Json]:
    """`unit` as a JSON object; `parent` is null for the topmost unit."""
    return {
        "code": unit.code,
        "edition": unit.id.edition,
        "level": unit.level,
        "name": unit.name,
        "parent": unit.parent,
    }


def unit_from_json(value: Json, place: str = "unit") -> Unit:
    """The unit that `unit_json` made `value` from. Raises MalformedError for anything else."""
    data = object_with_keys(value, place, ("code", "edition", "level", "name", "parent"))
    parent = nullable(data["parent"], f"{place}/parent", code)
    return Unit(
        id=UnitId(code(data["edition"], f"{place}/edition"), UnitCode(code(data["code"], f"{place}/code"))),
        name=nonempty_text(data["name"], f"{place}/name"),
        level=LevelKey(nonempty_text(data["level"], f"{place}/level")),
        parent=None if parent is None else UnitCode(parent),
    )


def member_json(member: Member) -> dict[str, Json]:
    """`member` as a JSON object, with its own members inside (docs/bundle-format.md, Members)."""
    greatest: dict[str, Json] = (
        {_OWN_GREATEST: figures_json(member.own_greatest)} if member.own_greatest else {}
    )
    replaced: list[Json] = [each._asdict() for each in member.replaced]
    return {
        **greatest,
        "counted": member.counted.value,
        "deducted": [list(path) for path in member.deducted],
        "figures": figures_json(member.figures),
        "fingerprint": member.fingerprint,
        "key": member.key,
        "members": [member_json(inner) for inner in member.members],
        "on_behalf": member.on_behalf,
        "own_lines": [own_line_json(line) for line in member.own_lines],
        "paper": base64.b64encode(member.paper).decode("ascii"),
        "revision": member.revision,
        "signed_code": member.signed_code,
        "unit": unit_json(member.unit),
        **({"replaced": replaced} if replaced else {}),
        **({_PROVISIONAL: True} if member.provisional else {}),
        **({} if member.form is None else {"form": member.form.hash}),
    }


_MEMBER_KEYS: Final = (
    "counted",
    "deducted",
    "figures",
    "fingerprint",
    "key",
    "members",
    "on_behalf",
    "own_lines",
    "paper",
    "revision",
    "signed_code",
    "unit",
)


_OWN_GREATEST: Final = "own_greatest"
"""A key that a member has only where it is not empty."""
_PROVISIONAL: Final = "provisional"
"""A key that a member has only where it is true."""
_WHOLE_FINGERPRINT: Final = 64
"""The digits of a fingerprint of a report whose file came; paper carries fewer, and no labels."""


def member_from_json(value: Json, form: Form, forms: Mapping[str, Form], place: str) -> Member:
    """The member, held by a report of `form`, that `member_json` made `value` from.

    `forms` are those that it may name by their hashes. Raises MalformedError for anything else, also for an
    own line without a label, unless only paper came.
    """
    data = object_with_keys(
        value, place, _MEMBER_KEYS, optional=("form", _OWN_GREATEST, _PROVISIONAL, "replaced")
    )
    other = _other_form(data, form, forms, place)
    form = other or form
    counted = text(data["counted"], f"{place}/counted")
    signed_code = nullable(data["signed_code"], f"{place}/signed_code", code)
    if counted not in tuple(Counted):
        raise MalformedError(f"{place}/counted", "unknown reason")
    if _PROVISIONAL in data and not boolean(data[_PROVISIONAL], f"{place}/{_PROVISIONAL}"):
        raise MalformedError(f"{place}/{_PROVISIONAL}", "false")
    fingerprint = hex64_or_prefix(data["fingerprint"], f"{place}/fingerprint")
    own_lines = own_lines_from_json(data["own_lines"], form, f"{place}/own_lines")
    if len(fingerprint) == _WHOLE_FINGERPRINT:
        _refuse_unnamed(own_lines, f"{place}/own_lines")
    return Member(
        unit=unit_from_json(data["unit"], f"{place}/unit"),
        revision=integer(data["revision"], f"{place}/revision", 0),
        fingerprint=fingerprint,
        key=text(data["key"], f"{place}/key"),
        paper=base64_bytes(data["paper"], f"{place}/paper"),
        figures=figures_from_json(data["figures"], form, f"{place}/figures"),
        counted=Counted(counted),
        on_behalf=boolean(data["on_behalf"], f"{place}/on_behalf"),
        own_lines=own_lines,
        members=_members(data["members"], form, forms, f"{place}/members"),
        deducted=_paths(data["deducted"], f"{place}/deducted"),
        signed_code=None if signed_code is None else UnitCode(signed_code),
        own_greatest=_own_greatest(data, form, f"{place}/{_OWN_GREATEST}"),
        replaced=_former_keys(data["replaced"], f"{place}/replaced") if "replaced" in data else (),
        provisional=_PROVISIONAL in data,
        form=other,
    )


def _other_form(data: Mapping[str, Json], form: Form, forms: Mapping[str, Form], place: str) -> Form | None:
    """The form that a member names, None for that of who holds it, which it does not name."""
    if "form" not in data:
        return None
    named = hex64(data["form"], f"{place}/form")
    if named == form.hash or named not in forms:
        raise MalformedError(f"{place}/form", "not another form of the report")
    return forms[named]


def _own_greatest(data: Mapping[str, Json], form: Form, place: str) -> Figures:
    figures = figures_from_json(data.get(_OWN_GREATEST, {}), form, place)
    if _OWN_GREATEST in data and not figures:
        raise MalformedError(place, "empty")
    if not set(figures) <= set(form.greatest_cells):
        raise MalformedError(place, "a cell that does not roll up to its greatest number")
    return figures


def _refuse_unnamed(lines: Sequence[OwnLine], place: str) -> None:
    for index, line in enumerate(lines):
        nonempty_text(line.label, f"{place}/{index}/label")


def _members(value: Json, form: Form, forms: Mapping[str, Form], place: str) -> tuple[Member, ...]:
    return list_of(value, place, lambda item, at: member_from_json(item, form, forms, at))


def _former_keys(value: Json, place: str) -> tuple[FormerKey, ...]:
    keys = list_of(value, place, _former_key)
    if not keys:
        raise MalformedError(place, "empty")
    return keys


def _former_key(value: Json, place: str) -> FormerKey:
    data = object_with_keys(value, place, FormerKey._fields)
    return FormerKey(UnitCode(code(data["code"], f"{place}/code")), text(data["key"], f"{place}/key"))


def _paths(value: Json, place: str) -> tuple[tuple[str, ...], ...]:
    paths = list_of(value, place, lambda item, at: list_of(item, at, code))
    if not all(paths):
        raise MalformedError(place, "empty path")
    return paths


def report_json(report: Report) -> dict[str, Json]:
    """The content of `report.json`; the fingerprint is the SHA-256 of its canonical bytes."""
    return {
        "apart": [list(codes) for codes in report.apart],
        "campaign": report.campaign,
        "deducted": [list(path) for path in report.deducted],
        "form": report.form_hash,
        "members": [member_json(member) for member in report.members],
        "previous": report.previous,
        "revision": report.revision,
        "unit": unit_json(report.unit),
        **content_json(report.content),
    }


_REPORT_KEYS: Final = ("apart", "campaign", "deducted", "form", "members", "previous", "revision", "unit")


def report_from_json(value: Json, form: Form, others: Mapping[str, Form] | None = None) -> Report:
    """The report of `form` that `report_json` made `value` from.

    `others` are the forms of other editions, by hash, that its members may be of; None for none. Raises
    MalformedError for anything else, also for a report of another campaign or form, a first revision that
    names one before it, an own line without a label, or a text under a heading that the unit's level does not
    have.
    """
    data = object_with_keys(value, "", (*_REPORT_KEYS, *CONTENT_KEYS))
    if data["campaign"] != form.campaign.id or data["form"] != form.hash:
        raise MalformedError("/form", "another form")
    revision = integer(data["revision"], "/revision", 0)
    previous = nullable(data["previous"], "/previous", hex64)
    if revision == 1 and previous is not None:
        raise MalformedError("/previous", "the first revision has none")
    unit, content = unit_from_json(data["unit"], "/unit"), content_from_object(data, form, "")
    _refuse_unnamed(content.own_lines, "/own_lines")
    for key in content.narrative:
        if not form.heading_by_key[key].is_at(unit.level):
            raise MalformedError(f"/narrative/{key}", "no heading of the unit's level")
    forms = {form.hash: form, **(others or {})}
    return Report(
        unit=unit,
        campaign=CampaignId(form.campaign.id),
        form_hash=form.hash,
        revision=revision,
        previous=previous,
        content=content,
        members=_members(data["members"], form, forms, "/members"),
        deducted=_paths(data["deducted"], "/deducted"),
        apart=_paths(data["apart"], "/apart"),
    )
