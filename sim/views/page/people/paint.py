"""How residents are coloured, in five ways; colours that colour-blind readers tell apart, from Paul Tol."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.explain.reason_words import GATE_WORDS
from sim.explain.resident_words import act_label, rung_label
from sim.views.page.people.snapshots import TRUST_LEVELS, Snapshot
from sim.views.page.words import say
from sim.views.picture.colours import ACT_COLOURS, CHILD, PLAIN, RUNG_COLOURS
from sim.vocabulary import Act, Reason, Rung
from sim.wording.labels import Language

Codes = NDArray[np.uint8]

GATE_COLOURS: Final = ("#117733", "#dcdcd8", "#88ccee", "#332288", "#ddaa33", "#bdbdb8", "#bb5566")
TRUST_COLOURS: Final = ("#762a83", "#c2a5cf", "#d9d9d4", "#7fbf7b", "#1b7837")
HUKOU_COLOURS: Final = ("#0077bb", "#ee7733")
STANDS_BACK: Final = frozenset({CHILD, PLAIN, "#dcdcd8"})


@dataclass(frozen=True)
class Line:
    """A line of the legend; ``quiet`` dots are drawn smaller."""

    colour: str
    label: str

    @property
    def quiet(self) -> bool:
        """Whether its dots stand back."""
        return self.colour in STANDS_BACK


@dataclass(frozen=True)
class Colouring:
    """One way of colouring residents.

    Attributes:
        name: in links.
        by_act: whether it asks for an act.
        lines: gives the legend's lines, the first of them children.
        codes: gives each drawn resident's line, as if all were adults.
    """

    name: str
    by_act: bool
    lines: Callable[[Language, Act], list[Line]]
    codes: Callable[[Snapshot, Act], Codes]


def paint(colouring: Colouring, look: Snapshot, act: Act) -> Codes:
    """Give each drawn resident its line of the legend, 0 for children."""
    return np.where(look.adult, colouring.codes(look, act), 0).astype(np.uint8)


def _child(language: Language) -> Line:
    return Line(CHILD, say(language, "children"))


def _act_lines(language: Language, _act: Act) -> list[Line]:
    acts = [Line(colour, act_label(act, language)) for act, colour in ACT_COLOURS.items()]
    return [_child(language), Line(PLAIN, say(language, "no_act")), *acts]


def _by_mask(mask: NDArray[np.int16]) -> Codes:
    """Colour by acts; who did several, by the one that is last in the list."""
    codes = np.ones(len(mask), dtype=np.uint8)
    for line, act in enumerate(ACT_COLOURS, start=2):
        codes[(mask >> int(act) & 1).astype(bool)] = line
    return codes


def _gate_lines(language: Language, _act: Act) -> list[Line]:
    words = GATE_WORDS[language]
    return [
        _child(language),
        *(Line(colour, words[reason]) for colour, reason in zip(GATE_COLOURS, Reason, strict=True)),
    ]


def _rung_lines(language: Language, _act: Act) -> list[Line]:
    rungs = zip(RUNG_COLOURS, Rung, strict=True)
    return [_child(language), *(Line(colour, rung_label(rung, language)) for colour, rung in rungs)]


def _hukou_lines(language: Language, _act: Act) -> list[Line]:
    names = (say(language, "local"), say(language, "migrant"))
    return [_child(language), *map(Line, HUKOU_COLOURS, names)]


def _trust_lines(language: Language, _act: Act) -> list[Line]:
    bounds = [f"{k / TRUST_LEVELS:.1f}–{(k + 1) / TRUST_LEVELS:.1f}" for k in range(TRUST_LEVELS)]
    return [_child(language), *map(Line, TRUST_COLOURS, bounds)]


COLOURINGS: Final = {
    one.name: one
    for one in (
        Colouring("year", False, _act_lines, lambda look, _: _by_mask(look.active)),
        Colouring("month", False, _act_lines, lambda look, _: _by_mask(look.acts)),
        Colouring("gate", True, _gate_lines, lambda look, act: (look.reason(act) + 1).astype(np.uint8)),
        Colouring("rung", False, _rung_lines, lambda look, _: (look.rung + 1).astype(np.uint8)),
        Colouring("hukou", False, _hukou_lines, lambda look, _: (look.migrant + 1).astype(np.uint8)),
        Colouring("trust", False, _trust_lines, lambda look, _: (look.trust + 1).astype(np.uint8)),
    )
}
