"""How the places that remarks are about are called.

Source: docs/adr/0159-remarks-are-findings.md.
"""

from __future__ import annotations

from lcweek_desktop.domain.form import Cell, Form
from lcweek_desktop.domain.receipt import HeadingPlace, PhotoPlace, RemarkPlace, place_text
from lcweek_desktop.domain.report import Content
from lcweek_desktop.domain.rules.rule import cell_name
from lcweek_desktop.domain.unit import Unit


def place_name(form: Form, unit: Unit, place: RemarkPlace, content: Content | None = None) -> str:
    """The name of `place` in a report of `unit`; a photo is called by its caption in `content`."""
    match place:
        case Cell() if place in form.cells:
            return cell_name(form, place)
        case HeadingPlace(heading=heading) if heading in form.heading_by_key:
            return f"mục “{form.heading_by_key[heading].at_level(unit.level).name}”"
        case PhotoPlace(sha256=sha256):
            photos = () if content is None else content.photos
            caption = next((each.caption for each in photos if each.sha256 == sha256), "")
            return f"ảnh “{caption}”" if caption else "một ảnh"
        case None:
            return "cả báo cáo"
    return place_text(place)
