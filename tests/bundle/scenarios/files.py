"""Files that are no bundle, PDFs with a bundle, and containers in a form that is not allowed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from zlib import crc32

from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.container import Entry, write_container
from lcweek_desktop.bundle.embedded_bundle import ATTACHMENT_NAME
from tests.bundle.sample_bundles import (
    JPEG,
    SCAN_PDF,
    bundle,
    pdf,
)
from tests.bundle.scenarios.samples import (
    minimal,
)
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import (
    report,
)


def other_files() -> Iterator[Scenario]:
    good = minimal().to_bytes()
    yield Scenario("file-empty.lcweek", "bundle-empty", "no byte at all", b"")
    yield Scenario("file-picture.jpg", "bundle-picture", "a photo", JPEG)
    yield Scenario("file-text.txt", "bundle-foreign", "some text", "Kính gửi Phòng GD&ĐT".encode())
    yield Scenario("file-other-zip.xlsx", "bundle-foreign", "a ZIP of another program", _other_zip())
    yield Scenario("file-beginning-lost.lcweek", "bundle-container", "the first four bytes missing", good[4:])
    yield Scenario("hybrid.pdf", "", "a bundle attached to a PDF", pdf({ATTACHMENT_NAME: good}))
    yield Scenario(
        "hybrid-recoded.pdf",
        "",
        "another program recoded the attachment",
        pdf({ATTACHMENT_NAME: good}, hexed=True),
    )
    yield Scenario(
        "hybrid-renamed.pdf",
        "",
        "another attachment beside it, ours renamed",
        pdf({"a.txt": b"a", "b.zip": good}),
    )
    damaged = pdf({ATTACHMENT_NAME: b"QQ" + good[2:]})
    yield Scenario("hybrid-damaged.pdf", "bundle-container", "the attached bundle is damaged", damaged)
    two = pdf({"a.lcweek": good, "b.lcweek": bundle(report())})
    yield Scenario("hybrid-two.pdf", "bundle-pdf-several", "two different bundles attached", two)
    yield Scenario("pdf-plain.pdf", "bundle-pdf-plain", "a PDF without a bundle", SCAN_PDF)
    yield Scenario(
        "pdf-damaged.pdf", "bundle-pdf-damaged", "not a PDF after its first line", b"%PDF-1.7\nabc"
    )
    inside = pdf({"scan.pdf": pdf({ATTACHMENT_NAME: good})})
    yield Scenario(
        "pdf-in-pdf.pdf", "bundle-pdf-plain", "a bundle inside an attached PDF is not looked for", inside
    )


def damaged_pdfs() -> Iterator[Scenario]:
    good = minimal().to_bytes()
    hybrid = pdf({ATTACHMENT_NAME: good})
    end = hybrid.index(good) + len(good)
    yield Scenario("hybrid-white-space.pdf", "", "white space after the end of the PDF", hybrid + b"\r\n \0")
    yield Scenario("hybrid-mail.pdf", "", "lines of a mail before the PDF", b"From: (a@b\r\n\r\n" + hybrid)
    yield Scenario("hybrid-cut.pdf", "", "cut off right after the last byte of the bundle", hybrid[:end])
    yield Scenario(
        "hybrid-cut-bundle.pdf", "bundle-pdf-cut", "cut off before the last byte", hybrid[: end - 1]
    )
    lost = hybrid.replace(b"xref\n0 6", b"xrex\n0 6").replace(b"startxref\n", b"startxref\n9")
    yield Scenario("hybrid-no-table.pdf", "", "the cross-reference table is damaged", lost)
    unlisted = hybrid.replace(b"/EmbeddedFiles", b"/EmbeddedXXXXX")
    yield Scenario("hybrid-unlisted.pdf", "", "no list of attachments leads to the bundle", unlisted)
    text = hybrid.replace(b"[0 0 200 200] >>", b"[0 0 200 200] /Note (% \\( (stream\n) \\)) >>")
    yield Scenario("hybrid-strings.pdf", "", "strings that look like something else", text)
    broken = bundle(report(), scans=[pdf({ATTACHMENT_NAME: good[:-1]})])
    yield Scenario(
        "hybrid-scan.pdf", "", "a scan in the bundle carries a damaged one", pdf({ATTACHMENT_NAME: broken})
    )
    outer = bundle(report(), scans=[hybrid])
    around = pdf({ATTACHMENT_NAME: outer})
    yield Scenario(
        "hybrid-scan-cut.pdf",
        "bundle-pdf-cut",
        "cut off right after a scan that is an earlier sent PDF",
        around[: around.index(hybrid) + len(hybrid)],
    )
    changed = around.replace(outer[:4], b"QQQQ", 1)
    yield Scenario(
        "hybrid-scan-damaged.pdf",
        "bundle-container",
        "a scan carries a sound bundle, the attached one is damaged",
        changed,
    )


def packed_pdfs() -> Iterator[Scenario]:
    good = minimal().to_bytes()
    packed = pdf({ATTACHMENT_NAME: good}, level=9)
    yield Scenario("hybrid-packed.pdf", "", "another program deflated the attachment", packed)
    locked = packed.replace(b" /Root ", b" /Encrypt << /Filter /Standard /V 1 /R 2 >> /Root ")
    yield Scenario("hybrid-packed-locked.pdf", "intake-pdf-locked", "the same, said to be encrypted", locked)
    lost = packed.replace(b"startxref\n", b"startxref\n9")
    yield Scenario(
        "hybrid-packed-no-table.pdf", "bundle-pdf-damaged", "the same with the place of its table lost", lost
    )
    yield Scenario(
        "hybrid-packed-cut.pdf", "bundle-pdf-cut", "the same cut off in the attachment", packed[:700]
    )
    outer = bundle(report(), scans=[pdf({ATTACHMENT_NAME: good})])
    around = pdf({ATTACHMENT_NAME: outer}, level=0)
    yield Scenario(
        "hybrid-packed-scan-cut.pdf",
        "bundle-pdf-cut",
        "packing left a sent PDF inside as it was; cut off right after that",
        around[: around.rindex(b"%%EOF", 0, around.rindex(b"endstream")) + 6],
    )


def _other_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(_zip_info("[Content_Types].xml"), "<Types/>")
    return stream.getvalue()


def _zip_info(name: str, **fields: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.create_system = 3
    info.external_attr = 0o600 << 16
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def _zipped(
    method: int = zipfile.ZIP_STORED, extra: bytes = b"", comment: bytes = b"", **fields: int
) -> bytes:
    """The minimal bundle as Python's zipfile writes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.comment = comment
        for name, data in minimal().entries():
            info = _zip_info(name, **fields)
            info.extra = extra
            archive.writestr(info, bytes(data), method)
    return stream.getvalue()


