"""Assumptions are called by words that stand in a sentence, in both languages."""

from __future__ import annotations

import pytest

from experiments.wording.assumption_names import GOES_ON, assumption_name
from sim.priors import every_assumption


@pytest.mark.parametrize(
    ("path", "called"),
    [
        (
            "participation.experience.project_seen",
            "share of adults of a community who notice a finished project",
        ),
        (
            "assumptions.participation.experience.patience",
            "months after which an unanswered proposal is felt",
        ),
        ("participation.motives.deliberate.contacts", "deliberate: from no contact to all contacts"),
        ("network.strength_household", "influence of a member of the household"),
        ("structures.audience", "who reads local pages"),
    ],
)
def test_what_a_declaration_says_stands_with_what_it_is_said_of(path: str, called: str) -> None:
    assert assumption_name(path).en.startswith(called)


def test_every_assumption_has_a_name_that_begins_a_sentence() -> None:
    for path, one in every_assumption().items():
        name = assumption_name(path)
        assert name.zh
        assert name.en.endswith(one.declared.sentence)
        assert one.declared.choices or name.en.partition(" ")[0] not in GOES_ON, name.en
