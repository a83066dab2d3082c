"""The province of 8 districts, 106 communes and 340 invented schools, and 200 orders of arrival.

The orders are those of what came to one district (tests/benchmarks/province.py).
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.province import Province, try_orders

DISTRICTS, COMMUNES, SCHOOLS = 8, 106, 340
ORDERS, SENDERS = 200, 32


def main() -> dict[str, object]:
    """Return what was tried. Raises AssertionError for an item that ends elsewhere, a sum that is not that of
    what was planted, or a state that depends on the order of arrival."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        whole = Province(Path(folder), DISTRICTS, COMMUNES, SCHOOLS)
        whole.settle()
    whole.tally.cells.assert_good()
    tried = asdict(whole.tally)
    print(f"  {whole.tally}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        one = Province(Path(folder), 1, 0, SENDERS)
        try_orders(one, one.inbox(one.districts[0]), ORDERS)
    seconds = time.perf_counter() - begun
    print(f"  {ORDERS} orders of what {SENDERS} schools sent: one state; {seconds:.0f} s in all")
    return {**tried, "orders": ORDERS, "seconds": seconds}


if __name__ == "__main__":
    main()
