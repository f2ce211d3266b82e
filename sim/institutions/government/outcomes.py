"""Government's tasks in the community, and how far the reform has come (S1.1, S1.2, S3.1)."""

from __future__ import annotations

from typing import Final

from sim.engine.outcome import Cells, Outcome, Ratio
from sim.institutions.tasks.task_book import TaskBook
from sim.institutions.world import World

GOVERNMENT: Final = (
    Ratio(
        Outcome(
            "reform.coverage",
            "share of residents",
            "",
            "reach of the reform",
            "改革覆盖面",
            "Share of residents whose community has the reform in force.",
            "改革已经实施的社区中的居民所占比例。",
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
            "Ad hoc tasks of government that reached the communities this month without money.",
            "当月进入社区而没有配套经费的政府临时性事务数量。",
        ),
        lambda d: (d[TaskBook].unfunded_ad_hoc, _thousands(d)),
    ),
    Ratio(
        Outcome(
            "tasks.pending",
            "items/1000",
            "-",
            "backlog of tasks",
            "积压任务",
            "Government's tasks that are still open at the end of the month.",
            "月末尚未办结的政府事务数量。",
        ),
        lambda d: (d[TaskBook].pending.sum(axis=(1, 2)), _thousands(d)),
    ),
    Ratio(
        Outcome(
            "tasks.dropped",
            "items/1000/month",
            "-",
            "dropped tasks",
            "未完成任务",
            "Government's tasks that were given up this month after waiting too long.",
            "当月因积压过久而放弃办理的政府事务数量。",
        ),
        lambda d: (d[TaskBook].dropped, _thousands(d)),
    ),
)


def _thousands(district: World) -> Cells:
    return district.geography.thousands
