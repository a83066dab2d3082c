"""PDFs cut off in a download, PDFs that lost a piece, and files that unpack to more than any machine holds.

Every PDF that was cut off and still holds its bundle has to be taken, and none for the bundle of a scan
inside it. Among bombs every report has to be taken, every bomb named; the process with the data stays small.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, Final

from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.domain.report import Content
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from tests.benchmarks.many_schools import report_files, schools_of_commune
from tests.bombs import BOMBS
from tests.bundle.sample_bundles import bundle
from tests.bundle.small_form import FORMS, figures, report
from tests.documents.samples import Sample
from tests.factories import FORM
from tests.services.installation import COMMUNE, Installation, listed

CUTS: Final = 1000
WITH_SCAN: Final = 100
"""So many of them carry an earlier sent PDF as a scan."""
REPORTS: Final = 30
OF_EACH_KIND: Final = 10
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "attachment": ("attachment.pdf", "disguised.pdf"),
    "picture": ("picture.png", "picture-profile.png"),
    "page": ("page-text.pdf", "page-picture.pdf", "object-stream.pdf", "page-size.pdf", "page-forms.pdf"),
    "workbook": ("workbook.xlsx",),
    "archive": ("archive.zip",),
}
LIMIT: Final = 1 << 30
"""Bytes of address space that each process gets."""
PEAK_GOAL: Final = 300
"""The most memory in MiB that the process with the data may take."""
RECEIVING: Final = """
import json, resource, sys
from pathlib import Path
from tests.services.installation import COMMUNE, Installation
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]),) * 2)
with Installation(Path(sys.argv[1])) as site:
    results = site.receive(COMMUNE, Path(sys.argv[2]), confirm_keys=True)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
print(json.dumps({"peak": peak, "codes": [[each.file.name, each.code] for each in results]}))
"""


def main() -> dict[str, Any]:
    measured: dict[str, Any] = {"cut": _tried(_cut()), "holed": _tried(_holed())}
    for kind, found in measured.items():
        print(f"  {kind:<6} {sum(found.values()):,}: {found}")
        assert not found.get("wrong"), found
    assert not measured["cut"].get("whole"), measured
    with tempfile.TemporaryDirectory() as folder:
        measured["bombs"] = _bombs(Path(folder))
    return measured


def _cut() -> Iterator[tuple[bytes, bytes]]:
    """PDFs cut off at a random place, each with its bundle."""
    random = Random(2024)
    plain, nested = _pdf(_bundle(1)), _pdf(_bundle(3, _pdf(_bundle(2))[0]))
    for number in range(CUTS):
        pdf, inside = nested if number < WITH_SCAN else plain
        yield pdf[: random.randrange(len(pdf))], inside


def _holed() -> Iterator[tuple[bytes, bytes]]:
    """PDFs with a scan inside that lost a random piece, some of them cut off besides."""
    random = Random(2025)
    pdf, inside = _pdf(_bundle(3, _pdf(_bundle(2))[0]))
    for _ in range(CUTS):
        start = random.randrange(len(pdf) - 1)
        holed = pdf[:start] + pdf[random.randrange(start + 1, len(pdf)) :]
        yield holed[: random.choice((len(holed), random.randrange(len(holed) + 1)))], inside


def _bundle(number: int, *scans: bytes) -> bytes:
    return bundle(report(content=Content(figures(r1_1_count=number))), scans=scans)


def _pdf(inside: bytes) -> tuple[bytes, bytes]:
    """A PDF of ours that carries the bundle `inside`, and that bundle."""
    return pdf_bytes(Sample(FORM).document(), attachment=inside), inside


def _tried(files: Iterator[tuple[bytes, bytes]]) -> dict[str, int]:
    """How many were taken, taken wrongly, refused by which code, and refused though their bundle is whole."""
    found = Counter[str]()
    for data, inside in files:
        try:
            taken = sent_bundle(data, "tệp.pdf")
            read_bundle(taken, FORMS)
        except KnownError as error:
            found["whole" if inside in data else error.code] += 1
        else:
            found["taken" if taken == inside else "wrong"] += 1
    return dict(found)


def _bombs(folder: Path) -> dict[str, Any]:
    inbox, home = folder / "hop-thu", folder / "home"
    inbox.mkdir()
    schools = schools_of_commune(REPORTS)
    with Installation(home) as site:
        site.add(listed(COMMUNE), schools)
    for file in report_files(schools, folder):
        (inbox / f"{file.stem}.pdf").write_bytes(_pdf(file.read_bytes())[0])
    bombs = {
        f"{number:02}-{names[number % len(names)]}": BOMBS[names[number % len(names)]]()
        for names in KINDS.values()
        for number in range(OF_EACH_KIND)
    }
    for name, data in bombs.items():
        (inbox / name).write_bytes(data)
    started = time.perf_counter()
    command = [sys.executable, "-c", RECEIVING, str(home), str(inbox), str(LIMIT)]
    said = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    seconds = time.perf_counter() - started
    taken = [name for name, code in said["codes"] if code == "received-accepted"]
    named = Counter(code for name, code in said["codes"] if name in bombs)
    print(f"  bombs  {len(bombs)} among {REPORTS} reports: {len(taken)} taken, {dict(named)}")
    print(f"         peak of the process with the data {said['peak']} MiB, {seconds:.0f} s")
    assert len(taken) == REPORTS and sum(named.values()) == len(bombs), said
    assert said["peak"] <= PEAK_GOAL, said["peak"]
    return {"taken": len(taken), "named": dict(named), "peak MiB": said["peak"], "seconds": seconds}


if __name__ == "__main__":
    main()
