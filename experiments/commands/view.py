"""Open the page in the browser: two worlds side by side under common random numbers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.commands import arguments as options
from experiments.running.letters import json_text

if TYPE_CHECKING:
    from experiments.page.background_runs import PageLaboratory
    from sim.views.page.offer import PageStart

DEFAULT = "baoan_sample"
WHERE_WORLDS_ARE_SEEN = "the page plays one world; give --worlds FILE for those that tell how sure it is"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "scenario", metavar="SCENARIO", nargs="?", default=DEFAULT, help=f"default: {DEFAULT}"
    )
    parser.add_argument(
        "--compare",
        metavar="SCENARIO",
        default="",
        help="the second world; default: SCENARIO itself if it has policies, else all reforms",
    )
    options.add_overrides(parser)
    parser.add_argument("--result", type=Path, metavar="DIR", help="open a stored result")
    parser.add_argument("--standard", action="store_true", help="the stock page of Mesa instead")
    parser.add_argument("--link", metavar="QUERY", default="", help="a view's link; with --json")
    options.add_json(parser)
    options.add_worlds(parser)
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen at; default: this computer only"
    )
    parser.add_argument(
        "--port", type=options.whole_number(0, 65535), default=8765, help="default 8765; 0 takes a free one"
    )
    parser.add_argument(
        "--allow-origin",
        metavar="ORIGIN",
        action="append",
        default=[],
        help="also answer a proxy that shows the page under this address, such as https://lab.example",
    )
    parser.add_argument(
        "--root-path", metavar="PATH", default="", help="path below which a proxy shows it: /models/community"
    )


def execute(arguments: argparse.Namespace) -> int:
    """Serve the page until interrupted, or print the numbers of a view."""
    _refuse_typos(arguments)
    from experiments.page.instant_answers import at_once
    from sim.views.page.offer import PageStart

    offer = PageStart(
        scenario=arguments.scenario,
        compare=arguments.compare,
        overrides=tuple(arguments.overrides),
        laboratory=_laboratory(arguments.worlds),
        result=arguments.result,
        estimate=at_once,
    )
    if arguments.json:
        return _print_view(offer, arguments.link)
    from sim.views.launch import launch

    launch(
        offer,
        standard=arguments.standard,
        host=arguments.host,
        port=arguments.port,
        allow_origins=arguments.allow_origin,
        root_path=arguments.root_path,
    )
    return 0


def _laboratory(worlds: str | None) -> PageLaboratory:
    """What runs more than the page's own world: plausible ones, unless told otherwise.

    Raises:
        BadInput: the ensemble cannot be used.
    """
    from experiments.asking.default_worlds import typed_worlds
    from experiments.page.background_runs import PageLaboratory
    from experiments.worlds.ensemble import PLAUSIBLE, find_worlds, stale_words

    if worlds == "":
        return PageLaboratory()
    found = find_worlds(worlds or PLAUSIBLE)
    if stale := stale_words(found):
        print(f"shequ: {stale}", file=sys.stderr)
    return PageLaboratory(found, typed_worlds(worlds))


def _refuse_typos(arguments: argparse.Namespace) -> None:
    """Load the scenarios before the page, which takes seconds."""
    from experiments.asking.scenario_in_worlds import refuse_worlds

    for name in filter(None, (arguments.scenario, arguments.compare)):
        refuse_worlds(name, WHERE_WORLDS_ARE_SEEN)
        options.scenario(arguments, name)


def _print_view(offer: PageStart, query: str) -> int:
    from sim.engine.settings import BadInput
    from sim.views.page.headless import view_numbers
    from sim.views.page.link import read_link

    wanted = read_link(query.partition("?")[2] or query)
    if wanted.complaint:
        raise BadInput(f"--link: {wanted.complaint}")
    print(json_text(view_numbers(offer, wanted)))
    return 0
