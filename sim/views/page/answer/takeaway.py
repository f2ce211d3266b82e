"""What can be taken away: policy file, tables that open in Excel, the commands that give the same numbers."""

from __future__ import annotations

import csv
import io
import math
import shlex
from collections.abc import Iterable, Sequence
from typing import Final

from sim.engine.settings import BadInput, nearest
from sim.outcomes.register import OUTCOMES
from sim.outcomes.resident_groups import GROUPS
from sim.policies import levers
from sim.views.page.answer.headline_table import headline_rows
from sim.views.page.link import write_link
from sim.views.page.state import Parcel, State
from sim.views.page.twin import KEYS, REFORM, STATUS_QUO
from sim.views.page.words import say
from sim.views.setting_paths import as_toml, lever_settings, run_command
from sim.wording.labels import label

BOM: Final = "\ufeff"  # without it Excel does not read Chinese


def pack(session: State, what: str) -> Parcel:
    """Make a file.

    Raises:
        BadInput: there is no such thing to take away.
    """
    if what not in _PACKERS:
        raise BadInput(f"take: {what!r} is not known{nearest(what, list(_PACKERS))}")
    name, kind, writer = _PACKERS[what]
    return Parcel(f"shequ_{name}", kind, writer(session).encode())


def policy_toml(session: State) -> str:
    """Write the reform's levers that differ from the status quo as a policy file."""
    seed, usual = session.twin.reform.seed, lever_settings(session.twin.status_quo.policies)
    place = session.twin.status_quo.name
    lines = [
        f"# shequ run {shlex.quote(place)}+shequ_policy.toml --seed {seed}",
        "",
        "[about]",
        f"label_en = {as_toml(say('en', 'reform'))}",
        f"label_zh = {as_toml(say('zh', 'reform'))}",
    ]
    section = ""
    for path, value in lever_settings(session.policies).items():
        if value == usual[path]:
            continue
        table, _, name = path.rpartition(".")
        if table != section:
            lines += ["", f"[{table}]"]
            section = table
        one = levers()[path]
        lines.append(f"{name} = {as_toml(value)}  # {one.clause} {one.label_en} {one.label_zh}")
    if not section:
        lines += ["", "[policies]"]
    return "\n".join(lines) + "\n"


def months_csv(session: State) -> str:
    """Write every recorded month of both worlds as a long table."""
    language, twin = session.choices.lang, session.twin
    before, after = (twin.values(which) for which in (STATUS_QUO, REFORM))
    head = [say(language, word) for word in ("month", "outcome", "group")]
    head += ["outcome", "group", "unit", *(say(language, w) for w in ("status_quo", "reform", "difference"))]
    rows: list[list[object]] = []
    for month, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        for k, (name, group) in enumerate(KEYS):
            if math.isnan(old[k]) and math.isnan(new[k]):
                continue
            outcome = OUTCOMES[name]
            words = [label(outcome, language), label(GROUPS[group], language), name, group, outcome.unit]
            rows.append([month, *words, *map(_cell, (old[k], new[k], new[k] - old[k]))])
    return _csv([head, *rows])


def table_csv(session: State) -> str:
    """Write the headline table as it is shown, in full precision."""
    language = session.choices.lang
    words = ("outcome", "status_quo", "reform", "difference", "interval", "interval")
    head = ["outcome", "group", "unit", *(say(language, word) for word in words)]
    rows: list[list[object]] = []
    for row in headline_rows(session):
        outcome = OUTCOMES[row.outcome]
        numbers = (row.status_quo, row.reform, row.difference, row.low, row.high)
        told = [row.outcome, row.group, outcome.unit, label(outcome, language)]
        rows.append([*told, *map(_cell, numbers)])
    return _csv([head, *rows])


def _cell(value: float) -> str:
    return "" if math.isnan(value) else repr(float(value))


def _csv(rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return BOM + text.getvalue()


def commands(session: State) -> list[str]:
    """Write the commands that give the numbers of this view.

    Where levers were moved during the run, or more seeds than the page's are shown, the view itself is the
    only one.
    """
    twin, offer = session.twin, session.offer
    words = ["shequ", "view", offer.scenario, *(["--compare", offer.compare] if offer.compare else [])]
    words += [word for override in offer.overrides for word in ("--set", override)]
    words += ["--result", str(offer.result)] if offer.result is not None else []
    view = shlex.join([*words, "--link", write_link(session), "--json"])
    if twin.changes or session.certainty.stored is not None or session.certainty.seeds(twin.settings):
        return [view]
    both = (twin.status_quo, twin.reform)
    key = [(one.name, one.seed, one.policies) for one in both]
    return [*session.remember("commands", key, lambda: [run_command(one) for one in both]), view]


_PACKERS: Final = {
    "toml": ("policy.toml", "application/toml", policy_toml),
    "csv": ("months.csv", "text/csv", months_csv),
    "table": ("table.csv", "text/csv", table_csv),
}
