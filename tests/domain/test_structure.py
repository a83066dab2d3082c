"""The form of an earlier edition, read from nothing but its structure."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.codec import MalformedError
from lcweek_desktop.domain.codec.structure import form_from_structure
from lcweek_desktop.domain.form import Form, RowKey
from tests.bundle.small_form import EARLIER, FORM, HEADINGS, KINDS, LARGE
from tests.factories import FORM as FORM_2024

FORMS = (FORM, EARLIER, KINDS, HEADINGS, LARGE, FORM_2024)


def structure(form: Form) -> Any:
    return json.loads(canonical_json(form.structure()))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.hash[:8])
def test_it_has_the_same_hash_and_stores_the_same_cells(form: Form) -> None:
    read = form_from_structure(structure(form), form)
    assert (read.hash, read.stored_cells, read.greatest_cells) == (
        form.hash,
        form.stored_cells,
        form.greatest_cells,
    )


def test_rows_that_are_gone_are_called_by_their_keys() -> None:
    read = form_from_structure(structure(EARLIER), FORM)
    assert (read.row_by_key[RowKey("1.1")].label, read.row_by_key[RowKey("1.9")].label) == ("Dòng 1.1", "")
    assert read.row_by_key[RowKey("1.9")].tt == "1.9"


def _row(at: int, **changes: Any) -> Callable[[Any], object]:
    return lambda value: value["rows"][at].update(changes)


def _cell(at: int, measure: str, **changes: Any) -> Callable[[Any], object]:
    return lambda value: value["rows"][at]["cells"][measure].update(changes)


def _tower(value: Any) -> None:
    """Rows under each other, more than any sum could go down."""
    last = value["rows"][-1]
    for number in range(3000):
        last = {**last, "key": f"t{number}", "parent": last["key"], "own_lines": False}
        value["rows"].append(last)


WRONG: dict[str, Callable[[Any], object]] = {
    "a row under itself": _row(1, parent="1.1"),
    "a row above the one it is under": _row(0, parent="2"),
    "rows in a tower": _tower,
    "a row twice": _row(2, key="1.1"),
    "own lines twice": _row(3, own_lines=True),
    "a measure twice": lambda value: value.update(measures=["count", "count"]),
    "a measure without cells": lambda value: value.update(measures=["count"]),
    "a heading twice": lambda value: value["headings"].append(["I", False]),
    "a heading of four parts": lambda value: value["headings"][0].extend([[], []]),
    "an unknown state": _cell(1, "count", state="typed"),
    "an unknown roll-up": _cell(1, "count", roll_up="most"),
    "decimals beyond the most": _cell(1, "count", decimals=4),
    "a sum of parts with decimals": _cell(1, "count", decimals=1),
    "a sum of greatest numbers": _cell(1, "count", roll_up="greatest"),
    "a sum that is the greatest": _cell(0, "count", roll_up="greatest"),
    "a sum of nothing": _cell(3, "count", state="computed"),
    "what need not be said": _cell(1, "count", decimals=0),
    "levels out of order": _cell(1, "count", levels=["xa", "huyen"]),
    "something more": lambda value: value.update(labels=[]),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_the_structure_of_no_form_is_refused(what: str) -> None:
    value = structure(FORM)
    WRONG[what](value)
    with pytest.raises(MalformedError):
        form_from_structure(value, FORM)
