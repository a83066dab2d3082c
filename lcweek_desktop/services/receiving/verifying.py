"""Judging a file by itself, without taking it in."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from lcweek_desktop.bundle.paper import decode_paper
from lcweek_desktop.bundle.pdf_alterations import alteration_notes
from lcweek_desktop.bundle.reader import Bundle as Bundle
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.bundle.source import bundle_in
from lcweek_desktop.domain.form import Form
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.formdefs import load_forms
from lcweek_desktop.intake.jobs import read_codes
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.files import read_file
from lcweek_desktop.services.workspace.keys import own_keys


@dataclass(frozen=True)
class Verification:
    """`code` and `message` say why. `bundle` is None for an invalid file. `notes`: codes of what else is to
    be said of a valid one (`pdf-…`)."""

    code: str
    message: str
    bundle: Bundle | None = None
    notes: tuple[str, ...] = ()


def verify_file(file: Path, forms_folder: Path) -> Verification:
    """What the bundle in `file`, alone or inside a hybrid PDF, is worth: `verify-valid`; without its form
    among those in `forms_folder`, so that the figures could not be judged, `verify-form-unknown`; else the
    first rule that is broken (`file-…`, `bundle-…`, `key-…`), or `verify-printed` for the pages of a report
    without their bundle. Raises KnownError `form-definition`."""
    forms = load_forms(forms_folder)
    try:
        data = read_file(file)
        bundle = read_bundle(bundle_in(data), forms)
    except KnownError as error:
        printed = _printed(file, forms.values()) if error.code == "bundle-pdf-plain" else None
        return printed or Verification(error.code, error.message)
    code = "verify-valid" if bundle.form_known else "verify-form-unknown"
    manifest = bundle.manifest
    message = sentence(code, unit=manifest.unit.code, revision=manifest.revision, key=bundle.key.short)
    return Verification(code, message, bundle, alteration_notes(data))


def _printed(file: Path, forms: Iterable[Form]) -> Verification | None:
    """What is said of a PDF with the paper code of a report, whoever signed it; None for any other."""
    try:
        payloads = read_codes(file)
    except KnownError:
        return None
    for form, payload in product(forms, payloads):
        with suppress(KnownError):
            head = decode_paper(form, payload).head
            said = sentence("verify-printed", unit=head.unit, revision=head.revision)
            return Verification("verify-printed", said)
    return None


def signer_known(context: AppContext, bundle: Bundle) -> bool:
    """Whether the bundle's key is confirmed for its unit by a unit of this installation, or is its own."""
    store, unit, key = context.store, bundle.manifest.unit, bundle.key.base64
    receivers = {own for name in store.own_units.campaigns() for own in store.own_units.of(name)}
    if (own := own_keys(context).get(unit)) is not None and own.base64 == key:
        return True
    given = (each for receiver in receivers for each in store.confirmations.of_unit(receiver, unit))
    return any(confirmation.key == key for confirmation in given)
