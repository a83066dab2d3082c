"""Damage a used data folder in 2,000 random ways, and count what the program makes of each."""

from __future__ import annotations

import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

from tests.services.damaged_home import DamagedHome, changes, used_home

CASES = 2_000


def main() -> dict[str, object]:
    """Return how often each outcome came.

    Raises AssertionError when damage was silent or led to a dead end.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = DamagedHome(used_home(Path(folder)))
        outcomes = Counter(home.judge(change) for change in islice(changes(Random(2024), home), CASES))
    named = {
        "same": "makes no difference",
        "said": "opens and says what is set aside",
        "backup": "does not open, a backup is offered",
        "salvage": "does not open, what can be read is offered",
    }
    for outcome, words in named.items():
        print(f"  {outcomes[outcome]:5} of {CASES}: {words}")
    return {"cases": CASES, **outcomes}
