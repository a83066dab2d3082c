"""Two small forms and units on their levels, of which the scenarios and most tests are made.

Nothing here needs a package from outside, so that a second Python can import it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from lcweek_desktop.domain.form import (
    Campaign,
    CampaignId,
    Cell,
    CellRule,
    CellState,
    Columns,
    Form,
    Heading,
    HeadingKey,
    Level,
    LevelKey,
    Limits,
    Measure,
    MeasureKey,
    RollUpKind,
    Row,
    RowKey,
)
from lcweek_desktop.domain.list_marks import NUMBERED
from lcweek_desktop.domain.narrative import (
    Align,
    FigureRun,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
    TextRun,
)
from lcweek_desktop.domain.report import (
    Acceptance,
    Content,
    Figures,
    Member,
    OwnLine,
    Photo,
    Report,
    SignOff,
)
from lcweek_desktop.domain.unit import Unit, UnitCode, UnitId

EDITION: Final = "thu-2024"
COUNT, PEOPLE = MeasureKey("count"), MeasureKey("people")
MONEY, RATE = MeasureKey("money"), MeasureKey("rate")


def _blank(cls: type, **given: Any) -> Any:
    """An instance of `cls` with the fields `given`; the others are blank values of their types."""
    blanks = {"str": "", "date": date(2024, 10, 1), "int": 2024}
    rest = {f.name: blanks.get(str(f.type), ()) for f in fields(cls) if f.name not in given}
    return cls(**rest, **given)


def _row(key: str, count: str, people: str, parent: str | None = None, **more: Any) -> Row:
    levels = more.pop("levels", None)
    cells = {
        measure: CellRule(CellState(state), 10**7, levels if state == "open" else None)
        for measure, state in ((COUNT, count), (PEOPLE, people))
    }
    above = None if parent is None else RowKey(parent)
    return Row(RowKey(key), key, f"Dòng {key}", "Lớp", MappingProxyType(cells), above, **more)


def small_form(campaign: str = "thu", *extra: Row) -> Form:
    """The small form; with `extra` rows, another form of the same campaign."""
    return Form(
        campaign=_blank(Campaign, id=CampaignId(campaign), edition=EDITION),
        measures=(Measure(COUNT, "Số lớp"), Measure(PEOPLE, "Người")),
        rows=(
            _row("1", "computed", "computed"),
            _row("1.1", "open", "open", "1"),
            _row("1.2", "open", "open", "1"),
            _row("2", "open", "closed"),
            _row("5", "total", "total"),
            _row("5.1", "open", "closed", "5"),
            _row("5.3", "open", "open", "5"),
            _row("7", "closed", "closed"),
            _row("7.1", "open", "closed", "7", levels=frozenset({LevelKey("huyen")})),
            _row("10", "computed", "closed"),
            _row("10.1", "open", "closed", "10"),
            _row("11", "closed", "closed", own_lines=True),
            *extra,
        ),
        headings=(
            Heading(HeadingKey("I"), "I", "Công tác chỉ đạo", False),
            Heading(HeadingKey("I.1"), "1", "Lãnh đạo", True),
        ),
        levels=tuple(_blank(Level, key=LevelKey(key)) for key in ("truong", "xa", "huyen", "tinh")),
        checks=(),
        columns=Columns("TT", "Nội dung", "Đơn vị", "Số lượng", "Ghi chú"),
        limits=Limits(10**7),
    )


def kinds_form() -> Form:
    """Another small form, of the campaign "cach-gop": three measures, decimals, and all ways to roll up."""
    open_, closed, greatest, none = CellState.OPEN, CellState.CLOSED, RollUpKind.GREATEST, RollUpKind.NONE

    def row(key: str, *cells: CellRule, parent: str | None = None, **more: Any) -> Row:
        rules = dict(zip((COUNT, MONEY, RATE), cells, strict=True))
        above = None if parent is None else RowKey(parent)
        return Row(RowKey(key), key, f"Dòng {key}", "Lớp", MappingProxyType(rules), above, **more)

    shut, whole = CellRule(closed), CellRule(open_, 10**7)
    money, rate = CellRule(open_, 10**8, decimals=1), CellRule(open_, 10**8, decimals=1, roll_up=none)
    return replace(
        small_form("cach-gop"),
        measures=(
            Measure(COUNT, "Số lượng"),
            Measure(MONEY, "Kinh phí (triệu đồng)", 1),
            Measure(RATE, "Tỷ lệ (%)", 1, none),
        ),
        rows=(
            row("1", CellRule(CellState.TOTAL, 10**7), CellRule(CellState.COMPUTED, decimals=1), shut),
            row("1.1", whole, money, rate, parent="1"),
            row("1.2", whole, money, replace(rate, roll_up=greatest), parent="1"),
            row("2", replace(whole, roll_up=greatest), shut, shut),
            row("3", CellRule(open_, 10**9, None, 2, none), shut, replace(rate, levels=_DISTRICTS)),
            row("11", shut, shut, shut, own_lines=True),
        ),
    )


def large_form(rows: int = 45) -> Form:
    """A form, of the campaign "nhieu-o", whose rows have three open cells each: more than paper carries."""
    cells = MappingProxyType({measure: CellRule(CellState.OPEN, 10**7) for measure in (COUNT, PEOPLE, MONEY)})
    shut = MappingProxyType(dict.fromkeys(cells, CellRule(CellState.CLOSED)))
    keys = [str(at) for at in range(1, rows + 1)]
    return replace(
        small_form("nhieu-o"),
        measures=(*FORM.measures, Measure(MONEY, "Kinh phí (triệu đồng)")),
        rows=(
            *(Row(RowKey(key), key, f"Dòng {key}", "Lớp", cells) for key in keys),
            Row(RowKey("+"), "", "Nội dung khác", "", shut, own_lines=True),
        ),
    )


_DISTRICTS: Final = frozenset({LevelKey("huyen")})

FORM: Final = small_form()
HEADINGS: Final = replace(
    small_form("de-muc"),
    headings=(
        *FORM.headings,
        Heading(
            HeadingKey("I.2"),
            "2",
            "Với các xã",
            True,
            parent=HeadingKey("I"),
            levels=frozenset({LevelKey("huyen"), LevelKey("tinh")}),
        ),
    ),
)
"""Another campaign, with a heading that only districts and the province have."""

KINDS: Final = kinds_form()
LARGE: Final = large_form()
FORMS: Final = MappingProxyType({form.campaign.id: form for form in (FORM, KINDS, HEADINGS, LARGE)})


def earlier_form() -> Form:
    """The form of an earlier edition of the campaign "thu".

    Its rows 1.9 and 5.9 are gone since, 5.3 is new; 2.count was the greatest number, 10.1.count had one
    decimal.
    """
    tenths, greatest = {"decimals": 1}, {"roll_up": RollUpKind.GREATEST}
    numbers = {"2": greatest, "10": tenths, "10.1": tenths}
    kept = [
        replace(row, cells={**row.cells, COUNT: replace(row.cells[COUNT], **numbers.get(row.key, {}))})  # type: ignore[arg-type]
        for row in FORM.rows
        if row.key != "5.3"
    ]
    gone = {"1.2": _row("1.9", "open", "open", "1"), "5.1": _row("5.9", "open", "open", "5")}
    return replace(
        FORM, rows=tuple(each for row in kept for each in (row, gone.get(row.key)) if each is not None)
    )


EARLIER: Final = earlier_form()
OLDEST: Final = small_form("thu", _row("1.8", "open", "open", "1"))
"""The form of an edition before that: 1.8 is gone since."""
KINDS_EARLIER: Final = replace(
    KINDS, rows=(*KINDS.rows[:3], replace(KINDS.rows[3], key=RowKey("2.9")), *KINDS.rows[3:])
)
"""The form of an earlier edition of the campaign "cach-gop", with one greatest number more."""
EDITIONS: Final = MappingProxyType(
    {
        FORM.campaign.id: {form.hash: form for form in (EARLIER, OLDEST)},
        KINDS.campaign.id: {KINDS_EARLIER.hash: KINDS_EARLIER},
    }
)
"""The forms of earlier editions, as a reader knows them from the campaign's file."""


