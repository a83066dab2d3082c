"""Reading campaign.toml: the campaign and the levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from lcweek_desktop.domain.form import Campaign, CampaignId, Level, LevelKey
from lcweek_desktop.domain.letterhead import HIGHER_UNIT_PLACEHOLDERS, UNIT_PLACEHOLDERS
from lcweek_desktop.formdefs.toml_table import TomlTable, read_each

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
    "recipient",
)
_OPTIONAL_TEXTS: Final = ("email", "notice", "letter_subject")
_TEMPLATES: Final = {
    "number": ("number", "abbreviation"),
    "table_reference": ("number", "date", "unit"),
    "opening_sentence": ("unit",),
    "closing_sentence": ("unit",),
}
_REMINDER: Final = ("units", "receiver")
_LETTERS: Final = ("letter", "letter_late")
"""The paragraphs of a letter before and after the deadline; a campaign may have none."""
_LISTS: Final = ("table_title", "template_title", "skipped_initials")
_DAYS: Final = ("starts", "ends", "opening")
_OF_DEADLINE: Final = ("deadline", "deadline_text", "reminder_late")
"""The keys that a campaign has all of, or none as long as nobody knows when reports are due."""

_OWN: Final = UNIT_PLACEHOLDERS | {name.upper() for name in UNIT_PLACEHOLDERS}
_ALL: Final = _OWN | HIGHER_UNIT_PLACEHOLDERS | {name.upper() for name in HIGHER_UNIT_PLACEHOLDERS}
_LINES: Final = ("superior", "issuer", "abbreviation", "place")


def read_campaign(top: TomlTable) -> Campaign:
    """The campaign. Its days must be in order, and its id and edition fit to name a file."""
    of_deadline = _OF_DEADLINE if any(key in top.values for key in _OF_DEADLINE) else ()
    required = ("id", "year", "level", *_TEXTS, *_TEMPLATES, *_LISTS, *_DAYS, "reminder", *of_deadline)
    letters = _LETTERS if of_deadline else _LETTERS[:1]
    top.check_keys(required, (*_OPTIONAL_TEXTS, *letters))
    for key in ("id", "edition"):
        if not _ID.fullmatch(top.text(key)):
            top.refuse(key, "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối")
    days = {key: top.day(key) for key in _DAYS}
    if not days["starts"] <= days["opening"] <= days["ends"]:
        top.refuse("opening", "ngày khai mạc phải nằm từ ngày bắt đầu đến ngày kết thúc")
    written = [key for key in _OPTIONAL_TEXTS if key in top.values]
    read: dict[str, Any] = {
        **{key: top.nonempty_text(key) for key in (*_TEXTS, *written)},
        **{key: top.template(key, names) for key, names in _TEMPLATES.items()},
        **{key: top.texts(key) for key in _LISTS},
        **days,
        **_letters(top, [key for key in letters if key in top.values], is_due=bool(of_deadline)),
        **(
            _deadline(top, days["ends"])
            if of_deadline
            else {"reminder": top.templates("reminder", _REMINDER)}
        ),
    }
    return Campaign(id=CampaignId(top.text("id")), year=top.integer("year", 2000), **read)


def _deadline(top: TomlTable, ends: date) -> dict[str, Any]:
    """The deadline, and the texts that name it; it is not before the week `ends`."""
    day = top.day("deadline")
    if day < ends:
        top.refuse("deadline", "hạn nộp phải từ ngày kết thúc trở đi")
    reminders = {key: top.templates(key, (*_REMINDER, "deadline")) for key in ("reminder", "reminder_late")}
    return {"deadline": day, "deadline_text": top.nonempty_text("deadline_text"), **reminders}


def _letters(top: TomlTable, written: Sequence[str], *, is_due: bool) -> dict[str, Any]:
    """The paragraphs of the letters that are `written`; only where a day `is_due` they may name it."""
    names = ("receiver", "deadline") if is_due else ("receiver",)
    return {key: top.templates(key, names) for key in written}


def read_levels(top: TomlTable) -> tuple[Level, ...]:
    """The levels, lowest first; at least one must be `top`."""
    entries = top.tables("level")
    keys = [entry.text("key") for entry in entries]
    levels = read_each(entries, lambda entry: _level(entry, keys))
    if not any(level.top for level in levels):
        entries[-1].refuse("top", "phải có ít nhất một cấp cao nhất")
    return levels


def _level(entry: TomlTable, keys: list[str]) -> Level:
    entry.check_keys(
        ("key", "name", "in_text", "in_list", *_LINES, "signer_title", "recipients"),
        ("top", "prefixes", "kinds", "signers", "superior_from", "opening_sentence"),
    )
    lines = {key: entry.template(key, _ALL) for key in _LINES}
    signers = entry.table("signers")
    return Level(
        key=LevelKey(entry.text("key")),
        name=entry.nonempty_text("name"),
        in_text=entry.template("in_text", _OWN),
        in_list=entry.template("in_list", _OWN),
        **lines,
        signer_title=entry.texts("signer_title"),
        recipients=entry.templates("recipients", _ALL),
        top=entry.boolean("top", default=False),
        prefixes=entry.texts("prefixes"),
        kinds=entry.texts("kinds"),
        signers={name: signers.texts(name) for name in signers.values},
        superior_from=frozenset(LevelKey(key) for key in entry.choices("superior_from", keys)),
        opening_sentence=_own_opening(entry),
    )


def _own_opening(entry: TomlTable) -> str | None:
    written = "opening_sentence" in entry.values
    return entry.template("opening_sentence", ("unit",)) if written else None
