"""The computer is shut down while somebody types: what was typed is written before the system is answered."""

from __future__ import annotations

from pathlib import Path

from dev import ROOT
from lcweek_desktop.services.report.checking import current_draft
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import open_workspace
from tests import at_work
from tests.typist import new_school

FORMS = ROOT / "forms"
WORDS = "Trường đã phát động Tuần lễ"


def type_until_the_session_ends(home: Path, *more: str) -> str:
    """What the program answers the system, in its own window of this system."""
    return at_work.answer_of("tests.session_end", home, WORDS, *more)


def stored_words(home: Path) -> str:
    with open_context(home, FORMS) as context:
        narrative = current_draft(open_workspace(context)).content.narrative
    return str(narrative)


def test_the_last_letter_is_on_the_disk_before_the_answer(tmp_path: Path) -> None:
    home = new_school(tmp_path / "lcweek")
    assert type_until_the_session_ends(home) == "yes"
    assert WORDS in stored_words(home)


def test_what_is_not_written_in_time_keeps_the_session_open(tmp_path: Path) -> None:
    home = new_school(tmp_path / "lcweek")
    assert type_until_the_session_ends(home, "busy") == "no"
    assert WORDS not in stored_words(home)
