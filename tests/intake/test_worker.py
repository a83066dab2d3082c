from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.worker import Job, run_job


def died(job: Job, source: Path, target: Path, **limits: Any) -> bool:
    with pytest.raises(KnownError) as caught:
        run_job(job, source, target, **limits)
    assert source.name in caught.value.message
    return caught.value.code == "intake-worker-died"


def test_a_job_beyond_its_time_is_ended(phone_photo: Path, tmp_path: Path) -> None:
    assert died(Job.PHOTO, phone_photo, tmp_path / "out.jpg", seconds=0.001)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_job_beyond_its_memory_dies_alone(phone_photo: Path, tmp_path: Path) -> None:
    assert died(Job.PHOTO, phone_photo, tmp_path / "out.jpg", memory=64 << 20)


def test_a_job_that_fails_with_any_other_error_is_one_known_error(phone_photo: Path, tmp_path: Path) -> None:
    assert died(Job.PHOTO, phone_photo, tmp_path / "no-such-folder" / "out.jpg")


def test_the_program_is_found_from_any_folder_and_never_taken_from_it(
    phone_photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    run_job(Job.PHOTO, Path(phone_photo.name), tmp_path / "out.jpg")
    assert (tmp_path / "out.jpg").read_bytes()[:2] == b"\xff\xd8"


def test_the_parent_never_opens_a_picture_itself() -> None:
    code = "import sys; import lcweek_desktop.intake.jobs; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
