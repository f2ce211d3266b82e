"""The calibration table as Markdown: every fact, what each seed gives, hits and misses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.calibration.facts import Fact

Found = NDArray[np.float64]

HEAD = """# Calibration: the model's own survey against published facts

Made by `python -m experiments.calibration --seeds {seeds} --interviews {interviews}`. Status quo; adults
are interviewed at the end of the burn-in and answer truthfully; outcomes are means over the status quo's
months after the burn-in. Ids are those of the table of published facts; values, intervals and sources of all
of them stand in `experiments/calibration/facts.csv`. Where no interval is published, one of a stated width
around the value is set. Facts of other years than 2010 are held against the same survey; not all of them
were aimed at.

"""


def report(facts: Sequence[Fact], found: Found, seeds: Sequence[int], interviews: int) -> str:
    """Write the page.

    Args:
        facts: the rows.
        found: (facts, seeds) what the model gives.
        seeds: the columns.
        interviews: respondents a survey.
    """
    head = HEAD.format(seeds=" ".join(map(str, seeds)), interviews=interviews)
    rows = [_row(fact, values) for fact, values in zip(facts, found, strict=True)]
    table = [
        "| fact | place | what | target | interval | mean | lowest-highest | inside |",
        "|" + "---|" * 8,
    ]
    return (
        head + "\n".join([_summary(facts, found, seeds), "", *table, *rows, "", _misses(facts, found)]) + "\n"
    )


def hits(facts: Sequence[Fact], found: Found) -> NDArray[np.bool_]:
    """Whether the figure of each fact lies inside its interval: (facts,) or (facts, seeds) as ``found``."""
    columns = found if found.ndim == 2 else found[:, np.newaxis]
    inside = [[fact.hit(value) for value in values] for fact, values in zip(facts, columns, strict=True)]
    return np.array(inside).reshape(found.shape)


def _summary(facts: Sequence[Fact], found: Found, seeds: Sequence[int]) -> str:
    each = hits(facts, found).sum(axis=0)
    mean = int(hits(facts, found.mean(axis=1)).sum())
    by_seed = ", ".join(f"seed {seed}: {count}" for seed, count in zip(seeds, each, strict=True))
    return f"Inside, of {len(facts)}: {by_seed}; mean of the seeds: {mean} ({mean / len(facts):.0%})."


def _row(fact: Fact, values: Found) -> str:
    inside = sum(map(fact.hit, values))
    verdict = "yes" if fact.hit(float(values.mean())) else "**no**"
    interval = f"{fact.low:.3f}-{fact.high:.3f}" + ("" if fact.interval == "published" else " (set)")
    spread = f"{values.mean():.3f} | {values.min():.3f}-{values.max():.3f}"
    place = fact.place.removesuffix("_2010")
    return (
        f"| {fact.fact} | {place} | {fact.words()} | {fact.value:.3f} | {interval} | {spread} "
        f"| {verdict}, {inside} of {values.size} |"
    )


def _misses(facts: Sequence[Fact], found: Found) -> str:
    """The misses by how far outside they lie."""
    mean = found.mean(axis=1)
    outside = [
        (max(fact.low - value, value - fact.high), fact, value)
        for fact, value in zip(facts, mean, strict=True)
        if not fact.hit(float(value))
    ]
    lines = [
        f"- {fact.fact}, {fact.words()} ({fact.year}): {value:.3f}, {distance:.3f} outside."
        for distance, fact, value in sorted(outside, key=lambda miss: -miss[0])
    ]
    return "\n".join(["Misses at the mean, the largest first:", "", *lines]) if lines else "No misses."
