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
from tests.bundle.curve_signatures import IDENTITY, sign_with_point
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
    empty: list[Json] = [[]] * caps.MAX_VALUES
    yield refused("many-values", "more than 250,000 values", _with("accepted", empty), wrong)
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
    yield refused("row-empty", "a row without numbers", lambda r: r["figures"].update({"2": {}}), wrong)
    yield refused("note-empty", "an empty note", lambda r: r["notes"].update({"1": ""}), wrong)
    yield refused("run-empty", "a run of no text", _text({"runs": [{"text": ""}]}), wrong)
    yield refused(
        "look-false", "a look that is false", _text({"runs": [{"bold": False, "text": "x"}]}), wrong
    )
    yield refused("align-unknown", "an alignment nobody knows", _text({"align": "top"}), wrong)
    styled: dict[str, Json] = {"runs": [{"text": "PHẦN I"}], "type": "paragraph"}
    yield refused(
        "style-unknown", "a title of an unknown style", _block({**styled, "style": "chapter"}), wrong
    )
    yield refused(
        "style-align",
        "a title with an alignment",
        _block({**styled, "align": "left", "style": "part"}),
        wrong,
    )
    points: dict[str, Json] = {"items": [], "marks": ["-", "+", "•"], "start": 1, "type": "list"}
    deep: Json = [{"depth": 3, "runs": []}]
    yield refused("list-four-levels", "a list of four levels", _block({**points, "items": deep}), wrong)
    yield refused("list-two-marks", "a list with two marks", _block({**points, "marks": ["-", "+"]}), wrong)
    unknown: Json = ["-", "+", "*"]
    yield refused("list-mark", "a list with a mark nobody knows", _block({**points, "marks": unknown}), wrong)
    yield refused("list-start-0", "a list that begins at 0", _block({**points, "start": 0}), wrong)
    yield refused("list-start-1000", "a list that begins at 1000", _block({**points, "start": 1000}), wrong)
    yield refused("table-empty", "a table without rows", _block({"rows": [], "type": "table"}), wrong)
    yield refused("table-no-cell", "a table without cells", _block({"rows": [[]], "type": "table"}), wrong)
    yield from _sources()
    yield refused("own-line-unnamed", "an own line without a label", _unnamed_line, wrong)
    loose = minimal().with_report_bytes(minimal().parts["report.json"] + b"\n")
    yield Scenario("report-line-feed.lcweek", wrong, "a line feed after the JSON", loose.to_bytes())
    other = minimal().with_manifest(fingerprint="ab" * 32)
    yield Scenario(
        "report-fingerprint.lcweek", "bundle-identity", "a fingerprint of another report", other.to_bytes()
    )
    yield _signoff("unknown-key", "a key that the format does not have", extra=1)
    yield _signoff("february-29", "a day of no calendar", date="2023-02-29")
    yield _signoff("year-0", "a year of no calendar", date="0000-01-01")
    yield _signoff("date-basic", "a date without hyphens", date="20241015")
    yield _signoff("date-null", "null for no date", date=None)


def _sources() -> Iterator[Scenario]:
    """Paragraphs whose sources are not as they should be."""
    source: dict[str, Json] = {
        "code": "106-A",
        "edition": "2024",
        "fingerprint": "0a" * 32,
        "heading": "I.1",
        "name": "Trường A",
        "revision": 1,
        "words": "Mở 2 lớp.",
    }

    def refused(file: str, says: str, *sources: Json, code: str = "bundle-report") -> Scenario:
        pieces = minimal().with_report(_text({"sources": [*sources]}))
        return Scenario(f"report-sources-{file}.lcweek", code, says, pieces.to_bytes())

    yield refused("empty", "an empty list of sources")
    yield refused("twice", "a source twice", source, source)
    yield refused("many", "2,001 sources", *({**source, "revision": number} for number in range(2_001)))
    yield refused("unknown-key", "a source with a key more", {**source, "level": "truong"})
    yield refused("minus", "a source of revision -1", {**source, "revision": -1})
    yield refused(
        "paper", "a source whose fingerprint is that of paper", {**source, "fingerprint": "0a" * 10}
    )
    yield refused("wordless", "a source without words", {**source, "words": ""})
    long = "bundle-long-text"
    yield refused(
        "long", "words of a letter too many", {**source, "words": _A * (MAX_PARAGRAPH + 1)}, code=long
    )
    yield refused("long-name", "a name of 501 letters", {**source, "name": _A * (MAX_LINE + 1)}, code=long)


def _signoff(file: str, says: str, **changes: Json) -> Scenario:
    written = canonical_json({**json.loads(minimal().parts["signoff.json"]), **changes})
    pieces = minimal().with_part("signoff.json", written).relisted()
    return Scenario(f"signoff-{file}.lcweek", "bundle-signoff", says, pieces.to_bytes())


