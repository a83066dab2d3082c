"""Judging a file by itself, without taking it in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lcweek_desktop.bundle.bundle import Bundle as Bundle
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.bundle.source import bundle_in
from lcweek_desktop.errors import KnownError, sentence
from lcweek_desktop.formdefs import load_forms
from lcweek_desktop.services.context import AppContext
from lcweek_desktop.services.files import read_file
from lcweek_desktop.services.keys import own_keys


@dataclass(frozen=True)
class Judgement:
    """`code` and `message` say why. `bundle` is None for an invalid file."""

    code: str
    message: str
    bundle: Bundle | None = None


def judge(file: Path, forms_folder: Path) -> Judgement:
    """What the bundle in `file`, alone or inside a hybrid PDF, is worth: `verify-valid`; without its form
    among those in `forms_folder`, so that the figures could not be judged, `verify-form-unknown`; else the
    first rule that is broken (`file-…`, `bundle-…`, `key-…`). Raises KnownError `form-definition`."""
    forms = load_forms(forms_folder)
    try:
        bundle = read_bundle(bundle_in(read_file(file)), forms)
    except KnownError as error:
        return Judgement(error.code, error.message)
    code = "verify-valid" if bundle.form_known else "verify-form-unknown"
    manifest = bundle.manifest
    message = sentence(code, unit=manifest.unit.code, revision=manifest.revision, key=bundle.key.short)
    return Judgement(code, message, bundle)


def signer_known(context: AppContext, bundle: Bundle) -> bool:
    """Whether the bundle's key is confirmed for its unit by a unit of this installation, or is its own."""
    store, unit, key = context.store, bundle.manifest.unit, bundle.key.base64
    receivers = {own for name in store.own_units.campaigns() for own in store.own_units.of(name)}
    if unit in receivers and own_keys(context)[unit].base64 == key:
        return True
    given = (each for receiver in receivers for each in store.confirmations.of_unit(receiver, unit))
    return any(confirmation.key == key for confirmation in given)
