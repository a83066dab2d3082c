"""Machines on which campaigns are published and installed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from dev import ROOT
from lcweek_desktop.services.campaigns.definition_folder import read_definition_folder
from lcweek_desktop.services.campaigns.installing import CampaignOffer, campaign_offer
from lcweek_desktop.services.campaigns.publishing import publication, publish
from lcweek_desktop.services.receiving.new_editions import install_and_receive
from lcweek_desktop.services.workspace.context import AppContext, open_context
from lcweek_desktop.services.workspace.units import UnitSetup, set_up
from lcweek_desktop.services.workspace.workspace import Workspace

NOW = datetime(2024, 9, 20, 9)
THU = ROOT / "tests" / "data" / "campaigns" / "thu"


class Machine:
    """An installation that works on campaigns; as a context manager it closes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open()

    def _open(self) -> None:
        self._opened = ExitStack()
        self.context: AppContext = self._opened.enter_context(
            open_context(self.folder / "du-lieu", ROOT / "forms", lambda: NOW)
        )

    def restart(self) -> None:
        self.close()
        self._open()

    def close(self) -> None:
        self._opened.close()

    def work_as(
        self, code: str, name: str, level: str, campaign: str = "2024", parent: str | None = None
    ) -> Workspace:
        return set_up(self.context, campaign, UnitSetup(code, name, level, parent))

    def publish(self, definition: Path, name: str = "ky.lcweek", edition: int | None = None) -> Path:
        """Publish the campaign in the folder `definition`; its file."""
        offer = publication(self.context, read_definition_folder(definition), edition=edition)
        publish(self.context, offer, self.folder / name)
        return self.folder / name

    def offer(self, file: Path) -> CampaignOffer:
        return campaign_offer(self.context, file)

    def install(self, file: Path) -> CampaignOffer:
        offer = self.offer(file)
        install_and_receive(self.context, offer)
        return offer


Machines = Callable[[str], Machine]


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """Opens machines by their names."""
    with ExitStack() as opened:

        def machine(name: str) -> Machine:
            (tmp_path / name).mkdir()
            made = Machine(tmp_path / name)
            opened.callback(made.close)
            return made

        yield machine


@pytest.fixture
def province(machines: Machines) -> Machine:
    """The machine of the province, which works on the shipped campaign of 2024."""
    made = machines("tinh")
    made.work_as("12", "Tỉnh Lai Châu", "tinh")
    return made


@pytest.fixture
def school(machines: Machines) -> Machine:
    """The machine of a school on which nothing was set up yet."""
    return machines("truong")


@pytest.fixture
def definition(tmp_path: Path) -> Path:
    """A folder with the made-up campaign "thu" of the directory thu-2024."""
    folder = tmp_path / "thu"
    shutil.copytree(THU, folder)
    return folder


@pytest.fixture
def of_2024(tmp_path: Path) -> Path:
    """A folder with the definition of the shipped campaign of 2024; its directory is the shipped one."""
    folder = tmp_path / "2024"
    shutil.copytree(ROOT / "forms" / "2024", folder)
    return folder


def reword(folder: Path, file: str, written: str, other: str) -> None:
    """Replace the first `written` in a file of a definition."""
    before = (folder / file).read_text(encoding="utf-8")
    assert written in before
    (folder / file).write_text(before.replace(written, other, 1), encoding="utf-8", newline="\n")
