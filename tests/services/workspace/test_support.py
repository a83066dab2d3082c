"""What somebody who helps by phone is sent: enough to help, and nothing that was entered."""

from __future__ import annotations

from pathlib import Path

from lcweek_desktop.error_records import record
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.workspace.keys import signing_key
from lcweek_desktop.services.workspace.support import support_text
from tests.services.installation import COMMUNE, Installation, listed, school

SCHOOL = school("a")
ENTERED = {
    "figures": {"2": {"count": 48_613, "note": "Đợt hai tại bản Hon"}},
    "narrative": {"I.1": "Lễ khai mạc tại sân trường."},
    "signoff": {"name": "Lò Văn Phương", "title": "HIỆU TRƯỞNG"},
}


def used(folder: Path) -> Installation:
    """A data folder with a report of a school, received by its commune, and a recorded error about it."""
    installation = Installation(folder / "nguyen.van.a" / "dữ liệu")
    installation.add(SCHOOL)
    installation.fill(SCHOOL.code, ENTERED)
    file = folder / "báo cáo của trường.lcweek"
    installation.send(SCHOOL.code, file)
    commune = installation.add(listed(COMMUNE), [SCHOOL])
    assert [*receive(commune, [file], confirm_keys=True)]
    try:
        raise ValueError(f"Lò Văn Phương 48613 {file}")
    except ValueError as error:
        assert record(installation.home, error)
    return installation


def test_it_says_what_helps(tmp_path: Path) -> None:
    with used(tmp_path) as installation:
        text = support_text(installation.home, installation.context, ["Màn hình: 1366 × 768"])
    for said in (
        "\n  Màn hình: 1366 × 768\n",
        "\n  own_unit: 2\n",
        "\n  held: 1\n",
        "\n  keys: 2 tệp, 0,0 MB\n",
        "\n  Ổ đĩa có dữ liệu: còn ",
        "gần đây: 1\n",
        "\nValueError\n  test_support.py:",
    ):
        assert said in text


def test_it_holds_nothing_that_was_entered_and_no_name_key_or_path(tmp_path: Path) -> None:
    with used(tmp_path) as installation:
        text = support_text(installation.home, installation.context)
        keys = [signing_key(installation.context, SCHOOL.id).public]
    secrets = [
        SCHOOL.name,
        SCHOOL.code,
        COMMUNE,
        "Quyết Thắng",
        "48613",
        "48.613",
        "bản Hon",
        "Lò Văn Phương",
    ]
    secrets += [
        str(tmp_path),
        "nguyen.van.a",
        "dữ liệu/",
        "khai mạc",
        "Lò Văn Phương",
        *(key.base64 for key in keys),
    ]
    secrets += [key.short for key in keys]
    assert [secret for secret in secrets if secret in text] == []


def test_where_the_data_cannot_be_opened_it_says_why_and_the_rest(tmp_path: Path) -> None:
    text = support_text(tmp_path / "khong-co", KnownError("store-busy", path=tmp_path))
    assert "\n  Không mở được: store-busy\n" in text
    assert "\n  lcweek.db: không có\n" in text
    assert "gần đây: 0\n" in text