def _cell(row: str, measure: str, value: Json) -> Callable[[dict[str, Any]], object]:
    return lambda report: report["figures"].setdefault(row, {}).update({measure: value})


def _name(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda report: report["unit"].update(name=name)


def _deep_text(report: dict[str, Any]) -> None:
    report["narrative"] = {"I.1": nested(15)}


def _block(block: Json) -> Callable[[dict[str, Any]], object]:
    return lambda report: report["narrative"].update({"I.1": [block]})


def _text(changes: dict[str, Json]) -> Callable[[dict[str, Any]], object]:
    return _block({"align": "left", "runs": [], "type": "paragraph", **changes})


def _unnamed_line(report: dict[str, Any]) -> None:
    report["own_lines"] = [{"label": "", "note": "x", "unit": "x", "values": {}}]


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
    with_identity = sign_with_point(key, IDENTITY, b"lcweek-paper-1\0" + payload)
    yield refused("r-identity", "R is the neutral point", payload + with_identity, "bundle-paper")
    at = 6 + len(SCHOOL.code)
    assert payload[at : at + 1] == b"\1"
    longer = payload[:at] + b"\x81\0" + payload[at + 1 :]
    yield refused("revision-longer", "a revision of two bytes", sign_paper(key, longer), "bundle-paper")
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


def paper_codes() -> Iterator[Scenario]:
    """The bytes of paper codes alone, judged by the key and form of the minimal bundle."""
    key = key_of(SCHOOL)
    paper = base64.b64decode(minimal().manifest["paper"])
    payload = paper[:-64]

    def code(file: str, code: str, says: str, changed: bytes) -> Scenario:
        return Scenario(f"code-{file}.paper", code, says, sign_paper(key, changed))

    yield code("minimal", "", "the paper code of ok-minimal.lcweek", payload)
    for version in (0x02, 0x1F):
        other = bytes([version]) + payload[1:]
        yield code(f"version-{version:02x}", "paper-version", f"version {version}", other)
    for first in (0x00, 0x20, 0x7F, 0x80, 0xFF):
        other = bytes([first]) + payload[1:]
        yield code(
            f"first-{first:02x}", "paper-damaged", f"begins with {first:02x}, which is no version", other
        )
    text = "Đường dẫn tới trang của trường, đủ dài để giống một mã có chữ ký: ".encode() + bytes(64)
    yield Scenario("code-text.paper", "paper-damaged", "somebody else's text", text)
    yield Scenario("code-short.paper", "paper-damaged", "no more than a signature", b"\x02" * 64)
    other = payload[:1] + bytes(4) + payload[5:]
    yield code("form", "paper-form", "another form", other)
    at = 6 + len(SCHOOL.code)
    unread = other[:at] + b"\x81\0" + other[at + 1 :]
    yield code("two-head-form", "paper-damaged", "a revision of two bytes, another form", unread)
    longer = payload.replace(b"\x3c", b"\xbc\x00", 1)
    assert longer != payload
    yield code("varint-longer", "paper-damaged", "a number not in its shortest form", longer)
    yield code(
        "lines-digest-of-none", "paper-damaged", "a digest of no own lines", payload[:-1] + b"\1" + bytes(16)
    )
    yield code("more", "paper-damaged", "a byte more", payload + b"\0")
    yield code("cut", "paper-damaged", "a byte less", payload[:-1])
    forged = sign_paper(key_of(COMMUNE), payload)
    yield Scenario("code-signature.paper", "paper-signature", "signed with another key", forged)
    chosen = payload + sign_with_point(key, IDENTITY, b"lcweek-paper-1\0" + payload)
    yield Scenario("code-r-identity.paper", "paper-signature", "R is the neutral point", chosen)


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
    at = JPEG.index(b"\xff\xc0")
    filled = JPEG[:at] + b"\xff\x01\xff\xd0\xff\xff" + JPEG[at:]
    yield photo("alone", "TEM, RST0 and fill bytes before the frame header", filled, "")
    yield photo("second-start", "a second beginning before the frame header", JPEG[:2] + JPEG, "bundle-photo")
    yield photo("frame-cut", "the file ends in its frame header", JPEG[: at + 12])
    short = JPEG[: at + 2] + b"\0\x08" + JPEG[at + 4 : at + 10] + JPEG[at + 13 :]
    yield photo("frame-short", "a frame header without its component", short)
    yield photo("stray-byte", "a byte between two segments", JPEG[:at] + b"\0" + JPEG[at:])
    yield photo("segment-short", "a segment shorter than its length", JPEG[:2] + b"\xff\xfe\0\1" + JPEG[2:])
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
