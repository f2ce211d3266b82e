"""Counts and sums of the month, by community and group of people, of which outcomes are ratios."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.outcome import Cells
from sim.institutions.adults import Adults
from sim.outcomes.resident_groups import EVERYBODY, MEMBERS, PEOPLE_NAMES
from sim.outcomes.tally_pass import ACTIVE, SEVERAL, WIDTH, TalliedColumns, count_adults, summed_by_groups
from sim.residents.numbers import Rules
from sim.residents.offers import Offers
from sim.residents.table_columns import People
from sim.threads import in_whole_groups
from sim.vocabulary import Rung


class CommunityTally(NamedTuple):
    """Counts and sums by community and group of people: (communities, groups) each, then those of several.

    Attributes:
        residents: (communities,) residents, children too.
        adults: adults.
        civic_hours: hours of the last 12 months for civic acts.
        consulted: were interviewed in the last 12 months.
        before: did at least one act in the 12 months before those.
        kept: did so in both.
        aware: heard of an offered act from somebody this month.
        hours: hours given this month.
        deliberating: summed skill of those who deliberated this month.
        volunteers: are registered as volunteers.
        climbed: heads who had stood on a lower rung.
        members: belong to the party.
        members_active: of these, who did one of the ladder's acts in the last 12 months.
        members_deliberating: of these, who deliberated in the last 12 months.
        on_roll: are on the voters' roll.
        able: activists and higher with a backbone's skill.
        active: (communities, groups, acts) did the act in the last 12 months (vote: at the last election).
        did: (communities, groups, acts) did the act this month.
        kinds: (communities, groups, kinds) did an act of the kind in the last 12 months.
        feelings: (communities, groups, 4) sums of trust, external efficacy, belonging, skill.
        rungs: (communities, groups, 6) adults on each rung.
        access: (communities, groups, rights) could use the right this month: heard, was admitted, had time.
    """

    residents: NDArray[np.int64]
    adults: Cells
    civic_hours: Cells
    consulted: Cells
    before: Cells
    kept: Cells
    aware: Cells
    hours: Cells
    deliberating: Cells
    volunteers: Cells
    climbed: Cells
    members: Cells
    members_active: Cells
    members_deliberating: Cells
    on_roll: Cells
    able: Cells
    active: Cells
    did: Cells
    kinds: Cells
    feelings: Cells
    rungs: Cells
    access: Cells


def tally(
    people: People,
    offers: Offers,
    person_kinds: NDArray[np.int8],
    community_start: NDArray[np.int64],
    rules: Rules,
    month: int,
) -> CommunityTally:
    """Count the month.

    Each adult is counted once, under the one kind of person that he or she is; groups are sums of kinds.

    Args:
        people: the residents' columns.
        offers: the month's offers.
        person_kinds: (residents,) see :func:`sim.outcomes.resident_groups.kinds_of_persons`.
        community_start: (communities + 1,) first row of each community.
        rules: the assumed numbers: hours that each act takes, skill of a backbone.
        month: month of the run.
    """
    by_kind = np.zeros((community_start.size - 1, len(MEMBERS), WIDTH))
    counted = TalliedColumns(*(getattr(people, name) for name in TalliedColumns._fields))
    needed = np.float32(rules.scalars.ladder.backbone_skill)  # as exact as the skills that it is held against
    known = community_start, counted, offers.phase, person_kinds, rules.hours, needed, month, by_kind
    in_whole_groups(community_start, lambda a, b: count_adults(a, b, *known))
    # Each number apart, as outcomes read them, but the last axis tells which number as before.
    numbers = np.ascontiguousarray(summed_by_groups(by_kind, MEMBERS).transpose(2, 0, 1))
    cells = numbers.transpose(1, 2, 0)
    single = (cells[:, :, number] for number in range(ACTIVE))
    return CommunityTally(np.diff(community_start), *single, *(cells[:, :, part] for part in SEVERAL))


def adults_of(counted: CommunityTally) -> Adults:
    """Adults of several kinds, whoever they are else, and newcomers among them."""
    every, newcomers = (PEOPLE_NAMES.index(name) for name in (EVERYBODY, "migrant"))
    return Adults(
        every=counted.adults[:, every],
        volunteers=counted.volunteers[:, every],
        climbed=counted.climbed[:, every],
        heads=counted.rungs[:, every, Rung.HEAD :].sum(axis=1),
        members=counted.members[:, every],
        active=counted.members_active[:, every],
        deliberating=counted.members_deliberating[:, every],
        newcomers=counted.adults[:, newcomers],
        risen=counted.rungs[:, newcomers, Rung.ACTIVIST :].sum(axis=1),
        on_roll=counted.on_roll[:, newcomers],
        able=counted.able[:, every],
    )
