"""A comparison as text for the terminal, and the words that tables, figures and report share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from experiments.answering.arm_names import STATUS_QUO
from experiments.answering.levels_and_prices import price_words, prices_of_gain
from experiments.answering.no_value import NO_INTERVAL, NO_VALUE
from experiments.answering.over_worlds import FEWEST_FOR_RANGE
from experiments.answering.smallest_effects import smallest_effect
from experiments.asking.question_file import Asked
from experiments.comparing.comparison import GOOD_IN, Comparison
from experiments.wording.sentences import texts
from sim.outcomes.headlines import EVERYBODY
from sim.outcomes.price import Price
from sim.outcomes.register import GROUPS, OUTCOMES, Outcome, groups_of
from sim.wording.labels import CARRIED, Language, Scale, columns, label, scale

WORDS: Final[dict[Language, dict[str, str]]] = texts("comparison_text")


def outcome_title(outcome: Outcome, group: str, language: Language) -> str:
    """Name of an outcome with its group, unless that is everybody, and its unit."""
    comma = texts("lists")[language]["then"]
    whose = comma + label(GROUPS[group], language) if group != EVERYBODY else ""
    unit = scale(outcome.unit, language).unit
    return f"{label(outcome, language)}{whose}{comma}{unit}"


def comparison_text(comparison: Comparison, rows: pd.DataFrame, language: Language) -> str:
    """Selected differences as text: a block for each scenario."""
    in_worlds = GOOD_IN in rows
    prices = {} if in_worlds else prices_of_gain(comparison.differences)
    more = (
        [one[language] for one in comparison.answer["more"]] if in_worlds else [WORDS[language]["one_world"]]
    )
    labels = comparison.labels(language)
    blocks = differences_text(comparison.asked, comparison.pairs, rows, labels, language, prices)
    return "\n\n".join([*blocks, "\n".join(more)])


def differences_text(
    asked: Asked,
    seeds: str,
    rows: pd.DataFrame,
    labels: Mapping[str, str],
    language: Language,
    prices: Mapping[str, Price] = MappingProxyType({}),
) -> list[str]:
    """What the numbers are of, then a block for each scenario.

    Args:
        asked: what was compared.
        seeds: how many there are, in words.
        rows: selected differences.
        labels: names of the scenarios for people.
        language: of the text.
        prices: of what each scenario brought about, where that is told.
    """
    words, first = WORDS[language], asked.arms[0]
    baseline = labels[first.name]
    basis = words["in_worlds" if asked.question.worlds else "basis"]
    blocks = [basis.format(months=first.calendar.horizon, seeds=seeds) + "\n" + words["marks"]]
    for scenario, of_scenario in rows.groupby("scenario", sort=False):
        name = str(scenario)
        title = words["compared"].format(reform=labels[name], baseline=baseline)
        price = [f"  {getattr(price_words(prices[name]), language)}"] if name in prices else []
        heads = [baseline, words["reform"] if baseline == getattr(STATUS_QUO, language) else labels[name]]
        blocks.append("\n".join([title, *_table(of_scenario, heads, language), *price]))
    return blocks


def _table(rows: pd.DataFrame, arms: Sequence[str], language: Language) -> list[str]:
    words = WORDS[language]
    head = ["", *arms, words["difference"], words["interval"], ""]
    cells = [difference_cells(row, language) for row in rows.itertuples()]
    if GOOD_IN not in rows:
        return ["  " + line for line in columns([head, *cells], "<>>><<")]
    few = int(rows.seeds.max()) < FEWEST_FOR_RANGE
    head[-2:] = [words["range_few" if few else "range"], "", words["good"]]
    good = [_good_in(row) for row in rows.itertuples()]
    wide = [[*line, one] for line, one in zip(cells, good, strict=True)]
    return ["  " + line for line in columns([head, *wide], "<>>><<>")]


def _good_in(row: Any) -> str:
    """In how many worlds the change is for the better; a dash where neither direction is."""
    return f"{row.good_in}/{row.seeds}" if OUTCOMES[row.outcome].better else "–"


def difference_cells(row: Any, language: Language) -> list[str]:
    """Cells of one difference: title, both arms, difference, interval, mark."""
    outcome = OUTCOMES[row.outcome]
    shown = scale(outcome.unit, language)
    figures = CARRIED if hasattr(row, GOOD_IN) else 0
    return [
        outcome_title(outcome, row.group, language),
        shown.level(row.baseline, figures),
        shown.level(row.reform, figures),
        shown.difference(row.difference, figures),
        _interval(row, shown, figures, language),
        mark(row.low, row.high, is_of_interest(row)),
    ]


def is_of_interest(row: Any) -> bool:
    """Whether a difference is at least the smallest effect of interest."""
    return bool(abs(row.difference) >= smallest_effect(row.outcome, row.baseline))


def _interval(row: Any, shown: Scale, figures: int, language: Language) -> str:
    """Both ends; or that there is no value, or that one seed gives no interval."""
    if math.isnan(row.difference):
        return NO_VALUE[language]
    if math.isnan(row.low):
        return NO_INTERVAL[language]
    return f"{shown.difference(row.low, figures)} … {shown.difference(row.high, figures)}"


def mark(low: float, high: float, is_of_interest: bool = True) -> str:
    """Say whether an interval lies above zero, below, or over it, or is too small; nothing without one."""
    if math.isnan(low):
        return ""
    if not is_of_interest:
        return "·"
    if low > 0.0:
        return "▲"
    return "▼" if high < 0.0 else "·"


def headline_text(
    headline: dict[tuple[str, str], float],
    outcomes: Sequence[Outcome],
    groups: Sequence[str],
    language: Language,
) -> str:
    """Headline numbers of one run as text; an outcome without a value in these months says so."""
    rows = []
    for outcome in outcomes:
        shown = scale(outcome.unit, language)
        for group in groups:
            if group in groups_of(outcome.name):
                value = headline.get((outcome.name, group))
                text = NO_VALUE[language] if value is None else shown.level(value)
                rows.append([outcome_title(outcome, group, language), text])
    return "\n".join(columns(rows, "<>")) if rows else ""
