"""Measure promise P9: ``python -m experiments.sizes.size_table [--sizes 500 2000 20000] [--seeds 4]``.

Prints, as a table of Markdown, every outcome and arm in which a size differs from the first by more than
random draws explain, with the mechanism; exit code 1 if one has none.
"""

from __future__ import annotations

import argparse
import sys

from experiments.sizes.measure import SECTIONS, Sizes, measure
from experiments.sizes.stated import reason

HEADLINES = (
    "civic", "civic.hours", "breadth", "social", "giving", "upward", "participation.vote",
    "participation.deliberate", "participation.volunteer", "trust", "belonging", "fund.reached",
    "fund.projects_finished", "committee.self_governance_hours", "cost.district",
)  # fmt: skip


def rows(found: Sizes) -> list[tuple[str, str, list[float], str]]:
    """Arm, outcome, the means at each size, and what is said of them."""
    told = []
    for a, arm in enumerate(found.arms):
        for o, outcome in enumerate(found.outcomes):
            apart = any(found.differs(k, 0)[a, o] for k in range(1, len(found.sizes)))
            verdict = (reason(outcome) or "NOT EXPLAINED") if apart else "same"
            if apart or outcome in HEADLINES:
                told.append((arm, outcome, found.means()[:, a, o].tolist(), verdict))
    return told


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--place", default="baoan_sample")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[2000, 500, 20000], help="the first is compared with"
    )
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--arms", nargs="*", default=list(SECTIONS))
    parser.add_argument("--set", action="append", default=[], metavar="PATH=VALUE")
    given = parser.parse_args()
    seeds = range(1, given.seeds + 1)
    say = lambda line: print(line, file=sys.stderr)  # noqa: E731
    found = measure(given.place, given.sizes, seeds, arms=given.arms, overrides=given.set, say=say)
    told = rows(found)
    print(f"| arm | outcome | {' | '.join(f'{size:,}' for size in found.sizes)} | |")
    print(f"|---|---|{'---:|' * len(found.sizes)}---|")
    for arm, outcome, means, verdict in told:
        print(f"| {arm} | {outcome} | {' | '.join(f'{mean:.4g}' for mean in means)} | {verdict} |")
    return int(any(verdict == "NOT EXPLAINED" for *_, verdict in told))


if __name__ == "__main__":
    sys.exit(main())
