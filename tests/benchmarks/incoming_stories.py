"""What a school may send, as one story each, which puts its files into an inbox and says where they end."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image

from lcweek_desktop.domain.form import Cell, CellState, LevelKey
from lcweek_desktop.domain.unit import Unit
from lcweek_desktop.services.output.printing import print_report
from lcweek_desktop.services.receiving.need import Need
from tests.benchmarks.inbox import PASSED_OVER, PASSWORD, UNREADABLE, Inbox
from tests.compound import compound, outlook_mail
from tests.factories import FORM
from tests.intake.filled_forms import Filled
from tests.intake.filled_forms import filled as numbers_of_shape
from tests.intake.shapes import SHAPES, steady
from tests.services.conftest import key_file
from tests.services.installation import Installation
from tests.services.signed_paper import signed_page
from tests.zips import seven_zip, strong_zip, zipped

SCHOOL: Final = LevelKey("truong")
_CONVERTED: Final = ("template_in_open_document", "old_excel", "open_document", "old_word")
"""The shapes that LibreOffice saves, too slow to be made by the hundred; tests/intake reads them."""
HANDMADE: Final = [make for make in SHAPES if make.__name__ not in _CONVERTED]

Figures = Mapping[Cell, int]


def open_cells(level: LevelKey) -> list[Cell]:
    """The cells that a unit of `level` fills."""
    return [cell for cell in FORM.stored_cells if FORM.state(cell, level) is CellState.OPEN]


def figures(random: Random, level: LevelKey = SCHOOL) -> Figures:
    """Numbers for about a third of the cells of a unit of `level`."""
    return {cell: random.randrange(1, 90) for cell in open_cells(level) if random.random() < 0.3}


def fill(site: Installation, unit: Unit, numbers: Figures) -> None:
    """Put `numbers` into the draft of `unit`."""
    rows: dict[str, dict[str, int | None]] = {}
    for cell in open_cells(unit.level):
        rows.setdefault(str(cell.row), {})[str(cell.measure)] = numbers.get(cell)
    site.fill(unit.code, {"figures": rows})


class Sender:
    """The PC of one school: `unit` at work in `home`, and what it sends to `inbox`."""

    def __init__(self, unit: Unit, inbox: Inbox, random: Random) -> None:
        self.unit, self.inbox, self.random = unit, inbox, random
        self.made = TemporaryDirectory()
        self.home = Path(self.made.name) / "may"
        self.site = Installation(self.home)
        self.site.add(unit)

    def close(self) -> None:
        """Throw the PC away."""
        self.site.close()
        self.made.cleanup()

    def report(self, numbers: Figures, suffix: str = "lcweek") -> bytes:
        """The file of the next revision, with `numbers`."""
        return self.report_of(self.site, numbers, suffix)

    def report_of(self, site: Installation, numbers: Figures, suffix: str = "lcweek") -> bytes:
        """The file of the next revision made on `site`."""
        fill(site, self.unit, numbers)
        with TemporaryDirectory() as folder:
            file = Path(folder) / f"gui.{suffix}"
            site.send(self.unit.code, file)
            return file.read_bytes()

    def name(self, suffix: str, more: str = "") -> str:
        """How the school names a file."""
        return f"{self.unit.code}{more}.{suffix}"

    def figures(self) -> Figures:
        """Other numbers at each call."""
        return figures(self.random)


Story = Callable[[Sender], None]


def plain(sender: Sender) -> None:
    """A report."""
    numbers = sender.figures()
    file = sender.inbox.put(sender.name("lcweek"), sender.report(numbers))
    sender.inbox.count(sender.unit, numbers)
    sender.inbox.plain.append((sender.unit, file))


def as_pdf(sender: Sender) -> None:
    """A report as a PDF."""
    numbers = sender.figures()
    sender.inbox.put(sender.name("pdf"), sender.report(numbers, "pdf"))
    sender.inbox.count(sender.unit, numbers)


def corrected(sender: Sender) -> None:
    """A report, then another revision."""
    first = sender.figures()
    second = {cell: number + 1 for cell, number in first.items()}
    sender.inbox.put(sender.name("lcweek"), sender.report(first))
    sender.inbox.put(sender.name("lcweek", " sua"), sender.report(second))
    sender.inbox.stand(sender.unit, 1, Need.OLD)
    sender.inbox.count(sender.unit, second, 2)


def emptied(sender: Sender) -> None:
    """A report, then a revision without a figure, about which a person is asked."""
    numbers = sender.figures()
    sender.inbox.put(sender.name("lcweek"), sender.report(numbers))
    sender.inbox.put(sender.name("lcweek", " trong"), sender.report({}))
    sender.inbox.count(sender.unit, numbers)
    sender.inbox.stand(sender.unit, 2, Need.DECISION)


def twice(sender: Sender) -> None:
    """A report that came twice, the second time as a browser names copies."""
    numbers = sender.figures()
    data = sender.report(numbers)
    sender.inbox.put(sender.name("lcweek"), data)
    sender.inbox.put(sender.name("lcweek", " (1)"), data)
    sender.inbox.count(sender.unit, numbers)


def in_conflict(sender: Sender) -> None:
    """Two PCs with one key send two reports of one revision."""
    with sender.site.copied(sender.home.with_name("may2")) as second:
        sender.inbox.put(sender.name("lcweek"), sender.report(sender.figures()))
        sender.inbox.put(sender.name("lcweek", " may 2"), sender.report_of(second, sender.figures()))
    sender.inbox.stand(sender.unit, 1, Need.DECISION)
    sender.inbox.stand(sender.unit, 1, Need.DECISION)


def reinstalled(sender: Sender) -> None:
    """The PC was set up anew: a second report under a key that does not follow, as another
    school of that code would send."""
    sender.inbox.put(sender.name("lcweek"), sender.report(sender.figures()))
    with Installation(sender.home.with_name("may-moi")) as second:
        second.add(sender.unit)
        sender.inbox.put(sender.name("lcweek", " may moi"), sender.report_of(second, sender.figures()))
    sender.inbox.stand(sender.unit, 1, Need.ONE_CODE)
    sender.inbox.stand(sender.unit, 1, Need.ONE_CODE)


def went_on(sender: Sender) -> None:
    """The PC was set up from a backup, which holds no key: the second report follows the first."""
    first = sender.figures()
    sender.inbox.put(sender.name("lcweek"), sender.report(first))
    key_file(sender.home, sender.unit.id).unlink()
    sender.inbox.put(sender.name("lcweek", " khoa moi"), sender.report(sender.figures()))
    sender.inbox.count(sender.unit, first, 1)
    sender.inbox.stand(sender.unit, 2, Need.KEY)


def empty(sender: Sender) -> None:
    """A report without a figure."""
    sender.inbox.put(sender.name("lcweek"), sender.report({}))
    sender.inbox.count(sender.unit, {})


def _parcel(sender: Sender, suffix: str, wrapped: Callable[[str, bytes], bytes]) -> None:
    numbers = sender.figures()
    member = sender.name("lcweek")
    file = sender.inbox.put(sender.name(suffix), wrapped(member, sender.report(numbers)))
    sender.inbox.inside(file, member)
    sender.inbox.count(sender.unit, numbers)


def zip_archive(sender: Sender) -> None:
    """A report in a ZIP archive."""
    _parcel(sender, "zip", lambda name, data: zipped({name: data}))


def seven_zip_archive(sender: Sender) -> None:
    """A report in a 7z archive."""
    _parcel(sender, "7z", lambda name, data: seven_zip({name: data}))


def locked_archive(sender: Sender) -> None:
    """A report in an archive whose password the receiver knows."""
    _parcel(sender, "zip", lambda name, data: strong_zip({name: data}, PASSWORD))


def unknown_password(sender: Sender) -> None:
    """A report in an archive whose password nobody told."""
    locked = strong_zip({"bao-cao.lcweek": sender.report(sender.figures())}, "không nói")
    file = sender.inbox.put(sender.name("zip"), locked, UNREADABLE)
    sender.inbox.left[file.name] = Need.UNREADABLE


def mail(sender: Sender) -> None:
    """A report attached to a mail."""

    def wrapped(name: str, data: bytes) -> bytes:
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"] = "Vàng A <va@truong.vn>", "xa@laichau.gov.vn"
        message["Subject"], message["Message-ID"] = "Báo cáo", f"<{sender.unit.code}@truong.vn>"
        message.set_content("Kính gửi báo cáo.")
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
        return message.as_bytes()

    _parcel(sender, "eml", wrapped)


def mail_of_outlook(sender: Sender) -> None:
    """A report attached to a mail that Outlook saved."""
    _parcel(sender, "msg", lambda name, data: compound(outlook_mail({name: data})))


def cut_pdf(sender: Sender) -> None:
    """A PDF of which too little came for the bundle to be in it."""
    data = sender.report(sender.figures(), "pdf")
    file = sender.inbox.put(sender.name("pdf"), data[:900], UNREADABLE)
    sender.inbox.left[file.name] = Need.UNREADABLE


def on_paper(sender: Sender) -> None:
    """A report, and after it a photo of its signed page."""
    numbers = sender.figures()
    sender.inbox.put(sender.name("lcweek"), sender.report(numbers))
    sender.inbox.put(sender.name("jpg", "_ky"), _photo_of_paper(sender, numbers))
    sender.inbox.count(sender.unit, numbers)


def rubbish(sender: Sender) -> None:
    """A report, and what lies beside it on a stick."""
    plain(sender)
    inbox, code = sender.inbox, sender.unit.code
    for name in (f"~${code}.docx", f"{code}.mp4", f"{code}.pdf.crdownload"):
        inbox.put(name, sender.random.randbytes(500), PASSED_OVER)
    picture = io.BytesIO()
    Image.effect_noise((640, 480), sender.random.randrange(40, 90)).save(picture, "JPEG")
    file = inbox.put(f"IMG_{code}.jpg", picture.getvalue(), UNREADABLE)
    inbox.left[file.name] = Need.UNREADABLE


def by_hand(sender: Sender) -> None:
    """A file that somebody made by hand."""
    _by_hand(sender, superseded=False)


def by_hand_then_signed(sender: Sender) -> None:
    """A file made by hand, and the report that the unit signed afterwards."""
    _by_hand(sender, superseded=True)


def _by_hand(sender: Sender, *, superseded: bool) -> None:
    inbox, unit = sender.inbox, sender.unit
    make = sender.random.choice(HANDMADE)
    seed = sender.random.randrange(1 << 30)

    def given(number: int, *_: str) -> Filled:
        found = numbers_of_shape(seed + number, unit.code, unit.name)
        found.above = f"ỦY BAN NHÂN DÂN {inbox.receiver.name}".upper()
        return found

    name, data, filled = make(given)
    name = f"{unit.code} {name}"
    inbox.put(name, steady(data), UNREADABLE)
    inbox.typed[name] = unit.code, filled.draft()["cells"]
    if superseded:
        numbers = sender.figures()
        inbox.put(sender.name("lcweek"), sender.report(numbers))
        inbox.stand(unit, 0, Need.OLD)
        inbox.count(unit, numbers)
    else:
        inbox.stand(unit, 0, Need.NEW)
        inbox.counted.update(filled.cells)


def _photo_of_paper(sender: Sender, numbers: Figures) -> bytes:
    pdf = Path(sender.made.name) / "giay.pdf"
    print_report(sender.site.workspace(sender.unit.code), pdf, final=True)
    out = io.BytesIO()
    signed_page(pdf).save(out, "JPEG", quality=85)
    return out.getvalue()


STORIES: Final[tuple[Story, ...]] = (
    plain,
    as_pdf,
    corrected,
    emptied,
    twice,
    in_conflict,
    reinstalled,
    went_on,
    empty,
    zip_archive,
    seven_zip_archive,
    locked_archive,
    unknown_password,
    mail,
    mail_of_outlook,
    cut_pdf,
    on_paper,
    rubbish,
    by_hand_then_signed,
)
"""What schools send that use the program, in the order in which it is planted."""
