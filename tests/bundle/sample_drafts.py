"""Drafts of the small form, and ways to change them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from lcweek_desktop.bundle.draft import write_draft_file
from lcweek_desktop.domain.canonical import canonical_json, sha256_hex
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.report import Content, Draft
from lcweek_desktop.domain.unit import Unit
from tests.bundle.sample_bundles import PROGRAM, BundleParts, key_of
from tests.bundle.small_form import FORM, MINIMAL, SCHOOL, SIGNOFF


def draft_file(
    content: Content = MINIMAL,
    *,
    form: Form = FORM,
    unit: Unit = SCHOOL,
    bases: Sequence[str] = (),
    photos: Sequence[bytes] = (),
) -> bytes:
    """The file of a draft with the sign-off of every scenario, signed by the key of `unit`."""
    pictures = {sha256_hex(photo): photo for photo in photos}
    return write_draft_file(unit, form, Draft(content, SIGNOFF), bases, pictures, key_of(unit), PROGRAM)


class DraftParts(BundleParts):
    """A draft's file taken apart, to be changed and signed again."""

    @property
    def comment(self) -> str:
        """The trusted comment that belongs to the manifest."""
        return f"lcweek draft unit {self.manifest['unit']['code']} campaign {self.manifest['campaign']}"

    def relisted(self) -> DraftParts:
        """Update the manifest's entries from the parts."""
        self.manifest["entries"] = [
            {"length": len(data), "name": name, "sha256": sha256_hex(data)}
            for name, data in self.parts.items()
        ]
        return self

    def with_draft(self, change: Callable[[dict[str, Any]], object]) -> DraftParts:
        """Apply `change` to the value of draft.json, and list it anew."""
        value = json.loads(self.parts["draft.json"])
        change(value)
        self.parts["draft.json"] = canonical_json(value)
        return self.relisted()


def draft_parts(**given: Any) -> DraftParts:
    """The parts of `draft_file`."""
    parts = BundleParts.of(draft_file(**given), key_of(SCHOOL))
    return DraftParts(parts.manifest, parts.parts, parts.key)
