"""Of whom a trial's answer speaks: whose adults, which of them by lot, what is counted, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from experiments.asking.of_whom import place_words
from experiments.wording.both_languages import Words
from experiments.wording.sentences import listing, named, sentences
from sim.population.place import Place

if TYPE_CHECKING:
    from experiments.trials.trial_file import Trial, TrialMeasure, TrialUnits

SAY: Final = sentences("trial_basis")
UNITS: Final = named("trial_basis.units")
WHOM: Final = named("trial_names.whom")
STRATA: Final = named("trial_basis.strata")


def trial_basis(trial: Trial, place: Place) -> Words:
    """Population, lot, acts and months of a trial, which its sentences leave out so as to be short."""
    return SAY(
        "basis",
        place=place_words(place),
        drawn=_drawn(trial.units),
        month=trial.month,
        burn_in=trial.month - 1,
        measured=listing(map(_measured, trial.measured)),
    )


def _drawn(units: TrialUnits) -> Words:
    """Which units are drawn by lot, how many of them, and among whom."""
    how_many = "number" if units.number else "share" if units.share < 1.0 else "all"
    drawn = SAY(how_many, number=units.number, share=units.share, units=UNITS[units.kind])
    within = [STRATA[units.strata]] if units.strata in STRATA and how_many != "all" else []
    among = [SAY("among", conditions=", ".join(f"`{one}`" for one in units.among))] if units.among else []
    notes = [*within, *among]
    return SAY("noted", drawn=drawn, notes=listing(notes)) if notes else drawn


def _measured(one: TrialMeasure) -> Words:
    """What is counted, in which months of the trial, on whom."""
    whom = listing((WHOM[on] for on in one.on), "comma")
    months = ", ".join(_months(one, horizon) for horizon in one.horizons)
    return SAY("in_month" if months.isdigit() else "in_months", label=one.label, months=months, whom=whom)


def _months(one: TrialMeasure, horizon: int) -> str:
    """The months that count towards a horizon; of an answer or a tie that in which it is looked at."""
    first = horizon - one.window + 1 if one.window else 1
    is_at_once = bool(one.question) or one.ties or first == horizon
    return str(horizon) if is_at_once else f"{first}–{horizon}"
