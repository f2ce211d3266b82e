"""Published numbers held against the model's and its rivals', by one rule for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from experiments.trials.interval_estimate import IntervalEstimate, gain, ratio
from experiments.trials.rivals import RIVALS, Rival
from experiments.trials.trial_file import PublishedNumber, Trial
from experiments.trials.verdicts import HITS, POINTS, Judged, ends_of, judged
from experiments.trials.wording.trial_names import QUANTITIES, WHOM, name_of
from experiments.trials.world.trial_cells import PAIRED, Cell
from experiments.wording.sentences import texts
from sim.outcomes.resident_groups import EVERYBODY, GROUPS
from sim.scenario import Scenario
from sim.wording.labels import Language

if TYPE_CHECKING:
    from experiments.trials.estimates import Seen

IN_POINTS: Final = ("effect", "per_contact", "level", "reached", "more_than", "more_than_arm")


def cell_of(claim: PublishedNumber, seen: Seen) -> Cell:
    """Where the model's number stands."""
    horizon = claim.horizon or seen.trial.measure(claim.measured).horizons[0]
    return Cell(PAIRED, claim.arm, claim.measured, horizon, claim.on, claim.group)


def judge_model(claim: PublishedNumber, seen: Seen) -> Judged:
    """What the model says of a published number."""
    cell = cell_of(claim, seen)
    said = _points(claim, _quantity(claim, seen, cell))
    control = _number(seen, cell, "control")
    return judged(claim, said, control)


def judge_rival(claim: PublishedNumber, seen: Seen, scenario: Scenario, rival: Rival) -> Judged:
    """What a rival says of the same number, from the model's own rates without treatment."""
    cell = cell_of(claim, seen)

    def effect(one: Cell) -> float:
        of_arm = rival(seen, one, scenario)
        against = seen.against(one)
        return of_arm - (rival(seen, against, scenario) if against is not None else 0.0)

    control = _number(seen, cell, "control")
    said = _rival_number(claim, seen, cell, effect, control)
    return judged(claim, _points(claim, IntervalEstimate(said, said, said)), control)


def _points(claim: PublishedNumber, found: IntervalEstimate) -> IntervalEstimate:
    return found.times(POINTS if claim.quantity in IN_POINTS else 1.0)


def _same(one: float) -> float:
    return one


Of = tuple[Callable[..., float], tuple[str, ...]]
# What a quantity is of the numbers of a cell, and of two cells.
_ONE: Final[dict[str, Of]] = {
    "effect": (_same, ("effect",)),
    "per_contact": (ratio, ("effect", "dose")),
    "log_odds": (gain, ("control", "treated")),
    "ratio": (ratio, ("treated", "control")),
    "level": (_same, ("treated",)),
    "count": (_same, ("treated",)),
    "reached": (_same, ("dose",)),
}
_TWO: Final[dict[str, Of]] = {
    "spillover": (lambda here, there: ratio(here, there), ("effect",)),
    "spillover_total": (lambda here, n, there, m: ratio(here * n, there * m), ("effect", "n")),
    "more_than": (lambda here, there: here - there, ("effect",)),
    "more_than_arm": (lambda here, there: here - there, ("effect",)),
    "share_left": (lambda here, there: ratio(here, there), ("effect",)),
    "per_other": (lambda here, there: ratio(here, there), ("effect",)),
}


def _quantity(claim: PublishedNumber, seen: Seen, cell: Cell) -> IntervalEstimate:
    """The model's number, as a share or ratio."""
    of, names = (_ONE | _TWO)[claim.quantity]
    other = _other(claim, seen, cell) if claim.quantity in _TWO else None
    return seen.estimate(cell, of, *names, other=other)


def _number(seen: Seen, cell: Cell, name: str) -> float:
    return seen.estimate(cell, _same, name).value


