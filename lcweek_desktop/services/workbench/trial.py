"""How a form looks on paper before anybody reports with it: a made-up unit's report with trial figures."""

from __future__ import annotations

from dataclasses import dataclass, field

from lcweek_desktop.documents.pdf import pdf_bytes
from lcweek_desktop.documents.report_document import PrintableReport, Watermark, report_document
from lcweek_desktop.domain.form import Form, LevelKey
from lcweek_desktop.domain.letterhead import letterhead
from lcweek_desktop.domain.report import Content, SignOff
from lcweek_desktop.domain.unit import Directory, Unit, UnitCode, UnitId
from lcweek_desktop.services.campaigns.definition_folder import campaign_directory
from lcweek_desktop.services.workspace.context import AppContext


@dataclass(frozen=True)
class Trial:
    """A trial of a form at one level: what a unit would have entered. Nothing of it is stored."""

    form: Form
    level: LevelKey
    content: Content = field(default_factory=Content)


def trial_pdf(context: AppContext, trial: Trial) -> bytes:
    """The draft PDF of `trial`, of the first unit of its level that the campaign's own directory lists, or of
    a made-up one below the first unit that may have some. Raises KnownError as `campaign_directory`."""
    form = trial.form
    directory = campaign_directory(context, form)
    unit = _unit(form, directory, trial.level)
    printable = PrintableReport(
        form=form,
        level=trial.level,
        content=trial.content,
        letterhead=letterhead(form, unit, directory.above(unit), SignOff()),
        figures=trial.content.figures,
        own_lines=[(line, None) for line in trial.content.own_lines],
        watermark=Watermark.DRAFT,
    )
    return pdf_bytes(report_document(printable))


def _unit(form: Form, directory: Directory, level: LevelKey) -> Unit:
    known = (unit for unit in directory.units.values() if unit.level in form.level_by_key)
    listed = sorted(known, key=lambda unit: unit.code)
    for unit in listed:
        if unit.level == level:
            return unit
    order = [each.key for each in form.levels]
    above = (unit for unit in listed if order.index(unit.level) > order.index(level))
    parent = min(above, key=lambda unit: order.index(unit.level), default=None)
    code = UnitCode("nhap-thu")
    name = form.level_by_key[level].name
    return Unit(UnitId(form.campaign.edition, code), name, level, None if parent is None else parent.code)
