"""Stored data that are damaged: what is said of each, and giving up what cannot be mended.

One damaged part is set aside by name and everything else goes on. What the report would lack without it stops
freezing, until it is entered or received again, or a person gives it up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import count
from typing import Final

from lcweek_desktop.domain.checks import DAMAGED, DAMAGED_PHOTO, DAMAGED_RECORD, Finding
from lcweek_desktop.domain.form import Form, HeadingKey, RowKey, Severity
from lcweek_desktop.domain.rules.rule import row_name
from lcweek_desktop.domain.values import number_json
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.services.summing.unit_reports import damages
from lcweek_desktop.services.workspace.export import make_folder, write_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import DraftPart

_LISTS: Final = {
    "own_lines": ("own_lines/0", "các dòng tự thêm của mục 11"),
    "photos": ("photo:0", "danh sách ảnh"),
    "accepted": ("accepted", "các lưu ý đã chấp nhận"),
    "signoff": ("signoff", "thông tin ký ban hành"),
    "scans": ("scans", "danh sách bản quét đã đính kèm"),
    "leftover": ("leftover", "phần không còn chỗ trong lần ban hành mới của kỳ báo cáo"),
    "exchanged": ("exchanged", "bản nháp đã chuyển giữa hai máy"),
    "mark": ("mark", "ghi nhận đã đọc, đã bỏ qua khi gộp lời văn"),
}
"""The place and the name of each part of a draft that is about no row and no heading."""
_REPORT: Final = "damaged-report"
"""The code of damage to a received report."""
_HARMLESS: Final = ("accepted", "scans", "leftover", "exchanged", "mark")
"""The parts without which the report says the same."""


def damaged_findings(workspace: Workspace) -> tuple[Finding, ...]:
    """What is damaged of the data of the workspace's unit, and of what it received.

    An error is what the report would lack; a warning takes nothing from it.
    """
    return (*_own_findings(workspace), *_received_findings(workspace))


def remains(workspace: Workspace, place: str) -> str:
    """What a person can still read in the damaged parts of the draft at `place`; empty when it is nothing."""
    parts = _parts_at(workspace, place)
    return "\n".join(_readable(workspace.form, part, body) for part, body in parts).strip()


def give_up(workspace: Workspace, place: str) -> None:
    """Go on without what is damaged at `place`: a part of the draft, which is empty then, or the reports of a
    unit below, which has not reported then.

    What a part of the draft still holds is written to the folder `damaged` of the data folder first; a file
    that was received stays kept. Raises KnownError `damaged-none` and `export-…`; nothing is changed then.
    """
    store, unit, campaign = workspace.store, workspace.unit.id, workspace.campaign
    parts = [*_parts_at(workspace, place)]
    reports = [
        each
        for each in damages(workspace)
        if each.code == _REPORT and _received_place(each.unit.code) == place
    ]
    if not parts and not reports:
        raise KnownError("damaged-none", place=place)
    for part, body in parts:
        _keep_remains(workspace, part, body)
    with store.transaction():
        for part, _ in parts:
            store.drafts.give_up(unit, campaign, part)
        for damage in reports:
            store.stored_reports.give_up(unit, campaign, damage.unit, damage.report or "")


def refuse_damaged(workspace: Workspace) -> None:
    """Raise KnownError `draft-damaged`, naming a part of the draft that is damaged and that the report would
    lack."""
    for part in workspace.store.drafts.damaged(workspace.unit.id, workspace.campaign):
        if part.name not in _HARMLESS:
            raise KnownError("draft-damaged", part=_place_and_name(workspace, part)[1])


def _own_findings(workspace: Workspace) -> Iterator[Finding]:
    store, unit, campaign = workspace.store, workspace.unit.id, workspace.campaign
    for part in store.drafts.damaged(unit, campaign):
        place, name = _place_and_name(workspace, part)
        severity = Severity.WARNING if part.name in _HARMLESS else Severity.ERROR
        yield Finding(DAMAGED, severity, place, sentence("damaged-draft", part=name))
    yield from _photo_findings(workspace)
    if unit in store.units.damaged(unit.edition):
        yield _warning("unit", sentence("damaged-own-unit"))
    # Read once: what is frozen never changes, and every report of it would be hashed again.
    for revision in workspace.context.derived.get(
        ("damaged revisions", unit, campaign), None, partial(store.revisions.damaged, unit, campaign)
    ):
        yield _warning(f"revision:{revision}", sentence("damaged-revision", revision=revision))
    for number in store.sendings.damaged(unit, campaign):
        yield _warning(f"sending:{number}", sentence("damaged-sending", number=number))
    for number in store.printings.lost(unit, campaign):
        yield _warning(f"printing:{number}", sentence("damaged-printing", number=number))
    for number in store.signed_files.lost(unit, campaign):
        yield _warning(f"signed:{number}", sentence("damaged-signed", number=number))


def _photo_findings(workspace: Workspace) -> Iterator[Finding]:
    """What is said of the photos of the draft whose files are damaged or lost. A file is read once."""
    context = workspace.context
    draft = context.store.drafts.get(workspace.unit.id, workspace.campaign, workspace.form)
    for photo in () if draft is None else draft.content.photos:
        try:
            context.derived.get(("photo", photo.sha256), None, partial(_read, workspace, photo.sha256))
        except KnownError:
            words = sentence("damaged-photo", caption=photo.caption or "chưa có chú thích")
            yield Finding(DAMAGED_RECORD, Severity.ERROR, f"{DAMAGED_PHOTO}{photo.sha256}", words)


def _read(workspace: Workspace, sha256: str) -> None:
    workspace.store.blobs.get(sha256)


def _received_findings(workspace: Workspace) -> Iterator[Finding]:
    for damage in damages(workspace):
        severity = Severity.WARNING if damage.code == "damaged-unit" else Severity.ERROR
        check = DAMAGED if damage.code == _REPORT else DAMAGED_RECORD
        yield Finding(check, severity, _received_place(damage.unit.code), damage.message)
    for sha256 in workspace.store.received.damaged(workspace.unit.id):
        yield _warning(_received_place(""), sentence("damaged-file", file=sha256))


def _warning(place: str, words: str) -> Finding:
    return Finding(DAMAGED_RECORD, Severity.WARNING, place, words)


def _received_place(code: str) -> str:
    return f"received:{code}"


def _place_and_name(workspace: Workspace, part: DraftPart) -> tuple[str, str]:
    """Where `part` of a draft is entered (`domain.checks:places`), and what it is called in a sentence."""
    form = workspace.form
    if part.name in _LISTS:
        return _LISTS[part.name]
    if part.name == "narrative":
        heading = form.heading_by_key.get(HeadingKey(part.key))
        name = heading.at_level(workspace.unit.level).name if heading else part.key
        return f"narrative:{part.key}", f"nội dung mục {name}"
    row = form.row_by_key.get(RowKey(part.key))
    name = f"dòng {row_name(row) if row else part.key}"
    if part.name == "notes":
        return f"note:{part.key}", f"ghi chú {name}"
    return f"{part.key}.{form.measures[0].key}", f"số liệu {name}"


def _parts_at(workspace: Workspace, place: str) -> Iterator[tuple[DraftPart, bytes]]:
    """The damaged parts of the draft at `place`, each with what its row still holds."""
    drafts, unit, campaign = workspace.store.drafts, workspace.unit.id, workspace.campaign
    for part in drafts.damaged(unit, campaign):
        if _place_and_name(workspace, part)[0] == place:
            yield part, drafts.remains(unit, campaign, part)


def _keep_remains(workspace: Workspace, part: DraftPart, body: bytes) -> None:
    folder = workspace.context.home / "damaged"
    make_folder(folder)
    name = f"{workspace.campaign}-{workspace.unit.code}-{part.name}-{part.key}".rstrip("-")
    files = (folder / f"{name}-{number}.txt" for number in count(1))
    target = next(file for file in files if not file.exists())
    write_file(target, _readable(workspace.form, part, body).encode())


def _readable(form: Form, part: DraftPart, body: bytes) -> str:
    """The texts and numbers in the JSON `body` of `part`, one a line; all of it when it is no JSON any
    more."""
    text = body.decode("utf-8", "replace")
    try:
        return "\n".join(_leaves(json.loads(text), _decimals(form, part)))
    except ValueError:
        return text


def _decimals(form: Form, part: DraftPart) -> Mapping[str, int]:
    """How many decimals the numbers in `part` have, by measure; empty where none has any."""
    row = form.row_by_key.get(RowKey(part.key)) if part.name == "figures" else None
    rules = {measure.key: measure if row is None else row.cells[measure.key] for measure in form.measures}
    return {key: rule.decimals for key, rule in rules.items() if rule.decimals}


def _leaves(value: object, decimals: Mapping[str, int], name: str = "") -> Iterator[str]:
    match value:
        case dict():
            for key, inner in value.items():
                yield from (f"{key}: {leaf}" for leaf in _leaves(inner, decimals, key))
        case list():
            for inner in value:
                yield from _leaves(inner, decimals)
        case int():
            yield str(number_json(value, decimals.get(name, 0)))
        case _:
            yield str(value)
