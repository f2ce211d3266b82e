"""P8 for S1.3 and S4: each lever alone moves its proximal outcome, is paid for, and needs organisations.

Paired seeds on a small and lively place, where whoever was active in one month of the year counts as an
activist. Each interval excludes zero by chance in the declared direction in one of 200 choices of seeds, one
of the 23 in about a ninth of them; seeds and months, fixed, follow how large an effect is against chance.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pytest

from tests.levers.paired import LEVERS, Trials, at, seeds_each, simulated, trials_of

LIFE: Final = "assumptions.institutions.organisations"
LIVELY: Final = (
    'place.communities=[{type="village",count=1,residents=1000},{type="commodity",count=1,residents=1000}]',
    "calendar.burn_in=11",
    "calendar.horizon=16",
    "assumptions.participation.ladder.activist_months=1",
    f"{LIFE}.initial=20",
    f"{LIFE}.purchase_lines=20",
    f"{LIFE}.founding=0.3",
)
SECTIONS: Final = ("policies.organisations.", "policies.tasks.purchase_")
MINE: Final = tuple(path for path in LEVERS if path.startswith(SECTIONS))


def mine(*names: str) -> tuple[str, ...]:
    return tuple(path for path in MINE if path.rpartition(".")[2] in names)


# What stands out from random variation in few seeds, what takes more, and what is small against it.
STRONG: Final = (
    *mine("purchase_catalogue", "training", "guidance", "special_fund", "source_community"),
    *mine("social_workers", "inspection", "enforcement", "evaluation"),
)
WEAK: Final = mine("committee_powers", "volunteers")
SOON: Final = (*LIVELY, "calendar.horizon=12")  # what shows in the first year, and less from then on
LATE: Final = (*LIVELY, "calendar.horizon=30")
# Four times as many people vary less by chance, and their months take little longer than those of few.
LARGE: Final = (
    'place.communities=[{type="village",count=1,residents=4000},{type="commodity",count=1,residents=4000}]',
)
# An incubator matters where rooms are hard to find.
NO_ROOMS: Final = (f"{LIFE}.without_room=0.02", f"{LIFE}.founding=0.1")
WEAKEST: Final = (
    (mine("needs"), 16, SOON),
    (mine("registration_members"), 6, (*SOON, *LARGE)),
    (mine("source_superior"), 8, (*LATE, *LARGE)),
    (mine("incubation"), 6, (*SOON, *NO_ROOMS, *LARGE)),
)
GROUPED: Final = (*STRONG, *WEAK, *(path for paths, *_ in WEAKEST for path in paths))
PLAIN: Final = tuple(path for path in MINE if path not in GROUPED)
TRIALS: Final = (
    Trials(seeds_each({STRONG: 4, PLAIN: 6, WEAK: 10}), LIVELY),
    *(Trials(seeds_each({paths: number}), place) for paths, number, place in WEAKEST),
)
# What is paid for the lever, in the words of the ledger; "" where it costs somebody hours or a place.
PAID: Final = {
    "purchase_catalogue": "service purchase",
    "purchase_openness": "service purchase",
    "purchase_publication": "catalogue published",
    "needs": "needs survey",
    "training": "training of backbones",
    "admission": "",
    "incubation": "incubator",
    "filing": "setting up",
    "registration_members": "setting up",
    "registration_capital": "founding capital",
    "guidance": "guidance",
    "special_fund": "special fund",
    "source_superior": "superior grant",
    "source_community": "community contribution",
    "source_companies": "companies' contribution",
    "source_public": "call for donations",
    "exchange": "shared training",
    "social_workers": "organisations' staff",
    "volunteers": "organisations' staff",
    "inspection": "inspection",
    "committee_powers": "",
    "enforcement": "joint enforcement",
    "evaluation": "third-party evaluation",
}


@pytest.mark.parametrize("path", MINE)
def test_each_lever_moves_its_proximal_outcome(path: str) -> None:
    trials_of(TRIALS, path).check_as_declared(path)


@pytest.mark.parametrize("path", [path for path in MINE if PAID[path.split(".")[-1]]])
def test_each_lever_is_paid_for(path: str) -> None:
    purpose, spent = PAID[path.split(".")[-1]], [0, 0]
    trials = trials_of(TRIALS, path)
    for seed in trials.seeds[path]:
        for arm, run in enumerate(trials.pair(path, seed)):
            spent[arm] += sum(fen for *_, why, _, fen in run.flows if why == purpose)
    # Open tender spends the same budget on more hours.
    assert spent[1] > (0.9 * spent[0] if path.endswith("openness") else spent[0])


def test_without_organisations_and_founders_nobody_takes_part_more() -> None:
    nobody = (f"{LIFE}.initial=0", f"{LIFE}.founding=0")
    trained = "policies.organisations.training"  # trains residents, not organisations
    every = at(*(path for path in MINE if path != trained))
    quo, reform = simulated((*LIVELY, *nobody), ((), every))
    for column, (outcome, group) in enumerate(quo.keys):
        if not outcome.startswith("cost."):
            same = np.array_equal(quo.values[:, column], reform.values[:, column], equal_nan=True)
            assert same, (outcome, group)


def test_training_without_volunteers_trains_nobody() -> None:
    idle = (
        "assumptions.participation.ladder.volunteer_months=12",
        "assumptions.participation.ladder.activist_months=12",
    )
    trained = at("policies.organisations.training")
    quo, reform = simulated((*LIVELY, *idle), ((), trained))
    assert np.array_equal(quo.values, reform.values, equal_nan=True)
