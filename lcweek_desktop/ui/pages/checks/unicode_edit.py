"""The edit that puts what is written in a legacy code at one place of the report into Unicode."""

from __future__ import annotations

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.form import HeadingKey, RowKey
from lcweek_desktop.domain.legacy_content import in_unicode
from lcweek_desktop.ui.session.commands import SetLines, SetNote, SetPhotos, SetSignOff, SetText
from lcweek_desktop.ui.session.session import Session


def unicode_edit(session: Session, place: str) -> SetNote | SetLines | SetPhotos | SetText | SetSignOff:
    """The edit for the finding at `place` (checks.places)."""
    content, signoff = in_unicode(session.content, session.signoff, place)
    kind, _, key = place.replace("/", ":").partition(":")
    match kind:
        case "note":
            return SetNote(session, RowKey(key), content.notes[RowKey(key)])
        case "own_lines":
            return SetLines(session, content.own_lines, Verb.CONVERT_TEXT)
        case "photo":
            return SetPhotos(session, content.photos, Verb.CONVERT_TEXT)
        case "narrative":
            return SetText(session, HeadingKey(key), content.narrative[HeadingKey(key)])
    return SetSignOff(session, signoff, "unicode")
