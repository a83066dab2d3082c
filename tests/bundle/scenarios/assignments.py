"""Assignments: valid ones, and such as break a rule of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lcweek_desktop.domain.canonical import canonical_json
from tests.bundle.sample_assignments import BARE, assignment_file, assignment_parts
from tests.bundle.sample_bundles import key_named
from tests.bundle.sample_campaigns import campaign_file, campaign_parts
from tests.bundle.sample_drafts import draft_file
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import COMMUNE, OTHER_SCHOOL, PROVINCE

_TOP = "12,Tỉnh Lai Châu,tinh,"
_DISTRICT = "106,Huyện Tam Đường,huyen,12"
_COMMUNE = "03403,Xã Bản Bo,xa,106"
_SCHOOL = "03403-thcs-ban-bo,Trường THCS Bản Bo,truong,03403"


def assignments() -> Iterator[Scenario]:
    def found(name: str, says: str, data: bytes, code: str = "") -> Scenario:
        return Scenario(f"assignment-{name}.lcweek", code, says, data)

    yield found("ok", "an assignment with a deadline, words, three givers and a known key", assignment_file())
    yield found("ok-bare", "an assignment that sets nothing and knows nothing", assignment_file(BARE))
    enclosed = assignment_file(campaign=campaign_file())
    yield found("ok-campaign", "an assignment with the campaign", enclosed)
    unknown = assignment_parts().with_units("no directory at all").with_manifest(form="e" * 64)
    yield found("ok-unknown-form", "an assignment by a form that no reader has", unknown.to_bytes())

    def said(name: str, says: str, code: str = "bundle-manifest", **values: Any) -> Scenario:
        return found(name, says, assignment_parts().with_manifest(**values).to_bytes(), code)

    yield said("newer", "needs a later reader", "bundle-newer", least_reader=2, extra=1)
    yield said("unknown-key", "a key that an assignment does not have", revision=1)
    yield said("issue-0", "an issue before the first", issue=0)
    yield said("as-draft", "the manifest of an assignment that calls itself a draft", kind="draft")
    yield found("comment", "a trusted comment of a report", _commented(), "bundle-signature")
    extra = assignment_parts().with_part("notes.txt", b"x")
    yield found("extra-entry", "an entry that is not listed", extra.to_bytes(), "bundle-entries")
    yield found("listed-extra", "a listed entry that no assignment has", _listed_extra(), "bundle-manifest")

    def content(name: str, says: str, change: Callable[[Any], object]) -> Scenario:
        data = assignment_parts().with_content(change).to_bytes()
        return found(name, says, data, "bundle-assignment")

    spaces = assignment_parts()
    spaces.parts["assignment.json"] += b" "
    yield found("spaces", "assignment.json with a space", spaces.relisted().to_bytes(), "bundle-assignment")
    yield content("no-note", "no note", lambda value: value.pop("note"))
    yield content("day", "a deadline on the 30th of February", lambda value: _due(value, day="2024-02-30"))
    yield content("no-words", "a deadline without words", lambda value: _due(value, text=""))
    yield content("long-note", "a note of 501 letters", lambda value: value.update(note="ạ" * 501))
    yield content("no-giver", "nobody who gives", lambda value: value.update(givers=[]))
    stranger = key_named("somebody else").public.base64
    yield content("other-giver", "the key of another giver", lambda value: _giver(value, key=stranger))
    yield content(
        "giver-twice", "a key named twice", lambda value: value["givers"].append(value["givers"][0])
    )
    yield content("no-key", "a key that is none", lambda value: value["known"][0].update(keys=["RW"]))
    yield content("known-twice", "a unit known twice", lambda value: value.update(known=value["known"] * 2))

    def placed(name: str, says: str, data: bytes, code: str = "bundle-place") -> Scenario:
        return found(name, says, data, code)

    def listed(*lines: str) -> bytes:
        return assignment_parts().with_units(*lines).to_bytes()

    yield placed("unlisted", "a recipient that is not listed", listed(_TOP, _DISTRICT, _COMMUNE))
    beside = f"{OTHER_SCHOOL.code},{OTHER_SCHOOL.name},truong,03403"
    yield placed("beside", "a unit beside it", listed(_TOP, _DISTRICT, _COMMUNE, _SCHOOL, beside))
    own = assignment_parts().with_manifest(recipient=COMMUNE.code)
    yield placed("own-giver", "a unit that gives itself its place", own.to_bytes())
    above = assignment_parts().with_content(lambda value: value["known"][0].update(unit=PROVINCE.code))
    yield placed("known-above", "a unit above it among the known ones", above.to_bytes())
    orphan = listed(_DISTRICT, _COMMUNE, _SCHOOL)
    yield placed("orphan", "a parent that is not listed", orphan, "bundle-directory")

    def with_campaign(data: bytes) -> bytes:
        parts = assignment_parts(campaign=campaign_file())
        parts.parts["campaign.lcweek"] = data
        return parts.relisted().to_bytes()

    other = campaign_parts().with_manifest(year=2025).to_bytes()
    yield found("campaign-year", "a campaign of another year", with_campaign(other), "bundle-campaign")
    flipped = bytearray(campaign_file())
    flipped[-1000] ^= 1
    broken = with_campaign(bytes(flipped))
    yield found("campaign-broken", "a campaign of which a bit is another", broken, "bundle-container")
    yield found("campaign-draft", "a draft for the campaign", with_campaign(draft_file()), "bundle-campaign")
    form = assignment_parts(campaign=campaign_file()).with_manifest(form="e" * 64)
    yield found("campaign-form", "a campaign with another form", form.to_bytes(), "bundle-campaign")
    level = assignment_parts(campaign=campaign_file()).with_units(
        _TOP, _DISTRICT, _COMMUNE, _SCHOOL.replace("truong", "lop")
    )
    yield placed("level", "a level that the campaign has not", level.to_bytes(), "bundle-directory")


def _due(value: Any, **changes: str) -> None:
    value["deadline"].update(changes)


def _giver(value: Any, **changes: str) -> None:
    value["givers"][0].update(changes)


def _commented() -> bytes:
    parts = assignment_parts()
    written = canonical_json(parts.manifest)
    parts.manifest["issue"] = 7
    return parts.to_bytes(written, parts.signature(written))


def _listed_extra() -> bytes:
    return assignment_parts().with_part("notes.txt", b"x").relisted().to_bytes()
