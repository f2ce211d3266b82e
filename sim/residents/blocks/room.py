"""Room for a block of residents while they decide, made once a month for each part of the residents."""

from __future__ import annotations

from typing import Any, Final, TypeVar

import numpy as np

from sim.network.acting import new_tally
from sim.network.contact_words import FIELDS
from sim.residents.blocks.block import (
    BLOCK,
    CHANNELS,
    PLACE,
    Block,
    Choosing,
    Considering,
    Floats,
    Noted,
    Rows,
    Screened,
)
from sim.residents.choice import TERM_COUNT
from sim.residents.gates import MONTH_NUMBERS
from sim.vocabulary import ACT_COUNT

Part = TypeVar("Part", bound=tuple[Any, ...])
# What is no measure; everything else is one.
KINDS: Final[dict[str, Any]] = {
    **dict.fromkeys(("identity", "key"), np.uint64),
    **dict.fromkeys(("who", "fresh"), PLACE),
    **dict.fromkeys(("adult", "may", "admitted", "present", "does", "filled"), np.bool_),
    **dict.fromkeys(("acts", "source"), np.int64),
    "profile": np.uint8,
}


def new_block(coefficients: Floats, slots: int, largest: int) -> Block:
    """Make room for a block.

    Args:
        coefficients: (acts, terms) by which choices are weighed.
        slots: how many companions a resident has room for.
        largest: residents of the largest community, of which a block holds no more.
    """
    weighing, weighed = weighing_terms(coefficients)
    size = min(BLOCK, largest)
    answer, terms = np.zeros((3, size)), np.zeros((size, TERM_COUNT))
    return Block(
        _room(Noted, size, drawn=np.zeros((MONTH_NUMBERS, size)), invited=np.ones(size)),
        _room(Screened, size),
        _room(Considering, size),
        _room(Choosing, size, answer=answer, terms=terms, weighing=weighing, weighed=weighed),
        new_tally(size, slots),
        fields=np.zeros(FIELDS, dtype=np.int64),
        used=np.zeros((ACT_COUNT, CHANNELS), dtype=np.bool_),
    )


def _room(part: type[Part], size: int, **shaped: Rows) -> Part:
    """Make the arrays of a part, of a place for each resident of the block but for those that are given."""
    fields: tuple[str, ...] = getattr(part, "_fields")  # noqa: B009 (every named tuple has it)
    plain = [name for name in fields if name not in shaped]
    return part(**{name: np.zeros(size, KINDS.get(name, np.float64)) for name in plain}, **shaped)


def weighing_terms(coefficients: Floats) -> tuple[Rows, Rows]:
    """Terms that weigh anything in the choice of each act, and how many: adding nothing changes no sum."""
    return np.argsort(coefficients == 0.0, axis=1, kind="stable"), np.count_nonzero(coefficients, axis=1)
