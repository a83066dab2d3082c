"""A release is signed: the list of hashes by minisign, and setup, list and signature in one file.

The secret key is the releaser's alone. It is read by minisign, which asks for its password; it never comes
near the repository or a build.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Final

import dev
from lcweek_desktop import __version__
from lcweek_desktop.bundle.update import LIST, PRODUCT, SIGNATURE, read_update, write_update
from lcweek_desktop.errors import KnownError
from windows import rig

PROGRAMS: Final = {"minisign": "minisign"}
RELEASE_KEY: Final = dev.ROOT / "resources" / "release.pub"


def sign(key: Path, folder: Path, version: str = __version__, release_key: Path = RELEASE_KEY) -> Path:
    """Sign the list in `folder`, which `windows build` made, and write the update of `version` beside it.

    Raises SystemExit where something is missing, where a setup is not that of the list, or where the
    signature is not that of `release_key`, by which the program will judge it.
    """
    rig.install(PROGRAMS)
    listed, setup = folder / LIST, folder / f"{PRODUCT}-{version}-setup.exe"
    if not (listed.is_file() and setup.is_file()):
        sys.exit(f"{folder} has no {setup.name} with its {LIST}; `windows build` makes them.")
    data, lines = setup.read_bytes(), listed.read_text(encoding="ascii").splitlines()
    if f"{hashlib.sha256(data).hexdigest()}  {setup.name}" not in lines:
        sys.exit(f"{setup.name} is not the file that {LIST} names.")
    signature, update = folder / SIGNATURE, folder / f"{PRODUCT}-{version}.lcupdate"
    comment = f"{PRODUCT} {version}"
    words = ["minisign", "-S", "-s", str(key), "-m", str(listed), "-x", str(signature), "-t", comment]
    if subprocess.call(words) != 0:
        sys.exit("minisign did not sign; nothing was made.")
    write_update(data, listed.read_bytes(), signature.read_bytes(), version, update)
    try:
        read_update(update, release_key)
    except KnownError as error:
        update.unlink()
        sys.exit(
            f"The program would refuse it ({error.code}): {release_key.name} is not the key of {key.name}."
        )
    return update
