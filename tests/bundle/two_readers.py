"""The program's reader and the second one, held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from dev import ROOT
from lcweek_desktop.bundle.assignment import read_assignment_file
from lcweek_desktop.bundle.campaign import read_campaign_file
from lcweek_desktop.bundle.draft import read_draft_file
from lcweek_desktop.bundle.embedded_bundle import embedded_bundle
from lcweek_desktop.bundle.paper import decode_paper, verify_paper
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.bundle.receipt import read_receipt_file
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from tests.bundle import mutations as changes
from tests.bundle.conftest import EXPECTED
from tests.bundle.sample_bundles import key_of
from tests.bundle.second_reader import Form, Refused, judge, judge_paper
from tests.bundle.second_reader.pdf import stored
from tests.bundle.small_form import EDITION, EDITIONS, FORMS, SCHOOL
from tests.bundle.small_form import FORM as PROGRAM_FORM

_FOLDER: Final = ROOT / "tests" / "data" / "bundles"

FORM: Final = Form("thu", (_FOLDER / "form.json").read_bytes(), EDITION)
"""The form of most scenarios, as the second reader knows it."""
KINDS: Final = Form("cach-gop", (_FOLDER / "form-kinds.json").read_bytes(), EDITION)
HEADINGS: Final = Form("de-muc", (_FOLDER / "form-headings.json").read_bytes(), EDITION)
LARGE: Final = Form("nhieu-o", (_FOLDER / "form-large.json").read_bytes(), EDITION)
EARLIER: Final = Form("thu", (_FOLDER / "form-earlier.json").read_bytes(), EDITION)
OLDEST: Final = Form("thu", (_FOLDER / "form-oldest.json").read_bytes(), EDITION)
KINDS_EARLIER: Final = Form("cach-gop", (_FOLDER / "form-kinds-earlier.json").read_bytes(), EDITION)
READ_FORMS: Final = (FORM, KINDS, HEADINGS, LARGE, EARLIER, OLDEST, KINDS_EARLIER)
"""All forms that it knows."""
KEY: Final = key_of(SCHOOL).public.base64
"""The key of ok-minimal.lcweek."""

_NO_SEED: Final = "ok-key-mixed-order.lcweek"
"""Its key has a part that no seed gives, so that nobody signs a changed one."""


def program_code(data: bytes) -> str:
    """The code that the program refuses a file with, empty for a valid bundle."""
    try:
        _read(sent_bundle(data, "tệp"))
    except KnownError as error:
        return error.code
    return ""


def _read(data: bytes) -> None:
    try:
        read_bundle(data, FORMS, EDITIONS)
    except KnownError as error:
        if error.code == "campaign-not-report":
            read_campaign_file(data)
        elif error.code == "draft-not-report":
            read_draft_file(data, FORMS, EDITIONS)
        elif error.code == "assignment-not-report":
            read_assignment_file(data, FORMS, EDITIONS)
        elif error.code == "receipt-not-report":
            read_receipt_file(data)
        else:
            raise


def disagreements(files: Iterable[tuple[str, bytes]]) -> list[str]:
    """Of each file on which the readers differ what it is, and the two codes."""
    judged = ((what, program_code(data), judge(data, *READ_FORMS)) for what, data in files)
    return [f"{what}: program {ours!r}, second {theirs!r}" for what, ours, theirs in judged if ours != theirs]


def mutations(random: Random, count: int) -> Iterator[tuple[str, bytes]]:
    """As many changed bundles, most of them with other JSON; each with its origin and what was done.

    One that lost its beginning so far that it begins with a scan is left out: PDFs are tried by themselves.
    """
    sound = [name for name, entry in EXPECTED.items() if not entry["code"] and name.endswith(".lcweek")]
    sound.remove(_NO_SEED)
    for at in range(count):
        name = random.choice(sound)
        change = random.choice((changes.with_other_json, changes.with_other_json, *changes.MUTATIONS))
        changed = change((_FOLDER / name).read_bytes(), random)
        if b"%PDF-" not in changed[:1024]:
            yield f"{at} {change.__name__} {name}", changed


def program_paper_code(data: bytes) -> str:
    """The code that the program refuses the bytes of a paper code with, empty for a valid one."""
    try:
        decode_paper(PROGRAM_FORM, data)
        verify_paper(key_of(SCHOOL).public, data)
    except KnownError as error:
        return error.code
    return ""


def paper_disagreements(random: Random, count: int) -> list[str]:
    """The same of as many changed paper codes."""
    papers = [path.read_bytes() for path in sorted(_FOLDER.glob("*.paper"))]
    found = []
    for at in range(count):
        changed = changes.with_other_payload(random.choice(papers), random, key_of(SCHOOL))
        ours, theirs = program_paper_code(changed), judge_paper(changed, FORM, KEY)
        if ours != theirs:
            found.append(f"{at} {changed.hex()}: program {ours!r}, second {theirs!r}")
    return found


def pdf_disagreements(random: Random, count: int) -> list[str]:
    """Of as many changed PDFs those of which the readers do not find the same bundle as it is stored."""
    files = [path.read_bytes() for path in sorted(_FOLDER.glob("*.pdf"))]
    found = []
    for at in range(count):
        changed = changes.with_other_pdf_bytes(random.choice(files), random, random.choice(files))
        if b"%PDF-" in changed[:1024] and _program_stored(changed) != _second_stored(changed):
            found.append(f"{at} PDF {changed[:2000]!r}")
    return found


def _program_stored(data: bytes) -> bytes | str | None:
    try:
        return embedded_bundle(data)
    except KnownError as error:
        return error.code


def _second_stored(data: bytes) -> bytes | str | None:
    try:
        return stored(data)
    except Refused as refused:
        return str(refused)


def rollups(random: Random, count: int) -> Iterator[tuple[str, bytes]]:
    """As many roll-ups at random, whole ones and changed ones."""
    for at in range(count):
        yield f"{at} roll-up", changes.random_rollup(random)
