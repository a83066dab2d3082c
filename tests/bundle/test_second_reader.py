"""The reader that was written from the document comes to the program's verdict on every file."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from random import Random

import pytest

from dev import ROOT
from tests.bundle.second_reader import judge, judge_paper
from tests.bundle.two_readers import (
    FORM,
    KEY,
    READ_FORMS,
    disagreements,
    mutations,
    paper_disagreements,
    pdf_disagreements,
    rollups,
)

MODULES = sorted((ROOT / "tests" / "bundle" / "second_reader").glob("*.py"))
UNJUDGED = {"bundle-form": "bundle-campaign"}
"""Which definitions can be used only the program says; these files carry the hash of a sound one."""


def test_every_file_of_the_index_gets_its_code(
    scenario: str, bundles: Path, expected: dict[str, dict[str, str]]
) -> None:
    data = (bundles / scenario).read_bytes()
    found = judge_paper(data, FORM, KEY) if scenario.endswith(".paper") else judge(data, *READ_FORMS)
    assert found in (expected[scenario]["code"], UNJUDGED.get(expected[scenario]["code"]))


def test_every_changed_bundle_gets_the_program_s_code() -> None:
    """A sample; tests/benchmarks/bench_second_reader.py tries thousands."""
    assert disagreements(mutations(Random(11), 300)) == []


def test_every_changed_paper_code_gets_the_program_s_code() -> None:
    assert paper_disagreements(Random(11), 1000) == []


def test_every_changed_pdf_gives_the_same_bundle() -> None:
    """As it is stored: what another program packed, PDFium finds for the program."""
    assert pdf_disagreements(Random(11), 500) == []


def test_every_roll_up_gets_the_program_s_code() -> None:
    assert disagreements(rollups(Random(11), 60)) == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_it_shares_nothing_with_the_program(module: Path) -> None:
    allowed = {*sys.stdlib_module_names, "cryptography"}
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                imported = [each.name for each in names]
            case ast.ImportFrom(module=name):
                imported = [str(name)]
            case _:
                continue
        for each in imported:
            assert each.split(".")[0] in allowed or each.startswith("tests.bundle.second_reader"), each
