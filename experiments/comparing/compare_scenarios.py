"""A comparison of scenarios is a question of design ``list``, made in memory instead of read from a file."""

from __future__ import annotations

import operator
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, SupportsIndex

from experiments.answering.answer import words
from experiments.answering.arm_names import arm_labels, name_of_place
from experiments.asking.answer_question import ask
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question, Seeds, Words
from experiments.asking.question_file import Asked
from experiments.comparing.comparison import Comparison
from experiments.comparing.usable_scenarios import refuse_unusable
from experiments.designs.scenarios import ScenarioList
from experiments.running.bench import Simulate
from experiments.running.options import RunOptions
from experiments.running.progress import Console
from experiments.wording.sentences import listing, sentences
from sim.outcomes.headlines import HEADLINES, PATHS
from sim.scenario import Scenario
from sim.simulation import simulate_forked

SAY: Final = sentences("compare_scenarios")

OUTCOMES: Final = (*PATHS, *(name for name in HEADLINES if name not in PATHS))


def comparison(
    name: str,
    scenarios: Sequence[str | os.PathLike[str]],
    *,
    seeds: SupportsIndex,
    first_seed: SupportsIndex = 1,
    overrides: Sequence[str] = (),
    worlds: str = "",
) -> Asked:
    """Make the question what scenarios do, compared with the first of them.

    Args:
        name: what the question is called.
        scenarios: names or paths, see :func:`sim.scenario.load_scenario`; the first is the baseline.
        seeds: number of seeds.
        first_seed: the first of them; the others follow it.
        overrides: ``PATH=VALUE`` settings laid over every scenario.
        worlds: name or path of an ensemble of plausible worlds in which the seeds live; empty: one world.

    Raises:
        BadInput: a scenario cannot be used or comes twice, there is only one, or seeds are out of range.
    """
    refuse_unusable(scenarios, seeds=seeds, first_seed=first_seed, overrides=overrides)
    named = [os.fspath(one) for one in scenarios]
    chosen = Seeds(number=operator.index(seeds), first=operator.index(first_seed))
    question = Question(
        question=words("", ""),
        scenario=named[0],
        settings=tuple(overrides),
        outcomes=OUTCOMES,
        seeds=chosen,
        everything=True,
        worlds=worlds,
        name=name,
    )
    design = ScenarioList(scenarios=tuple(named[1:]))
    design.check(question)
    typed = ("shequ", "compare", *named, "--seeds", str(chosen.number), "--first-seed", str(chosen.first))
    question.check()
    asked = Asked(question, design, tuple(overrides), typed)
    return replace(asked, question=replace(question, question=_asked(asked.arms)))


def _asked(arms: Sequence[Scenario]) -> Words:
    """What is asked, with the place's name, or with those of all arms where there are several places."""
    places = {name_of_place(arm) for arm in arms}
    if len(places) == 1:
        return SAY("asked", place=places.pop())
    return SAY("asked_of_places", places=listing(arm_labels(arms).values()))


def compare(
    asked: Asked,
    folder: Path | None = None,
    *,
    console: Console | None = None,
    options: RunOptions | None = None,
    simulate: Simulate = simulate_forked,
    look: Callable[[RunLaboratory], None] | None = None,
) -> Comparison:
    """Compare and write the result folder, or take the result that is there already.

    Args:
        asked: see :func:`comparison`.
        folder: this and what follows, and what is raised: see :func:`experiments.asking.answer_question.ask`.
        console: as there.
        options: as there.
        simulate: as there.
        look: as there.
    """
    found = ask(asked, folder, console=console, options=options, simulate=simulate, look=look)
    return Comparison(**vars(found), asked=asked)
