"""Government's tasks in the community, and how far the reform has come (S1.1, S1.2, S3.1)."""

from __future__ import annotations

from typing import Final

from sim.district import District
from sim.measures.outcome import Cells, Outcome, Ratio

GOVERNMENT: Final = (
    Ratio(
        Outcome(
            "reform.coverage",
            "share of residents",
            "",
            "reach of the reform",
            "改革覆盖面",
            "residents of communities where the reform is in force",
        ),
        lambda d: (d.geography.size * d.in_force, d.geography.size),
    ),
    Ratio(
        Outcome(
            "tasks.unfunded_ad_hoc",
            "items/1000/month",
            "-",
            "unfunded ad hoc tasks",
            "无经费临时任务",
            "carried",
        ),
        lambda d: (d.tasks.unfunded_ad_hoc, _thousands(d)),
    ),
    Ratio(
        Outcome(
            "tasks.pending", "items/1000", "-", "backlog of tasks", "积压任务", "open at the end of the month"
        ),
        lambda d: (d.tasks.pending.sum(axis=(1, 2)), _thousands(d)),
    ),
    Ratio(
        Outcome(
            "tasks.dropped", "items/1000/month", "-", "dropped tasks", "未完成任务", "given up after waiting"
        ),
        lambda d: (d.tasks.dropped, _thousands(d)),
    ),
)


def _thousands(district: District) -> Cells:
    return district.geography.size / 1000.0
