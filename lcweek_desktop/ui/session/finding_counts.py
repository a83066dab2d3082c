"""How many errors and open warnings there are, as numbers and in words."""

from __future__ import annotations

from collections.abc import Sequence

from lcweek_desktop.domain.checks import Finding, error_findings


def counts(found: Sequence[Finding]) -> tuple[int, int]:
    """How many errors, and how many warnings that nobody accepted."""
    errors = len(error_findings(found))
    return errors, sum(finding.accepted is None for finding in found) - errors


def found_words(errors: int, warnings: int) -> str:
    """ "2 lỗi, 5 lưu ý"."""
    parts = [f"{errors} lỗi"] * bool(errors) + [f"{warnings} lưu ý"] * bool(warnings)
    return ", ".join(parts) or "Không có lỗi"
