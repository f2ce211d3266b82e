"""What history matching is told, over which space, and what it has found."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from experiments.worlds.emulators import Emulator, Emulators, that_know_their_error
from experiments.worlds.reference_runs import REDUCED, Places
from experiments.worlds.targets import Target, in_order
from sim.priors import Prior, priors

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class MatchingPlan:
    """How much is done.

    Attributes:
        waves: of runs; the first fills the priors, each later one what the one before has not ruled out.
        points: in each wave.
        members: of the ensemble.
        truths: synthetic truths of the coverage test.
        size: the reduced places, or others.
    """

    waves: int = 3
    points: int = 256
    members: int = 256
    truths: int = 100
    size: Places = REDUCED


class Space:
    """The priors as columns, a structure's readings at the middles of their parts."""

    def __init__(self, known: Mapping[str, Prior] | None = None) -> None:
        """Take what is uncertain: by default all of it."""
        known = priors() if known is None else known
        self.paths = tuple(known)
        self.choices = np.array(
            [len(one.declared.choices) if one.is_structure else 0 for one in known.values()]
        )
        self.known = known

    def seen(self, parts: Floats) -> Floats:
        """Parts as emulators see them."""
        count = np.maximum(self.choices, 1)
        readings = (np.minimum(np.floor(parts * count), count - 1) + 0.5) / count
        return np.where(self.choices > 0, readings, parts)


@dataclass(frozen=True)
class Matched:
    """What waves have found.

    Attributes:
        space: columns of the parts.
        targets: that rule out; those that no assumption moves are not among them.
        parts: (points, assumptions) of all points that were run.
        found: (points, targets) on the scales of comparison.
        effects: (points, policies) by outcome; the first outcome leads.
        policies: names of these.
        wave: (points,) of which wave.
        emulators: of the targets, over all points.
        drawn: (worlds, assumptions) not ruled out by the emulators.
        cut: of the implausibility that decides.
        errors: of the emulators in each wave that they had not seen: share of the variance explained.
    """

    space: Space
    targets: tuple[Target, ...]
    parts: Floats
    found: Floats
    effects: Mapping[str, Floats]
    policies: tuple[str, ...]
    wave: NDArray[np.int64]
    emulators: Emulators
    drawn: Floats
    cut: float
    errors: tuple[float, ...]

    @functools.cached_property
    def effect_emulators(self) -> Mapping[str, Emulators]:
        """Of the policies' effects by outcome, over all points."""
        seen = self.space.seen(self.parts)
        return {
            outcome: or_means(that_know_their_error(seen, effects), effects)
            for outcome, effects in self.effects.items()
        }

    @property
    def leading(self) -> Emulators:
        """Of the policies' effects on the outcome that leads."""
        return next(iter(self.effect_emulators.values()))

    def shown(self, values: Sequence[Mapping[str, float]]) -> Floats:
        """(points, targets) what points show, on the scales of comparison; NaN for what one does not have."""
        raw = np.array([in_order(one, self.targets) for one in values])
        return np.stack([one.to_scale(raw[:, k]) for k, one in enumerate(self.targets)], axis=1)


@dataclass(frozen=True)
class Truths:
    """Points of the prior that no emulator has seen: synthetic truths.

    Attributes:
        parts: (truths, assumptions).
        found: (truths, targets) on the scales of comparison.
        effects: (truths, policies) by outcome.
    """

    parts: Floats
    found: Floats
    effects: Mapping[str, Floats]


def or_means(emulators: Emulators, outputs: Floats) -> Emulators:
    """The same; but of an output that is foreseen no better than by its mean, the mean is said.

    What such an emulator says beside the mean is noise, which would widen every range that holds it.

    Args:
        emulators: that know their error.
        outputs: (points, outputs) that they learned from.
    """
    spread = np.nanvar(outputs, axis=0)
    pairs = zip(emulators.each, spread, strict=True)
    each = tuple(one if one.variance < own else _flat(one, float(own)) for one, own in pairs)
    return Emulators(emulators.active, each)


def _flat(emulator: Emulator, variance: float) -> Emulator:
    """The mean alone."""
    return replace(
        emulator,
        slopes=np.zeros_like(emulator.slopes),
        pull=np.zeros_like(emulator.pull),
        variance=variance,
        noise=variance,
    )
