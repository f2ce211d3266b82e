"""What designs, tables and figures of answers are called in a report."""

from __future__ import annotations

from typing import Final

from sim.wording.labels import LANGUAGES, Language

Named = dict[str, tuple[str, str]]
DESIGNS: Final[Named] = {
    "list": ("policies against the baseline", "各方案与基准比较"),
    "grid": ("every combination of settings", "各取值的全部组合"),
    "one_at_a_time": ("each part alone", "各部分单独实施"),
    "leave_one_out": ("the package without each part", "一揽子方案逐一缺少各部分"),
    "attribution": ("attribution (Shapley values)", "归因（沙普利值）"),
    "factorial": ("fractional factorial", "部分析因设计"),
    "latin_hypercube": ("Latin hypercube over assumptions", "对假设的拉丁超立方抽样"),
    "sobol": ("Sobol indices of assumptions", "假设的索博尔指数"),
    "morris": ("Morris screening of assumptions", "假设的莫里斯筛选"),
    "robustness": ("robustness of a ranking", "排序的稳健性"),
    "budget": ("search under a budget", "预算约束下的搜索"),
    "pilot_evaluation": ("evaluation of pilots", "试点评估"),
    "lever_audit": ("audit of the levers", "政策杠杆逐项检验"),
    "trial": ("a field experiment run again", "重做现场实验"),
    "portrait": ("portrait of places", "社区现状画像"),
    "null_models": ("null models on the same comparisons", "零模型对照"),
}
TABLES: Final[Named] = {
    "effects": ("Differences", "差异"),
    "groups": ("Who gains, by group", "各群体的受益"),
    "differences": ("Every outcome and group", "全部指标与群体"),
    "months": ("Month by month", "逐月变化"),
    "looks": ("When seeds were enough", "何时种子已够"),
    "spread": ("Luck and doubt", "运气与未知"),
    "draws": ("Draws of the assumptions", "假设的抽样"),
    "points": ("Points of the design", "设计点"),
    "settings": ("Settings of the combinations", "各组合的取值"),
    "attribution": ("What each part adds", "各部分的贡献"),
    "factorial": ("Effects and interactions", "效应与交互"),
    "sensitivity": ("Sensitivity to assumptions", "对假设的敏感性"),
    "statements": ("What holds, and how often", "各结论成立的份额"),
    "flips": ("What turns the order round", "使次序颠倒的假设"),
    "holds": ("Draws in which each statement holds", "各结论在哪些抽样中成立"),
    "pareto": ("The front, measured again", "前沿方案的复核"),
    "candidates": ("All candidates of the search", "搜索过的全部方案"),
    "evaluation": ("Evaluations against the truth", "评估与真实效果"),
    "levers": ("The levers", "各项杠杆"),
    "findings": ("Findings of the source", "来源的发现"),
    "levels": ("Levels", "水平"),
    "claims": ("Published and model", "已发表与模型"),
    "rivals": ("Rivals on the same numbers, and sources", "对手与来源"),
    "null_models": ("The model and null models", "模型与零模型"),
    "trial_effects": ("All effects of the trial", "实验的全部效应"),
}
FIGURES: Final[Named] = {
    "effects": ("Differences with intervals", "差异及其区间"),
    "groups": ("Who gains, by group", "各群体的受益"),
    "paths": ("Outcomes through time", "指标随时间的变化"),
    "levels": ("Levels, or luck and doubt", "水平，或运气与未知"),
    "waterfall": ("What each part adds", "各部分的贡献"),
    "interactions": ("Effects and interactions", "效应与交互"),
    "sensitivity": ("Which assumptions matter", "哪些假设重要"),
    "pareto": ("What a budget buys", "预算能买到什么"),
    "ranking": ("Whether the order holds", "次序是否稳定"),
    "scatter": ("Candidates or draws", "候选方案或抽样"),
    "forest": ("Published and model, with intervals", "已发表与模型及其区间"),
    "power": ("Whether evaluations find the effect", "评估能否发现影响"),
}


def named(names: Named, name: str, language: Language) -> str:
    """What something is called."""
    return names[name][LANGUAGES.index(language)]
