"""Roll-ups whose members are not what they say."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from lcweek_desktop.bundle.container import read_container
from lcweek_desktop.bundle.keys import PublicKey
from lcweek_desktop.bundle.paper import sign_paper
from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.report import member_json
from lcweek_desktop.domain.lengths import MAX_LINE
from lcweek_desktop.domain.report import Content, Member, OwnLine, Report
from lcweek_desktop.domain.rollup import walk_members
from tests.bundle.curve_signatures import IDENTITY, sign_with_point
from tests.bundle.sample_bundles import (
    BundleParts,
    as_member,
    bundle,
    key_named,
    key_of,
    paper_only,
    signed_again,
)
from tests.bundle.scenarios.samples import (
    chain,
    commune,
    district,
    rolled_up,
    schools,
)
from tests.bundle.scenarios.scenario import Scenario
from tests.bundle.small_form import (
    COMMUNE,
    COUNT,
    OTHER_SCHOOL,
    PEOPLE,
    SCHOOL,
    report,
    unit,
)


def members() -> Iterator[Scenario]:
    def refused(file: str, says: str, change: Callable[[list[Any]], object], code: str) -> Scenario:
        pieces = BundleParts.of(bundle(commune()), key_of(COMMUNE))
        return Scenario(
            f"rollup-{file}.lcweek", code, says, pieces.with_report(lambda r: change(r["members"])).to_bytes()
        )

    wrong = "bundle-member"
    forged = base64.b64encode(sign_paper(key_of(COMMUNE), base64.b64decode(_member_json()["paper"])[:-64]))
    yield refused(
        "member-forged",
        "the commune signed a school's figures itself",
        lambda m: m[0].update(paper=forged.decode()),
        "bundle-member-signature",
    )
    yield refused(
        "member-figures",
        "other figures than the school signed",
        lambda m: m[0]["figures"]["1.1"].update(count=6),
        "bundle-member-figures",
    )
    yield refused(
        "member-own-line",
        "another number in an own line than the school signed",
        lambda m: m[0]["own_lines"][0]["values"].update(count=2),
        "bundle-member-figures",
    )
    yield refused(
        "member-revision",
        "another revision than the school signed",
        lambda m: m[0].update(revision=2),
        "bundle-member-figures",
    )
    yield refused("member-key-shared", "two schools under one key", _share_key, "bundle-member-key")
    yield refused(
        "member-key-of-receiver", "a school under the commune's key", _receiver_key, "bundle-member-key"
    )
    yield refused(
        "replaced-empty", "an empty list of former keys", lambda m: m[0].update(replaced=[]), "bundle-report"
    )
    yield refused(
        "replaced-unsorted", "former keys out of order", lambda m: _replace(m, ("B", "a"), ("A", "a")), wrong
    )
    yield refused("replaced-twice", "one twice", lambda m: _replace(m, ("A", "a"), ("A", "a")), wrong)
    yield refused(
        "replaced-own",
        "the key that it has",
        lambda m: m[0].update(replaced=[{"code": m[0]["unit"]["code"], "key": m[0]["key"]}]),
        wrong,
    )
    yield refused("replaced-on-behalf", "a former key of what was typed", _typed_replacing, wrong)
    yield refused(
        "replaced-key-weak",
        "a former key of low order",
        lambda m: m[0].update(replaced=[{"code": "A", "key": PublicKey((1).to_bytes(32, "little")).base64}]),
        "bundle-member-key",
    )
    yield refused(
        "provisional-false", "a mark that is false", lambda m: m[0].update(provisional=False), "bundle-report"
    )
    yield refused("provisional-on-behalf", "typed, its key not compared", _typed_provisional, wrong)
    yield refused("provisional-replacing", "a key that replaced one, not compared", _replacing_unseen, wrong)
    yield refused("member-key-weak", "a key of low order", _weak_key, "bundle-member-key")
    yield refused(
        "member-key-empty", "a key of no letter", lambda m: m[0].update(key=""), "bundle-member-key"
    )
    yield refused(
        "deducted-empty", "a path of no code", lambda m: m[0].update(deducted=[[]]), "bundle-report"
    )
    yield refused("out-of-order", "members not in the order of their codes", lambda m: m.reverse(), wrong)
    yield refused("member-twice", "a member twice", lambda m: m.insert(0, m[0]), wrong)
    yield refused(
        "other-edition", "a member of another directory", lambda m: m[0]["unit"].update(edition="x"), wrong
    )
    yield refused(
        "revision-0", "revision 0 that was not typed from paper", lambda m: m[0].update(revision=0), wrong
    )
    yield refused(
        "on-behalf", "typed from paper with a revision", lambda m: m[0].update(on_behalf=True), wrong
    )
    yield refused(
        "double-of-nothing", "a double counted nowhere", lambda m: m[0].update(counted="double"), wrong
    )
    yield refused("of-itself", "a member of itself", lambda m: m[0]["unit"].update(code=COMMUNE.code), wrong)
    yield refused(
        "counted-unknown", "a reason nobody knows", lambda m: m[0].update(counted="late"), "bundle-report"
    )
    yield refused(
        "paper-alone-lines", "own lines left out that paper carries", _lines_lost, "bundle-member-figures"
    )
    yield refused("paper-alone-on-behalf", "typed from paper, with half a fingerprint", _half_typed, wrong)
    yield refused(
        "fingerprint", "a fingerprint cut off", lambda m: m[0].update(fingerprint="ab"), "bundle-report"
    )
    yield refused("paper-alone-texts", "of paper alone, with a label", _half, wrong)
    yield refused("paper-alone-deducted", "of paper alone, deducting", _half_deducting, wrong)
    yield refused("own-line-unnamed", "an own line without a label", _unnamed, "bundle-report")
    yield refused("member-r-identity", "R is the neutral point", _chosen_r, "bundle-member-signature")
    yield refused("signed-code-own", "a signed code that is its own", _own_code, wrong)
    yield refused(
        "signed-code-other",
        "listed under another code than the school signed",
        lambda m: m[0]["unit"].update(code="0-khac"),
        "bundle-member-figures",
    )
    yield refused("signed-code-lost", "another signed code", _other_code, "bundle-member-figures")
    yield refused("signed-twice", "one signed report counted as two units", _as_two, wrong)
    yield refused(
        "long-name",
        "a school whose name is a letter too long",
        lambda m: m[1]["unit"].update(name="ạ" * (MAX_LINE + 1)),
        "bundle-long-text",
    )
    yield refused(
        "long-label",
        "an own line of a school that is a letter too long",
        lambda m: m[0]["own_lines"][0].update(label="ạ" * (MAX_LINE + 1)),
        "bundle-long-text",
    )
    yield refused("sum", "the paper code holds another sum", _not_counted, "bundle-figures")


def _member_json() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bytes(read_container(bundle(commune()))[2].data))["members"][0]
    return found


def _share_key(members: list[Any]) -> None:
    members[1]["key"] = members[0]["key"]


def _replace(members: list[Any], *former: tuple[str, str]) -> None:
    members[0]["replaced"] = [{"code": code, "key": key_named(name).public.base64} for code, name in former]


def _typed_replacing(members: list[Any]) -> None:
    members[0].update(revision=0, on_behalf=True)
    _replace(members, ("A", "a"))


def _typed_provisional(members: list[Any]) -> None:
    members[0].update(revision=0, on_behalf=True, provisional=True)


def _replacing_unseen(members: list[Any]) -> None:
    _replace(members, ("A", "a"))
    members[0].update(provisional=True)


def _receiver_key(members: list[Any]) -> None:
    members[0]["key"] = key_of(COMMUNE).public.base64


def _weak_key(members: list[Any]) -> None:
    members[0]["key"] = PublicKey((1).to_bytes(32, "little")).base64


def _lines_lost(members: list[Any]) -> None:
    members[0].update(fingerprint=members[0]["fingerprint"][:20], own_lines=[])


def _half_typed(members: list[Any]) -> None:
    members[0].update(fingerprint=members[0]["fingerprint"][:20], revision=0, on_behalf=True)


def _own_code(members: list[Any]) -> None:
    members[0]["signed_code"] = members[0]["unit"]["code"]


def _other_code(members: list[Any]) -> None:
    members[0]["unit"]["code"], members[0]["signed_code"] = "0-khac", COMMUNE.code


def _as_two(members: list[Any]) -> None:
    again: dict[str, Any] = json.loads(json.dumps(members[0]))
    again["unit"]["code"], again["signed_code"] = "0-khac", members[0]["unit"]["code"]
    members.insert(0, again)


def _not_counted(members: list[Any]) -> None:
    members[0]["counted"] = "conflict"


def _half(members: list[Any]) -> None:
    members[0].update(fingerprint=members[0]["fingerprint"][:20])


def _half_deducting(members: list[Any]) -> None:
    _half(members)
    members[0]["own_lines"][0].update(label="", unit="", note="")
    members[0].update(deducted=[["a", "b"]])


def _unnamed(members: list[Any]) -> None:
    members[0]["own_lines"][0].update(label="")


def _chosen_r(members: list[Any]) -> None:
    payload = base64.b64decode(members[0]["paper"])[:-64]
    signed = sign_with_point(key_of(OTHER_SCHOOL), IDENTITY, b"lcweek-paper-1\0" + payload)
    members[0].update(paper=base64.b64encode(payload + signed).decode())


def paper_digests() -> Iterator[Scenario]:
    """Of a school with many own lines only the paper code came, which carries their digest."""
    many = tuple(OwnLine("", "", {COUNT: 10**7, PEOPLE: at}) for at in range(60))
    named = tuple(replace(line, label="x") for line in many)
    digest = paper_only(replace(schools()[1], content=Content(own_lines=named)), many)
    yield Scenario(
        "rollup-paper-digest-lines.lcweek",
        "bundle-member-figures",
        "the very lines beside their digest",
        forced(rolled_up(), digest),
    )


def nested_members() -> Iterator[Scenario]:
    """A commune's own report that was made wrong and signed by the commune all the same."""
    low = replace(as_member(commune()), figures=as_member(schools()[0]).figures)
    yield Scenario(
        "rollup-nested-sum.lcweek",
        "bundle-sum",
        "a commune's figures are below those of its schools",
        forced(district(), signed_again(low)),
    )
    yield Scenario(
        "rollup-too-deep.lcweek",
        "bundle-report",
        "eleven members inside each other",
        forced(report(unit("u11", "Đơn vị 11", "xa", None)), as_member(chain(10))),
    )
    school = as_member(schools()[0])
    twice = district(as_member(commune()))
    yield Scenario(
        "rollup-counted-twice.lcweek",
        "bundle-member",
        "a school counted directly and inside its commune",
        forced(twice, *sorted((*twice.members, school), key=lambda member: member.unit.code)),
    )
    nowhere = district(as_member(commune()))
    yield Scenario(
        "rollup-deducted-nowhere.lcweek",
        "bundle-member",
        "a deducted path that leads to no member",
        forced(nowhere, *nowhere.members, deducted=[[COMMUNE.code, "x"]]),
    )
    yield Scenario(
        "rollup-deducted-lost.lcweek",
        "bundle-member",
        "a deducted school that is counted nowhere else",
        forced(nowhere, *nowhere.members, deducted=[[COMMUNE.code, SCHOOL.code]]),
    )


