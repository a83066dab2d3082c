"""What is wrong with a definition that is being written: every mistake, with its place and what to write; and
what the paper of a right one carries."""

from __future__ import annotations

from typing import NamedTuple

from lcweek_desktop.bundle.paper import largest_payload
from lcweek_desktop.domain.form import Form
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import form_mistakes
from lcweek_desktop.services.campaigns.definition_folder import DefinitionFolder


class PaperSize(NamedTuple):
    """How many bytes the figures of a full report need in the paper code, and whether paper carries them."""

    needed: int
    has_figures: bool


def paper_size(form: Form) -> PaperSize:
    """The size of the largest paper code of `form`."""
    return PaperSize(largest_payload(form), form.paper_has_figures)


def mistakes(definition: DefinitionFolder) -> tuple[KnownError, ...]:
    """The mistakes of the form (`form-definition`), in the order of the files; of the directory
    (`directory-file`, `unit-loop`) the first, once the form has none."""
    found = form_mistakes(definition.files)
    if found:
        return found
    try:
        definition.directory()
    except KnownError as error:
        return (error,)
    return ()
