"""The file around the document: the same bytes every time, no day of a clock in it."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""Of the time a ZIP knows."""

_LEFTOVERS: Final = frozenset(
    {RT.THUMBNAIL, RT.CUSTOM_XML, "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"}
)
_UNIX: Final = 3
_READABLE: Final = 0o644 << 16


def packed(document: Document) -> bytes:
    """`document` as a file."""
    said = document.core_properties._element
    for stamp in ("dcterms:created", "dcterms:modified"):
        for old in said.findall(qn(stamp)):
            said.remove(old)
    _drop_leftovers(document)
    draft, whole = BytesIO(), BytesIO()
    document.save(draft)
    with ZipFile(draft) as source, ZipFile(whole, "w") as target:
        for name in source.namelist():
            target.writestr(_entry(name), source.read(name))
    return whole.getvalue()


def _drop_leftovers(document: Document) -> None:
    """The template's picture of an empty page, its styles for Word 2007, its list of books."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype in _LEFTOVERS]:
            del relations[key]


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _BEGINNING)
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
    return entry
