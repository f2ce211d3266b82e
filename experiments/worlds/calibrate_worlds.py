"""History matching from the first point to the ensemble: waves of runs, emulators, and what is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.storing.versions import model_version, versions
from experiments.worlds.coverage import left_out_coverage, truths_coverage
from experiments.worlds.emulators import Emulators, fit_emulators
from experiments.worlds.ensemble import IMPLAUSIBILITY, PART, VALUE
from experiments.worlds.implausibility import CUT, Aim, emulated_level, level
from experiments.worlds.not_ruled_out import draw
from experiments.worlds.points import DECIMALS, Point, as_points, space_filling
from experiments.worlds.reference_runs import REDUCED, Size, effect_name
from experiments.worlds.targets import Target, fact_targets, in_order, trial_targets_of
from sim.priors import priors

if TYPE_CHECKING:
    from experiments.running.progress import Console
    from sim.priors import Prior

Floats = NDArray[np.float64]
MEMBERS: Final = 200  # at least
STREAM: Final = 15  # key of the draws that choose points of later waves
CHAINS: Final = 600  # worlds that are moved at once


@dataclass(frozen=True)
class Plan:
    """How much is done.

    Attributes:
        waves: of runs; the first fills the priors, each later one what the one before has not ruled out.
        points: in each wave.
        members: of the ensemble.
        truths: synthetic truths of the coverage test.
        size: of the reduced places.
    """

    waves: int = 3
    points: int = 256
    members: int = 256
    truths: int = 100
    size: Size = REDUCED


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
        effects: (points, policies) on civic breadth.
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
    effects: Floats
    wave: NDArray[np.int64]
    emulators: Emulators
    drawn: Floats
    cut: float
    errors: tuple[float, ...]


Run = Callable[[Sequence[Point]], list[dict[str, float]]]


def match(
    plan: Plan, run: Run, console: Console, space: Space | None = None, targets: Sequence[Target] = ()
) -> Matched:
    """Run the waves.

    Args:
        plan: how much.
        run: gives what points show, by name of the target; :func:`experiments.worlds.points.run_points`.
        console: where progress is shown.
        space: what is uncertain; default: every assumption with a plausible range.
        targets: what worlds must show; default: facts, place checks and the trials of the plan's size.
    """
    space = space or Space()
    targets = targets or targets_of(plan.size)
    points = space_filling(space.paths, plan.points)
    shown: list[dict[str, float]] = []
    errors: list[float] = []
    matched: Matched | None = None
    for wave in range(plan.waves):
        console.say(f"wave {wave + 1} of {plan.waves}: {plan.points} points")
        fresh = run(points[-plan.points :])
        if matched is not None:
            errors.append(_explained(matched, points[-plan.points :], fresh))
        shown += fresh
        matched = _matched(space, targets, points, shown, plan, tuple(errors))
        console.say(f"  cut at {matched.cut:.2f} standard deviations; {len(matched.targets)} targets")
        points += as_points(space.paths, matched.drawn[: plan.points], len(points))
    assert matched is not None, "there is at least one wave"
    return matched


def _matched(
    space: Space,
    targets: Sequence[Target],
    points: Sequence[Point],
    shown: Sequence[dict[str, float]],
    plan: Plan,
    errors: tuple[float, ...],
) -> Matched:
    """Emulate all points that there are, and draw what they do not rule out."""
    moved, parts, found = _moved(space, targets, points, shown)
    emulators = fit_emulators(space.seen(parts), found)
    wave = len(shown) // plan.points
    drawn, cut = _not_ruled_out(emulators, moved, space, wave)
    effects = np.array([[one.get(effect_name(p), np.nan) for p in plan.size.policies] for one in shown])
    of_wave = np.repeat(np.arange(wave), plan.points)
    return Matched(space, moved, parts, found, effects, of_wave, emulators, drawn, cut, errors)


def targets_of(size: Size) -> tuple[Target, ...]:
    """Facts, place checks and the trials that are run."""
    return (*fact_targets().values(), *trial_targets_of(size.trials).values())


def _moved(
    space: Space, targets: Sequence[Target], points: Sequence[Point], shown: Sequence[dict[str, float]]
) -> tuple[tuple[Target, ...], Floats, Floats]:
    """The targets that vary over the points, the points' parts, and what they show."""
    raw = np.array([in_order(one, targets) for one in shown])
    varies = [
        k for k, column in enumerate(raw.T) if np.isfinite(column).sum() > len(raw) / 2 and np.nanstd(column)
    ]
    chosen = tuple(targets[k] for k in varies)
    found = np.stack([one.to_scale(raw[:, k]) for k, one in zip(varies, chosen, strict=True)], axis=1)
    rows = points[: len(shown)]
    return chosen, np.array([[one.parts[path] for path in space.paths] for one in rows]), found


