"""P11: an untreated resident's draws are the same in a trial's world and in its control; what arms do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.trials.world.assignment import draw_lot
from experiments.trials.world.treatment import treat
from sim import District, load_scenario
from sim.residents.exposure import no_exposure
from sim.vocabulary import ACTS, Act, Informant, Reason
from tests.experiments.trials.small_trials import CLAIM, HEAD, LETTER, VISIT, VOTE, asked, numbers, trial_of

DRIVE = 11


@pytest.fixture(scope="module")
def before() -> District:
    """The tiny place on the eve of the drive for the roll."""
    overrides = [f"calendar.burn_in={DRIVE - 1}", "calendar.horizon=14"]
    district = District(load_scenario("tiny", seed=1, overrides=overrides), views=False)
    while district.month < DRIVE - 1:
        district.step()
    return district


def fork(before: District) -> District:
    return before.fork(before.scenario)


def test_untreated_residents_decide_on_the_same_draws_in_the_treated_world(
    before: District, tmp_path: Path
) -> None:
    trial = trial_of(asked(tmp_path, HEAD, VISIT, VOTE))
    treatment = treat(before, trial.arms[0], draw_lot(before, trial.units).treated)
    control, treated = fork(before), fork(before)
    treated.exposure = no_exposure(len(treated.residents))
    treatment.expose(treated.exposure, 0)
    control.step()
    treated.step()
    untreated = ~treatment.reached
    for column in ("registered", "told_by", "reason", "acts", "hours"):
        mine, theirs = (getattr(one.residents, column)[untreated] for one in (control, treated))
        assert np.array_equal(mine, theirs), column
    assert (treated.residents.registered & ~control.residents.registered)[treatment.reached].any()


def test_whoever_is_reached_has_heard(before: District, tmp_path: Path) -> None:
    trial = trial_of(asked(tmp_path, HEAD, VISIT, VOTE))
    treatment = treat(before, trial.arms[0], draw_lot(before, trial.units).treated)
    district = fork(before)
    district.exposure = no_exposure(len(district.residents))
    treatment.expose(district.exposure, 0)
    district.step()
    adult = district.residents.age >= 18
    heard = district.residents.told_by[treatment.reached & adult, Act.VOTE]
    assert set(np.unique(heard)) <= {int(Informant.HABIT), int(Informant.VISIT)}
    assert (heard == int(Informant.VISIT)).any()


def test_an_exposure_in_which_nothing_befalls_anybody_changes_nothing(before: District) -> None:
    control, exposed = fork(before), fork(before)
    for _ in range(3):
        exposed.exposure = no_exposure(len(exposed.residents))
        control.step()
        exposed.step()
    for column in control.residents.columns:
        assert np.array_equal(getattr(control.residents, column), getattr(exposed.residents, column)), column


def test_being_told_of_what_is_not_on_offer_changes_nothing(before: District) -> None:
    control, exposed = fork(before), fork(before)
    exposed.exposure = no_exposure(len(exposed.residents))
    exposed.exposure.told[:, Act.STAND] = 1 << int(Informant.VISIT)
    control.step()
    exposed.step()
    assert not exposed.offers.phase[:, Act.STAND].any()
    assert np.array_equal(control.residents.acts, exposed.residents.acts)


def test_papers_that_are_seen_to_admit_whoever_has_lived_here_long_enough(before: District) -> None:
    helped, alone = fork(before), fork(before)
    for district, papers in ((helped, True), (alone, False)):
        district.exposure = no_exposure(len(district.residents))
        district.exposure.told[:, Act.VOTE] = 1 << int(Informant.VISIT)
        district.exposure.papers[:] = papers
        district.step()
    refused = [one.residents.reason[:, Act.VOTE] == int(Reason.NOT_ELIGIBLE) for one in (helped, alone)]
    settled = helped.residents.years_here >= helped.offers.residence_years.max()
    assert not (refused[0] & settled & helped.residents.elector & (helped.residents.age >= 18)).any()
    assert (refused[1] & settled).any()


def test_an_act_that_is_brought_about_is_done_and_nobody_loses_a_place_to_it(before: District) -> None:
    control, made = fork(before), fork(before)
    made.exposure = no_exposure(len(made.residents))
    some = np.arange(len(made.residents)) % 3 == 0
    made.exposure.made[some] = 1 << Act.VOLUNTEER
    control.step()
    made.step()
    some &= made.residents.age >= 18  # children of households that moved in this month
    did = made.residents.acts >> Act.VOLUNTEER & 1
    assert did[some].all()
    assert np.array_equal(did[~some], (control.residents.acts >> Act.VOLUNTEER & 1)[~some])
    assert (made.residents.hours[some] >= control.residents.hours[some]).all()
    assert made.residents.history[some, Act.VOLUNTEER].astype(bool).all()


def test_another_arm_changes_no_number_of_the_first(tmp_path: Path) -> None:
    alone = numbers(asked(tmp_path, HEAD, VISIT, VOTE))
    beside = numbers(asked(tmp_path, HEAD, VISIT, LETTER, VOTE))
    paired = [key for key in alone if key[0].startswith("paired visit")]
    assert paired
    assert {key: alone[key] for key in paired} == {key: beside[key] for key in paired}


def test_a_published_number_changes_no_number_of_the_trial(tmp_path: Path) -> None:
    assert numbers(asked(tmp_path, HEAD, VISIT, VOTE)) == numbers(asked(tmp_path, HEAD, VISIT, VOTE, CLAIM))


def test_a_lot_of_households_treats_all_their_adults_or_one(before: District, tmp_path: Path) -> None:
    trial = trial_of(asked(tmp_path, HEAD, VISIT, VOTE))
    whole = draw_lot(before, trial.units)
    one_each = draw_lot(before, trial.units.__class__(kind="household", share=0.5, one_each=True))
    household, adult = before.residents.household, before.residents.age >= 18
    drawn = np.unique(household[whole.treated])
    assert (whole.treated == (np.isin(household, drawn) & adult)).all()
    assert (one_each.treated <= whole.treated).all()
    assert (np.bincount(household[one_each.treated])[drawn] == 1).all()


def test_strata_are_drawn_from_alike(before: District, tmp_path: Path) -> None:
    units = trial_of(asked(tmp_path, HEAD, VISIT, VOTE)).units.__class__(strata="community", number=20)
    lot = draw_lot(before, units)
    assert np.bincount(before.residents.community[lot.treated]).tolist() == [20, 20]


def test_every_act_can_be_told_of() -> None:
    assert len(ACTS) <= 15, "the mask of acts in an exposure has 16 bits"
    assert max(Informant) <= 14, "the mask of sources in an exposure has 16 bits"
