"""The residents' month, compiled and as plain Mesa objects: ``python -m benchmarks.month``.

Both run in one process, alternating, on the same opening state; the table gives the median and the range of
processor time, in which what else runs on the machine counts less. Beside it, where there is a compiler, is a
bare kernel in C, see ``bare_kernel.c``. A million residents are too many for plain Mesa.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable

from benchmarks.bare_kernel import bare_kernel
from benchmarks.plain_mesa import PlainModel
from sim.district import District
from sim.residents.blocks.living import live_through
from sim.residents.decision import residents_month
from sim.scenario import load_scenario

MONTHS_BEFORE = 9
MONTHS_BARE = 15
TOO_MANY = 1_000_000


def place_of(residents: int) -> District:
    """Build a district of this size, in communities of 2,000, and live nine months in it."""
    groups = f'place.communities=[{{type="mixed",count={residents // 2000},residents=2000}}]'
    district = District(load_scenario("baoan_sample", overrides=[groups]), views=False)
    for _ in range(MONTHS_BEFORE):
        district.step()
    return district.opened_month()


def seconds(work: Callable[[], None]) -> float:
    """Processor time of one call."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


def compiled_month(district: District) -> None:
    """The residents' month: decide, allot places, live through."""
    start = district.geography.community_start
    people, offers, rules = district.people, district.offers, district.rules
    residents_month(start, district.month, district.seed, people, offers, district.contacts, rules)
    live_through(0, len(district.residents), district.month, district.seed, people, offers, rules)


def measure(residents: int, repeats: int, with_plain: bool) -> dict[str, float]:
    """Time both months alternately, the bare kernel, and the whole month with institutions."""
    print(f"{residents} residents: building", file=sys.stderr)
    district = place_of(residents)
    plain = PlainModel(district) if with_plain else None
    compiled_month(district)  # compiles, and counts contacts for the first time
    fast, slow = [], []
    for repeat in range(repeats):
        print(f"{residents} residents: repeat {repeat + 1} of {repeats}", file=sys.stderr)
        fast += [seconds(lambda: compiled_month(district)) for _ in range(5)]
        if plain:
            slow.append(seconds(plain.live_month))
    bare = bare_kernel(residents, MONTHS_BARE)
    row = {"residents": float(len(district.residents))}
    for name, times in (("compiled", fast), ("plain", slow), ("bare", bare)):
        if times:
            middle = statistics.median(times)
            row |= {f"{name}_ns": middle / residents * 1e9}
            row |= {f"{name}_ns_low": min(times) / residents * 1e9}
            row |= {f"{name}_ns_high": max(times) / residents * 1e9}
            row |= {f"{name}_ratio": middle / statistics.median(fast)}
    return row | {"whole_month_ns": seconds(district.step) / residents * 1e9}


def cell(row: dict[str, float], name: str) -> str:
    """One time with its range, and beside others than the compiled month how many times as long it takes."""
    if f"{name}_ns" not in row:
        return "-"
    told = f"{row[f'{name}_ns']:.0f} ({row[f'{name}_ns_low']:.0f}-{row[f'{name}_ns_high']:.0f})"
    return told if name == "compiled" else f"{told} x {row[f'{name}_ratio']:.3g}"


def main() -> None:
    """Measure at 10,000, 100,000 and a million residents and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="4,000 residents only")
    parser.add_argument("--compiled", action="store_true", help="no plain Mesa")
    parser.add_argument("--json", action="store_true", help="print data only")
    options = parser.parse_args()
    sizes = ((4_000, 2),) if options.quick else ((10_000, 5), (100_000, 3), (1_000_000, 3))
    rows = [measure(size, repeats, size < TOO_MANY and not options.compiled) for size, repeats in sizes]
    if options.json:
        print(json.dumps(rows))
        return
    print(
        f"{'residents':>9}   {'compiled ns':<18}{'plain Mesa ns':<38}{'bare C kernel ns':<22}whole month ns"
    )
    for row in rows:
        plain, bare = cell(row, "plain"), cell(row, "bare")
        told = f"{cell(row, 'compiled'):<18}{plain:<38}{bare:<22}{row['whole_month_ns']:.0f}"
        print(f"{row['residents']:>9.0f}   {told}")


if __name__ == "__main__":
    main()
