"""Bundles of a form with more cells than the paper code carries: its payload has a digest in their place."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lcweek_desktop.bundle.paper import sign_paper
from lcweek_desktop.domain.report import Content, Figures, Member, OwnLine, Report
from tests.bundle.sample_bundles import BundleParts, as_member, bundle, key_of, paper_only
from tests.bundle.scenarios.rollups import forced
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import COMMUNE, COUNT, LARGE, MONEY, SCHOOL, report


def _school() -> Report:
    full: Figures = {cell: at for at, cell in enumerate(LARGE.stored_cells) if at % 5}
    lines = (OwnLine("Thi kể chuyện", "Cuộc", {COUNT: 1, MONEY: 5}),)
    return report(SCHOOL, Content(full, own_lines=lines), LARGE)


def _commune(*members: Member) -> Report:
    return report(COMMUNE, None, LARGE, members=members)


def large_forms() -> Iterator[Scenario]:
    def refused(file: str, code: str, says: str, data: bytes) -> Scenario:
        return Scenario(f"large-{file}.lcweek", code, says, data)

    sent, member = bundle(_school(), form=LARGE), as_member(_school())
    yield Scenario("ok-large.lcweek", "", "108 cells and an own line, of which paper has a digest", sent)
    yield Scenario("ok-large-rollup.lcweek", "", "a commune with that school", bundle(_commune(member)))

    def raise_one(value: dict[str, Any]) -> None:
        value["figures"]["1"]["people"] += 1

    raised = BundleParts.of(sent, key_of(SCHOOL)).with_report(raise_one).to_bytes()
    yield refused("figures", "bundle-figures", "another figure than that of the digest", raised)
    longer = BundleParts.of(sent, key_of(SCHOOL)).with_manifest(paper=_signed(member.paper[:-64] + bytes(1)))
    yield refused("longer", "bundle-figures", "a byte after the digest", longer.to_bytes())
    other = forced(_commune(), replace(member, figures={**member.figures, LARGE.stored_cells[1]: 2}))
    yield refused("member-figures", "bundle-member-figures", "a member's figure that was not signed", other)
    alone = forced(_commune(), paper_only(_school()))
    yield refused("paper-alone", "bundle-member", "a member of which only the paper code came", alone)


def _signed(payload: bytes) -> str:
    return base64.b64encode(sign_paper(key_of(SCHOOL), payload)).decode()
