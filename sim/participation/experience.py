"""What the month does to each resident: habit, acquaintance, belonging, skill, efficacy, and the ladder's rung."""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.agents.residents import ACT_COUNT, ADULT_AGE, Act, Office, Reason, Rung
from sim.engine.streams import draws, purpose
from sim.participation.assumptions import Rules
from sim.participation.columns import Offers, People
from sim.participation.gates import TERM_OF_OFFICE, VISIT, VOTE, YEAR, count_bits

NOT_OFFERED: Final = int(Reason.NOT_OFFERED)
STAND: Final = int(Act.STAND)
DELIBERATE: Final = int(Act.DELIBERATE)
SUGGEST: Final = int(Act.SUGGEST)
VOLUNTEER: Final = int(Act.VOLUNTEER)
SUPERVISE: Final = int(Act.SUPERVISE)
CULTURE: Final = int(Act.CULTURE)
DONATE: Final = int(Act.DONATE)
ON_RESIDENT: Final = int(Rung.RESIDENT)
ON_VOLUNTEER: Final = int(Rung.VOLUNTEER)
ON_ACTIVIST: Final = int(Rung.ACTIVIST)
ON_BACKBONE: Final = int(Rung.BACKBONE)
ON_HEAD: Final = int(Rung.HEAD)
COMMITTEE: Final = int(Office.COMMITTEE)
ORGANISATION_HEAD: Final = int(Office.ORGANISATION_HEAD)

# Acts by which the committee gets to know a resident, and acts done in company with others.
WITH_COMMITTEE: Final = 1 << VOTE | 1 << STAND | 1 << DELIBERATE | 1 << SUGGEST | 1 << SUPERVISE
SHARED: Final = 1 << DELIBERATE | 1 << VOLUNTEER | 1 << CULTURE
SKILLED: Final = 1 << DELIBERATE | 1 << VOLUNTEER | 1 << STAND
BELONGING_FLOOR: Final = 0.3
LEARN_LUCK: Final = purpose("experience.learns")


@njit(cache=True)
def toward(value: float, goal: float, share: float) -> float:
    """Move a value by a share of its distance to a goal."""
    return value + (goal - value) * share


@njit(cache=True, nogil=True)
def live_through(
    first: int, last: int, month: int, seed: int, people: People, offers: Offers, rules: Rules
) -> None:
    """Update residents ``first`` to ``last - 1`` for what they did and heard this month."""
    for i in range(first, last):
        if people.age[i] < ADULT_AGE:
            continue
        _remember(i, people)
        _become_known(i, people, offers, rules)
        _learn_formation(i, month, seed, people, rules)
        _feel(i, people, rules)
        people.rung[i] = rung_of(i, people, rules)


@njit(cache=True)
def _remember(i: int, people: People) -> None:
    """Shift every history by a month and set the bit of this month's acts."""
    active = 0
    for act in range(ACT_COUNT):
        did = people.acts[i] >> act & 1
        bits = (people.history[i, act] << np.uint64(1)) | np.uint64(did)
        people.history[i, act] = bits
        window = TERM_OF_OFFICE if act == VOTE else YEAR
        if bits & window:
            active |= 1 << act
    people.active[i] = active


@njit(cache=True)
def _become_known(i: int, people: People, offers: Offers, rules: Rules) -> None:
    """The committee gets to know whom it visits and who comes to it, and forgets slowly."""
    known = people.acquaintance[i] * (1.0 - rules.experience.forgotten)
    if _was_visited(i, people, offers):
        known = toward(known, 1.0, rules.experience.known_by_visit)
    if people.acts[i] & WITH_COMMITTEE:
        known = toward(known, 1.0, rules.experience.known_by_act)
    people.acquaintance[i] = known


@njit(cache=True)
def _learn_formation(i: int, month: int, seed: int, people: People, rules: Rules) -> None:
    """Some of those who vote, and all who deliberate or stand, come to know how the committee is formed."""
    voted = people.acts[i] >> VOTE & 1
    if voted and draws(seed, people.identity[i], month, LEARN_LUCK, 0)[0] < rules.experience.learns:
        people.knows_formation[i] = True
    if people.acts[i] & (1 << DELIBERATE | 1 << STAND):
        people.knows_formation[i] = True


@njit(cache=True)
def _was_visited(i: int, people: People, offers: Offers) -> bool:
    c = people.community[i]
    for act in range(ACT_COUNT):
        if offers.phase[c, act] and people.told_by[i, act] == VISIT:
            return True
    return False


@njit(cache=True)
def _feel(i: int, people: People, rules: Rules) -> None:
    """Trust and efficacy drift back to a person's own level; acts raise belonging, skill and internal efficacy."""
    learned = rules.experience
    acts = people.acts[i]
    people.trust[i] = toward(people.trust[i], people.trust_set[i], learned.drift)
    people.efficacy_external[i] = toward(people.efficacy_external[i], people.efficacy_external_set[i], learned.drift)
    internal = toward(people.efficacy_internal[i], people.efficacy_internal_set[i], learned.drift)
    people.efficacy_internal[i] = toward(internal, 1.0, learned.efficacy_act) if acts else internal
    people.response[i] *= 1.0 - learned.response_fade
    skill = people.skill[i] * (1.0 - learned.skill_fade)
    people.skill[i] = toward(skill, 1.0, learned.skill_act) if acts & SKILLED else skill
    faded = BELONGING_FLOOR + (people.belonging[i] - BELONGING_FLOOR) * (1.0 - learned.belonging_fade)
    people.belonging[i] = toward(faded, 1.0, learned.belonging_act) if acts & SHARED else faded


@njit(cache=True)
def civic_months(i: int, people: People) -> int:
    """Months of the last twelve with volunteering, deliberating, proposing, supervising or standing."""
    civic = people.history[i, STAND] | people.history[i, DELIBERATE] | people.history[i, SUGGEST]
    civic |= people.history[i, VOLUNTEER] | people.history[i, SUPERVISE]
    return count_bits(civic & YEAR)


@njit(cache=True)
def rung_of(i: int, people: People, rules: Rules) -> int:
    """The ladder of S5.3; heads of organisations and committee members stand on their rung by office."""
    if people.office[i] in (COMMITTEE, ORGANISATION_HEAD):
        return ON_HEAD
    months = civic_months(i, people)
    if months >= rules.ladder.backbone_months and people.skill[i] >= rules.ladder.backbone_skill:
        return ON_BACKBONE
    if months >= rules.ladder.activist_months:
        return ON_ACTIVIST
    return ON_VOLUNTEER if months >= rules.ladder.volunteer_months else ON_RESIDENT


@njit(cache=True, nogil=True)
def hear_back(rows: NDArray[np.int64], solved: bool, people: People, rules: Rules) -> None:
    """A proposal or complaint was answered (or solved): its author gains trust and external efficacy."""
    share = rules.experience.solved if solved else rules.experience.answered
    for i in rows:
        people.trust[i] = toward(people.trust[i], 1.0, share)
        people.efficacy_external[i] = toward(people.efficacy_external[i], 1.0, share)
        people.response[i] = 1.0 if solved else max(people.response[i], 0.3)


@njit(cache=True, nogil=True)
def meet_silence(rows: NDArray[np.int64], people: People, rules: Rules) -> None:
    """Patience with an unanswered proposal or complaint has ended: its author loses trust and external efficacy."""
    for i in rows:
        people.trust[i] = toward(people.trust[i], 0.0, rules.experience.silence)
        people.efficacy_external[i] = toward(people.efficacy_external[i], 0.0, rules.experience.silence)
        people.response[i] = -1.0
