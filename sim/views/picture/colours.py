"""How residents are coloured: one digit each a month, and a legend that counts them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.outcomes.register import OUTCOMES
from sim.residents.table import Residents
from sim.vocabulary import ADULT_AGE, Act, Rung

Codes = NDArray[np.uint8]

# Paul Tol's palettes, which colour-blind readers tell apart; children and those who do nothing stand back.
CHILD: Final = "#e9e9e6"
PLAIN: Final = "#bdbdb8"
RUNG_COLOURS: Final = (PLAIN, "#88ccee", "#44aa99", "#117733", "#ddaa33", "#bb5566")
ACT_COLOURS: Final = {
    Act.CULTURE: "#88ccee",
    Act.VOTE: "#ddcc77",
    Act.DONATE: "#999933",
    Act.VOLUNTEER: "#117733",
    Act.COMPLAIN: "#882255",
    Act.SUGGEST: "#cc6677",
    Act.SUPERVISE: "#aa4499",
    Act.DELIBERATE: "#332288",
    Act.STAND: "#44aa99",
}


@dataclass(frozen=True)
class LegendEntry:
    """A line of the legend.

    Attributes:
        colour: of the dots.
        label: in both languages.
        count: residents of whom it is true, drawn or not.
    """

    colour: str
    label: str
    count: int


@dataclass(frozen=True)
class Painting:
    """How the residents look this month.

    Attributes:
        codes: for each resident the line of the legend whose colour it has.
        legend: the lines.
    """

    codes: Codes
    legend: tuple[LegendEntry, ...]


def by_rung(residents: Residents) -> Painting:
    """Colour adults by their rung on the ladder."""
    codes = _adults_and_children(residents, residents.rung.astype(np.uint8) + 1)
    counts = np.bincount(codes, minlength=len(Rung) + 1)
    labels = ["children 未成年人", *(_both(f"rung.{rung.name.lower()}") for rung in Rung)]
    lines = zip((CHILD, *RUNG_COLOURS), labels, counts, strict=True)
    return Painting(codes, tuple(LegendEntry(colour, label, int(count)) for colour, label, count in lines))


def by_act(residents: Residents) -> Painting:
    """Colour adults by what they did this month."""
    return _by_acts(residents, residents.acts)


def by_year(residents: Residents) -> Painting:
    """Colour adults by what they did in the last 12 months."""
    return _by_acts(residents, residents.active)


def _by_acts(residents: Residents, acts: NDArray[np.int16]) -> Painting:
    """Colour by acts; who did several things, by the one last in ``ACT_COLOURS``."""
    codes = np.ones(len(residents), dtype=np.uint8)
    legend = []
    for line, (act, colour) in enumerate(ACT_COLOURS.items()):
        did = (acts >> int(act) & 1).astype(bool)
        codes[did] = line + 2
        legend.append(LegendEntry(colour, _both(f"participation.{act.name.lower()}"), int(did.sum())))
    codes = _adults_and_children(residents, codes)
    children, nothing = (int((codes == line).sum()) for line in (0, 1))
    first = (LegendEntry(CHILD, "children 未成年人", children), LegendEntry(PLAIN, "no act 未参与", nothing))
    return Painting(codes, (*first, *legend))


def _adults_and_children(residents: Residents, codes: Codes) -> Codes:
    return np.where(residents.age >= ADULT_AGE, codes, 0).astype(np.uint8)


def _both(outcome: str) -> str:
    """Give an outcome's labels in both languages."""
    one = OUTCOMES[outcome]
    return f"{one.label_en.removeprefix('rung: ')} {one.label_zh}"


PAINTERS: Final[dict[str, Callable[[Residents], Painting]]] = {
    "Last 12 months 近12个月": by_year,
    "This month 本月": by_act,
    "Ladder 阶梯": by_rung,
}
