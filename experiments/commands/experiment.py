"""Answer a question file: its design's runs, tables whose columns are explained, and the answer in sentences.

Interrupted, the same command goes on from the runs that are there.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from experiments.commands import arguments as options
from experiments.running.letters import json_text
from experiments.running.progress import Console
from sim.wording.labels import Language

if TYPE_CHECKING:
    from experiments.asking.answer_question import Answered
    from experiments.asking.question_file import Asked

SOME_FAILED = 3


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("question", metavar="FILE", help="path, or the name of a question that ships")
    options.add_answering(parser)


def execute(arguments: argparse.Namespace) -> int:
    """Run, write, print."""
    from experiments.asking.shipped_files import QUESTIONS

    QUESTIONS.find(arguments.question)  # before seconds of loading: it may be a typo
    from experiments.asking.default_worlds import living_in
    from experiments.asking.question_file import load_question

    asked = living_in(load_question(arguments.question, arguments.overrides), arguments.worlds)
    return answer_and_tell(arguments, asked, as_text)


def answer_and_tell(
    arguments: argparse.Namespace,
    asked: Asked,
    as_text: Callable[[Answered, Language], str],
    as_json: Callable[[Answered], str] | None = None,
) -> int:
    """Run, write, print: the end of every command that asks one question.

    Args:
        arguments: with what :func:`experiments.commands.arguments.add_answering` adds.
        asked: the question.
        as_text: what is printed for people.
        as_json: what is printed for programs; by default the whole answer.

    Returns:
        The exit code.
    """
    from experiments.asking.answer_question import ask

    console = Console(bars=not arguments.json, language=arguments.lang)
    console.say(opening(asked, arguments.lang))
    answered = ask(asked, arguments.out, console=console, options=options.running(arguments))
    options.write_csv(arguments, answered.folder)
    if arguments.json:
        print((as_json or whole_answer)(answered))
    else:
        print(with_basis(as_text(answered, arguments.lang), asked, arguments.lang))
    return tell_where(answered, console, arguments.lang)


def with_basis(text: str, asked: Asked, language: Language) -> str:
    """A text of an answer, then of whom and when it speaks."""
    from experiments.asking.of_whom import basis_of

    return f"{text}\n{getattr(basis_of(asked), language)}"


def opening(asked: Asked, language: Language) -> str:
    """The question, and what it will take."""
    question = asked.question
    from experiments.wording.sentences import texts

    key = "at_least" if question.precision.half_width else "runs"
    runs = texts("experiment")[language][key].format(runs=asked.runs)
    cost = f" ({question.cost})" if question.cost else ""
    return f"{getattr(question.question, language)}\n{runs}{cost}"


def as_text(answered: Answered, language: Language) -> str:
    """The answer and what it rests on, a sentence a line."""
    told = answered.answer
    return "\n".join(one[language] for one in (told["sentence"], *told["more"]))


def whole_answer(answered: Answered) -> str:
    """The answer, its folder and its runs."""
    content = answered.answer | {
        "folder": str(answered.folder),
        "runs": answered.runs,
        "failed": answered.failed,
    }
    return json_text(content)


def tell_where(answered: Answered, console: Console, language: Language) -> int:
    """Say where the result is and what failed.

    Returns:
        The exit code.
    """
    from experiments.wording.sentences import texts

    words = texts("experiment")[language]
    tables = texts("lists")[language]["comma"].join(answered.answer["tables"])
    console.say("\n" + words["where"].format(folder=answered.folder, tables=tables))
    if answered.failed:
        runs, file = answered.runs + answered.failed, answered.folder / "runs.parquet"
        console.say("shequ: " + words["failed"].format(failed=answered.failed, runs=runs, file=file))
        return SOME_FAILED
    return 0
