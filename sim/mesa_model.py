"""Mesa's model as a district stands on it: alike under every version of Mesa that pyproject.toml admits."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Final

import mesa

from sim.engine.settings import BadInput
from sim.scenario import Scenario

BATCH_RUNNER: Final = "mesa.batchrunner"


class ScenarioModel(mesa.Model):
    """A Mesa model of one scenario.

    Attributes:
        seed: key of all random draws.
        running: whether months are left; Mesa's runners end when it turns false.
    """

    def __init__(self, scenario: Scenario, rng: int | None) -> None:
        """Begin a model.

        Args:
            scenario: what it is built from.
            rng: seed that replaces the scenario's, under the name that Mesa's tools use.

        Raises:
            BadInput: the seed is out of range, or one that another repetition in Mesa's batch runner has too.
        """
        refuse_equal_repetitions(rng)
        given = scenario if rng is None else scenario.with_seed(rng)
        super().__init__(rng=given.seed)
        self.scenario = given
        self.seed = given.seed

    @property
    def scenario(self) -> Scenario:
        """What the model was built from. Mesa 3.5 has a property of this name for a kind of its own."""
        return self._scenario

    @scenario.setter
    def scenario(self, scenario: Scenario) -> None:
        self._scenario = scenario

    def close(self) -> None:
        """Let go of everything, so that its memory is free at once; nothing can be asked of the model then.

        A Mesa model, its agents and the books that they are views of hold each other, and without this wait
        for Python's garbage collector, which counts objects and does not see how large arrays are.
        """
        for agent in list(self.agents):
            vars(agent).clear()
        self.__dict__.clear()


def refuse_equal_repetitions(rng: int | None) -> None:
    """Refuse to be one of several equal runs in Mesa's batch runner.

    It tells a model neither that it is run in a batch nor which repetition it is: only the stack knows. From
    Mesa 3.5 on it hands out seeds; if it was given none, no run has one, whatever was to be swept.

    Args:
        rng: seed that the model was given.

    Raises:
        BadInput: with the way to give each run its own.
    """
    runner = next((frame for frame in _stack() if frame.f_globals.get("__name__") == BATCH_RUNNER), None)
    if runner is None:
        return
    hands_out_seeds = "rng" in inspect.signature(runner.f_globals["batch_run"]).parameters
    is_repetition = runner.f_locals.get("iteration", 0) > 0
    if rng is None if hands_out_seeds else is_repetition:
        how = "rng=[1, 2, 3]" if hands_out_seeds else "parameters={..., 'rng': [1, 2, 3]}, iterations=1"
        raise BadInput(f"mesa.batch_run: repetitions under one seed are equal; give seeds: {how}")


def _stack() -> Iterator[FrameType]:
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        yield frame
        frame = frame.f_back
