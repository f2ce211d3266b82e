"""What an answer hinges on: the assumption that tells worlds of large effects from worlds of small ones.

Of the hundreds of assumptions some seem to matter in any few worlds by chance. Looked at are therefore only
the structures and those numbers that the emulators of the ensemble found to move effects most, with Holm's
correction over them; where none stands out, that is said. Where the answer would turn is read off a line
through the worlds (Theil 1950, Sen 1968: the median of all slopes between two of them).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.answering.answer import Table, words
from experiments.answering.arm_names import Labels, with_labels
from experiments.answering.smallest_effects import smallest_effect
from experiments.asking.question import Question, Words
from experiments.asking.sampled_arms import Sampled
from experiments.statistics import FloatArray
from experiments.statistics.multiple import FAMILY_ERROR, holm
from experiments.wording.assumption_names import assumption_name
from experiments.wording.sentences import sentences
from experiments.worlds.ensemble import Worlds
from sim.outcomes.register import OUTCOMES
from sim.priors import Prior, priors
from sim.scenario import Scenario
from sim.wording.assumption_words import ASSUMED

MOST: Final = 12  # numbers that are looked at, beside the structures
FEWEST_WORLDS: Final = 8
SAY: Final = sentences("hinge")


@dataclass(frozen=True)
class Hinge:
    """An assumption on which an effect hinges.

    Attributes:
        prior: what is believed of it.
        rank_correlation: over worlds, with the effect.
        p_holm: of no correlation, by Holm over all that were looked at.
        turns_at: part of the range at which the effect is the smallest of interest; NaN if nowhere in it.
        rises: whether the effect grows with it.
        worlds: how many there were.
    """

    prior: Prior
    rank_correlation: float
    p_holm: float
    turns_at: float
    rises: bool
    worlds: int

    @property
    def is_clear(self) -> bool:
        """Whether it stands out from what chance does."""
        return self.p_holm < FAMILY_ERROR

    @property
    def value(self) -> float | str:
        """Where the answer turns, in the assumption's own unit; of a list what is done with all of it."""
        return shown(self.prior, self.turns_at)


def shown(prior: Prior, part: float) -> float | str:
    """The value at a part of a range, for people."""
    if np.isnan(part):
        return ""
    if prior.is_structure:
        return str(prior.at(part))
    return prior.handle(part)


def candidates(worlds: Worlds, scenario: Scenario) -> list[Prior]:
    """Structures and numbers that are looked at: those that move effects most, as the ensemble says."""
    known = priors(scenario)
    mine = [known[path] for path in worlds.paths if path in known]
    sizes: dict[str, float] = {}
    for of_policy in worlds.made.get("effects_hang_on", {}).values():
        for path, size in of_policy.items():
            sizes[path] = max(sizes.get(path, 0.0), float(size))
    numbers = [one for one in mine if not one.is_structure]
    if sizes:
        numbers = [one for one in numbers if one.path in sizes]
    numbers.sort(key=lambda one: -sizes.get(one.path, 0.0))
    return [*(one for one in mine if one.is_structure), *numbers[:MOST]]


def find_hinge(
    change: FloatArray, seeds: Sequence[int], worlds: Worlds, scenario: Scenario, smallest: float
) -> Hinge | None:
    """Find on what an effect hinges most.

    Args:
        change: (seeds,) the effect, counted upward for the better.
        seeds: in whose worlds it was seen.
        worlds: the ensemble.
        scenario: whose values ranges are around.
        smallest: effect of interest, at which the answer turns.

    Returns:
        None with too few worlds, or where nothing varies.
    """
    known = np.isfinite(change)
    looked_at = candidates(worlds, scenario)
    if known.sum() < FEWEST_WORLDS or np.ptp(change[known]) == 0.0 or not looked_at:
        return None
    rows = np.array([worlds.number(seed) for seed in seeds])[known]
    columns = np.array([worlds.paths.index(one.path) for one in looked_at])
    parts = worlds.parts[rows][:, columns]
    return _largest(looked_at, parts, change[known], smallest)


def _largest(looked_at: list[Prior], parts: FloatArray, change: FloatArray, smallest: float) -> Hinge | None:
    from scipy.stats import spearmanr

    columns = [_seen(one, column) for one, column in zip(looked_at, parts.T, strict=True)]
    varies = [k for k, column in enumerate(columns) if np.ptp(column) > 0.0]
    if not varies:
        return None
    tests = [spearmanr(columns[k], change) for k in varies]
    adjusted = holm(np.array([one.pvalue for one in tests]))
    best = max(range(len(varies)), key=lambda k: abs(float(tests[k].statistic)))
    at = varies[best]
    turn, rises = turning(columns[at], change, smallest)
    return Hinge(looked_at[at], float(tests[best].statistic), float(adjusted[best]), turn, rises, len(change))


