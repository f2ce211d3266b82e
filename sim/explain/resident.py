"""Why a resident does or does not take part: one month's four gates with every number, by the same rule."""

from __future__ import annotations

from contextlib import closing
from typing import Any, Final

import numpy as np

from sim.district import District
from sim.engine.arithmetic import logistic
from sim.engine.random import draws
from sim.engine.settings import BadInput, nearest
from sim.network import acting, contact_words
from sim.network.layers import Layer
from sim.residents import choice, gates, hearing
from sim.residents.decision import residents_month
from sim.residents.lasting import lasting_of
from sim.residents.motives import TERMS
from sim.residents.offers import ADDITIONS, POLLING_DAY, offer_of
from sim.residents.person import person_of
from sim.vocabulary import ACTS, ADULT_AGE, Act, Informant, Reason

SHOWN: Final = (
    "age",
    "female",
    "education",
    "hukou",
    "owner",
    "party",
    "years_here",
    "trust",
    "acquaintance",
    "rung",
)


def explain(district: District, resident: int, act: str | None = None) -> dict[str, Any]:
    """Explain one resident's coming month.

    Args:
        district: a district whose last finished month is the one before; it is not changed.
        resident: row of the resident.
        act: one act by name; default: all.

    Returns:
        Plain data: ``resident`` (traits), ``row``, ``month``, ``adult``, ``concern``, ``ties`` (rows, by
        layer), and ``acts``, each with its gates in order, every chance, draw and term, and the result.

    Raises:
        BadInput: there is no such resident, or no such act.
    """
    if not 0 <= resident < len(district.residents):
        raise BadInput(f"resident {resident}: rows are 0 to {len(district.residents) - 1}")
    if act is not None and act not in ACTS:
        raise BadInput(f"act {act!r}: no such act{nearest(act, list(ACTS))}")
    with closing(district.opened_month()) as opened:
        return _explain_opened(opened, resident, act)


def _explain_opened(opened: District, resident: int, act: str | None) -> dict[str, Any]:
    """Explain the month that is open."""
    person = person_of(resident, opened.people)
    settled = hearing.settled_here(person.years_here, opened.rules.scalars.hearing.settling)
    words = contact_words.words_of(opened.residents.active, opened.residents.age)
    active = acting.contacts_of_one(resident, settled, opened.contacts, words, opened.rules.strength)
    total = float(active[contact_words.ALL])
    month_drawn = draws(opened.seed, person.identity, opened.month, gates.MONTH_DRAWS, 0)
    concern = bool(month_drawn[1] < opened.rules.scalars.concern)
    x = np.zeros(choice.TERM_COUNT)
    choice.fill_terms(person, concern, x)
    adult = bool(person.age >= ADULT_AGE)
    hours = gates.free_this_month(person.free_hours, opened.rules.scalars.swing, month_drawn[0])
    found: list[dict[str, Any]] = []
    at_meeting, spent = False, 0.0
    for one in Act if adult else ():
        found.append(_explain_act(opened, resident, one, active, total, at_meeting, hours - spent, x))
        at_meeting |= one is Act.DELIBERATE and found[-1]["result"] == "did"
        spent += found[-1].get("hours_spent", 0.0)
    _note_lottery(opened, resident, found)
    return {
        "resident": {name: getattr(opened.residents, name)[resident].item() for name in SHOWN},
        "row": resident,
        "month": opened.month,
        "adult": adult,
        "concern": concern,
        "ties": _ties(opened, resident),
        "acts": [told for told in found if act in (None, told["act"])],
    }


def _note_lottery(opened: District, resident: int, found: list[dict[str, Any]]) -> None:
    """Let everybody decide, so that the lottery for scarce places is held, and note where it was lost."""
    start = opened.geography.community_start
    residents_month(
        start, opened.month, opened.seed, opened.people, opened.offers, opened.contacts, opened.rules
    )
    for act, told in zip(Act, found, strict=False):
        if told["result"] == "did" and opened.residents.reason[resident, act] == Reason.NO_PLACE:
            told["result"] = "no_place"


def _ties(district: District, resident: int) -> dict[str, list[int]]:
    """Rows of the contacts in each layer: of the network's ties that hold, and companions as they are now."""
    age = district.residents.age
    ties = {
        layer.name.lower(): [
            row
            for row in district.network.contacts(resident, layer).tolist()
            if contact_words.holds(layer, age[resident], age[row])
        ]
        for layer in Layer
    }
    partner = district.companions.partner[resident]
    ties["companion"] = np.sort(partner[partner >= 0]).tolist()
    return ties


