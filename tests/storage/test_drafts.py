"""Drafts: what is saved is what is read, however little of it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.form import Cell, Form, MeasureKey, RowKey
from lcweek_desktop.domain.report import Content
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage import Draft, Scan, ScanKind, Store
from lcweek_desktop.storage.drafts import Drafts
from tests.factories import FORM, INVENTED, contents, signoffs
from tests.storage import samples
from tests.storage.samples import CAMPAIGN, DISTRICT, SCHOOL

CELL = Cell(RowKey("1.1"), MeasureKey("count"))


def drafts(form: Form) -> st.SearchStrategy[Draft]:
    scans = st.builds(Scan, st.sampled_from((samples.PHOTO, samples.SCAN.sha256)), st.sampled_from(ScanKind))
    return st.builds(Draft, contents(form), signoffs(), st.lists(scans, max_size=2).map(tuple))


@st.composite
def edits(draw: st.DrawFn, form: Form) -> list[Draft]:
    """Drafts as they follow on one another: each takes some fields of one before, so that little differs."""
    line = [draw(drafts(form))]
    for _ in range(draw(st.integers(0, 3))):
        other, last = draw(drafts(form)), draw(st.sampled_from(line))
        fields = ("figures", "notes", "own_lines", "narrative", "photos", "accepted")
        mixed = {name: getattr(draw(st.sampled_from((last, other))).content, name) for name in fields}
        line.append(Draft(Content(**mixed), draw(st.sampled_from((last, other))).signoff, last.scans))
    return line


@pytest.mark.parametrize("form", [FORM, INVENTED], ids=lambda form: str(form.campaign.id))
def test_every_draft_of_a_line_of_edits_is_read_back_exactly(store: Store, form: Form) -> None:
    @given(edits(form))
    def check(line: list[Draft]) -> None:
        # As after opening: it has not seen what the example before left.
        opened = Drafts(store._connection)
        for draft in line:
            opened.save(SCHOOL, CAMPAIGN, draft)
            assert opened.get(SCHOOL, CAMPAIGN, form) == draft

    check()


def test_blank_and_zero_stay_different(store: Store) -> None:
    draft = Draft(Content().with_figure(CELL, 0))
    store.drafts.save(SCHOOL, CAMPAIGN, draft)
    assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == draft
    store.drafts.save(SCHOOL, CAMPAIGN, blank := Draft(draft.content.with_figure(CELL, None)))
    assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == blank


def test_an_empty_draft_is_a_draft(store: Store) -> None:
    store.drafts.save(SCHOOL, CAMPAIGN, Draft(Content()))
    assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == Draft(Content())
    assert store.drafts.get(DISTRICT, CAMPAIGN, FORM) is None


def test_a_draft_saved_in_a_transaction_that_failed_is_saved_whole_the_next_time(store: Store) -> None:
    store.drafts.save(SCHOOL, CAMPAIGN, Draft(Content().with_figure(CELL, 1)))
    changed = Draft(Content().with_figure(CELL, 2))
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.drafts.save(SCHOOL, CAMPAIGN, changed)
        raise ZeroDivisionError
    # Not read in between: the repository must not believe that it has saved this draft already.
    store.drafts.save(SCHOOL, CAMPAIGN, changed)
    assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == changed


def test_a_form_without_the_drafts_cells_is_refused_and_the_draft_stays(store: Store) -> None:
    store.drafts.save(SCHOOL, CAMPAIGN, samples.DRAFT)
    with pytest.raises(KnownError) as caught:
        store.drafts.get(SCHOOL, CAMPAIGN, INVENTED)
    assert caught.value.code == "store-form"
    assert SCHOOL.code in caught.value.message
    assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == samples.DRAFT
