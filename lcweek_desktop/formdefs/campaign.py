"""campaign.toml → Campaign and Levels."""

from __future__ import annotations

import re
from typing import Any, Final

from lcweek_desktop.domain.form import Campaign, CampaignId, Level, LevelKey
from lcweek_desktop.domain.letterhead import NAMES_ABOVE, OWN_NAMES
from lcweek_desktop.formdefs.source import Source

_ID: Final = re.compile(r"[0-9a-z][0-9a-z-]{0,63}")
_TEXTS: Final = (
    "name",
    "edition",
    "theme",
    "title",
    "subject",
    "table_name",
    "template_reference",
    "photos_title",
    "signature_note",
    "deadline_text",
    "recipient",
    "email",
)
_TEMPLATES: Final = {
    "number": ("number", "abbreviation"),
    "table_reference": ("number", "date", "unit"),
    "opening_sentence": ("unit",),
    "closing_sentence": ("unit",),
}
_LETTERS: Final = {
    "reminder": ("units", "receiver", "deadline"),
    "reminder_late": ("units", "receiver", "deadline"),
}
_LISTS: Final = ("table_title", "template_title", "skipped_initials")
_DAYS: Final = ("starts", "ends", "opening", "deadline")

_OWN: Final = OWN_NAMES | {name.upper() for name in OWN_NAMES}
_ALL: Final = _OWN | NAMES_ABOVE | {name.upper() for name in NAMES_ABOVE}
_LINES: Final = ("superior", "issuer", "abbreviation", "place")


def read_campaign(top: Source) -> Campaign:
    """The campaign; its days are in order, its id and edition such as may name a file."""
    top.expect(("id", "year", "level", *_TEXTS, *_TEMPLATES, *_LETTERS, *_LISTS, *_DAYS))
    for key in ("id", "edition"):
        if not _ID.fullmatch(top.text(key)):
            top.wrong(key, "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối")
    days = {key: top.day(key) for key in _DAYS}
    if not days["starts"] <= days["opening"] <= days["ends"]:
        top.wrong("opening", "ngày khai mạc phải nằm từ ngày bắt đầu đến ngày kết thúc")
    if days["deadline"] < days["ends"]:
        top.wrong("deadline", "hạn nộp phải từ ngày kết thúc trở đi")
    read: dict[str, Any] = {
        **{key: top.filled(key) for key in _TEXTS},
        **{key: top.template(key, names) for key, names in _TEMPLATES.items()},
        **{key: top.templates(key, names) for key, names in _LETTERS.items()},
        **{key: top.texts(key) for key in _LISTS},
        **days,
    }
    return Campaign(id=CampaignId(top.text("id")), year=top.whole("year", 2000), **read)


def read_levels(top: Source) -> tuple[Level, ...]:
    """The levels; at least one of them reports to nobody."""
    entries = top.tables("level")
    keys = [entry.text("key") for entry in entries]
    levels = tuple(_level(entry, keys) for entry in entries)
    if not any(level.top for level in levels):
        entries[-1].wrong("top", "phải có ít nhất một cấp cao nhất")
    return levels


def _level(entry: Source, keys: list[str]) -> Level:
    entry.expect(
        ("key", "name", "in_text", "in_list", *_LINES, "signer_title", "recipients"),
        ("top", "prefixes", "kinds", "signers", "superior_from", "opening_sentence"),
    )
    lines = {key: entry.template(key, _ALL) for key in _LINES}
    signers = entry.table("signers")
    return Level(
        key=LevelKey(entry.text("key")),
        name=entry.filled("name"),
        in_text=entry.template("in_text", _OWN),
        in_list=entry.template("in_list", _OWN),
        **lines,
        signer_title=entry.texts("signer_title"),
        recipients=entry.templates("recipients", _ALL),
        top=entry.flag("top", default=False),
        prefixes=entry.texts("prefixes"),
        kinds=entry.texts("kinds"),
        signers={name: signers.texts(name) for name in signers.values},
        superior_from=frozenset(LevelKey(key) for key in entry.several("superior_from", keys)),
        opening_sentence=_own_opening(entry),
    )


def _own_opening(entry: Source) -> str | None:
    written = "opening_sentence" in entry.values
    return entry.template("opening_sentence", ("unit",)) if written else None
