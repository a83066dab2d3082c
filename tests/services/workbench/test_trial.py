"""The draft on paper is that of a unit of the campaign's own directory."""

from __future__ import annotations

import pytest

from lcweek_desktop.bundle.campaign import read_campaign_file
from lcweek_desktop.domain.form import LevelKey
from lcweek_desktop.services.campaigns.installing import install, offer_of
from lcweek_desktop.services.workbench.trial import Trial, trial_pdf
from tests.bundle.sample_campaigns import campaign_file
from tests.documents.reading import pages
from tests.services.conftest import Offices


def test_a_unit_of_an_installed_directory_is_printed(offices: Offices) -> None:
    context = offices("12").context
    data = campaign_file()
    file = read_campaign_file(data)
    install(context, offer_of(context, data))
    level = LevelKey(file.form.levels[-1].key)
    first = min((u for u in file.directory.units.values() if u.level == level), key=lambda unit: unit.code)
    (page, *_) = pages(trial_pdf(context, Trial(file.form, level)))
    text = " ".join(word.text for word in page.words)
    assert first.name.split()[-1].casefold() in text.casefold()


@pytest.mark.parametrize("level", ["truong", "xa"])
def test_a_level_that_is_not_listed_has_a_made_up_unit(offices: Offices, level: str) -> None:
    context = offices("12").context
    form = next(iter(context.forms.values()))
    assert trial_pdf(context, Trial(form, LevelKey(level))).startswith(b"%PDF")
