"""Rivals that a trial is scored against on the same rows: simpler ways to say what a contact does.

Each gives the effect of an arm in a cell, as a share, from the model's rates without treatment. None knows a
network, so none passes anything on; none remembers, so an act that is brought about changes nothing later.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np

from experiments.null_models.responses import asked_log_odds, mean_field_response, static_response
from experiments.trials.channels import CHANNELS
from experiments.trials.world.trial_cells import Cell
from sim.scenario import Scenario

if TYPE_CHECKING:
    from experiments.trials.estimates import Seen

Rival = Callable[["Seen", "Cell", "Scenario"], float]
A_CONTACT: Final = 0.02


def _reaches(seen: Seen, cell: Cell) -> float:
    """Share of a cell's residents whom the arm tells of the very act that is measured there."""
    arm, one = seen.trial.arm(cell.arm), seen.trial.measure(cell.measured)
    is_later = one.window > 0 and cell.horizon - one.window >= arm.months
    if is_later or not arm.channel or one.act != arm.act or cell.on not in ("assigned", "reached"):
        return 0.0
    return float(np.nanmean(seen.field(cell, "dose")))


def _asked(seen: Seen, cell: Cell, scenario: Scenario) -> float:
    """Log-odds that being told adds by itself: being asked in person."""
    arm = seen.trial.arm(cell.arm)
    sources = [CHANNELS[one].source for one in (arm.channel, arm.second) if one]
    return asked_log_odds(scenario, arm.act, sources)


def every_contact_two_points(seen: Seen, cell: Cell, scenario: Scenario) -> float:
    """Whoever is reached does it two points more often."""
    return A_CONTACT * _reaches(seen, cell)


def static_logit(seen: Seen, cell: Cell, scenario: Scenario) -> float:
    """The fourth gate alone: everybody knows, may and can; being asked adds its coefficient."""
    reach = _reaches(seen, cell)
    if not reach:
        return 0.0
    control = float(np.nanmean(seen.field(cell, "control")))
    return static_response(reach, control, _asked(seen, cell, scenario))


def mean_field(seen: Seen, cell: Cell, scenario: Scenario) -> float:
    """Reach times response of one average resident through the four gates."""
    reach = _reaches(seen, cell)
    if not reach:
        return 0.0
    heard, free, willing, control = (
        float(np.nanmean(seen.field(cell, one))) for one in ("heard", "free", "willing", "control")
    )
    untold = heard * free * willing
    lasts = min(1.0, control / untold) if untold else 1.0  # of who decides to, on the day
    return lasts * mean_field_response(reach, heard, free, willing, _asked(seen, cell, scenario))


RIVALS: Final[dict[str, Rival]] = {
    "two_points": every_contact_two_points,
    "static_logit": static_logit,
    "mean_field": mean_field,
}
