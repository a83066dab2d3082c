"""What is wrong with a definition that is being written: every mistake, with its place and what to write; and
what its paper can carry."""

from __future__ import annotations

from dataclasses import dataclass

from lcweek_desktop.bundle.paper import largest_payload
from lcweek_desktop.errors import KnownError
from lcweek_desktop.formdefs import form_mistakes
from lcweek_desktop.services.campaigns.definition_folder import DefinitionFolder


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


@dataclass(frozen=True)
class PaperCode:
    """The code on the paper of a form's reports.

    `largest` is how many bytes the figures of a full report need. Without `has_figures` there are too many,
    and the code only proves the file.
    """

    largest: int
    has_figures: bool


def paper_code(definition: DefinitionFolder) -> PaperCode:
    """What the paper of the form can carry. Raises KnownError `form-definition`."""
    return PaperCode(largest_payload(definition.form), definition.form.paper_has_figures)
