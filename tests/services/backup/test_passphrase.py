"""The pass-phrase: humane to type, the same however it was typed, and never a short one."""

from __future__ import annotations

import unicodedata

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.backup.passphrase import (
    LEAST_LENGTH,
    new_passphrase,
    plain_passphrase,
    suggested_passphrase,
)


def test_a_short_one_is_refused_with_the_least_length() -> None:
    for typed in ("", "1234567", "  abc  def ", " " * 20):
        with pytest.raises(KnownError) as refused:
            new_passphrase(typed)
        assert refused.value.code == "move-short"
        assert str(LEAST_LENGTH) in refused.value.message


def test_letters_are_the_same_however_they_were_composed() -> None:
    typed = "Nước chảy đá mòn"
    assert new_passphrase(unicodedata.normalize("NFD", typed)) == new_passphrase(typed)


def test_white_space_between_words_is_one_space() -> None:
    assert plain_passphrase("  nước  chảy đá\tmòn ") == "nước chảy đá mòn"


def test_capital_letters_and_marks_count() -> None:
    assert len({*map(plain_passphrase, ("Nước chảy", "nước chảy", "nuoc chay"))}) == 3


def test_a_suggested_one_is_long_enough_differs_and_may_be_typed_carelessly() -> None:
    suggested = suggested_passphrase()
    assert new_passphrase(suggested) == suggested != suggested_passphrase()
    for typed in (suggested.lower(), suggested.replace("-", " "), suggested.replace("-", "").lower()):
        assert plain_passphrase(typed) == suggested
