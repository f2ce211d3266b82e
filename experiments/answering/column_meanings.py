"""What the columns of answers mean, once for all tables, in both languages."""

from __future__ import annotations

from typing import Final

from experiments.asking.question import Words


def _column(en: str, zh: str) -> Words:
    return Words(en=en, zh=zh)


COLUMNS: Final = {
    "path": _column("dotted path of the lever", "杠杆的路径"),
    "clause": _column("clause of the source", "来源条款"),
    "unit": _column("unit of the lever", "杠杆的单位"),
    "status_quo": _column("setting before any reform", "现状取值"),
    "recommended": _column("setting that the source recommends", "建议取值"),
    "proximal_outcome": _column("what the lever should move first", "应首先改变的指标"),
    "expected": _column("direction declared beforehand", "事先声明的方向"),
    "finding_en": _column("finding of the source, in English", "来源的发现（英文）"),
    "finding_zh": _column("finding of the source, in Chinese", "来源的发现（中文）"),
    "above": _column("the interval must lie above this", "区间须高于此值"),
    "below": _column("the interval must lie below this", "区间须低于此值"),
    "verdict": _column(
        "as_declared or shows; backfires or absent; undecided: the interval includes zero, or the bound; "
        "no_value: the outcome has none in these months",
        "as_declared、shows：符合；backfires、absent：不符；undecided：区间包含零或界限；no_value：无数值",
    ),
    "civic": _column(
        "mean difference in the share that took part in self-governance", "自治参与面的平均差异"
    ),
    "civic_low": _column("lower end of its interval", "其区间下限"),
    "civic_high": _column("upper end of its interval", "其区间上限"),
    "gap_low": _column("lower end of its interval", "其区间下限"),
    "gap_high": _column("upper end of its interval", "其区间上限"),
    "cost_yuan": _column(
        "yuan a resident and year that the main payer pays more", "主要付费方每居民每年多支出的元数"
    ),
    "payer": _column("who pays most more; empty if nobody does", "主要付费方；无人多付则为空"),
    "scenario": _column("name of the arm", "方案名称"),
    "label_en": _column("name in English", "英文名称"),
    "label_zh": _column("name in Chinese", "中文名称"),
    "outcome": _column("name of the outcome", "结果指标"),
    "group": _column("group of residents", "居民群体"),
    "quantity": _column(
        "level: of the arm itself; difference: of the arm minus the baseline, seed by seed",
        "level：方案本身的水平；difference：逐个种子与基准之差",
    ),
    "baseline": _column("mean of the baseline, in the outcome's unit", "基准的平均值（指标单位）"),
    "reform": _column("mean of the arm", "方案的平均值"),
    "difference": _column("mean of arm minus baseline, seed by seed", "方案减基准，逐个种子求差后的平均值"),
    "low": _column("lower end of the interval", "区间下限"),
    "high": _column("upper end of the interval", "区间上限"),
    "interval": _column(
        "t: Student's t over seeds; sequential: holds at every number of seeds; wilson: score interval of a "
        "share; bootstrap: percentile or normal bootstrap; worlds: nine plausible worlds of ten",
        "t：种子间 t 区间；sequential：任何种子数下都成立；wilson：比例的得分区间；bootstrap：自助法；"
        "worlds：十分之九的可信世界",
    ),
    "good_in": _column("number of worlds in which the change is for the better", "变化为改善的世界数"),
    "seeds": _column("number of seeds with a value", "有数值的种子数"),
    "p": _column("two-sided p-value of no difference", "无差异的双侧 p 值"),
    "p_holm": _column("p adjusted by Holm over all rows of the table", "对全表作 Holm 校正后的 p 值"),
    "clear": _column("whether p_holm is below 0.05", "p_holm 是否小于 0.05"),
    "variance_cut": _column(
        "variance that independent seeds would have given, divided by that of the pairs",
        "独立种子的方差除以配对后的方差",
    ),
    "mean": _column("mean over seeds (and draws, where there are any)", "各种子（及抽样）的平均值"),
    "luck": _column("standard deviation over seeds, assumptions held", "假设不变时种子间的标准差（运气）"),
    "assumptions": _column(
        "standard deviation over assumption draws, luck averaged out", "假设抽样间的标准差（扣除运气）"
    ),
    "assumption_share": _column("share of the variance that the assumptions make", "假设在方差中所占份额"),
    "share_error": _column(
        "standard error of that share, delete-one-draw jackknife", "该份额的标准误（留一刀切法）"
    ),
    "draws": _column("number of assumption draws", "假设抽样次数"),
    "month": _column(
        "months from the policy date; 0 is the last before it", "距政策实施的月数；0 为实施前最后一个月"
    ),
    "draw": _column("number of the draw", "抽样编号"),
    "looked": _column("how many seeds there were when it was looked", "查看时的种子数"),
    "widest": _column("widest half interval of any arm's difference then", "当时各方案差异区间半宽的最大值"),
    "runs": _column("runs spent by then, the baseline's included", "截至当时所用的运行次数（含基准）"),
    "member": _column(
        "section or clause id, or lever path, of the group of levers", "政策组（节、条或单项杠杆）"
    ),
    "value": _column(
        "Shapley value: what the group adds, averaged over orders", "沙普利值：该组在各加入次序下的平均贡献"
    ),
    "share_of_whole": _column("value as a share of what the whole package does", "占一揽子总效果的份额"),
    "effect": _column(
        "effect of a factor, or of two together beyond their sum; of a lever on its proximal outcome",
        "因子效应，或两因子的交互效应；杠杆对其近端指标的效应",
    ),
    "factors": _column("factor or pair of factors, by group name", "因子或因子对"),
    "order": _column("1 for a main effect, 2 for an interaction of two", "1 为主效应，2 为两因子交互"),
    "aliases": _column("effects that the design cannot tell from this one", "设计中与之混杂、无法区分的效应"),
    "assumption": _column("path of the assumption, without its first word", "假设的路径"),
    "sentence_en": _column("what the assumption says, in English", "假设的含义（英文）"),
    "sentence_zh": _column("what the assumption says, in Chinese", "假设的含义"),
    "range_low": _column("lowest value looked at", "考察范围下限"),
    "range_high": _column("highest value looked at", "考察范围上限"),
    "prcc": _column(
        "partial rank correlation with the outcome, all other assumptions held",
        "偏秩相关系数（控制其他假设）",
    ),
    "slope": _column(
        "change of the outcome over the assumption's range, from the least-squares plane",
        "假设由低到高时结果的变化（最小二乘平面）",
    ),
    "first_order": _column("Sobol index: share of variance from this assumption alone", "一阶 Sobol 指数"),
    "first_order_error": _column("half its 95 % bootstrap interval", "其 95% 自助区间的半宽"),
    "total": _column("Sobol index: share that this assumption takes part in", "总效应 Sobol 指数"),
    "total_error": _column("half its 95 % bootstrap interval", "其 95% 自助区间的半宽"),
    "mu_star": _column(
        "Morris: mean size of elementary effects over the range", "Morris μ*：基本效应绝对值的平均"
    ),
    "mu_star_error": _column("half its 95 % bootstrap interval", "其 95% 自助区间的半宽"),
    "mu": _column("Morris: mean elementary effect", "Morris μ：基本效应的平均"),
    "sigma": _column("Morris: standard deviation of elementary effects", "Morris σ：基本效应的标准差"),
    "share": _column("share of draws", "抽样中的份额"),
    "share_luck": _column(
        "share of blocks of seeds, as many as a draw has, in which it holds as assumed: what luck alone does",
        "原假设下，按每次抽样同样多的种子分组，结论成立的组所占份额（仅运气的作用）",
    ),
    "trials": _column("number of draws with a value", "有数值的抽样数"),
    "statement": _column("what survives in that share of draws", "在该份额的抽样中成立的结论"),
    "flipped": _column("draws in which the order turns round", "次序颠倒的抽样数"),
    "separation": _column(
        "chance that the assumption is higher in a draw that flips than in one that does not, "
        "minus the reverse (rank-biserial correlation)",
        "该假设在次序颠倒的抽样中更高的概率减去更低的概率（秩双列相关）",
    ),
    "trial": _column("number of the candidate", "候选方案编号"),
    "on_front": _column("whether no other candidate is better in every objective", "是否在帕累托前沿上"),
    "affordable": _column("whether the cost is within the budget", "费用是否在预算之内"),
    "cost": _column(
        "cost to the district, yuan a resident a year, over the status quo", "区财政新增支出，元/居民/年"
    ),
    "checked": _column("whether measured on seeds that the search did not see", "是否用搜索未见过的种子复核"),
    "gain": _column("difference of the participation outcome to the baseline", "参与指标与基准之差"),
    "pilots": _column("pilot communities of each type, or by lot in all", "每类试点社区数（抽签时为总数）"),
    "months": _column("months after the policy date; the last 12 count", "政策实施后的月数，取最后 12 个月"),
    "estimator": _column(
        "difference_in_differences: change of pilots minus change of others; matching: pilots minus their "
        "twins",
        "difference_in_differences：双重差分；matching：与相似社区匹配",
    ),
    "truth": _column("true effect on the pilots, mean over seeds", "对试点的真实影响（种子平均）"),
    "estimate": _column("what the evaluator estimates, mean over seeds", "评估者的估计（种子平均）"),
    "bias": _column("estimate minus truth, mean over seeds", "估计减真值（种子平均）"),
    "bias_low": _column("lower end of its 95 % t interval", "其 95% t 区间下限"),
    "bias_high": _column("upper end of its 95 % t interval", "其 95% t 区间上限"),
    "spillover": _column("true effect on communities that are no pilots", "对非试点社区的真实影响（溢出）"),
    "everywhere": _column("true effect if the reform is in force everywhere", "全面实施时的真实影响"),
    "error": _column("root mean square of estimate minus truth", "估计误差的均方根"),
    "power": _column(
        "share of seeds in which the effect is found (p < 0.05, right sign)", "发现影响的种子份额"
    ),
    "power_low": _column("lower end of its Wilson interval", "其 Wilson 区间下限"),
    "power_high": _column("upper end of its Wilson interval", "其 Wilson 区间上限"),
    "false_alarms": _column(
        "share of seeds in which it finds an effect where there is none", "无影响时的误报份额"
    ),
    "coverage": _column("share of seeds whose 95 % interval holds the truth", "95% 区间包含真值的种子份额"),
    "gap": _column("difference of the gap to the baseline", "差距指标与基准之差"),
}
