"""What the program writes in the narrative itself: the figures told in words, rows of a list of documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from lcweek_desktop.domain.canonical import Json
from lcweek_desktop.domain.codec.narrative import text_json
from lcweek_desktop.domain.figures_in_words import Effect, tell_figures
from lcweek_desktop.domain.form import Heading, HeadingKey
from lcweek_desktop.domain.issued_documents import document_count, is_list, named_document, with_documents
from lcweek_desktop.domain.narrative import Table, Text
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.report.entry_document import apply_entry
from lcweek_desktop.services.summing.rollup import rollup
from lcweek_desktop.services.workspace.workspace import Workspace

COLUMNS: Final = ("name", "date", "issuer", "subject")
"""What the columns of a list of documents hold, in their order."""


class Telling(NamedTuple):
    """Under which heading the figures are told now, and what that did to the text there."""

    heading: Heading
    effect: Effect


class Listing(NamedTuple):
    """Under which heading documents were listed, how many are there in total now, and those that were added,
    each by COLUMNS."""

    heading: Heading
    total: int
    added: tuple[dict[str, str], ...]


def write_from_figures(workspace: Workspace, heading: str | None, *, replaces: bool) -> Telling:
    """Tell the figures, sums where the unit has reports of others, in words under `heading`; None for the
    first heading that is meant for it.

    Raises KnownError `written-heading`, `told-nothing`, `told-before` where a list with other rows is there
    and `replaces` is not given, or as `apply_entry`; the draft is unchanged then.
    """
    form, draft = workspace.form, current_draft(workspace)
    under = _heading(workspace, heading, lambda each: each.figures_in_words, "phần viết từ số liệu")
    members, own = rollup(workspace), draft.content.figures
    figures = members.sums(form, own) if members.members else own
    told = tell_figures(form, figures, draft.content.narrative.get(under.key, ()))
    if told.effect is Effect.REPLACED and not replaces:
        raise KnownError("told-before", heading=under.key)
    _write(workspace, under.key, told.text)
    return Telling(under, told.effect)


def list_documents(workspace: Workspace, heading: str | None, sentences: Sequence[str]) -> Listing:
    """Add a row for the document that each of `sentences` names with its number and date to the list under
    `heading`, which is begun where there is none; None for the first heading that is meant for it.

    Raises KnownError `written-heading`, `document-words` or as `apply_entry`; the draft is unchanged then.
    """
    under = _heading(workspace, heading, lambda each: each.documents is not None, "danh sách văn bản")
    words, documents = under.documents, [*map(_named, sentences)]
    assert words is not None
    text = with_documents(words, current_draft(workspace).content.narrative.get(under.key, ()), documents)
    _write(workspace, under.key, text)
    lists = (each for each in text if isinstance(each, Table) and is_list(words, each))
    added = tuple(dict(zip(COLUMNS, document, strict=True)) for document in documents)
    return Listing(under, sum(map(document_count, lists)), added)


def _named(sentence: str) -> tuple[str, str, str, str]:
    found = named_document(sentence)
    if found is None:
        raise KnownError("document-words", text=sentence)
    return found


def _heading(
    workspace: Workspace, key: str | None, is_meant: Callable[[Heading], bool], what: str
) -> Heading:
    """The heading `key`, or the first, of those at the unit's level that are meant for `what`."""
    meant = {each.key: each for each in workspace.form.headings_at(workspace.unit.level) if is_meant(each)}
    wanted = next(iter(meant), HeadingKey("")) if key is None else HeadingKey(key)
    if wanted not in meant:
        raise KnownError("written-heading", key=wanted, what=what, headings=", ".join(meant) or "(không có)")
    return meant[wanted]


def _write(workspace: Workspace, key: HeadingKey, text: Text) -> None:
    entered: dict[str, Json] = {"narrative": {key: text_json(text)}}
    draft = apply_entry(
        entered, current_draft(workspace), workspace.form, workspace.unit.level, lambda name: name
    )
    save_draft(workspace, draft)
