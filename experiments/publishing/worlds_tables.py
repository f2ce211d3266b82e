"""How far ranges over plausible worlds can be trusted, and what facts teach: tables of the model's document.

All is read from what ships: the ensemble's file says what synthetic truths and left-out facts showed, the
emulator's what runs of worlds showed that were held out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from experiments.emulation.emulator_file import read_emulator
from experiments.emulation.policy_emulator import PolicyEmulator
from experiments.tables.markdown import markdown
from experiments.worlds.ensemble import PLAUSIBLE, Worlds, find_worlds
from sim.outcomes.register import GROUPS, OUTCOMES
from sim.scenario import load_scenario
from sim.wording.assumption_words import ASSUMED
from sim.wording.labels import CARRIED, scale, written

Row = Mapping[str, Any]
LEAST, MOST = 0.85, 0.95  # of truths that a range of nine in ten should hold
EVEN: Final = 12.0**-0.5  # standard deviation of a part that may be anywhere in its range
HARDLY: Final = 0.01  # of the prior
NARROWER: Final = 8  # assumptions that are told, those that facts narrow most


def truths_table(worlds: Worlds | None = None) -> str:
    """By outcome and policy: how many synthetic truths lie in the 90 % range of a policy's effect."""
    made = (worlds or find_worlds(PLAUSIBLE)).made
    head = ("outcome", "policy", "truths in the range", "width", "before any fact", "emulator explains")
    return "\n".join([markdown(head, map(_truth, made["truths"])), "", *_covered(made["truths"])])


def _truth(row: Row) -> list[str]:
    outcome = OUTCOMES[row["outcome"]]
    shown = scale(outcome.unit, "en")
    width, before = (shown.level(float(row[one]), CARRIED) for one in ("width", "width_before"))
    inside = f"{round(row['held'] * row['truths'])} of {row['truths']}"
    return [
        outcome.label_en,
        load_scenario(f"baoan_sample+{row['policy']}").about.label_en,
        inside,
        f"{width} {shown.difference_unit}",
        before,
        f"{row['explained']:.0%}" if row["explained"] >= HARDLY else "nothing",
    ]


def _covered(rows: Iterable[Row]) -> Iterator[str]:
    """A sentence: of all ranges how many hold the truth, and whether that is what was promised."""
    held = np.array([row["held"] for row in rows])
    lowest, highest = (f"{100.0 * one:.0f}" for one in (held.min(), held.max()))
    promised = "inside" if held.min() >= LEAST and held.max() <= MOST else "**not all inside**"
    yield (
        f"Over the rows {100.0 * held.mean():.0f} % of truths lie in their range ({lowest} to {highest} %): "
        f"{promised} the 85 to 95 % that a range of nine in ten should hold."
    )


def held_out_table(emulator: PolicyEmulator | None = None) -> str:
    """By outcome and group: what is explained, and how many runs lie in the range that is told of them."""
    emulator = emulator or read_emulator()
    head = (
        *("outcome", "group", "explained", "in held-out lives", "of single runs", "which draws leave"),
        *("their runs in the range", "runs of held-out worlds in the range"),
    )
    rows = []
    for outcome, group in emulator.keys:
        found = emulator.made["held_out"][f"{outcome}|{group}"]
        explained = [
            f"{found[name]:.1%} ± {found[name + '_error']:.1%}"
            for name in ("explained", "explained_of_lives")
        ]
        of_runs = found["explained_of_runs"]
        shares = (of_runs, of_runs / found["explained_of_lives"])
        inside = (found["in_range"], found["in_range_of_other_worlds"])
        told = (f"{one:.0%}" for one in (*shares, *inside))
        rows.append([OUTCOMES[outcome].label_en, GROUPS[group].label_en, *explained, *told])
    made = emulator.made
    runs = f"{made['runs']} runs of {made['policies']} policies in {emulator.worlds} plausible worlds."
    return f"{markdown(head, rows)}\n\n{runs}"


def targets_table(worlds: Worlds | None = None) -> str:
    """How well each target is emulated and what it rules out, those that rule out most first."""
    made = (worlds or find_worlds(PLAUSIBLE)).made
    head = ("target", "published", "error", "allowed", "explained", "draws", "rules out")
    rows = []
    for name, row in sorted(made["by_target"].items(), key=lambda one: -one[1]["rules_out"]):
        published = (written(float(one), CARRIED) for one in made["targets"][name])
        shares = (f"{row[one]:.0%}" for one in ("explained", "draws", "rules_out"))
        rows.append([name.replace("|", "/"), *published, *shares])
    return markdown(head, rows)


def narrowed_text(worlds: Worlds | None = None) -> str:
    """What facts leave of the prior, in sentences, and the assumptions that they narrow most."""
    worlds = worlds or find_worlds(PLAUSIBLE)
    sentences = (_ruled_out(worlds), _emulated(worlds), _left_out(worlds), _narrowest(worlds))
    return "\n".join(f"- {one}" for one in sentences)


def _column(worlds: Worlds, name: str) -> NDArray[np.float64]:
    return np.array([row[name] for row in worlds.made["by_target"].values()])


def _ruled_out(worlds: Worlds) -> str:
    alone, gone = _column(worlds, "rules_out"), 1.0 - worlds.made["prior_left"]
    hardly = int((alone < HARDLY).sum())
    return (
        f"{len(alone)} targets, all together, rule out {gone:.0%} of the prior. Alone the strongest rules out"
        f" {alone.max():.0%}, the median one {np.median(alone):.0%}; {hardly} rule out less than one world in"
        " a hundred."
    )


def _emulated(worlds: Worlds) -> str:
    explained, draws = np.median(_column(worlds, "explained")), np.median(_column(worlds, "draws"))
    last = worlds.made["emulators_explain"][-1]
    return (
        f"Emulators explain {explained:.0%} of what targets show in worlds of the prior that they have not"
        f" seen (the median target); random draws of one reduced place make {draws:.0%}, which nothing can"
        f" explain. Of what the last wave showed they explained {last:.0%}: those worlds are alike in what"
        " facts ask, and differ by draws."
    )


def _left_out(worlds: Worlds) -> str:
    told = worlds.made["left_out"]
    return (
        f"Of {told['facts']} facts that were left out, fifth by fifth, {told['inside']:.0%} lie in the 90 %"
        f" range ({told['strict']:.0%} without what the model is allowed): ranges of levels are rather too"
        " wide."
    )


def _narrowest(worlds: Worlds) -> str:
    spread = worlds.parts.std(axis=0) / EVEN
    order = np.argsort(spread, kind="stable")[:NARROWER]
    named = "; ".join(f"`{worlds.paths[k].removeprefix(ASSUMED)}` {spread[k]:.2f}" for k in order)
    return (
        "No assumption is pinned down. Its spread over the worlds that are left, in what it was before any"
        f" fact (1: nothing learnt), is smallest of {named}."
    )
