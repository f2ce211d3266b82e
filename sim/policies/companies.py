"""Section 2 of the source, 推动社区股份合作公司发展改革: the former village's company and the community."""

from __future__ import annotations

from dataclasses import dataclass

from sim.policies.lever import lever


@dataclass(frozen=True, kw_only=True)
class CompanyPolicy:
    """S2.4 social responsibility."""

    joint_fund: float = lever(
        0.0,
        0.03,
        unit="share of yearly profit",
        low=0.0,
        high=0.2,
        clause="S2.4",
        label_en="Company's contribution to a joint self-governance fund",
        label_zh="股份公司与政府共同设立社区自治基金",
        sentence="Share of its yearly profit, before dividends, that the share company pays into the "
        "community's self-governance fund; government matches it yuan for yuan.",
        sentence_zh="股份公司每年分红前利润中拨入社区自治基金的比例；政府按一比一配套。",
        source="S2.4",
        proximal_outcome="fund.income",
        expected="+",
    )
