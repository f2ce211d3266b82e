"""An order of policies, what is said of it, and in which worlds or draws of assumptions that holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from experiments.answering.answer import words
from experiments.answering.arm_names import Labels, with_labels
from experiments.statistics.flips import separation
from experiments.statistics.multiple import FAMILY_ERROR, holm
from experiments.statistics.ranks import rank_stability
from experiments.statistics.shares import share_of
from experiments.wording.sentences import pairs
from sim.scenario import name_parts
from sim.wording.labels import LANGUAGES, Language

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from experiments.asking.assumption_axes import Uncertain
    from experiments.statistics import FloatArray

CLAIMS: Final = pairs("robustness.claims")
Holds = Callable[["FloatArray"], "NDArray[np.bool_]"]
Alone = Callable[[Holds], "NDArray[np.bool_]"]


@dataclass(frozen=True)
class Ranked:
    """Policies in order, and in which draws which statement about the order holds.

    Attributes:
        order: names of the policies from the best to the worst, in the reference.
        holds: (draws,) whether each statement holds, by statement.
        said: each statement for people.
        known: (draws,) whether the draw has all values.
        statements: a row a statement.
        tau: mean of Kendall's tau between the order of the reference and a draw's.
    """

    order: tuple[str, ...]
    holds: dict[str, NDArray[np.bool_]]
    said: Labels
    known: NDArray[np.bool_]
    statements: pd.DataFrame
    tau: float

    @property
    def best(self) -> str:
        """The best policy in the reference."""
        return self.order[0]

    def held(self) -> dict[str, NDArray[np.bool_]]:
        """The same of the draws that have all values."""
        return {name: held[self.known] for name, held in self.holds.items()}


def rank(
    labels: Labels, names: Sequence[str], reference: FloatArray, drawn: FloatArray, alone: Alone
) -> Ranked:
    """Put policies that all have values in order, and see in which draws the order holds.

    Args:
        labels: of the policies, for people.
        names: of the policies.
        reference: (policies,) gains whose order is looked at.
        drawn: (draws, policies) gains.
        alone: from whether a statement holds in rows of gains, in which rows random draws alone leave it.
    """
    stability = rank_stability(reference, drawn)
    known = np.asarray(~np.isnan(drawn).any(axis=1))
    claims = _claims(stability.order)
    short = [name_parts(name)[-1] for name in names]
    keys = [claim.text(short, "{}", "en") for claim in claims]
    holding = {key: claim.holding(stability.order) for key, claim in zip(keys, claims, strict=True)}
    holds = {key: held(drawn) for key, held in holding.items()}
    rows = [_row(key, holds[key][known], alone(held)) for key, held in holding.items()]
    said = {
        key: words(
            claim.text([labels[name].en for name in names], "“{}”", "en"),
            claim.text([labels[name].zh for name in names], "“{}”", "zh"),
        )
        for key, claim in zip(keys, claims, strict=True)
    }
    statements = with_labels(pd.DataFrame(rows), said, "statement")
    order = tuple(names[k] for k in stability.order)
    return Ranked(order, holds, said, known, statements, stability.tau)


@dataclass(frozen=True)
class Claim:
    """Something that is said of the order of policies.

    Attributes:
        kind: key of :data:`CLAIMS`.
        first: place of the policy that it is about.
        second: place of the one that it is compared with.
    """

    kind: str
    first: int
    second: int

    def text(self, names: list[str], quoted: str, language: Language) -> str:
        """Put it in words."""
        first, second = (quoted.format(names[place]) for place in (self.first, self.second))
        return CLAIMS[self.kind][LANGUAGES.index(language)].format(first=first, second=second)

    def holding(self, order: tuple[int, ...]) -> Holds:
        """What tells in which rows of gains, (rows, policies), it holds."""

        def holds(gains: FloatArray) -> NDArray[np.bool_]:
            if self.kind == "order":
                pairs = np.array([gains[:, a] > gains[:, b] for a, b in pairwise(order)])
                return np.asarray(pairs.all(axis=0))
            first = gains[:, self.first]
            if self.kind == "best":
                return np.asarray(first >= gains.max(axis=1))
            return np.asarray(first > (gains[:, self.second] if self.kind == "beats" else 0.0))

        return holds


def _claims(order: tuple[int, ...]) -> list[Claim]:
    """What is said of an order, the best first."""
    best = order[0]
    return [
        *(Claim("good", one, one) for one in order),
        *(Claim("beats", better, worse) for better, worse in pairwise(order)),
        Claim("best", best, best),
        Claim("order", best, best),
    ]


def _row(statement: str, held: NDArray[np.bool_], by_draws: NDArray[np.bool_]) -> dict[str, Any]:
    one = share_of(int(held.sum()), len(held))
    return {
        "statement": statement,
        "share": one.share,
        "low": one.low,
        "high": one.high,
        "interval": "wilson",
        "trials": one.trials,
        "flipped": int((~held).sum()),
        "share_luck": float(by_draws.mean()) if len(by_draws) else float("nan"),
    }


def flips(ranked: Ranked, uncertainties: Sequence[Uncertain], parts: FloatArray) -> pd.DataFrame:
    """How each assumption separates the draws in which each statement fails.

    Args:
        ranked: the order.
        uncertainties: the assumptions.
        parts: (draws, assumptions) of their ranges.
    """
    blocks = []
    for statement, held in ranked.held().items():
        one = separation(parts[ranked.known], ~held)
        cells = {
            "statement": statement,
            "assumption": [each.name for each in uncertainties],
            "sentence_en": [each.sentence for each in uncertainties],
            "sentence_zh": [each.sentence_zh for each in uncertainties],
            "separation": one.rank_biserial,
            "p": one.p,
        }
        blocks.append(pd.DataFrame(cells))
    frame = pd.concat(blocks, ignore_index=True)
    frame["p_holm"] = holm(frame.p.to_numpy(dtype=np.float64))
    frame["clear"] = frame.p_holm < FAMILY_ERROR
    return with_labels(frame, ranked.said, "statement")
