"""Bundles of the form with decimals and all ways to roll up."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from lcweek_desktop.bundle.manifest import Totals
from lcweek_desktop.bundle.paper import report_payload, sign_paper
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.report import Content, Counted, Figures, Member, OwnLine, Report
from lcweek_desktop.domain.rollup import report_sums
from tests.bundle.sample_bundles import BundleParts, as_member, bundle, key_of, paper_only, signed_again
from tests.bundle.scenarios.rollups import forced
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import (
    COMMUNE,
    COUNT,
    DISTRICT,
    KINDS,
    MONEY,
    OTHER_SCHOOL,
    RATE,
    SCHOOL,
    figures,
    report,
)


def _school() -> Report:
    own = figures(KINDS, r1_1_count=2, r1_1_money=15, r1_1_rate=985, r2_count=40, r3_count=9875)
    return report(SCHOOL, Content(own), KINDS)


def _other_school(**more: Any) -> Report:
    """The greatest number of 2.count, and the only one of 1.2.rate."""
    own = figures(KINDS, r1_count=9, r1_1_count=5, r1_2_count=1, r1_2_money=2, r1_2_rate=985, r2_count=120)
    lines = (OwnLine("Thi kể chuyện", "Cuộc", {COUNT: 1, MONEY: 5, RATE: 333}),)
    return report(OTHER_SCHOOL, Content(own, own_lines=lines), KINDS, **more)


def _commune(*members: Member, own: int = 100) -> Report:
    """Its `own` 2.count is usually less than that of the other school."""
    entered = figures(KINDS, r1_1_money=5, r1_1_rate=990, r2_count=own)
    given = members or (as_member(_school()), as_member(_other_school()))
    return report(COMMUNE, Content(entered), KINDS, members=tuple(sorted(given, key=_code)))


def _district(*members: Member, **more: Any) -> Report:
    own = Content(figures(KINDS, r3_rate=955))
    return report(DISTRICT, own, KINDS, members=tuple(sorted(members, key=_code)), **more)


def _code(member: Member) -> str:
    return member.unit.code


def _later() -> Member:
    """The other school's later report: a lesser 2.count, and 1.2.rate blank."""
    own = Content(figures(KINDS, r1_1_count=5, r2_count=90))
    return as_member(report(OTHER_SCHOOL, own, KINDS, revision=2))


def _deducting(*members: Member) -> Report:
    return _district(*members, _later(), deducted=((COMMUNE.code, OTHER_SCHOOL.code),))


def _summed() -> Member:
    return as_member(_commune())


def kinds() -> Iterator[Scenario]:
    def taken(file: str, says: str, made: Report) -> Scenario:
        return Scenario(f"ok-kinds-{file}.lcweek", "", says, bundle(made))

    yield taken("school", "decimals, also in an own line, and numbers of the unit alone", _other_school())
    yield taken("greatest", "the greatest of a commune's own number and its schools'", _commune())
    yield taken("own-greatest", "a commune with its own entry beside the greatest", _district(_summed()))
    blank = report(COMMUNE, None, KINDS, members=(as_member(_school()),))
    yield taken("own-blank", "a commune without one", _district(as_member(blank)))
    deducting = _deducting(_summed())
    yield taken("deducted", "without a school the commune's own is the greatest, another is blank", deducting)
    double = replace(_later(), counted=Counted.DOUBLE)
    yield taken("double", "a double with a lesser number", _district(_summed(), double))
    paper = _commune(as_member(_school()), paper_only(_other_school()))
    yield taken("paper-alone", "of a school only the paper code came", paper)
    unproved = replace(_summed(), own_greatest=figures(KINDS, r2_count=7))
    yield taken("own-unproved", "another own entry than the commune's, and no greater", _district(unproved))


