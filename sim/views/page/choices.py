"""What the viewer has chosen to see, and how it travels in a link. Choices change no number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast, get_args

from sim.engine.settings import BadInput, nearest
from sim.outcomes.headlines import EVERYBODY
from sim.outcomes.register import OUTCOMES
from sim.outcomes.resident_groups import GROUPS
from sim.policies.clauses import CLAUSES
from sim.views.page.people.paint import COLOURINGS
from sim.vocabulary import Act
from sim.wording.labels import Language

PANELS: Final = (
    "civic",
    "participation.deliberate",
    "participation.volunteer",
    "participation.suggest",
    "committee.administrative_share",
    "cost.district",
)
MODES: Final = ("levels", "difference")


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What is shown.

    Attributes:
        lang: language of the page.
        colour: name of a colouring, see :data:`COLOURINGS`.
        act: act for the colouring that asks for one.
        group: group of adults for curves and table.
        panels: outcome of each panel of curves.
        mode: both worlds, or their difference.
        highlight: whether only residents whom the reform moved are in colour.
        everything: whether the table shows all outcomes.
        resident: row of the resident looked at; -1 for none.
        community: number of the community looked at; -1 for none.
        clause: clause looked at; empty for none.
    """

    lang: Language = "en"
    colour: str = "year"
    act: Act = Act.DELIBERATE
    group: str = EVERYBODY
    panels: tuple[str, ...] = PANELS
    mode: str = "levels"
    highlight: bool = False
    everything: bool = False
    resident: int = -1
    community: int = -1
    clause: str = ""

    def choose(self, name: str, value: Any) -> Choices:
        """Change one choice.

        Raises:
            BadInput: there is no such choice, or it does not allow the value.
        """
        if name not in _READERS:
            raise BadInput(f"{name}: no such choice{nearest(name, list(_READERS))}")
        return replace(self, **{name: _READERS[name](name, value)})

    def changed(self) -> dict[str, str]:
        """Choices that differ from the usual, as text for a link; the language always."""
        usual = Choices()
        told = {name: getattr(self, name) for name in _READERS if getattr(self, name) != getattr(usual, name)}
        return {name: _as_text(value) for name, value in ({"lang": self.lang} | told).items()}


def _as_text(value: Any) -> str:
    if isinstance(value, Act):
        return value.name.lower()
    if isinstance(value, tuple):
        return ",".join(value)
    return str(int(value)) if isinstance(value, bool) else str(value)


def _one_of(allowed: Iterable[str]) -> Any:
    known = list(allowed)

    def read(name: str, value: Any) -> str:
        if value not in known:
            raise BadInput(f"{name}: {value!r} is not known{nearest(str(value), known)}")
        return cast("str", value)

    return read


def _act(name: str, value: Any) -> Act:
    return Act[_one_of([act.name.lower() for act in Act])(name, value).upper()]


def _panels(name: str, value: Any) -> tuple[str, ...]:
    listed = value.split(",") if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or len(listed) != len(PANELS):
        raise BadInput(f"{name}: {len(PANELS)} outcomes are needed")
    read = _one_of(OUTCOMES)
    return tuple(read(name, one) for one in listed)


def _flag(name: str, value: Any) -> bool:
    return bool(int(_number(name, value)))


def _number(name: str, value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        raise BadInput(f"{name}: must be a whole number, not {value!r}") from None


_READERS: Final[Mapping[str, Any]] = {
    "lang": _one_of(get_args(Language)),
    "colour": _one_of(COLOURINGS),
    "act": _act,
    "group": _one_of(GROUPS),
    "panels": _panels,
    "mode": _one_of(MODES),
    "highlight": _flag,
    "everything": _flag,
    "resident": _number,
    "community": _number,
    "clause": _one_of(["", *CLAUSES]),
}