def _other(claim: PublishedNumber, seen: Seen, cell: Cell) -> Cell:
    """The cell that a number of two cells is held against."""
    one = seen.trial.measure(claim.measured)
    if claim.quantity.startswith("spillover"):
        return replace(cell, on=one.of, group=EVERYBODY)
    if claim.quantity == "more_than":
        return replace(cell, group=claim.than)
    if claim.quantity == "more_than_arm":
        return replace(cell, arm=claim.than)
    if claim.quantity == "per_other":
        other = seen.trial.measure(claim.than)
        return replace(cell, measured=other.name, horizon=other.horizons[0])
    return replace(cell, horizon=one.horizons[0])


def _rival_number(
    claim: PublishedNumber, seen: Seen, cell: Cell, effect: Callable[[Cell], float], control: float
) -> float:
    here = effect(cell)
    if claim.quantity in _TWO:
        other = _other(claim, seen, cell)
        of, names = _TWO[claim.quantity]
        sizes = [[_number(seen, one, "n")] if "n" in names else [] for one in (cell, other)]
        return float(of(here, *sizes[0], effect(other), *sizes[1]))
    if claim.quantity == "reached":
        return float("nan")
    of, names = _ONE[claim.quantity]
    dose = _number(seen, cell, "dose")
    known = {"effect": here, "control": control, "treated": control + here, "dose": dose}
    return float(of(*(known[name] for name in names)))


def label_of(claim: PublishedNumber, trial: Trial, language: Language) -> str:
    """What a number is about: arm, measure, whom, of which group, which quantity."""
    arm, one = trial.arm(claim.arm).label, trial.measure(claim.measured).label
    parts = [getattr(one, language), name_of(WHOM, claim.on, language)]
    if claim.group != EVERYBODY:
        own = trial.groups.get(claim.group)
        known = GROUPS.get(claim.group)
        parts.append(getattr(own.label, language) if own else getattr(known, f"label_{language}"))
    parts.append(name_of(QUANTITIES, claim.quantity, language))
    marks = texts("lists")[language]
    colon, comma = marks["colon"], marks["then"]
    return str(getattr(arm, language)) + colon + comma.join(parts)


def claim_rows(seen: Seen, scenario: Scenario) -> list[dict[str, Any]]:
    """A row a published number: what was published, what the model says, what its rivals say."""
    return [_row(claim, seen, scenario) for claim in seen.trial.published]


def _of_worlds(claim: PublishedNumber, seen: Seen, said: IntervalEstimate) -> dict[str, Any]:
    """In how many worlds the model hits by itself, and what draws alone would make of its range."""
    verdicts = [judge_model(claim, world).verdict for world in seen.each()]
    return {
        "model_draws_low": said.draws_low,
        "model_draws_high": said.draws_high,
        "hits_in": sum(one in HITS for one in verdicts),
        "worlds": len(verdicts),
    }


def _row(claim: PublishedNumber, seen: Seen, scenario: Scenario) -> dict[str, Any]:
    model, (low, high) = judge_model(claim, seen), ends_of(claim)
    cell = cell_of(claim, seen)
    rivals = {name: judge_rival(claim, seen, scenario, rival) for name, rival in RIVALS.items()}
    return {
        "id": claim.id,
        "kind": claim.kind,
        "label_en": label_of(claim, seen.trial, "en"),
        "label_zh": label_of(claim, seen.trial, "zh"),
        "arm": claim.arm,
        "act": claim.measured,
        "measured_on": claim.on,
        "group": claim.group,
        "horizon": cell.horizon,
        "quantity": claim.quantity,
        "judged": claim.judged,
        "published": claim.effect,
        "published_low": low,
        "published_high": high,
        "control": POINTS * _number(seen, cell, "control"),
        "model": model.said.value,
        "model_low": model.said.low,
        "model_high": model.said.high,
        **(_of_worlds(claim, seen, model.said) if seen.in_worlds else {}),
        "log_odds": model.odds,
        "published_log_odds": model.published_odds,
        "verdict": model.verdict,
        **{name: one.said.value for name, one in rivals.items()},
        **{f"{name}_verdict": one.verdict for name, one in rivals.items()},
        "confidence": claim.confidence,
        "calibrated": claim.calibrated,
        "source": claim.source,
        "note_en": claim.note.en,
        "note_zh": claim.note.zh,
    }
