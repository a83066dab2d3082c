"""Drafts: valid ones, and such as break a rule of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lcweek_desktop.domain.canonical import canonical_json, sha256_hex
from lcweek_desktop.domain.report import Content, OwnLine
from tests.bundle.sample_bundles import jpeg
from tests.bundle.sample_drafts import draft_file, draft_parts
from tests.bundle.scenarios.samples import PHOTOS
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import COMMUNE, COUNT, EARLIER, EDITION, FORM, figures, rich_content, small_form


def drafts() -> Iterator[Scenario]:
    def found(name: str, says: str, data: bytes, code: str = "") -> Scenario:
        return Scenario(f"draft-{name}.lcweek", code, says, data)

    bases = [sha256_hex(text.encode()) for text in ("trước", "trước nữa")]
    captions = {sha256_hex(photo): f"Ảnh {at}" for at, photo in enumerate(PHOTOS, 1)}
    yield found("ok", "a draft, the first one", draft_file())
    whole = draft_file(rich_content(captions), bases=bases, photos=PHOTOS)
    yield found("ok-whole", "a draft with all it can hold, after two others", whole)
    yield found("ok-nothing", "a draft in which only the sign-off was entered", draft_file(Content()))
    yield found("ok-half", "what no report may be: a total below its parts, a line without a name", _half())
    yield found("ok-edition", "a draft by the form of an earlier edition", _of_edition())
    yield found("ok-unknown-form", "a draft by a form that no reader has", _of_unknown_form())
    yield found("ok-bases", "as many earlier drafts as can be named", draft_file(bases=_hashes(16)))

    def said(name: str, says: str, code: str = "bundle-manifest", **values: Any) -> Scenario:
        return found(name, says, draft_parts().with_manifest(**values).to_bytes(), code)

    yield said("newer", "needs a later reader", "bundle-newer", least_reader=2, extra=1)
    yield said("unknown-key", "a key that a draft does not have: it is no report", revision=1)
    yield said("forms", "the forms of a report", form=[FORM.hash])
    yield said("bases-cap", "an earlier draft more than can be named", bases=_hashes(17))
    yield said("bases-twice", "an earlier draft named twice", bases=_hashes(1) * 2)
    own = sha256_hex(draft_parts().parts["draft.json"])
    yield said("bases-own", "a draft that comes after itself", bases=[own])
    yield found("comment", "a trusted comment of a report", _commented(), "bundle-signature")
    yield said("as-report", "the manifest of a draft that calls itself a report", kind="report")

    def listed(name: str, says: str, entry: str, code: str = "bundle-manifest") -> Scenario:
        data = draft_parts().with_part(entry, b"x").relisted().to_bytes()
        return found(name, says, data, code)

    yield listed("scan", "a scan, which no draft carries", f"scans/{sha256_hex(b'x')}.pdf")
    yield listed("photo-misnamed", "a photo not under its hash", f"photos/{'a' * 64}.jpg")
    extra = draft_parts().with_part("report.json", b"{}")
    yield found("extra-entry", "an entry that is not listed", extra.to_bytes(), "bundle-entries")

    def entered(
        name: str, says: str, change: Callable[[Any], object], code: str = "bundle-draft"
    ) -> Scenario:
        return found(name, says, draft_parts().with_draft(change).to_bytes(), code)

    spaces = draft_parts()
    spaces.parts["draft.json"] = canonical_json({}).replace(b"{}", b"{ }")
    yield found("spaces", "draft.json with a space", spaces.relisted().to_bytes(), "bundle-draft")
    yield entered("revision", "a revision, which a draft has not", lambda value: value.update(revision=1))
    yield entered("no-signoff", "no sign-off", lambda value: value.pop("signoff"))
    yield entered("signoff-key", "a sign-off without a signer", lambda value: value["signoff"].pop("name"))
    yield entered(
        "other-unit",
        "the draft of another unit than the manifest says",
        lambda value: value["unit"].update(code=COMMUNE.code),
        "bundle-identity",
    )
    yield entered(
        "other-form",
        "the form of another edition than the manifest says",
        lambda value: value.update(form=EARLIER.hash),
        "bundle-identity",
    )
    photo = jpeg("ba")
    yield entered(
        "photo-missing",
        "a photo that is not enclosed",
        lambda value: value["photos"].append({"caption": "", "row": None, "sha256": sha256_hex(photo)}),
        "bundle-entries",
    )
    unlisted = draft_parts().with_part(f"photos/{sha256_hex(photo)}.jpg", photo).relisted()
    yield found("photo-unlisted", "a photo that it does not list", unlisted.to_bytes(), "bundle-entries")
    yield entered("computed", "a number in a computed cell", lambda value: _put(value, "1", 2))
    yield entered("no-row", "a number in a row that the form has not", lambda value: _put(value, "99", 2))
    yield entered("negative", "a number below zero", lambda value: _put(value, "1.1", -1))
    yield entered("long-note", "a note of 501 letters", _long_note, "bundle-long-text")
    yield entered(
        "long-name",
        "a unit with a name of 501 letters",
        lambda value: value["unit"].update(name="ạ" * 501),
        "bundle-long-text",
    )


def _half() -> bytes:
    content = Content(figures(r5_count=1, r5_1_count=4), own_lines=(OwnLine("", "", {COUNT: 3}),))
    return draft_file(content)


def _of_edition() -> bytes:
    return draft_file(Content(), form=EARLIER)


def _of_unknown_form() -> bytes:
    return draft_file(form=small_form("khong-co"))


def _hashes(count: int) -> list[str]:
    return [sha256_hex(str(at).encode()) for at in range(count)]


def _commented() -> bytes:
    parts = draft_parts()
    written = canonical_json(parts.manifest)
    parts.manifest["campaign"] = EDITION
    return parts.to_bytes(written, parts.signature(written))


def _put(value: Any, row: str, number: int) -> None:
    value["figures"][row] = {"count": number}


def _long_note(value: Any) -> None:
    value["notes"]["1.1"] = "ạ" * 501
