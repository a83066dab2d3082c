"""What is wrong with the report being entered: judged at every edit, against what was read of other
reports."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from shiboken6 import Shiboken

from lcweek_desktop.domain.checks import CheckBasis, Finding, error_findings
from lcweek_desktop.domain.report import Figures
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.checking import Draft
from lcweek_desktop.services.report.entry_port import EntryPort
from lcweek_desktop.ui.session.worker import Worker


class ReportChecks(QObject):
    """The findings of one report. Until the reports of other units and of last year are read, it is checked
    by itself."""

    # The findings were judged anew; they may be the same.
    changed = Signal()

    def __init__(
        self, port: EntryPort, basis: CheckBasis, draft: Draft, worker: Worker, parent: QObject
    ) -> None:
        """`basis` is what `draft` can be compared with before anything is read."""
        super().__init__(parent)
        self.comparison_error: Exception | None = None
        """Why the report could not be compared with others when that was last tried; None when it could."""
        self._port = port
        self._worker = worker
        self._basis = basis
        self._draft = draft
        self._findings = port.findings(basis, draft)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that is wrong with the report, in the form's order."""
        return self._findings

    @property
    def units_above(self) -> tuple[Unit, ...]:
        """The units that this one reports to, directly and through others, nearest first."""
        return self._basis.above

    @property
    def last_year(self) -> Figures | None:
        """The sums of the unit's last report of the campaign before; None when there is none, or until it is
        read."""
        return self._basis.last_year

    def check(self, draft: Draft) -> None:
        """Judge `draft` from now on."""
        self._draft = draft
        self._findings = self._port.findings(self._basis, draft)
        self.changed.emit()

    def read_basis(self) -> None:
        """Read anew what the report is compared with, and judge it again if that is different."""
        port = self._port
        self._worker.submit(lambda _context: port.basis(), self._basis_read, self._basis_not_read)

    def _basis_read(self, basis: CheckBasis) -> None:
        if not Shiboken.isValid(self):  # another unit was opened meanwhile
            return
        differs = basis != self._basis or self.comparison_error is not None
        self._basis, self.comparison_error = basis, None
        if differs:
            self.check(self._draft)

    def _basis_not_read(self, error: Exception) -> None:
        self.comparison_error = error
        if Shiboken.isValid(self):
            self.check(self._draft)
        if not isinstance(error, KnownError):
            raise error


def count_findings(findings: Sequence[Finding]) -> tuple[int, int]:
    """The number of errors, and the number of warnings that nobody has accepted."""
    errors = len(error_findings(findings))
    return errors, sum(finding.accepted is None for finding in findings) - errors


def findings_text(errors: int, warnings: int) -> str:
    """The numbers in words: "2 lỗi, 5 lưu ý"."""
    parts = [f"{errors} lỗi"] * bool(errors) + [f"{warnings} lưu ý"] * bool(warnings)
    return ", ".join(parts) or "Không có lỗi"
