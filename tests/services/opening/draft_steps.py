"""The process that test_draft_offer kills: it takes the whole draft in a file.

`python -m tests.services.opening.draft_steps HOME FILE MOMENT` (tests/moments.py).
"""

from __future__ import annotations

import sys
from pathlib import Path

from dev import ROOT
from lcweek_desktop.services.opening.draft_offer import draft_offer, take
from lcweek_desktop.services.workspace.context import open_context
from tests.moments import run


def take_all(home: Path, file: Path) -> None:
    """Take everything in which the draft in `file` differs."""
    with open_context(home, ROOT / "forms") as context:
        offer = draft_offer(context, file)
        assert offer.workspace is not None
        take(offer.workspace, offer, {each.piece for each in offer.differences})


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[3]), lambda: take_all(Path(sys.argv[1]), Path(sys.argv[2])))
