"""The link that restores a view: names, seed, levers, changes of levers during the run, month, choices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from sim.engine.settings import BadInput, nearest
from sim.engine.toml_files import parse_toml
from sim.scenario import MAXIMUM_SEED, shipped_names
from sim.views.page.choices import Choices
from sim.views.page.presets import preset_policies
from sim.views.page.reform_names import name_in_links, names_of_reforms, shortest
from sim.views.page.state import State
from sim.views.page.wanted import UNMOVED, Move, Wanted
from sim.views.setting_paths import overrides_of
from sim.wording.labels import Language

ONCE: Final = ("base", "reform", "seed", "seeds", "month")
REPEATED: Final = ("lever", "change")
LONGEST: Final = 20_000


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
