"""Run one scenario once; print headline outcomes and the digest of its tables."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from experiments.commands import arguments as options
from experiments.running.letters import json_text
from experiments.running.progress import Console

if TYPE_CHECKING:
    from sim.simulation import Run


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    options.add_scenario(parser)
    options.add_seed(parser)
    options.add_number(
        parser,
        "--threads",
        1,
        1024,
        "that share the work on residents of a large place; the result is the same for any number",
        default=1,
    )
    options.add_out(parser, "write monthly.parquet, flows.parquet and manifest.json there")
    options.add_csv(parser)
    options.add_replace(parser)
    options.add_selection(parser)
    options.add_language(parser)
    options.add_json(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Run, write, print."""
    scenario = options.scenario(arguments)
    from experiments.asking.chosen_outcomes import chosen_groups, chosen_outcomes
    from experiments.comparing.comparison_text import WORDS, headline_text
    from experiments.running.single import place_of, run_once, write_run
    from experiments.storing.folder import filled
    from sim.engine.settings import BadInput

    outcomes, groups = chosen_outcomes(arguments.outcome), chosen_groups(arguments.group)
    console = Console(bars=not arguments.json, language=arguments.lang)
    if arguments.out is None:
        if arguments.csv:
            raise BadInput("--csv: writes beside the result; give --out too")
        run = run_once(scenario, console, arguments.threads)
    else:
        with filled(place_of(scenario, arguments.out, replace=arguments.replace)) as result:
            run = run_once(scenario, console, arguments.threads)
            write_run(run, result, tuple(arguments.overrides))
        options.write_csv(arguments, arguments.out)
    if arguments.json:
        print(as_json(run))
        return 0
    print(headline_text(run.headline(), outcomes, groups, arguments.lang))
    print(f"{WORDS[arguments.lang]['digest']} {run.digest()}")
    return 0


def as_json(run: Run) -> str:
    """A run's name, seed, digest and every headline number."""
    headline = [
        {"outcome": outcome, "group": group, "value": value}
        for (outcome, group), value in run.headline().items()
    ]
    scenario = run.scenario
    content = {"scenario": scenario.name, "seed": scenario.seed, "digest": run.digest(), "headline": headline}
    return json_text(content)
