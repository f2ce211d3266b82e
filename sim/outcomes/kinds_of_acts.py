"""Breadth and depth by kind of act: self-governance leads; company, gifts and complaints stand apart.

Civic: voted, stood, deliberated, proposed, volunteered, or supervised of one's own accord; ``sim.vocabulary``
says which act is which. Answering an interviewer is no act: it is counted as consulted and nowhere else.
"""

from __future__ import annotations

from typing import Final

from sim.engine.outcome import Outcome, Ratio
from sim.outcomes.tally_pass import ANY_KIND, CIVIC_KIND, GIVING_KIND, SOCIAL_KIND, UPWARD_KIND

SHARE: Final = "share of adults"
CIVIC: Final = Ratio(
    Outcome(
        "civic",
        SHARE,
        "+",
        "took part in self-governance",
        "自治参与面",
        "Share of adults who in the last 12 months voted, stood, deliberated, proposed, volunteered "
        "or supervised of their own accord.",
        "最近12个月内参加过选举投票、参选、议事、建议、志愿服务或主动监督的成年人比例。",
    ),
    lambda t: (t.kinds[:, :, CIVIC_KIND], t.adults),
)


def _kind(kind: int, name: str, label_en: str, label_zh: str, sentence: str, sentence_zh: str) -> Ratio:
    outcome = Outcome(name, SHARE, "", label_en, label_zh, sentence, sentence_zh)
    return Ratio(outcome, lambda t: (t.kinds[:, :, kind], t.adults))


BREADTH: Final = (
    Ratio(
        Outcome(
            "civic.hours",
            "hours/adult/year",
            "+",
            "hours for self-governance",
            "自治参与时间",
            "Hours of the last 12 months that an adult gave to self-governance, on average: "
            "months in which each civic act was done times the hours that it takes.",
            "平均每名成年人最近12个月用于自治参与的小时数：各类自治行为的参与月数乘以所需工时。",
        ),
        lambda t: (t.civic_hours, t.adults),
    ),
    Ratio(
        Outcome(
            "civic.depth",
            "hours/participant/year",
            "+",
            "hours of each who took part",
            "人均参与深度",
            "Hours of the last 12 months for self-governance of an adult who took part in it, on average.",
            "最近12个月参加过自治的成年人平均付出的小时数。",
        ),
        lambda t: (t.civic_hours, t.kinds[:, :, CIVIC_KIND]),
    ),
    Ratio(
        Outcome(
            "breadth",
            SHARE,
            "+",
            "did any act",
            "参与面",
            "Share of adults who did at least one of the nine acts in the last 12 months, "
            "culture, gifts and complaints among them.",
            "最近12个月内至少参加过一次社区事务的成年人比例，含文体活动、捐助和向政府反映。",
        ),
        lambda t: (t.kinds[:, :, ANY_KIND], t.adults),
    ),
    _kind(
        SOCIAL_KIND,
        "social",
        "came to culture or classes",
        "社交参与面",
        "Share of adults who came to cultural activities or classes in the last 12 months.",
        "最近12个月内参加过文体活动或社区课堂的成年人比例，不计入自治参与。",
    ),
    _kind(
        GIVING_KIND,
        "giving",
        "gave money or goods",
        "捐助面",
        "Share of adults who gave money or goods in the last 12 months.",
        "最近12个月内捐过款物的成年人比例，不计入自治参与。",
    ),
    Ratio(
        Outcome(
            "consulted",
            SHARE,
            "",
            "answered an interviewer",
            "受访面",
            "Share of adults whom paid interviewers asked about services in the last 12 months.",
            "最近12个月内接受过服务评议入户访问的成年人比例，不计入任何参与行为。",
        ),
        lambda t: (t.consulted, t.adults),
    ),
    _kind(
        UPWARD_KIND,
        "upward",
        "went to government",
        "向上反映面",
        "Share of adults who took a matter to government in the last 12 months.",
        "最近12个月内向政府部门反映过问题的成年人比例，不计入自治参与。",
    ),
)
