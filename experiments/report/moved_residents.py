"""The residents whom a reform moved, for the report of a comparison of two worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from experiments.report.layout import Block, command, folded, listed, paragraph, table
from experiments.residents.moved_by_reform import who
from experiments.residents.who_text import act_lines, group_lines, longest_chains, resident_text, way_lines
from sim.wording.labels import Language

if TYPE_CHECKING:
    from experiments.answering.answer import Answer
    from experiments.asking.question_file import Asked
    from sim.explain.moved import Movement

MOST: Final = 30  # residents listed one by one
LARGEST: Final = 100_000  # residents of a place that is lived through again for the report
WORDS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "heading": "Whom the reform moved",
        "note": "In the two worlds of seed {seed}, which differ only downstream of the policy: {moved} "
        "residents did an act in one and not in the other within {months} months. Gained: took part "
        "at all only under the reform; lost: only under the status quo; changed: in other acts.",
        "ways": "How they heard of it, and what stood in the way in the other world:",
        "list": "{most} of them one by one, the longest chains of tellers first; months count from the "
        "beginning, the policy begins after month {start}. This command lists all:",
        "fold": "residents",
    },
    "zh": {
        "heading": "改革改变了谁",
        "note": "种子 {seed} 的两个世界只因政策而不同：{months} 个月内有 {moved} 名居民在其中一个世界"
        "做了某事、在另一个世界没有做。新增：仅在改革下参与；退出：仅在现状下参与；改变：参与方式不同。",
        "ways": "他们从何得知，在另一世界又因何未参与：",
        "list": "其中 {most} 名如下，转告链最长者在前；月份自模拟开始计，政策自第 {start} 月后实施。"
        "此命令列出全部：",
        "fold": "居民",
    },
}


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


def moved_block(movement: Movement, asked: Asked, language: Language) -> Block:
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
    return Block(words["heading"], "\n".join(content))
