"""The forms, and hypothesis strategies for everything that can be reported on any form.

What they draw is well-formed and without error findings, as the program makes it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from hypothesis import strategies as st

from dev import ROOT
from lcweek_desktop.domain.form import Cell, CellState, Form, LevelKey, MeasureKey
from lcweek_desktop.domain.list_marks import MAX_START, Mark, marks_from
from lcweek_desktop.domain.narrative import (
    Align,
    Block,
    FigureRun,
    Line,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    Table,
    Text,
    TextRun,
    TitleStyle,
)
from lcweek_desktop.domain.report import (
    Acceptance,
    Content,
    Counted,
    Figures,
    FormerKey,
    Member,
    OwnLine,
    Photo,
    Report,
    SignOff,
)
from lcweek_desktop.domain.source import Source, Sources
from lcweek_desktop.domain.totals import sum_of_parts
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId
from lcweek_desktop.formdefs import load_form

FORM: Final = load_form(ROOT / "forms" / "2024")
"""The form of 2024."""

INVENTED: Final = load_form(ROOT / "tests" / "data" / "forms" / "2031")
"""The form of an invented year: other rows and headings, one level fewer, no own lines."""

KINDS: Final = load_form(ROOT / "tests" / "data" / "forms" / "2032")
"""The form of an invented year: decimals, cells that roll up to their greatest number, cells that do not."""

FORMS: Final = (FORM, INVENTED, KINDS)

_VIETNAMESE: Final = "aăâbcdđeêghiklmnoôơpqrstuưvxyẮặẦấẫĐỀễệỈịỐộỡỢỤỨựỷỹ 0123456789.,;:-–()“”/&"


def words(most: int = 40) -> st.SearchStrategy[str]:
    """A text of one line in NFC, perhaps empty: mostly Vietnamese, sometimes from anywhere in Unicode."""
    anywhere = st.characters(exclude_categories=("C", "Z"), exclude_characters="\ufffc")
    drawn = st.text(st.one_of(st.sampled_from(_VIETNAMESE), anywhere), max_size=most)
    return drawn.map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))


def nonempty_words(most: int = 40) -> st.SearchStrategy[str]:
    return words(most).filter(bool)


def units(form: Form, level: LevelKey | None = None) -> st.SearchStrategy[Unit]:
    """A unit of `level`, or of any level for None, with a parent unless its level is `top`."""
    keys = [level] if level else [level.key for level in form.levels]
    codes = st.from_regex(r"[0-9A-Z][0-9A-Za-z-]{0,9}", fullmatch=True).map(UnitCode)

    @st.composite
    def unit(draw: st.DrawFn) -> Unit:
        key = draw(st.sampled_from(keys))
        parent = None if form.level_by_key[key].top else draw(codes)
        return Unit(UnitId(form.campaign.edition, draw(codes)), draw(nonempty_words()), key, parent)

    return unit()


def figures(form: Form, level: LevelKey | None = None) -> st.SearchStrategy[Figures]:
    """Own figures of a unit of `level`; None means that of no level, as in sums.

    Any mixture of blanks, zeros and numbers up to the limits; a typed total is never below its parts.
    """

    @st.composite
    def drawn(draw: st.DrawFn) -> Figures:
        values: dict[Cell, int] = {}
        for cell in form.stored_cells:
            if form.state(cell, level) is CellState.OPEN:
                number = draw(_number(form.rule(cell).limit))
                if number is not None:
                    values[cell] = number
        for cell in reversed(form.stored_cells):
            if form.state(cell, level) is CellState.TOTAL:
                total = (sum_of_parts(form, values, cell) or 0) + draw(st.integers(0, 100))
                if total <= form.rule(cell).limit and draw(st.booleans()):
                    values[cell] = total
        return _in_order(form, values)

    return drawn()


def contents(form: Form, level: LevelKey | None = None) -> st.SearchStrategy[Content]:
    """What a unit of `level` may have entered, or a unit of any level for None."""
    rows = [row.key for row in form.rows]
    at_level = form.headings if level is None else form.headings_at(level)
    headings = [heading.key for heading in at_level if heading.has_text]
    warnings = [check.key for check in form.checks if check.severity == "warning"]
    accepted = st.builds(Acceptance, st.sampled_from(warnings), st.just("report"), words())
    photos = st.builds(Photo, st.binary().map(_sha), words(), st.none() | st.sampled_from(rows))
    return st.builds(
        Content,
        figures=figures(form, level),
        notes=st.dictionaries(st.sampled_from(rows), nonempty_words(), max_size=4).map(MappingProxyType),
        own_lines=own_lines(form),
        narrative=st.dictionaries(st.sampled_from(headings), texts(form), max_size=3).map(MappingProxyType),
        photos=st.lists(photos, max_size=2).map(tuple),
        accepted=st.lists(accepted, max_size=2).map(tuple),
    )


def own_lines(form: Form) -> st.SearchStrategy[tuple[OwnLine, ...]]:
    """Own lines of a unit; none when the form has no row for them."""
    if form.own_lines_row is None:
        return st.just(())
    values = st.fixed_dictionaries({m.key: _number(form.limits.default) for m in form.measures})
    lines = st.builds(OwnLine, nonempty_words(), words(10), values.map(_filled), words())
    return st.lists(lines, max_size=3).map(tuple)


def runs(form: Form) -> st.SearchStrategy[Run]:
    look = {"bold": st.booleans(), "italic": st.booleans(), "underline": st.booleans()}
    return st.one_of(
        st.builds(TextRun, nonempty_words(), **look),
        st.builds(FigureRun, st.sampled_from(form.cells), **look),
    )


def texts(form: Form) -> st.SearchStrategy[Text]:
    """A narrative text of at least one block, of every kind of block."""
    line: st.SearchStrategy[Line] = st.lists(runs(form), max_size=3).map(tuple)
    taken = sources(form)
    item = st.builds(ListItem, line, st.sampled_from((0, 1, 2)), taken)
    items = st.lists(item, min_size=1, max_size=3)

    marks = st.lists(st.sampled_from(Mark), min_size=1, max_size=3).map(lambda drawn: marks_from(*drawn))

    def table(width: int) -> st.SearchStrategy[Table]:
        rows = st.lists(line, min_size=width, max_size=width).map(tuple)
        return st.builds(Table, st.lists(rows, min_size=1, max_size=2).map(tuple), taken)

    blocks: st.SearchStrategy[Block] = st.one_of(
        st.builds(Paragraph, line, st.sampled_from(Align), sources=taken),
        st.builds(Paragraph, line, style=st.sampled_from(TitleStyle), sources=taken),
        st.builds(ListBlock, items.map(tuple), marks, st.integers(1, MAX_START)),
        st.integers(1, 3).flatmap(table),
    )
    return st.lists(blocks, min_size=1, max_size=3).map(tuple)


def sources(form: Form) -> st.SearchStrategy[Sources]:
    """The sources of a paragraph, mostly none."""
    one = st.builds(
        Source,
        units(form).map(lambda unit: unit.id),
        nonempty_words(),
        st.integers(0, 50),
        st.binary().map(_sha),
        st.sampled_from([heading.key for heading in form.headings]),
        nonempty_words(),
    )
    return st.just(()) | st.lists(one, max_size=2, unique=True).map(tuple)


def signoffs() -> st.SearchStrategy[SignOff]:
    """Any sign-off: each line the default, left out or typed; number and date perhaps blank."""
    text = st.none() | words()
    lines = st.none() | st.lists(words(), max_size=4).map(tuple)
    return st.builds(
        SignOff,
        superior=text,
        issuer=text,
        abbreviation=text,
        place=text,
        opening=text,
        closing=text,
        date=st.just("") | st.dates().map(lambda day: day.isoformat()),
        number=st.just("") | st.integers(1, 999).map(str),
        title=lines,
        name=words(),
        recipients=lines,
    )


def members(form: Form, depth: int = 2) -> st.SearchStrategy[Member]:
    """A member of a roll-up, with members down to `depth`; its figures may differ from their sum."""
    former_keys = st.builds(FormerKey, units(form).map(lambda unit: unit.code), st.text("RWQA"))
    return st.builds(
        Member,
        unit=units(form),
        revision=st.integers(0, 50),
        fingerprint=st.binary().map(_sha),
        key=st.just("RWQ" + "A" * 53),
        paper=st.binary(max_size=40),
        figures=figures(form),
        counted=st.sampled_from(Counted),
        on_behalf=st.booleans(),
        own_lines=own_lines(form),
        members=_inner(form, depth),
        signed_code=st.none() | units(form).map(lambda unit: unit.code),
        own_greatest=figures(form).map(
            lambda drawn: {cell: drawn[cell] for cell in form.greatest_cells if cell in drawn}
        ),
        replaced=st.lists(former_keys, max_size=2).map(tuple),
        provisional=st.booleans(),
    )


def reports(form: Form, level: LevelKey | None = None, depth: int = 1) -> st.SearchStrategy[Report]:
    """A frozen revision of a unit of `level`, or of any level for None, with members down to `depth`.

    0 means without members.
    """

    def sound(drawn: Report) -> Report:
        previous = None if drawn.revision == 1 else drawn.previous
        return replace(drawn, previous=previous, apart=drawn.apart if drawn.members else ())

    def report(unit: Unit) -> st.SearchStrategy[Report]:
        return st.builds(
            Report,
            unit=st.just(unit),
            campaign=st.just(form.campaign.id),
            form_hash=st.just(form.hash),
            revision=st.integers(1, 50),
            previous=st.none() | st.binary().map(_sha),
            content=contents(form, unit.level),
            members=_inner(form, depth),
            apart=st.frozensets(st.frozensets(codes, min_size=2).map(sorted).map(tuple), max_size=2)
            .map(sorted)
            .map(tuple),
        ).map(sound)

    codes = units(form).map(lambda unit: unit.code)
    return units(form, level).flatmap(report)


def _inner(form: Form, depth: int) -> st.SearchStrategy[tuple[Member, ...]]:
    if depth == 0:
        return st.just(())
    drawn = st.lists(members(form, depth - 1), max_size=2, unique_by=lambda member: member.unit.code)
    return drawn.map(tuple)


def _number(limit: int) -> st.SearchStrategy[int | None]:
    return st.one_of(st.none(), st.just(0), st.integers(0, 100), st.integers(0, limit), st.just(limit))


def _in_order(form: Form, values: Mapping[Cell, int]) -> Figures:
    return MappingProxyType({cell: values[cell] for cell in form.stored_cells if cell in values})


def _filled(values: Mapping[MeasureKey, int | None]) -> Mapping[MeasureKey, int]:
    return MappingProxyType({key: value for key, value in values.items() if value is not None})


def _sha(data: bytes) -> str:
    return (data * 32)[:32].ljust(32, b"\0").hex()
