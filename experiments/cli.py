"""The command ``shequ``: reads what was typed, hands it to a command, tells what goes wrong in one line.

Exit codes: 0 done, 1 a result could not be repeated or written, 2 bad input (nothing is written), 3 some runs
failed, 130 interrupted. Data goes to stdout, everything else to stderr.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import shutil
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, Final, NoReturn

from experiments.running.letters import replace_what_cannot_be_written
from experiments.running.options import PartDone

COMMANDS: Final = {
    "run": "one run: headline outcomes and a digest",
    "compare": "paired differences of scenarios to the first, with intervals",
    "experiment": "answer a question file: one question, its design, its answer with intervals",
    "levers": "audit of the levers: each alone, what it moves, what it costs, who pays",
    "check": "a place held against its own facts",
    "calibrate": "an ensemble of plausible worlds from facts and trials, by history matching",
    "trial": "a field experiment run again in the model: its effect beside the published one",
    "quick": "an emulator's answer with its range, at once",
    "seek": "the cheapest mixes of levers that reach a goal, and what certainty costs",
    "demo": "first reforms compared with the status quo in four communities of Bao'an",
    "survey": "interview simulated residents",
    "who": "the residents whom a reform moved, by group, and through whom",
    "why": "the four gates and every term for a resident, month and act",
    "list": "what there is: scenarios, policies, levers, outcomes, assumptions, experiments, trials",
    "verify": "re-run committed results and compare digests",
    "view": "the page in the browser",
}
HELP: Final = {
    "description": "社区: an agent-based simulation of community self-governance.",
    "commands": "commands",
    "more": "shequ COMMAND --help says more. 中文：shequ --help --lang zh",
}
FOLDERS: Final = {"quick": "instant.", "seek": "instant."}  # of commands that do not stand with most
LANGUAGES: Final = ("en", "zh")  # of sim.wording, which is not loaded for this
HELP_FROM: Final = 24  # column where argparse begins to tell what an option means
INTERRUPTED: Final = 130
BAD_INPUT: Final = 2
SOME_FAILED: Final = 3
FAILED: Final = 1


class ChineseHelp(argparse.RawDescriptionHelpFormatter):
    """Headings and what options mean in Chinese, by the English that stands in the code."""

    def __init__(self, prog: str) -> None:
        """Break lines where a screen ends, on which each sign takes two columns."""
        from sim.wording.language_files import dictionary

        self._words: dict[str, str] = dictionary("help") | dictionary("options")
        super().__init__(prog, width=HELP_FROM + (shutil.get_terminal_size().columns - HELP_FROM) // 2)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """How the command is written."""
        super().add_usage(usage, actions, groups, self._words["usage: "] if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """Begin a list of options."""
        super().start_section(self._words.get(heading or "", heading))

    def add_argument(self, action: argparse.Action) -> None:
        """Tell of one option."""
        action.help = self._words.get(action.help or "", action.help)
        super().add_argument(action)


class Parser(argparse.ArgumentParser):
    """Refuses by :class:`BadInput`, and takes no abbreviations, so that no typo means something else."""

    def __init__(self, **options: object) -> None:
        """Take the options of :class:`argparse.ArgumentParser`."""
        super().__init__(allow_abbrev=False, **options)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed.

        Raises:
            BadInput: always.
        """
        from sim.engine.settings import BadInput

        raise BadInput(message.removeprefix("argument "))

    def speak_chinese(self, command: str) -> None:
        """Have the help of a command in Chinese; what it says at length stays with the English."""
        from sim.wording.language_files import dictionary

        self.description, self.epilog = dictionary("commands")[command], None
        self.formatter_class = ChineseHelp

    def options(self) -> list[str]:
        """Options that the usage line names."""
        return re.findall(r"--[a-z-]+", self.format_usage())