def unit(code: str, name: str, level: str, parent: str | None) -> Unit:
    """A unit of the directory of these tests; `parent` is a code."""
    above = None if parent is None else UnitCode(parent)
    return Unit(UnitId(EDITION, UnitCode(code)), name, LevelKey(level), above)


PROVINCE: Final = unit("12", "Tỉnh Lai Châu", "tinh", None)
DISTRICT: Final = unit("106", "Huyện Tam Đường", "huyen", "12")
COMMUNE: Final = unit("03403", "Xã Bản Bo", "xa", "106")
SCHOOL: Final = unit("03403-thcs-ban-bo", "Trường THCS Bản Bo", "truong", "03403")
OTHER_SCHOOL: Final = unit("03403-th-ban-bo", "Trường Tiểu học Bản Bo", "truong", "03403")


def figures(form: Form = FORM, /, **cells: int) -> Figures:
    """Figures in the form's order: `figures(r1_1_count=2)` is {1.1.count: 2}."""
    named = {}
    for name, value in cells.items():
        row, measure = name[1:].rsplit("_", 1)
        named[Cell(RowKey(row.replace("_", ".")), MeasureKey(measure))] = value
    return MappingProxyType({cell: named[cell] for cell in form.stored_cells if cell in named})


def report(of: Unit = SCHOOL, content: Content | None = None, form: Form = FORM, **changes: Any) -> Report:
    """A first revision of `of` without members; `changes` are other fields of the report."""
    given = {"revision": 1, "previous": None, **changes}
    return Report(of, form.campaign.id, form.hash, content=content or Content(figures()), **given)


