"""What became of the files that a user added as photos, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from lcweek_desktop.catalogue.verbs import Verb
from lcweek_desktop.domain.report import MAX_PHOTOS
from lcweek_desktop.errors import KnownError

_MAX_NAMES: Final = 8
"""The most files that a sentence names; a folder may hold hundreds."""
_MAX_REASONS: Final = 4
"""The most different reasons for refusing files that are given."""


@dataclass
class AddedPhotosSummary:
    """What became of the files of one addition.

    `added` counts them; `duplicates` are the names of files that are in the report already, `refused` the
    errors of those that could not be read, `left_out` the names of those beyond the most a report holds.
    `undone` tells that the user undid the addition while it was running, which stopped it.
    """

    added: int = 0
    duplicates: list[str] = field(default_factory=list)
    refused: list[KnownError] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    undone: bool = False

    @property
    def done(self) -> int:
        """How many files were dealt with."""
        return self.added + len(self.duplicates) + len(self.refused)

    def message(self) -> str:
        """Sentences for the user, which name what was not added."""
        if self.undone:
            return "Đã dừng thêm ảnh."
        parts = [Verb.ADD_PHOTOS.done(count=self.added)] if self.added else ["Chưa thêm được ảnh nào."]
        if self.duplicates:
            parts.append(f"Đã có trong báo cáo nên không thêm lần nữa: {_enumerate(self.duplicates)}.")
        if self.left_out:
            names = _enumerate(self.left_out)
            parts.append(f"Mỗi báo cáo có nhiều nhất {MAX_PHOTOS} ảnh nên còn lại chưa thêm: {names}.")
        reasons = _by_reason(self.refused)
        parts += [error.message for error in reasons[:_MAX_REASONS]]
        if len(reasons) > _MAX_REASONS:
            parts.append("Còn tệp khác cũng không thêm được; hãy thêm lại riêng để biết lý do.")
        return "\n".join(parts)


def _by_reason(refused: Sequence[KnownError]) -> list[KnownError]:
    """Errors that differ in the file alone become one error that names those files."""
    names: dict[tuple[str, str], list[str]] = {}
    errors: dict[tuple[str, str], KnownError] = {}
    for error in refused:
        reason = error.code, KnownError(error.code, **{**error.context, "file": ""}).message
        names.setdefault(reason, []).append(str(error.context["file"]))
        errors[reason] = error
    return [
        KnownError(error.code, **{**error.context, "file": _enumerate(names[reason])})
        for reason, error in errors.items()
    ]


def _enumerate(names: Sequence[str]) -> str:
    more = len(names) - _MAX_NAMES
    return ", ".join(names[:_MAX_NAMES]) + (f" và {more} tệp khác" if more > 0 else "")
