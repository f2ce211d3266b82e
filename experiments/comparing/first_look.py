"""A first look at a comparison: headline outcomes under the first few seeds, told before the others run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from experiments.answering.arm_effects import differences
from experiments.answering.arm_names import arm_labels
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question_file import Asked
from experiments.asking.sampled_arms import sample
from experiments.comparing.comparison import select
from experiments.comparing.comparison_text import WORDS, differences_text
from sim.outcomes.headlines import EVERYBODY, HEADLINES
from sim.wording.labels import Language

FEW: Final = 4  # seeds, two for each of two processes


def tell_first_look(
    asked: Asked, language: Language, say: Callable[[str], None], laboratory: RunLaboratory
) -> None:
    """Have the first few seeds run and tell what they show; nothing if there are no more than these.

    Args:
        asked: the comparison.
        language: of the table.
        say: takes the text.
        laboratory: it keeps the runs, so that the whole comparison does not do them again.
    """
    question = asked.question
    if question.seeds.number <= FEW:
        return
    few = replace(question, seeds=replace(question.seeds, number=FEW))
    found = select(differences(sample(few, laboratory, asked.arms)), HEADLINES, (EVERYBODY,))
    labels = {name: getattr(one, language) for name, one in arm_labels(asked.arms).items()}
    told = WORDS[language]["first_look"].format(few=FEW, seeds=question.seeds.number)
    say("\n\n".join([told, *differences_text(asked, str(FEW), found, labels, language)]) + "\n")
