"""The largest numbers that a unit may enter itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """The largest values of a unit's own entries; sums have no limit.

    `by_measure` has the limits of whole columns by the key of the measure, such as shares of a hundred.
    `by_unit` has those of rows with certain units of measurement, such as đồng, in lower case. `default` is
    the limit of all others.
    """

    default: int
    by_unit: Mapping[str, int] = field(default_factory=dict)
    by_measure: Mapping[str, int] = field(default_factory=dict)

    def of(self, unit: str, measure: str) -> int:
        """The limit in the measure `measure` of a row or own line with the printed unit of measurement
        `unit`, in any case; that of the measure comes first."""
        by_unit = self.by_unit.get(unit.strip().casefold(), self.default)
        return self.by_measure.get(measure, by_unit)
