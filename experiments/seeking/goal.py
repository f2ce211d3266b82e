"""A goal: what shall rise, in whom, by how much, and what must not; read from words, told in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.answering.answer import label_words, outcome_words
from experiments.asking.question import Words
from experiments.emulation.policy_emulator import Floats, Key, PolicyEmulator
from experiments.wording.both_languages import in_both
from experiments.wording.sentences import listing, sentences
from sim.engine.refusal import shown
from sim.engine.settings import BadInput, nearest
from sim.outcomes.register import GROUPS, OUTCOMES
from sim.wording.labels import Language, scale

SAY: Final = sentences("goal")
COST: Final[Key] = ("cost.district", "all")
EVERYBODY: Final = "all"
RISES: Final = "+"  # direction that is better, of what may be asked to rise


@dataclass(frozen=True)
class Goal:
    """What is to be reached; changes are those to the status quo, in the outcomes' own scales.

    Attributes:
        raised: (outcome, group) that shall rise.
        by: how much at least.
        at_most: changes of other outcomes that must not be larger.
    """

    raised: Key
    by: float
    at_most: tuple[tuple[Key, float], ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """What must be measured: what shall rise, the cost, and what is bounded."""
        return tuple(dict.fromkeys((self.raised, COST, *(key for key, _ in self.at_most))))

    def reached(self, changes: Floats) -> NDArray[np.bool_]:
        """Where changes (..., keys) reach it; nowhere without a value."""
        found = np.asarray(changes[..., 0] >= self.by)
        for key, most in self.at_most:
            found &= changes[..., self.keys.index(key)] <= most
        return found

    def told(self) -> Words:
        """In words."""
        outcome, group = self.raised
        whose = label_words(GROUPS[group])
        parts = [SAY("rises", outcome=outcome_words(outcome), group=whose, by=told_change(outcome, self.by))]
        parts += [
            SAY("bound", outcome=outcome_words(key[0]), most=told_change(key[0], most))
            for key, most in self.at_most
        ]
        return listing(parts)

    def question(self) -> Words:
        """What is asked."""
        return SAY("question", goal=self.told())


def read_goal(raised: str, group: str, at_most: Sequence[str], emulator: PolicyEmulator) -> Goal:
    """Read a goal.

    Args:
        raised: OUTCOME=NUMBER, which shall rise; shares in points.
        group: of residents in whom it shall.
        at_most: OUTCOME=NUMBER, changes that must not be larger.
        emulator: which must know all of that.

    Raises:
        BadInput: it is not of that form, or nothing that the emulator knows.
    """
    outcome, by = _amount(raised, emulator)
    if OUTCOMES[outcome].better != RISES:
        raise BadInput(f"goal {shown(raised)}: {outcome} need not rise to be better; bound it by at most")
    if by <= 0.0:
        raise BadInput(f"goal {shown(raised)}: must be more than 0")
    if OUTCOMES[outcome].unit.startswith("share") and by > 1.0:
        raise BadInput(f"goal {shown(raised)}: a share cannot rise by more than 100 points")
    known = [whose for name, whose in emulator.keys if name == outcome]
    if group not in known:
        raise BadInput(
            f"goal: the emulator knows {outcome} of no group {shown(group)}{nearest(group, known)}"
        )
    bounds = [_amount(one, emulator) for one in at_most]
    twice = next((name for k, (name, _) in enumerate(bounds) if name in dict(bounds[:k])), None)
    if twice is not None:
        raise BadInput(f"goal: {twice} is bounded twice; give one bound")
    return Goal((outcome, group), by, tuple(((name, EVERYBODY), most) for name, most in bounds))


def _amount(text: str, emulator: PolicyEmulator) -> tuple[str, float]:
    """Read OUTCOME=NUMBER, in the outcome's own scale; the first word of its name is enough."""
    name, equals, number = text.partition("=")
    known = list(dict.fromkeys(outcome for outcome, whose in emulator.keys if whose == EVERYBODY))
    meant = next((one for one in known if name.strip() in (one, one.split(".")[0])), None)
    if not equals:
        raise BadInput(f"goal {shown(text)}: must be OUTCOME=NUMBER, such as civic=5")
    if meant is None:
        raise BadInput(f"goal {shown(text)}: the emulator knows no such outcome{nearest(name, known)}")
    try:
        amount = float(number)
    except ValueError:
        amount = np.nan
    if not np.isfinite(amount):
        raise BadInput(f"goal {shown(text)}: must be OUTCOME=NUMBER, such as civic=5")
    return meant, amount / scale(OUTCOMES[meant].unit, "en").factor


def told_change(outcome: str, amount: float, figures: int = 0) -> Words:
    """A change with its unit: as many significant figures, or as it was given."""

    def told(language: Language) -> str:
        shown_as = scale(OUTCOMES[outcome].unit, language)
        given = f"{amount * shown_as.factor:+g}"
        return f"{shown_as.difference(amount, figures) if figures else given} {shown_as.difference_unit}"

    return in_both(told)
