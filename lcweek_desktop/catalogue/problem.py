"""What one entry of the catalogue is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """`code` is stable, for tests, logs and the telephone. `sentence` says what happened and to whose data,
    `next_step` what to do; both are `str.format` templates in Vietnamese."""

    code: str
    sentence: str
    next_step: str
