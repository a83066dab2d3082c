"""Run every bench_*.py beside this file, or those named, and write build/bench.json.

A benchmark has a `main()` that prints its own rows of the table and returns what it measured, as a dict
that JSON can hold. One that raises is reported, and the others still run.
"""

from __future__ import annotations

import json
import os
import platform
import runpy
import sys
import traceback
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE.parent.parent / "build" / "bench.json"


def main(names: list[str]) -> int:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    wanted = [path for path in sorted(HERE.glob("bench_*.py")) if not names or path.stem[6:] in names]
    if not wanted:
        print("No benchmark of that name." if names else "No benchmarks yet.")
        return 2 if names else 0
    machine = {"python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count()}
    print(*(f"{key}: {value}" for key, value in machine.items()), sep=" · ")
    results = {path.stem[6:]: measure(path) for path in wanted}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(
        json.dumps({"machine": machine, "results": results}, ensure_ascii=False, indent=2) + "\n",
        encoding="utf-8",
        newline="\n",
    )
    return 1 if None in results.values() else 0


def measure(path: Path) -> dict[str, Any] | None:
    """What the benchmark's `main()` returned, or None when it failed."""
    print(f"\n{path.stem[6:]}", flush=True)
    try:
        measured: dict[str, Any] = runpy.run_path(str(path))["main"]()
    except Exception:
        traceback.print_exc()
        return None
    return measured


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
