"""Exit codes of the command line (docs/cli.md)."""

from enum import IntEnum


class ExitCode(IntEnum):
    """DONE also when there are warnings; REFUSED for an error finding, a refusal, or something that waits for
    a person; USAGE for a wrongly written command; BUG for a fault of the program."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    BUG = 70
    INTERRUPTED = 130