def wrong_sums() -> Iterator[Scenario]:
    """The paper code and the control totals hold other sums than the report."""

    def refused(file: str, says: str, made: Report, **sums: int) -> Scenario:
        wrong = {**report_sums(KINDS, made), **figures(KINDS, **sums)}
        return Scenario(f"kinds-{file}.lcweek", "bundle-figures", says, _with_sums(made, wrong))

    yield refused("greatest-added", "greatest numbers are added", _commune(), r2_count=260)
    yield refused("none-added", "numbers of each unit alone are added", _commune(), r1_1_rate=1975)
    yield refused(
        "none-taken", "a school's number in place of the commune's blank", _commune(), r3_count=9875
    )
    subtracted = _deducting(_summed())
    yield refused("deducted-kept", "a deducted number is the greatest", subtracted, r2_count=120)
    yield refused("deducted-zero", "0 where only a deducted unit had a number", subtracted, r1_2_rate=0)


def wrong_members() -> Iterator[Scenario]:
    """The commune in a district's report."""

    def signed(file: str, says: str, code: str, member: Member) -> Scenario:
        """A commune's own report that was made wrong and signed by the commune all the same."""
        data = forced(_district(_summed()), signed_again(member, KINDS))
        return Scenario(f"kinds-{file}.lcweek", code, says, data)

    def with_own(file: str, says: str, code: str, own: Json) -> Scenario:
        return changed(file, says, code, lambda member: member.update(own_greatest=own))

    def changed(file: str, says: str, code: str, change: Callable[[dict[str, Any]], object]) -> Scenario:
        pieces = BundleParts.of(bundle(_district(_summed())), key_of(DISTRICT))
        data = pieces.with_report(lambda value: change(value["members"][0])).to_bytes()
        return Scenario(f"kinds-{file}.lcweek", code, says, data)

    whole = _summed()
    above = replace(whole, figures={**whole.figures, **figures(KINDS, r2_count=121)})
    yield signed("greatest-of-nobody", "a greater number than any inside", "bundle-greatest", above)
    below = replace(whole, figures={**whole.figures, **figures(KINDS, r2_count=119)})
    yield signed("greatest-less", "a lesser number than one inside", "bundle-sum", below)
    blank = replace(whole, figures={cell: value for cell, value in whole.figures.items() if cell.row != "2"})
    yield signed("greatest-blank", "blank where a school has a number", "bundle-sum", blank)
    lost = replace(as_member(_commune(own=200)), own_greatest={})
    yield signed("own-lost", "without the own entry that is the greatest", "bundle-greatest", lost)
    yield with_own("own-above", "an own entry above the greatest", "bundle-greatest", {"2": {"count": 121}})
    yield with_own("own-negative", "an own entry below 0", "bundle-sum", {"2": {"count": -1}})
    yield with_own("own-empty", "no own entry, but its key", "bundle-report", {})
    yield with_own("own-row-empty", "a row of no entry", "bundle-report", {"2": {}})
    yield with_own("own-added", "of a cell that is added", "bundle-report", {"1.1": {"count": 1}})
    yield with_own("own-alone", "of a cell of each unit alone", "bundle-report", {"1.1": {"rate": 990}})
    yield changed(
        "own-of-school",
        "an own entry beside a school's figures, which are its own",
        "bundle-member",
        lambda member: member["members"][1].update(own_greatest={"2": {"count": 40}}),
    )
    yield with_own("two-own", "an own entry below 0 and one above the greatest", "bundle-sum", _TWO)
    parts = BundleParts.of(bundle(_school()), key_of(SCHOOL))
    data = parts.with_report(lambda value: value["figures"]["3"].update(rate=5)).to_bytes()
    yield Scenario(
        "kinds-closed.lcweek", "bundle-closed", "a school's entry where only districts enter", data
    )


_TWO: Final[Json] = {"1.2": {"rate": -1}, "2": {"count": 121}}


def _with_sums(made: Report, sums: Figures) -> bytes:
    key, parts = key_of(made.unit), BundleParts.of(bundle(made), key_of(made.unit))
    fingerprint = parts.manifest["fingerprint"]
    payload = report_payload(KINDS, made, sums, fingerprint, key.public)
    totals = {
        **parts.manifest["totals"],
        "cells": len(sums),
        "measures": dict(Totals.of(made, sums).measures),
    }
    paper = base64.b64encode(sign_paper(key, payload)).decode()
    return parts.with_manifest(paper=paper, totals=totals).to_bytes()
