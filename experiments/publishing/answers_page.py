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
from experiments.asking.default_worlds import living_in
from experiments.asking.of_whom import basis_of
from experiments.asking.question_file import Asked, load_question, question_of, shipped_questions
from experiments.publishing.answer_tables import table_of_texts, tables
from experiments.publishing.one_line_errors import refusing_in_one_line
from experiments.publishing.publish import publish_result
from experiments.publishing.published_results import published_folder
from experiments.storing import manifest
from experiments.storing.files import write_text
from experiments.tables.parquet import read_frame
from experiments.wording.sentences import texts
from sim.engine.settings import flatten
from sim.outcomes.headlines import EVERYBODY, HEADLINES
from sim.outcomes.register import OUTCOMES
from sim.scenario import load_scenario
from sim.wording.labels import LANGUAGES, Language, label

FOLDER: Final = "answers"
PAGES: Final[dict[Language, str]] = {"en": "answers.md", "zh": "answers.zh-CN.md"}
READINGS: Final = Path(__file__).parent / "readings.toml"  # what the authors make of the answers
DEMO: Final = "demo"
NEXT_TO_EQUAL: Final = 1e6  # an arm that hardly touches the outcome
LARGE: Final = ("values",)  # settings and outcomes of every run: megabytes, made anew by asking again
TEXT: Final[dict[Language, dict[str, str]]] = texts("answers_page")


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
                    getattr(basis_of(asked), language),
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
        for tree in (living_in(load_question(asked.question.name)).resolved(), asked.resolved())
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
        median=f"{cuts.median():,.0f}",
        low=_times(cuts.min()),
        high=_times(cuts.max()),
    )
    heading = ["", *(label(OUTCOMES[one], language) for one in outcomes)]
    return "\n\n".join([f'<a id="{DEMO}"></a>\n\n## {text["demo"]}', said, table_of_texts([heading, *lines])])


def _times(cut: float) -> str:
    if np.isnan(cut):
        return "–"
    return f"{cut:,.1f}" if cut < NEXT_TO_EQUAL else f"> {NEXT_TO_EQUAL:,.0f}"


@refusing_in_one_line
def main(words: Sequence[str]) -> int:
    """Publish the folders, write the pages."""
    for word in words:
        print(publish_result(Path(word), answers_folder(), LARGE))
    for language in LANGUAGES:
        write_text(published_folder() / PAGES[language], page(language))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
