"""What is inside the program for Windows: looked into, and listed for people."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import dev
from windows import contents, freezing, rig

PAGE = freezing.PAGE.read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| (\S+) (\S+) \| ([^|]+) \| `([0-9a-f]{64})` \|$", PAGE, re.MULTILINE)


def plain(package: str) -> str:
    """The name of a package as every way of writing it comes to."""
    return re.sub("[-.]", "_", package)


def locked() -> set[tuple[str, str]]:
    text = dev.LOCK.read_text(encoding="utf-8") + rig.INTERPRETER.read_text(encoding="utf-8")
    return {
        (plain(name), version) for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE)
    }


def test_every_binary_on_the_page_is_of_a_version_that_is_locked() -> None:
    assert len(ROWS) > 40
    assert {(plain(package), version) for _, package, version, _, _ in ROWS} <= locked()
    assert all(licence.strip() for _, _, _, licence, _ in ROWS)


def test_nothing_on_the_page_is_there_to_please_wine_or_for_no_use() -> None:
    places = "\n".join(place.lower() for place, *_ in ROWS)
    for unwanted in (
        *contents.ONLY_OF_WINE,
        "opengl32sw",
        "_avif",
        "libcrypto",
        "libssl",
        "/tls/",
        "direct2d",
    ):
        assert unwanted not in places


def test_there_is_one_runtime_of_microsofts_where_every_library_finds_it() -> None:
    runtime = [place for place, *_ in ROWS if Path(place).name.lower().startswith(contents.RUNTIME)]
    own = {place for place in runtime if Path(place).parent.suffix == ".libs"}
    assert {str(Path(place).parent) for place in {*runtime} - own} == {"_internal"}
    # A wheel may bring one under a name that no other library asks for.
    assert all(re.search("-[0-9a-f]{32}$", Path(place).stem) for place in own)


@pytest.fixture
def frozen(tmp_path: Path, outside: Callable[[str], Path]) -> Path:
    """A folder like the program's, with a library that asks Windows alone."""
    outside(rig.GCC)
    internal = tmp_path / "lcweek" / "_internal"
    internal.mkdir(parents=True)
    library(internal / "own.dll", tmp_path)
    return internal.parent


def library(target: Path, folder: Path, needs: Path | None = None) -> None:
    """Compile a library; it calls `needs`, another of this kind, where that is given."""
    called = f"int {needs.stem}(void);" if needs else ""
    source = folder / "source.c"
    source.write_text(f"{called} int {target.stem}(void) {{ return {f'{needs.stem}()' if needs else '7'}; }}")
    linked = [str(needs)] if needs else []
    words = [rig.GCC, "-shared", "-o", str(target), str(source), *linked]
    subprocess.run(words, check=True)


def test_a_library_that_no_locked_package_has_is_a_fault(frozen: Path) -> None:
    assert contents.faults(frozen) == ["_internal/own.dll is of no locked package"]


def test_what_pleases_wine_alone_is_a_fault(frozen: Path, tmp_path: Path) -> None:
    for name in contents.ONLY_OF_WINE:
        library(frozen / "_internal" / name, tmp_path)
        assert f"_internal/{name} is there to please wine" in contents.faults(frozen)


def test_a_library_is_a_fault_where_what_it_needs_is_not_found(frozen: Path, tmp_path: Path) -> None:
    deep = frozen / "_internal" / "package"
    deep.mkdir()
    library(tmp_path / "msvcp140.dll", tmp_path)
    library(deep / "code.dll", tmp_path, needs=tmp_path / "msvcp140.dll")
    fault = "_internal/package/code.dll needs msvcp140.dll, which neither Windows has"
    assert any(found.startswith(fault) for found in contents.faults(frozen))
    (deep / "msvcp140.dll").write_bytes((tmp_path / "msvcp140.dll").read_bytes())
    assert any(found.startswith(fault) for found in contents.faults(frozen)), (
        "beside one library is not enough"
    )
    (frozen / "_internal" / "msvcp140.dll").write_bytes((tmp_path / "msvcp140.dll").read_bytes())
    assert not any(found.startswith(fault) for found in contents.faults(frozen))


def test_a_library_under_a_name_of_its_own_is_found_beside_its_package(frozen: Path, tmp_path: Path) -> None:
    package, renamed = frozen / "_internal" / "package", tmp_path / "msvcp140_1a2b.dll"
    package.mkdir()
    library(renamed, tmp_path)
    library(package / "code.dll", tmp_path, needs=renamed)
    fault = "_internal/package/code.dll needs msvcp140_1a2b.dll"
    assert any(found.startswith(fault) for found in contents.faults(frozen))
    beside = package.with_name("package.libs")
    beside.mkdir()
    (beside / renamed.name).write_bytes(renamed.read_bytes())
    assert not any(found.startswith(fault) for found in contents.faults(frozen))


def test_the_digest_follows_what_the_program_imports() -> None:
    modules = freezing.imported_modules()
    assert {"PySide6.QtWidgets", "sqlite3", "click"} <= set(modules)
    assert not any(name.startswith("lcweek_desktop") for name in modules)
