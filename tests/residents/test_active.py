"""``active`` tells of every act whether its history remembers it: the choice reads no other histories."""

from __future__ import annotations

import numpy as np

from sim.residents.experience import remembered
from sim.vocabulary import Act
from tests.institutions.worlds import district


def test_the_bit_of_an_act_is_set_as_long_as_its_history_remembers_it() -> None:
    one, seen = district("tiny+report_package"), np.zeros(len(Act), int)
    for _ in range(24):  # twice the year that a history remembers
        one.step()
        for act in Act:
            lately = [remembered(int(act), int(bits)) for bits in one.people.history[:, act]]
            assert np.array_equal(one.people.active >> int(act) & 1, lately)
            seen[act] += sum(lately)
    assert np.count_nonzero(seen) > len(Act) / 2
