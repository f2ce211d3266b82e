"""The residents' decision case by case, as written in ``cases/``, and what is told of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.engine.refusal import BadInput
from tests.residents.case_files import FOLDER, Case, cases, lived, read_cases

GOOD = 'says = "A rule"\nact = "vote"\nexpect = { did = 1 }\n'


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.says)
def test_a_case_comes_out_as_it_says(case: Case) -> None:
    reasons, sources = lived(case)
    for expected, found in ((case.expect, reasons), (case.told_by, sources)):
        for name, (low, high) in expected.items():
            assert low <= found[name] <= high, f"{name}: {found[name]:.3f}; all: {found}"


def test_every_gate_has_a_file_of_cases_and_no_rule_is_told_twice() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.toml")) == ["choice", "hearing", "rules", "time"]
    told = [case.says for case in cases()]
    assert len(set(told)) == len(told)


def read(folder: Path, text: str) -> list[Case]:
    file = folder / "mine.toml"
    file.write_text("[[case]]\n" + text, encoding="utf-8")
    return read_cases(file)


def test_the_case_of_the_guide_can_be_read_and_comes_out(tmp_path: Path) -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8").split("```toml\n[[case]]\n")[1].split("```")[0]
    [case] = read(tmp_path, guide)
    reasons, sources = lived(case)
    assert reasons["not_eligible"] == 1.0
    assert sources["visit"] == 1.0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD + "persn = {}", "mine.toml: case 1: 'persn': unknown key; did you mean 'person'?"),
        (
            GOOD.replace('"vote"', '"voting"'),
            "mine.toml: case 1: act: 'voting': no such act; did you mean 'vote'?",
        ),
        (
            GOOD + "person = { ages = 3 }",
            "mine.toml: case 1: person.ages: no such trait; did you mean 'age'?",
        ),
        (GOOD + "person = { age = 400 }", "person.age: 400 is not a number from 0 to 120"),
        (GOOD + 'person = { hukou = "abroad" }', "person.hukou: 'abroad' is not one of same_street, "),
        (GOOD + "offer = { visit = 1 }", "offer.visit: no such part of an offer; did you mean 'visits'?"),
        (GOOD + 'offer = { visits = "many" }', "offer.visits: 'many' is not a number"),
        (GOOD + 'did_before = ["sing"]', "did_before: 'sing': no such act; known: vote, "),
        (GOOD + "friends = { number = 2, did = 3 }", "friends: did: 3 of 2 friends cannot have done it"),
        (GOOD + "told_by = { door = 1 }", "told_by: 'door': unknown key; known: nobody, "),
        (
            GOOD.replace("did = 1", "did = 2"),
            "expect.did: 2 is neither a share from 0 to 1 nor [lowest, highest]",
        ),
        (GOOD.replace("did = 1", "did = [0.4, 0.3]"), "expect.did: [0.4, 0.3] is neither a share"),
        ('act = "vote"\nexpect = { did = 1 }', "mine.toml: case 1: says: missing"),
        ('says = "A rule"\nact = "vote"', "expect: missing; say what share of people ends with which reason"),
        ("says = ", "mine.toml: Invalid value"),
    ],
)
def test_a_wrong_case_is_refused_in_a_line_that_says_what_to_mend(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read(tmp_path, text)
    assert told in str(refused.value)
