"""Questions of the command line, asked on stderr."""

from __future__ import annotations

from typing import Final

import click

_YES: Final = ("c", "có", "co")


def ask(question: str) -> None:
    """Ask for a yes. Raises click.Abort for a no."""
    answer = click.prompt(f"{question} Gõ “c” để đồng ý", default="", show_default=False, err=True)
    if answer.strip().casefold() not in _YES:
        raise click.Abort
