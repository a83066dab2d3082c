"""The cells of a table that was copied in Excel, LibreOffice, Word or Zalo, line by line."""

from __future__ import annotations

import csv
import io

from lcweek_desktop.domain.html_tables import MOST_COLUMNS, MOST_LINES, Lines, html_tables


def pasted_lines(plain: str, html: str) -> Lines:
    """The block on the clipboard: the first table of `html`, or else the tabs and line ends of `plain`.

    Empty lines at the end are left out, since programs end the last line, too.
    """
    lines = next(iter(html_tables(html)), None) or _split(plain)
    while lines and not any(text.strip() for text in lines[-1]):
        lines = lines[:-1]
    return lines[:MOST_LINES]


def _split(plain: str) -> Lines:
    """The cells of tab-separated text, of which some may be in quotes and then hold line ends."""
    if plain.count('"') % 2 == 0:
        try:
            rows = csv.reader(io.StringIO(plain, newline=""), delimiter="\t")
            return tuple(tuple(row[:MOST_COLUMNS]) for row in rows)
        except csv.Error:
            pass  # a cell longer than any that a spreadsheet has
    return tuple(tuple(line.split("\t")[:MOST_COLUMNS]) for line in plain.splitlines())
