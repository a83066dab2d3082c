"""Pictures of every page, with data and empty, light and dark, into docs/screenshots/ (`dev.py shots`)."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageDraw, ImageOps
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from dev import ROOT
from lcweek_desktop.domain.form import CampaignId, RowKey
from lcweek_desktop.domain.report import Photo
from lcweek_desktop.services.backup.backing_up import make_backup
from lcweek_desktop.services.demo.entries import made_up_entry
from lcweek_desktop.services.output.sending import send
from lcweek_desktop.services.receiving.incoming import receive
from lcweek_desktop.services.report.checking import current_draft, save_draft
from lcweek_desktop.services.report.entry_document import apply_entry
from lcweek_desktop.services.report.photos import store_photo
from lcweek_desktop.services.workbench.campaign_drafts import base_definition, begin_campaign, save_campaign
from lcweek_desktop.services.workbench.table_rows import add_row_after
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace
from lcweek_desktop.ui.pages.campaign.page import CampaignPage
from lcweek_desktop.ui.pages.output.page import OutputPage
from lcweek_desktop.ui.pages.summing.page import SummingPage
from lcweek_desktop.ui.session.page_entries import CAMPAIGN
from lcweek_desktop.ui.shell.application import create_window
from lcweek_desktop.ui.shell.window import Window
from lcweek_desktop.ui.widgets.theme import theme
from tests.bundle.sample_campaigns import campaign_file
from tests.services.three_tiers import received_by_district

FOLDER = ROOT / "docs" / "screenshots"
FORMS = ROOT / "forms"
SIZE = (1366, 728)
"""The size of the window in pixels: a laptop's screen without the bar of the system."""
SETTLED = 1500
"""Milliseconds that a page has to fill before its picture is taken."""

SCHOOL = ("03394-th", "Trường Tiểu học Thèn Sin", "truong", "03394")
PHOTOS = (
    ("Lễ khai mạc Tuần lễ hưởng ứng học tập suốt đời tại trường", "1.1"),
    ("Ngày hội đọc sách", "6.1"),
    ("Học sinh giới thiệu sách với phụ huynh", None),
    ("", None),
)
PROVINCE = ("12", "Tỉnh Lai Châu", "tinh", "")
COMMUNE = ("03394", "Xã Thèn Sin", "xa", "106")


def main(only: Collection[str] = ()) -> None:
    """Take the pictures of the data folders called `only`, of all when there is none."""
    app = QApplication(["lcweek"])
    theme().install(app)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, home in homes(Path(folder)):
            if only and name not in only:
                continue
            for scheme in (Qt.ColorScheme.Light, Qt.ColorScheme.Dark):
                theme().use_colour_scheme(scheme)
                take(name, home, scheme.name.lower())
    # Without a real clipboard Qt would free what was copied when Python is gone, and crash.
    QGuiApplication.clipboard().clear()


def homes(folder: Path) -> Iterator[tuple[str, Path]]:
    """Make data folders, each with the name for its pictures.

    They are one without a unit, a province that makes the next campaign, a school and a commune with empty
    reports, and a school, a commune and a district with data.
    """
    yield "start", folder / "moi"
    with open_context(folder / "tinh", FORMS) as context:
        new_unit(context, PROVINCE, None)
        begin_next(context)
    yield "province", folder / "tinh"
    with open_context(folder / "trong", FORMS) as context:
        new_unit(context, SCHOOL, None)
    yield "empty", folder / "trong"
    with open_context(folder / "xa-trong", FORMS) as context:
        new_unit(context, COMMUNE, None)
    yield "receiver", folder / "xa-trong"
    listed = folder / "danh-muc.csv"
    listed.write_text(
        f"code,name,level,parent_code\n{','.join(SCHOOL)}\n03394-thcs,Trường THCS Thèn Sin,truong,03394\n",
        encoding="utf-8",
    )
    with open_context(folder / "truong", FORMS) as context:
        school = filled(new_unit(context, SCHOOL, listed))
        with_photos(school, folder)
        send(school, folder / "gui.pdf")
        for _ in range(3):
            make_backup(context)
    yield "school", folder / "truong"
    with open_context(folder / "xa", FORMS) as context:
        commune = filled(new_unit(context, COMMUNE, listed))
        list(receive(commune, [folder / "gui.pdf"], confirm_keys=True))
    yield "commune", folder / "xa"
    (folder / "cac-cap").mkdir()
    yield "district", received_by_district(folder / "cac-cap")


