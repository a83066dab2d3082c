"""The differences of two drafts in words, for both faces of the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, cast

from lcweek_desktop.domain.draft_merge import Difference, Listed, Part, Piece, Side
from lcweek_desktop.domain.form import Cell, HeadingKey, RowKey
from lcweek_desktop.domain.narrative import Text, to_printed_text
from lcweek_desktop.domain.report import Acceptance, Draft, OwnLine, Photo
from lcweek_desktop.domain.rules.rule import row_name
from lcweek_desktop.domain.totals import displayed_value
from lcweek_desktop.domain.values import format_number
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.opening.draft_offer import DraftOffer
from lcweek_desktop.services.summing.earlier_reports import told_numbers

_SECTIONS: Final = {
    Part.FIGURES: "Phụ lục II",
    Part.NOTES: "Phụ lục II",
    Part.OWN_LINES: "Phụ lục II",
    Part.NARRATIVE: "Phụ lục I",
    Part.PHOTOS: "Hình ảnh",
    Part.SIGNOFF: "Số, ngày, người ký",
    Part.ACCEPTED: "Lưu ý đã chấp nhận",
}
_FIELDS: Final = {
    "superior": "Cơ quan chủ quản",
    "issuer": "Cơ quan ban hành",
    "abbreviation": "Chữ viết tắt",
    "place": "Địa danh",
    "opening": "Câu mở đầu",
    "closing": "Câu kết",
    "date": "Ngày ký",
    "number": "Số báo cáo",
    "title": "Chức vụ người ký",
    "name": "Họ tên người ký",
    "recipients": "Nơi nhận",
}
_ORDERS: Final = {
    Part.OWN_LINES: "Thứ tự các dòng tự thêm",
    Part.PHOTOS: "Thứ tự các ảnh",
    Part.ACCEPTED: "Thứ tự các lưu ý",
}
_SIDES: Final = {
    Side.MINE: "máy này sửa",
    Side.THEIRS: "máy kia sửa",
    Side.BOTH: "cả hai máy sửa",
}
BLANK: Final = "để trống"
"""What stands for a piece that is blank."""
_ABSENT: Final = "không có"
_DEFAULT: Final = "theo mẫu"


class DifferenceWords(NamedTuple):
    """A difference as people read it: the section of the report, what in it, and the three values; `base` is
    empty where it is not known."""

    section: str
    about: str
    base: str
    mine: str
    theirs: str


def difference_words(offer: DraftOffer) -> tuple[DifferenceWords, ...]:
    """The differences of `offer` in words, in their order."""
    words = _Words(offer)
    return tuple(words.of(each) for each in offer.differences)


def side_words(offer: DraftOffer, side: Side) -> str:
    """Who changed a piece, in words."""
    if side is Side.BOTH and not offer.is_base_known:
        return "chưa rõ máy nào sửa"
    return _SIDES[side]


def begin_lines(offer: DraftOffer) -> Iterator[str]:
    """What a person has to know before the unit of `offer` begins to work here."""
    yield sentence("draft-begin", name=offer.file.unit.name, campaign=offer.form.campaign.id)
    yield sentence("draft-key")
    yield from left_lines(offer)


def left_lines(offer: DraftOffer) -> Iterator[str]:
    """What of the draft has no place in the present form; nothing where all of it has."""
    if offer.left:
        yield sentence("draft-left", left=told_numbers(offer.left))


class _Words:
    """Says what differs in the drafts of `offer`."""

    def __init__(self, offer: DraftOffer) -> None:
        self._offer, self._form = offer, offer.form
        self._level = offer.file.unit.level
        self._measures = {each.key: each for each in offer.form.measures}

    def of(self, difference: Difference) -> DifferenceWords:
        piece, offer = difference.piece, self._offer
        mine, theirs = (
            self._value(piece, value, draft)
            for value, draft in ((difference.mine, offer.mine), (difference.theirs, offer.theirs))
        )
        base = self._value(piece, difference.base, offer.mine) if offer.is_base_known else ""
        return DifferenceWords(_SECTIONS[piece.part], self._about(difference), base, mine, theirs)

    def _about(self, difference: Difference) -> str:
        part, key = difference.piece
        value = difference.mine or difference.theirs
        match key:
            case None:
                return _ORDERS[part]
            case Cell():
                return self._cell(key)
        if isinstance(value, OwnLine):
            return f"Dòng tự thêm “{value.label or 'chưa có tên'}”"
        if isinstance(value, Photo):
            return f"Ảnh “{value.caption or 'chưa có chú thích'}”"
        if isinstance(value, Acceptance):
            return f"Lý do chấp nhận lưu ý ở “{value.place}”"
        if part is Part.NOTES:
            return f"{row_name(self._form.row_by_key[RowKey(str(key))])}, ghi chú"
        if part is Part.NARRATIVE:
            return self._form.heading_by_key[HeadingKey(str(key))].at_level(self._level).name
        return _FIELDS[str(key)]

    def _cell(self, cell: Cell) -> str:
        """The number, the column and the label of the row, of which the last is cut first."""
        row, measure = self._form.row_by_key[cell.row], self._measures[cell.measure].label
        number, _, label = row_name(row).partition(" ") if row.tt else ("", "", row_name(row))
        return f"{number} ({measure}) {label}".strip()

    def _value(self, piece: Piece, value: object, draft: Draft) -> str:
        """The value of `piece` in `draft`, which gives the live figures of a text their numbers."""
        match value:
            case None:
                blank = _DEFAULT if piece.part is Part.SIGNOFF else _ABSENT
                return BLANK if piece.part in (Part.FIGURES, Part.NOTES, Part.NARRATIVE) else blank
            case int():
                return format_number(value, self._form.rule(cast(Cell, piece.key)).decimals)
            case str():
                return self._day(value) if piece.key == "date" else value or BLANK
            case OwnLine():
                return self._line(value)
            case Photo():
                row = None if value.row is None else self._form.row_by_key[value.row]
                shows = "" if row is None else f", hoạt động: {row_name(row)}"
                return f"{value.caption or 'chưa có chú thích'}{shows}"
            case Acceptance():
                return value.reason
        if piece.key is None:
            return "; ".join(self._element(piece.part, cast(Listed, each), draft) for each in _items(value))
        if piece.part is Part.NARRATIVE:
            return self._text(cast(Text, value), draft)
        return "; ".join(map(str, _items(value))) or BLANK

    def _day(self, iso: str) -> str:
        return "/".join(reversed(iso.split("-"))) or BLANK

    def _line(self, line: OwnLine) -> str:
        values = [
            f"{self._measures[key].label} {format_number(value, self._measures[key].decimals)}"
            for key, value in line.values.items()
        ]
        unit = [line.unit] if line.unit else []
        note = [f"ghi chú: {line.note}"] if line.note else []
        return "; ".join((*unit, *values, *note)) or BLANK

    def _text(self, text: Text, draft: Draft) -> str:
        def figure(cell: Cell) -> str:
            return self._form.text_of(cell, displayed_value(self._form, draft.content.figures, cell))

        return to_printed_text(text, figure)

    def _element(self, part: Part, element: Listed, draft: Draft) -> str:
        if part is not Part.PHOTOS:
            return element.name
        captions = {photo.sha256: photo.caption for photo in draft.content.photos}
        return captions.get(element.name) or "chưa có chú thích"


def _items(value: object) -> Iterable[object]:
    return cast("tuple[object, ...]", value)
