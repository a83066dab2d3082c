"""The worker process: it serves many files, is held to its limits, and says by what it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.intake.job_object import hold
from lcweek_desktop.intake.jobs import attachments, reencode_photo
from lcweek_desktop.intake.worker import Job
from lcweek_desktop.intake.worker_process import WorkerProcess
from tests import bombs, kernel32, wine
from tests.bundle.sample_bundles import SCAN_PDF

only_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")


@pytest.fixture
def worker() -> Iterator[WorkerProcess]:
    found = WorkerProcess()
    yield found
    found.close()


def refusal(worker: WorkerProcess, job: Job, source: Path, target: Path) -> str:
    with pytest.raises(KnownError) as caught:
        worker.run(job, source, target)
    assert source.name in caught.value.message
    return caught.value.code


def bomb(folder: Path, name: str) -> Path:
    file = folder / name
    file.write_bytes(bombs.BOMBS[name]())
    return file


def test_one_process_serves_many_files_and_then_makes_room_for_another(
    phone_photo: Path, tmp_path: Path
) -> None:
    worker, served = WorkerProcess(files=3), []
    for number in range(7):
        worker.run(Job.PHOTO, phone_photo, tmp_path / f"{number}.jpg")
        served.append(worker.process_id)
    worker.close()
    assert worker.process_id is None
    assert [served[0] == each for each in served[:2]] == [True, True]
    assert served[2] is None and served[5] is None
    assert len({served[0], served[3], served[6]}) == 3


def test_a_job_beyond_its_time_is_ended_and_the_next_one_is_done(phone_photo: Path, tmp_path: Path) -> None:
    worker = WorkerProcess(seconds=0.3)  # less than the quickest machine needs to reach the limit of memory
    forms = bomb(tmp_path, "page-forms.pdf")
    assert refusal(worker, Job.CODES, forms, tmp_path / "codes") == "intake-too-long"
    worker.close()
    worker = WorkerProcess()
    worker.run(Job.PHOTO, phone_photo, tmp_path / "out.jpg")
    worker.close()


@only_linux
def test_a_job_beyond_its_memory_dies_alone(worker: WorkerProcess, phone_photo: Path, tmp_path: Path) -> None:
    """PDFium gives up where memory is refused: this page's content passes for a picture."""
    disguised = tmp_path / "disguised.pdf"
    disguised.write_bytes(bombs.page_disguised())
    assert refusal(worker, Job.CODES, disguised, tmp_path / "codes") == "intake-memory"
    worker.run(Job.PHOTO, phone_photo, tmp_path / "out.jpg")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("attachment.pdf", "intake-pdf-unpacks"),
        ("disguised.pdf", "intake-pdf-picture"),
        ("page-text.pdf", "intake-pdf-unpacks"),
        ("page-lzw.pdf", "intake-pdf-unpacks"),
        ("page-runs.pdf", "intake-pdf-unpacks"),
        ("page-ascii.pdf", "intake-pdf-unpacks"),
        ("page-indirect.pdf", "intake-pdf-unclear"),
        ("page-unfiltered.pdf", "intake-pdf-unpacks"),
        ("page-picture.pdf", "intake-pdf-picture"),
        ("object-stream.pdf", "intake-pdf-unpacks"),
        ("locked.pdf", "intake-pdf-locked"),
    ],
)
def test_what_unpacks_to_too_much_is_left_before_the_system_has_to_stop_it(
    worker: WorkerProcess, name: str, code: str, tmp_path: Path
) -> None:
    """So it is also where the system holds nobody to its memory."""
    file, target = bomb(tmp_path, name), tmp_path / "target"
    target.mkdir()
    worker.run(Job.ATTACHMENTS, tmp_path / _scan(tmp_path), target)
    process = worker.process_id
    assert refusal(worker, Job.CODES, file, tmp_path / "codes") == code
    assert refusal(worker, Job.SHRUNK_PDF, file, tmp_path / "shrunk") == code
    assert worker.process_id == process


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_a_process_that_crashes_is_told_from_one_without_memory(
    worker: WorkerProcess, phone_photo: Path, tmp_path: Path
) -> None:
    """The pipe keeps it waiting for the file's bytes, until it is ended from outside."""
    mkfifo = vars(os)["mkfifo"]
    for sent, code in ((signal.SIGSEGV, "intake-crashed"), (signal.SIGABRT, "intake-memory")):
        worker.run(Job.PHOTO, phone_photo, tmp_path / "out.jpg")
        pipe = tmp_path / f"ong-{sent}"
        mkfifo(pipe)
        kill = f"import os; open({str(pipe)!r}, 'wb'); os.kill({worker.process_id}, {sent})"
        killer = subprocess.Popen([sys.executable, "-c", kill])
        assert refusal(worker, Job.CODES, pipe, tmp_path / "codes") == code
        killer.wait()


