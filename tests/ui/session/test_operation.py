"""Work in the background: what a page says of it, and who learns what it changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.errors import BugError, KnownError, sentence
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.session.operation import Operations
from lcweek_desktop.ui.session.session import Session
from lcweek_desktop.ui.session.worker import Worker
from lcweek_desktop.ui.widgets.progress import ProgressRow
from tests.ui.conftest import Display

REFUSAL = KnownError("export-full", file="a.pdf")


def fail(error: Exception) -> object:
    raise error


def test_a_verb_shows_that_it_is_under_way_and_that_it_is_done(
    operations: Operations[Workspace], display: Display, qtbot: QtBot
) -> None:
    values: list[str] = []
    operations.run(
        Verb.WRITE_FILE,
        lambda workspace: workspace.unit.name,
        values.append,
        busy="Đang ghi…",
        status="Xong.",
    )
    assert display.statuses == ["Đang ghi…"]
    qtbot.waitUntil(lambda: values == ["Trường Tiểu học Thèn Sin"])
    assert display.statuses == ["Đang ghi…", "Xong."]


def test_everyone_learns_what_a_verb_changed(
    operations: Operations[Workspace], session: Session, qtbot: QtBot
) -> None:
    for verb, announced in (
        (Verb.DECIDE, session.received_changed),
        (Verb.FREEZE, session.report_progress_changed),
    ):
        with qtbot.waitSignal(announced):
            operations.run(verb, lambda _workspace: None)


def test_a_refusal_is_shown_with_its_sentence_and_changes_nothing(
    operations: Operations[Workspace], display: Display, session: Session, qtbot: QtBot
) -> None:
    failures: list[bool] = []
    with qtbot.assertNotEmitted(session.received_changed):
        operations.run(
            Verb.DECIDE,
            lambda _workspace: fail(REFUSAL),
            failed=lambda: failures.append(True),
            busy="Đang chọn…",
        )
        qtbot.waitUntil(lambda: bool(failures))
    assert display.statuses == ["Đang chọn…", REFUSAL.message]


@pytest.mark.parametrize("error", [BugError("unit-unknown", unit="?"), ZeroDivisionError()])
def test_a_fault_of_ours_is_shown_and_comes_up_in_the_windows_thread(
    operations: Operations[Workspace], display: Display, qtbot: QtBot, error: Exception
) -> None:
    with qtbot.captureExceptions() as exceptions:
        operations.read(lambda _workspace: fail(error), print)
        qtbot.waitUntil(lambda: bool(exceptions))
    assert [each[1] for each in exceptions] == [error]
    assert len(display.statuses) == 1 and display.statuses[0]


def test_steps_show_how_far_they_are_and_end_after_the_one_that_was_stopped(
    operations: Operations[Workspace], session: Session, qtbot: QtBot
) -> None:
    first_step_done, stopped = threading.Event(), threading.Event()
    progress, shown, ended = ProgressRow(), list[int](), list[tuple[list[int], bool]]()
    qtbot.addWidget(progress)

    def steps(_workspace: Workspace) -> Iterator[int]:
        yield 1
        first_step_done.set()
        stopped.wait(10)
        yield 2
        yield 3

    progress.start("Đang đọc…")
    with qtbot.waitSignal(session.received_changed):
        operations.run_steps(
            Verb.RECEIVE,
            steps,
            lambda values, was_stopped: ended.append((values, was_stopped)),
            each=lambda values: shown.append(len(values)),
            progress=progress,
        )
        assert first_step_done.wait(10)
        progress.stop()
        stopped.set()
    assert (shown, ended, progress.running) == ([1, 2], [([1, 2], True)], False)


def test_what_was_done_before_a_step_failed_is_announced(
    operations: Operations[Workspace], display: Display, session: Session, qtbot: QtBot
) -> None:
    progress = ProgressRow()
    qtbot.addWidget(progress)

    def steps(_workspace: Workspace) -> Iterator[int]:
        yield 1
        raise REFUSAL

    progress.start("Đang đọc…")
    with qtbot.waitSignal(session.received_changed):
        operations.run_steps(Verb.RECEIVE, steps, lambda _values, _stopped: None, progress=progress)
    assert (display.statuses, progress.running) == ([REFUSAL.message], False)


def test_what_was_done_stands_before_the_reason_why_the_rest_was_not(
    operations: Operations[Workspace], display: Display, qtbot: QtBot
) -> None:
    def steps(error: Exception) -> Iterator[int]:
        yield 1
        yield 2
        raise error

    def run(error: Exception) -> None:
        operations.run_steps(
            Verb.RECEIVE,
            lambda _workspace: steps(error),
            lambda _values, _stopped: None,
            failed=lambda values: f"Đã đọc {len(values)} tệp.",
        )

    known = KnownError("store-full", path="x")
    said = known.message
    run(known)
    qtbot.waitUntil(lambda: display.statuses == [f"Đã đọc 2 tệp. {said}"])
    with qtbot.captureExceptions() as exceptions:
        run(ZeroDivisionError())
        qtbot.waitUntil(lambda: bool(exceptions))
    assert display.statuses[1:] == [f"Đã đọc 2 tệp. {sentence('bug')}"]


def test_what_reads_cannot_write(
    operations: Operations[Workspace], display: Display, session: Session, qtbot: QtBot
) -> None:
    def write(workspace: Workspace) -> None:
        workspace.store.units.add([replace(workspace.unit, name="Trường khác")])

    with qtbot.captureExceptions() as exceptions:
        operations.read(write, print)
        qtbot.waitUntil(lambda: bool(exceptions))
    assert [type(each[1]) for each in exceptions] == [BugError]
    assert [error.code for error in display.errors] == ["store-bug"]
    names: list[str] = []
    operations.run(Verb.SET_UP_UNIT, write)
    operations.read(lambda workspace: workspace.directory.get(workspace.unit.code).name, names.append)
    qtbot.waitUntil(lambda: names == ["Trường khác"])


def test_an_answer_for_a_widget_that_is_gone_is_dropped(
    session: Session, worker: Worker, qtbot: QtBot
) -> None:
    """As when another unit is opened while files are received."""
    display, answers, continued = Display(), list[int](), threading.Event()
    operations = Operations(display, worker, lambda _context: session.workspace, session.announce)

    def steps(_workspace: Workspace) -> Iterator[int]:
        yield 1
        continued.wait(10)
        yield 2

    operations.run_steps(
        Verb.RECEIVE,
        steps,
        lambda values, _stopped: answers.append(-1),
        each=lambda values: answers.append(len(values)),
    )
    qtbot.waitUntil(lambda: answers == [1])
    display.deleteLater()
    with qtbot.waitSignal(display.destroyed):
        pass
    continued.set()
    later = Display()
    qtbot.addWidget(later)
    Operations(later, worker, lambda context: context).read(
        lambda _context: None, lambda _none: answers.append(9)
    )
    qtbot.waitUntil(lambda: answers == [1, 9])
