"""The narrative of a text that somebody made by hand: what stands under the headings of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from rapidfuzz import fuzz

from lcweek_desktop.domain.form import Form, Heading, HeadingKey, LevelKey
from lcweek_desktop.domain.form_rows import ALIKE, folded
from lcweek_desktop.domain.narrative import Text
from lcweek_desktop.domain.plain_text import from_plain_text

_NUMBER: Final = re.compile(r"(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])\s*[.)/:-]\s*")
_ENDS: Final = ("nơi nhận", "trên đây là", "phụ lục", "biểu tổng hợp")
"""With what the paragraphs begin that come after the narrative."""


def read_narrative(form: Form, level: LevelKey, paragraphs: Iterable[str]) -> Mapping[HeadingKey, Text]:
    """What `paragraphs` say under the headings of a unit of `level`, which come in the order of the form;
    headings without text, and the form's own guidance under them, are left out."""
    left = [*form.headings_at(level)]
    guidance = {folded(line) for heading in left for line in heading.guidance}
    found: dict[HeadingKey, list[str]] = {}
    current: Heading | None = None
    for paragraph in paragraphs:
        at = next((at for at, heading in enumerate(left) if _is_title(paragraph, heading)), None)
        if at is not None:
            current, left = left[at], left[at + 1 :]
        elif folded(paragraph).startswith(_ENDS):
            current = None
        elif current is not None and current.has_text and folded(paragraph) not in guidance:
            found.setdefault(current.key, []).append(paragraph)
    return MappingProxyType({key: from_plain_text("\n".join(lines)) for key, lines in found.items()})


def _is_title(paragraph: str, heading: Heading) -> bool:
    title = folded(heading.title)
    words = folded(_NUMBER.sub("", paragraph, count=1))
    return abs(len(words) - len(title)) <= len(title) // 4 and fuzz.ratio(words, title) >= ALIKE
