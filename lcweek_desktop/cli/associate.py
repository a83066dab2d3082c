"""`lcweek associate`: a double click on a file of ours opens it with this program."""

from __future__ import annotations

import click

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.cli import options
from lcweek_desktop.cli.result import CommandResult
from lcweek_desktop.services.workspace import association


@click.command()
@click.option("--remove", is_flag=True, help="Bỏ việc ấy đi.")
@options.json_option
def associate(remove: bool) -> CommandResult:
    """Mở tệp .lcweek bằng chương trình này khi bấm đúp (Linux)."""
    files = association.dissociate() if remove else association.associate()
    verb = Verb.DISSOCIATE if remove else Verb.ASSOCIATE
    return CommandResult(
        {"associated": not remove, "files": [str(file) for file in files]}, [verb.done_cli()]
    )
