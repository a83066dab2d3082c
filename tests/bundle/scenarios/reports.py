"""Reports that break a rule: their JSON, their figures, their paper code, photos and scans."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.paper import sign_paper
from lcweek_desktop.domain.canonical import Json, canonical_json, sha256_hex
from lcweek_desktop.domain.lengths import (
    MAX_HEADING,
    MAX_LINE,
    MAX_PARAGRAPH,
    MAX_PIECES,
    MAX_UNIT_OF_MEASURE,
)
from tests.bundle.sample_bundles import (
    JPEG,
    BundleParts,
    bundle,
    jpeg,
    key_of,
)
from tests.bundle.scenarios.samples import (
    minimal,
    nested,
)
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import (
    COMMUNE,
    MINIMAL,
    SCHOOL,
    report,
    small_form,
)


def reports() -> Iterator[Scenario]:
    def refused(file: str, says: str, change: Callable[[dict[str, Any]], object], code: str) -> Scenario:
        return Scenario(f"report-{file}.lcweek", code, says, minimal().with_report(change).to_bytes())

    wrong = "bundle-report"
    yield refused("unknown-key", "a key that the format does not have", lambda r: r.update(extra=1), wrong)
    yield refused("unknown-row", "a row that the form does not have", _cell("9.9", "count", 1), wrong)
    yield refused("computed-cell", "a number in a computed cell", _cell("1", "count", 1), wrong)
    yield refused("closed-cell", "a number in a closed cell", _cell("2", "people", 1), wrong)
    yield refused("null-cell", "null for a blank", _cell("1.2", "people", None), wrong)
    yield refused("true-cell", "true for 1", _cell("1.2", "people", True), wrong)
    yield refused("not-nfc", "a name not in NFC", _name("Trường Ban".replace("ư", "u\u031b")), wrong)
    yield refused("bidi", "a name with a bidirectional override", _name("Trường \u202eBan"), wrong)
    yield refused("control", "a name with a line feed", _name("Trường\nBan"), wrong)
    yield refused("line-separator", "a name with U+2028", _name("Trường\u2028Ban"), wrong)
    yield refused("byte-order-mark", "a name with U+FEFF", _name("\ufeffTrường Ban"), wrong)
    yield refused("object", "a name with U+FFFC, which stands for an object", _name("Trường \ufffc"), wrong)
    yield refused("noncharacter", "a name with U+FFFE", _name("Trường\ufffeBan"), wrong)
    yield refused("noncharacter-high", "a name with U+10FFFF", _name("Trường\U0010ffffBan"), wrong)
    yield refused(
        "unassigned",
        "a name with a letter of Unicode 15.0, which Unicode 14.0 and 15.0 do not both call normalized",
        _name("a\U0001e08f\u0323"),
        wrong,
    )
    yield refused("no-name", "an empty name", _name(""), wrong)
    yield refused("string-cap", "a text above its cap", _name("ạ" * (caps.MAX_STRING_BYTES // 3 + 1)), wrong)
    long = "bundle-long-text"
    yield refused(
        "long-name", "a name of a letter more than a name may have", _name("ạ" * (MAX_LINE + 1)), long
    )
    yield refused(
        "long-note", "a note of a letter too many", _with("notes", {"1.1": _A * (MAX_LINE + 1)}), long
    )
    yield refused(
        "long-place",
        "an accepted warning at a place of 501 letters",
        _with("accepted", [{"check": "a", "place": _A * (MAX_LINE + 1), "reason": "b"}]),
        long,
    )
    yield refused(
        "long-label", "a label of a letter too many", _own_line_with(label=_A * (MAX_LINE + 1)), long
    )
    yield refused(
        "long-unit", "a unit of a letter too many", _own_line_with(unit=_A * (MAX_UNIT_OF_MEASURE + 1)), long
    )
    paragraph = _A * MAX_PARAGRAPH
    yield refused("long-paragraph", "a paragraph of a letter too many", _paragraphs([paragraph, "a"]), long)
    full = [[paragraph]] * (MAX_HEADING // MAX_PARAGRAPH)
    rest = _A * (MAX_HEADING % MAX_PARAGRAPH + 1)
    yield refused("long-heading", "a heading of a letter too many", _paragraphs(*full, [rest]), long)
    yield refused(
        "many-pieces", "paragraphs and runs of which there is one too many", _paragraphs(*_PIECES, []), long
    )
    signed = json.loads(minimal().parts["signoff.json"]) | {"recipients": [_A * (MAX_LINE + 1)]}
    yield Scenario(
        "signoff-long.lcweek",
        long,
        "a line of the sign-off of a letter too many",
        minimal().with_part("signoff.json", canonical_json(signed)).relisted().to_bytes(),
    )
    yield refused("too-deep", "17 arrays and objects inside each other", _deep_text, wrong)
    yield refused(
        "level-closed",
        "a cell that the unit's level does not enter",
        _cell("7.1", "count", 1),
        "bundle-closed",
    )
    yield refused("negative", "a negative number", _cell("1.2", "people", -1), "bundle-sum")
    yield refused("total-below-rows", "a typed total below its rows", _low_total, "bundle-sum")
    yield refused(
        "figures", "other figures than the paper code's", _cell("1.2", "people", 5), "bundle-figures"
    )
    yield refused("own-line-negative", "a negative number in an own line", _own_line, "bundle-figures")
    yield refused(
        "other-revision",
        "another revision than the manifest's",
        lambda r: r.update(revision=2),
        "bundle-identity",
    )
    yield refused(
        "other-unit",
        "another unit than the manifest's",
        lambda r: r["unit"].update(code="x"),
        "bundle-identity",
    )
    yield refused(
        "other-previous", "another predecessor", lambda r: r.update(previous="ab" * 32), "bundle-identity"
    )
    loose = minimal().with_report_bytes(minimal().parts["report.json"] + b"\n")
    yield Scenario("report-line-feed.lcweek", wrong, "a line feed after the JSON", loose.to_bytes())
    other = minimal().with_manifest(fingerprint="ab" * 32)
    yield Scenario(
        "report-fingerprint.lcweek", "bundle-identity", "a fingerprint of another report", other.to_bytes()
    )
    signoff = canonical_json({**json.loads(minimal().parts["signoff.json"]), "extra": 1})
    yield Scenario(
        "signoff-unknown-key.lcweek",
        "bundle-signoff",
        "a key that the format does not have",
        minimal().with_part("signoff.json", signoff).relisted().to_bytes(),
    )


def _cell(row: str, measure: str, value: Json) -> Callable[[dict[str, Any]], object]:
    return lambda report: report["figures"].setdefault(row, {}).update({measure: value})


def _name(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda report: report["unit"].update(name=name)


def _deep_text(report: dict[str, Any]) -> None:
    report["narrative"] = {"I.1": nested(15)}


_A: Final = "ạ"
_PIECES: Final = [["a"]] * (MAX_PIECES // 2)


def _with(key: str, value: Json) -> Callable[[dict[str, Any]], object]:
    return lambda report: report.update({key: value})


def _own_line_with(**texts: str) -> Callable[[dict[str, Any]], object]:
    return _with("own_lines", [{"label": "a", "note": "", "unit": "", "values": {}, **texts}])


def _paragraphs(*paragraphs: list[str]) -> Callable[[dict[str, Any]], object]:
    """Paragraphs of these runs under a heading."""
    blocks: list[Json] = [
        {"align": "left", "runs": [{"text": run} for run in runs], "type": "paragraph"} for runs in paragraphs
    ]
    return _with("narrative", {"I.1": blocks})


def _low_total(report: dict[str, Any]) -> None:
    report["figures"].update({"5": {"count": 2}, "5.1": {"count": 3}})


def _own_line(report: dict[str, Any]) -> None:
    report["own_lines"] = [{"label": "Dòng", "note": "", "unit": "", "values": {"count": -1}}]


def papers() -> Iterator[Scenario]:
    def refused(file: str, says: str, paper: bytes, code: str) -> Scenario:
        changed = minimal().with_manifest(paper=base64.b64encode(paper).decode())
        return Scenario(f"paper-{file}.lcweek", code, says, changed.to_bytes())

    key = key_of(SCHOOL)
    paper = base64.b64decode(minimal().manifest["paper"])
    payload = paper[:-64]
    yield refused(
        "signature", "a payload signed with another key", sign_paper(key_of(COMMUNE), payload), "bundle-paper"
    )
    yield refused("empty", "no payload", b"", "bundle-paper")
    yield refused(
        "version", "a payload of another version", sign_paper(key, b"\x02" + payload[1:]), "bundle-paper"
    )
    last_year = small_form("thu-2023")
    older = replace(report(content=MINIMAL), campaign=last_year.campaign.id)
    elsewhere = BundleParts.of(bundle(older, form=last_year), key).manifest
    moved = base64.b64decode(elsewhere["paper"])[:-64].replace(
        bytes.fromhex(elsewhere["fingerprint"])[:10], bytes.fromhex(minimal().manifest["fingerprint"])[:10]
    )
    yield refused(
        "last-year",
        "a payload of another campaign with the same form",
        sign_paper(key, moved),
        "bundle-paper",
    )
    assert payload[-1] == 0
    yield refused(
        "figures", "a payload of other figures", sign_paper(key, payload[:-2] + b"\x01\0"), "bundle-figures"
    )
    yield refused(
        "longer", "a byte more than the figures need", sign_paper(key, payload + b"\0"), "bundle-figures"
    )


def attachments() -> Iterator[Scenario]:
    def photo(file: str, says: str, data: bytes, code: str = "bundle-photo") -> Scenario:
        name = f"photos/{sha256_hex(data)}.jpg"
        pieces = minimal().with_part(name, data)
        listed = [{"caption": "", "row": None, "sha256": sha256_hex(data)}]
        return Scenario(
            f"photo-{file}.lcweek",
            code,
            says,
            pieces.with_report(lambda r: r.update(photos=listed)).to_bytes(),
        )

    yield photo("not-jpeg", "a PNG under the name of a JPEG", b"\x89PNG\r\n\x1a\n")
    yield photo("no-frame", "a JPEG without a frame header", JPEG[:40])
    yield photo("too-many-pixels", "65,535 × 65,535 pixels", _huge_frame())
    unlisted = minimal().with_part(f"photos/{sha256_hex(JPEG)}.jpg", JPEG).relisted()
    yield Scenario(
        "photo-not-listed.lcweek",
        "bundle-entries",
        "a photo that the report does not list",
        unlisted.to_bytes(),
    )
    listed = [{"caption": "", "row": None, "sha256": sha256_hex(JPEG)}]
    missing = minimal().with_report(lambda r: r.update(photos=listed))
    yield Scenario(
        "photo-missing.lcweek",
        "bundle-entries",
        "the report lists a photo that is missing",
        missing.to_bytes(),
    )
    scan = minimal().with_part(f"scans/{sha256_hex(JPEG)}.pdf", JPEG).relisted()
    yield Scenario("scan-not-pdf.lcweek", "bundle-scan", "a JPEG under the name of a PDF", scan.to_bytes())
    four = minimal()
    for name, data in sorted((f"scans/{sha256_hex(d)}.jpg", d) for d in map(jpeg, "abcd")):
        four.with_part(name, data)
    yield Scenario("scan-four.lcweek", "bundle-manifest", "four scans", four.relisted().to_bytes())


def _huge_frame() -> bytes:
    at = JPEG.index(b"\xff\xc0")
    return JPEG[: at + 5] + b"\xff\xff\xff\xff" + JPEG[at + 9 :]
