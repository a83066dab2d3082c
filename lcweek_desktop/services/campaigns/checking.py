"""What is wrong with a definition that is being written: every mistake, with its place and what to write."""

from __future__ import annotations

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
