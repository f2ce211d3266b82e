"""The link that restores a view: names, seed, levers, changes of levers during the run, month, choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from sim.engine.settings import BadInput, nearest
from sim.engine.settings_files import parse_toml
from sim.policies import Policies
from sim.scenario import MAXIMUM_SEED, Scenario, name_parts, shipped_names
from sim.views.page.choices import Choices
from sim.views.page.offer import PageStart
from sim.views.page.presets import preset_policies
from sim.views.page.public_names import known_name, own_files, public_name
from sim.views.page.state import State
from sim.views.page.twin import Twin
from sim.views.setting_paths import (
    lever_settings,
    overrides_of,
    plain_scenario,
    with_levers,
    without_policies,
)
from sim.wording.labels import Language

ONCE: Final = ("base", "reform", "seed", "seeds", "month")
REPEATED: Final = ("lever", "change")
LONGEST: Final = 20_000
UNMOVED: Final = "status_quo"


@dataclass(frozen=True)
class Move:
    """Levers moved in mid-run.

    Attributes:
        month: from which they act.
        start: policy that ships, or ``STATUS_QUO``, whose levers they start from; empty: those before.
        levers: settings laid over it, by dotted path.
    """

    month: int
    start: str
    levers: dict[str, Any]

    def policies(self, twin: Twin) -> Policies:
        """All levers after it."""
        start = twin.reform.policies
        if self.start:
            start = twin.status_quo.policies if self.start == UNMOVED else preset_policies(self.start)
        return with_levers(start, self.levers, "link")


@dataclass
class Wanted:
    """What a link asks for.

    Attributes:
        choices: what is to be shown.
        base: name of the first world's scenario; empty: what the page was started with.
        reform: name of the second world's.
        seed: key of all random draws; None: the scenario's.
        seeds: seeds to run in the background; 1: only the page's own, 0: whatever there is.
        month: month to show; 0: the policy date.
        levers: settings laid over the reform, by dotted path.
        changes: levers moved in mid-run.
        complaint: what could not be read.
    """

    choices: Choices = field(default_factory=Choices)
    base: str = ""
    reform: str = ""
    seed: int | None = None
    seeds: int = 0
    month: int = 0
    levers: dict[str, Any] = field(default_factory=dict)
    changes: list[Move] = field(default_factory=list)
    complaint: str = ""

    def worlds(self, offer: PageStart) -> tuple[Scenario, Scenario]:
        """Load both scenarios.

        Raises:
            BadInput: a name is not one that ships or that the page was started with, or a setting is wrong.
        """
        files = own_files([offer.scenario, offer.compare])
        base, reform = known_name(self.base, files), known_name(self.reform, files)
        for name in (base, reform):
            _refuse_paths(name, offer)
        if base and not reform:
            offer = replace(offer, scenario=base, compare="")
        elif base or reform:
            offer = replace(offer, scenario=base or offer.scenario, compare=reform)
        return self.laid_over(*offer.worlds(self.seed))

    def laid_over(self, status_quo: Scenario, reform: Scenario) -> tuple[Scenario, Scenario]:
        """Lay the link's seed and levers over two scenarios.

        Raises:
            BadInput: a setting is wrong.
        """
        if self.seed is not None:
            status_quo, reform = status_quo.with_seed(self.seed), reform.with_seed(self.seed)
        return status_quo, replace(reform, policies=with_levers(reform.policies, self.levers, "link"))

    def replay(self, session: State) -> None:
        """Live up to the month of the last change, and have the page play on to the month to be shown."""
        twin = session.twin
        if self.month > twin.last_month:
            raise BadInput(f"month: {self.month} is outside 0 to {twin.last_month}")
        for move in sorted(self.changes, key=lambda move: move.month):
            if not twin.policy_month < move.month <= twin.last_month:
                raise BadInput(
                    f"change: month {move.month} is outside {twin.policy_month + 1} to {twin.last_month}"
                )
            while twin.month < move.month - 1:
                twin.advance()
            twin.adopt(move.policies(twin))
        if self.seeds == 1:
            session.certainty.aside = True
        elif self.seeds:
            session.certainty.start(twin, self.seeds)
        session.shown = min(twin.month, self.month) if self.month else twin.month
        session.aim(max(self.month, 0) or twin.policy_month - 1)
        for name in ("resident", "community"):
            session.choices = session.chosen(name, getattr(self.choices, name))


def _refuse_paths(name: str, offer: PageStart) -> None:
    """A visitor may not have files of the server opened."""
    known = [*shipped_names("places"), *shipped_names("policies")]
    known += [part for given in (offer.scenario, offer.compare) for part in name_parts(given) if part]
    for part in name_parts(name, known.__contains__) if name else []:
        if part not in known:
            raise BadInput(f"scenario {part!r}: no such name{nearest(part, known)}")


def read_link(query: str, language: Language = "en") -> Wanted:
    """Read a query string; what cannot be read is in the complaint, and the rest holds."""
    wanted = Wanted(Choices(lang=language))
    if len(query) > LONGEST:
        return replace(wanted, complaint="the link is too long")
    complaints = []
    for name, value in parse_qsl(query.lstrip("?"), keep_blank_values=True):
        try:
            _read(wanted, name, value)
        except BadInput as error:
            complaints.append(f"link: {error}")
    wanted.complaint = "; ".join(complaints)
    return wanted


def _read(wanted: Wanted, name: str, value: str) -> None:
    if name in ("base", "reform"):
        setattr(wanted, name, value)
    elif name in ("seed", "seeds", "month"):
        setattr(wanted, name, _whole(name, value, MAXIMUM_SEED if name == "seed" else 100_000))
    elif name == "lever":
        wanted.levers |= _assignments(name, value)
    elif name == "change":
        wanted.changes.append(_read_move(name, value))
    elif name in Choices.__dataclass_fields__:
        wanted.choices = wanted.choices.choose(name, value)
    else:
        known = [*ONCE, *REPEATED, *Choices.__dataclass_fields__]
        raise BadInput(f"{name}: not known{nearest(name, known)}")


def _read_move(name: str, text: str) -> Move:
    """Read ``MONTH:POLICY;PATH=VALUE;PATH=VALUE``, the policy or the settings left out."""
    month, _, rest = text.partition(":")
    number = _whole(name, month, 100_000)
    first, _, others = rest.partition(";")
    start, settings = ("", rest) if "=" in first or not first else (first, others)
    return Move(number, start, _assignments(name, settings) if settings or not start else {})


def _whole(name: str, text: str, most: int) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:25]) > most:
        raise BadInput(f"{name}: must be a whole number from 0 to {most}, not {text[:40]!r}")
    return int(text)


def _assignments(name: str, text: str) -> dict[str, Any]:
    """Read ``PATH=VALUE;PATH=VALUE``, values as in TOML."""
    found: dict[str, Any] = {}
    for one in text.split(";"):
        path, equals, value = one.partition("=")
        try:
            read = parse_toml(f"value = {value}", name)
        except BadInput:
            read = {}
        if not equals or set(read) != {"value"} or not path.startswith("policies."):
            raise BadInput(f"{name}: must be policies.PATH=VALUE, not {one[:60]!r}")
        found[path] = read["value"]
    return found


def write_link(session: State) -> str:
    """Write the query string of a session."""
    twin = session.twin
    name, moved = shortest(twin.opening, names_of_reforms(session))
    pairs = [
        ("base", name_in_links(session, twin.status_quo.name)),
        ("reform", name_in_links(session, name)),
        ("seed", str(twin.status_quo.seed)),
    ]
    seeds = session.certainty.seeds(twin.settings)
    if seeds:
        pairs.append(("seeds", str(seeds)))
    pairs += [("lever", text) for text in overrides_of(moved)]
    before = twin.opening
    for month, policies in twin.changes:
        presets = {name: preset_policies(name) for name in shipped_names("policies")}
        start, moved = shortest(policies, {"": before, UNMOVED: twin.status_quo.policies} | presets)
        text = ";".join([*([start] if start else []), *overrides_of(moved)])
        pairs.append(("change", f"{month}:{text}"))
        before = policies
    pairs.append(("month", str(session.shown)))
    return urlencode(pairs + list(session.choices.changed().items()))


def name_in_links(session: State, name: str) -> str:
    """Name of a scenario for a link or a file, which others may see."""
    stored = session.certainty.stored
    names = [] if stored is None else [one.name for one in (stored.status_quo, *stored.reforms)]
    return public_name(name, own_files([session.offer.scenario, session.offer.compare, *names]))


def names_of_reforms(session: State) -> dict[str, Policies]:
    """Names by which a reform can be called, with the levers for which each stands; its own name first."""
    stored, twin = session.certainty.stored, session.twin
    if stored is not None:
        now = session.certainty.worlds()[1]
        return {one.name: one.policies for one in (now, *stored.reforms)}
    plain = without_policies(twin.status_quo.name)
    names = [twin.reform.name, twin.status_quo.name, *(f"{plain}+{one}" for one in shipped_names("policies"))]
    return {name: plain_scenario(name, session.offer.overrides).policies for name in names}


def shortest(policies: Policies, starts: Mapping[str, Policies]) -> tuple[str, dict[str, Any]]:
    """The start from which the fewest levers must be moved, and these; the first of several."""
    moved = {name: _moved(policies, start) for name, start in starts.items()}
    best = min(moved, key=lambda name: len(moved[name]))
    return best, moved[best]


def moved_by_hand(session: State) -> tuple[str, dict[str, Any]]:
    """Name of the reform, and its levers that are not as the name says, by dotted path."""
    return shortest(session.twin.reform.policies, names_of_reforms(session))


def _moved(policies: Policies, before: Policies) -> dict[str, Any]:
    old = lever_settings(before)
    return {path: value for path, value in lever_settings(policies).items() if old[path] != value}
