"""The made-up campaign of tests/data/campaigns, and ways to change its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dev import ROOT
from lcweek_desktop.bundle.campaign import write_campaign_file
from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.unit import UnitId
from lcweek_desktop.formdefs import FILES
from tests.bundle.sample_bundles import PROGRAM, BundleParts, key_of
from tests.bundle.small_form import PROVINCE

FOLDER: Final = ROOT / "tests" / "data" / "campaigns" / "thu"
FILES_OF_THU: Final[Mapping[str, bytes]] = {name: (FOLDER / name).read_bytes() for name in FILES}
UNITS: Final = (FOLDER / "units.csv").read_bytes()


def changed_files(file: str, written: str, slipped: str) -> Mapping[str, bytes]:
    """The TOML files, in one of which the first `written` becomes `slipped`."""
    before = FILES_OF_THU[file]
    after = before.replace(written.encode(), slipped.encode(), 1)
    assert after != before, written
    return {**FILES_OF_THU, file: after}


def campaign_file(
    files: Mapping[str, bytes] = FILES_OF_THU,
    edition: int = 1,
    publisher: UnitId = PROVINCE.id,
    **more: Any,
) -> bytes:
    """The file of the campaign as the province publishes it; `more` as `write_campaign_file` takes it."""
    given = {"directory": UNITS, "key": key_of(PROVINCE), "program": PROGRAM, **more}
    return write_campaign_file(files=files, publisher=publisher, edition=edition, **given)


class CampaignParts(BundleParts):
    """A campaign file taken apart, to be changed and signed again."""

    @property
    def comment(self) -> str:
        """The trusted comment that belongs to the manifest."""
        kind, campaign, edition = (self.manifest[key] for key in ("kind", "campaign", "edition"))
        return f"lcweek {kind} unit {self.manifest['unit']['code']} campaign {campaign} edition {edition}"

    def relisted(self) -> CampaignParts:
        """Update the manifest's entries from the parts."""
        self.manifest["entries"] = [
            {"length": len(data), "name": name, "sha256": sha256_hex(data)}
            for name, data in self.parts.items()
        ]
        return self


def campaign_parts(**given: Any) -> CampaignParts:
    """The parts of `campaign_file`."""
    parts = BundleParts.of(campaign_file(**given), key_of(PROVINCE))
    return CampaignParts(parts.manifest, parts.parts, parts.key)


def slipped(file: str, written: str, wrong: str) -> bytes:
    """The file with a slip of the hand in one of its entries, listed and signed again all the same."""
    parts = campaign_parts()
    before = parts.parts[file]
    parts.parts[file] = before.replace(written.encode(), wrong.encode(), 1)
    assert parts.parts[file] != before, written
    return parts.relisted().to_bytes()
