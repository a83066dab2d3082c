"""The sheet of the DOCX: A4, its margins, page numbers, and the word across a draft.

Source: docs/decree-30.md, Page.
"""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.section import Section, _Footer, _Header
from docx.shared import Mm, Pt
from reportlab.lib.pagesizes import A4

from lcweek_desktop.documents.docx.elements import Element, Style, element, paragraph
from lcweek_desktop.documents.docx.styles import FAMILY
from lcweek_desktop.documents.pdf.page import BOTTOM, LEFT, RIGHT, TOP

_WATERMARK: Final = """<w:r {namespaces} xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>
<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>
<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="{id}" type="#_x0000_t136" style="position:absolute;width:400pt;height:76pt;rotation:308;
z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;
mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d9d9d9" stroked="f">
<v:fill opacity=".6"/><v:textpath style="font-family:&quot;{family}&quot;;font-weight:bold" string={word}/>
</v:shape></w:pict></w:r>"""


def lay_out(section: Section, watermark: str) -> None:
    """Give `section` its sheet and headers: pages count from 1, and the first page has no number. An empty
    `watermark` prints nothing."""
    section.page_width, section.page_height = Pt(A4[0]), Pt(A4[1])
    section.top_margin, section.bottom_margin = Pt(TOP), Pt(BOTTOM)
    section.left_margin, section.right_margin = Pt(LEFT), Pt(RIGHT)
    section.header_distance = section.footer_distance = Mm(9)
    section.different_first_page_header_footer = True
    _fill(section.first_page_header, "first", watermark)
    _fill(section.header, "later", watermark, _page_number())
    section._sectPr.insert_element_before(element("pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid")


def _fill(header: _Header | _Footer, name: str, watermark: str, *runs: Element) -> None:
    mark = [_watermark(watermark, name)] if watermark else []
    header.is_linked_to_previous = False
    only = header.paragraphs[0]._p
    only.getparent().replace(only, paragraph(Style.PAGE_NUMBER, *runs, *mark))


def _page_number() -> Element:
    return element("fldSimple", element("r", element("t")), instr=" PAGE ")


def _watermark(word: str, name: str) -> Element:
    xml = _WATERMARK.format(namespaces=nsdecls("w"), family=FAMILY, word=quoteattr(word), id=f"mark-{name}")
    run: Element = parse_xml(xml.replace("\n", ""))
    return run
