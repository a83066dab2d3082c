"""Which unit a file that somebody made by hand is of, and from what that was read.

One is sure only where what names the issuer is one unit's name and nothing else in the file, its name or its
sender names another: a wrong unit is worse than a question. Source: docs/adr/0152-files-made-by-hand.md.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from lcweek_desktop.domain.form import Campaign
from lcweek_desktop.domain.form_rows import folded
from lcweek_desktop.domain.name_words import name_words
from lcweek_desktop.domain.text import clean_line
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, slug


class Source(StrEnum):
    """From what a unit was read, the most telling first."""

    NAME_LINE = "name-line"
    LETTERHEAD = "letterhead"
    SENDER = "sender"
    FILE = "file"
    FOLDER = "folder"


@dataclass(frozen=True)
class Evidence:
    """What may name the unit: the texts of a source, in their order."""

    source: Source
    texts: tuple[str, ...]


@dataclass(frozen=True)
class UnitProposal:
    """The unit that a file is taken to be of, None where nothing names one; the `source` and the text it was
    `read` from; whether that is sure; and the codes of `others` that it may be as well."""

    unit: Unit | None = None
    source: Source | None = None
    read: str = ""
    is_sure: bool = False
    others: tuple[UnitCode, ...] = ()


_NAME_LINE: Final = re.compile(
    r"(?:tên )?(?:đơn vị|trường|cơ quan)(?: báo cáo| lập biểu| gửi)?\s*:\s*(\S.*)", re.IGNORECASE
)
_ISSUERS: Final = re.compile(
    r"(?:truong|trung-tam|phong|ubnd|uy-ban|so|hoi|mam-non|tieu-hoc|thcs|thpt|th|mn|xa|phuong|huyen|thi-tran|tinh|nha-tre|lop-mam-non|truong-mam-non)-"
)  # fmt: skip
_ENDS: Final = ("kính gửi", "báo cáo", "nơi nhận", "số ", "biểu tổng hợp", "phụ lục")
"""With what the texts after a letterhead begin."""
_LONGEST_NAME: Final = 150
_HARMLESS: Final = frozenset(
    slug(
        "bao cao bc phu luc bieu mau so lieu ket qua tong hop tuan le hoc tap suot doi htsd tlht nam hoc nop "
        "gui ban chinh thuc cuoi cung moi sua lan copy final scan file tep cua va ve word excel ok"
    ).split("-")
)
"""Words of names of files that are of no unit."""


def evidence_of(
    names: Iterable[str], template_name: str, sender: str, file: str, folder: str
) -> list[Evidence]:
    """What may name the unit of a file: `names` are the texts before its table, `template_name` what stands
    in the line for it of the program's own form; empty texts say nothing."""
    texts = [line for text in names for each in text.split("\n") if (line := clean_line(each))]
    named = [found[1] for text in texts if (found := _NAME_LINE.match(text)) is not None]
    head: list[str] = []
    for text in texts:
        if folded(text).startswith(_ENDS):
            break
        if len(text) <= _LONGEST_NAME and _NAME_LINE.match(text) is None:
            head.append(text)
    issuers = [text for text in head if _ISSUERS.match(f"{slug(text)}-")]
    stem = re.sub(r"\.\w{1,5}$", "", file)
    given = {
        Source.NAME_LINE: tuple(filter(None, (template_name, *named))),
        Source.LETTERHEAD: tuple(issuers),
        Source.SENDER: (re.sub(r"<[^>]*>", "", sender),),
        Source.FILE: (stem,),
        Source.FOLDER: (folder,),
    }
    return [Evidence(source, kept) for source, texts in given.items() if (kept := tuple(filter(None, texts)))]


def propose_unit(
    campaign: Campaign, directory: Directory, units: Sequence[Unit], found: Iterable[Evidence]
) -> UnitProposal:
    """The one of `units`, which `directory` lists, that `found` names, the most telling source first."""
    proposal, is_misnamed = UnitProposal(), False
    for evidence in found:
        now = _read(campaign, directory, units, evidence)
        if now.unit is None:
            is_misnamed = is_misnamed or evidence.source in (Source.NAME_LINE, Source.LETTERHEAD)
        elif proposal.unit is None:
            proposal = replace(now, is_sure=now.is_sure and not is_misnamed)
        elif now.unit != proposal.unit and not _is_above(directory, now.unit, proposal.unit):
            others = tuple(dict.fromkeys((*proposal.others, now.unit.code, *now.others)))
            proposal = replace(proposal, is_sure=False, others=others)
    return proposal


def _read(
    campaign: Campaign, directory: Directory, units: Sequence[Unit], evidence: Evidence
) -> UnitProposal:
    if evidence.source in (Source.NAME_LINE, Source.LETTERHEAD):
        return _read_issuer(directory, units, evidence)
    (text,) = evidence.texts
    return _read_inside(campaign, directory, units, evidence.source, text)


def _read_issuer(directory: Directory, units: Sequence[Unit], evidence: Evidence) -> UnitProposal:
    """The unit of the last text, which is below the others as letterheads go; they tell units of one name
    apart."""
    text = evidence.texts[-1]
    words = name_words(text)
    named = [unit for unit in units if words and name_words(unit.name) == words]
    if words and not named:
        named = [
            unit for unit in units if words == name_words(unit.name) | _words_above(directory, unit, words)
        ]
    above = [name_words(each) for each in evidence.texts[:-1]]
    if len(named) > 1 and evidence.source is Source.LETTERHEAD:
        below = [
            unit for unit in named if any(name_words(each.name) in above for each in directory.above(unit))
        ]
        named = below or named
    if not named:
        return UnitProposal()
    others = tuple(unit.code for unit in named[1:])
    if evidence.source is Source.LETTERHEAD:
        agrees = not any(name_words(each.name) in above for each in _not_above(directory, named[0]))
    else:
        agrees = len({*map(name_words, evidence.texts)}) == 1
    return UnitProposal(named[0], evidence.source, text, not others and agrees, others)


def _read_inside(
    campaign: Campaign, directory: Directory, units: Sequence[Unit], source: Source, text: str
) -> UnitProposal:
    """The unit whose name is part of `text`, among words that may stand in a name of a file; the one with the
    most words where one name has another inside."""
    words = name_words(re.sub(r"[_\-.+]+", " ", text))
    inside = [(name, unit) for unit in units if (name := name_words(unit.name)) and name <= words]
    longest = [unit for name, unit in inside if not any(name < other for other, _ in inside)]
    if not longest:
        return UnitProposal()
    first = longest[0]
    left = words - name_words(first.name) - _words_above(directory, first, words)
    is_sure = len(longest) == 1 and all(_is_harmless(campaign, word) for word in left)
    return UnitProposal(first, source, text, is_sure, tuple(unit.code for unit in longest[1:]))


def _words_above(directory: Directory, unit: Unit, words: Collection[str]) -> frozenset[str]:
    """Those of `words` that are of the names of units above `unit`, which may follow its own."""
    above = frozenset(word for each in directory.above(unit) for word in name_words(each.name))
    return above.intersection(words)


def _not_above(directory: Directory, unit: Unit) -> list[Unit]:
    """The listed units that `unit` does not report to, and that its letterhead does not name therefore."""
    above = {unit.code, *directory.ancestors(unit.code)}
    return [each for each in directory.units.values() if each.code not in above and each.name != unit.name]


def _is_harmless(campaign: Campaign, word: str) -> bool:
    return slug(word) in _HARMLESS or word == str(campaign.year)


def _is_above(directory: Directory, unit: Unit, other: Unit) -> bool:
    return directory.is_below(other.code, unit.code)
