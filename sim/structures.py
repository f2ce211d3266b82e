"""Structures on which theory or evidence leaves two readings: named settings, each rival in the code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sim.engine.settings import setting

PERSISTENT: Final = "persistent"
DRAWN_ANEW: Final = "drawn_anew"
LASTING: Final = "lasting"
NONE: Final = "none"
SEEN: Final = "seen"
UNSEEN: Final = "unseen"


@dataclass(frozen=True, kw_only=True)
class Structures:
    """Which reading holds; docs/model/concepts.md names the theory behind each."""

    audience: str = setting(
        PERSISTENT,
        "choice",
        "who reads local pages, notices and announcements: the same people each month, or drawn anew",
        source="readers of a page are the same from month to month (XN01: access alone makes no readers)",
        choices=(PERSISTENT, DRAWN_ANEW),
    )
    disposition: str = setting(
        LASTING,
        "choice",
        "what equal people differ in when they choose: a lasting disposition, or the moment",
        source="B04: acts of one person hang together beyond traits",
        choices=(LASTING, NONE),
    )

    results: str = setting(
        SEEN,
        "choice",
        "who notices a finished project of the self-governance fund: neighbours, or only who took part in it",
        source="XC02, XC03: budgets in residents' hands moved votes, volunteering and giving in six months",
        choices=(SEEN, UNSEEN),
    )

    @property
    def lasting_audience(self) -> bool:
        """Whether the same people attend each month."""
        return self.audience == PERSISTENT

    @property
    def lasting_disposition(self) -> bool:
        """Whether persons keep what sets them apart from their equals."""
        return self.disposition == LASTING

    @property
    def results_seen(self) -> bool:
        """Whether neighbours notice what a project has brought."""
        return self.results == SEEN
