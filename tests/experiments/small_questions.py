"""Questions about the tiny place, small enough for runs by the dozen."""

from __future__ import annotations

from experiments.asking.question_file import Asked
from experiments.comparing.compare_scenarios import comparison
from experiments.running.experiment_plan import Experiment
from tests.experiments.fakes import SHORT


def small_question(seeds: int = 3, *reforms: str) -> Asked:
    """The status quo of the tiny place and reforms."""
    names = ["tiny", *(f"tiny+{one}" for one in reforms or ("task_catalogue", "open_channels"))]
    return comparison("small", names, seeds=seeds, overrides=SHORT)


def small_experiment(seeds: int = 3, *reforms: str) -> Experiment:
    """The same as what is to be run."""
    asked = small_question(seeds, *reforms)
    return Experiment("small", asked.arms, asked.question.fixed_seeds)