def main(argv: Sequence[str] | None = None) -> int:
    """Do what a command line says.

    Args:
        argv: words after the name of the program; default: those it was called with.

    Returns:
        The exit code.
    """
    replace_what_cannot_be_written()
    words = sys.argv[1:] if argv is None else list(argv)
    language = _language(words)[0]
    try:
        return _do(words)
    except SystemExit as leaving:  # --help, --version
        return leaving.code if isinstance(leaving.code, int) else 0
    except PartDone as done:
        return _complain(str(done), SOME_FAILED if done.failed else 0)
    except KeyboardInterrupt:
        return _complain("interrupted", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _complain(f"{error.filename or 'a file'}: {error.strerror or error}", FAILED)
    except ValueError as error:
        from sim.engine.settings import BadInput

        if not isinstance(error, BadInput):
            raise
        return _complain(_refusal(error, language), BAD_INPUT)


def _refusal(error: ValueError, language: str) -> str:
    """Why something was refused, in a language that there is."""
    if language != "zh":
        return str(error)
    from sim.wording.refusals import refusal_in

    return refusal_in(str(error), "zh")


def _complain(text: str, code: int) -> int:
    print("shequ: " + " ".join(text.split()), file=sys.stderr)
    return code


def _do(words: list[str]) -> int:
    language, rest = _language(words)
    name = next((word for word in rest if not word.startswith("-")), None)
    if name is None:
        parser = _top_parser(language)
        if language not in LANGUAGES:
            parser.error(f"--lang: no {language!r}; known: {', '.join(LANGUAGES)}")
        parser.parse_args(rest or ["--help"])
        parser.error(f"give a command: {', '.join(COMMANDS)}")
    known = _known_command(name)
    command = importlib.import_module(f"experiments.commands.{FOLDERS.get(known, '')}{known}")
    parser = Parser(prog=f"shequ {name}", description=command.__doc__, formatter_class=_PLAIN)
    command.configure(parser)
    if "--lang" not in parser.options():
        importlib.import_module("experiments.commands.arguments").add_language(parser)
    if language == "zh":
        parser.speak_chinese(known)
    words.remove(name)
    arguments, unknown = parser.parse_known_args(words)
    if unknown:
        _refuse_words(parser, unknown[0])
    code: int = command.execute(arguments)
    return code


def _language(words: list[str]) -> tuple[str, list[str]]:
    """The language that is asked for, and the words without it: it may stand before the command."""
    if "--lang" not in words[:-1]:
        return "en", words
    at = words.index("--lang")
    return words[at + 1], [*words[:at], *words[at + 2 :]]


_PLAIN: Final = argparse.RawDescriptionHelpFormatter


class _Version(argparse.Action):
    """Loads what knows the version only when it is asked for: the model is large."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from sim.engine.version import shequ_version

        print(f"shequ {shequ_version()}")
        parser.exit()


def _top_parser(language: str = "en") -> Parser:
    words, known = HELP, COMMANDS
    if language == "zh":
        from sim.wording.language_files import dictionary

        words, known = dictionary("help"), dictionary("commands")
    width = max(len(name) for name in COMMANDS)
    commands = "\n".join(f"  {name:{width}}  {known[name]}" for name in COMMANDS)
    parser = Parser(
        prog="shequ",
        usage="shequ COMMAND [OPTION ...]",
        description=words["description"],
        epilog=f"{words['commands']}:\n{commands}\n\n{words['more']}",
        formatter_class=_PLAIN,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show program's version number and exit")
    return parser


def _known_command(name: str) -> str:
    if name not in COMMANDS:
        from sim.engine.settings import BadInput, nearest

        raise BadInput(f"no command {name!r}{nearest(name, list(COMMANDS))}")
    return name


def _refuse_words(parser: Parser, word: str) -> NoReturn:
    from sim.engine.settings import nearest

    if word.startswith("-"):
        known = parser.options()
        like = get_close_matches(word.partition("=")[0].lstrip("-"), [one.lstrip("-") for one in known], n=1)
        tail = nearest(f"--{like[0]}" if like else "", known)
        parser.error(f"no option {word.partition('=')[0]!r}{tail}")
    parser.error(f"{word!r}: one word too many; {parser.format_usage().strip()}")


if __name__ == "__main__":
    sys.exit(main())
