"""Every answer says of whom it speaks: population, acts, community size, time."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.asking.of_whom import basis_of
from experiments.asking.question_file import load_question, shipped_questions
from experiments.cli import main
from experiments.publishing.answers_page import PAGES, answers_folder, page
from experiments.publishing.published_results import published_folder
from sim.wording.labels import LANGUAGES

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", shipped_questions())
def test_the_basis_of_every_question_names_adults_acts_size_and_months(name: str) -> None:
    asked = load_question(name)
    months, basis = asked.question.base().calendar.horizon, basis_of(asked)
    for word in ("Adults of", "communities of", "residents", f"the {months} months from the policy date"):
        assert word in basis.en
    for word in ("成年居民", "个社区", "名居民", f"政策实施起 {months} 个月"):
        assert word in basis.zh
    if asked.question.lead == "civic":
        assert (
            "in the last 12 months voted, stood, deliberated, proposed, volunteered or supervised" in basis.en
        )


def test_places_of_several_kinds_and_sizes_are_named_once_each() -> None:
    told = basis_of(load_question("does_the_status_quo_show_what_the_study_found")).en
    assert told.count("Bao'an, a sample (8 communities of 2,000, 16,000 residents)") == 1
    assert told.count("Former villages (4 communities") == 1
    groups = "{type='village', count=2, residents=300}, {type='commodity', count=1, residents=900}"
    mixed = load_question("which_reform_does_most", [f"place.communities=[{groups}]"])
    assert "(3 communities of 300 to 900, 1,500 residents)" in basis_of(mixed).en


def test_every_published_answer_stands_with_its_basis_in_both_languages() -> None:
    published = [name for name in shipped_questions() if (answers_folder() / name).is_dir()]
    for language, word in zip(LANGUAGES, ("Of whom and when: ", "对象与时间："), strict=True):
        text = page(language)
        assert text.count(f"- {word}") == len(published)
        assert text == (published_folder() / PAGES[language]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("readme", "words"),
    [
        (
            "README.md",
            ("adults", "16,000 residents", "8 communities", "within twelve months", "two years from"),
        ),
        ("README.zh-CN.md", ("成年居民", "16000 名居民", "8 个社区", "十二个月内", "政策实施起两年")),
    ],
)
def test_the_figure_of_the_readme_says_of_whom_it_speaks(readme: str, words: tuple[str, ...]) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    figure = text.partition("![")[2].partition("| ")[0]
    assert [word for word in words if word not in figure] == []


def test_a_command_ends_its_answer_with_of_whom_it_speaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], with_pictures: None
) -> None:
    settings = ["--set", "calendar.burn_in=2", "--set", "calendar.horizon=3"]
    words = ["compare", "tiny", "tiny+open_channels", "--seeds", "2", "--out", str(tmp_path / "out")]
    assert main([*words, *settings, "--one-world", "--executor", "serial"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-1].startswith("Of whom and when: “took part in self-governance”: Share of adults")
    assert "the 3 months from the policy date, after 2 months of burn-in" in said[-1]
    (report_file,) = tmp_path.rglob("report.html")
    report = report_file.read_text(encoding="utf-8")
    assert "Of whom and when: " in report
    assert "对象与时间：" in report