def _explain_act(
    district: District,
    i: int,
    act: Act,
    active: Any,
    total: float,
    at_meeting: bool,
    hours_left: float,
    x: Any,
) -> dict[str, Any]:
    """Whether the act is on offer, and if so the gates, or on polling day what decides there."""
    phase = int(district.offers.phase[district.residents.community[i], act])
    polling = phase == POLLING_DAY
    told: dict[str, Any] = {"act": act.name.lower(), "offered": phase > 0, "polling_day": polling}
    on_the_roll = phase == ADDITIONS and bool(district.residents.registered[i])
    if phase == 0 or on_the_roll:
        return told | {"result": "not_offered"}
    if polling:
        return told | _explain_poll(district, i)
    share = choice.share_of(active[act], total)
    return told | _explain_gates(district, i, act, active[act], share, at_meeting, hours_left, x)


def _explain_gates(
    district: District,
    i: int,
    act: Act,
    active: float,
    share: float,
    at_meeting: bool,
    hours_left: float,
    x: Any,
) -> dict[str, Any]:
    """Ask the compiled rule, then list the numbers that it used, gate by gate."""
    rules, person, number = district.rules, person_of(i, district.people), int(act)
    offer = offer_of(person.community, number, person.profile, district.offers)
    drawn = draws(district.seed, person.identity, district.month, int(gates.GATE_DRAWS[act]), 0)
    drawn = (gates.hearing_number(district.seed, person.identity, district.month, number), *drawn[1:])
    way, history = rules.scalars.hearing, district.residents.history[i, act]
    mine = lasting_of(person, number, district.month, district.seed, rules.scalars)
    heard = (number, person, offer, active, at_meeting, mine, way)
    source = hearing.hears(*heard, drawn[0])
    coefficient, needed = rules.coefficients[act], float(rules.hours[act])
    reason = gates.responds(
        number, source, person, offer, drawn[1:], history, share, mine.disposition,
        hours_left, needed, coefficient, rules.scalars, x,
    ) if source else Reason.NOT_INFORMED  # fmt: skip
    needed = float(gates.hours_needed(number, source, needed, rules.scalars.online))
    habit, others = gates.habit_of(number, history), choice.does_others(number, person.active)
    z = choice.motivation(coefficient, habit, source, share, others, mine.disposition, x)
    presence = float(gates.presence(number, person, offer.daytime, offer.childcare, source))
    admitted = bool(gates.eligible(number, person, offer, drawn[1]))
    time = {"hours_left": float(hours_left), "hours_needed": needed, "presence": presence}
    return {
        "informed": _informed(hearing.visited(hearing.hearing_at_most(*heard)), source) | {"draw": drawn[0]},
        "eligible": {"admitted": admitted, "draw": drawn[1]},
        "available": time | {"draw": drawn[2]},
        "motivated": _motivated(coefficient, x, float(z)) | {"draw": drawn[3]},
        "hours_spent": needed if reason == Reason.DID and act is not Act.VOTE else 0.0,
        "result": Reason(reason).name.lower(),
    }


def _informed(chance: tuple[float, ...], source: int) -> dict[str, Any]:
    chances = {one.name.lower(): float(chance[one]) for one in Informant if one}
    return {"chances": chances, "source": Informant(source).name.lower()}


def _motivated(coefficient: Any, x: Any, log_odds: float) -> dict[str, Any]:
    terms = {
        name: {"value": float(x[k]), "coefficient": float(coefficient[k])}
        for k, name in enumerate(TERMS)
        if coefficient[k] != 0.0
    }
    return {"terms": terms, "log_odds": log_odds, "probability": float(logistic(log_odds))}


def _explain_poll(district: District, i: int) -> dict[str, Any]:
    registered = bool(district.residents.registered[i])
    person = person_of(i, district.people)
    daytime = float(district.offers.daytime[person.community, Act.VOTE, person.profile])
    proxy = district.rules.scalars.admission.proxy
    draw = draws(district.seed, person.identity, district.month, int(gates.GATE_DRAWS[Act.VOTE]), 1)[0]
    presence = float(gates.presence(int(Act.VOTE), person, daytime, 0.0, 0))
    told = {"registered": registered, "available": {"presence": presence, "proxy": proxy, "draw": draw}}
    if not registered:
        return told | {"result": Reason(int(district.residents.reason[i, Act.VOTE])).name.lower()}
    votes = bool(gates.votes_on_the_day(person, daytime, proxy, draw))
    spent = float(district.rules.hours[Act.VOTE]) if votes else 0.0
    return told | {"hours_spent": spent, "result": "did" if votes else "no_time"}
