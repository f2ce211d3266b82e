"""How sure one arm's effect is: over plausible worlds, or by random draws against what we do not know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from experiments.answering.answer import Table
from experiments.answering.arm_effects import effects, lead_rows
from experiments.answering.arm_names import arm_labels
from experiments.answering.hinge_table import hinges_of
from experiments.answering.over_worlds import NOTED, in_worlds
from experiments.answering.uncertainty import measure_uncertainty
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question, Words
from experiments.asking.sampled_arms import Sampled, measured_as_planned
from sim.scenario import Scenario


def certainty_of(
    question: Question,
    laboratory: RunLaboratory,
    arms: Sequence[Scenario],
    labels: Mapping[str, Words] | None = None,
) -> tuple[list[Words], list[Table]]:
    """Measure how sure the effect of an arm on the leading outcome is.

    Args:
        question: what is asked.
        laboratory: where runs are done.
        arms: the baseline first, then the arm, if there is one.
        labels: names of arms for people; by default those of their policies.
    """
    if laboratory.worlds is None:
        return measure_uncertainty(question, laboratory, arms, labels)
    if len(arms) < 2:
        return [NOTED], []
    sampled = measured_as_planned(question, laboratory, arms)
    return certainty_in_worlds(
        question, sampled, arms, dict(arm_labels(arms)) | dict(labels or {}), arms[-1].name
    )


def certainty_in_worlds(
    question: Question, sampled: Sampled, arms: Sequence[Scenario], labels: Mapping[str, Words], told: str
) -> tuple[list[Words], list[Table]]:
    """In how many worlds arms do good, what draws make, and what the effect of one arm hinges on.

    Args:
        question: what is asked.
        sampled: arms, each seed in a world of its own.
        arms: the baseline first.
        labels: names of arms for people.
        told: name of the arm whose hinge is told.
    """
    assert sampled.again is not None, "there is one world only"
    lead = lead_rows(effects(sampled, labels).frame, question)
    words, tables = hinges_of(question, sampled, arms, labels, told)
    valued = lead[lead.difference.notna()]
    return [*in_worlds(valued, dict(labels), len(sampled.again.seeds)), *words], tables
