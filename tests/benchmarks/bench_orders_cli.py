"""The same orders as in bench_orders.py, received and answered on the command line."""

from __future__ import annotations

import sys
import tempfile
from itertools import permutations
from pathlib import Path

from tests.cli.stories import check_on_command_line
from tests.cli.terminal import Terminal, captured
from tests.services.receiving.five_files import stories


def main() -> dict[str, object]:
    """Return how many orders were tried. Raises AssertionError for one with a wrong sum and no question."""
    tried = 0
    said = sys.stdout
    with tempfile.TemporaryDirectory() as folder, captured() as capture:
        for story in stories(Path(folder)):
            for order in permutations(range(len(story.files))):
                with tempfile.TemporaryDirectory() as home:
                    check_on_command_line(story, order, Terminal(Path(home) / "nhan", capture))
                tried += 1
            print(f"{story.name}: on the command line, too", file=said, flush=True)
    return {"orders": tried}
