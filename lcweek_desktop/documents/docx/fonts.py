"""The table of fonts: the one that the file names, and what may stand in its place."""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.ns import nsdecls

from lcweek_desktop.documents.pdf import typeface

FAMILY: Final = "Times New Roman"
"""On every machine with Word; Tinos, of the same widths, is in its place elsewhere."""

_TABLE: Final = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {nsdecls("w")}><w:font w:name="{FAMILY}"><w:altName w:val="{typeface.FAMILY}"/>
<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/>
<w:pitch w:val="variable"/></w:font></w:fonts>"""


def put_fonts(document: Document) -> None:
    """Only what is used, in place of the library's own table."""
    relations = document.part.rels
    key = next(key for key, relation in relations.items() if relation.reltype == RT.FONT_TABLE)
    old = relations.pop(key).target_part
    table = Part(old.partname, old.content_type, _TABLE.encode(), old.package)
    document.part.relate_to(table, RT.FONT_TABLE)
