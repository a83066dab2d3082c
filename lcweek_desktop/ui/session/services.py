"""The modules of services that the window calls, each imported when it is first used.

They bring libraries that take seconds to import. A page names what it calls where it calls it,
`services.freezing.freeze(workspace)`, and as that runs on the worker's thread, so does the import: the window
paints without it. Light modules, of enums and plain values, are imported by pages as usual.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lcweek_desktop.services.assigning import assignment_files as assignment_files
    from lcweek_desktop.services.assigning import assignment_offer as assignment_offer
    from lcweek_desktop.services.assigning import assignment_sheet as assignment_sheet
    from lcweek_desktop.services.assigning import assignment_words as assignment_words
    from lcweek_desktop.services.backup import backing_up as backing_up
    from lcweek_desktop.services.backup import carrying as carrying
    from lcweek_desktop.services.backup import difference_lines as difference_lines
    from lcweek_desktop.services.backup import differences as differences
    from lcweek_desktop.services.backup import listing as listing
    from lcweek_desktop.services.backup import moved as moved
    from lcweek_desktop.services.backup import moving as moving
    from lcweek_desktop.services.backup import restoring as restoring
    from lcweek_desktop.services.backup import revision_numbers as revision_numbers
    from lcweek_desktop.services.backup import salvaging as salvaging
    from lcweek_desktop.services.campaigns import definition_folder as definition_folder
    from lcweek_desktop.services.campaigns import installing as installing
    from lcweek_desktop.services.campaigns import offer_words as offer_words
    from lcweek_desktop.services.campaigns import publishing as publishing
    from lcweek_desktop.services.demo import practice_school as practice_school
    from lcweek_desktop.services.opening import draft_offer as draft_offer
    from lcweek_desktop.services.opening import draft_words as draft_words
    from lcweek_desktop.services.opening import opened_file as opened_file
    from lcweek_desktop.services.opening import receipt_offer as receipt_offer
    from lcweek_desktop.services.opening import reopening as reopening
    from lcweek_desktop.services.output import attaching as attaching
    from lcweek_desktop.services.output import board_files as board_files
    from lcweek_desktop.services.output import charting as charting
    from lcweek_desktop.services.output import copies as copies
    from lcweek_desktop.services.output import handing_over as handing_over
    from lcweek_desktop.services.output import preview as preview
    from lcweek_desktop.services.output import printing as printing
    from lcweek_desktop.services.output import remains as remains
    from lcweek_desktop.services.output import sending as sending
    from lcweek_desktop.services.output import sent_draft as sent_draft
    from lcweek_desktop.services.output import signed_files as signed_files
    from lcweek_desktop.services.output import template as template
    from lcweek_desktop.services.paper import scans as scans
    from lcweek_desktop.services.receiving import board as board
    from lcweek_desktop.services.receiving import change_words as change_words
    from lcweek_desktop.services.receiving import deciding as deciding
    from lcweek_desktop.services.receiving import directory_changes as directory_changes
    from lcweek_desktop.services.receiving import handmade as handmade
    from lcweek_desktop.services.receiving import handmade_files as handmade_files
    from lcweek_desktop.services.receiving import incoming as incoming
    from lcweek_desktop.services.receiving import journal as journal
    from lcweek_desktop.services.receiving import judging as judging
    from lcweek_desktop.services.receiving import new_editions as new_editions
    from lcweek_desktop.services.receiving import placing as placing
    from lcweek_desktop.services.receiving import questions as questions
    from lcweek_desktop.services.receiving import receipts as receipts
    from lcweek_desktop.services.receiving import received_items as received_items
    from lcweek_desktop.services.receiving import reminders as reminders
    from lcweek_desktop.services.receiving import returning as returning
    from lcweek_desktop.services.receiving import safe_work as safe_work
    from lcweek_desktop.services.receiving import taking_back as taking_back
    from lcweek_desktop.services.receiving import text_changes as text_changes
    from lcweek_desktop.services.receiving import typed_report as typed_report
    from lcweek_desktop.services.receiving import unit_list as unit_list
    from lcweek_desktop.services.receiving import unit_tree as unit_tree
    from lcweek_desktop.services.receiving import unknown_units as unknown_units
    from lcweek_desktop.services.receiving import unread as unread
    from lcweek_desktop.services.report import cell_history as cell_history
    from lcweek_desktop.services.report import checking as checking
    from lcweek_desktop.services.report import damaged as damaged
    from lcweek_desktop.services.report import entry_port as entry_port
    from lcweek_desktop.services.report import filled_template as filled_template
    from lcweek_desktop.services.report import freezing as freezing
    from lcweek_desktop.services.report import leftovers as leftovers
    from lcweek_desktop.services.report import next_campaign as next_campaign
    from lcweek_desktop.services.report import photos as photos
    from lcweek_desktop.services.report import printings as printings
    from lcweek_desktop.services.report import sendings as sendings
    from lcweek_desktop.services.report import sent_report as sent_report
    from lcweek_desktop.services.report import taken_receipts as taken_receipts
    from lcweek_desktop.services.report import unit_changes as unit_changes
    from lcweek_desktop.services.summing import rollup as rollup
    from lcweek_desktop.services.updating import program_update as program_update
    from lcweek_desktop.services.workbench import campaign_drafts as campaign_drafts
    from lcweek_desktop.services.workbench import checks as checks
    from lcweek_desktop.services.workbench import differences_paper as differences_paper
    from lcweek_desktop.services.workbench import dry_run as dry_run
    from lcweek_desktop.services.workbench import headings as headings
    from lcweek_desktop.services.workbench import levels as levels
    from lcweek_desktop.services.workbench import measures as measures
    from lcweek_desktop.services.workbench import numbering as numbering
    from lcweek_desktop.services.workbench import pasted_table as pasted_table
    from lcweek_desktop.services.workbench import table_rows as table_rows
    from lcweek_desktop.services.workbench import tree as tree
    from lcweek_desktop.services.workbench import trial as trial
    from lcweek_desktop.services.workspace import association as association
    from lcweek_desktop.services.workspace import campaign_state as campaign_state
    from lcweek_desktop.services.workspace import context as context
    from lcweek_desktop.services.workspace import export as export
    from lcweek_desktop.services.workspace import keys as keys
    from lcweek_desktop.services.workspace import page_views as page_views
    from lcweek_desktop.services.workspace import practice as practice
    from lcweek_desktop.services.workspace import support as support
    from lcweek_desktop.services.workspace import units as units

_ROOMS: Final = (
    *("workspace", "backup", "report", "summing", "receiving", "paper", "output"),
    *("opening", "updating", "workbench", "campaigns", "assigning", "demo"),
)
"""The packages of services that are searched, in the order in which a window first needs them."""


def _import(name: str) -> ModuleType:
    """Import the module `name` of whichever room has it, and keep it as an attribute of this module."""
    for room in _ROOMS:
        full_name = f"lcweek_desktop.services.{room}.{name}"
        if find_spec(full_name) is not None:
            module = globals()[name] = import_module(full_name)
            return module
    raise AttributeError(f"services have no module {name!r}")


if not TYPE_CHECKING:
    __getattr__ = _import
