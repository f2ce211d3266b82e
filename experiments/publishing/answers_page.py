"""Publish answers, and write the page of all that are published.

``python -m experiments.publishing.answers_page FOLDER...`` copies what is small of each result of
``shequ experiment`` or ``shequ demo`` to ``results/published/answers/NAME``, then writes
``results/published/answers.md`` and ``answers.zh-CN.md`` from all that stand there.
``shequ verify results/published/answers/NAME`` asks one again; without
names it leaves them out, since they take an hour.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from experiments.answering.arms import DIFFERENCES
from experiments.asking.answer_question import Answered, read_answer
from experiments.asking.question_file import Asked, load_question, question_of, shipped_questions
from experiments.publishing.answer_tables import markdown, tables
from experiments.publishing.one_line_errors import refusing_in_one_line
from experiments.publishing.publish import publish_result, published_folder
from experiments.storing import manifest
from experiments.storing.files import write_text
from experiments.storing.parquet import read_frame
from sim.engine.settings import flatten
from sim.outcomes.headlines import EVERYBODY, HEADLINES
from sim.outcomes.register import OUTCOMES
from sim.scenario import load_scenario
from sim.wording.labels import LANGUAGES, Language, label

FOLDER: Final = "answers"
PAGES: Final[dict[Language, str]] = {"en": "answers.md", "zh": "answers.zh-CN.md"}
READINGS: Final = Path(__file__).parent / "readings.toml"  # what the authors make of the answers
DEMO: Final = "demo"
TEXT: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "head": """# Answers

The questions that ship in `experiments/questions`, asked of the model as it stands: `baoan_sample`, 16,000
residents. Where one was asked with fewer residents, seeds or draws than its file says, its section tells.
Effects are differences to the status quo, paired by seed, means over the months from the policy date on, with
95 % intervals; shares in percentage points. **Bold** in a table is what stays clear after Holm's correction
over all of it. Plain text under an answer is what we make of it: mechanism, surprise, limits.

Minutes are rough: processor time, partly estimated, halved for two cores. Each answer's tables stand in
[`answers/`](answers/) with the digest of every run. They are asked again one by one,
`shequ verify results/published/answers/NAME`, and not by CI, which takes what stands directly in
`results/published`. Made by `shequ experiment NAME --out FOLDER` and
`python -m experiments.publishing.answers_page FOLDER...`. [中文](answers.zh-CN.md)
""",
        "spent": "{runs:,} runs{minutes}: `{command}`; [tables](answers/{name}/)",
        "minutes": ", {:.1f} minutes on two cores",
        "stopped": "Sequential stopping: {looked} of at most {most} seeds, {runs:,} runs where the most "
        "would have been {all:,}",
        "smaller": "Asked otherwise than the file that ships: {}",
        "changed": "`{}` is {} (ships: {})",
        "failed": "{} runs failed",
        "demo": "What common luck saves",
        "demo_said": "The demonstration (`shequ demo`: five levers and their package, {seeds} paired seeds, "
        "{runs} runs) with every arm under the same luck: variance that independent seeds would have "
        "given, divided by that of the pairs. Over these rows the median is {median:.0f} (from {low:.1f} to "
        "{high:,.0f}): so many times fewer runs for the same precision. "
        "Millions stand where an arm hardly touches an outcome, about 1 where it makes luck of its own.",
        "comma": "; ",
    },
    "zh": {
        "head": """# 问题与答案

`experiments/questions` 所附的问题，向现有模型提出：`baoan_sample`，16,000 名居民。
若提问时居民、种子或抽样少于所附文件，该节会说明。
效果为与现状之差，逐个种子配对，取政策实施后各月的平均，附 95% 区间；份额以百分点计。
表中**粗体**表示对全表作 Holm 校正后仍显著。答案下的普通文字是我们的解读：机制、意外之处与局限。

