"""The lines of a unit's own, each with a number that stays with it while it is written anew and moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from lcweek_desktop.domain.report import OwnLine


@dataclass(frozen=True)
class NamedLines:
    """Own lines in their order with their names, which are numbers from 1. No name is given twice."""

    lines: tuple[OwnLine, ...] = ()
    names: tuple[int, ...] = ()
    newest: int = 0
    """The name that was given last."""
    gone: tuple[tuple[int, OwnLine], ...] = field(default=(), compare=False)
    """The lines that were removed, as they were, the last one first."""

    def become(self, lines: Sequence[OwnLine]) -> NamedLines:
        """These lines after somebody made `lines` of them.

        A line is known again by all it says, then by its label, then by its place; of several alike by its
        place first. One that was removed and comes back as it was has its name again. Others get new names.
        """
        left = {name: (at, line) for at, (name, line) in enumerate(zip(self.names, self.lines, strict=True))}
        names: dict[int, int] = {}

        def find(is_same: Callable[[int, OwnLine, int, OwnLine], bool]) -> None:
            for at, line in enumerate(lines):
                found = (name for name, (place, was) in left.items() if is_same(at, line, place, was))
                if at not in names and (name := next(found, None)) is not None:
                    names[at] = name
                    del left[name]

        find(lambda at, line, place, was: at == place and line == was)
        find(lambda _at, line, _place, was: line == was)
        gone = dict(self.gone)
        for at, line in enumerate(lines):
            back = (name for name, was in gone.items() if line == was != OwnLine(""))
            if at not in names and (name := next(back, None)) is not None:
                names[at] = name
                del gone[name]
        find(lambda at, line, place, was: at == place and line.label == was.label)
        find(lambda _at, line, _place, was: bool(line.label) and line.label == was.label)
        find(lambda at, _line, place, _was: at == place)
        newest = self.newest
        for at in range(len(lines)):
            if at not in names:
                newest += 1
                names[at] = newest
        removed = {name: line for name, (_, line) in left.items()}
        ordered = tuple(names[at] for at in range(len(lines)))
        return replace(
            self, lines=tuple(lines), names=ordered, newest=newest, gone=tuple((removed | gone).items())
        )

    def line(self, name: int) -> OwnLine:
        """The line called `name`, as it was where it was removed; a blank one where there was none."""
        return {**dict(self.gone), **dict(zip(self.names, self.lines, strict=True))}.get(name, OwnLine(""))
