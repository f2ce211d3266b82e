"""What moved since the answers before: the same estimand then and now, arm by arm, with the reasons.

``python -m experiments.publishing.moved_page FOLDER`` takes the folder of the answers before (of an earlier
commit: ``git archive COMMIT results/published/answers``) and writes ``results/published/moved.md`` and
``moved.zh-CN.md``. An outcome is compared with the one of the same name; what led then, breadth over all nine
acts, stands beside what leads now, self-governance, since it is their difference that moved most.
"""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from experiments.answering.difference_words import figures_of
from experiments.asking.question_file import load_question, shipped_questions
from experiments.publishing.answer_tables import table_of_texts
from experiments.publishing.answers_page import answers_folder
from experiments.publishing.one_line_errors import refusing_in_one_line
from experiments.publishing.published_results import published_folder
from experiments.storing.files import write_text
from experiments.tables.parquet import read_frame
from experiments.wording.sentences import texts
from sim.engine.settings import BadInput
from sim.outcomes.headlines import EVERYBODY
from sim.outcomes.register import OUTCOMES
from sim.wording.labels import LANGUAGES, Language, label, scale

PAGES: Final[dict[Language, str]] = {"en": "moved.md", "zh": "moved.zh-CN.md"}
TEXT: Final[dict[Language, dict[str, str]]] = texts("moved_page")
EFFECTS: Final = "effects.parquet"
COMPARED: Final = (
    ("breadth", "civic"),
    ("participation.deliberate", "participation.deliberate"),
    ("gap.hukou", "gap.hukou"),
    ("cost.district", "cost.district"),
)

Row = dict[Hashable, Any]


def page(before: Path, language: Language) -> str:
    """The page as Markdown.

    Args:
        before: folder of the answers before, one folder a question.
        language: of the page.
    """
    names = [
        name
        for name in shipped_questions()
        if (before / name / EFFECTS).is_file() and (answers_folder() / name / EFFECTS).is_file()
    ]
    sections = [_section(name, before, language) for name in names]
    return "\n\n".join([TEXT[language]["head"].strip(), *sections]) + "\n"


def _section(name: str, before: Path, language: Language) -> str:
    then, now = (_by_arm(folder / name / EFFECTS) for folder in (before, answers_folder()))
    text = TEXT[language]
    heading = [text[key] for key in ("arm", "outcome", "then", "now")]
    lines = [
        [
            str(row[f"label_{language}"]),
            label(OUTCOMES[new], language),
            _cell(old_row, language),
            _cell(row, language),
        ]
        for old_row, row, new in _pairs(then, now)
    ]
    title = getattr(load_question(name).question.question, language)
    return f"## {title}\n\n{table_of_texts([heading, *lines])}"


def _by_arm(path: Path) -> dict[tuple[str, str], Row]:
    frame: pd.DataFrame = read_frame(path)
    everybody = frame[frame.group == EVERYBODY]
    return {(str(row["scenario"]), str(row["outcome"])): row for row in everybody.to_dict("records")}


def _pairs(
    then: dict[tuple[str, str], Row], now: dict[tuple[str, str], Row]
) -> Iterator[tuple[Row, Row, str]]:
    """Rows of the same arm and estimand in both, in the order of now."""
    for scenario in dict.fromkeys(arm for arm, _ in now):
        for old, new in COMPARED:
            if (scenario, old) in then and (scenario, new) in now:
                yield then[scenario, old], now[scenario, new], new


def _cell(row: Row, language: Language) -> str:
    if pd.isna(row["difference"]):
        return "–"
    outcome = OUTCOMES[row["outcome"]]
    number = scale(outcome.unit, language).difference
    figures = figures_of(row.get("interval", ""))
    return TEXT[language]["cell"].format(
        *(number(row[name], figures) for name in ("difference", "low", "high"))
    )


@refusing_in_one_line
def main(words: Sequence[str]) -> int:
    """Write the pages."""
    if len(words) != 1 or not Path(words[0]).is_dir():
        raise BadInput("give the folder of the answers before, one folder a question")
    for language in LANGUAGES:
        write_text(published_folder() / PAGES[language], page(Path(words[0]), language))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