def kept_apart() -> Iterator[Scenario]:
    """Sets of units kept apart that are not written as they have to be."""

    def refused(file: str, says: str, *apart: tuple[str, ...]) -> Scenario:
        pieces = BundleParts.of(bundle(commune()), key_of(COMMUNE))
        data = pieces.with_report(lambda r: r.update(apart=[[*each] for each in apart])).to_bytes()
        return Scenario(f"apart-{file}.lcweek", "bundle-member", says, data)

    yield refused("one", "a unit kept apart from none", ("A",))
    yield refused("unsorted", "codes kept apart out of order", ("B", "A"))
    yield refused("twice", "one code twice in a set", ("A", "A"))
    yield refused("sets-unsorted", "sets out of order", ("B", "C"), ("A", "B"))
    pieces = BundleParts.of(bundle(schools()[0]), key_of(SCHOOL))
    lone = pieces.with_report(lambda r: r.update(apart=[["A", "B"]])).to_bytes()
    yield Scenario(
        "apart-without-members.lcweek", "bundle-member", "kept apart by a unit without members", lone
    )


def forced(top: Report, *members: Member, deducted: Json = None) -> bytes:
    """`top` with `members` that the writer would refuse."""
    written: list[Json] = [member_json(member) for member in members]
    pieces = BundleParts.of(bundle(top), key_of(top.unit))
    totals = {**pieces.manifest["totals"], "members": sum(1 for _ in walk_members(members))}
    return (
        pieces.with_manifest(totals=totals)
        .with_report(lambda r: r.update(members=written, deducted=deducted or []))
        .to_bytes()
    )
