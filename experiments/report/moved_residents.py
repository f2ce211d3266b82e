"""The residents whom a reform moved, for the report of a comparison of two worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from experiments.report.layout import ReportBlock, command, folded, listed, paragraph, table
from experiments.residents.moved_by_reform import who
from experiments.residents.who_text import act_lines, group_lines, longest_chains, resident_text, way_lines
from experiments.wording.sentences import texts
from sim.explain.moved import Movement
from sim.wording.labels import Language

if TYPE_CHECKING:
    from experiments.answering.answer import Answer
    from experiments.asking.question_file import Asked

MOST: Final = 30  # residents listed one by one
LARGEST: Final = 100_000  # residents of a place that is lived through again for the report
WORDS: Final[dict[Language, dict[str, str]]] = texts("moved_residents")


def find(answer: Answer, asked: Asked) -> Movement | None:
    """Whom the reform moved under the first seed; None where that is no question of two worlds."""
    if not answer.worlds:
        return None
    status_quo, reform = (one.with_seed(asked.question.seeds.first) for one in answer.worlds)
    too_large = sum(one.residents * one.count for one in reform.place.communities) > LARGEST
    return None if too_large or not status_quo.same_burn_in(reform) else who(status_quo, reform)


def who_command(asked: Asked) -> str:
    """The command that lists them."""
    import shlex

    names = [arm.name for arm in asked.arms]
    words = ["shequ", "who", *names, "--seed", str(asked.question.seeds.first)]
    for setting in asked.question.settings:
        words += ["--set", setting]
    return shlex.join(words)


def moved_block(movement: Movement, asked: Asked, language: Language) -> ReportBlock:
    """Counts by group, by act, by way; then residents one by one with the chain."""
    words = WORDS[language]
    note = words["note"].format(
        seed=asked.question.seeds.first, moved=f"{len(movement.residents):,}", months=movement.months
    )
    start = asked.arms[0].calendar.burn_in
    one_by_one = [resident_text(movement, one, language) for one in longest_chains(movement, MOST)]
    content = [
        paragraph(note),
        table(group_lines(movement, language)),
        table(act_lines(movement, language)),
        paragraph(words["ways"]),
        table(way_lines(movement, language)),
        paragraph(words["list"].format(most=len(one_by_one), start=start)),
        command(who_command(asked)),
        folded(words["fold"], listed(one_by_one)),
    ]
    return ReportBlock(words["heading"], "\n".join(content))
