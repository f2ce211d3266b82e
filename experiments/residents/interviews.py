"""Residents asked and explained: the scenario lived up to a month, the interviews, the files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import pandas as pd

from experiments.running.progress import Console
from experiments.storing.files import whole_file
from experiments.tables.parquet import column_names
from sim.district import District
from sim.engine.settings import BadInput, nearest
from sim.explain.resident import explain
from sim.policies import Policies
from sim.scenario import Scenario
from sim.survey.answers import CODEBOOK
from sim.survey.instrument import SurveyDesign, interview
from sim.vocabulary import ACTS, ADULT_AGE

ENDINGS: Final = (".csv", ".parquet")
CODEBOOK_COLUMNS: Final = ("column", "meaning")
LONGEST_HEAD: Final = 10_000  # characters of a first line, beyond which it is none of ours


def survey(
    scenario: Scenario,
    n: int,
    *,
    month: int | None = None,
    design: SurveyDesign | None = None,
    console: Console | None = None,
) -> pd.DataFrame:
    """Interview residents of a scenario.

    Args:
        scenario: its seed is also the key of the interviews' random draws.
        n: respondents; where fewer can be interviewed, the console says so.
        month: the month at whose end they are interviewed; default: the end of the burn-in, or of the run if
            the scenario has a policy.
        design: how they are drawn and answer; default: every adult can be drawn and answers truthfully.
        console: where progress is shown.

    Returns:
        One row a respondent, see :data:`sim.survey.answers.CODEBOOK`.

    Raises:
        BadInput: the month is not in the run.
    """
    until = _interview_month(scenario) if month is None else month
    console = console or Console(bars=False)
    with lived_through(scenario, until, console) as district:
        answers = interview(district, n, scenario.seed, design or SurveyDesign())
        adults = int((district.residents.age >= ADULT_AGE).sum())
    if len(answers) < n:
        console.say(
            f"shequ: {n:,} interviews were asked for and {len(answers):,} held: {adults:,} adults live there,"
            " equally many are drawn in each community, and some may be missed or refuse"
        )
    return answers


def _interview_month(scenario: Scenario) -> int:
    calendar = scenario.calendar
    has_policy = scenario.policies != Policies()
    return calendar.burn_in + (calendar.horizon if has_policy else 0)


@contextmanager
def lived_through(scenario: Scenario, months: int, console: Console) -> Iterator[District]:
    """A district after some months; it is gone at the end of the context.

    Raises:
        BadInput: the run has fewer months.
    """
    last = scenario.calendar.burn_in + scenario.calendar.horizon
    if not 0 <= months <= last:
        raise BadInput(f"--month: {months} is outside 0 to {last}, the months of the run")
    with closing(District(scenario, views=False)) as district:
        with console.bar(scenario.name, months) as advance:
            for _ in range(months):
                district.step()
                advance(1)
        yield district


def explained(
    scenario: Scenario, resident: int, month: int, act: str | None = None, *, console: Console | None = None
) -> dict[str, Any]:
    """Why a resident takes part in a month or does not, see :func:`sim.explain.resident.explain`.

    Args:
        scenario: with its seed.
        resident: row number.
        month: 1 is the first.
        act: one act; default: all.
        console: where progress is shown.

    Raises:
        BadInput: there is no such act, month or resident.
    """
    if act is not None and act not in ACTS:
        raise BadInput(f"--act: no act {act!r}{nearest(act, list(ACTS))}")
    last = scenario.calendar.burn_in + scenario.calendar.horizon
    if not 1 <= month <= last:
        raise BadInput(f"--month: {month} is outside 1 to {last}, the months of the run")
    with lived_through(scenario, month - 1, console or Console(bars=False)) as district:
        return explain(district, resident, act)


def check_file(path: Path) -> None:
    """Refuse a file that could not be written.

    Raises:
        BadInput: its name does not say a format that can be written, its folder is missing, or something
            else stands there.
    """
    if path.suffix not in ENDINGS:
        raise BadInput(f"--out {path}: must end in {' or '.join(ENDINGS)}")
    if not path.parent.is_dir():
        raise BadInput(f"--out {path}: there is no folder {path.parent}")
    if path.is_dir():
        raise BadInput(f"--out {path}: is a folder")
    for file, columns in ((path, list(CODEBOOK)), (_codebook(path), list(CODEBOOK_COLUMNS))):
        if file.exists() and _columns(file) != columns:
            raise BadInput(f"--out {file}: is there already and is no survey of shequ; give another --out")


def _codebook(path: Path) -> Path:
    return path.with_suffix(".codebook.csv")


def _columns(path: Path) -> list[str]:
    """Names of the columns of a table that is there already; none if it is no table, or no file."""
    if path.is_file() and path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as opened:
            return opened.readline(LONGEST_HEAD).strip().split(",")
    try:
        return column_names(path)
    except BadInput:
        return []


def write_survey(answers: pd.DataFrame, path: Path, *, bom: bool = False) -> Path:
    """Write answers and, beside them, what the columns mean.

    Returns:
        Path of the codebook.
    """
    encoding = "utf-8-sig" if bom else "utf-8"
    with whole_file(path) as temporary:
        if path.suffix == ".parquet":
            answers.to_parquet(temporary, index=False)
        else:
            answers.to_csv(temporary, index=False, encoding=encoding, lineterminator="\n")
    codebook = _codebook(path)
    meanings = pd.DataFrame(CODEBOOK.items(), columns=list(CODEBOOK_COLUMNS))
    with whole_file(codebook) as temporary:
        meanings.to_csv(temporary, index=False, encoding=encoding, lineterminator="\n")
    return codebook
