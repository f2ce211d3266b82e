"""List what there is, one line each, from scenarios and levers to experiments and trials."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from experiments.commands import arguments as options
from experiments.commands.instant.kept_lists import Entry, Lister, kept
from experiments.running.letters import json_text
from sim.wording.labels import Language, columns, label, sentence
from sim.wording.units_zh import allowed_words, unit_zh

if TYPE_CHECKING:
    from sim.engine.plausible import Evidence

LONGEST: Final = 72
FOR_PROGRAMS: Final = ("low", "high", "ends")  # said in words to people


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("kind", metavar="KIND", type=options.one_of(KINDS), help=", ".join(KINDS))
    options.add_language(parser)
    options.add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Print the list."""
    entries = kept(arguments.kind, arguments.lang)
    if entries is None:
        entries = list(KINDS[arguments.kind](arguments.lang))
    if arguments.json:
        print(json_text(entries))
    elif entries:
        rows = [_cells(entry) for entry in entries]
        print("\n".join(columns(rows, "<" * len(rows[0]))))
    return 0


def _cells(entry: Entry) -> list[str]:
    """Cells of a line; only the last may be long."""
    *inner, last = (str(cell) for name, cell in entry.items() if name not in FOR_PROGRAMS)
    return [*(cell if len(cell) <= LONGEST else cell[: LONGEST - 1] + "…" for cell in inner), last]


def _scenarios(language: Language) -> Iterator[Entry]:
    from sim.population.map import sizes_and_migrants
    from sim.scenario import load_scenario, shipped_names

    for name in shipped_names("places"):
        place = load_scenario(name).place
        residents = int(sizes_and_migrants(place)[0].sum())
        yield {"name": name, "label": label(place, language), "residents": residents}


def _policies(language: Language) -> Iterator[Entry]:
    from sim.engine.settings import build
    from sim.engine.settings_files import SettingsFiles
    from sim.scenario import About, shipped_names

    known = shipped_names("policies")
    files = SettingsFiles([], known)
    for name, path in known.items():
        given = {key: value for key, value in files.flat(path).items() if key.startswith("about.")}
        about = build(About, given, "about.", str(path))
        yield {"name": name, "label": label(about, language), "sentence": sentence(about, language)}


def _levers(language: Language) -> Iterator[Entry]:
    from sim.policies import levers

    for path, one in levers().items():
        yield {
            "path": path,
            "clause": one.clause,
            "label": label(one, language),
            "status_quo": one.status_quo,
            "recommended": one.recommended,
            "allowed": allowed_words(one, language),
        }


def _outcomes(language: Language) -> Iterator[Entry]:
    from sim.outcomes.register import OUTCOMES

    for name, one in OUTCOMES.items():
        yield {
            "name": name,
            "label": label(one, language),
            "unit": unit_zh(one.unit) if language == "zh" else one.unit,
            "sentence": sentence(one, language),
        }


def _assumptions(language: Language) -> Iterator[Entry]:
    from sim.priors import every_assumption
    from sim.wording.assumption_words import evidence_words, sentence_zh

    for path, one in every_assumption().items():
        yield {
            "path": path,
            "value": one.value,
            "allowed": allowed_words(one.declared, language),
            **evidence_words(one.declared, language),
            **_ends(one.declared.evidence),
            "sentence": sentence_zh(path) if language == "zh" else one.declared.sentence,
        }


def _ends(known: Evidence | None) -> Entry:
    """The plausible range as numbers, and what they are ends of."""
    return {"low": known.low, "high": known.high, "ends": known.ends} if known else {}


def _experiments(language: Language) -> Iterator[Entry]:
    from experiments.asking.default_worlds import living_in
    from experiments.asking.question_file import load_question, shipped_questions

    for name in shipped_questions():
        asked = living_in(load_question(name))
        words = getattr(asked.question.question, language)
        yield {"name": name, "design": asked.design.kind, "runs": asked.runs, "question": words}


def _trials(language: Language) -> Iterator[Entry]:
    from experiments.trials.load_trial import load_trial, shipped_trials

    for name in shipped_trials():
        asked = load_trial(name)
        words = getattr(asked.question.question, language)
        yield {"name": name, "scenario": asked.question.scenario, "seeds": asked.runs, "question": words}


KINDS: Final[dict[str, Lister]] = {
    "scenarios": _scenarios,
    "policies": _policies,
    "levers": _levers,
    "outcomes": _outcomes,
    "assumptions": _assumptions,
    "experiments": _experiments,
    "trials": _trials,
}
