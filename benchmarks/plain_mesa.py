"""The residents' month as an ordinary Mesa model, an object a resident, from docs/model.

Yardstick for speed, and oracle: with the same keys it must decide the same acts to the last bit. It shares no
rule with ``sim.residents``, only numbers: assumptions, offers, ties, and the opening state of a district.
"""

from __future__ import annotations

import mesa

from benchmarks.plain_draws import keyed_draws
from benchmarks.plain_resident import LOTTERY, PlainResident, bit, single
from sim.district import District
from sim.vocabulary import Act, Reason


class PlainModel(mesa.Model):
    """The residents of a district as plain objects, for one month at a time."""

    def __init__(self, source: District) -> None:
        """Copy residents and ties from a district as it stands."""
        super().__init__(rng=0)
        self.seed_number = source.seed
        self.rules = source.rules.scalars
        self.coefficients = source.rules.coefficients.tolist()
        self.hours = source.rules.hours.tolist()
        self.strength = source.rules.strength.tolist()
        self.people = [PlainResident(self, row, source) for row in range(len(source.residents))]
        for person in self.people:
            ties = slice(int(source.network.start[person.row]), int(source.network.start[person.row + 1]))
            pairs = zip(
                source.network.target[ties].tolist(), source.network.layer[ties].tolist(), strict=True
            )
            person.contacts = [(self.people[target], layer) for target, layer in pairs]
        self.take_over(source)

    def take_over(self, source: District) -> None:
        """Take the month, the offers and the companions from a district."""
        self.month = source.month
        self.offers = source.offers
        for person, partners in zip(self.people, source.companions.partner.tolist(), strict=True):
            person.companions = [self.people[one] for one in partners if one >= 0]

    def live_month(self) -> None:
        """Everybody decides, places are allotted, everybody lives with it."""
        self.agents.do("decide")
        self.allot()
        self.agents.do("live_through")

    def allot(self) -> None:
        """A keyed lottery where more want an act than there are places."""
        wanting: dict[tuple[int, Act], list[PlainResident]] = {}
        for person in self.people:
            for act in Act:
                if act is not Act.VOTE and bit(person.done, act):
                    wanting.setdefault((person.community, act), []).append(person)
        for (community, act), people in wanting.items():
            places = int(self.offers.places[community, act])
            if 0 <= places < len(people):
                self.turn_away(sorted(people, key=lambda one: self.lot(one, act))[places:], act)

    def lot(self, person: PlainResident, act: Act) -> float:
        """Draw of a resident in the lottery for an act."""
        return keyed_draws(self.seed_number, person.identity, self.month, LOTTERY, act)[0]

    def turn_away(self, people: list[PlainResident], act: Act) -> None:
        """Tell residents that there was no place for them."""
        for person in people:
            person.done &= ~(1 << act)
            person.spent = max(0.0, single(person.spent) - person.hours_for(act, person.told_by[act]))
            person.spent = single(person.spent)
            person.reason[act] = Reason.NO_PLACE
