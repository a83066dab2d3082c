"""The demo does the whole job, and fails when anything in it is not as it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.bundle.keys import SigningKey
from lcweek_desktop.bundle.manifest import Manifest
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.errors import BugError, KnownError
from lcweek_desktop.services.demo.run import run_demo
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from lcweek_desktop.services.report.filling import fill
from lcweek_desktop.services.workspace.context import open_context
from lcweek_desktop.services.workspace.units import open_workspace
from tests.factories import FORM

FORMS = ROOT / "forms"


def at_line(word: str, act: Callable[[], None]) -> Callable[[str], None]:
    """A listener for the demo that calls `act` once, at the first line with `word`."""
    waiting = [act]

    def say(line: str) -> None:
        if word in line and waiting:
            waiting.pop()()

    return say


def test_everything_it_made_stays_and_the_sums_are_those_filled_in(tmp_path: Path) -> None:
    lines: list[str] = []
    summary = run_demo(tmp_path / "thu", FORMS, lines.append, communes=2)
    assert isinstance(summary.document, dict)
    assert summary.document["units"] == 1 + 2 + 4
    files = summary.document["files"]
    assert isinstance(files, list)
    assert all(Path(str(file)).is_file() for file in files)
    for folder, fewest in (("nhap", 7), ("gui", 9), ("in", 1)):
        assert sum(path.is_file() for path in (tmp_path / "thu" / folder).rglob("*")) >= fewest
    assert any("chưa nộp" in line for line in lines)
    assert any(line.startswith("  10. Kinh phí: ") and line.endswith(" đồng") for line in summary.lines)
    with pytest.raises(KnownError) as refused:
        run_demo(tmp_path / "thu", FORMS)
    assert refused.value.code == "demo-folder"


SENT = {
    "03598/03598-truong-thcs-tan-uyen-oacttzfo-lan-1.pdf": ("593a031cf8cbdf51", "980c19e1f2354d1a"),
    "03598/03598-truong-thcs-tan-uyen-oacttzfo-lan-2.pdf": ("e084f4f37869d19a", "797a157d6e46e771"),
    "03598/03598-truong-tieu-hoc-tan-uyen-ykdnshxu-lan-1.pdf": ("dd5c753c9da47b71", "0d7c28f281fb327c"),
    "03601/03601-truong-thcs-muong-khoa-mqfzuivs-lan-1.pdf": ("1cc3f90bc7aeacd4", "f74c5957354a070a"),
    "03601/03601-truong-tieu-hoc-muong-kh-om3dfkhg-lan-1.pdf": ("2ab99cdc7375bbb2", "e2d4f0670877ebb0"),
    "111/03598-lan-1.pdf": ("75f9bc6df8a8e786", "35a744c28e577d2f"),
    "111/03598-lan-2.pdf": ("104b90122530a33e", "88aac1e88085c475"),
    "111/03601-lan-1.pdf": ("548e2f8ef1c943a3", "5ee7d8d571db830b"),
    "12/111-lan-1.pdf": ("20c9e7121b4bc2c9", "20d7822a8de9019e"),
}
"""What the demo of two communes sends: by file, the beginnings of the fingerprint of its report and of the
SHA-256 of its manifest without the program's version. The manifest names the hash of every other part."""


def digest(manifest: Manifest) -> str:
    return sha256(replace(manifest, program="").to_bytes()).hexdigest()[:16]


def numbered_keys() -> Iterator[SigningKey]:
    """An endless sequence of signing keys that is the same at every run."""
    number = 0
    while True:
        number += 1
        yield SigningKey(sha256(b"%d" % number).digest())


def sent_bundles(folder: Path) -> dict[str, bytes]:
    """What a demo with fixed keys and a fixed day sends, by file."""
    keys = numbered_keys()
    run_demo(folder, FORMS, communes=2, now=lambda: datetime(2024, 10, 10, 8), new_key=lambda: next(keys))
    files = sorted((folder / "gui").rglob("*.pdf"))
    bundles = (sent_bundle(file.read_bytes(), file.name) for file in files)
    return dict(zip((file.relative_to(folder / "gui").as_posix() for file in files), bundles, strict=True))


def test_with_fixed_keys_and_a_fixed_day_it_sends_the_same_bytes(tmp_path: Path) -> None:
    """The bundles only: zlib compresses the PDFs around them, and its versions differ."""
    bundles = sent_bundles(tmp_path / "1")
    assert sent_bundles(tmp_path / "2") == bundles
    forms = {FORM.campaign.id: FORM}
    manifests = {name: read_bundle(data, forms).manifest for name, data in bundles.items()}
    assert {name: (found.fingerprint[:16], digest(found)) for name, found in manifests.items()} == SENT


@pytest.mark.parametrize("name", ["tep", "day"])
def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "tep").write_bytes(b"cua toi")
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "anh.jpg").write_bytes(b"")
    with pytest.raises(KnownError) as refused:
        run_demo(tmp_path / name, FORMS)
    assert refused.value.code == "demo-folder"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["anh.jpg", "day", "tep"]


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")
    with pytest.raises(KnownError) as refused:
        run_demo(tmp_path / "tep" / "thu", FORMS)
    assert refused.value.code == "export-folder"


def test_a_file_damaged_on_the_way_stops_it(tmp_path: Path) -> None:
    def say(line: str) -> None:
        if line.startswith("  "):
            for sent in (tmp_path / "gui").rglob("*.pdf"):
                sent.write_bytes(b"%PDF-1.7")

    with pytest.raises(BugError) as broken:
        run_demo(tmp_path, FORMS, say, communes=2)
    assert broken.value.code == "demo-received"


def test_a_number_that_nobody_entered_stops_it(tmp_path: Path) -> None:
    """The first commune secretly enters another figure before it sends its correction."""

    def slip_in() -> None:
        home = next(path for path in sorted((tmp_path / "du-lieu").iterdir()) if path.name[0] == "0")
        file = tmp_path / "them.json"
        file.write_bytes(b'{"figures": {"1.1": {"count": 777}}}')
        with open_context(home, FORMS, lambda: datetime(2024, 10, 10, 8)) as context:
            fill(open_workspace(context, home.name), file)

    with pytest.raises(BugError) as broken:
        run_demo(tmp_path, FORMS, at_line("thả cả thư mục", slip_in), communes=2)
    assert broken.value.code == "demo-sum"
