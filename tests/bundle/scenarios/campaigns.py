"""Campaign files: valid ones, and such as break a rule of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.campaign import structure_bytes
from lcweek_desktop.domain.canonical import canonical_json, sha256_hex
from tests.bundle.sample_bundles import key_named, with_entry
from tests.bundle.sample_campaigns import campaign_file, campaign_parts, changed_files, slipped
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import COMMUNE, FORM

_ROWS = "form/phu-luc-2.toml"


def campaigns() -> Iterator[Scenario]:
    def found(name: str, says: str, data: bytes, code: str = "") -> Scenario:
        return Scenario(f"campaign-{name}.lcweek", code, says, data)

    yield found("ok", "a campaign: form and directory", campaign_file())
    more = changed_files("phu-luc-2.toml", 'key = "1.2"', 'key = "1.3"')
    yield found(
        "ok-edition-2",
        "a second edition with other rows and the structure of the first",
        campaign_file(more, 2, structures=[structure_bytes(FORM)]),
    )
    other = key_named("another key of the province")
    yield found("ok-other-key", "the same edition under another key", campaign_file(key=other))
    reworded = changed_files("campaign.toml", "Đọc sách mỗi ngày", "Mỗi ngày một trang sách")
    yield found("ok-reworded", "the same edition with another text", campaign_file(reworded))

    yield found("ok-headings", "headings by level, one with the levels of its parent", _by_level())

    def refused(name: str, says: str, data: bytes, code: str = "bundle-manifest") -> Scenario:
        return found(name, says, data, code)

    def said(**values: Any) -> bytes:
        return campaign_parts().with_manifest(**values).to_bytes()

    yield refused("newer", "needs a later reader", said(least_reader=2, extra=1), "bundle-newer")
    yield refused("unknown-key", "a key that a campaign does not have", said(recipient="106"))
    yield refused("edition-0", "edition 0, which is no file", said(edition=0))
    yield refused("edition-cap", "edition 10,000", said(edition=caps.MAX_EDITION + 1))
    yield refused("year-1999", "a year before 2000", said(year=1999))
    yield refused("no-form", "no form hash", said(forms=[]))
    yield refused(
        "no-structure", "a form of which no structure is enclosed", said(forms=[FORM.hash, "a" * 64])
    )
    yield refused("comment", "a trusted comment of a report", _commented(), "bundle-signature")
    yield refused("hash", "a digit of the rows changed", _other_limit(), "bundle-hash")
    extra = campaign_parts().with_part("notes.txt", b"x")
    yield refused("extra-entry", "an entry that is not listed", extra.to_bytes(), "bundle-entries")
    yield refused("listed-extra", "a listed entry that no campaign has", extra.relisted().to_bytes())
    own = structure_bytes(FORM)
    same = campaign_parts().with_part(f"earlier/{FORM.hash}.json", own).with_manifest(forms=[FORM.hash] * 2)
    yield refused("own-structure", "its own structure as an earlier one", same.relisted().to_bytes())
    yield refused("structure-misnamed", "a structure not under its hash", _with_structure(own, name="b" * 64))
    yield refused(
        "structure-spaces",
        "a structure that is not canonical JSON",
        _with_structure(b'{"headings": []}'),
        "bundle-structure",
    )
    yield refused(
        "structure-keys", "a structure without rows", _with_structure(b'{"headings":[]}'), "bundle-structure"
    )
    yield refused("other-year", "the year of another definition", said(year=2025), "bundle-campaign")
    yield refused("other-id", "the id of another definition", said(campaign="khac"), "bundle-campaign")
    yield refused(
        "other-edition",
        "a publisher of another directory",
        said(unit={"code": "12", "edition": "thu-2025"}),
        "bundle-campaign",
    )
    yield refused("other-form", "the hash of another form", said(forms=["c" * 64]), "bundle-campaign")
    below = campaign_parts().with_manifest(unit={"code": COMMUNE.code, "edition": COMMUNE.id.edition})
    yield refused("publisher-below", "published by a commune", below.to_bytes(), "bundle-publisher")
    nobody = campaign_parts().with_manifest(unit={"code": "13", "edition": COMMUNE.id.edition})
    yield refused(
        "publisher-unlisted", "published by a unit that is not listed", nobody.to_bytes(), "bundle-publisher"
    )


def definitions() -> Iterator[Scenario]:
    """Definitions and directories with a slip of the hand."""

    def refused(name: str, says: str, data: bytes, code: str = "bundle-form") -> Scenario:
        return Scenario(f"campaign-{name}.lcweek", code, says, data)

    yield refused("toml", "TOML that ends too early", slipped(_ROWS, 'note = "Ghi chú"', 'note = "Ghi chú'))
    yield refused("row-twice", "a row key used twice", slipped(_ROWS, 'key = "1.2"', 'key = "1.1"'))
    yield refused(
        "total-without-rows",
        "a total over rows that do not exist",
        slipped(_ROWS, '{ count = "open", people = "closed" }', '{ count = "total", people = "closed" }'),
    )
    yield refused(
        "decimal-total",
        "a decimal total of whole rows",
        slipped(
            _ROWS,
            '{ count = "computed", people = "computed" }',
            '{ count = { state = "computed", decimals = 1, roll_up = "sum" }, people = "computed" }',
        ),
    )
    yield refused(
        "level-unknown", "a cell for a level that no unit has", slipped(_ROWS, '["huyen"]', '["quan"]')
    )
    yield refused(
        "heading-level",
        "a heading for a level that no unit has",
        slipped("form/phu-luc-1.toml", 'key = "I.1"', 'key = "I.1"\nlevels = ["quan"]'),
    )
    units, directory = "units.csv", "bundle-directory"
    yield refused("units-columns", "a directory without levels", slipped(units, "level,", ""), directory)
    yield refused("units-level", "a unit of a level of no form", slipped(units, ",xa,", ",quan,"), directory)
    yield refused("units-twice", "a unit code used twice", slipped(units, "106,", "12,"), directory)
    long = slipped(units, "Huyện Tam Đường", "ạ" * 501)
    yield refused("units-long-name", "a name of 501 letters", long, directory)
    yield refused(
        "units-parent", "a parent that is not listed", slipped(units, "xa,106", "xa,107"), directory
    )
    loop = slipped(units, "106,Huyện Tam Đường,huyen,12", "106,Huyện Tam Đường,huyen,03403")
    yield refused("units-loop", "two units above each other", loop, directory)


def _by_level() -> bytes:
    files = changed_files("phu-luc-1.toml", 'key = "I"\n', 'key = "I"\nlevels = ["xa", "tinh"]\n')
    below = 'key = "I.1"\nparent = "I"'
    more = '\n[[heading]]\nkey = "II"\nnumber = "II"\ntitle = "Kết quả"\nhas_text = true\n'
    outline = files["phu-luc-1.toml"].decode().replace('key = "I.1"', below) + more
    return campaign_file({**files, "phu-luc-1.toml": outline.encode()})


def _commented() -> bytes:
    parts = campaign_parts()
    written = canonical_json(parts.manifest)
    parts.manifest["edition"] = 7
    return parts.to_bytes(written, parts.signature(written))


def _other_limit() -> bytes:
    parts = campaign_parts()
    rows = parts.parts[_ROWS].replace(b"10_000_000", b"20_000_000")
    return with_entry(parts.to_bytes(), _ROWS, rows)


def _with_structure(data: bytes, name: str | None = None) -> bytes:
    listed = name or sha256_hex(data)
    parts = campaign_parts().with_part(f"earlier/{listed}.json", data)
    return parts.with_manifest(forms=[FORM.hash, listed]).relisted().to_bytes()
