"""Judging a file by itself, without receiving it: what the command `verify` says.

Source: docs/bundle-format.md, Reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from lcweek_desktop.bundle.paper import decode_paper
from lcweek_desktop.bundle.pdf_alterations import alteration_notes
from lcweek_desktop.bundle.reader import Bundle as Bundle
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.domain.decisions import DecisionsInForce
from lcweek_desktop.domain.form import CampaignId, Form
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.intake.jobs import read_codes
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from lcweek_desktop.services.workspace.context import AppContext, known_forms
from lcweek_desktop.services.workspace.keys import own_keys
from lcweek_desktop.services.workspace.user_files import kept_name, read_file


@dataclass(frozen=True)
class Verification:
    """What a file is worth. `code` and `message` say why; `bundle` is None for a file that is not valid;
    `notes` are codes of what became of the PDF of a valid one (`pdf-…`)."""

    code: str
    message: str
    bundle: Bundle | None = None
    notes: tuple[str, ...] = ()


def verify_file(file: Path, forms_folder: Path, home: Path | None = None) -> Verification:
    """What `file`, a bundle or a PDF that carries one, is worth; nothing is kept of it.

    The code is `verify-valid`; `verify-form-unknown` when its form is neither in `forms_folder` nor installed
    in the data folder `home`, so that the figures could not be judged; `verify-printed` for the printed pages
    of a report without their bundle; else that of the first rule that is broken (`file-…`, `bundle-…`,
    `key-…`) or of what stopped the reading (`intake-…`). Raises KnownError `form-definition` when a form in
    `forms_folder` is wrong, `temporary-…` when there is no room to unpack the file or to look at a printed
    page.
    """
    forms, editions = known_forms(home, forms_folder)
    try:
        data = read_file(file)
        bundle = read_bundle(sent_bundle(data, kept_name(file)), forms, editions)
    except KnownError as error:
        if error.is_of_machine:
            raise
        known = _each_form(forms, editions)
        printed = _verify_printed(file, known) if error.code == "bundle-pdf-plain" else None
        return printed or Verification(error.code, error.message)
    code = "verify-valid" if bundle.form_known else "verify-form-unknown"
    manifest = bundle.manifest
    message = sentence(code, unit=manifest.unit.code, revision=manifest.revision, key=bundle.key.short)
    return Verification(code, message, bundle, alteration_notes(data))


def signer_known(context: AppContext, bundle: Bundle) -> bool:
    """Whether the bundle's key is confirmed for its unit by a unit of this installation, or is its own."""
    store, unit, key = context.store, bundle.manifest.unit, bundle.key.base64
    own = own_keys(context).get(unit)
    if own is not None and own.base64 == key:
        return True
    for receiver in store.own_units.of_all_campaigns():
        entries = [entry for entry in store.decisions.of(receiver) if not entry.undone]
        decisions = DecisionsInForce(bundle.manifest.campaign, entries)
        if decisions.units_under(unit) & decisions.owners.get(key, frozenset()):
            return True
    return False


def _each_form(
    forms: Mapping[CampaignId, Form], editions: Mapping[CampaignId, Mapping[str, Form]]
) -> Iterator[Form]:
    for campaign, form in forms.items():
        yield from editions.get(campaign, {form.hash: form}).values()


def _verify_printed(file: Path, forms: Iterable[Form]) -> Verification | None:
    """What is said of a PDF with the paper code of a report, whoever signed it, or of one that stopped the
    reading; None for any other PDF."""
    try:
        payloads = read_codes(file)
    except KnownError as error:
        if error.is_of_machine:
            raise
        was_stopped = error.code.startswith("intake-")
        return Verification(error.code, error.message) if was_stopped else None
    for form, payload in product(forms, payloads):
        with suppress(KnownError):
            head = decode_paper(form, payload).head
            message = sentence("verify-printed", unit=head.unit, revision=head.revision)
            return Verification("verify-printed", message)
    return None
