"""What lies beside the files that people send."""

from __future__ import annotations

import pytest

from lcweek_desktop.domain.passed_over import passed_over


@pytest.mark.parametrize(
    ("way", "code"),
    [
        ("Thumbs.db", "passed-system"),
        ("E:/System Volume Information", "passed-system"),
        ("__MACOSX/Trường A/._bao-cao.pdf", "passed-system"),
        ("thu/~$bao-cao.docx", "passed-lock"),
        (".~lock.bao-cao.odt#", "passed-lock"),
        ("bao-cao.pdf.crdownload", "passed-partial"),
        ("bao-cao.lcweek.PART", "passed-partial"),
        ("khai mạc.MP4", "passed-video"),
        ("bao-cao.pdf", None),
        ("Thumbs.db/bao-cao.pdf", None),
        ("~bao-cao.pdf", None),
        ("part", None),
        ("", None),
    ],
)
def test_files_are_passed_over_by_their_names(way: str, code: str | None) -> None:
    assert passed_over(way) == code
