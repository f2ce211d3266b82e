"""Tables of the report, as HTML."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from experiments.comparing.comparison import rows_of, select
from experiments.comparing.comparison_text import WORDS, difference_cells, scenario_labels
from sim.outcomes.headlines import EVERYBODY, GAIN, HEADLINES
from sim.outcomes.register import GROUPS, OUTCOMES
from sim.wording.labels import Language, label, scale

if TYPE_CHECKING:
    from experiments.comparing.comparison import Comparison


def headline_table(comparison: Comparison, language: Language) -> str:
    """Headline outcomes of everybody, a block of rows a reform."""
    words = WORDS[language]
    labels = scenario_labels(comparison.experiment, language)
    head = _row(["", words["baseline"], words["reform"], words["difference"], words["interval"], ""], "th")
    lines = [f"<thead>{head}</thead>"]
    rows = select(comparison.differences, HEADLINES, (EVERYBODY,))
    for scenario, of_scenario in rows.groupby("scenario", sort=False):
        lines.append(f'<tr class="reform"><td colspan="6">{html.escape(labels[str(scenario)])}</td></tr>')
        lines += [_row(difference_cells(row, language)) for row in rows_of(of_scenario)]
    return f'<div class="scroll"><table>{"".join(lines)}</table></div>'


def group_table(comparison: Comparison, language: Language) -> str:
    """Change of participation by group: a row a group, a column a reform."""
    labels = scenario_labels(comparison.experiment, language)
    reforms = comparison.experiment.scenario_names()[1:]
    rows = {(row.group, row.scenario): row for row in _rows_of_gain(comparison)}
    shown = scale(OUTCOMES[GAIN].unit, language)
    lines = ["<thead>" + _row(["", *(labels[name] for name in reforms)], "th") + "</thead>"]
    present = {group for group, _ in rows}
    for group in (name for name in GROUPS if name in present):
        cells = [html.escape(label(GROUPS[group], language))]
        for reform in reforms:
            row = rows[group, reform]
            text = shown.difference(row.difference)
            is_clear = row.low > 0.0 or row.high < 0.0
            cells.append(f"<b>{text}</b>" if is_clear else f'<span class="quiet">{text}</span>')
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return f'<div class="scroll"><table>{"".join(lines)}</table></div>'


def _rows_of_gain(comparison: Comparison) -> list[Any]:
    rows = comparison.differences
    return rows_of(rows[rows.outcome == GAIN])


def _row(cells: Sequence[str], kind: str = "td") -> str:
    return "<tr>" + "".join(f"<{kind}>{html.escape(cell)}</{kind}>" for cell in cells) + "</tr>"
