"""How far an ensemble can be trusted: facts that were left out, and truths that are known.

Leave a fifth out: five times a fifth of the facts rules nothing out; how many of them lie in the 90 % range
of the worlds that are left? Synthetic truths: a world of the prior is run and taken for
the truth; what it showed, with errors and discrepancy drawn, is what worlds are held against; does the 90 %
range of a policy's effect over the worlds that are left hold the true one?
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments.worlds.implausibility import CUT, Aim, emulated_level, level
from experiments.worlds.not_ruled_out import draw

if TYPE_CHECKING:
    from experiments.worlds.matched import Matched, Truths
    from experiments.worlds.targets import Target

Floats = NDArray[np.float64]
FOLDS: Final = 5
RANGE: Final = (5.0, 95.0)  # per cent
WORLDS: Final = 200  # drawn for each fold
POOL: Final = 20_000
FEWEST: Final = 50  # of a pool, the least implausible, where fewer are not ruled out
FOLD_STREAM, TRUTH_STREAM = 16, 17
Z_OF_RANGE: Final = 1.645


def folds(targets: Sequence[Target]) -> list[list[int]]:
    """Targets by fold; those of one row of the table of facts stay together."""
    ids = list(dict.fromkeys(one.id for one in targets))
    return [
        [k for k, one in enumerate(targets) if ids.index(one.id) % FOLDS == fold] for fold in range(FOLDS)
    ]


def left_out_coverage(matched: Matched) -> dict[str, Any]:
    """Share of facts in the 90 % range of worlds that they did not help to choose.

    The range is of what one run would show and what the model is allowed beside it, against the published
    number with its error; ``strict`` is the same without what the model is allowed.
    """
    inside: list[bool] = []
    strict: list[bool] = []
    for number, fold in enumerate(folds(matched.targets)):
        rest = [k for k in range(len(matched.targets)) if k not in fold]
        if not fold or not rest:
            continue
        parts = _worlds(matched, rest, Aim.at(matched.targets).only(rest), FOLD_STREAM, number)
        mean, variance = matched.emulators.only(fold).predict(matched.space.seen(parts))
        for column, k in enumerate(fold):
            one, spread = matched.targets[k], float(variance[column] + mean[:, column].var())
            middle, alone = mean[:, column].mean(), spread + one.error**2 * _slope(one)
            away = abs(one.on_scale - middle)
            inside.append(bool(away <= Z_OF_RANGE * np.sqrt(alone + one.discrepancy**2 * _slope(one))))
            strict.append(bool(away <= Z_OF_RANGE * np.sqrt(alone)))
    return {"facts": len(inside), "inside": float(np.mean(inside)), "strict": float(np.mean(strict))}


def _slope(one: Target) -> float:
    """What a variance is multiplied by on the scale of comparison."""
    return one.variance / (one.error**2 + one.discrepancy**2)


def _worlds(matched: Matched, wanted: Sequence[int], aim: Aim, stream: int, number: int) -> Floats:
    """Worlds that some targets do not rule out."""
    emulators, space = matched.emulators.only(wanted), matched.space
    rng = np.random.Generator(np.random.Philox(key=[stream, number]))

    def level_of(parts: Floats) -> Floats:
        return emulated_level(emulators, aim, space.seen(parts))

    return draw(level_of, len(space.paths), WORLDS, CUT, rng).parts


def truths_coverage(matched: Matched, truths: Truths, policies: Sequence[str]) -> list[dict[str, Any]]:
    """For each policy and outcome, how many of the truths lie in the 90 % range of its effect.

    Truths are worlds of the prior that no emulator has seen. Each is calibrated by the same rule as the
    published facts; worlds that are not ruled out are looked for in one large pool of the prior. A range is
    of what one run in each of these worlds would show, as printed ranges are, so it holds what draws do, and
    what the emulator of the effect does not explain.
    """
    pool = matched.space.seen(_prior_pool(len(matched.space.paths)))
    shown, variance = matched.emulators.predict(pool)
    left = [
        _least_implausible(_aim_of(matched, truths, number), shown, variance)
        for number in range(len(truths.parts))
    ]
    return [
        row | {"outcome": outcome}
        for outcome, effects in truths.effects.items()
        for row in _held(matched, outcome, effects, truths.parts, pool, left, policies)
    ]


def _least_implausible(aim: Aim, shown: Floats, variance: Floats) -> NDArray[np.int64]:
    """Worlds of the pool that a truth does not rule out, or the nearest, where these are too few."""
    levels = level(aim.implausibility(shown, variance))
    some = max(FEWEST, int(np.count_nonzero(levels <= CUT)))
    return np.argsort(levels, kind="stable")[:some]


def _held(
    matched: Matched,
    outcome: str,
    effects: Floats,
    parts: Floats,
    pool: Floats,
    left: Sequence[NDArray[np.int64]],
    policies: Sequence[str],
) -> list[dict[str, Any]]:
    """Rows of one outcome."""
    known = np.flatnonzero(np.isfinite(effects).all(axis=1))
    emulators = matched.effect_emulators[outcome]
    effect, spread = emulators.predict(pool)
    held, widths = [], []
    for number in map(int, known):
        rng = np.random.Generator(np.random.Philox(key=[TRUTH_STREAM, 10_000 + number]))
        mine = effect[left[number]]
        runs = mine + np.sqrt(spread) * rng.normal(size=mine.shape)
        low, high = np.percentile(runs, RANGE, axis=0)
        held.append((low <= effects[number]) & (effects[number] <= high))
        widths.append(high - low)
    foreseen, _ = emulators.predict(matched.space.seen(parts[known]))
    return [
        _row(policy, np.array(held)[:, k], np.array(widths)[:, k], effects[known, k], foreseen[:, k])
        for k, policy in enumerate(policies)
    ]


def what_targets_rule_out(matched: Matched, truths: Truths) -> dict[str, Any]:
    """What part of the prior is left, and what each target alone does to it.

    Of each target: ``explained``, the share of the variance over truths that its emulator foresees;
    ``draws``, the share that random draws make, which nothing can foresee; ``rules_out``, the share of the
    prior that lies further than the cut from what was published.
    """
    pool = matched.space.seen(_prior_pool(len(matched.space.paths)))
    implausibility = Aim.at(matched.targets).implausibility(*matched.emulators.predict(pool))
    foreseen, _ = matched.emulators.predict(matched.space.seen(truths.parts))
    total = np.nanvar(truths.found, axis=0)
    wrong = np.nanmean((truths.found - foreseen) ** 2, axis=0)
    draws = np.array([one.noise for one in matched.emulators.each])
    with np.errstate(divide="ignore", invalid="ignore"):
        columns = (1.0 - wrong / total, draws / total, (implausibility > matched.cut).mean(axis=0))
    rows = np.nan_to_num(np.stack(columns, axis=1)).round(4)
    return {
        "prior_left": float((level(implausibility) <= matched.cut).mean()),
        "by_target": {
            one.name: dict(zip(("explained", "draws", "rules_out"), row, strict=True))
            for one, row in zip(matched.targets, rows.tolist(), strict=True)
        },
    }


def _prior_pool(assumptions: int) -> Floats:
    """Worlds of the prior."""
    return np.random.Generator(np.random.Philox(key=[TRUTH_STREAM, 1])).random((POOL, assumptions))


def _aim_of(matched: Matched, truths: Truths, number: int) -> Aim:
    """What a truth shows, with errors and discrepancy drawn: what would have been published there."""
    published = Aim.at(matched.targets)
    rng = np.random.Generator(np.random.Philox(key=[TRUTH_STREAM, number]))
    noise = rng.normal(size=len(matched.targets)) * np.sqrt(published.variance)
    return Aim(truths.found[number] + noise, published.variance)


def _row(
    policy: str, held: NDArray[np.bool_], widths: Floats, effects: Floats, foreseen: Floats
) -> dict[str, Any]:
    return {
        "policy": policy,
        "truths": len(held),
        "held": float(held.mean()),
        "width": float(widths.mean()),
        "width_before": float(np.diff(np.percentile(effects, RANGE))[0]),
        "explained": float(1.0 - np.mean((effects - foreseen) ** 2) / np.var(effects)),
    }
