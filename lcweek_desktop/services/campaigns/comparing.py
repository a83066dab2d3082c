"""The form with which another year's is compared."""

from __future__ import annotations

from lcweek_desktop.domain.form import Form
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.workspace.context import AppContext


def form_before(context: AppContext, year: int) -> Form:
    """The form of the last year before `year` that is here. Raises KnownError `form-missing`."""
    earlier = [form for form in context.forms.values() if form.campaign.year < year]
    if not earlier:
        raise KnownError("form-missing", campaign=f"trước năm {year}")
    return max(earlier, key=lambda form: form.campaign.year)


def compared_form(context: AppContext, form: Form) -> Form:
    """The form that `form` would take the place of, or that of the year before.

    Raises KnownError `form-missing` when there is neither.
    """
    return context.forms.get(form.campaign.id) or form_before(context, form.campaign.year)
