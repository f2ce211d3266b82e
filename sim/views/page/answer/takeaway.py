"""What can be taken away: policy file, tables that open in Excel, the commands that give the same numbers."""

from __future__ import annotations

import csv
import io
import math
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from sim.engine.settings import BadInput, nearest
from sim.outcomes.register import OUTCOMES
from sim.outcomes.resident_groups import GROUPS
from sim.policies import levers
from sim.views.page.answer.about import scenarios, seeds, source, title
from sim.views.page.answer.headline_table import headline_rows
from sim.views.page.link import write_link
from sim.views.page.reform_names import moved_by_hand, name_in_links
from sim.views.page.state import Parcel, State
from sim.views.page.twin import KEYS, REFORM, STATUS_QUO
from sim.views.page.words import say, worded
from sim.views.setting_paths import as_toml, lever_settings, run_command
from sim.wording.labels import Language, label
from sim.wording.units_zh import unit_zh

NUMBERS: Final = ("status_quo", "reform", "difference")
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
    place = name_in_links(session, session.twin.status_quo.name)
    lines = [
        f"# {title(session, say('en', 'reform'))}. {source(session)}",
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
    numbers = [say(language, word) for word in NUMBERS]
    told = _about(session, "curves", say(language, "about.seed", seed=twin.status_quo.seed))
    rows: list[list[object]] = []
    for month, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        for k, key in enumerate(KEYS):
            if not (math.isnan(old[k]) and math.isnan(new[k])):
                cells = map(_cell, (old[k], new[k], new[k] - old[k]))
                rows.append([month, *_words(*key, language), *cells, *told.values()])
    return _csv([[say(language, "month"), *_head(language), *numbers, *told], *rows])


def table_csv(session: State) -> str:
    """Write the headline table as it is shown, in full precision."""
    language = session.choices.lang
    evidence = session.evidence
    ends = [worded(f"column.{end}", evidence) for end in ("low", "high")]
    of_worlds = ["good_in"] if evidence is not None and evidence.over_worlds is not None else []
    numbers = [say(language, word) for word in (*NUMBERS, *ends, *of_worlds)]
    told = _about(session, "headlines", seeds(session))
    rows: list[list[object]] = []
    for row in headline_rows(session):
        cells = map(_cell, (row.status_quo, row.reform, row.difference, row.low, row.high))
        good = [f"{row.good_in:.0f}"] * len(of_worlds)
        rows.append([*_words(row.outcome, row.group, language), *cells, *good, *told.values()])
    return _csv([[*_head(language), *numbers, *told], *rows])


def _head(language: Language) -> list[str]:
    """Columns that say what a number is: names as in results of the laboratory, then words."""
    return ["outcome", "group", *(say(language, f"column.{word}") for word in ("outcome", "group", "unit"))]


def _words(outcome: str, group: str, language: Language) -> list[str]:
    one = OUTCOMES[outcome]
    return [outcome, group, label(one, language), label(GROUPS[group], language), _unit(one.unit, language)]


def _unit(unit: str, language: Language) -> str:
    """The unit of values as they are stored, where shares are shares and not per cent."""
    share = say(language, "share") if unit == "share" or unit.startswith("share ") else ""
    return share + unit_zh(unit) if language == "zh" else unit


def _about(session: State, what: str, of_seeds: str) -> dict[str, str]:
    """What every line says of the whole table, by column: tables are cut and joined."""
    language = session.choices.lang
    told = (title(session, say(language, what)), *scenarios(session), of_seeds, source(session))
    columns = ("title", "status_quo", "reform", "seeds", "source")
    return {say(language, f"column.{name}"): text for name, text in zip(columns, told, strict=True)}


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
    words += offer.laboratory.typed if offer.laboratory is not None else []
    view = shlex.join([*words, "--link", write_link(session), "--json"])
    if twin.changes or session.certainty.stored is not None or session.certainty.seeds(twin.settings):
        return [view]
    name, _ = moved_by_hand(session)
    both = (twin.status_quo, replace(twin.reform, name=name))
    key = [(one.name, one.seed, one.policies) for one in both]
    return [*session.remember("commands", key, lambda: [run_command(one) for one in both]), view]


_PACKERS: Final = {
    "toml": ("policy.toml", "application/toml", policy_toml),
    "csv": ("months.csv", "text/csv", months_csv),
    "table": ("table.csv", "text/csv", table_csv),
}
