"""What scenarios are called by people, and tables that say it beside their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from experiments.answering.answer import label_words, words
from experiments.asking.question import Words
from experiments.wording.sentences import sentences
from sim.policies import Policies
from sim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

SAY: Final = sentences("arm_names")

STATUS_QUO: Final = SAY("status_quo")
Labels = Mapping[str, "Words"]


def scenario_label(scenario: Scenario) -> Words:
    """A name for people: what its policy is called, else its own name."""
    if scenario.policies == Policies():
        return STATUS_QUO
    about = scenario.about
    if not about.label_en:
        return words(scenario.name, scenario.name)
    return label_words(about)


def name_of_place(scenario: Scenario) -> Words:
    """What its place is called, else its own name."""
    return label_words(scenario.place) if scenario.place.label_en else words(scenario.name, scenario.name)


def arm_labels(arms: Sequence[Scenario]) -> dict[str, Words]:
    """A name for people for each arm, by its own name; its own where two would be called the same.

    Arms in several places are called by their places, with their policies where they have any.
    """
    in_one_place = len({name_of_place(arm) for arm in arms}) == 1
    labels = [scenario_label(arm) if in_one_place else _label_with_place(arm) for arm in arms]
    counted = Counter(labels)
    return {
        arm.name: label if counted[label] == 1 else words(arm.name, arm.name)
        for arm, label in zip(arms, labels, strict=True)
    }


def _label_with_place(scenario: Scenario) -> Words:
    policy, place = scenario_label(scenario), name_of_place(scenario)
    return place if policy == STATUS_QUO else SAY("in_place", place=place, policy=policy)


def with_labels(frame: pd.DataFrame, labels: Labels, column: str = "scenario") -> pd.DataFrame:
    """The table with columns ``label_en`` and ``label_zh`` after that of the names."""
    names = [str(name) for name in frame[column]]
    place = list(frame.columns).index(column)
    for further, language in enumerate(("en", "zh"), start=1):
        texts = [getattr(labels[name], language) if name in labels else name for name in names]
        frame.insert(place + further, f"label_{language}", texts)
    return frame