def _seen(prior: Prior, parts: NDArray[np.float64]) -> FloatArray:
    """Parts as they count: of a structure the middle of its reading's."""
    if not prior.is_structure:
        return parts
    readings = len(prior.declared.choices)
    found: FloatArray = (np.minimum(np.floor(parts * readings), readings - 1) + 0.5) / readings
    return found


def turning(parts: FloatArray, change: FloatArray, smallest: float) -> tuple[float, bool]:
    """Where in a range a line through the worlds crosses the smallest effect, and whether it rises."""
    from scipy.stats import theilslopes

    line = theilslopes(change, parts)
    slope, start = float(line.slope), float(line.intercept)
    at = (smallest - start) / slope if slope else float("nan")
    return (at if 0.0 < at < 1.0 else float("nan")), slope > 0.0


def hinges_of(
    question: Question, sampled: Sampled, arms: Sequence[Scenario], labels: Labels, told: str
) -> tuple[list[Words], list[Table]]:
    """On what the arms' effects on the leading outcome hinge: a sentence of one arm, a table of all.

    Args:
        question: what is asked; its first outcome leads.
        sampled: what was found, each seed in a world of its own; the first key is the leading outcome.
        arms: the baseline first.
        labels: of the arms, for people.
        told: name of the arm that the sentence is about.
    """
    worlds, found = question.plausible(), sampled.headlines
    if worlds is None:
        return [], []
    sign = -1.0 if OUTCOMES[question.lead].better == "-" else 1.0
    before = found.of(arms[0].name)[:, 0]
    smallest = smallest_effect(
        question.lead, float(np.nanmedian(before)) if np.isfinite(before).any() else 0.0
    )
    hinges = {
        arm.name: find_hinge(
            sign * (found.of(arm.name)[:, 0] - before), found.seeds, worlds, arms[0], smallest
        )
        for arm in arms[1:]
    }
    rows = [{"scenario": name} | _row(one) for name, one in hinges.items() if one is not None]
    tables = (
        [Table("hinges", with_labels(pd.DataFrame(rows), labels), title=SAY("table_hinges"))] if rows else []
    )
    return hinge_words(hinges[told], labels.get(told, words(told, told))), tables


def _row(hinge: Hinge) -> dict[str, Any]:
    low, high = shown(hinge.prior, 0.0), shown(hinge.prior, 1.0)
    return {
        "hinge": hinge.prior.path.removeprefix(ASSUMED),
        "rank_correlation": hinge.rank_correlation,
        "p_holm": hinge.p_holm,
        "clear": hinge.is_clear,
        "range_low": str(low),
        "range_high": str(high),
        "turns_at": str(hinge.value),
        "worlds": hinge.worlds,
    }


def hinge_words(hinge: Hinge | None, name: Words) -> list[Words]:
    """What an arm's effect hinges on, in a sentence; nothing where it could not be looked for."""
    return [] if hinge is None else _words(hinge.prior, _row(hinge), name, rises=hinge.rises)


def stored_hinge_words(row: Mapping[str, Any], scenario: Scenario, name: Words) -> list[Words]:
    """The same of a row of a stored table; nothing of an assumption that there is no more."""
    prior = priors(scenario).get(ASSUMED + str(row["hinge"]))
    rises = float(row["rank_correlation"]) > 0.0
    return [] if prior is None else _words(prior, row, name, rises=rises)


def _words(prior: Prior, row: Mapping[str, Any], name: Words, *, rises: bool) -> list[Words]:
    """A row of the table of hinges as a sentence."""
    worlds, correlation = int(row["worlds"]), float(row["rank_correlation"])
    if not row["clear"]:
        return [SAY("none", name=name, worlds=worlds)]
    told = {"name": name, "about": assumption_name(prior.path), "path": row["hinge"], "worlds": worlds}
    told["rho"] = f"{correlation:+.2f}".replace("-", "−")
    if prior.is_structure:
        return [SAY("structure", reading=str(prior.at(1.0 if rises else 0.0)), **told)]
    told |= {"low": _number(row["range_low"]), "high": _number(row["range_high"])}
    if not row["turns_at"]:
        return [SAY("never", **told)]
    turns = SAY("under" if rises else "over", value=_number(row["turns_at"]))
    return [SAY("turns", turns=turns, **told)]


def _number(value: str) -> str:
    """A value of an assumption with two figures; of a list, what is done with it, as it is."""
    try:
        return f"{float(value):.2g}".replace("-", "−")
    except ValueError:
        return value
