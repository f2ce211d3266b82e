"""Companions: ties that form when people take part together, and fade when they no longer do."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.network.companion_links import NOBODY, Places, Rows, attends, clear, fade, link, link_across, lottery
from sim.threads import in_whole_groups
from sim.vocabulary import Act

SHARED_ACTS: Final = (Act.DELIBERATE, Act.VOLUNTEER, Act.CULTURE)  # in which people meet


class Companions:
    """Ties from shared acts.

    Attributes:
        partner: (residents, slots) int32, row of the companion, -1 for an empty slot; symmetric.
        since: (residents, slots) int16, month of the last shared act.
        months: a tie lasts this long without another shared act.
    """

    def __init__(self, residents: int, months: int, slots: int) -> None:
        """Start without any.

        Args:
            residents: how many.
            months: that a tie lasts without another shared act.
            slots: companions that one can have at a time.
        """
        self.partner = np.full((residents, slots), NOBODY, dtype=np.int32)
        self.since = np.zeros((residents, slots), dtype=np.int16)
        self.months = months

    def meet(
        self,
        acts: Rows,
        identity: Rows,
        community_start: Rows,
        seed: int,
        month: int,
        mixed: Places | None = None,
        newcomer: Rows | None = None,
    ) -> None:
        """Let ties fade, then pair some of those of a community who did the same shared act this month.

        At joint events of locals and newcomers (S2.5) pairs are made across first.

        Args:
            acts: (residents,) mask of the acts done this month.
            identity: (residents,) keys of random draws.
            community_start: (communities + 1,) rows.
            seed: seed of the run.
            month: month of the run.
            mixed: (communities,) share of culture that happens at joint events; default: none.
            newcomer: (residents,) whether hukou is elsewhere; needed with ``mixed``.
        """
        joint = mixed if mixed is not None and mixed.any() else None

        def meet_here(first: int, last: int) -> None:
            begin, end = int(community_start[first]), int(community_start[last])
            fade(begin, end, self.partner, self.since, month - self.months)
            for act in SHARED_ACTS:
                rows = begin + np.flatnonzero((acts[begin:end] & 1 << act) != 0)  # flags are fast to read
                place = lottery(rows, identity, community_start, int(act), seed, month)
                order = np.argsort(place, kind="stable")
                rows, place = rows[order], place[order]
                if act == Act.CULTURE and joint is not None and newcomer is not None:
                    left = ~self._mix(rows, place, identity, joint, newcomer, seed, month)
                    rows, place = rows[left], place[left]
                link(rows, place, self.partner, self.since, month)

        in_whole_groups(community_start, meet_here)  # nobody has a companion in another community

    def _mix(
        self,
        rows: Rows,
        place: Places,
        identity: Rows,
        mixed: Places,
        newcomer: Rows,
        seed: int,
        month: int,
    ) -> Rows:
        """(rows,) who was tied across at a joint event; see :meth:`meet`."""
        there = attends(rows, place, identity, mixed, seed, month)
        across = np.zeros(rows.size, dtype=np.bool_)
        across[there] = link_across(rows[there], place[there], newcomer, self.partner, self.since, month)
        return across

    def clear(self, rows: Rows) -> None:
        """Drop all ties of these residents, on both sides: they have moved away."""
        clear(rows, self.partner)
