"""What one visitor sees: the two worlds and what is shown of them; the parts of the page read it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sim.engine.settings import BadInput
from sim.policies import Policies
from sim.scenario import Scenario
from sim.views.evidence import ComparedRuns
from sim.views.page.answer.certainty import Certainty
from sim.views.page.choices import Choices
from sim.views.page.offer import PageStart
from sim.views.page.twin import Twin
from sim.views.page.words import say
from sim.wording.refusals import refusal_in

T = TypeVar("T")


@dataclass(frozen=True)
class Message:
    """Something to tell the viewer."""

    text: str
    bad: bool = False


@dataclass(frozen=True)
class Parcel:
    """A file that the browser is to save."""

    name: str
    kind: str
    content: bytes

    def as_json(self) -> dict[str, str]:
        """For the browser."""
        return {"name": self.name, "kind": self.kind, "content": base64.b64encode(self.content).decode()}


class State:
    """What one visitor sees.

    Attributes:
        offer: what the page was started with.
        choices: what is shown.
        certainty: evidence from more seeds.
        twin: the two worlds.
        shown: month that is shown, 0 to the last one lived through.
        goal: month to which the page is to play by itself; 0 for none.
        begun_again: whether it plays there because levers were moved at the end of a run.
        answered: what the last move of levers did: a word of the page, and a month; None for none.
        frame: number that grows with everything that the viewer does.
        worlds_made: number that grows with every new pair of worlds.
        message: something to tell.
        parcel: the last thing taken away.
        packed_at: frame at which it was packed.
    """

    twin: Twin

    def __init__(self, offer: PageStart, choices: Choices, certainty: Certainty) -> None:
        """Begin before there are worlds."""
        self.offer, self.choices, self.certainty = offer, choices, certainty
        self.message: Message | None = None
        self.parcel: Parcel | None = None
        self.shown = self.goal = self.frame = self.worlds_made = self.packed_at = 0
        self.begun_again = False
        self.answered: tuple[str, int] | None = None
        self._remembered: dict[str, tuple[object, Any]] = {}

    def settle(self, status_quo: Scenario, reform: Scenario) -> None:
        """Make a new pair of worlds, which the page plays to the policy date.

        Raises:
            BadInput: the scenarios differ in more than their policies.
        """
        self.twin = Twin(status_quo, reform)
        self.shown, self.answered = 0, None
        self.aim(self.twin.policy_month - 1)
        self.worlds_made += 1
        self.choices = replace(self.choices, resident=-1, community=-1)

    def aim(self, goal: int, *, again: bool = False) -> None:
        """Have the page play to a month by itself; 0 for nowhere."""
        self.goal, self.begun_again = goal, again

    @property
    def evidence(self) -> ComparedRuns | None:
        """Evidence of the settings that are shown; None for the one seed of the page."""
        return self.certainty.evidence(self.twin.settings)

    @property
    def policies(self) -> Policies:
        """The reform's levers at the end of the shown month, which is what the viewer moves."""
        return self.twin.policies_after(self.shown)

    @property
    def at_the_end(self) -> bool:
        """Whether levers can only act if the run begins again, or it has just done so."""
        return self.shown == self.twin.last_month or self.begun_again

    def chosen(self, name: str, value: Any) -> Choices:
        """Choices with one of them changed.

        Raises:
            BadInput: there is no such choice, resident or community.
        """
        wanted = self.choices.choose(name, value)
        residents = len(self.twin.world(0).district.residents)
        communities = len(self.twin.plan.blocks)
        if not -1 <= wanted.resident < residents:
            why = say(self.choices.lang, "no_resident", number=wanted.resident, most=residents - 1)
            raise BadInput(why)
        if not -1 <= wanted.community < communities:
            why = say(self.choices.lang, "no_community", number=wanted.community + 1, most=communities)
            raise BadInput(why)
        return wanted

    def complain(self, why: str) -> None:
        """Tell the viewer why something did not work."""
        language = self.choices.lang
        self.message = Message(say(language, "failed", why=refusal_in(why, language)), bad=True)

    def remember(self, name: str, key: object, make: Callable[[], T]) -> T:
        """Make a part of the page anew only when what it depends on has changed."""
        found = self._remembered.get(name)
        if found is None or found[0] != key:
            found = self._remembered[name] = (key, make())
        value: T = found[1]
        return value
