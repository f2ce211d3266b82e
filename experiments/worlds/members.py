"""From what waves have found to the rows of an ensemble, and how far it can be trusted.

Rows are in an order in which every beginning spans the whole: eight runs see what eight runs can see. It is
that of greedy energy distance (Székely and Rizzo 2013; support points, Mak and Joseph 2018): next comes the
world that brings those chosen so far nearest to all of them, as distributions of what worlds do to effects.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from experiments.storing.versions import versions
from experiments.worlds.coverage import left_out_coverage, truths_coverage, what_targets_rule_out
from experiments.worlds.emulators import Emulators
from experiments.worlds.ensemble import IMPLAUSIBILITY, PART, VALUE, Worlds
from experiments.worlds.implausibility import Aim, level
from experiments.worlds.matched import Matched, MatchingPlan, Truths
from experiments.worlds.points import DECIMALS
from experiments.worlds.screening import bent, centred
from experiments.worlds.waves import explained

Floats = NDArray[np.float64]


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
    """A row a world, in an order in which every beginning spans the whole."""
    space = matched.space
    order = spanning(contributions(matched.leading, space.seen(parts)))
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


def spanning(features: Floats) -> NDArray[np.int64]:
    """Order rows so that the first of them, however many, are spread as all are.

    Args:
        features: (worlds, features); distances between rows are what counts.
    """
    apart = cdist(features, features)
    to_all, to_chosen = apart.mean(axis=1), np.zeros(len(apart))
    is_left = np.ones(len(apart), dtype=np.bool_)
    order = []
    for place in range(1, len(apart) + 1):
        following = int(np.argmin(np.where(is_left, place * to_all - to_chosen, np.inf)))
        order.append(following)
        is_left[following] = False
        to_chosen += apart[following]
    return np.array(order, dtype=np.int64)


def contributions(effects: Emulators, seen: Floats) -> Floats:
    """(worlds, features) what each assumption that matters adds to each effect, in its standard deviations.

    Args:
        effects: emulators of the effects.
        seen: (worlds, assumptions) parts as emulators see them.
    """
    terms = bent(centred(seen[:, effects.active]))
    return np.concatenate([terms * one.slopes for one in effects.each], axis=1)


def as_worlds(frame: pd.DataFrame, name: str = "") -> Worlds:
    """What a file of these rows holds for those who live in it."""
    columns = [column for column in map(str, frame) if column.startswith(PART)]
    parts = np.round(frame[columns].to_numpy(dtype=np.float64), DECIMALS)
    return Worlds(name, tuple(column.removeprefix(PART) for column in columns), parts, {})


def described(matched: Matched, plan: MatchingPlan, frame: pd.DataFrame, truths: Truths) -> dict[str, Any]:
    """How an ensemble was made, and how far it can be trusted."""
    space = matched.space
    structures = {
        path: frame[path].value_counts(normalize=True).to_dict() for path in space.paths if path in frame
    }
    foreseen, _ = matched.emulators.predict(space.seen(truths.parts))
    return {
        "versions": versions(),
        "digest": as_worlds(frame).digest(),
        "waves": plan.waves,
        "points_a_wave": plan.points,
        "size": plan.size.plain(),
        "cut": matched.cut,
        "emulators_explain": list(matched.errors),
        "explained_of_truths": float(np.median(explained(truths.found, foreseen))),
        "ran": int(frame.ran.sum()),
        "structures": structures,
        "active": [space.paths[k] for k in matched.emulators.active],
        "effects_hang_on": hanging(matched),
        "targets": {one.name: [one.value, one.error, one.discrepancy] for one in matched.targets},
        "left_out": left_out_coverage(matched),
        **what_targets_rule_out(matched, truths),
        "truths": truths_coverage(matched, truths, plan.size.policies),
    }


def hanging(matched: Matched) -> dict[str, dict[str, float]]:
    """By policy, the standard deviation of its leading effect that each assumption makes over its range."""
    effects, paths = matched.leading, matched.space.paths
    found = {}
    for policy, one in zip(matched.policies, effects.each, strict=True):
        line, curve = one.slopes.reshape(2, -1)
        # Standard deviations of a uniform number from -1 to 1, and of its square.
        sizes = np.sqrt(line**2 / 3.0 + curve**2 * 4.0 / 45.0)
        order = np.argsort(-sizes, kind="stable")
        found[policy] = {paths[effects.active[k]]: round(float(sizes[k]), 4) for k in order}
    return found
