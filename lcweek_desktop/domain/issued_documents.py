"""The documents that a unit issued: a table of the narrative whose head is as the form names its columns.

It is a table like any other, known by its head (heading.DocumentWords.columns). The sentence above it, as
long as it has the form's words, says how many rows are written. Source: docs/form-and-rules.md, Phụ lục I.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lcweek_desktop.domain.form import DocumentWords
from lcweek_desktop.domain.narrative import (
    Block,
    Line,
    Paragraph,
    Table,
    Text,
    TextRun,
    normalize_line,
    run_text,
    two_digits,
)
from lcweek_desktop.domain.values import format_count

_COUNT: Final = "{count}"
_DATE: Final = r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4}"
_WRITTEN: Final = re.compile(
    rf"(?P<name>.*?\bsố:? *[^ ]+?),? ngày (?P<date>{_DATE})"
    r"(?: của (?P<issuer>.+?))?(?:,? (?:về việc|v/v|về) (?P<subject>.+?))?[;.]?",
    re.IGNORECASE,
)
"""A document as a sentence names it: "Kế hoạch số 12/KH-TH ngày 05/9/2024 của Trường … về việc …"."""


def begun_list(words: DocumentWords) -> Text:
    """The sentence, and a table with its head and one empty row."""
    head = tuple((TextRun(column, bold=True),) for column in words.columns)
    empty: tuple[Line, ...] = ((),) * len(head)
    return Paragraph((TextRun(counting_sentence(words, 0)),)), Table((head, empty))


def is_list(words: DocumentWords, table: Table) -> bool:
    """Whether `table` lists documents, whatever the look of its head."""
    return tuple(map(_plain, table.rows[0])) == words.columns


def document_count(table: Table) -> int:
    """How many documents a list names: its rows below the head in which anything stands."""
    return sum(any(row) for row in table.rows[1:])


def with_documents(words: DocumentWords, text: Text, documents: Sequence[tuple[str, ...]]) -> Text:
    """`text` with a row for each of `documents`, which have the columns of the form, in the last list, after
    the rows that are written there. The list is begun where there is none; the sentence above it counts."""
    lists = [at for at, block in enumerate(text) if isinstance(block, Table) and is_list(words, block)]
    blocks = [*text] if lists else [*text, *begun_list(words)]
    at = lists[-1] if lists else len(blocks) - 1
    listed = blocks[at]
    assert isinstance(listed, Table)
    added = (tuple((TextRun(cell),) if cell else () for cell in document) for document in documents)
    table = replace(listed, rows=(listed.rows[0], *filter(any, listed.rows[1:]), *added))
    blocks[at] = table
    above = next((place for place in reversed(range(at)) if _is_written(blocks[place])), None)
    if above is not None and isinstance(paragraph := blocks[above], Paragraph):
        blocks[above] = _counted(words, paragraph, document_count(table))
    return tuple(blocks)


def counting_sentence(words: DocumentWords, count: int) -> str:
    """The sentence above a list of `count` documents."""
    return words.sentence.replace(_COUNT, two_digits(format_count(count)))


def count_place(words: DocumentWords, sentence: str) -> tuple[int, int] | None:
    """Where in a paragraph `sentence` the number of documents stands, its first position and that behind it;
    None when its words are not those of the form any more."""
    before, after = map(re.escape, words.sentence.split(_COUNT))
    found = re.fullmatch(rf"{before}([0-9.]*){after}", sentence)
    return None if found is None else found.span(1)


def named_document(sentence: str) -> tuple[str, str, str, str] | None:
    """What `sentence` says of a document, for the columns of a list in their order, empty where it is silent;
    None when it names no document with its number and date."""
    found = _WRITTEN.fullmatch(sentence.strip())
    if found is None:
        return None
    subject = found["subject"] or ""
    return found["name"], found["date"], found["issuer"] or "", subject[:1].upper() + subject[1:]


def without_empty_rows(words: DocumentWords, text: Text) -> Text:
    """`text` as it is printed: its lists of documents without the rows in which nothing was written."""
    return tuple(
        replace(block, rows=(block.rows[0], *filter(any, block.rows[1:])))
        if isinstance(block, Table) and is_list(words, block)
        else block
        for block in text
    )


def _is_written(block: Block) -> bool:
    return not isinstance(block, Paragraph) or bool(block.runs)


def _counted(words: DocumentWords, paragraph: Paragraph, count: int) -> Paragraph:
    """`paragraph` with `count` in place of its number, each letter looking as it did, if it is the sentence
    above a list."""
    runs = [run for run in paragraph.runs if isinstance(run, TextRun)]
    place = count_place(words, _plain(paragraph.runs))
    if place is None or len(runs) < len(paragraph.runs):
        return paragraph
    start, end = place
    letters = [replace(run, text=letter) for run in runs for letter in run.text]
    look = letters[max(0, start - 1)]
    number = [replace(look, text=two_digits(format_count(count)))]
    return replace(paragraph, runs=normalize_line((*letters[:start], *number, *letters[end:])))


def _plain(line: Line) -> str:
    return "".join(run_text(run, lambda _cell: "") for run in line)
