"""Measure promise P9: ``python -m experiments.sizes.size_table [--sizes 500 2000 20000] [--seeds 4]``.

Prints, as a table of Markdown, every outcome and arm in which a size differs from the first by more than
random draws explain, with the mechanism; exit code 1 if one has none.
"""

from __future__ import annotations

import argparse
import sys
from typing import Final

from experiments.sizes.measure import SECTIONS, Sizes, measure

HEADLINES = (
    "civic", "civic.hours", "breadth", "social", "giving", "upward", "participation.vote",
    "participation.deliberate", "participation.volunteer", "trust", "belonging", "fund.reached",
    "fund.projects_finished", "committee.self_governance_hours", "cost.district",
)  # fmt: skip


# Why some outcomes are not the same per head in small and large communities.
SEATS: Final = "seats go by law, not by people: in a large community more stand for each, and the best win"
MEETINGS: Final = "where there is less than one meeting a month, invitations go out in its months only"
WHOLE: Final = "organisations are whole: half of the communities of 500 have none to buy from, to give to"
PRICE: Final = "a project reaches so many residents: more and smaller ones where people are few"
SMALLEST: Final = "money for less than the smallest project waits; without an organisation gifts add to it"
LADDER: Final = "months with a civic act make a backbone: where meetings are rare few have enough of them"
COMPANY: Final = "the posts of a company go by the committee's seats"

STATED: Final = {
    "rung.head": SEATS,
    "heads.from_ladder": SEATS,
    "elections.candidates": SEATS,
    "committee.": SEATS,
    "participation.stand": SEATS,
    "participation.deliberate": MEETINGS,
    "party.": MEETINGS,
    "rights.take_part": MEETINGS,
    "selfs.": MEETINGS,
    "deliberation.": MEETINGS,
    "rung.": LADDER,
    "organisations": WHOLE,
    "giving": WHOLE,
    "participation.donate": WHOLE,
    "participation.supervise": WHOLE,
    "rights.supervise": WHOLE,
    "rights.express": WHOLE,
    "awareness.": WHOLE,
    "fund.projects_finished": PRICE,
    "fund.": SMALLEST,
    "company.improvements": PRICE,
    "company.": COMPANY,
    "path.newcomers": LADDER,
}


def reason(outcome: str) -> str:
    """The mechanism of an outcome, by the longest name that fits; empty for none."""
    fitting = [name for name in STATED if outcome.startswith(name)]
    return STATED[max(fitting, key=len)] if fitting else ""


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
