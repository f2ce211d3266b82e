"""The page of rival structures names what turns and what can no longer be told."""

from __future__ import annotations

import numpy as np
import pandas as pd

from experiments.comparing.rival_page import SHOWN, Reading, page


def reading(name: str, **effects: float) -> Reading:
    levers = pd.DataFrame(
        [
            {
                **{"clause": "S1.1", "label_en": lever, "proximal_outcome": "civic", "seeds": 6},
                **{"expected": "+", "effect": effect, "low": effect - 0.01, "high": effect + 0.01},
                **{"civic": effect, "civic_low": effect - 0.01, "civic_high": effect + 0.01},
            }
            for lever, effect in effects.items()
        ]
    )
    values = np.ones((2, 2, len(SHOWN)))
    values[:, 1] = [[1.5], [1.7]]
    return Reading(name, values, levers)


def told() -> str:
    as_it_is = reading("", turns=0.02, stays=0.03, fades=0.04)
    rival = reading("street=refills", turns=-0.02, stays=0.02, fades=0.001)
    return page([as_it_is, rival], ("status_quo", "section_1"), "tiny", ["calendar.horizon=3"])


def part(name: str) -> str:
    return told().split(name)[1]


def test_effects_are_differences_from_the_status_quo_with_their_standard_error() -> None:
    assert "| as it is | section_1 | 0.6 ± 0.1 |" in told()


def test_a_lever_that_turns_is_named_with_its_effect_under_every_reading() -> None:
    turned = part("## What turns").split("no longer")[0]
    assert "- turns: `civic` as it is 0.02; street=refills -0.02" in turned
    assert "stays" not in turned
    assert "fades" not in turned


def test_a_lever_that_can_no_longer_be_told_is_named() -> None:
    assert "- fades: `civic` as it is 0.04; street=refills 0.001" in part("no longer")
    assert "- stays" not in part("no longer")


def test_every_lever_has_a_mark_under_every_reading() -> None:
    assert "| S1.1 | turns | ✓ + | × − |" in told()
    assert "| S1.1 | fades | ✓ + | · |" in told()
