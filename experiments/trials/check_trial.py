"""What a trial file may say key by key and yet cannot be run: refused in one line before the first step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from experiments.asking.question import Question
from experiments.trials.channels import CHANNELS
from experiments.trials.conditions import LONGEST, test_of
from experiments.trials.trial_file import UNTREATED, Arm, PublishedNumber, Trial, TrialMeasure
from experiments.trials.world.measuring import known_groups
from sim.calendar import Calendar
from sim.engine.settings import BadInput, nearest
from sim.policies import Policies
from sim.survey.answers import CODEBOOK


def check_trial(trial: Trial, question: Question) -> None:
    """Refuse what cannot be run or compared.

    Raises:
        BadInput: with the key that is wrong.
    """
    for key, parts in (("arms", trial.arms), ("measured", trial.measured)):
        _refuse(not parts, key, f"at least one is needed ([[{key}]])")
        names = [one.name for one in parts]
        _refuse(len(set(names)) < len(names), key, "two have the same name")
        _refuse(any(not name or " " in name for name in names), key, "names are one word each")
    _conditions("units.among", trial.units.among)
    for name, group in trial.groups.items():
        _conditions(f"groups.{name}.among", group.among)
    calendar = question.base().calendar
    for number, arm in enumerate(trial.arms):
        _check_arm(arm, f"arms[{number}]", trial, calendar)
    for number, one in enumerate(trial.measured):
        _check_measured(one, f"measured[{number}]", trial)
    for number, claim in enumerate(trial.published):
        _check_published(claim, f"published[{number}]", trial)
    policies_of(trial, question)


def policies_of(trial: Trial, question: Question) -> dict[str, Policies]:
    """Levers of the arms that have some, by the arm's name; in force in communities drawn by lot.

    Raises:
        BadInput: a lever cannot be set so.
    """
    found = {}
    for number, arm in enumerate(trial.arms):
        if arm.levers:
            settings = (*question.settings, *arm.levers, *_pilots(trial))
            try:
                found[arm.name] = replace(question, settings=settings).base().policies
            except BadInput as error:
                raise BadInput(f"arms[{number}].levers: {error}") from None
    return found


def _pilots(trial: Trial) -> tuple[str, ...]:
    """The model's own rule for pilots (S3.1) draws the communities: by type, or by lot over all."""
    if not trial.units.number:
        return ('policies.pilots.where="everywhere"',)
    where = "by_type" if trial.units.strata == "type" else "random"
    return (f'policies.pilots.where="{where}"', f"policies.pilots.number={trial.units.number}")


def _refuse(wrong: bool, key: str, why: str) -> None:
    if wrong:
        raise BadInput(f"{key}: {why}")


def _known(key: str, word: str, known: Iterable[str]) -> None:
    names = list(known)
    _refuse(word not in names, key, f"no {word!r}{nearest(word, names)}")


def _conditions(key: str, conditions: Iterable[str]) -> None:
    for condition in conditions:
        _naming_key(key, test_of, condition)


def _naming_key(key: str, ask: Callable[[str], Any], text: str) -> None:
    try:
        ask(text)
    except BadInput as error:
        raise BadInput(f"{key}: {error}") from None


def _check_arm(arm: Arm, key: str, trial: Trial, calendar: Calendar) -> None:
    told = bool(arm.channel)
    _refuse(not (told or arm.brings_about or arm.sees or arm.levers), key, "nothing is done in it")
    _refuse((told or arm.brings_about) and not arm.act, f"{key}.act", "missing; say of which act")
    _refuse(bool(arm.second) and not told, f"{key}.second", "needs a first channel")
    _refuse(arm.papers and not (told and arm.act == "vote"), f"{key}.papers", "belongs to a channel of vote")
    _refuse(arm.months > trial.months, f"{key}.months", f"more than the {trial.months} that are measured")
    _check_reach(arm.channel, arm.reach, f"{key}.reach")
    _check_reach(arm.second, arm.second_reach, f"{key}.second_reach")
    arms = [one.name for one in trial.arms if one is not arm]
    _known(f"{key}.against", arm.against, [UNTREATED, *arms])
    if arm.levers:
        whole = trial.units.kind == "community" and trial.units.strata in ("none", "type")
        _refuse(not whole, f"{key}.levers", "units must be communities, by lot over all or by type")
        other = next((one for one in arm.levers if not one.strip().startswith("policies.")), None)
        _refuse(other is not None, f"{key}.levers", f"{other!r} is no lever; write policies.PATH=VALUE")
    if arm.act == "vote":
        _check_month(arm, key, trial, calendar)


def _check_reach(channel: str, reach: float, key: str) -> None:
    unknown = bool(channel) and reach < 0.0 and CHANNELS[channel].once is None
    _refuse(unknown, key, f"missing; the model has no rule for whom a {channel} reaches")
    _refuse(-1.0 < reach < 0.0, key, "a share from 0 to 1, or -1 for the model's own rule")


def _check_month(arm: Arm, key: str, trial: Trial, calendar: Calendar) -> None:
    """The roll is drawn up in the month before the poll: elsewhere nobody can be told of it."""
    wanted = 0 if arm.brings_about else 1
    until = (calendar.first_election - trial.month) % calendar.election_every
    first = calendar.first_election - wanted
    months = ", ".join(str(first + k * calendar.election_every) for k in range(3))
    what = "votes are cast" if arm.brings_about else "the roll is drawn up"
    _refuse(calendar.election_stagger > 0, f"{key}.act", "vote needs calendar.election_stagger = 0")
    _refuse(until != wanted, f"{key}.act", f"vote: {what} in months {months}, ..., not in {trial.month}")


def _check_measured(one: TrialMeasure, key: str, trial: Trial) -> None:
    given = [bool(one.act), bool(one.question), one.ties, one.projects]
    _refuse(sum(given) != 1, key, "give one of act, question, ties or projects")
    _refuse(not one.horizons or not one.on, key, "at least one horizon and one on")
    if one.question:
        _known(f"{key}.question", one.question, CODEBOOK)
    too_long = bool(one.act) and max(one.horizons) > LONGEST and not one.window
    _refuse(too_long, f"{key}.horizons", f"acts are remembered for {LONGEST} months; give a window")
    for group in one.groups:
        _known(f"{key}.groups", group, known_groups(trial))


def _check_published(claim: PublishedNumber, key: str, trial: Trial) -> None:
    _known(f"{key}.arm", claim.arm, [one.name for one in trial.arms])
    _known(f"{key}.measured", claim.measured, [one.name for one in trial.measured])
    one = trial.measure(claim.measured)
    _known(f"{key}.on", claim.on, one.on)
    _known(f"{key}.group", claim.group, ["all", *one.groups])
    if claim.quantity == "more_than":
        _known(f"{key}.than", claim.than, ["all", *one.groups])
    if claim.quantity == "more_than_arm":
        _known(f"{key}.than", claim.than, [other.name for other in trial.arms if other.name != claim.arm])
    if claim.quantity == "per_other":
        _known(f"{key}.than", claim.than, [other.name for other in trial.measured if other is not one])
    if claim.horizon:
        _known(f"{key}.horizon", str(claim.horizon), map(str, one.horizons))
    spills = claim.quantity.startswith("spillover")
    _refuse(spills and one.of not in one.on, f"{key}.quantity", f"needs {one.of!r} in the measure's on")
    _refuse(len(claim.interval) == 1, f"{key}.interval", "give both ends")
