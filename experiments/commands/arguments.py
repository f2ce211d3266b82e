"""Options that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.running.options import EXECUTORS, ArrayPart, Executor, RunOptions
from sim.wording.labels import LANGUAGES

if TYPE_CHECKING:
    from sim.scenario import Scenario


def whole_number(low: int, high: int | None = None) -> Callable[[str], int]:
    """A reader of whole numbers from a range."""
    allowed = f"{low} or more" if high is None else f"{low} to {high}"

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(
                f"must be a whole number, not {text!r}; allowed: {allowed}"
            ) from None
        if number < low or (high is not None and number > high):
            raise argparse.ArgumentTypeError(f"{number} is outside {allowed}")
        return number

    return read


def add_number(
    parser: argparse.ArgumentParser,
    name: str,
    low: int,
    high: int | None,
    meaning: str,
    metavar: str = "N",
    **more: Any,
) -> None:
    """An option that takes a whole number from a range."""
    parser.add_argument(name, type=whole_number(low, high), metavar=metavar, help=meaning, **more)


def one_of(choices: Iterable[str]) -> Callable[[str], str]:
    """A reader of one word out of several."""
    known = list(choices)

    def read(text: str) -> str:
        if text not in known:
            from sim.engine.settings import nearest

            raise argparse.ArgumentTypeError(f"no {text!r}{nearest(text, known)}")
        return text

    return read


def add_scenario(parser: argparse.ArgumentParser) -> None:
    """One scenario, with settings laid over it."""
    parser.add_argument(
        "scenario",
        metavar="SCENARIO",
        help="name or path; PLACE+POLICY puts names together, PLACE+FILE.parquet lives in that world of an "
        "ensemble (shequ calibrate) which is the seed's",
    )
    add_overrides(parser)


def scenario(arguments: argparse.Namespace, name: str | None = None) -> Scenario:
    """Load the scenario that was asked for, before anything that takes longer to load than to refuse it.

    Raises:
        BadInput: it cannot be used.
    """
    from experiments.asking.scenario_in_worlds import load_in_worlds

    seed, overrides = getattr(arguments, "seed", None), arguments.overrides
    return load_in_worlds(arguments.scenario if name is None else name, seed=seed, overrides=overrides)


def add_overrides(parser: argparse.ArgumentParser) -> None:
    """Settings laid over scenarios."""
    parser.add_argument(
        "--set",
        metavar="PATH=VALUE",
        action="append",
        default=[],
        dest="overrides",
        help="one setting; repeatable",
    )


def add_seed(parser: argparse.ArgumentParser) -> None:
    """Key of all random draws."""
    add_number(parser, "--seed", 0, 2**63 - 1, "key of all random draws", metavar="S")


def add_worlds(parser: argparse.ArgumentParser) -> None:
    """Plausible worlds in which the seeds live: None for the default, empty for one world."""
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--worlds",
        metavar="NAME|FILE",
        help="let each seed live in a world of another ensemble (shequ calibrate); default: the plausible "
        "worlds that ship, so that ranges hold all uncertainty; a design that draws assumptions itself lives "
        "in one world",
    )
    choice.add_argument(
        "--one-world",
        action="store_const",
        const="",
        dest="worlds",
        help="let all seeds live in the world of the settings: ranges hold random draws alone",
    )


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Which outcomes and groups are shown."""
    parser.add_argument("--outcome", metavar="O", action="append", help="an outcome to show; repeatable")
    parser.add_argument("--group", metavar="G", action="append", help="a group to show; repeatable")


def add_language(parser: argparse.ArgumentParser) -> None:
    """Language of what is printed for people."""
    parser.add_argument(
        "--lang",
        type=one_of(LANGUAGES),
        default="en",
        metavar="{en,zh}",
        help="language of tables and labels",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """Data instead of text."""
    parser.add_argument("--json", action="store_true", help="print data on stdout and nothing else")


def add_csv(parser: argparse.ArgumentParser) -> None:
    """Copies of the tables for spreadsheets."""
    parser.add_argument(
        "--csv", action="store_true", help="write every table of the result as CSV (UTF-8) beside it too"
    )


def write_csv(arguments: argparse.Namespace, folder: Path) -> None:
    """What :func:`add_csv` asks for."""
    if arguments.csv:
        from experiments.tables.csv_copies import write_csv_copies

        write_csv_copies(folder)


def add_out(parser: argparse.ArgumentParser, meaning: str) -> None:
    """Where results go."""
    parser.add_argument("--out", type=Path, metavar="DIR", help=meaning)


def add_workers(parser: argparse.ArgumentParser) -> None:
    """How many processes run at once."""
    add_number(parser, "--workers", 1, 1024, "processes at once; default: one a core")


def add_running(parser: argparse.ArgumentParser) -> None:
    """Where and how a batch is run; :func:`running` reads it."""
    add_workers(parser)
    parser.add_argument(
        "--executor",
        type=one_of(EXECUTORS),
        metavar="{serial,process,dask}",
        help="here, in worker processes (default), or on a cluster of dask.distributed",
    )
    parser.add_argument(
        "--address",
        metavar="A",
        help="of a dask scheduler that you trust, for what it sends is unpickled, which can run any code; "
        "default: a cluster on this machine",
    )
    parser.add_argument(
        "--shard",
        type=_share,
        metavar="I/N",
        help="do part I of N, for job arrays that share a folder; the last to end writes the result",
    )
    parser.add_argument(
        "--resume", action="store_true", help="run again what failed in the result that is there"
    )
    add_replace(parser)


def add_answering(parser: argparse.ArgumentParser, name: str = "NAME") -> None:
    """What every command takes that answers a question into a folder.

    Args:
        parser: of the command.
        name: with which the folder's begins.
    """
    add_overrides(parser)
    add_worlds(parser)
    add_running(parser)
    add_out(parser, f"result folder; default: results/{name}-HASH")
    add_csv(parser)
    add_language(parser)
    add_json(parser)


def add_replace(parser: argparse.ArgumentParser) -> None:
    """Whether an earlier result may go."""
    parser.add_argument(
        "--replace",
        action="store_true",
        help="replace the result of another question that is there; files that it does not list stay",
    )


def running(arguments: argparse.Namespace) -> RunOptions:
    """What the options of :func:`add_running` say."""
    executor: Executor = arguments.executor or ("dask" if arguments.address else "process")
    if arguments.address and executor != "dask":
        raise _bad_input(f"--address: is for --executor dask, not {executor}")
    return RunOptions(
        executor,
        arguments.workers,
        arguments.address,
        arguments.shard,
        resume=arguments.resume,
        replace=arguments.replace,
    )


def _bad_input(text: str) -> Exception:
    from sim.engine.settings import BadInput

    return BadInput(text)


def _share(text: str) -> ArrayPart:
    """A reader of I/N."""
    part, slash, parts = text.partition("/")
    if not (slash and part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise argparse.ArgumentTypeError(f"must be I/N with I from 1 to N, such as 2/5, not {text!r}")
    return ArrayPart(int(part), int(parts))
