"""Bundles of forms at random, with decimals and all ways to roll up, before both readers."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

import pytest

from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.domain.canonical import canonical_json
from lcweek_desktop.domain.report import Content, Member
from lcweek_desktop.domain.rollup import build_rollup
from tests.bundle import second_reader
from tests.bundle.sample_bundles import as_member, bundle
from tests.bundle.small_form import report, unit
from tests.domain.random_forms import random_form
from tests.domain.rolled_up_worlds import random_entry

UNITS = 12


@pytest.mark.parametrize("seed", range(8))
def test_both_readers_take_what_every_unit_of_a_random_form_sends(seed: int) -> None:
    random = Random(seed)
    form = random_form(random)
    second_form = second_reader.Form(form.campaign.id, canonical_json(form.structure()))
    above: dict[str, list[str]] = {"u0": []}
    for at in range(1, UNITS):
        parent = random.choice([code for code, path in above.items() if len(path) < 3])
        above[f"u{at}"] = [parent, *above[parent]]
    inbox: dict[str, list[Member]] = {code: [] for code in above}
    for code, path in reversed(above.items()):
        of = unit(code, f"Đơn vị {code}", "xa", path[0] if path else None)
        chosen: dict[str, Collection[str]] = {
            held.unit.code: {held.fingerprint} for held in inbox[code] if random.random() < 0.5
        }
        made = build_rollup(code, inbox[code], chosen)
        own = Content(random_entry(form, of.level, random))
        sent = report(of, own, form, members=made.members, deducted=made.deducted)
        data = bundle(sent, form=form)
        assert read_bundle(data, {form.campaign.id: form}).report == sent
        assert second_reader.judge(data, second_form) == ""
        for holder in path:
            if holder == path[0]:
                inbox[holder].append(as_member(sent, form=form))
            elif random.random() < 0.5:
                later = report(of, Content(random_entry(form, of.level, random)), form, revision=2)
                inbox[holder].append(as_member(later, form=form))