if sys.platform == "win32":

    @pytest.mark.parametrize(
        ("status", "code"), [(0xC0000005, "intake-crashed"), (0xC0000409, "intake-memory")]
    )
    def test_a_crash_is_told_from_memory_that_windows_refused(
        worker: WorkerProcess, phone_photo: Path, tmp_path: Path, status: int, code: str
    ) -> None:
        """Both ends are put on a process that is busy for good."""
        worker.run(Job.PHOTO, phone_photo, tmp_path / "out.jpg")
        assert worker.process_id is not None
        ending = threading.Timer(0.3, kernel32.end_process, (worker.process_id, status))
        ending.start()
        assert refusal(worker, Job.CODES, bomb(tmp_path, "page-forms.pdf"), tmp_path / "codes") == code
        ending.join()

    def test_the_process_ends_with_the_program_that_is_killed(phone_photo: Path, tmp_path: Path) -> None:
        """It is at work for good, and would find out by its input only afterwards."""
        forms = bomb(tmp_path, "page-forms.pdf")
        words = f"""
import threading
from pathlib import Path
from lcweek_desktop.intake.worker import Job
from lcweek_desktop.intake.worker_process import WorkerProcess

worker = WorkerProcess(seconds=600)
worker.run(Job.PHOTO, Path({str(phone_photo)!r}), Path({str(tmp_path / "out.jpg")!r}))
threading.Timer(0.5, lambda: print(worker.process_id, flush=True)).start()
worker.run(Job.CODES, Path({str(forms)!r}), Path({str(tmp_path / "codes")!r}))
"""
        program = subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE)
        assert program.stdout is not None
        number = int(program.stdout.readline())
        assert not kernel32.has_ended(number, 0.2)
        program.kill()
        assert kernel32.has_ended(number, 5)
        program.stdout.close()
        program.wait()

    @wine.holds_nobody_to_memory
    def test_what_is_beyond_its_memory_is_refused_to_the_process() -> None:
        greedy = "import sys; sys.stdin.readline(); bytes(200 << 20)"
        with subprocess.Popen([sys.executable, "-c", greedy], stdin=subprocess.PIPE, stderr=-1) as process:
            let_go = hold(process, 100 << 20)
            _, said = process.communicate(b"\n")
            let_go()
        assert b"MemoryError" in said

    def test_a_process_that_cannot_be_held_is_said() -> None:
        with subprocess.Popen([sys.executable, "-c", ""]) as process:
            process.wait()
            with pytest.raises(OSError):
                hold(process, 100 << 20)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_a_process_that_was_ended_between_two_files_is_replaced_without_a_word(
    worker: WorkerProcess, phone_photo: Path, tmp_path: Path
) -> None:
    worker.run(Job.PHOTO, phone_photo, tmp_path / "out.jpg")
    before = worker.process_id
    assert before is not None
    os.kill(before, signal.SIGTERM)
    os.waitpid(before, 0)
    worker.run(Job.PHOTO, phone_photo, tmp_path / "out.jpg")
    assert worker.process_id != before


def test_a_result_that_cannot_be_written_is_no_fault_of_the_file(
    worker: WorkerProcess, phone_photo: Path, tmp_path: Path
) -> None:
    with pytest.raises(KnownError) as caught:
        worker.run(Job.PHOTO, phone_photo, tmp_path / "no-folder" / "out.jpg")
    assert caught.value.code == "temporary-unwritable"


def test_what_may_not_be_read_is_not_the_process_s_fault(worker: WorkerProcess, tmp_path: Path) -> None:
    source, folder = tmp_path / "thư mục", tmp_path / "kết quả"
    source.mkdir()
    folder.mkdir()
    assert refusal(worker, Job.CODES, source, folder / "codes") == "file-unreadable"


def test_a_full_temporary_disk_is_said_by_whoever_meets_it_first(
    small_disk: Path, noise: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program where it puts a PDF there, the worker process where its result does not fit."""
    monkeypatch.setattr(tempfile, "tempdir", str(small_disk))
    actions: list[Callable[[], object]] = [
        lambda: attachments(noise.read_bytes(), "báo cáo.pdf").__enter__(),
        lambda: reencode_photo(noise),
    ]
    for number, action in enumerate(actions):
        (small_disk / "ballast").write_bytes(bytes(number * 31 << 16))
        with pytest.raises(KnownError) as caught:
            action()
        assert (caught.value.code, caught.value.is_of_machine) == ("temporary-full", True)


def test_the_program_is_found_from_any_folder_and_never_taken_from_it(
    worker: WorkerProcess, phone_photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    worker.run(Job.PHOTO, Path(phone_photo.name), tmp_path / "out.jpg")
    assert (tmp_path / "out.jpg").read_bytes()[:2] == b"\xff\xd8"


def test_the_parent_never_opens_a_picture_or_a_pdf_itself() -> None:
    code = (
        "import sys; import lcweek_desktop.services.receiving.incoming\n"
        "sys.exit(bool({'PIL', 'pypdfium2'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _scan(folder: Path) -> str:
    (folder / "scan.pdf").write_bytes(SCAN_PDF)
    return "scan.pdf"