分钟数为粗略值：处理器时间（部分为估计）除以两个核心。各答案的表及每次运行的摘要在 [`answers/`](answers/)；
可逐个重新提问核对（`shequ verify results/published/answers/NAME`），
CI 只核对直接位于 `results/published` 的结果。
生成方法：`shequ experiment NAME --out FOLDER`，再 `python -m experiments.publishing.answers_page FOLDER...`。
[English](answers.md)
""",
        "spent": "{runs:,} 次运行{minutes}：`{command}`；[各表](answers/{name}/)",
        "minutes": "，两核约 {:.1f} 分钟",
        "stopped": "序贯停止：最多 {most} 个种子，用了 {looked} 个；{runs:,} 次运行，而不是 {all:,} 次",
        "smaller": "与所附文件不同之处：{}",
        "changed": "`{}` 为 {}（所附文件：{}）",
        "failed": "{} 次运行失败",
        "demo": "共同的运气节省多少",
        "demo_said": "演示（`shequ demo`：五项杠杆及其组合，{seeds} 个配对种子，{runs} 次运行）中各方案使用"
        "相同的运气；表中为独立种子的方差除以配对后的方差。各格中位数为 {median:.0f}"
        "（{low:.1f} 至 {high:,.0f}）：达到同样精度所需运行次数减少的倍数。"
        "方案几乎不触及的指标可达数百万倍；改革自身带来新的偶然性时约为 1。",
        "comma": "；",
    },
}


def answers_folder() -> Path:
    """Where published answers stand: deeper than what CI verifies."""
    return published_folder() / FOLDER


def page(language: Language) -> str:
    """The page of all published answers as Markdown."""
    readings = tomllib.loads(READINGS.read_text(encoding="utf-8"))
    published = [name for name in shipped_questions() if (answers_folder() / name).is_dir()]
    sections = [
        _section(read_answer(answers_folder() / name), readings.get(name, {}), language) for name in published
    ]
    contents = "\n".join(f"- [{_question(name, language)}](#{name})" for name in published)
    demo = answers_folder() / DEMO
    last = [demo_section(demo, language)] if demo.is_dir() else []
    return "\n\n".join([TEXT[language]["head"].strip(), contents, *sections, *last]) + "\n"


def _question(name: str, language: Language) -> str:
    text: str = getattr(load_question(name).question.question, language)
    return text


def _section(answered: Answered, reading: dict[str, Any], language: Language) -> str:
    told = manifest.manifest_of(answered.folder)
    asked = question_of(told["asked"], told["overrides"], str(answered.folder))
    answer = answered.answer
    return "\n\n".join(
        [
            f'<a id="{asked.question.name}"></a>\n\n## {getattr(asked.question.question, language)}',
            f"**{answer['sentence'][language]}**",
            *([reading[language].strip()] if language in reading else []),
            *tables(answered, asked, language),
            "\n".join(
                f"- {one}"
                for one in (
                    *(more[language] for more in answer["more"]),
                    *_how(answered, asked, told, reading.get("processor_seconds"), language),
                )
            ),
        ]
    )


def _how(
    answered: Answered, asked: Asked, told: dict[str, Any], seconds: float | None, language: Language
) -> list[str]:
    """What it took, and what was asked otherwise than the file that ships asks."""
    text = TEXT[language]
    minutes = text["minutes"].format(seconds / 120.0) if seconds else ""
    runs = answered.runs + answered.failed
    spent = text["spent"].format(
        runs=runs, minutes=minutes, command=told["command"], name=asked.question.name
    )
    changed = [text["changed"].format(*one) for one in changed_keys(asked)]
    return [
        *_stopped(answered, asked, language),
        *([text["smaller"].format(text["comma"].join(changed))] if changed else []),
        *([text["failed"].format(answered.failed)] if answered.failed else []),
        spent,
    ]


def _stopped(answered: Answered, asked: Asked, language: Language) -> list[str]:
    """What sequential stopping saved."""
    if "looks" not in answered.answer["tables"]:
        return []
    last, most = answered.table("looks").iloc[-1], asked.question.precision.most_seeds
    looked, runs = int(last.looked), int(last.runs)
    return [TEXT[language]["stopped"].format(looked=looked, most=most, runs=runs, all=runs // looked * most)]


def changed_keys(asked: Asked) -> list[tuple[str, Any, Any]]:
    """Keys that a question was asked with, what they were, and what they are in the file that ships."""
    ships, then = (
        {key: one.value for key, one in flatten(tree, "").items() if key not in ("cost", "name")}
        for tree in (load_question(asked.question.name).resolved(), asked.resolved())
    )
    keys = [key for key in dict.fromkeys([*then, *ships]) if then.get(key) != ships.get(key)]
    return [
        (key, _plain(then.get(key), ships.get(key)), _plain(ships.get(key), then.get(key))) for key in keys
    ]


def _plain(value: Any, known: Any) -> Any:
    """A list without what another holds too, as text."""
    if not isinstance(value, tuple):
        return value
    return ", ".join(str(one) for one in value if not isinstance(known, tuple) or one not in known) or "–"


def demo_section(folder: Path, language: Language) -> str:
    """By how much the demonstration's pairs cut the variance of differences."""
    told = manifest.manifest_of(folder)
    name = f"{DIFFERENCES}.parquet"
    frame = read_frame(folder / name, digest=told["tables"].get(name))
    frame = frame[(frame.group == EVERYBODY) & frame.outcome.isin(HEADLINES) & (frame.variance_cut < np.inf)]
    wide = frame.pivot(index="scenario", columns="outcome", values="variance_cut")
    names = list(dict.fromkeys(frame.scenario))
    outcomes = [name for name in HEADLINES if name in wide.columns]
    lines = [
        [
            label(load_scenario(name, seed=0).about, language),
            *(_times(wide.loc[name, one]) for one in outcomes),
        ]
        for name in names
    ]
    text, cuts = TEXT[language], frame.variance_cut
    said = text["demo_said"].format(
        seeds=int(frame.seeds.max()),
        runs=manifest.planned_runs(told),
        median=cuts.median(),
        low=cuts.min(),
        high=cuts.max(),
    )
    heading = ["", *(label(OUTCOMES[one], language) for one in outcomes)]
    return "\n\n".join([f"## {text['demo']}", said, markdown([heading, *lines])])


def _times(cut: float) -> str:
    return "–" if np.isnan(cut) else f"{cut:,.1f}"


@refusing_in_one_line
def main(words: Sequence[str]) -> int:
    """Publish the folders, write the pages."""
    for word in words:
        print(publish_result(Path(word), answers_folder()))
    for language in LANGUAGES:
        write_text(published_folder() / PAGES[language], page(language))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
