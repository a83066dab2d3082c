"""The process in which files made by others are opened: it does one job after the other, and knows no data.

Runs in that process only; the program's side is `worker_process`. Each line of its input is one request, a
JSON object, and is answered by one line. Source: docs/architecture.md, Ground rules;
docs/adr/0038-foreign-files.md.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from lcweek_desktop.errors import KnownError, system_reason
from lcweek_desktop.temporary_folder import known_temporary_errors


class Job(StrEnum):
    """What the process does with a file. Each job is named after what it writes."""

    PHOTO = "photo"
    ROTATED_PHOTO = "rotated-photo"
    PRINTED_PHOTO = "printed-photo"
    DAY_TAKEN = "day-taken"
    SCAN = "scan"
    SHEET = "sheet"
    SHRUNK_PDF = "shrunk-pdf"
    CODES = "codes"
    ATTACHMENTS = "attachments"
    FILLING = "filling"
    ENTRIES = "entries"
    ZIP = "zip"
    SEVEN_ZIP = "seven-zip"
    MAIL = "mail"
    TABLES = "tables"
    TABLE = "table"


def main(argv: Sequence[str]) -> int:
    """Run as the worker process until there are no more requests; returns the exit code.

    `argv` is the most bytes of memory, where the system can hold a process to that. A request has `job`,
    `source`, `target`, `options` of the job or null, and `seconds`, after which the process ends itself if
    nobody else did. The answer has `code` and `context` of the KnownError that the job raised, `code` None
    when it raised none, and whether the process `is_spent`. What a file does to a
    decoder may be any other error, which ends the process.
    """
    (memory,) = argv
    _limit_memory(int(memory))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the program, which ends this
    answers = _private_output()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        faulthandler.dump_traceback_later(request["seconds"], exit=True)
        answer = _answer(
            Job(request["job"]), Path(request["source"]), Path(request["target"]), request["options"]
        )
        faulthandler.cancel_dump_traceback_later()
        os.write(answers, json.dumps(answer).encode("ascii") + b"\n")
    return 0


def _answer(job: Job, source: Path, target: Path, options: Mapping[str, Any] | None) -> dict[str, object]:
    code: str | None = None
    context: dict[str, object] = {}
    is_spent = False
    try:
        with known_temporary_errors(target.parent):
            _do(job, source, target, options)
    except KnownError as error:
        code, context = error.code, error.context
    except MemoryError:
        code, context, is_spent = "intake-memory", {"file": source.name}, True
    except OSError as error:
        if error.filename != str(source):
            raise
        code, context = "file-unreadable", {"file": source.name, "reason": system_reason(error)}
    return {"code": code, "context": context, "is_spent": is_spent}


def _do(job: Job, source: Path, target: Path, options: Mapping[str, Any] | None) -> None:
    """Do `job`; a decoder is imported by the first job that needs it."""
    match job:
        case Job.CODES:
            from lcweek_desktop.intake import qr_codes

            qr_codes.write_codes(source, target)
        case Job.ATTACHMENTS:
            from lcweek_desktop.intake import pdf_attachments

            pdf_attachments.write_attachments(source, target)
        case Job.FILLING | Job.ENTRIES:
            from lcweek_desktop.intake import workbook_template

            is_read = job is Job.ENTRIES
            write_found = workbook_template.write_entries if is_read else workbook_template.write_filling
            write_found(source, target)
        case Job.SHEET | Job.SHRUNK_PDF:
            from lcweek_desktop.intake import pdf_pages

            write = pdf_pages.write_sheet if job is Job.SHEET else pdf_pages.write_shrunk
            write(source, target)
        case Job.ZIP:
            from lcweek_desktop.intake import zip_archive
            from lcweek_desktop.intake.members import Limits

            assert options is not None
            zip_archive.write_members(source, target, Limits(**options["limits"]), options["passwords"])
        case Job.SEVEN_ZIP:
            from lcweek_desktop.intake import seven_zip
            from lcweek_desktop.intake.members import Limits

            assert options is not None
            seven_zip.write_members(source, target, Limits(**options["limits"]), options["passwords"])
        case Job.MAIL:
            from lcweek_desktop.intake import mail
            from lcweek_desktop.intake.members import Limits

            assert options is not None
            mail.write_attachments(source, target, Limits(**options["limits"]))
        case Job.TABLES:
            from lcweek_desktop.intake import handmade_file

            handmade_file.write_tables(source, target)
        case Job.TABLE:
            from lcweek_desktop.intake import table_rows

            table_rows.write_rows(source, target)
        case Job.PRINTED_PHOTO:
            from lcweek_desktop.intake import picture

            assert options is not None
            width, height = options["box"]
            picture.write_printed_photo(source, target, (width, height))
        case Job.PHOTO | Job.ROTATED_PHOTO | Job.DAY_TAKEN | Job.SCAN:
            from lcweek_desktop.intake import picture

            writers = {
                Job.PHOTO: picture.write_photo,
                Job.ROTATED_PHOTO: picture.write_rotated_photo,
                Job.DAY_TAKEN: picture.write_day_taken,
                Job.SCAN: picture.write_scan,
            }
            writers[job](source, target)


def _private_output() -> int:
    """A descriptor of the process's output for the answers alone: whatever a library prints goes nowhere."""
    answers = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _limit_memory(limit: int) -> None:
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
