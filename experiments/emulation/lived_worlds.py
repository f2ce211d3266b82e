"""A plausible world lived through once and forked into many policies; kept when finished, a file a world."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from experiments.running.pool import Lost, Pool, Serial
from experiments.storing.files import read_json, write_json
from experiments.storing.versions import model_version
from sim.engine.settings import BadInput
from sim.policies import Policies
from sim.scenario import Scenario
from sim.simulation import simulate_forked

if TYPE_CHECKING:
    from experiments.running.progress import Console
    from experiments.running.worker_process import Tick
    from sim.outcomes.register import Key

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LivedWorld:
    """What is lived through at once.

    Attributes:
        scenario: the status quo in a plausible world, with its seed.
        policies: into which it is forked at the policy date.
        keys: what is measured, (outcome, group).
    """

    scenario: Scenario
    policies: tuple[Policies, ...]
    keys: tuple[Key, ...]

    def mark(self) -> str:
        """Hash of all that decides its numbers."""
        arms = [json.dumps(one, sort_keys=True, default=vars) for one in self.policies]
        content = json.dumps([self.scenario.digest(), arms, self.keys, model_version()])
        return hashlib.sha256(content.encode()).hexdigest()[:20]

    def months(self) -> int:
        """To be simulated."""
        calendar = self.scenario.calendar
        return calendar.burn_in + (1 + len(self.policies)) * calendar.horizon


def live(world: LivedWorld, tick: Tick) -> list[list[float]]:
    """Live through a world.

    Args:
        world: see there.
        tick: told that a month is over.

    Returns:
        Values (1 + policies, keys), the status quo first: means over the months from the policy date on.
    """
    arms = [world.scenario, *(replace(world.scenario, policies=one) for one in world.policies)]
    runs = simulate_forked(arms, on_month=lambda _month: tick(1))
    return [[run.headline()[key] for key in world.keys] for run in runs]


def live_through(worlds: Sequence[LivedWorld], folder: Path, workers: int, console: Console) -> list[Floats]:
    """Live through the worlds that are not in the folder yet, and give what all of them show.

    Args:
        worlds: see there.
        folder: where they are kept; it is made.
        workers: processes at once.
        console: where progress is shown.

    Returns:
        Values (1 + policies, keys) of each, as :func:`live` has them.

    Raises:
        RuntimeError: a worker died.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = [one for one in worlds if _kept(one, folder) is None]
    with console.bar(f"{len(worlds)} worlds", sum(one.months() for one in worlds)) as advance:
        advance(sum(one.months() for one in worlds) - sum(one.months() for one in missing))
        with Serial(live) if workers == 1 or len(missing) < 2 else Pool(live, workers) as hands:
            for world, answer in hands.answers(missing, advance):
                if isinstance(answer, Lost):
                    raise RuntimeError("a worker process died; the same command goes on from what is kept")
                write_json(_file(world, folder), answer)
    return [_found(one, folder) for one in worlds]


def _file(world: LivedWorld, folder: Path) -> Path:
    return folder / f"{world.mark()}.json"


def _found(world: LivedWorld, folder: Path) -> Floats:
    kept = _kept(world, folder)
    if kept is None:
        raise RuntimeError(f"{_file(world, folder)}: cannot be read back")
    return kept


def _kept(world: LivedWorld, folder: Path) -> Floats | None:
    """What a world showed, if it was lived through; a file that cannot be read is made again."""
    file = _file(world, folder)
    if not file.is_file():
        return None
    try:
        found: Any = np.array(read_json(file), dtype=np.float64)
    except (BadInput, TypeError, ValueError):
        return None
    return found if found.shape == (1 + len(world.policies), len(world.keys)) else None