MINIMAL: Final = Content(figures(r1_1_count=2, r1_1_people=60, r1_2_count=0))
"""Two cells filled, a zero, all others blank."""

NARRATIVE: Final = (
    Paragraph((TextRun("Thực hiện "), TextRun("kế hoạch", bold=True), TextRun(" năm 2024.")), Align.LEFT),
    ListBlock(
        (
            ListItem((TextRun("Mở "), FigureRun(Cell(RowKey("1"), COUNT), italic=True), TextRun(" lớp"))),
            ListItem((TextRun("trong “dịp” này: 100% \\ đủ", underline=True),), 1),
        ),
        marks=NUMBERED,
    ),
    Table((((TextRun("Lớp"),), (TextRun("Người"),)), ((TextRun("1"),), ()))),
)


def rich_content(photos: Mapping[str, str] = MappingProxyType({})) -> Content:
    """Something of everything that a report may hold; `photos` are captions by SHA-256."""
    return Content(
        figures=figures(
            r1_1_count=12,
            r1_1_people=0,
            r2_count=3,
            r5_count=9,
            r5_1_count=2,
            r5_3_count=4,
            r10_1_count=10**12,
        ),
        notes=MappingProxyType({RowKey("1"): "Có 2 lớp buổi tối", RowKey("11"): "Dòng thêm"}),
        own_lines=(
            OwnLine(
                "Nói chuyện chuyên đề", "Buổi", MappingProxyType({COUNT: 1, PEOPLE: 200}), "ở sân trường"
            ),
            OwnLine("Phát thanh", "Lần", MappingProxyType({COUNT: 7})),
        ),
        narrative=MappingProxyType({HeadingKey("I.1"): NARRATIVE}),
        photos=tuple(Photo(sha256, caption, RowKey("1.1")) for sha256, caption in photos.items()),
        accepted=(Acceptance("people-without-count", "1.1", "Đã kiểm tra"),),
    )


SIGNOFF: Final = SignOff(
    superior="",
    issuer="TRƯỜNG THCS BẢN BO",
    place="Bản Bo",
    date="2024-10-15",
    number="12",
    title=("HIỆU TRƯỞNG",),
    name="Lò Thị Hoa",
    recipients=("UBND xã Bản Bo", "Lưu: VT"),
)


def member(report: Report, key: str, fingerprint: str, paper: bytes, sums: Figures, **more: Any) -> Member:
    """`report` as a member of the roll-up above it."""
    return Member(
        unit=report.unit,
        revision=report.revision,
        fingerprint=fingerprint,
        key=key,
        paper=paper,
        figures=sums,
        own_lines=report.content.own_lines,
        members=report.members,
        deducted=report.deducted,
        **more,
    )
