"""Judging a file by itself, without taking it in."""

from __future__ import annotations

from pathlib import Path

from lcweek_desktop.bundle.bundle import Bundle as Bundle
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.bundle.source import bundle_in
from lcweek_desktop.formdefs import load_forms
from lcweek_desktop.services.context import AppContext
from lcweek_desktop.services.files import read_file


def judge(file: Path, forms_folder: Path) -> Bundle:
    """The valid bundle in `file`, alone or inside a hybrid PDF; KnownError `file-…`, `bundle-…`, `key-…` or
    `paper-…` naming the first rule that it breaks. The forms are those in `forms_folder`."""
    return read_bundle(bundle_in(read_file(file)), load_forms(forms_folder))


def signer_known(context: AppContext, bundle: Bundle) -> bool:
    """Whether a unit of this installation confirmed the bundle's key as its unit's."""
    store, unit = context.store, bundle.manifest.unit
    receivers = {own for name in store.own_units.campaigns() for own in store.own_units.of(name)}
    given = (each for receiver in receivers for each in store.confirmations.of_unit(receiver, unit))
    return any(confirmation.key == bundle.key.base64 for confirmation in given)
