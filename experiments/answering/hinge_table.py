"""On what the arms of an answer hinge, as a table and in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import Table, words
from experiments.answering.arm_names import Labels, with_labels
from experiments.answering.hinge import Hinge, find_hinge, shown
from experiments.answering.smallest_effects import sign_of_better, smallest_effect
from experiments.asking.question import Question, Words
from experiments.asking.sampled_arms import Sampled
from experiments.wording.assumption_names import assumption_name
from experiments.wording.sentences import sentences
from sim.priors import Prior, priors
from sim.scenario import Scenario
from sim.wording.assumption_words import ASSUMED

SAY: Final = sentences("hinge_table")


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
    sign = sign_of_better(question.lead)
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
