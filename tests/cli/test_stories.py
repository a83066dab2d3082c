"""Five files in some of the 120 orders, on the command line; bench_orders_cli.py takes all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from tests.cli.conftest import Terminals
from tests.cli.stories import check_on_command_line
from tests.cli.terminal import Terminal
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


def test_a_school_that_moved_to_another_commune_counts_once_through_the_new_one(
    school: Terminal, terminals: Terminals, tmp_path: Path
) -> None:
    def summed(name: str, code: str, number: int, files: Sequence[Path]) -> Path:
        listed = tmp_path / f"{name}.csv"
        text = f"code,name,level,parent_code\nTH-A,Trường A,truong,{code}\n"
        listed.write_text(text, encoding="utf-8", newline="\n")
        commune, file = terminals(name), tmp_path / f"{name}.lcweek"
        level = ("--level", "xa", "--directory", listed)
        commune.init("--unit", code, "--name", f"Xã {name}", *level)
        commune.run_ok("receive", *files, "--confirm-keys")
        commune.fill(figures={"1.1": {"count": number, "people": number}})
        commune.run_ok("send", file)
        return file

    def sent(number: int) -> Path:
        school.fill(figures={"1.1": {"count": number, "people": number}})
        school.run_ok("send", tmp_path / f"{number}.lcweek")
        return tmp_path / f"{number}.lcweek"

    before = sent(1)
    of_old = summed("cu", "03394", 10, [before])
    name = ("--name", "Trường A", "--level", "truong")
    assert school.init("--unit", "TH-A", *name, "--parent", "03405")["unit"] == "TH-A"
    of_new = summed("moi", "03405", 100, [sent(2)])
    for order in ([of_old, of_new], [of_new, of_old], [before, of_new, of_old]):
        district = terminals(f"huyen-{len(order)}-{order[0].stem}")
        district.init("--unit", "106", "--name", "Huyện Tam Đường", "--level", "huyen")
        district.run_json("receive", *order, "--confirm-keys")
        assert district.run_ok("rollup")["rows"]["1.1"]["count"] == 112
        assert district.run_ok("questions") == {"questions": []}
