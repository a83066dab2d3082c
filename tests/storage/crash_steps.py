"""The process that test_crash kills: numbered steps, each of several writes in one transaction.

`python -m tests.storage.crash_steps HOME [STEP STAGE]` goes on from the last step in HOME and prints every
stage that it reaches; at STAGE of STEP it waits to be killed.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.domain.form import Cell, HeadingKey, MeasureKey, RowKey
from lcweek_desktop.domain.plain_text import from_plain_text
from lcweek_desktop.domain.report import Content, Photo
from lcweek_desktop.storage import Draft, InstalledCampaign, Issue, Store, open_store
from tests.storage import sample_store
from tests.storage.sample_store import CAMPAIGN, SCHOOL

STAGES: Final = ("begin", "blob", "draft", "revision", "issue", "held", "campaign", "done")


def photo(step: int) -> bytes:
    return f"ảnh {step}".encode() * 1_000


def draft(step: int) -> Draft:
    """A draft of which every part changes with the step."""
    figures = {Cell(RowKey("1.1"), MeasureKey(measure)): step for measure in ("count", "people")}
    return Draft(
        Content(
            figures=figures,
            narrative={HeadingKey("I.1"): from_plain_text(f"Bước {step}. " * 200)},
            photos=(Photo(sha256_hex(photo(step))),),
        ),
        replace(sample_store.SIGNOFF, number=str(step)),
    )


def take(store: Store, step: int, stop: tuple[int, str]) -> None:
    """Take one step, from the blob to the commit, and print each stage; at `stop` wait to be killed."""

    def reach(stage: str) -> None:
        sys.stdout.write(f"{step} {stage}\n")
        sys.stdout.flush()
        if (step, stage) == stop:
            sys.stdin.read()

    frozen = sample_store.revision(step)
    reach("begin")
    store.blobs.put(photo(step))
    reach("blob")
    with store.transaction():
        store.drafts.save(SCHOOL, CAMPAIGN, draft(step))
        reach("draft")
        store.revisions.add(frozen)
        reach("revision")
        store.revisions.add_issue(Issue(SCHOOL, CAMPAIGN, step, 1, draft(step).signoff))
        reach("issue")
        store.stored_reports.put(sample_store.stored(frozen), frozen.report)
        reach("held")
        store.campaigns.add(InstalledCampaign(CAMPAIGN, step, sample_store.KEY, photo(step) * 9, ""))
        reach("campaign")
    reach("done")


def main(home: Path, stop: tuple[int, str]) -> None:
    with open_store(home) as store:
        store.reserve_log()
        sample_store.add_units(store)
        last = store.revisions.latest(SCHOOL, CAMPAIGN)
        for step in range(last.revision + 1 if last else 1, 10_000):
            take(store, step, stop)


if __name__ == "__main__":
    main(Path(sys.argv[1]), (int(sys.argv[2]), sys.argv[3]) if sys.argv[2:] else (0, ""))
