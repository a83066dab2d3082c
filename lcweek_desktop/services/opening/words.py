"""What is said of a file that is opened: what it is, and what to do with it."""

from __future__ import annotations

from contextlib import suppress
from typing import Final, NamedTuple

from lcweek_desktop.bundle.reader import Bundle
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.opening.draft_offer import draft_names
from lcweek_desktop.services.opening.file_kind import FileKind, Place
from lcweek_desktop.services.opening.identified_file import IdentifiedFile
from lcweek_desktop.services.opening.receipt_offer import receipt_names
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.keys import own_keys
from lcweek_desktop.services.workspace.user_files import kept_name
from lcweek_desktop.storage import MovedMark

_BUNDLES: Final = {FileKind.REPORT: "báo cáo", FileKind.PRACTICE: "bản tập (không phải báo cáo thật)"}


class Words(NamedTuple):
    """What a file is, and what to do; the second is empty where there is nothing to do."""

    sentence: str
    next_step: str


def words_for(context: AppContext, file: IdentifiedFile, place: Place) -> Words:
    """What is said of `file` at a unit that is `place` to it."""
    problem = _report_problem(context, file, place) or _problem(context, file, place)
    return Words(problem.sentence, problem.next_step)


def _problem(context: AppContext, file: IdentifiedFile, place: Place) -> KnownError:
    is_early = place is Place.NO_UNIT
    match file.kind:
        case FileKind.EMPTY_TEMPLATE:
            return KnownError("opened-empty-template")
        case FileKind.FILLED_TEMPLATE:
            return KnownError("opened-filled-template")
        case FileKind.SETUP:
            return KnownError("opened-setup")
        case FileKind.MACHINE if MovedMark(context.home).is_set:
            return KnownError("move-back", file=kept_name(file.path))
        case FileKind.MACHINE:
            units = sorted(context.store.own_units.of_all_campaigns())
            return KnownError(
                "move-occupied", units=", ".join(unit.code for unit in units), file=kept_name(file.path)
            )
        case FileKind.PAPER:
            return KnownError("opened-paper-early" if is_early else "opened-paper")
        case FileKind.DRAFT:
            assert file.draft is not None, "that is how it is known"
            return KnownError("draft-others", **draft_names(file.draft))
        case FileKind.RECEIPT:
            assert file.receipt is not None, "that is how it is known"
            code = "receipt-early" if is_early else "receipt-others"
            return KnownError(code, **receipt_names(file.receipt.receipt))
        case FileKind.FOLDER:
            return KnownError("opened-folder-early" if is_early else "opened-folder")
    assert file.error is not None, "in every other file a report was looked for"
    return file.error


def _report_problem(context: AppContext, file: IdentifiedFile, place: Place) -> KnownError | None:
    """What is said of a file with a report; None for any other."""
    bundle = file.bundle
    if bundle is None:
        return None
    code = "opened-early" if place is Place.NO_UNIT else "opened-others"
    if place is Place.OWN:
        code = _code_of_own(context, bundle)
    sender = bundle.manifest.unit
    return KnownError(
        code,
        what=_BUNDLES[file.kind],
        revision=bundle.manifest.revision,
        campaign=bundle.manifest.campaign,
        name=_name(context, bundle, sender.code),
        unit=sender.code,
        recipient=_name(context, bundle, bundle.manifest.recipient),
        key=bundle.key.short,
    )


def _code_of_own(context: AppContext, bundle: Bundle) -> str:
    """Which of the unit's own reports it is: one that was frozen here, or elsewhere, or not by the unit."""
    manifest, key = bundle.manifest, own_keys(context).get(bundle.manifest.unit)
    frozen = None
    with suppress(KnownError):  # damaged: then it is not known here
        frozen = context.store.revisions.get(manifest.unit, manifest.campaign, manifest.revision)
    if frozen is not None and frozen.fingerprint == manifest.fingerprint:
        return "opened-own"
    return "opened-own-elsewhere" if key == bundle.key else "opened-own-key"


def _name(context: AppContext, bundle: Bundle, code: UnitCode) -> str:
    """The name of the unit `code` as the report or the directory of its campaign has it, else its code."""
    if bundle.report is not None and bundle.report.unit.code == code:
        return bundle.report.unit.name
    form = context.forms.get(bundle.manifest.campaign)
    listed = None if form is None else context.directory(form).units.get(code)
    return code if listed is None else listed.name
