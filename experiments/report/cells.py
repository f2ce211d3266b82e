"""One cell of an answer's table: numbers in the outcome's unit, names for people, code in backticks."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from experiments.figures.levels import place_label
from experiments.tables.names_and_units import LESS
from experiments.trials.wording.trial_names import VERDICTS
from experiments.wording.sentences import pairs, texts
from sim.outcomes.register import OUTCOMES
from sim.outcomes.resident_groups import GROUPS
from sim.policies import levers
from sim.wording.labels import CARRIED, LANGUAGES, Language, label, scale, written
from sim.wording.setting_values import setting as setting_text
from sim.wording.units_zh import unit_zh

Row = dict[str, Any]
# Columns in the unit of the row's outcome: levels, differences with a sign, and how large differences are.
LEVELS: Final = ("baseline", "reform", "mean", "above", "below")
DIFFERENCES: Final = (
    *("difference", "effect", "value", "truth", "estimate", "bias", "spillover", "everywhere"),
    *("slope", "mu"),
)
SIZES: Final = ("luck", "assumptions", "error", "mu_star", "mu_star_error", "sigma", "smallest")
OF_OUTCOME: Final = ("proximal_outcome", "outcome")
OF_ASSUMPTION: Final = ("turns_at", "range_low", "range_high")
NO_BOUND: Final = 1e9
LEAST_P: Final = 0.001  # p-values under it are not told further
PAYER: Final = "cost."
# Words that a design writes into its tables.
VALUES: Final[dict[str, tuple[str, str]]] = {**pairs("cells.values"), **VERDICTS}
YES: Final = pairs("cells.yes")


def cell(row: Row, name: str, language: Language, outcome: str = "", figures: int = 0) -> str:
    """A row's cell under a column.

    Args:
        row: of the table.
        name: of the column.
        language: of labels.
        outcome: whose differences the column holds in all rows, if it is one.
        figures: significant ones that numbers carry; 0 for as many as are easy to read.
    """
    value = row[name]
    if isinstance(value, bool | np.bool_):
        return YES[language][int(value)]
    if name == "p_holm":
        return _p_value(float(value), figures)
    if isinstance(value, float | np.floating):
        return number(row, name, float(value), language, outcome, figures)
    return _word(row, name, str(value), language)


def number(row: Row, name: str, value: float, language: Language, outcome: str = "", figures: int = 0) -> str:
    """A number under a column, as :func:`cell`: a level or a difference of the row's outcome, else plain."""
    if np.isnan(value):
        return "–"
    if abs(value) >= NO_BOUND:
        return ""
    of_row, less, _ = next((row[one] for one in OF_OUTCOME if one in row), "").partition(LESS)
    if not outcome and (of_row not in OUTCOMES or name not in (*LEVELS, *DIFFERENCES, *SIZES)):
        return plain(value, figures)
    shown = scale(OUTCOMES[outcome or of_row].unit, language)
    told = shown.difference if outcome or less or name in DIFFERENCES else shown.level
    return told(value, figures)


def plain(value: float, figures: int = 0) -> str:
    """So many figures, else three, without a power of ten."""
    if figures:
        return written(value, figures)
    size = abs(value)
    text = f"{value:,.0f}" if size >= 1000.0 else f"{value:.3g}" if size >= 0.001 else f"{value:.3f}"
    return "0" if not text.strip("-0.") else text.replace("-", "−")


def _p_value(value: float, figures: int) -> str:
    if np.isnan(value) or value >= LEAST_P:
        return written(value, figures) if figures else f"{value:.3f}".replace("nan", "–")
    return f"<{LEAST_P:g}"


def _word(row: Row, name: str, value: str, language: Language) -> str:
    if name in OF_OUTCOME:
        return _outcome(row, value, language)
    if name == "group" and value in GROUPS:
        return label(GROUPS[value], language)
    if name == "expected":
        return value.replace("-", "−")
    if name in OF_ASSUMPTION:
        return _assumed(value)
    if name == "aliases":
        return ", ".join(_together(effect, language) for effect in value.split(", "))
    if name == "scenario":
        return " − ".join(place_label(one, language) for one in value.split(LESS))
    if name == "payer" and value:
        return label(OUTCOMES[PAYER + value], language)
    if name == "unit":
        return unit_zh(value) if language == "zh" else value
    if name in ("path", "assumption", "what", "readings"):
        return f"`{value}`" if value else ""
    lever = row.get("path") if name in ("status_quo", "recommended", "setting") else name
    if lever in levers():
        return setting_text(levers()[lever], _typed(lever, value), language)
    return VALUES[value][LANGUAGES.index(language)] if value in VALUES else value


def _assumed(text: str) -> str:
    """A value of an assumption as it is told in sentences; of a structure the name of its reading."""
    try:
        return written(float(text), CARRIED)
    except ValueError:
        return text


def _together(effect: str, language: Language) -> str:
    """Parts that act together: by their ids, a single lever by its name."""
    known = levers()
    return " × ".join(label(known[one], language) if one in known else one for one in effect.split(" x "))


def _outcome(row: Row, value: str, language: Language) -> str:
    """An outcome with its unit, or the difference of two."""
    parts = value.split(LESS)
    named = " − ".join(label(OUTCOMES[one], language) if one in OUTCOMES else one for one in parts)
    shown = scale(OUTCOMES[parts[0]].unit, language) if parts[0] in OUTCOMES else None
    is_level = len(parts) == 1 and set(LEVELS) & set(row)
    unit = "" if shown is None else shown.unit if is_level else shown.difference_unit
    comma = texts("lists")[language]["then"]
    return f"{named}{comma}{unit}" if unit else named


def _typed(path: str, text: str) -> bool | float | str:
    """A lever's setting as it was before it became a word."""
    kind = type(levers()[path].status_quo)
    return text == "True" if kind is bool else text if kind is str else float(text)
