"""Receipts: valid ones, and such as break a rule of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from lcweek_desktop.domain.canonical import canonical_json, sha256_hex
from lcweek_desktop.domain.receipt import Remark, RemarkState, StatedRemark
from tests.bundle.sample_receipts import ACCEPTED, RETURNED, receipt_file, receipt_parts
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import PROVINCE


def receipts() -> Iterator[Scenario]:
    def found(name: str, says: str, data: bytes, code: str = "") -> Scenario:
        return Scenario(f"receipt-{name}.lcweek", code, says, data)

    yield found("ok-accepted", "a report accepted", receipt_file(ACCEPTED))
    yield found("ok-returned", "a report returned, with remarks at every place and state", receipt_file())
    remarks = tuple(
        StatedRemark(Remark(f"{at:016x}", None, "ạ" * 500), RemarkState.OPEN) for at in range(100)
    )
    yield found("ok-remarks", "as many remarks as there can be, each as long", _with(remarks))
    paper = replace(ACCEPTED, fingerprint=ACCEPTED.fingerprint[:20], day="")
    yield found("ok-paper", "a report known from paper, on no known day", receipt_file(paper))
    yield found("ok-behalf", "a report typed by its receiver", receipt_file(replace(ACCEPTED, revision=0)))

    def said(name: str, says: str, code: str = "bundle-manifest", **values: Any) -> Scenario:
        return found(name, says, receipt_parts().with_manifest(**values).to_bytes(), code)

    yield said("newer", "needs a later reader", "bundle-newer", least_reader=2, extra=1)
    yield said("unknown-key", "a key that a receipt does not have", revision=1)
    yield said("number-0", "number 0", number=0)
    yield said("other-number", "another number than receipt.json says", "bundle-identity", number=4)
    yield said("other-recipient", "for another unit than receipt.json", "bundle-identity", recipient="X")
    yield found("comment", "a trusted comment of a report", _commented(), "bundle-signature")
    extra = receipt_parts().with_part("report.json", b"{}")
    yield found("extra-entry", "an entry that is not listed", extra.to_bytes(), "bundle-entries")
    listed = receipt_parts().with_part("report.json", b"{}").relisted()
    yield found("listed-extra", "a listed entry that no receipt has", listed.to_bytes(), "bundle-manifest")

    def told(name: str, says: str, change: Callable[[Any], object], code: str = "bundle-receipt") -> Scenario:
        return found(name, says, receipt_parts().with_receipt(change).to_bytes(), code)

    spaces = receipt_parts()
    spaces.parts["receipt.json"] = b"{ }"
    yield found("spaces", "receipt.json with a space", spaces.relisted().to_bytes(), "bundle-receipt")
    yield told("extra-key", "an unknown key", lambda value: value.update(extra=1))
    yield told("verdict", "an unknown verdict", lambda value: value.update(verdict="maybe"))
    yield told("accepted-open", "accepted with a remark open", lambda value: value.update(verdict="accepted"))
    yield told(
        "returned-settled",
        "returned with every remark settled",
        lambda value: [each.update(state="settled") for each in value["remarks"]],
    )
    yield told(
        "highest", "a highest revision below that of the report", lambda value: value.update(highest=1)
    )
    yield told("fingerprint", "a fingerprint of 63 digits", _short_fingerprint)
    yield told("day", "a day that the calendar has not", lambda value: value.update(day="2024-02-30"))
    yield told(
        "id-twice",
        "two remarks with one id",
        lambda value: value["remarks"][0].update(id="1" * 16) or value["remarks"][1].update(id="1" * 16),
    )
    yield told("id", "an id in capitals", lambda value: value["remarks"][0].update(id="A" * 16))
    yield told("state", "an unknown state", lambda value: value["remarks"][0].update(state="done"))
    yield told("no-text", "a remark without a text", lambda value: value["remarks"][0].update(text=""))
    yield told(
        "place", "a place of two kinds", lambda value: value["remarks"][0]["place"].update(heading="I")
    )
    yield told(
        "photo", "a photo that is no hash", lambda value: value["remarks"][2]["place"].update(photo="1")
    )
    yield told(
        "edition", "a receiver of another edition", lambda value: value["receiver"].update(edition="x")
    )
    yield told("itself", "a receiver that answers itself", lambda value: value.update(unit=value["receiver"]))
    yield told("cap", "a remark more than there can be", _many_remarks)
    yield told(
        "long-text",
        "a remark of 501 letters",
        lambda value: value["remarks"][0].update(text="ạ" * 501),
        "bundle-long-text",
    )
    yield told(
        "other-receiver",
        "a receiver other than the manifest's unit",
        lambda value: value["receiver"].update(code=PROVINCE.code),
        "bundle-identity",
    )


def _with(remarks: tuple[StatedRemark, ...]) -> bytes:
    return receipt_file(replace(RETURNED, remarks=remarks))


def _commented() -> bytes:
    parts = receipt_parts()
    written = canonical_json(parts.manifest)
    parts.manifest["number"] = 1
    return parts.to_bytes(written, parts.signature(written))


def _short_fingerprint(value: Any) -> None:
    value["fingerprint"] = sha256_hex(b"1")[:63]


def _many_remarks(value: Any) -> None:
    first = value["remarks"][0]
    value["remarks"] = [{**first, "id": f"{at:016x}"} for at in range(101)]
