"""What the month does to each resident: history, acquaintance, feelings, skill, and the ladder's rung.

Rules for one resident; ``blocks/living.py`` asks them of all. What single events do to whom they befall is in
``reactions.py``.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiling import inner, njit
from sim.engine.random import purpose
from sim.residents.gates import TERM_OF_OFFICE, VOTE, YEAR
from sim.vocabulary import CIVIC_ACTS, Act, Office, Reason, Rung

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
ON_REPRESENTATIVE: Final = int(Rung.REPRESENTATIVE)
COMMITTEE: Final = int(Office.COMMITTEE)
SUBCOMMITTEE_HEAD: Final = int(Office.SUBCOMMITTEE_HEAD)
ORGANISATION_HEAD: Final = int(Office.ORGANISATION_HEAD)

# Acts by which the committee gets to know a resident, and acts done in company with others.
WITH_COMMITTEE: Final = 1 << VOTE | 1 << STAND | 1 << DELIBERATE | 1 << SUGGEST | 1 << SUPERVISE
SHARED: Final = 1 << DELIBERATE | 1 << VOLUNTEER | 1 << CULTURE
SKILLED: Final = 1 << DELIBERATE | 1 << VOLUNTEER | 1 << STAND
ON_THE_LADDER: Final = CIVIC_ACTS & ~(1 << VOTE)  # a ballot every three years makes nobody a volunteer
Array = NDArray[np.int64]
Floats = NDArray[np.float32]
LAST_MONTH: Final = np.uint64(1)
LEARN_DRAWS: Final = purpose("experience.learns")


@njit(cache=True)
def toward(value: float, goal: float, share: float) -> float:
    """Move a value by a share of its distance to a goal."""
    return value + (goal - value) * share


@njit(cache=True)
def remembered(act: int, bits: int) -> int:
    """Whether the act counts as recent: within a year, for voting within a term of office."""
    window = TERM_OF_OFFICE if act == VOTE else YEAR
    return 1 if bits & window else 0


@inner(cache=True)
def known_after(known: float, visited: bool, acts: int, learned: Any) -> float:
    """The committee gets to know whom it visits and who comes to it, and forgets slowly."""
    known *= 1.0 - learned.forgotten
    if visited:
        known = toward(known, 1.0, learned.known_by_visit)
    if acts & WITH_COMMITTEE:
        known = toward(known, 1.0, learned.known_by_act)
    return known


@inner(cache=True)
def learns_formation(acts: int, u: float, share: float) -> bool:
    """Some of those who vote, and all who deliberate or stand, come to know how the committee is formed."""
    voted = bool(acts >> VOTE & 1)
    return (voted and u < share) or bool(acts & (1 << DELIBERATE | 1 << STAND))


@inner(cache=True)
def efficacy_after(efficacy: float, own_level: float, acts: int, learned: Any) -> float:
    """Internal efficacy returns to a person's own level, and any act raises it."""
    drifted = toward(efficacy, own_level, learned.drift)
    return toward(drifted, 1.0, learned.efficacy_act) if acts else drifted


@inner(cache=True)
def skill_after(skill: float, acts: int, in_class: bool, learned: Any) -> float:
    """Skill fades; deliberating, volunteering or standing raises it, and so does a class (S5.5)."""
    skill *= 1.0 - learned.skill_fade
    if acts & SKILLED:
        skill = toward(skill, 1.0, learned.skill_act)
    return toward(skill, 1.0, learned.skill_class) if in_class else skill


@inner(cache=True)
def belonging_after(belonging: float, acts: int, learned: Any) -> float:
    """Belonging fades toward a floor, and shared acts raise it."""
    floor = learned.belonging_floor
    faded = floor + (belonging - floor) * (1.0 - learned.belonging_fade)
    return toward(faded, 1.0, learned.belonging_act) if acts & SHARED else faded


@njit(cache=True)
def rung_of(office: int, representative: bool, civic_months: int, skill: float, ladder: Any) -> int:
    """The ladder of S5.3, by months of the last twelve with a civic act; offices stand on their own rung."""
    if representative:
        return ON_REPRESENTATIVE
    if office in (COMMITTEE, ORGANISATION_HEAD, SUBCOMMITTEE_HEAD):
        return ON_HEAD
    if civic_months >= ladder.backbone_months and skill >= ladder.backbone_skill:
        return ON_BACKBONE
    if civic_months >= ladder.activist_months:
        return ON_ACTIVIST
    return ON_VOLUNTEER if civic_months >= ladder.volunteer_months else ON_RESIDENT


@njit(cache=True)
def stays_registered(registered: bool, served: int, u: float, share: float) -> bool:
    """Whether a volunteer's registration stands: some register when they serve, idle ones lapse."""
    if served & LAST_MONTH and u < share:
        return True
    return registered and bool(served & TERM_OF_OFFICE)


@inner(cache=True)
def climbs(before: int, now: int, climbed: bool) -> bool:
    """Whether a head came from the ladder; of who became one this month, whether the rung below had steps."""
    if now < ON_HEAD:
        return False
    return before > ON_RESIDENT if before < ON_HEAD else climbed
