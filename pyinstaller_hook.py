"""The first that the frozen program does: it takes its modules from the one archive that both programs share.

PyInstaller gives each program an archive of its own; the two would be the same nine megabytes (ADR 145).
Run by PyInstaller's starter, in which `pyimod02_importers` has just opened the program's own, empty archive.
"""

import os
import sys

import pyimod02_importers  # type: ignore[import-not-found]  # is in the frozen program alone

shared = os.path.join(sys._MEIPASS, "modules.pyz")  # type: ignore[attr-defined]  # noqa: PTH118 - no module yet
pyimod02_importers.pyz_archive.__init__(shared, 0, check_pymagic=True)
