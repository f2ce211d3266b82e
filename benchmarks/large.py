"""Large places with all outcomes: ``python -m benchmarks.large {baoan,shenzhen} [--months N] [--threads N]``.

Bao'an is the place of that name, 2.64 million residents in 120 communities; Shenzhen-size four times as many
communities of the same mix, 10.4 million residents in 480.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from typing import Final

from sim.district import District
from sim.outcomes.register import OutcomeTaker
from sim.scenario import Scenario, load_scenario

MIX: Final = {"village": 45, "factory": 30, "commodity": 30, "mixed": 15}  # communities, as in baoan.toml
RESIDENTS: Final = 21_670  # of each, as there
TIMES: Final = {"baoan": 1, "shenzhen": 4}


def scenario_of(place: str) -> Scenario:
    """Bao'an, or a place of several times its communities."""
    times = TIMES[place]
    groups = ",".join(
        f'{{type="{kind}",count={count * times},residents={RESIDENTS},spread=0.3}}'
        for kind, count in MIX.items()
    )
    return load_scenario("baoan", overrides=[] if times == 1 else [f"place.communities=[{groups}]"])


def clocks() -> tuple[float, float]:
    """Seconds by the clock, and of this process's processors."""
    return time.perf_counter(), time.process_time()


def since(before: tuple[float, float]) -> str:
    """What has passed since then, as text."""
    clock, processors = (after - start for after, start in zip(clocks(), before, strict=True))
    return f"{clock:.1f} s ({processors:.1f} s of processors)"


def main() -> None:
    """Build, live, take the outcomes of each month, print seconds and peak memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("place", choices=TIMES)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    before = clocks()
    district = District(scenario_of(options.place), views=False, threads=options.threads)
    built, before = since(before), clocks()
    taker = OutcomeTaker(district)
    for month in range(options.months):
        district.step()
        taker.row(district)
        print(f"month {month + 1} of {options.months}: {since(before)} so far", file=sys.stderr)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    size, communities = len(district.residents), district.geography.communities
    print(f"{size} residents in {communities} communities, {options.threads} threads: built in {built},")
    print(f"{options.months} months in {since(before)}, peak {peak:.2f} GiB")


if __name__ == "__main__":
    main()
