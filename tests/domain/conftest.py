"""Both forms, for every test of the domain."""

from __future__ import annotations

import pytest

from lcweek_desktop.domain.form import Form
from tests.factories import FORMS


@pytest.fixture(params=FORMS, ids=lambda form: str(form.campaign.id))
def form(request: pytest.FixtureRequest) -> Form:
    """Each of the two forms in turn, because what a test checks must hold in every year."""
    found: Form = request.param
    return found
