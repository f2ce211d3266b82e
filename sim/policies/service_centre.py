"""Section 3.4 of the source, 加强社区服务中心建设."""

from __future__ import annotations

from dataclasses import dataclass

from sim.policies.lever import lever


@dataclass(frozen=True, kw_only=True)
class CentrePolicy:
    """S3.4 community service centre: staff, provider, items scored by residents, money that follows."""

    staff: float = lever(
        0.0,
        0.3,
        unit="staff/1000 residents",
        high=3.0,
        clause="S3.4",
        label_en="Service centre: added staff",
        label_zh="社区服务中心人员",
        sentence="Paid staff that the district adds to every service centre; one opens where there was none.",
        sentence_zh="区财政为每个社区服务中心增加的专职人员；没有中心的社区随之设立。",
        source="S3.4; 5.4 social workers a centre (C17), one centre for 15,000-20,000 people (C16)",
        proximal_outcome="services.quality",
        expected="+",
    )
    social_workers: float = lever(
        0.3,
        0.7,
        unit="share of paid staff",
        high=1.0,
        clause="S3.4",
        label_en="Service centre: trained social workers among its staff",
        label_zh="社区服务中心专业社工比例",
        sentence="Share of the paid staff who are trained social workers, at a social worker's wage.",
        sentence_zh="专职人员中受过专业训练的社工比例，按社工工资支付。",
        source="S3.4; assumed",
        proximal_outcome="services.quality",
        expected="+",
        within=("policies.centre.staff",),
    )
    volunteer_shifts: float = lever(
        0.0,
        10.0,
        unit="shifts/1000 residents/month",
        high=100.0,
        clause="S3.4",
        label_en="Service centre: shifts for volunteers and users of its services",
        label_zh="志愿者和受益对象参与服务",
        sentence="Shifts at the centre for volunteers and for those whom its services help, insured and "
        "guided at the district's cost.",
        sentence_zh="志愿者和受益对象在中心服务的班次，由区财政负担保险和指导费用。",
        source="S3.4; assumed",
        proximal_outcome="services.quality",
        expected="+",
        within=("policies.centre.staff",),
    )
    provider: str = lever(
        "government_run",
        "by_urbanisation",
        unit="choice",
        choices=("government_run", "by_urbanisation", "local", "imported"),
        clause="S3.4",
        label_en="Service centre: who runs it",
        label_zh="社区服务中心的运行主体",
        sentence="The committee with government's staff; an organisation of the community; a professional "
        "organisation from outside; or own ones where urbanisation is high, imported ones where it is low.",
        sentence_zh="由居委会使用政府人员运行；由本社区社会组织运行；引进外来专业组织；或城市化程度高的用本地组织、低的引进组织。",
        proximal_outcome="services.quality",
        expected="+",
        within=("policies.centre.staff",),
    )
    scored_items: float = lever(
        0.0,
        1.0,
        unit="share of items",
        high=1.0,
        clause="S3.4",
        label_en="Services scored by residents",
        label_zh="服务事项量化并由居民打分",
        sentence="Share of the centre's services that are split into measurable items and scored by "
        "residents, whom paid interviewers call on.",
        sentence_zh="中心服务中分解为可量化指标并由居民打分的比例，由付费访员入户调查。",
        proximal_outcome="services.raters",
        expected="+",
        within=("policies.centre.staff",),
    )
    rating_rounds: int = lever(
        1,
        4,
        unit="rounds/year",
        low=1,
        high=12,
        clause="S3.4",
        label_en="Rounds of scoring in a year",
        label_zh="每年打分次数",
        sentence="How often in a year residents are called to score the centre's services.",
        sentence_zh="每年请居民为中心服务打分的次数。",
        source="S3.4; assumed",
        proximal_outcome="services.raters",
        expected="+",
        within=("policies.centre.staff", "policies.centre.scored_items"),
    )
    pay_by_score: float = lever(
        0.0,
        0.3,
        unit="share of the provider's money",
        high=1.0,
        clause="S3.4",
        label_en="Money that follows the scores",
        label_zh="服务经费与打分挂钩",
        sentence="Share of a contracted provider's money that depends on its score beside the district's "
        "mean; who stays low is replaced.",
        sentence_zh="承接机构经费中取决于其得分与全区平均之比的部分；持续偏低者被更换。",
        source="S3.4; assumed",
        proximal_outcome="services.quality",
        expected="+",
        within=(
            "policies.centre.staff",
            "policies.centre.provider",
            "policies.centre.scored_items",
            "policies.centre.rating_rounds",
        ),
    )
