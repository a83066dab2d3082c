"""Assignments of the made-up campaign, and ways to change them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from lcweek_desktop.bundle.assignment import (
    AssignmentContent,
    Giver,
    KnownUnit,
    Place,
    write_assignment_file,
)
from lcweek_desktop.domain.canonical import canonical_json, sha256_hex
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.terms import Deadline, Terms
from lcweek_desktop.domain.unit import Directory, Unit
from tests.bundle.sample_bundles import PROGRAM, BundleParts, key_of
from tests.bundle.small_form import COMMUNE, DISTRICT, EDITION, FORM, PROVINCE, SCHOOL

UNITS: Final = (PROVINCE, DISTRICT, COMMUNE, SCHOOL)
TERMS: Final = Terms(Deadline(date(2024, 10, 15), "chậm nhất ngày 15/10/2024"), "Xin gửi kèm ảnh")
WHOLE: Final = AssignmentContent(
    TERMS,
    (
        Giver(COMMUNE.code, key_of(COMMUNE).public),
        Giver(DISTRICT.code, key_of(DISTRICT).public),
        Giver(PROVINCE.code, key_of(PROVINCE).public),
    ),
    (KnownUnit(SCHOOL.code, (key_of(SCHOOL).public,), 3, 1),),
)
BARE: Final = AssignmentContent(Terms(), WHOLE.givers[:1], ())


def assignment_file(
    content: AssignmentContent = WHOLE,
    issue: int = 1,
    unit: Unit = SCHOOL,
    campaign: bytes = b"",
    form: Form = FORM,
) -> bytes:
    """The assignment of `unit`, signed by the key of the commune or of whoever gives first."""
    giver = next(each for each in UNITS if each.code == content.givers[0].unit)
    directory = Directory(EDITION, {each.code: each for each in UNITS})
    place = Place(unit, directory, form)
    return write_assignment_file(place, giver.id, content, issue, key_of(giver), campaign, PROGRAM)


class AssignmentParts(BundleParts):
    """An assignment taken apart, to be changed and signed again."""

    @property
    def comment(self) -> str:
        """The trusted comment that belongs to the manifest."""
        giver, campaign = self.manifest["unit"]["code"], self.manifest["campaign"]
        to, issue = self.manifest["recipient"], self.manifest["issue"]
        return f"lcweek assignment unit {giver} campaign {campaign} to {to} issue {issue}"

    def relisted(self) -> AssignmentParts:
        """Update the manifest's entries from the parts."""
        self.manifest["entries"] = [
            {"length": len(data), "name": name, "sha256": sha256_hex(data)}
            for name, data in self.parts.items()
        ]
        return self

    def with_content(self, change: Callable[[dict[str, Any]], object]) -> AssignmentParts:
        """Apply `change` to the value of assignment.json, and list it anew."""
        value = json.loads(self.parts["assignment.json"])
        change(value)
        self.parts["assignment.json"] = canonical_json(value)
        return self.relisted()

    def with_units(self, *lines: str) -> AssignmentParts:
        """Let the directory list `lines`, and list it anew."""
        self.parts["units.csv"] = "\n".join(("code,name,level,parent_code", *lines, "")).encode()
        return self.relisted()


def assignment_parts(**given: Any) -> AssignmentParts:
    """The parts of `assignment_file`."""
    parts = BundleParts.of(assignment_file(**given), key_of(COMMUNE))
    return AssignmentParts(parts.manifest, parts.parts, parts.key)
