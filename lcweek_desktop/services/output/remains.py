"""What can still be read of a damaged data folder, written as files for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import load_forms
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.report.filling import describe_report
from lcweek_desktop.services.workspace.context import AppContext
from lcweek_desktop.services.workspace.export import make_folder, write_file
from lcweek_desktop.services.workspace.units import lost_units, own_workspaces
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Backup, locked, opened_backup

RECEIVED_FOLDER = "da-nhan"
"""The folder for the files that were received, as they came."""


@dataclass(frozen=True)
class WrittenRemains:
    """The files that were written, and sentences on what could not be."""

    files: tuple[Path, ...]
    problems: tuple[str, ...]


def write_remains(home: Path, forms_folder: Path, backup: Backup, folder: Path) -> WrittenRemains:
    """Write what `backup`, one of the data folder `home` that is not open, holds into `folder`.

    Of every unit of this installation these are its report, or the sums, as PDF, DOCX, XLSX and JSON (which
    `fill` reads), and the files that it received. `home` stays as it is. What cannot be written is named, and
    the rest goes on. Raises KnownError `store-busy`, `backup-…`, `store-…` or `export-…` for `folder`.
    """
    make_folder(folder)
    files: list[Path] = []
    problems: list[str] = []
    with ExitStack() as opened:
        opened.enter_context(locked(home))
        store = opened.enter_context(opened_backup(home, backup))
        context = AppContext(home, store, load_forms(forms_folder))
        problems += [error.message for error in lost_units(context)]
        for file, write in _all_files(context, folder):
            try:
                write()
            except KnownError as error:
                problems.append(f"{file.name}: {error.message}")
            else:
                files.append(file)
    return WrittenRemains(tuple(files), tuple(problems))


def _all_files(context: AppContext, folder: Path) -> Iterator[tuple[Path, Callable[[], object]]]:
    """Each file to be written, and what writes it."""
    for workspace in own_workspaces(context):
        stem = f"{workspace.campaign}-{workspace.unit.code}"
        for kind in ("pdf", "docx", "xlsx"):
            file = folder / f"{stem}.{kind}"
            yield file, partial(print_report, workspace, file, sums=True)
        file = folder / f"{stem}.json"
        yield file, partial(_write_entry, workspace, file)
        yield from _received_files(workspace, folder / RECEIVED_FOLDER)


def _write_entry(workspace: Workspace, file: Path) -> None:
    text = json.dumps(describe_report(workspace), ensure_ascii=False, indent=1)
    write_file(file, f"{text}\n".encode())


def _received_files(workspace: Workspace, folder: Path) -> Iterator[tuple[Path, Callable[[], object]]]:
    for received in workspace.store.received.of(workspace.unit.id):
        file = folder / f"{received.sha256[:8]}-{received.name}"
        yield file, partial(_copy, workspace, received.sha256, file)


def _copy(workspace: Workspace, sha256: str, file: Path) -> None:
    data = workspace.store.blobs.get(sha256)
    make_folder(file.parent)
    write_file(file, data)
