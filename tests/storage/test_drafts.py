"""Drafts: what is saved is what is read, however little of it was written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcweek_desktop.domain.form import Cell, Form, MeasureKey, RowKey
from lcweek_desktop.domain.moved_content import Leftover
from lcweek_desktop.domain.report import Content
from lcweek_desktop.errors import KnownError
from lcweek_desktop.storage import Draft, DraftPart, Scan, ScanKind, Store, open_store
from lcweek_desktop.storage.drafts import Drafts
from tests.factories import FORM, INVENTED, contents, signoffs
from tests.storage import sample_store
from tests.storage.sample_store import CAMPAIGN, DISTRICT, SCHOOL

CELL = Cell(RowKey("1.1"), MeasureKey("count"))


def drafts(form: Form) -> st.SearchStrategy[Draft]:
    return st.builds(Draft, contents(form), signoffs())


@st.composite
def edits(draw: st.DrawFn, form: Form) -> list[Draft]:
    """Successive drafts. Each takes some fields from an earlier one, so that little differs, as in edits."""
    line = [draw(drafts(form))]
    for _ in range(draw(st.integers(0, 3))):
        other, last = draw(drafts(form)), draw(st.sampled_from(line))
        fields = ("figures", "notes", "own_lines", "narrative", "photos", "accepted")
        mixed = {name: getattr(draw(st.sampled_from((last, other))).content, name) for name in fields}
        line.append(Draft(Content(**mixed), draw(st.sampled_from((last, other))).signoff))
    return line


@pytest.mark.parametrize("form", [FORM, INVENTED], ids=lambda form: str(form.campaign.id))
def test_every_draft_of_a_line_of_edits_is_read_back_exactly(store: Store, form: Form) -> None:
    @given(edits(form))
    def check(line: list[Draft]) -> None:
        # A new repository, as after opening: it does not know what the example before left.
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
    # Nothing is read in between: the repository must not believe that it has saved this draft already.
    store.drafts.save(SCHOOL, CAMPAIGN, changed)
    assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == changed


def rows(store: Store) -> list[tuple[str, str]]:
    """The parts that are stored, with their bodies."""
    return store._connection.execute("SELECT part || place, body FROM draft_part ORDER BY 1")


def test_saving_an_edit_writes_the_row_that_changed_and_reads_nothing(filled: Path) -> None:
    with open_store(filled) as store:
        draft = store.drafts.get(SCHOOL, CAMPAIGN, FORM)
        assert draft is not None
        before = rows(store)
        statements: list[str] = []
        store._connection.raw.set_trace_callback(statements.append)
        edited = replace(draft, content=draft.content.with_figure(CELL, 7))
        store.drafts.save(SCHOOL, CAMPAIGN, edited)
        store._connection.raw.set_trace_callback(None)
        assert [statement.split()[0] for statement in statements] == ["INSERT"]
        assert [now[0] for now, then in zip(rows(store), before, strict=True) if now != then] == [
            "figures1.1"
        ]


def test_scans_stay_when_a_draft_is_saved_and_a_draft_when_scans_come_and_go(filled: Path) -> None:
    photo = Scan(sample_store.PHOTO, ScanKind.PICTURE)
    with open_store(filled) as store:
        other = Draft(sample_store.CONTENT.with_figure(CELL, 8))
        store.drafts.save(SCHOOL, CAMPAIGN, other)  # without having read the one before
        assert store.drafts.scans(SCHOOL, CAMPAIGN) == (sample_store.SCAN,)
        for scans in ((sample_store.SCAN, photo), (photo,), ()):
            store.drafts.put_scans(SCHOOL, CAMPAIGN, scans)
            assert store.drafts.scans(SCHOOL, CAMPAIGN) == scans
            assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == other


LEFT = (Leftover("Dòng 1.2", "3"), Leftover("Mục “Ưu điểm”", "Đã họp"))


def test_what_found_no_place_stays_beside_the_draft_through_every_edit_and_is_told_once(home: Path) -> None:
    with open_store(home) as store:
        sample_store.add_units(store)
        store.drafts.save(SCHOOL, CAMPAIGN, Draft(Content().with_figure(CELL, 1)))
        store.drafts.add_leftovers(SCHOOL, CAMPAIGN, LEFT[:1])
        store.drafts.add_leftovers(SCHOOL, CAMPAIGN, LEFT)
    with open_store(home) as store:
        store.drafts.save(SCHOOL, CAMPAIGN, changed := Draft(Content().with_figure(CELL, 2)))
        assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == changed
        assert store.drafts.leftovers(SCHOOL, CAMPAIGN) == LEFT
        assert store.drafts.leftovers(DISTRICT, CAMPAIGN) == ()


def test_a_damaged_part_that_found_no_place_is_named_and_takes_nothing_from_the_draft(store: Store) -> None:
    store.drafts.save(SCHOOL, CAMPAIGN, draft := Draft(Content().with_figure(CELL, 1)))
    store.drafts.add_leftovers(SCHOOL, CAMPAIGN, LEFT)
    store._connection.execute("UPDATE draft_part SET body = x'5b5d' WHERE part = 'leftover'")
    assert store.drafts.leftovers(SCHOOL, CAMPAIGN) == ()
    assert store.drafts.damaged(SCHOOL, CAMPAIGN) == (DraftPart("leftover"),)
    assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == draft
    store.drafts.give_up(SCHOOL, CAMPAIGN, DraftPart("leftover"))
    assert store.drafts.damaged(SCHOOL, CAMPAIGN) == ()


def test_a_unit_that_never_had_a_scan_has_no_row_for_them(store: Store) -> None:
    store.drafts.save(SCHOOL, CAMPAIGN, Draft(Content()))
    store.drafts.put_scans(SCHOOL, CAMPAIGN, ())
    assert [name for name, _ in rows(store)] == ["signoff"]


def test_a_form_without_the_drafts_cells_is_refused_and_the_draft_stays(store: Store) -> None:
    store.drafts.save(SCHOOL, CAMPAIGN, sample_store.DRAFT)
    with pytest.raises(KnownError) as caught:
        store.drafts.get(SCHOOL, CAMPAIGN, INVENTED)
    assert caught.value.code == "store-form"
    assert SCHOOL.code in caught.value.message
    assert store.drafts.get(SCHOOL, CAMPAIGN, FORM) == sample_store.DRAFT