def _not_ruled_out(
    emulators: Emulators, targets: Sequence[Target], space: Space, wave: int
) -> tuple[Floats, float]:
    aim = Aim.at(targets)
    rng = np.random.Generator(np.random.Philox(key=[STREAM, wave]))
    number = max(CHAINS, len(space.paths) + 100)
    found = draw(
        lambda parts: emulated_level(emulators, aim, space.seen(parts)), len(space.paths), number, CUT, rng
    )
    return np.round(found.parts[rng.permutation(number)], DECIMALS), found.level


def _explained(matched: Matched, points: Sequence[Point], shown: Sequence[dict[str, float]]) -> float:
    """Share of the variance of points that emulators had not seen which they explain; the median target's."""
    space, targets = matched.space, matched.targets
    parts = space.seen(np.array([[one.parts[path] for path in space.paths] for one in points]))
    raw = np.array([in_order(one, targets) for one in shown])
    found = np.stack([one.to_scale(raw[:, k]) for k, one in enumerate(targets)], axis=1)
    mean, _ = matched.emulators.predict(parts)
    error, total = np.nanmean((found - mean) ** 2, axis=0), np.nanvar(found, axis=0)
    return float(np.median(1.0 - error[total > 0.0] / total[total > 0.0]))


def members(matched: Matched, number: int) -> pd.DataFrame:
    """Worlds that are not ruled out: those that were run and passed by what they showed, then others drawn.

    Args:
        matched: what waves have found.
        number: of members.
    """
    aim, noise = Aim.at(matched.targets), draw_variance(matched)
    by_run = aim.implausibility(matched.found, noise)
    passed = np.flatnonzero((level(by_run) <= matched.cut) & (matched.wave == matched.wave.max()))[:number]
    more = matched.drawn[-max(0, number - passed.size) :] if passed.size < number else matched.drawn[:0]
    by_emulator = (
        aim.implausibility(*matched.emulators.predict(matched.space.seen(more))) if len(more) else by_run[:0]
    )
    parts = np.concatenate([matched.parts[passed], more])
    return _frame(matched, parts, np.concatenate([by_run[passed], by_emulator]), passed.size)


def draw_variance(matched: Matched) -> Floats:
    """(targets,) what draws do in one point: the white noise of the emulators."""
    return np.array([one.noise for one in matched.emulators.each])


def _frame(matched: Matched, parts: Floats, implausibility: Floats, ran: int) -> pd.DataFrame:
    """A row a world, in an order that says nothing."""
    space = matched.space
    order = np.random.Generator(np.random.Philox(key=[STREAM, 99])).permutation(len(parts))
    parts, implausibility = parts[order], implausibility[order]
    columns: dict[str, Any] = {
        "member": np.arange(len(parts)),
        "weight": np.full(len(parts), 1.0 / len(parts)),
        "ran": order < ran,
        "implausibility": level(implausibility).astype(np.float32),
    }
    for k, path in enumerate(space.paths):
        prior = space.known[path]
        if prior.is_structure:
            columns[path] = [prior.at(part) for part in parts[:, k]]
        columns[PART + path] = parts[:, k].astype(np.float32)
    for k in matched.emulators.active:
        prior = space.known[space.paths[k]]
        if not prior.is_structure:
            columns[VALUE + prior.path] = [
                float(prior.handle(part)) if isinstance(prior.value, tuple) else float(prior.at(part))  # type: ignore[arg-type]
                for part in parts[:, k]
            ]
    columns |= {
        IMPLAUSIBILITY + one.name: implausibility[:, k].astype(np.float32)
        for k, one in enumerate(matched.targets)
    }
    return pd.DataFrame(columns)


def described(matched: Matched, plan: Plan, frame: pd.DataFrame) -> dict[str, Any]:
    """How an ensemble was made, and how far it can be trusted."""
    space = matched.space
    structures = {
        path: frame[path].value_counts(normalize=True).to_dict() for path in space.paths if path in frame
    }
    return {
        "versions": versions() | {"model": model_version()},
        "waves": plan.waves,
        "points_a_wave": plan.points,
        "size": plan.size.plain(),
        "cut": matched.cut,
        "emulators_explain": list(matched.errors),
        "ran": int(frame.ran.sum()),
        "structures": structures,
        "active": [space.paths[k] for k in matched.emulators.active],
        "targets": {one.name: [one.value, one.error, one.discrepancy] for one in matched.targets},
        "left_out": left_out_coverage(matched),
        "truths": truths_coverage(matched, plan.truths, plan.size.policies),
    }
