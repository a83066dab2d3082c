"""Both forms for every test of the domain."""

from __future__ import annotations

import pytest

from lcweek_desktop.domain.form import Form
from tests.factories import FORM, FORMS


@pytest.fixture(params=FORMS, ids=lambda form: str(form.campaign.id))
def form(request: pytest.FixtureRequest) -> Form:
    """Each form in turn: what holds must hold in any year."""
    found: Form = request.param
    return found


@pytest.fixture
def form_2024() -> Form:
    return FORM
