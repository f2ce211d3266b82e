"""A finished question as the page shows it: its answer in words, a table, and its arms as worlds to play.

An arm has the stored numbers only if the stored runs are proved, by their ids, to be runs of these very
settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from experiments.answering.arms import DIFFERENCES
from experiments.asking.answer_question import RUNS, read_answer
from experiments.asking.question_file import Asked, question_of
from experiments.page.stored_evidence import MONTHLY, evidence_of
from experiments.running.experiment_plan import run_id
from experiments.storing.files import refusal
from experiments.storing.manifest import manifest_of
from experiments.tables.parquet import check_file, read_frame
from experiments.wording.sentences import sentences
from experiments.worlds.ensemble import Worlds
from sim.engine.settings import BadInput
from sim.scenario import About, Scenario, load_scenario
from sim.views.evidence import Stored, StoredAnswer, StoredTable
from sim.views.page.offer import DEFAULT_REFORM
from sim.views.setting_paths import with_levers, without_policies

NOT_ANSWERS: Final = ("months", "draws", "runs", "spread", DIFFERENCES)
FRONT: Final = "pareto"
MOST_ROWS: Final = 200


def read_stored(folder: Path) -> Stored:
    """Read the folder of a question that was answered, for the page.

    Raises:
        BadInput: it is not one, has been damaged, or belongs to another version of the model.
    """
    manifest = manifest_of(folder)
    if "asked" not in manifest:
        raise refusal(folder, "is one run, or was made by another version of the model: it has no answer")
    if (folder / MONTHLY).is_file():
        check_file(folder / MONTHLY, manifest["tables"].get(MONTHLY, ""))
    try:
        return _stored(folder, manifest)
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise refusal(folder, f"its tables are not of this version of the model ({error!r})") from None


def _stored(folder: Path, manifest: dict[str, Any]) -> Stored:
    told = read_answer(folder).answer
    tables = {name: _read(folder, f"{name}.parquet", manifest) for name in told["tables"]}
    answer = _answer(told, manifest, tables)
    try:
        asked = question_of(manifest["asked"], manifest["overrides"], str(folder / "manifest.json"))
    except BadInput as error:
        return _of_another_version(answer, manifest["asked"], f"{folder}: {error}")
    baseline, *arms = _labelled(_arms(asked), tables)
    arms = [*_candidates(baseline, tables)] or arms or [_package(asked, baseline)]
    first = asked.question.seeds.first
    runs = _read(folder, RUNS, manifest)
    version, worlds = manifest["versions"]["model"], asked.question.plausible()
    proved = {arm.name for arm in (baseline, *arms) if _is_proved(arm, runs, version, worlds)}
    evidence = tuple(
        evidence_of(tables, baseline, arm, folder, asked) if {arm.name, baseline.name} <= proved else None
        for arm in arms
    )
    seeded = tuple(arm.with_seed(first) for arm in arms)
    return Stored(baseline.with_seed(first), seeded, evidence, answer)


def _of_another_version(answer: StoredAnswer, asked: dict[str, Any], why: str) -> Stored:
    """The answer of a question that this version would refuse, beside worlds of now without stored numbers.

    Raises:
        BadInput: not even its scenario can be loaded.
    """
    place, seed, settings = without_policies(asked["scenario"]), asked["seeds"]["first"], asked["settings"]
    try:
        worlds = [
            load_scenario(name, seed=seed, overrides=settings)
            for name in (place, f"{place}+{DEFAULT_REFORM}")
        ]
    except BadInput:
        raise BadInput(f"made by another version of the model: {why}") from None
    return Stored(worlds[0], (worlds[1],), (None,), answer)


def _read(folder: Path, name: str, manifest: dict[str, Any]) -> pd.DataFrame:
    return read_frame(folder / name, digest=manifest["tables"][name])


def _arms(asked: Asked) -> list[Scenario]:
    """Baseline and arms that live in the question's own place."""
    base = asked.question.base()
    return [one for one in asked.arms if base.same_burn_in(replace(one, seed=base.seed))] or [base]


def _labelled(arms: list[Scenario], tables: dict[str, pd.DataFrame]) -> list[Scenario]:
    """Arms under the names that the tables give them; where tables name some, only those."""
    named = [one for one in tables.values() if {"scenario", "label_en", "label_zh"} <= set(one)]
    labels = {row.scenario: row for table in named for row in table.itertuples()}
    base, *others = arms
    kept = [one for one in others if one.name in labels] or others
    return [_called(one, labels.get(one.name)) for one in (base, *kept)]


def _called(arm: Scenario, row: Any) -> Scenario:
    if row is None:
        return arm
    return replace(arm, about=About(label_en=row.label_en, label_zh=row.label_zh))


def _candidates(base: Scenario, tables: dict[str, pd.DataFrame]) -> Iterator[Scenario]:
    """Policies on the front of a search, which a table tells lever by lever."""
    for row in tables[FRONT].to_dict("records") if FRONT in tables else []:
        levers = {str(path): value for path, value in row.items() if str(path).startswith("policies.")}
        called = sentences("budget")("candidate", number=row["trial"])
        about = About(label_en=called.en, label_zh=called.zh)
        policies = with_levers(base.policies, levers, FRONT)
        yield replace(base, name=f"{base.name}, candidate {row['trial']}", about=about, policies=policies)


def _package(asked: Asked, base: Scenario) -> Scenario:
    """What the page compares with where a question has no arms that share the baseline's burn-in."""
    policies = getattr(asked.design, "package", "") or getattr(asked.design, "policy", "") or DEFAULT_REFORM
    wanted = load_scenario(f"{asked.question.scenario}+{policies}", overrides=asked.question.settings)
    return replace(base, name=wanted.name, about=wanted.about, policies=wanted.policies)


def _is_proved(arm: Scenario, runs: pd.DataFrame, version: str, worlds: Worlds | None) -> bool:
    """Whether stored runs of this name are runs of these settings: their id is a hash of them."""
    mine = runs[runs.scenario == arm.name]
    return any(
        run_id(arm if worlds is None else worlds.under(arm, int(seed)), int(seed), version) == known
        for known, seed in zip(mine.id, mine.seed, strict=True)
    )


def _answer(told: dict[str, Any], manifest: dict[str, Any], tables: dict[str, pd.DataFrame]) -> StoredAnswer:
    def pair(words: dict[str, str]) -> tuple[str, str]:
        return words["en"], words["zh"]

    shown = (name for name in tables if name not in NOT_ANSWERS)
    return StoredAnswer(
        question=pair(manifest["asked"]["question"]),
        sentence=pair(told["sentence"]),
        more=tuple(pair(one) for one in told["more"]),
        tables=tuple(_table(name, tables[name], told["tables"][name]) for name in shown),
    )


def _table(name: str, frame: pd.DataFrame, meanings: dict[str, dict[str, str]]) -> StoredTable:
    told = [meanings.get(column, {}) for column in frame.columns]
    columns = tuple(
        (column, one.get("en", column), one.get("zh", column))
        for column, one in zip(frame.columns, told, strict=True)
    )
    return StoredTable(name, columns, tuple(_rows(frame.head(MOST_ROWS))), len(frame))


def _rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    for row in frame.itertuples(index=False):
        yield tuple(cell.item() if isinstance(cell, np.generic) else cell for cell in row)
