"""Whatever comes: archives, mails, what lies beside reports, and what is no report; each has one result."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import py7zr
import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from PIL import Image

from lcweek_desktop.domain.canonical import sha256_hex
from lcweek_desktop.errors import sentence
from lcweek_desktop.services.output.template import write_empty_form
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.receiving.need import Need
from lcweek_desktop.services.receiving.received_items import received_items
from lcweek_desktop.services.receiving.result import ReceiveResult, verdicts
from lcweek_desktop.services.receiving.unread import dismiss, unread
from lcweek_desktop.services.receiving.verdict import ReceiveVerdict
from tests.compound import compound, outlook_mail
from tests.disk import withheld
from tests.services.conftest import Offices
from tests.services.office import Office
from tests.zips import joined, raw_zip, renamed, seven_zip, strong_zip, zipped

OPENED, PASSED = "parcel-opened", ReceiveVerdict.PASSED_OVER


def put(office: Office, name: str, data: bytes) -> Path:
    file = office.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def mail(attached: Mapping[str, bytes], sender: str = "Vàng A <va@truong.vn>") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, "xa@laichau.gov.vn", "Báo cáo"
    message["Message-ID"] = "<1@truong.vn>"
    message.set_content("Kính gửi báo cáo.")
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def codes(results: list[ReceiveResult]) -> dict[str, str]:
    """The code of each result, by the way to what it is about."""
    found = {"/".join(each.inside) or each.file.name: each.code for each in results}
    assert len(found) == len(results), "each thing has one line"
    return found


def code_of(office: Office, file: Path) -> str:
    (result,) = office.receive(file)
    return result.code


# Archives


def test_every_report_in_an_archive_is_received_and_has_its_line(
    commune: Office, school: Office, offices: Offices
) -> None:
    first, second = school.report(2), offices("TH-B").send("b.pdf")
    archive = put(
        commune,
        "thu.zip",
        zipped({"Trường A/bao-cao.lcweek": first.read_bytes(), "Trường B/bao-cao.pdf": second.read_bytes()}),
    )
    results = commune.receive(archive)
    assert codes(results) == {
        "thu.zip": OPENED,
        "Trường A/bao-cao.lcweek": "received-accepted",
        "Trường B/bao-cao.pdf": "received-accepted",
    }
    assert results[1].name == "thu.zip › Trường A/bao-cao.lcweek"
    assert commune.sum("1.1") == 2


def test_what_is_taken_out_of_an_archive_is_kept_byte_for_byte_and_the_archive_stays(
    commune: Office, school: Office
) -> None:
    report = school.send("bao-cao.pdf").read_bytes()
    archive = put(commune, "thu.zip", zipped({"a.pdf": report}))
    before = archive.read_bytes()
    commune.receive(archive)
    assert commune.context.store.blobs.get(sha256_hex(report)) == report
    assert archive.read_bytes() == before


def test_a_stored_archive_whose_first_member_is_a_report_is_an_archive(
    commune: Office, school: Office, offices: Offices
) -> None:
    other = offices("TH-B").report(3).read_bytes()
    for name, first in (
        ("1.zip", school.report(2).read_bytes()),
        ("2.zip", school.send("a.pdf").read_bytes()),
    ):
        archive = put(commune, name, zipped({f"a{name}": first, "b.lcweek": other}, ZIP_STORED))
        assert next(each.code for each in commune.receive(archive)) == OPENED
    assert commune.sum("1.1") == 5


def test_archives_and_mails_within_each_other_are_opened_to_a_depth(commune: Office, school: Office) -> None:
    data = school.report(2).read_bytes()
    for layer in range(3):
        data = zipped({f"lop-{layer}.zip" if layer else "a.lcweek": data})
    inner = mail({"sau.zip": data}).as_bytes()
    deep = put(commune, "sau.zip", data)
    assert [each.code for each in commune.receive(deep)] == [OPENED] * 3 + ["received-accepted"]
    results = commune.receive(put(commune, "thu.eml", inner))
    assert [each.code for each in results] == [OPENED] * 3 + ["parcel-deep"]
    assert results[-1].name == "thu.eml › sau.zip › lop-2.zip › lop-1.zip"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Trường Tiểu học.pdf".encode(), "Trường Tiểu học.pdf"),
        ("Baïo.pdf".encode("cp437"), "Baïo.pdf"),
        ("Đơn vị.pdf".encode("cp1258", "replace").replace(b"?", b"\xf2"), None),
        (b"..\\..\\Windows\\a.pdf", "Windows/a.pdf"),
        (b"C:/../etc/con.pdf", "etc/con.pdf"),
        (b"/tuyet/doi.pdf", "tuyet/doi.pdf"),
        (b"bao-cao (1).pdf", "bao-cao (1).pdf"),
        (b"a\x1b[31m.pdf", "a�[31m.pdf"),
        (b"...", "..."),
        (("x" * 400 + ".pdf").encode(), None),
    ],
)
def test_names_in_archives_are_read_and_lead_nowhere_else(
    commune: Office, school: Office, raw: bytes, name: str | None
) -> None:
    archive = put(commune, "ten.zip", raw_zip({raw: school.report(2).read_bytes()}))
    before = {*commune.folder.rglob("*")}
    _, result = commune.receive(archive)
    assert result.code == "received-accepted"
    assert name is None or result.inside == (name,)
    assert {*commune.folder.rglob("*")} == before


def test_two_members_of_one_name_are_two_lines(commune: Office, school: Office, offices: Offices) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        buffer = put(commune, "doi.zip", b"")
        with ZipFile(buffer, "w") as archive:
            for office in (school, offices("TH-B")):
                archive.writestr("bao-cao.lcweek", office.report(2).read_bytes())
    assert [*codes(commune.receive(buffer))] == ["doi.zip", "bao-cao.lcweek", "bao-cao.lcweek (2)"]
    assert commune.sum("1.1") == 4


@pytest.mark.parametrize(
    ("name", "locked"),
    [
        ("kin.zip", lambda report: raw_zip({b"a.lcweek": report}, "mật khẩu")),
        ("aes.zip", lambda report: strong_zip({"a.lcweek": report}, "mật khẩu")),
        ("kin.7z", lambda report: seven_zip({"a.lcweek": report}, "mật khẩu")),
        ("giau.7z", lambda report: seven_zip({"a.lcweek": report}, "mật khẩu", hides_names=True)),
    ],
)
def test_an_archive_with_a_password_is_taken_once_it_is_known(
    commune: Office, school: Office, name: str, locked: Callable[[bytes], bytes]
) -> None:
    archive = put(commune, name, locked(school.report(2).read_bytes()))
    assert code_of(commune, archive) == "archive-password"
    wrong = receive(commune.workspace, [archive], passwords=["sai"])
    assert [each.code for each in wrong] == ["archive-password-wrong"]
    right = [*receive(commune.workspace, [archive], confirm_keys=True, passwords=["sai", "mật khẩu"])]
    assert [each.code for each in right] == [OPENED, "received-accepted"]
    assert not unread(commune.workspace)


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"id": py7zr.FILTER_PPMD, "order": 6, "mem": 24},
        {"id": py7zr.FILTER_COPY},
        {"id": py7zr.FILTER_DEFLATE},
    ],
    ids=["lzma2", "ppmd", "copy", "deflate"],
)
def test_a_7z_archive_is_opened_however_it_is_packed(
    commune: Office, school: Office, offices: Offices, filters: dict[str, int]
) -> None:
    one, two = school.report(2).read_bytes(), offices("TH-B").report(3).read_bytes()
    members = {
        "Xã Bản/Trường mầm non.lcweek": one,
        "Thumbs.db": b"x",
        "1": b"khong phai bao cao",
        "--/--/ra ngoài.lcweek": two,
        "-goc/ra ngoài.lcweek": two,
    }
    archive = renamed(seven_zip(members, filters=filters), "--/--/ra", "../../ra")
    results = commune.receive(put(commune, "gop.7z", renamed(archive, "-goc/ra", "/goc/ra")))
    assert codes(results) == {
        "gop.7z": OPENED,
        "Xã Bản/Trường mầm non.lcweek": "received-accepted",
        "Thumbs.db": "passed-system",
        "1": "bundle-foreign",
        "ra ngoài.lcweek": "received-accepted",
        "goc/ra ngoài.lcweek": "received-known",
    }
    assert commune.sum("1.1") == 5


def test_a_7z_archive_that_cannot_be_opened_says_why(commune: Office, school: Office) -> None:
    whole = seven_zip({"a.lcweek": school.report(2).read_bytes()})
    assert code_of(commune, put(commune, "cat.7z", whole[: len(whole) // 2])) == "file-cut"
    assert code_of(commune, put(commune, "ngan.7z", whole[:10])) == "file-cut"
    assert code_of(commune, put(commune, "hong.7z", whole[:-9] + bytes(9))) == "archive-damaged"
    assert code_of(commune, put(commune, "rong.7z", seven_zip({}))) == "archive-empty"
    inside = commune.receive(put(commune, "giua.7z", whole[:400] + bytes(40) + whole[440:]))
    assert codes(inside) == {"giua.7z": OPENED, "a.lcweek": "archive-member-damaged"}
    assert commune.sum("1.1") is None


def test_of_a_7z_archive_that_unpacks_too_much_nothing_is_taken(commune: Office, school: Office) -> None:
    report, zeros = school.report(2).read_bytes(), bytes(60 << 20)
    fast = {"id": py7zr.FILTER_LZMA2, "preset": 0}
    bomb = {"a.lcweek": report} | {f"{number}.bin": zeros for number in range(10)}
    assert code_of(commune, put(commune, "bom.7z", seven_zip(bomb, filters=fast))) == "archive-unpacks"
    many = {f"{number}.txt": b"" for number in range(2_001)}
    assert code_of(commune, put(commune, "nhieu.7z", seven_zip(many, filters=fast))) == "archive-many"
    large = {"a.lcweek": report, "lon.bin": bytes(65 << 20)}
    results = commune.receive(put(commune, "lon.7z", seven_zip(large, filters=fast)))
    assert codes(results) == {"lon.7z": OPENED, "a.lcweek": "received-accepted", "lon.bin": "file-too-large"}


def test_a_7z_archive_that_wants_more_memory_than_any_office_has_is_not_opened(commune: Office) -> None:
    greedy = seven_zip({"a.lcweek": b"x" * 90}, filters={"id": py7zr.FILTER_PPMD, "order": 6, "mem": 30})
    assert code_of(commune, put(commune, "nho.7z", greedy)) == "archive-unpacks"


def test_a_member_with_another_password_is_named(commune: Office, school: Office) -> None:
    one = raw_zip({b"a.lcweek": school.report(2).read_bytes()}, "mot")
    small = raw_zip({b"b.txt": b"b"}, "hai")
    archive = put(commune, "hai.zip", joined(one, small))
    results = [*receive(commune.workspace, [archive], confirm_keys=True, passwords=["mot", "hai"])]
    assert codes(results) == {
        "hai.zip": OPENED,
        "a.lcweek": "archive-member-password",
        "b.txt": "bundle-foreign",
    }


def test_of_an_archive_that_unpacks_too_much_nothing_is_taken(commune: Office, school: Office) -> None:
    report = {"a.lcweek": school.report(2).read_bytes()}
    most = 60 << 20
    zeros = bytes(most)
    bomb = zipped(report | {f"{number}.bin": zeros for number in range(10)})
    assert code_of(commune, put(commune, "bom.zip", bomb)) == "archive-unpacks"
    liar = bomb.replace(most.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    said = commune.receive(put(commune, "doi.zip", liar))
    assert {each.code for each in said[2:]} == {"archive-member-damaged"}
    assert (
        commune.receive(put(commune, "nhieu.zip", zipped({f"{n}.txt": b"" for n in range(2001)})))[0].code
        == "archive-many"
    )
    assert commune.sum("1.1") == 2, "of the liar the report was right"


def test_layers_of_archives_share_what_may_come_out_of_them(commune: Office) -> None:
    inner = zipped({f"{number}.bin": bytes(60 << 20) for number in range(5)})
    results = commune.receive(put(commune, "lop.zip", zipped({"1.zip": inner, "2.zip": inner})))
    assert codes(results)["2.zip"] == "archive-unpacks"


def test_a_member_that_is_damaged_is_named_and_the_others_are_taken(
    commune: Office, school: Office, offices: Offices
) -> None:
    good, bad = school.report(2).read_bytes(), offices("TH-B").report(3).read_bytes()
    archive = zipped({"a.lcweek": good, "b.lcweek": bad}, ZIP_STORED)
    at = archive.find(bad) + len(bad) // 2
    broken = put(commune, "hong.zip", archive[:at] + b"xxxx" + archive[at + 4 :])
    assert codes(commune.receive(broken)) == {
        "hong.zip": OPENED,
        "a.lcweek": "received-accepted",
        "b.lcweek": "archive-member-damaged",
    }
    assert commune.sum("1.1") == 2


def test_archives_that_cannot_be_opened_say_why(commune: Office, school: Office) -> None:
    whole = zipped({"a.lcweek": school.report(2).read_bytes()})
    assert code_of(commune, put(commune, "cat.zip", whole[: len(whole) // 2])) == "file-cut"
    assert (
        code_of(commune, put(commune, "hong.zip", whole[:4] + bytes(400) + whole[-22:])) == "archive-damaged"
    )
    assert code_of(commune, put(commune, "rong.zip", zipped({}))) == "archive-empty"
    packed = commune.receive(put(commune, "la.zip", raw_zip({b"a.lcweek": b"x"}, method=12)))
    assert codes(packed) == {"la.zip": OPENED, "a.lcweek": "archive-method"}
    assert commune.sum("1.1") is None


@pytest.mark.parametrize(
    ("name", "begin", "kind"),
    [
        ("a.rar", b"Rar!\x1a\x07\x00\xcf\x90\x73", "RAR"),
        ("a.pdf", b"Rar!\x1a\x07\x01\x00", "RAR"),
        ("a.tgz", b"\x1f\x8b\x08\x00", "GZ"),
    ],
)
def test_other_archives_are_answered_with_how_to_unpack_them(
    commune: Office, name: str, begin: bytes, kind: str
) -> None:
    (result,) = commune.receive(put(commune, name, begin + bytes(100)))
    assert result.code == "archive-other"
    assert f"tệp nén {kind}" in result.message
    assert "bấm chuột phải" in result.message


# Mails


def test_the_attachments_of_a_mail_are_received_and_its_sender_is_known(
    commune: Office, school: Office
) -> None:
    message = mail({"báo cáo trường.lcweek": school.report(2).read_bytes(), "ghi chú.txt": b"chao"})
    results = commune.receive(put(commune, "thu.eml", message.as_bytes()))
    assert codes(results) == {
        "thu.eml": OPENED,
        "báo cáo trường.lcweek": "received-accepted",
        "ghi chú.txt": "bundle-foreign",
    }
    (item,) = unread(commune.workspace)
    assert (item.sender, item.name, item.inside) == ("Vàng A <va@truong.vn>", "thu.eml", ("ghi chú.txt",))
    (shown,) = (each for each in received_items(commune.workspace) if each.need is Need.UNREADABLE)
    assert shown.file == "thu.eml › ghi chú.txt"
    assert "Người gửi thư: Vàng A <va@truong.vn>." in shown.sentence


def test_a_mail_in_a_mail_and_a_picture_in_its_text_have_their_lines(
    commune: Office, school: Office, tmp_path: Path
) -> None:
    inner = mail({"a.lcweek": school.report(2).read_bytes()})
    outer = mail({})
    outer.add_attachment(inner)
    Image.new("RGB", (40, 40)).save(tmp_path / "logo.png")
    logo = (tmp_path / "logo.png").read_bytes()
    outer.add_attachment(logo, "image", "png", filename="logo.png", cid="<logo>", disposition="inline")
    results = commune.receive(put(commune, "thu-khong-duoi", outer.as_bytes()))
    assert codes(results) == {
        "thu-khong-duoi": OPENED,
        "Báo cáo.eml": OPENED,
        "Báo cáo.eml/a.lcweek": "received-accepted",
        "logo.png": "passed-inline",
    }
    assert results[-1].verdict is PASSED


def test_names_and_senders_that_no_rule_allows_are_read(commune: Office, school: Office) -> None:
    raw = mail({"ten.lcweek": school.report(2).read_bytes()}).as_bytes()
    raw = raw.replace(b'filename="ten.lcweek"', 'filename="báo cáo.lcweek"'.encode())
    _, result = commune.receive(put(commune, "thu.eml", raw))
    assert (result.code, result.inside) == ("received-accepted", ("báo cáo.lcweek",))


def test_mails_without_an_attachment_or_broken_say_so(commune: Office) -> None:
    assert code_of(commune, put(commune, "rong.eml", mail({}).as_bytes())) == "mail-empty"
    nested = b"From: a\r\nMIME-Version: 1.0\r\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(3_000)
    )
    assert code_of(commune, put(commune, "long.eml", nested)) in ("mail-damaged", "mail-empty")


def test_a_mail_of_outlook_and_the_mail_attached_to_it_are_opened(
    commune: Office, school: Office, offices: Offices
) -> None:
    inner = outlook_mail({"b.lcweek": offices("TH-B").report(3).read_bytes()}, subject="Chuyển tiếp: A/B")
    tree = outlook_mail(
        {
            "báo cáo trường.lcweek": school.report(2).read_bytes(),
            "ghi chú.txt": b"x",
            "thu": inner,
            "a.mp4": b"",
        }
    )
    results = commune.receive(put(commune, "thu.msg", compound(tree)))
    assert codes(results) == {
        "thu.msg": OPENED,
        "báo cáo trường.lcweek": "received-accepted",
        "ghi chú.txt": "bundle-foreign",
        "Chuyển tiếp: A-B/b.lcweek": "received-accepted",
        "a.mp4": "passed-video",
    }
    assert commune.sum("1.1") == 5
    (item,) = unread(commune.workspace)
    assert item.sender == "Vàng A <va@truong.vn>"
    assert code_of(commune, put(commune, "rong.msg", compound(outlook_mail({})))) == "mail-empty"


# Passed over


def test_what_lies_beside_reports_is_passed_over_and_never_an_error(commune: Office, school: Office) -> None:
    report = school.report(2).read_bytes()
    beside = [
        "Thumbs.db",
        "desktop.ini",
        "~$bao-cao.docx",
        ".DS_Store",
        "._a.pdf",
        "khai-mac.MP4",
        "a.pdf.crdownload",
        "b.zip.part",
        "__MACOSX/._x",
        ".~lock.a.odt#",
    ]
    inbox = commune.folder / "hop-thu"
    for name in beside:
        put(commune, f"hop-thu/{name}", b"rac")
    put(commune, "hop-thu/video-zalo", b"\0\0\0\x18ftypmp42" + bytes(200))
    shutil.copy(put(commune, "b.lcweek", report), inbox / "b.mp4")
    archive = zipped(dict.fromkeys(beside, b"rac") | {"a.lcweek": report})
    results = commune.receive(inbox, put(commune, "goi.zip", archive))
    assert Counter(verdicts(results)) == {
        PASSED: 2 * len(beside) + 1,
        ReceiveVerdict.OPENED: 1,
        ReceiveVerdict.ACCEPTED: 1,
        ReceiveVerdict.KNOWN: 1,
    }
    assert not unread(commune.workspace)
    assert all(verdict.is_settled for verdict in verdicts(results))


# No report


def test_documents_of_others_have_a_sentence_of_their_own(commune: Office) -> None:
    Workbook().save(commune.folder / "so-lieu.xlsx")
    Document().save(str(commune.folder / "bao-cao.docx"))
    shutil.copy(commune.folder / "so-lieu.xlsx", commune.folder / "doi-ten.xls")
    assert code_of(commune, commune.folder / "so-lieu.xlsx") == "foreign-workbook"
    assert code_of(commune, commune.folder / "doi-ten.xls") == "foreign-workbook"
    assert code_of(commune, commune.folder / "bao-cao.docx") == "foreign-document"
    whole = (commune.folder / "so-lieu.xlsx").read_bytes()
    assert code_of(commune, put(commune, "cat.xlsx", whole[:-100])) == "file-cut"
    assert code_of(commune, put(commune, "x.odp", slides())) == "foreign-slides"


def slides() -> bytes:
    kind = b"application/vnd.oasis.opendocument.presentation"
    return zipped({"mimetype": kind, "content.xml": b"<x/>"}, ZIP_STORED)


def test_the_programs_own_template_is_known_by_its_mark(commune: Office) -> None:
    file = commune.folder / "mau.xlsx"
    write_empty_form(commune.form, commune.workspace.unit.level, file)
    assert code_of(commune, file) == "opened-empty-template"
    book = load_workbook(file)
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows() if any(cell.value == "1.1" for cell in row[4:]))
    row[3].value = 7
    book.save(file)
    assert code_of(commune, file) == "foreign-template"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("EncryptedPackage".encode("utf-16-le"), "foreign-locked"),
        ("__properties_version1.0".encode("utf-16-le"), "mail-damaged"),
        ("Workbook".encode("utf-16-le"), "foreign-workbook"),
        ("WordDocument".encode("utf-16-le"), "foreign-document"),
        ("AnotherProgram".encode("utf-16-le"), "bundle-foreign"),
    ],
)
def test_compound_files_are_known_by_the_names_in_them(commune: Office, data: bytes, code: str) -> None:
    file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + data + bytes(100)
    assert code_of(commune, put(commune, "cu.doc", file)) == code


# The list


def test_what_could_not_be_read_stays_in_the_list_until_it_is_read(commune: Office, school: Office) -> None:
    report = school.report(2).read_bytes()
    file = put(commune, "nop.lcweek", report[: len(report) // 2])
    commune.receive(file)
    (item,) = unread(commune.workspace)
    assert (item.name, [said.code for said in item.said]) == ("nop.lcweek", ["bundle-container"])
    assert [each.need for each in received_items(commune.workspace)] == [Need.UNREADABLE]
    file.write_bytes(report)
    commune.receive(file)
    assert not unread(commune.workspace)
    assert [each.need for each in received_items(commune.workspace)] == [Need.NEW]


def test_the_list_says_where_a_file_lay_and_a_damaged_line_says_so(commune: Office) -> None:
    commune.receive(put(commune, "thu/a.txt", b"a"))
    (item,) = received_items(commune.workspace)
    assert sentence("unread-folder", folder=str(commune.folder / "thu")) in item.sentence
    assert sentence("unread-sender", sender="A") not in item.sentence
    commune.context.store._connection.execute("UPDATE unread SET seal = ''")
    (item,) = received_items(commune.workspace)
    assert (item.need, item.sentence) == (Need.DAMAGED, sentence("damaged-unread", place="a.txt"))
    dismiss(commune.workspace, [item.place])
    assert not received_items(commune.workspace)


def test_dropping_all_again_changes_nothing(commune: Office, school: Office) -> None:
    archive = put(
        commune,
        "thu.zip",
        zipped({"a.lcweek": school.report(2).read_bytes(), "b.txt": b"b", "c.txt": b"b", "Thumbs.db": b""}),
    )
    first = commune.receive(archive)
    listed = received_items(commune.workspace)
    again = commune.receive(archive)
    assert received_items(commune.workspace) == listed
    assert len(unread(commune.workspace)) == 2
    assert [each.place for each in first] == [each.place for each in again]


def test_a_locked_archive_is_unreadable_and_is_received_once_it_is_not(commune: Office) -> None:
    file = put(commune, "khoa.zip", zipped({"Thumbs.db": b"a"}))
    with withheld(file):
        assert code_of(commune, file) == "file-unreadable"
    assert len(unread(commune.workspace)) == 1
    assert code_of_all(commune, file) == [OPENED, "passed-system"]
    assert not unread(commune.workspace)


def code_of_all(office: Office, file: Path) -> list[str]:
    return [result.code for result in office.receive(file)]
