"""One scenario, and the index of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Scenario(NamedTuple):
    """A file of tests/data/bundles.

    `code` is what a reader refuses it with, empty for a valid bundle; `says` is what is special about it.
    """

    file: str
    code: str
    says: str
    data: bytes


def expected_toml(found: Sequence[Scenario]) -> str:
    """The index: verdict and code of every file."""
    lines = [
        "# Every file of this folder, the verdict a reader must come to and the code the program gives.",
        '# The form of these bundles is form.json (its SHA-256 is the form hash), its campaign "thu";',
        '# that of kinds-* and ok-kinds-* is form-kinds.json, its campaign "cach-gop";',
        '# that of large-* and ok-large-* is form-large.json, its campaign "nhieu-o";',
        '# that of *heading-of-level is form-headings.json, its campaign "de-muc";',
        "# that of *edition-* is one of these, and of members or reports form-earlier.json or",
        '# form-oldest.json of "thu", form-kinds-earlier.json of "cach-gop": structures of earlier editions;',
        "# draft-* are drafts, receipt-* receipts, all others without a kind in their name reports;",
        "# a .paper file is the bytes of a paper code, judged by the key of ok-minimal.lcweek;",
        "# written by `python -m tests.bundle.scenarios`, see docs/bundle-format.md.",
    ]
    for scenario in found:
        lines += [
            "",
            f'["{scenario.file}"]',
            f'verdict = "{"invalid" if scenario.code else "valid"}"',
            f'code = "{scenario.code}"',
            f'says = "{scenario.says}"',
        ]
    return "\n".join(lines) + "\n"
