"""Five files in some of the 120 orders, on the command line; bench_orders_cli.py takes all."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.cli.conftest import Terminals
from tests.cli.stories import check_on_command_line
from tests.services.receiving.five_files import Story, stories

ORDERS = [*permutations(range(5))][::40]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Story]:
    return stories(tmp_path_factory.mktemp("stories"))


def test_in_whatever_order_five_files_come_the_command_line_has_the_right_sum_or_a_question(
    told: list[Story], terminals: Terminals
) -> None:
    for story in told:
        for at, order in enumerate(ORDERS):
            check_on_command_line(story, order, terminals(f"{story.name}-{at}"))
