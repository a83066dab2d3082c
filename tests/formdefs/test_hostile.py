"""A definition may come in a file that somebody else wrote: whatever it says, it is a form or is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, time
from random import Random
from typing import Any

import pytest
import tomlkit

from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.form import Form
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import FILES, form_mistakes, read_form
from tests.bundle.sample_campaigns import FILES_OF_THU

_VALUES: tuple[Any, ...] = (
    *("", "x", "{", "{unit}", "1.1", "open", "count", "sum", "e\u0301", "a\tb", " a", "ạ" * 5_000),
    *(0, 1, -1, 3, 9, 10**30, 1.5, True, False, date(2024, 2, 29), datetime(2024, 1, 1), time(1)),
    *([], {}, [[]], [""], [1], [{}], [{"key": "x"}], {"state": "open"}, {"x": {"y": []}}),
)


def slots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value inside `value`."""
    keys = [*value] if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from slots(value[key])


def changed(read: dict[str, Any], random: Random) -> dict[str, Any]:
    read = deepcopy(read)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        found = [*slots(read)]
        if not found:
            return read
        (holder, key), (other, other_key) = random.choices(found, k=2)
        match random.randrange(5):
            case 0:
                del holder[key]
            case 1:
                holder[key] = deepcopy(other[other_key])
            case 2 if isinstance(holder, list):
                holder.insert(0, deepcopy(holder[key]))
            case _:
                holder[key] = deepcopy(random.choice(_VALUES))
    return read


def test_whatever_a_definition_says_it_is_a_form_or_is_refused() -> None:
    random = Random(12)
    sound = {name: tomllib.loads(data.decode()) for name, data in FILES_OF_THU.items()}
    forms = 0
    for _ in range(200):
        name = random.choice(FILES)
        try:
            written = tomlkit.dumps(changed(sound[name], random)).encode()
        except (ValueError, TypeError):
            continue  # a list of several types is no TOML for the writer
        files = {**FILES_OF_THU, name: written}
        mistakes = form_mistakes(files)
        assert all(mistake.code == "form-definition" for mistake in mistakes)
        if not mistakes:
            form = read_form(files)
            assert isinstance(form, Form)
            assert canonical_json(form.structure())
            assert len(form.hash) == 64
            forms += 1
    assert forms > 10


@pytest.mark.parametrize(
    "data",
    [
        b"a = " + b"[" * 100_000,
        b"a = " + b"{b = " * 50_000,
        b"[" + b".".join([b"a"] * 30_000) + b"]",
        b"year = " + b"9" * 10_000,
        b"year = 0x" + b"f" * 10_000,
        b"starts = 9999-99-99",
        b"a = 1e999999999",
        b"\x00",
        b"\xef\xbb\xbfid = 'x'",
    ],
    ids=lambda data: repr(data[:12]),
)
def test_toml_that_is_made_to_hurt_is_refused(data: bytes) -> None:
    with pytest.raises(KnownError) as refused:
        read_form({**FILES_OF_THU, "campaign.toml": data})
    assert refused.value.code == "form-definition"


@pytest.mark.parametrize("more", [":>999999999", ":x", ":{x}", "!r", ".code", "[0]"])
def test_a_placeholder_is_a_name_and_nothing_else(more: str) -> None:
    written = FILES_OF_THU["campaign.toml"]
    slipped = written.replace(b"{unit}", f"{{unit{more}}}".encode())
    assert slipped != written
    mistakes = form_mistakes({**FILES_OF_THU, "campaign.toml": slipped})
    assert {(each.code, each.context["reason"]) for each in mistakes} == {
        ("form-definition", f"không có chỗ điền {{unit{more}}}")
    }
