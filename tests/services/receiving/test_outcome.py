"""The one table of what a report's status means to its receiver."""

from __future__ import annotations

import pytest

from lcweek_desktop.catalogue import CATALOGUE
from lcweek_desktop.domain.merge import VersionStatus
from lcweek_desktop.services.receiving.outcome import OUTCOMES


@pytest.mark.parametrize("status", VersionStatus)
def test_every_status_has_an_outcome_with_its_sentence(status: VersionStatus) -> None:
    assert OUTCOMES[status].code in CATALOGUE
