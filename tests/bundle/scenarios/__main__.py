"""Writes tests/data/bundles anew."""

from __future__ import annotations

from dev import ROOT
from tests.bundle.scenarios import all_files

folder = ROOT / "tests" / "data" / "bundles"
files = all_files()
for old in folder.iterdir():
    old.unlink()
for name, data in files.items():
    (folder / name).write_bytes(data)
