"""What every question says, whatever its design: what is asked, where, under which seeds, how precisely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from experiments.asking.assumption_axes import AssumptionAxis, Uncertain, uncertain
from experiments.asking.chosen_outcomes import chosen_groups, chosen_outcomes
from experiments.running.experiment_plan import FEWEST_SEEDS, MOST_SEEDS
from experiments.wording.both_languages import Words as Words
from experiments.worlds.ensemble import Worlds, find_worlds
from sim.engine.settings import BadInput, number, setting
from sim.outcomes.register import Key, groups_of
from sim.scenario import MAXIMUM_SEED, Scenario, load_scenario

FEWEST_TO_STOP: Final = 5


@dataclass(frozen=True, kw_only=True)
class Seeds:
    """Seeds of the random draws: the same for every arm."""

    number: int = setting(10, "seeds", "how many", low=FEWEST_SEEDS, high=MOST_SEEDS)
    first: int = setting(1, "1", "the first; the others follow it", low=0, high=MAXIMUM_SEED - MOST_SEEDS)


@dataclass(frozen=True, kw_only=True)
class Precision:
    """Until when to run; with a half width of 0 the number of seeds is fixed."""

    half_width: float = number(
        0.0, "unit of the outcome", 0.0, 1e9, "of the interval of every paired difference"
    )
    confidence: float = number(0.95, "share", 0.5, 0.999, "of the intervals")
    batch: int = setting(4, "seeds", "after which to look again", low=1, high=1000)
    most_seeds: int = setting(100, "seeds", "at which to give up", low=FEWEST_TO_STOP, high=MOST_SEEDS)


@dataclass(frozen=True, kw_only=True)
class UncertaintyDraws:
    """Draws of what we do not know, to tell its part in the spread from that of random draws."""

    draws: int = setting(
        0, "draws", "of all assumptions together; 0 to leave it unmeasured", low=0, high=100_000
    )
    seeds: int = setting(2, "seeds", "in each draw", low=2, high=1000)
    assumptions: tuple[AssumptionAxis, ...] = ()

    @property
    def runs(self) -> int:
        """Of the baseline and one arm, under all draws."""
        return 2 * self.draws * self.seeds


# Worlds that are lived through twice, under other draws, tell what part of a spread draws make.
AGAIN: Final = 5  # every so many seeds one world is lived through twice, so that runs are a fifth more


def again_of(seeds: int) -> int:
    """How many of so many worlds are lived through twice."""
    return seeds // AGAIN


def seeds_again(seeds: Sequence[int], worlds: int) -> list[int]:
    """Seeds under which some of the worlds are lived through once more; none where there are few.

    Args:
        seeds: of the question.
        worlds: how many there are.
    """
    return [seed + worlds for seed in list(seeds)[: again_of(len(seeds))]]


@dataclass(frozen=True, kw_only=True)
class Question:
    """The common part of a question.

    Attributes:
        question: what is asked.
        name: of its file.
    """

    question: Words
    cost: str = setting("", "text", "what it takes, in words")
    scenario: str = setting(None, "text", "place, perhaps with a policy: what everything is compared with")
    settings: tuple[str, ...] = setting((), "list of PATH=VALUE", "laid over every arm")
    outcomes: tuple[str, ...] = setting(("civic", "gap.hukou", "cost.district"), "list", "the first leads")
    groups: tuple[str, ...] = setting(("all",), "list", "of residents")
    seeds: Seeds = field(default_factory=Seeds)
    precision: Precision = field(default_factory=Precision)
    doubt: UncertaintyDraws = field(default_factory=UncertaintyDraws)
    everything: bool = setting(
        False, "true/false", "whether every month of every run is kept, and every difference told"
    )
    worlds: str = setting(
        "",
        "text",
        "name or path of an ensemble of plausible worlds, in which the seeds live; empty: one world",
    )
    name: str = setting("", "text", "of the file")

    @property
    def keys(self) -> tuple[Key, ...]:
        """What is measured, (outcome, group); the leading outcome of everybody comes first."""
        pairs = ((name, groups) for name in self.outcomes for groups in [self._groups_of(name)])
        return tuple((name, group) for name, groups in pairs for group in groups)

    def _groups_of(self, outcome: str) -> tuple[str, ...]:
        known = groups_of(outcome)
        return tuple(dict.fromkeys(("all", *(one for one in self.groups if one in known))))

    @property
    def lead(self) -> str:
        """The outcome that the answer is about."""
        return self.outcomes[0]

    @property
    def fixed_seeds(self) -> tuple[int, ...]:
        """Seeds of a plan without stopping."""
        return tuple(range(self.seeds.first, self.seeds.first + self.seeds.number))

    @property
    def again(self) -> int:
        """Worlds that are lived through twice, by each arm that is asked how sure it is."""
        return again_of(self.seeds.number) if self.worlds else 0

    @property
    def runs_an_arm(self) -> int:
        """Runs of such an arm."""
        return self.seeds.number + self.again

    def plausible(self) -> Worlds | None:
        """The plausible worlds in which the seeds live; None for one world.

        Raises:
            BadInput: the file is missing, spoilt, or of another version of the model.
        """
        return find_worlds(self.worlds) if self.worlds else None

    def base(self) -> Scenario:
        """What everything is compared with."""
        return self.load(self.scenario)

    def load(self, name: str) -> Scenario:
        """Another scenario under the question's settings."""
        return _loaded(name, self.settings)

    def uncertainties(self) -> tuple[Uncertain, ...]:
        """Assumptions that the draws vary."""
        return uncertain(self.doubt.assumptions, self.base(), "doubt.assumptions")

    def check(self) -> None:
        """Refuse what is in range key by key but cannot be answered.

        Raises:
            BadInput: an unknown outcome or group, a scenario that cannot be loaded, no uncertainty.
        """
        _named("outcomes", self.outcomes)
        _named("groups", self.groups)
        if any(one.partition("=")[0].strip() == "seed" for one in self.settings):
            raise BadInput("settings: give seeds.first and seeds.number instead of seed")
        self.base()
        if self.plausible() is not None and (self.doubt.draws or self.precision.half_width):
            raise BadInput("worlds: carry all uncertainty; leave out doubt.draws and precision.half_width")
        if self.doubt.draws and not self.uncertainties():
            raise BadInput("doubt.draws: needs doubt.assumptions to draw")
        if self.doubt.draws == 1:
            raise BadInput("doubt.draws: 1 draw tells nothing of a spread; give 0, or 2 or more")


@lru_cache(maxsize=256)
def _loaded(name: str, settings: tuple[str, ...]) -> Scenario:
    """Load once: a question in hours of rounds does not change when somebody edits a file meanwhile."""
    return load_scenario(name, seed=0, overrides=settings)


def _named(key: str, words: tuple[str, ...]) -> None:
    if not words:
        raise BadInput(f"{key}: at least one is needed")
    known = chosen_outcomes if key == "outcomes" else chosen_groups
    try:
        known(words)
    except BadInput as error:
        raise BadInput(f"{key}: {str(error).partition(': ')[2]}") from None
