"""Waves of runs: the first fills the priors, each later one what is not ruled out yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.running.progress import Console
from experiments.worlds.emulators import Emulators, fit_emulators, that_know_their_error
from experiments.worlds.implausibility import CUT, Aim, emulated_level
from experiments.worlds.matched import Matched, MatchingPlan, Space, Truths
from experiments.worlds.not_ruled_out import draw
from experiments.worlds.points import DECIMALS, Point, as_points, space_filling
from experiments.worlds.reference_runs import Places, Size, effect_name
from experiments.worlds.targets import Target, fact_targets, in_order, trial_targets_of

Floats = NDArray[np.float64]
STREAM: Final = 15  # key of the draws that choose points of later waves
CHAINS: Final = 600  # worlds that are moved at once
TRUTH_STREAM: Final = 19
FIRST_TRUTH: Final = 1_000_000  # number of the first synthetic truth: no wave has as many points
Run = Callable[[Sequence[Point]], list[dict[str, float]]]


def match(
    plan: MatchingPlan, run: Run, console: Console, space: Space | None = None, targets: Sequence[Target] = ()
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
    targets = targets or _published(plan.size)
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
        is_last = wave == plan.waves - 1
        fit = that_know_their_error if is_last else fit_emulators
        matched = _matched(space, targets, points, shown, plan, tuple(errors), fit)
        console.say(f"  cut at {matched.cut:.2f} standard deviations; {len(matched.targets)} targets")
        points += as_points(space.paths, matched.drawn[: plan.points], len(points))
    assert matched is not None, "there is at least one wave"
    return matched


def _matched(
    space: Space,
    targets: Sequence[Target],
    points: Sequence[Point],
    shown: Sequence[dict[str, float]],
    plan: MatchingPlan,
    errors: tuple[float, ...],
    fit: Callable[[Floats, Floats], Emulators],
) -> Matched:
    """Emulate all points that there are, and draw what they do not rule out."""
    moved, parts, found = _moved(space, targets, points, shown)
    emulators = fit(space.seen(parts), found)
    wave = len(shown) // plan.points
    drawn, cut = _not_ruled_out(emulators, moved, space, wave)
    of_wave = np.repeat(np.arange(wave), plan.points)
    effects, names = _effects(plan, shown), plan.size.policies
    return Matched(space, moved, parts, found, effects, names, of_wave, emulators, drawn, cut, errors)


def _published(size: Places) -> tuple[Target, ...]:
    if not isinstance(size, Size):
        raise ValueError("only the reduced places have published targets: give others")
    return targets_of(size)


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
    parts = np.array([[one.parts[path] for path in matched.space.paths] for one in points])
    mean, _ = matched.emulators.predict(matched.space.seen(parts))
    return float(np.median(explained(matched.shown(shown), mean)))


def explained(found: Floats, foreseen: Floats) -> Floats:
    """Share of the variance of each output that was foreseen; outputs that do not vary are left out."""
    error, total = np.nanmean((found - foreseen) ** 2, axis=0), np.nanvar(found, axis=0)
    return np.asarray(1.0 - error[total > 0.0] / total[total > 0.0])


def run_truths(plan: MatchingPlan, run: Run, console: Console, matched: Matched) -> Truths:
    """Run worlds of the prior, which no emulator sees.

    Args:
        plan: how many.
        run: as in :func:`match`.
        console: where progress is shown.
        matched: whose targets and space.
    """
    console.say(f"synthetic truths: {plan.truths} points")
    rng = np.random.Generator(np.random.Philox(key=[TRUTH_STREAM, 0]))
    paths = matched.space.paths
    points = as_points(paths, rng.random((plan.truths, len(paths))), FIRST_TRUTH)
    shown = run(points)
    parts = np.array([[one.parts[path] for path in paths] for one in points])
    return Truths(parts, matched.shown(shown), _effects(plan, shown))


def _effects(plan: MatchingPlan, shown: Sequence[dict[str, float]]) -> dict[str, Floats]:
    """(points, policies) by outcome."""
    names = {
        outcome: [effect_name(policy, outcome) for policy in plan.size.policies]
        for outcome in plan.size.measured
    }
    return {
        outcome: np.array([[one.get(name, np.nan) for name in columns] for one in shown])
        for outcome, columns in names.items()
    }
