"""The only fonts of the tests: those of the product, whatever else is installed.

Where a line breaks and how high a row is follows from the font. With one font everywhere, the window that Qt
lays out and the document that LibreOffice lays out are the same on every machine.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from dev import ROOT

FOLDER = ROOT / "resources" / "fonts"
FAMILY = "Tinos"
"""The one family in FOLDER. It has the widths of Times New Roman and every Vietnamese letter."""


def write_config(folder: Path) -> Path:
    """Write a configuration of fontconfig into `folder`, with a cache of its own, and return its path.

    It names no font but ours and no rule of the system, so that every family asked for is FAMILY. It takes
    effect for a process that has its path in FONTCONFIG_FILE.
    """
    file = folder / "fonts.conf"
    file.write_text(
        "<fontconfig>"
        f"<dir>{escape(str(FOLDER))}</dir>"
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>"
        "</fontconfig>\n",
        encoding="utf-8",
        newline="\n",
    )
    return file
