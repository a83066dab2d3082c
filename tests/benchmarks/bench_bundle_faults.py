"""Every single-bit flip, truncation and appended byte of a small bundle; none of them may be taken."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from dev import ROOT
from lcweek_desktop.bundle.container import Entry, read_container, write_container
from lcweek_desktop.bundle.reader import read_bundle
from lcweek_desktop.errors import KnownError
from lcweek_desktop.services.receiving.sent_bundle import sent_bundle
from tests.bundle.small_form import FORMS

BUNDLE = ROOT / "tests" / "data" / "bundles" / "ok-minimal.lcweek"


def main() -> dict[str, dict[str, float]]:
    data = BUNDLE.read_bytes()
    appended = (data + bytes([byte]) for byte in range(256))
    measured = {
        "flips": tried(flipped(data)),
        "flips inside": tried(flipped_inside(data)),
        "truncations": tried(data[:length] for length in range(len(data))),
        "appended": tried(appended),
    }
    for kind, found in measured.items():
        print(f"{kind:<12} {found['tried']:>7,} tried {found['taken']:>3} taken {found['seconds']:>6.1f} s")
    if any(found["taken"] for found in measured.values()):
        raise AssertionError(f"a damaged bundle was taken: {measured}")
    return measured


def flipped(data: bytes) -> Iterator[bytes]:
    for bit in range(8 * len(data)):
        damaged = bytearray(data)
        damaged[bit // 8] ^= 1 << bit % 8
        yield bytes(damaged)


def flipped_inside(data: bytes) -> Iterator[bytes]:
    """`data` with each bit of each entry flipped in turn, and checksums that fit.

    The container is valid, so that another check has to find the change.
    """
    entries = read_container(data)
    for at, entry in enumerate(entries):
        for damaged in flipped(bytes(entry.data)):
            yield write_container([*entries[:at], Entry(entry.name, damaged), *entries[at + 1 :]])


def tried(damaged: Iterable[bytes]) -> dict[str, float]:
    """The number of files that were tried and of those that were taken, and the time in seconds."""
    started = time.perf_counter()
    taken = [is_taken(data) for data in damaged]
    return {"tried": len(taken), "taken": sum(taken), "seconds": time.perf_counter() - started}


def is_taken(data: bytes) -> bool:
    """Whether `data` is read as a valid bundle. Any error but a KnownError ends the benchmark."""
    try:
        read_bundle(sent_bundle(data, "tệp"), FORMS)
    except KnownError:
        return False
    return True


if __name__ == "__main__":
    main()
