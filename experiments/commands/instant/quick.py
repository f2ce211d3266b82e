"""Say at once what a policy would do, by an emulator: an estimate, with the range that holds all doubt.

Nothing is run. The range holds plausible worlds, random draws, and the emulator's own error.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from experiments import wording
from experiments.commands import arguments as options
from experiments.running.letters import json_text
from experiments.running.progress import Console
from sim.wording.labels import CARRIED, Language, columns, label, scale
from sim.wording.language_files import texts

if TYPE_CHECKING:
    from experiments.emulation.policy_emulator import PolicyEmulator
    from experiments.emulation.quick_answer import Quick, QuickEstimate

EVERYBODY: Final = "all"
WORDS: Final = Path(wording.__file__).parent
LEADING: Final = (("civic", EVERYBODY), ("gap.hukou", EVERYBODY), ("cost.district", EVERYBODY))


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("policy", metavar="POLICY", nargs="?", default="", help="names or paths, joined by +")
    options.add_overrides(parser)
    parser.add_argument(
        "--group", metavar="G", action="append", help="of whom civic breadth is told; repeatable"
    )
    options.add_language(parser)
    options.add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Estimate, print."""
    from experiments.asking.scenario_in_worlds import refuse_worlds

    refuse_worlds(arguments.policy, "the emulator knows the worlds that it has learnt; run it: shequ compare")
    from experiments.emulation.quick_answer import SHOWN, quick

    groups = [("civic", group) for group in arguments.group or ()]
    of_all = [key for key in SHOWN if key[1] == EVERYBODY]
    keys = [of_all[0], *groups, *of_all[1:]] if groups else SHOWN
    answer = quick(arguments.policy, arguments.overrides, tuple(dict.fromkeys(keys)))
    say_if_stale(answer.emulator, arguments.lang, Console())
    print(as_json(answer) if arguments.json else as_text(answer, arguments.lang))
    return 0


def say_if_stale(emulator: PolicyEmulator, language: Language, console: Console) -> None:
    """Say that the model has changed since the emulator learned it; an answer does not change by that."""
    if emulator.is_of_another_model:
        model = emulator.made["versions"]["model"]
        console.say(texts("quick", WORDS)[language]["other_model"].format(model=model))


def as_json(answer: Quick) -> str:
    """The estimates, and what they rest on."""
    content = {
        "scenario": answer.scenario.name,
        "estimated": True,
        "worlds": answer.emulator.worlds,
        "estimates": [asdict(one) for one in answer.estimates],
        "emulator": dict(answer.emulator.made),
    }
    return json_text(content)


def as_text(answer: Quick, language: Language) -> str:
    """A line an estimate, and what they rest on."""
    words, made, comma = (
        texts("quick", WORDS)[language],
        answer.emulator.made,
        texts("lists", WORDS)[language]["comma"],
    )
    head = ["", words["today"], words["change"], words["range"], words["good"]]
    rows = [_cells(answer, one, language) for one in answer.estimates]
    named = label(answer.scenario.about, language)
    policy = comma.join([*([named] if named else []), *answer.overrides]) or answer.scenario.name
    told = {
        **made,
        "place": made["place_labels"][language],
        "worlds": answer.emulator.worlds,
        "policy": policy,
    }
    told["explained"] = comma.join(
        words["explained_of"].format(
            outcome=answer.emulator.label(key[0])[language], **made["held_out"]["|".join(key)]
        )
        for key in LEADING
    )
    lines = [words["title"].format(**told), *columns([head, *rows], "<>>><"), words["basis"].format(**told)]
    run_it = words["run_it_with_settings" if answer.overrides else "run_it"]
    return "\n".join([*lines, run_it.format(place=made["place"], scenario=answer.scenario.name)])


def _cells(answer: Quick, one: QuickEstimate, language: Language) -> list[str]:
    outcome = answer.emulator.label(one.outcome)
    shown = scale(outcome["unit"], language)
    comma = texts("lists", WORDS)[language]["then"]
    group = "" if one.group == EVERYBODY else comma + answer.emulator.made["groups"][one.group][language]
    good = "–" if one.good_in is None else f"{one.good_in}/{answer.emulator.worlds}"
    return [
        f"{outcome[language]}{group}{comma}{shown.unit}",
        shown.level(one.baseline, CARRIED),
        shown.difference(one.difference, CARRIED),
        f"{shown.difference(one.low, CARRIED)} … {shown.difference(one.high, CARRIED)}",
        good,
    ]
