"""Party members, proposals taken upward, and newcomers on the path of community elites (S3.2, S5.3)."""

from __future__ import annotations

from typing import Final

from sim.engine.outcome import Outcome, Ratio
from sim.institutions.adults import Adults
from sim.institutions.ladder.state import ElitePath
from sim.institutions.voice.state import Voices

LADDER: Final = (
    Ratio(
        Outcome(
            "volunteers.registered",
            "share of adults",
            "+",
            "registered volunteers",
            "注册义工",
            "Share of adults who are registered as volunteers, whether or not they served this year.",
            "已注册为义工的成年人比例，不论本年度是否参加过服务。",
        ),
        lambda adults: (adults.volunteers, adults.every),
        Adults,
    ),
    Ratio(
        Outcome(
            "heads.from_ladder",
            "share of heads",
            "+",
            "heads who came up the ladder",
            "由阶梯产生的负责人",
            "Of the committee members and heads of organisations and sub-committees who live here, the share "
            "who had stood on a lower rung; the others were appointed from outside it.",
            "居住在本社区的居委会成员及组织、专委会负责人中，由较低阶梯产生者的比例；其余由外部任命。",
        ),
        lambda adults: (adults.climbed, adults.heads),
        Adults,
    ),
    Ratio(
        Outcome(
            "party.members_active",
            "share of party members",
            "+",
            "active party members",
            "参与社区事务的党员",
            "Share of party members who volunteered, deliberated, proposed, stood or supervised in a year.",
            "最近12个月内参加过志愿服务、议事、建议、参选或监督的党员比例。",
        ),
        lambda adults: (adults.active, adults.members),
        Adults,
    ),
    Ratio(
        Outcome(
            "party.members_deliberating",
            "share of party members",
            "+",
            "deliberating party members",
            "参与议事的党员",
            "Share of party members who took part in committee work in the last 12 months.",
            "最近12个月内参与过社区议事的党员比例。",
        ),
        lambda adults: (adults.deliberating, adults.members),
        Adults,
    ),
    Ratio(
        Outcome(
            "voice.passed_upward",
            "proposals/1000/month",
            "+",
            "proposals taken upward",
            "向上反映的建议",
            "Proposals that party organisation and representatives took to street and district this month.",
            "当月由党组织和代表委员向街道和区里反映的居民建议数量。",
        ),
        lambda d: (d[Voices].passed_upward, d.geography.thousands),
    ),
    Ratio(
        Outcome(
            "path.newcomers",
            "1/10,000 newcomers",
            "+",
            "newcomers who rose",
            "非户籍积极分子及以上",
            "Adult newcomers who are activists or stand higher on the ladder.",
            "外来成年居民中成为积极分子及以上的人数。",
        ),
        lambda adults: (adults.risen, adults.newcomers / 10000.0),
        Adults,
    ),
    Ratio(
        Outcome(
            "path.hukou",
            "persons/10,000/year",
            "+",
            "hukou for service",
            "非户籍转户籍",
            "Newcomers who received local hukou for their service, as a yearly rate.",
            "因社区服务贡献而取得本地户籍的外来居民人数，按年计。",
        ),
        lambda d: (d[ElitePath].hukou_gained * 12.0, d.geography.size / 10000.0),
    ),
)
