"""The published page of all trials that ship: ``python -m experiments.trials.trial_page [FOLDER]``.

Runs every trial whose result is not yet in the folder (default ``results/trials``) and writes
``results/published/trials.md`` and ``trials.zh-CN.md`` from all of them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.answering.difference_words import figures_of
from experiments.answering.over_worlds import OVER_WORLDS
from experiments.asking.answer_question import Answered, ask
from experiments.asking.default_worlds import living_in
from experiments.asking.of_whom import basis_of
from experiments.commands import arguments
from experiments.publishing.one_line_errors import refusing_in_one_line
from experiments.publishing.published_results import published_folder
from experiments.running.options import RunOptions
from experiments.running.progress import Console
from experiments.storing.files import write_text
from experiments.storing.versions import model_version
from experiments.tables.markdown import markdown
from experiments.trials.load_trial import load_trial, shipped_trials
from experiments.trials.unspoken import unspoken
from experiments.trials.verdicts import HITS
from experiments.trials.wording.trial_names import VERDICTS, name_of
from experiments.trials.wording.trial_text import with_ends
from experiments.wording.sentences import texts
from sim.wording.labels import LANGUAGES, Language

FILES: Final[dict[Language, str]] = {"en": "trials.md", "zh": "trials.zh-CN.md"}
RESULTS: Final = Path("results") / "trials"
WORDS: Final[dict[Language, dict[str, str]]] = texts("trial_page")
KINDS: Final = texts("trial_words.kinds")
JUDGES: Final = {
    "model": "verdict",
    "two_points": "two_points_verdict",
    "static_logit": "static_logit_verdict",
    "mean_field": "mean_field_verdict",
}


def all_claims(
    folder: Path,
    worlds: str | None = None,
    *,
    seeds: int | None = None,
    console: Console,
    options: RunOptions | None = None,
) -> pd.DataFrame:
    """Published numbers of all trials that ship beside the model's; runs what is not yet in the folder.

    Args:
        folder: of results, one a trial.
        worlds: in which seeds live: see :func:`experiments.asking.default_worlds.living_in`.
        seeds: number of them instead of each file's.
        console: where progress is told.
        options: how to run.
    """
    frames = []
    for name in shipped_trials():
        asked = living_in(load_trial(name, seeds=seeds), worlds)
        console.say(name)
        answered = ask(asked, folder / name, console=console, options=options)
        frames.append(published_numbers(answered).assign(trial=name, seeds=asked.question.seeds.number))
    return pd.concat(frames, ignore_index=True)


def published_numbers(answered: Answered) -> pd.DataFrame:
    """Published numbers of a trial, the model's and the rivals', a row each."""
    rivals = answered.table("rivals")
    return answered.table("claims").join(rivals[rivals.columns.difference(["id", "label_en", "label_zh"])])


def is_scored(claims: pd.DataFrame) -> pd.Series[bool]:
    """Rows that count: not from memory, and not used when the model was calibrated."""
    return (claims.confidence != "memory") & ~claims.calibrated.astype(bool)


def page(claims: pd.DataFrame, language: Language) -> str:
    """The page as Markdown."""
    words = WORDS[language]
    counted = {"files": claims.trial.nunique(), "rows": claims.id.nunique(), "numbers": len(claims)}
    key, seeds = "over_worlds" if "hits_in" in claims else "one_world", int(claims.seeds.max())
    intervals = words[key].format(seeds=seeds)
    parts = [words["head"].format(**counted, model=model_version(), intervals=intervals, seeds=seeds)]
    parts += [words["score"], _score(claims, language), words["rows"]]
    for kind in dict.fromkeys(claims.kind):
        parts += [f"### {_kind(kind, language)}", _rows(claims[claims.kind == kind], language)]
    parts += [words["of_whom"], _of_whom(claims, language), words["unspoken"], _unspoken(language)]
    return "\n\n".join(parts) + "\n"


def _kind(kind: str, language: Language) -> str:
    return KINDS[language].get(kind, kind)


def _score(claims: pd.DataFrame, language: Language) -> str:
    """Hits of the model and its rivals by kind, on the same rows."""
    words, scored = WORDS[language], claims[is_scored(claims)]
    lines = [
        [_kind(kind, language), *_hits(scored[scored.kind == kind])]
        for kind in dict.fromkeys(claims.kind)
        if (scored.kind == kind).any()
    ]
    lines.append([words["all"], *_hits(scored)])
    return markdown([words[one] for one in ("kind", "numbers", *JUDGES)], lines)


def _hits(rows: pd.DataFrame) -> list[str]:
    return [str(len(rows)), *(str(int(rows[column].isin(HITS).sum())) for column in JUDGES.values())]


def _rows(rows: pd.DataFrame, language: Language) -> str:
    words = WORDS[language]
    head = ("row", "what", "published", "model", "odds", "verdict", "rivals", "source")
    lines = [_line(row, language) for row in rows.to_dict("records")]
    return markdown([words[one] for one in head], lines)


def _line(row: dict[Any, Any], language: Language) -> list[str]:
    marks = ("*" if row["calibrated"] else "") + ("°" if row["confidence"] == "memory" else "")
    published = with_ends(row["published"], row["published_low"], row["published_high"], language)
    figures = figures_of(OVER_WORLDS if "hits_in" in row else "")
    bound = {"at_most": "≤ ", "at_least": "≥ "}.get(row["judged"], "")
    if row["judged"] == "sign":
        published = "+" if row["published"] > 0.0 else "−"
    verdicts = " / ".join(name_of(VERDICTS, row[JUDGES[one]], language) for one in JUDGES if one != "model")
    return [
        f"{row['id']}{marks}",
        f"`{row['trial']}` {row[f'label_{language}']}",
        bound + published,
        with_ends(row["model"], row["model_low"], row["model_high"], language, figures),
        _odds(row),
        name_of(VERDICTS, row["verdict"], language),
        verdicts,
        f"{row['source']}; {row[f'note_{language}']}",
    ]


def _odds(row: dict[Any, Any]) -> str:
    """Log-odds gained: published, model, and their ratio, where the published control is known."""
    mine, theirs = row["log_odds"], row["published_log_odds"]
    if not np.isfinite(mine):
        return "–"
    if not np.isfinite(theirs):
        return f"{mine:+.2f}"
    ratio = f" × {mine / theirs:.1f}" if theirs else ""
    return f"{theirs:+.2f} → {mine:+.2f}{ratio}"


def _of_whom(claims: pd.DataFrame, language: Language) -> str:
    """Of whom and when each trial speaks, a line each."""
    names = [name for name in shipped_trials() if name in set(claims.trial)]
    return "\n".join(f"- `{name}`: {getattr(basis_of(load_trial(name)), language)}" for name in names)


def _unspoken(language: Language) -> str:
    words = WORDS[language]
    lines = [[one.id, getattr(one.what, language), getattr(one.reason, language)] for one in unspoken()]
    return markdown([words[one] for one in ("row", "what", "reason")], lines)


@refusing_in_one_line
def main(words: Sequence[str]) -> int:
    """Run what is missing and write both pages."""
    parser = argparse.ArgumentParser(prog="python -m experiments.trials.trial_page", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=RESULTS, help="of results, one a trial")
    arguments.add_number(parser, "--seeds", 2, 100_000, "of every trial")
    arguments.add_worlds(parser)
    arguments.add_running(parser)
    given = parser.parse_args(words)
    options, console = arguments.running(given), Console()
    claims = all_claims(given.folder, given.worlds, seeds=given.seeds, console=console, options=options)
    for language in LANGUAGES:
        write_text(published_folder() / FILES[language], page(claims, language))
        print(published_folder() / FILES[language])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
