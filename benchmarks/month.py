"""The residents' month, compiled and as plain Mesa objects: ``python -m benchmarks.month``.

Both run in one process, alternating, on the same opening state; the table gives the median and the range.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable

from benchmarks.plain_mesa import PlainModel
from sim.district import District
from sim.residents.decision import residents_month
from sim.residents.experience import live_through
from sim.scenario import load_scenario

MONTHS_BEFORE = 9


def place_of(residents: int) -> District:
    """Build a district of this size, in communities of 2,000, and live nine months in it."""
    groups = f'place.communities=[{{type="mixed",count={residents // 2000},residents=2000}}]'
    district = District(load_scenario("baoan_sample", overrides=[groups]), views=False)
    for _ in range(MONTHS_BEFORE):
        district.step()
    return district.opened_month()


def seconds(work: Callable[[], None]) -> float:
    """Time one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compiled_month(district: District) -> None:
    """The residents' month: decide, allot places, live through."""
    start = district.geography.community_start
    people, offers, rules = district.people, district.offers, district.rules
    residents_month(start, district.month, district.seed, people, offers, district.contacts, rules)
    live_through(0, len(district.residents), district.month, district.seed, people, offers, rules)


def measure(residents: int, repeats: int) -> dict[str, float]:
    """Time both months alternately, and the whole month with institutions."""
    print(f"{residents} residents: building", file=sys.stderr)
    district = place_of(residents)
    plain = PlainModel(district)
    compiled_month(district.opened_month())
    fast, slow = [], []
    for repeat in range(repeats):
        print(f"{residents} residents: repeat {repeat + 1} of {repeats}", file=sys.stderr)
        fast += [seconds(lambda: compiled_month(district)) for _ in range(5)]
        slow.append(seconds(plain.live_month))
    return {
        "residents": len(district.residents),
        "compiled_ns": statistics.median(fast) / residents * 1e9,
        "compiled_ns_low": min(fast) / residents * 1e9,
        "compiled_ns_high": max(fast) / residents * 1e9,
        "plain_ns": statistics.median(slow) / residents * 1e9,
        "plain_ns_low": min(slow) / residents * 1e9,
        "plain_ns_high": max(slow) / residents * 1e9,
        "ratio": statistics.median(slow) / statistics.median(fast),
        "whole_month_ns": seconds(district.step) / residents * 1e9,
    }


def main() -> None:
    """Measure at 10,000 and 100,000 residents and print a table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="4,000 residents only")
    parser.add_argument("--json", action="store_true", help="print data only")
    options = parser.parse_args()
    sizes = ((4_000, 2),) if options.quick else ((10_000, 5), (100_000, 3))
    rows = [measure(residents, repeats) for residents, repeats in sizes]
    if options.json:
        print(json.dumps(rows))
        return
    print("residents   compiled ns (range)        plain Mesa ns (range)         ratio   whole month ns")
    for row in rows:
        fast = f"{row['compiled_ns']:.0f} ({row['compiled_ns_low']:.0f}-{row['compiled_ns_high']:.0f})"
        slow = f"{row['plain_ns']:.0f} ({row['plain_ns_low']:.0f}-{row['plain_ns_high']:.0f})"
        ends = f"{row['ratio']:>5.0f}   {row['whole_month_ns']:.0f}"
        print(f"{row['residents']:>9.0f}   {fast:<24}   {slow:<27}   {ends}")


if __name__ == "__main__":
    main()