def new_unit(context: AppContext, unit: tuple[str, str, str, str], listed: Path | None) -> Workspace:
    code, name, level, parent = unit
    return set_up(context, "2024", UnitSetup(code, name, level, parent or None), listed=listed)


def begin_next(context: AppContext) -> None:
    """Begin the campaign of the year after next from that of 2024, with a row more."""
    draft = begin_campaign(context, base_definition(context, CampaignId("2024")), 2026)
    added = add_row_after(draft.definition, "8")
    save_campaign(context, replace(draft, definition=added.definition))


def filled(workspace: Workspace) -> Workspace:
    document = made_up_entry(workspace.form, workspace.unit)
    draft = current_draft(workspace)
    save_draft(
        workspace, apply_entry(document, draft, workspace.form, workspace.unit.level, lambda name: name)
    )
    return workspace


def with_photos(workspace: Workspace, folder: Path) -> None:
    """Add four drawings to the report in place of photos."""
    draft = current_draft(workspace)
    photos = []
    for number, (caption, row) in enumerate(PHOTOS):
        file = folder / f"{number}.png"
        drawn_photo(number).save(file)
        photos.append(
            Photo(store_photo(workspace.context, file).sha256, caption, RowKey(row) if row else None)
        )
    save_draft(workspace, replace(draft, content=replace(draft.content, photos=tuple(photos))))


def drawn_photo(number: int) -> Image.Image:
    """A drawing of sky and mountains; every other one is upright."""
    width, height = ((1200, 800), (800, 1200))[number % 2]
    picture = Image.linear_gradient("L").resize((width, height))
    picture = ImageOps.colorize(picture, "#7fb2e5", "#f3e9d2")
    draw = ImageDraw.Draw(picture)
    for layer, tone in enumerate(("#6f8f7a", "#4f7358", "#33563d")):
        top = height * (45 + 15 * layer) // 100
        peaks = [
            (width * step // 6, top + height * ((step * 7 + number * 5 + layer * 3) % 11 - 5) // 60)
            for step in range(7)
        ]
        draw.polygon([(0, height), *peaks, (width, height)], fill=tone)
    return picture


def take(name: str, home: Path, scheme: str) -> None:
    """Save pictures of the window on the data folder `home`, one for each page."""
    window = create_window(home)
    window.resize(*SIZE)
    window.show()
    settle()
    if window.workspace_view is None:
        save(window, f"{name}-{scheme}")
    elif name == "province":
        take_campaign(window, home, scheme)
    else:
        for key in window.workspace_view.keys:
            window.workspace_view.show_page(key)
            settle()
            page = window.workspace_view.page(key)
            if isinstance(page, SummingPage):
                page.sums.show_next_outlier()
                settle()
            while isinstance(page, OutputPage) and not page.preview.is_rendered:
                settle()
            save(window, f"{name}-{key}-{scheme}")
    window.close()
    settle()


def take_campaign(window: Window, home: Path, scheme: str) -> None:
    """Save pictures of Kỳ báo cáo, one for each of its tabs, and of the question before a campaign is
    installed."""
    view = window.workspace_view
    assert view is not None
    view.show_page(CAMPAIGN)
    page = view.page(CAMPAIGN)
    assert isinstance(page, CampaignPage)
    for at, tab in enumerate(("rows", "columns", "outline", "texts", "levels", "checks", "trial", "changes")):
        page.tabs.setCurrentIndex(at)
        settle()
        while not page.paper.preview.is_rendered:
            settle()
        save(window, f"province-campaign-{tab}-{scheme}")
    file = home / "ky-bao-cao.lcweek"
    file.write_bytes(campaign_file())
    window.open_files([file])
    settle()
    dialog = window.changes.installer.dialog
    assert dialog is not None
    save(dialog, f"province-install-{scheme}")
    dialog.reject()


def settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(SETTLED, loop.quit)
    loop.exec()


def save(widget: QWidget, name: str) -> None:
    """Save a picture of a window. It is reduced to 256 colours, which makes the file a third as large."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    size, line = (image.width(), image.height()), image.bytesPerLine()
    picture = Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "RGB", line, 1)
    picture.quantize(256, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
