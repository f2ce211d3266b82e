"""What the processes of governance see of a district: its state, with types; ``sim.district`` fills it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.actor import DISTRICT
from sim.calendar import Calendar
from sim.engine.arithmetic import read_only
from sim.engine.ledger import Accounts, Fen, Ledger, each_to_fen
from sim.institutions.numbers import Institutions
from sim.network.companions import Companions
from sim.network.layers import Network
from sim.policies import STATUS_QUO, Policies, levers
from sim.population.geography import Geography
from sim.population.place import Place
from sim.residents.exposure import Exposure
from sim.residents.numbers import Rules
from sim.residents.offers import Offers
from sim.residents.person import count_audiences, count_true
from sim.residents.table import Residents
from sim.residents.table_columns import Contacts, People
from sim.structures import Structures
from sim.vocabulary import ADULT_AGE, Act

Numbers = NDArray[np.int64]


Book = TypeVar("Book")


def while_set(rule: Callable[[World], NDArray[Any]]) -> Callable[[World], NDArray[Any]]:
    """Work out once what follows from place, numbers and levers alone, while levers stay as they are.

    What the rule gives is handed out again and again, and so is read only.
    """

    @wraps(rule)
    def known(world: World) -> NDArray[Any]:
        found: NDArray[Any] | None = world.follows.get(rule)
        if found is None:
            found = world.follows[rule] = read_only(rule(world))
        return found

    return known


@lru_cache(maxsize=8)
def _settings(reform: Policies, in_force: bytes) -> tuple[dict[str, NDArray[Any]], frozenset[str]]:
    """(communities,) setting of each lever by path, read only; of one that takes words, which it is.

    And the paths of those that are 0 everywhere.
    """
    where = np.frombuffer(in_force, dtype=np.bool_)
    settings: dict[str, NDArray[Any]] = {}
    for path, declared in levers().items():
        section, name = path.split(".")[-2:]
        reformed, ordinary = (getattr(getattr(one, section), name) for one in (reform, STATUS_QUO))
        for word in declared.choices:
            settings[f"{section}.{name}={word}"] = read_only(
                np.where(where, reformed == word, ordinary == word)
            )
        if not declared.choices:
            settings[f"{section}.{name}"] = read_only(np.where(where, float(reformed), float(ordinary)))
    return settings, frozenset(path for path, setting in settings.items() if not setting.any())


class World:
    """State of a district: its people and place, and a shelf of books, one for each kind of institution.

    ``world[Companies]`` is the book of share companies: the class says what is in it, its own module founds
    it, one module writes it.

    Attributes:
        shelf: the books by class.
        place: settings of the place.
        exposure: what befalls single residents in the coming month of a field experiment; else nothing.
        month: months lived through, 0 before the first step.
        residents: the table of residents (the truth); ``people`` is the compiled rules' view of it.
        geography: streets, communities, estates, buildings, households as boundaries over its rows.
        network: the fixed layers of ties; ``companions`` the layer from shared acts; ``contacts`` the rules'
            view.
        ledger: all money.
        structures: which readings hold where theories differ.
        offers: what is on offer this month.
        pilots: per community, whether it is a pilot (S3.1); ``in_force`` whether the reform is in force.
        settings: of each lever in each community, by section and name; see :meth:`put_in_force`; ``unset``
            are those that are 0 everywhere; ``set_by`` the levers and where they are in force;
            ``follows`` what follows from it, see :func:`while_set`.
        adults: per community, counted each January.
        audience_size: (communities, audiences) adults of each audience, counted each January.
    """

    shelf: dict[type[Any], Any]
    seed: int
    month: int
    place: Place
    exposure: Exposure
    institutions: Institutions
    calendar: Calendar
    rules: Rules
    residents: Residents
    people: People
    geography: Geography
    network: Network
    companions: Companions
    contacts: Contacts
    ledger: Ledger
    structures: Structures
    offers: Offers
    pilots: NDArray[np.bool_]
    in_force: NDArray[np.bool_]
    settings: dict[str, NDArray[Any]]
    unset: frozenset[str]
    set_by: tuple[Policies, bytes] | None = None
    follows: dict[Callable[[World], NDArray[Any]], NDArray[Any]]
    adults: Numbers
    audience_size: Numbers

    def __getitem__(self, book: type[Book]) -> Book:
        """Give the book of a kind of institution."""
        found: Book = self.shelf[book]
        return found

    def pay_each(
        self, payer: Accounts, payee: Accounts, fen: Fen, purpose: str, communities: Numbers
    ) -> None:
        """Make many payments of this month, one for each of these communities."""
        self.ledger.pay_each(payer, payee, fen, purpose, communities, self.month)

    def spend_each(self, payee: Accounts, yuan: ArrayLike, purpose: str, communities: Numbers) -> None:
        """Pay out of the district's budget for each of these communities; most levers pay for nothing."""
        if np.count_nonzero(yuan):
            self.pay_each(DISTRICT, payee, each_to_fen(yuan), purpose, communities)

    @property
    def reform(self) -> Policies:
        """The scenario's levers, in force from the policy date on where the pilots are or everywhere."""
        raise LookupError("a world without a scenario has no policies")

    def policy_of(self, community: int) -> Policies:
        """The levers in force in a community this month: the status quo where the reform has not come."""
        return self.reform if self.in_force[community] else STATUS_QUO

    def put_in_force(self, where: NDArray[np.bool_]) -> None:
        """Say where the reform is in force from now on, (communities,), and so how all levers are set."""
        self.in_force = where
        known = self.reform, where.tobytes()
        if known != self.set_by:
            self.set_by = known
            self.settings, self.unset = _settings(*known)
            self.follows = {}

    def levers(self, path: str) -> NDArray[Any]:
        """One lever's setting in each community this month, e.g. ``levers("tasks.catalogue")``; read only."""
        return self.settings[path]

    def idle(self, *paths: str) -> bool:
        """Whether these levers are 0 in every community this month, so that nothing comes of them."""
        return self.unset.issuperset(paths)

    def chosen(self, path: str, word: str) -> NDArray[np.bool_]:
        """(communities,) where a lever that takes words is set to this one; read only."""
        return self.settings[f"{path}={word}"]

    def rows_of(self, community: int) -> tuple[int, int]:
        """First row of a community and first row after it."""
        start = self.geography.community_start
        return int(start[community]), int(start[community + 1])

    def count_adults(self) -> Numbers:
        """Adults of each community."""
        return self.by_community(self.residents.age >= ADULT_AGE)

    def count_audiences(self) -> Numbers:
        """Adults of each community by audience: (communities, audiences)."""
        return count_audiences(self.geography.community_start, self.people)

    def count_act(self, act: Act) -> Numbers:
        """Residents of each community who did an act this month."""
        return self.by_community((self.residents.acts & (1 << int(act))) != 0)

    def by_community(self, flag: NDArray[np.bool_]) -> Numbers:
        """Residents of each community with a flag."""
        return count_true(self.geography.community_start, flag)
