"""A campaign in one signed file: the definition of its form and the directory of its units.

Source: docs/bundle-format.md, Campaign.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from lcweek_desktop import __version__
from lcweek_desktop.bundle import caps
from lcweek_desktop.bundle.campaign_manifest import (
    DEFINITION,
    DIRECTORY,
    CampaignManifest,
    campaign_manifest_from_json,
    structure_name,
)
from lcweek_desktop.bundle.container import Bytes
from lcweek_desktop.bundle.keys import PublicKey, SigningKey
from lcweek_desktop.bundle.signed_container import (
    Part,
    json_of,
    listed_parts,
    malformed,
    read_signed_container,
    write_signed_container,
)
from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.codec.strict import object_with_keys
from lcweek_desktop.domain.form import Form
from lcweek_desktop.domain.unit import Directory, Unit, UnitId
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.formdefs import FILES, read_directory, read_form

_PROGRAM: Final = f"lcweek {__version__}"
_STRUCTURE_KEYS: Final = ("headings", "measures", "rows")


@dataclass(frozen=True)
class CampaignFile:
    """A campaign file that was read and found valid.

    `key` is the publisher's. `files` are the four TOML files by name, `directory_bytes` the CSV file of which
    `directory` was read. `structures` are those of forms of earlier editions, by form hash.
    """

    manifest: CampaignManifest
    key: PublicKey
    form: Form
    files: Mapping[str, bytes]
    directory: Directory
    directory_bytes: bytes
    structures: Mapping[str, bytes]

    @property
    def publisher(self) -> Unit:
        """The unit that published the campaign."""
        return self.directory.units[self.manifest.unit.code]


@lru_cache(maxsize=2)
def read_campaign_file(data: bytes) -> CampaignFile:
    """The campaign that `data` is, which keeps every rule of the format. The same bytes are judged once:
    hundreds of assignments are made with one campaign.

    Raises KnownError with a `bundle-…` or `key-…` code at the first rule that is broken, and
    `report-not-campaign` for a report.
    """
    opened = read_signed_container(data)
    with malformed("bundle-manifest"):
        manifest = campaign_manifest_from_json(opened.manifest)
    if opened.comment != manifest.comment():
        raise KnownError("bundle-signature")
    parts = {name: bytes(part) for name, part in listed_parts(manifest.entries, opened.entries, _cap).items()}
    files = {name: parts[entry] for name, entry in zip(FILES, DEFINITION, strict=True)}
    form = _form(files)
    _refuse_other(form, manifest)
    directory = _directory(form, parts[DIRECTORY])
    _refuse_below(directory, form, manifest.unit)
    structures = {each: parts[structure_name(each)] for each in manifest.forms[1:]}
    _refuse_no_structures(structures)
    return CampaignFile(
        manifest,
        opened.key,
        form,
        MappingProxyType(files),
        directory,
        parts[DIRECTORY],
        MappingProxyType(structures),
    )


def write_campaign_file(
    files: Mapping[str, bytes],
    directory: bytes,
    publisher: UnitId,
    edition: int,
    key: SigningKey,
    structures: Iterable[bytes] = (),
    program: str = _PROGRAM,
) -> bytes:
    """The campaign file of the four TOML `files` by name and the CSV file `directory`; the same bytes for the
    same arguments, everywhere.

    `structures` are those of earlier editions' forms; that of this form is left out. Raises as
    `read_campaign_file` for what a reader would refuse, and `bundle-write-file`.
    """
    form = _form(files)
    earlier = sorted(
        Part.of(structure_name("{}"), each)
        for each in {*structures}
        if Part.of("", each).info.sha256 != form.hash
    )
    parts: Sequence[Part] = [
        *(Part.of(entry, files[name]) for name, entry in zip(FILES, DEFINITION, strict=True)),
        Part.of(DIRECTORY, directory),
        *earlier,
    ]
    manifest = CampaignManifest(
        campaign=form.campaign.id,
        year=form.campaign.year,
        edition=edition,
        forms=(form.hash, *(part.info.sha256 for part in earlier)),
        unit=publisher,
        key=key.public.base64,
        entries=tuple(part.info for part in parts),
        program=program,
    )
    data = write_signed_container(key, manifest.to_bytes(), manifest.comment(), parts)
    if read_campaign_file(data).manifest != manifest:
        raise BugError("bundle-write-bug", reason="manifest.json")
    return data


def structure_bytes(form: Form) -> bytes:
    """The structure of `form` as a later edition carries it; its SHA-256 is the form hash."""
    return canonical_json(form.structure())


def _cap(name: str) -> int:
    return caps.MAX_DIRECTORY_BYTES if name == DIRECTORY else caps.MAX_DEFINITION_BYTES


def _form(files: Mapping[str, bytes]) -> Form:
    try:
        return read_form(files)
    except KnownError as error:
        raise KnownError("bundle-form", **error.context) from error


def _refuse_other(form: Form, manifest: CampaignManifest) -> None:
    """Refuse a definition that is not the one that the manifest names."""
    campaign = form.campaign
    found = (campaign.id, campaign.year, campaign.edition, form.hash)
    if found != (manifest.campaign, manifest.year, manifest.unit.edition, manifest.forms[0]):
        raise KnownError("bundle-campaign")


def _directory(form: Form, data: bytes) -> Directory:
    empty = Directory(form.campaign.edition, {})
    try:
        return empty.extended(read_directory(DIRECTORY, data, form, empty))
    except KnownError as error:
        line, reason = error.context.get("line", 1), error.context.get("reason", error.sentence)
        raise KnownError("bundle-directory", line=line, reason=reason) from error


def _refuse_below(directory: Directory, form: Form, publisher: UnitId) -> None:
    """Refuse a publisher that is not listed, or not at the top of the roll-up."""
    unit = directory.units.get(publisher.code)
    if unit is None or unit.parent is not None or not form.level_by_key[unit.level].top:
        raise KnownError("bundle-publisher", unit=publisher.code)


def _refuse_no_structures(structures: Mapping[str, Bytes]) -> None:
    for form_hash, data in structures.items():
        with malformed("bundle-structure"):
            value = json_of("bundle-structure", data, caps.MAX_DEPTH)
            object_with_keys(value, structure_name(form_hash), _STRUCTURE_KEYS)