def containers() -> Iterator[Scenario]:
    def refused(file: str, says: str, data: bytes) -> Scenario:
        return Scenario(f"zip-{file}.lcweek", "bundle-container", says, data)

    good = minimal().to_bytes()
    entries = minimal().entries()
    yield refused(
        "windows-defaults", "made by another system than the format names", _zipped(create_system=0)
    )
    yield refused("deflated", "compressed entries", _zipped(zipfile.ZIP_DEFLATED))
    yield refused("extra-field", "an extra field", _zipped(extra=b"UT\x01\x00\x00"))
    yield refused("comment", "a comment at the end", _zipped(comment=b"x"))
    yield refused("attributes", "other permissions", _zipped(external_attr=0o644 << 16))
    yield refused("dated", "another date", good.replace(b"\0\0\x21\0", b"\0\0\x22\0"))
    yield refused("trailing-byte", "one byte after the end", good + b"\0")
    yield refused("truncated", "the last byte missing", good[:-1])
    yield refused("truncated-half", "half of the file", good[: len(good) // 2])
    yield refused("gap", "a byte between two entries", _with_gap(good))
    yield refused("crc", "a wrong CRC, the same in both places", _other_crc(good, entries[2].data))
    yield refused("central-name", "the directory names another entry", _other_central_name(good))
    yield refused("duplicate-entry", "report.json twice", write_container([*entries, entries[2]]))
    yield refused("dotdot", "a name that climbs out", write_container([*entries, Entry("../x.json", b"{}")]))
    yield refused("absolute", "a name from the root", write_container([*entries, Entry("/x.json", b"{}")]))
    yield refused("backslash", "a Windows path", write_container([*entries, Entry("a\\x.json", b"{}")]))
    yield refused("upper-case", "a name in capitals", write_container([*entries, Entry("X.JSON", b"{}")]))
    yield refused("folder", "an entry for a folder", write_container([*entries, Entry("photos/", b"")]))
    yield refused("no-signature", "the signature missing", write_container([entries[0], *entries[2:]]))
    late = [entries[0], entries[2], entries[1], *entries[3:]]
    yield refused("order", "the signature not second", write_container(late))
    many = [Entry(f"x{at}", b"") for at in range(caps.MAX_ENTRIES)]
    yield refused("too-many-entries", "more entries than the cap", write_container([*entries, *many]))


def _with_gap(good: bytes) -> bytes:
    at = good.index(b"PK\x03\x04", 4)
    return good[:at] + b"\0" + good[at:]


def _other_crc(good: bytes, data: Any) -> bytes:
    crc = (crc32(data)).to_bytes(4, "little")
    return good.replace(crc, bytes(4))


def _other_central_name(good: bytes) -> bytes:
    at = good.rindex(b"report.json")
    return good[:at] + b"repors.json" + good[at + 11 :]
