"""Why something was refused, in Chinese: the model says it in English, in sentences of a few patterns."""

from __future__ import annotations

import re
from typing import Final

from sim.wording.labels import Language
from sim.wording.units_zh import unit_zh

# From the longest to the shortest; what a pattern captures is what the user gave, and stays as it is.
PATTERNS: Final = tuple(
    (re.compile(pattern), chinese)
    for pattern, chinese in (
        (r"^link: ", "链接："),
        (r"; link: ", "；链接："),
        (r"^page: ", "页面："),
        (r": is outside ", "：超出范围 "),
        (r"(\S+) is outside (\S+) to (\S+)", r"\1 超出范围 \2 至 \3"),
        (r"must be a whole number from (\d+) to (\d+)", r"必须是 \1 至 \2 的整数"),
        (r"must be a whole number", "必须是整数"),
        (r"must be a number", "必须是数字"),
        (r"must be true or false", "必须是 true 或 false"),
        (r"must be a text", "必须是文字"),
        (r"must be policies\.PATH=VALUE", "必须写作 policies.路径=值"),
        (r"; allowed: ", "；允许："),
        (r", not (?=['\"\d\[{-]|None|True|False|nan|inf)", "，而不是 "),
        (r"(\S+) is too large to be sent as a number; send its digits", r"\1 过大，请以文字发送各位数字"),
        (r"is too large to be a policy file", "过大，不是政策文件"),
        (r"not in a policy file; known: ", "不应出现在政策文件中；可用："),
        (r"has no \[policies\.…\] in it", "其中没有 [policies.…]"),
        (r"not valid TOML \((.*)\)", r"不是有效的 TOML（\1）"),
        (r"no such lever", "没有这个杠杆"),
        (r"no such thing to do", "没有这个操作"),
        (r"no such choice", "没有这个选项"),
        (r"no such name", "没有这个名称"),
        (r"no such file", "没有这个文件"),
        (r"unknown key", "未知的键"),
        (r"is not known", "不存在"),
        (r"not known", "不存在"),
        (r"is missing", "缺失"),
        (r"is not one of ", "不属于 "),
        (r"(\d+) outcomes are needed", r"需要 \1 个结果指标"),
        (r"the link is too long", "链接过长"),
        (r"change: month (\S+)", r"change：第 \1 个月"),
        (r"^reform (-?\d+): the stored result has no such reform", r"已存结果中没有第 \1 个改革"),
        (r"no stored result is open", "没有打开已存结果"),
        (
            r"must share place, assumptions, calendar and seed with (.*)",
            r"必须与 \1 的地点、假设、日历和种子相同",
        ),
        (r"start the page by `shequ view` to run more seeds", "请用 `shequ view` 启动页面后再运行更多种子"),
        (
            r"start the page by `shequ view --result` to open it",
            "请用 `shequ view --result` 启动以打开结果",
        ),
        (r"the process that ran the seeds has died", "运行种子的进程已中止"),
        (r"is not a result folder \(it has no (\S+) of shequ\)", r"不是结果文件夹（其中没有 shequ 的 \1）"),
        (r"is not the result of a question", "不是问题的结果"),
        (r"its tables are not of this version of the model \((.*)\)", r"其表格不属于本版本的模型（\1）"),
        (
            r"is not what was written there: its sha256 differs from the manifest's",
            "内容与清单中的 sha256 不符",
        ),
        (r"cannot be read; it is spoilt, or not Parquet \((.*)\)", r"无法读取，已损坏或不是 Parquet（\1）"),
        (r"has no (\S+), which holds what the page would show of it", r"缺少页面所需的 \1"),
        (r"has no (\S+) of ours", r"缺少本程序的 \1"),
        (r"made by another version of the model", "由模型的其他版本生成"),
        (r"holds one scenario; the page compares at least two", "只有一个情景，页面至少比较两个"),
        (r"cannot be read \((.*)\)", r"无法读取（\1）"),
        (r"; did you mean (.*)\?", r"；是否指 \1？"),
        (r"; known: ", "；可用："),
        (r"(?<=[\d)]) to (?=[\d-]|inf)", " 至 "),
    )
)

UNIT: Final = re.compile(r" \(([^()]*)\)(?=；|$)")  # behind the range that is allowed


def told_in(why: str, language: Language) -> str:
    """Give the reason of a refusal in a language; what no pattern knows stays in English."""
    if language == "zh":
        for pattern, chinese in PATTERNS:
            why = pattern.sub(chinese, why)
        why = UNIT.sub(lambda found: _unit(found[1]), why)
    return why


def _unit(unit: str) -> str:
    chinese = unit_zh(unit)
    return chinese if chinese.startswith("（") else f"（{chinese}）"
