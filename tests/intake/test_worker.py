from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake import worker


def died(job: str, source: Path, target: Path, **limits: float) -> bool:
    with pytest.raises(KnownError) as caught:
        worker.ask(job, source, target, **limits)  # type: ignore[arg-type]
    assert source.name in caught.value.message
    return caught.value.code == "intake-worker-died"


def test_a_job_beyond_its_time_is_ended(phone_photo: Path, tmp_path: Path) -> None:
    assert died("photo", phone_photo, tmp_path / "out.jpg", seconds=0.001)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_job_beyond_its_memory_dies_alone(phone_photo: Path, tmp_path: Path) -> None:
    assert died("photo", phone_photo, tmp_path / "out.jpg", memory=64 << 20)


def test_a_job_that_dies_is_told_in_one_sentence(phone_photo: Path, tmp_path: Path) -> None:
    assert died("no-such-job", phone_photo, tmp_path / "out.jpg")
    assert died("photo", phone_photo, tmp_path / "no-such-folder" / "out.jpg")


def test_the_program_is_found_from_any_folder_and_never_taken_from_it(
    phone_photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    worker.ask("photo", Path(phone_photo.name), tmp_path / "out.jpg")
    assert (tmp_path / "out.jpg").read_bytes()[:2] == b"\xff\xd8"


def test_the_parent_never_opens_a_picture_itself() -> None:
    code = "import sys; import lcweek_desktop.intake.jobs; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
