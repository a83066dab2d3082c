"""The scenarios of tests/data/bundles: one file each, with the verdict that every reader must come to.

`python -m tests.bundle.scenarios` writes them anew with their index. The tests compare what is made here with
the committed files byte for byte: a difference is a change of the format.
"""

from __future__ import annotations

from typing import Final

from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.characters import REFUSED_RANGES
from tests.bundle.scenarios.assignments import assignments
from tests.bundle.scenarios.campaigns import campaigns, definitions
from tests.bundle.scenarios.drafts import drafts
from tests.bundle.scenarios.editions import editions, wrong_editions
from tests.bundle.scenarios.files import containers, damaged_pdfs, other_files, packed_pdfs
from tests.bundle.scenarios.kinds import kinds, wrong_members, wrong_sums
from tests.bundle.scenarios.large_forms import large_forms
from tests.bundle.scenarios.manifests import manifests
from tests.bundle.scenarios.orders import orders
from tests.bundle.scenarios.receipts import receipts
from tests.bundle.scenarios.reports import attachments, paper_codes, papers, reports
from tests.bundle.scenarios.rollups import kept_apart, members, nested_members, paper_digests
from tests.bundle.scenarios.scenario import Scenario, expected_toml
from tests.bundle.scenarios.signatures import keys, signatures
from tests.bundle.scenarios.valid import headings, oddities, rollups, unknown_forms, valid
from tests.bundle.small_form import EARLIER, FORM, HEADINGS, KINDS, KINDS_EARLIER, LARGE, OLDEST

_GROUPS: Final = (
    valid,
    oddities,
    rollups,
    headings,
    unknown_forms,
    other_files,
    damaged_pdfs,
    packed_pdfs,
    containers,
    manifests,
    signatures,
    keys,
    reports,
    papers,
    paper_codes,
    attachments,
    members,
    paper_digests,
    nested_members,
    kept_apart,
    kinds,
    large_forms,
    wrong_sums,
    wrong_members,
    editions,
    wrong_editions,
    orders,
    campaigns,
    definitions,
    drafts,
    assignments,
    receipts,
)


def all_files() -> dict[str, bytes]:
    """Every file of the folder, by name."""
    found: list[Scenario] = [scenario for group in _GROUPS for scenario in group()]
    return {
        **{scenario.file: scenario.data for scenario in found},
        "expected.toml": expected_toml(found).encode("utf-8"),
        "form.json": canonical_json(FORM.structure()),
        "form-kinds.json": canonical_json(KINDS.structure()),
        "form-large.json": canonical_json(LARGE.structure()),
        "form-headings.json": canonical_json(HEADINGS.structure()),
        "form-earlier.json": canonical_json(EARLIER.structure()),
        "form-oldest.json": canonical_json(OLDEST.structure()),
        "form-kinds-earlier.json": canonical_json(KINDS_EARLIER.structure()),
        "characters.txt": b"".join(b"%04X-%04X\n" % bounds for bounds in REFUSED_RANGES),
    }
