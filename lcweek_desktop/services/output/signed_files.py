"""The sent PDF that another program signed with the office's token: known again, kept beside its issue, and
from then on what is sent.

It is never a scan inside a bundle, and the bundle inside it is unchanged. Source: docs/bundle-format.md, A
bundle in a PDF; docs/adr/0125.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lcweek_desktop.bundle.pdf_alterations import alteration_notes
from lcweek_desktop.bundle.reader import Bundle, read_bundle
from lcweek_desktop.domain.unit import UnitCode
from lcweek_desktop.errors import KnownError
from lcweek_desktop.pdf_bounds import is_pdf
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from lcweek_desktop.services.report.freezing import keep_issue, next_issue, report_state
from lcweek_desktop.services.workspace.user_files import kept_name, read_file
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.storage import Issue, SignedFile

_SIGNED: Final = ("pdf-signed", "pdf-signed-added")
"""What is noted of a PDF that carries a signature of its bytes."""
_SIGNATURE: Final = b"/ByteRange"


def keep_signed_file(workspace: Workspace, file: Path) -> bool:
    """Keep `file` beside the issue that it holds if it is a sent PDF with a digital signature; False for any
    other PDF or picture, with which nothing is done.

    Raises KnownError `signed-not` for a sent one without a signature, `signed-changed` when the signature is
    not of its bytes, `signed-other` when its report is not what is frozen now with the present sign-off and
    scans; `file-…`, `bundle-…` or `intake-…` for what cannot be read.
    """
    data = read_file(file)
    if not is_pdf(data):
        return False
    bundle = _bundle(workspace, kept_name(file), data)
    if bundle is None:
        return False
    issue = _issue_of(workspace, bundle, file)
    notes = alteration_notes(data)
    if "pdf-signed-changed" in notes:
        raise KnownError("signed-changed", file=file.name)
    if not set(notes) & set(_SIGNED):
        raise KnownError("signed-not", file=file.name)
    _keep(workspace, issue, bundle.manifest.recipient, data)
    return True


def is_signed_pdf(file: Path) -> bool:
    """Whether `file` is a PDF with a digital signature, of whatever and whoever's. Raises KnownError
    `file-…`."""
    data = read_file(file)
    return is_pdf(data) and _SIGNATURE in data


def signed_file(workspace: Workspace, issue: Issue, recipient: UnitCode) -> bytes | None:
    """The signed PDF of `issue` for `recipient`; None when there is none. Raises KnownError `signed-gone`
    for one that is lost or damaged."""
    found = kept_signed_file(workspace, issue)
    if found is None or found.recipient != recipient:
        return None
    try:
        return workspace.store.blobs.get(found.sha256)
    except KnownError as error:
        raise KnownError("signed-gone", day=found.day) from error


def kept_signed_file(workspace: Workspace, issue: Issue) -> SignedFile | None:
    """What is kept of the last signed PDF of `issue`, whomever it is for; None when there is none."""
    return workspace.store.signed_files.latest(
        workspace.unit.id, workspace.campaign, issue.revision, issue.issue
    )


def _bundle(workspace: Workspace, name: str, data: bytes) -> Bundle | None:
    try:
        context = workspace.context
        return read_bundle(sent_bundle(data, name), context.forms, context.editions)
    except KnownError as error:
        if error.code != "bundle-pdf-plain":
            raise
    return None


def _issue_of(workspace: Workspace, bundle: Bundle, file: Path) -> Issue:
    """The issue that is sent now, which `bundle` holds."""
    now, manifest = report_state(workspace), bundle.manifest
    if now.last is not None and now.frozen and now.last.fingerprint == manifest.fingerprint:
        issue = next_issue(workspace, now)
        if (issue.issue, issue.signoff) == (manifest.issue, bundle.signoff):
            return issue
    raise KnownError(
        "signed-other",
        file=file.name,
        unit=manifest.unit.code,
        revision=manifest.revision,
        issue=manifest.issue,
    )


def _keep(workspace: Workspace, issue: Issue, recipient: UnitCode, data: bytes) -> None:
    store, unit, campaign = workspace.store, workspace.unit.id, workspace.campaign
    sha256 = store.blobs.put(data)
    last = kept_signed_file(workspace, issue)
    if last is not None and last.sha256 == sha256:
        return
    signed = SignedFile(
        unit=unit,
        campaign=campaign,
        revision=issue.revision,
        issue=issue.issue,
        recipient=recipient,
        sha256=sha256,
        sendings=len(store.sendings.of(unit, campaign)),
        at=workspace.context.minute(),
    )
    with store.transaction():
        keep_issue(workspace, issue)  # of a file that was written when the record of it could not be
        store.signed_files.add(signed)
