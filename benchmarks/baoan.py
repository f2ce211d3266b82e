"""All of Bao'an, 2.64 million residents, for twelve months: ``python -m benchmarks.baoan``."""

from __future__ import annotations

import resource
import sys
import time

from sim.district import District
from sim.scenario import load_scenario

MONTHS = 12


def main() -> None:
    """Build, live a year, print seconds and peak memory."""
    start = time.perf_counter()
    district = District(load_scenario("baoan"), views=False)
    built = time.perf_counter() - start
    for month in range(MONTHS):
        print(f"month {month + 1} of {MONTHS}", file=sys.stderr)
        district.step()
    lived = time.perf_counter() - start - built
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    size = len(district.residents)
    print(f"{size} residents: built in {built:.1f} s, {MONTHS} months in {lived:.1f} s, peak {peak:.2f} GiB")


if __name__ == "__main__":
    main()
