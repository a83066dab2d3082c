"""The sent file goes onto a stick and into a message."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest

from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.output.handing_over import copy_to, write_mail
from tests.services.office import Office


def test_a_copy_takes_the_place_of_no_other_file(school: Office) -> None:
    sent = school.report(2, "gửi.pdf")
    stick = school.folder / "usb"
    stick.mkdir()
    (stick / "gửi.pdf").write_bytes(b"another")
    copy = copy_to(sent, stick)
    assert (copy.name, copy.read_bytes()) == ("gửi (2).pdf", sent.read_bytes())
    assert copy_to(sent, stick) == copy
    assert (stick / "gửi.pdf").read_bytes() == b"another"
    with pytest.raises(KnownError) as refused:
        copy_to(sent, stick / "không có")
    assert refused.value.code == "export-folder"


def test_a_message_carries_the_file_and_waits_to_be_sent(school: Office) -> None:
    sent = school.report(2, "gửi.pdf")
    subject, text = "Báo cáo kết quả của Trường Tiểu học Thèn Sin", "Kính gửi Xã Thèn Sin: …"
    mail = write_mail(school.context, sent, subject, text)
    first = mail.read_bytes()
    message = message_from_bytes(first, policy=default)
    assert (message["Subject"], message["X-Unsent"], message["To"]) == (subject, "1", None)
    body = message.get_body()
    assert body is not None and body.get_content().strip() == text
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("gửi.pdf", "application/pdf")
    assert attached.get_content() == sent.read_bytes()
    assert write_mail(school.context, sent, subject, text).read_bytes() == first
