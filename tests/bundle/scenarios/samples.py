"""Valid reports and bundles that the scenarios start from."""

from __future__ import annotations

from typing import Any, Final

from lcweek_desktop.domain.canonical import Json, sha256_hex
from lcweek_desktop.domain.report import Content, Member, OwnLine, Report
from tests.bundle.sample_bundles import BundleParts, as_member, bundle, jpeg, key_of
from tests.bundle.small_form import (
    COMMUNE,
    COUNT,
    DISTRICT,
    MINIMAL,
    OTHER_SCHOOL,
    PEOPLE,
    SCHOOL,
    figures,
    report,
    rich_content,
    unit,
)


def minimal() -> BundleParts:
    return BundleParts.of(bundle(report(content=MINIMAL)), key_of(SCHOOL))


PHOTOS: Final = (jpeg("một"), jpeg("hai"))


def rich() -> bytes:
    captions = {sha256_hex(photo): f"Ảnh {at}" for at, photo in enumerate(PHOTOS, 1)}
    return bundle(report(content=rich_content(captions)), photos=PHOTOS)


def schools() -> tuple[Report, Report]:
    other = Content(
        figures(r1_1_count=5, r1_1_people=70, r5_count=3, r5_1_count=1),
        own_lines=(OwnLine("Thi viết chữ đẹp", "Cuộc", {COUNT: 1, PEOPLE: 45}),),
    )
    return report(content=MINIMAL), report(OTHER_SCHOOL, other)


def rolled_up(*members: Member, **more: Any) -> Report:
    own = Content(figures(r2_count=1, r5_3_count=2, r5_3_people=30))
    ordered = tuple(sorted(members, key=lambda member: member.unit.code))
    return report(COMMUNE, own, members=ordered, **more)


def commune() -> Report:
    return rolled_up(*(as_member(school) for school in schools()))


def district(*members: Member, **more: Any) -> Report:
    ordered = tuple(sorted(members, key=lambda member: member.unit.code))
    return report(DISTRICT, Content(figures(r7_1_count=1)), members=ordered, **more)


def chain(levels: int) -> Report:
    """A report with as many members inside each other, each the only one of the next."""
    last = report(unit("u0", "Đơn vị 0", "xa", None), Content(figures(r1_1_count=1)))
    for at in range(1, levels + 1):
        last = report(unit(f"u{at}", f"Đơn vị {at}", "xa", None), members=(as_member(last),))
    return last


def nested(depth: int) -> Json:
    value: Json = []
    for _ in range(depth - 1):
        value = [value]
    return value


def without(pieces: BundleParts, key: str) -> BundleParts:
    del pieces.manifest[key]
    return pieces
