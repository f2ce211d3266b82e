"""Section 1 of the source, 规范政府与社区的事权边界: what government may ask of a community, and pays."""

from __future__ import annotations

from dataclasses import dataclass

from sim.policies.lever import lever


@dataclass(frozen=True, kw_only=True)
class TaskPolicy:
    """S1.1 catalogue, S1.2 access rule and S1.3 purchase of services."""

    catalogue: float = lever(
        0.0,
        0.8,
        unit="share of task items",
        high=1.0,
        clause="S1.1",
        label_en="Catalogue of government tasks in the community",
        label_zh="政府进社区事项目录",
        sentence="Share of government's own task items that the catalogue names, so that the issuing "
        "department must do them with its own staff; listed joint tasks come with a described procedure.",
        sentence_zh="目录所列政府自办事项的比例：列入后由发文部门自行完成；列明的协助事项附有工作流程。",
        source="S1.1; cuts of tasks by half and more: D02, D04",
        proximal_outcome="committee.administrative_hours",
        expected="-",
    )
    access_rule: float = lever(
        0.0,
        0.9,
        unit="share of ad hoc tasks",
        high=1.0,
        clause="S1.2",
        label_en="Access rule for ad hoc tasks: coverage",
        label_zh="临时性、阶段性政府事务准入办法：覆盖面",
        sentence="Share of temporary government tasks that must pass the gate before a community takes them.",
        sentence_zh="临时性政府事务进入社区前必须经过准入审核的比例。",
        proximal_outcome="tasks.unfunded_ad_hoc",
        expected="-",
        within=("policies.tasks.access_strictness", "policies.tasks.access_funding"),
    )
    access_strictness: float = lever(
        0.0,
        0.5,
        unit="share of gated tasks",
        high=1.0,
        clause="S1.2",
        label_en="Access rule: strictness",
        label_zh="准入办法：严格程度",
        sentence="Share of the tasks at the gate, least fitting first, that is returned to the sender.",
        sentence_zh="经审核的事务中，最不适合社区承担者被退回的比例。",
        source="S1.2; D04",
        proximal_outcome="tasks.unfunded_ad_hoc",
        expected="-",
        within=("policies.tasks.access_rule",),
    )
    access_funding: float = lever(
        0.0,
        1.0,
        unit="share of cost",
        high=1.0,
        clause="S1.2",
        label_en="Money follows tasks",
        label_zh="费随事转",
        sentence="Share of the working cost of an admitted task that the sender pays to the committee.",
        sentence_zh="准入事务的工作成本中，由派出部门支付给居委会的比例。",
        proximal_outcome="tasks.unfunded_ad_hoc",
        expected="-",
        within=("policies.tasks.access_rule",),
    )
    access_staff: float = lever(
        0.0,
        0.7,
        unit="share of hours",
        high=1.0,
        clause="S1.2",
        label_en="People follow tasks",
        label_zh="人随事调",
        sentence="Share of the working hours of an admitted task that staff lent by the sender work.",
        sentence_zh="准入事务的工时中，由派出部门借调人员承担的比例。",
        proximal_outcome="committee.administrative_hours",
        expected="-",
        within=("policies.tasks.access_rule",),
    )
    purchase_catalogue: float = lever(
        0.0,
        12.0,
        unit="yuan/resident/year",
        high=200.0,
        clause="S1.3",
        label_en="Catalogue of functions transferred and services purchased",
        label_zh="政府职能转移和购买服务目录",
        sentence="Worth of the functions that the catalogue opens to social organisations, beyond what is "
        "bought already.",
        sentence_zh="目录向社会组织开放的职能价值，在现有购买服务之外。",
        proximal_outcome="organisations.purchased_hours",
        expected="+",
    )
    purchase_openness: float = lever(
        0.0,
        0.9,
        unit="share of purchases",
        high=1.0,
        clause="S1.3",
        label_en="Open tender for purchases",
        label_zh="购买服务公开招标",
        sentence="Share of purchases for which all eligible organisations may bid, scored by capability, "
        "reputation and price; the rest goes to those already known, at the ceiling price.",
        sentence_zh="由所有合格组织公开竞标的购买比例，按能力、信誉和价格评分；其余以最高限价交给熟悉的组织。",
        proximal_outcome="organisations.purchased_hours",
        expected="+",
        within=("policies.tasks.purchase_catalogue",),
    )
    purchase_publication: float = lever(
        0.0,
        0.8,
        unit="share of local pages",
        high=1.0,
        clause="S1.3",
        label_en="Catalogue published",
        label_zh="购买服务目录向社会公布",
        sentence="Share of local pages and boards on which it stands what was bought from whom, and where "
        "residents can join in or rate it.",
        sentence_zh="公布购买内容、承接方以及居民如何参与和评价的本地网页和公告栏比例。",
        proximal_outcome="awareness.any_act",
        expected="+",
        within=("policies.tasks.purchase_catalogue",),
    )
