"""Outcomes: each declared once, and each month's values those of the table, the books and the ledger."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from sim.district import District
from sim.engine.outcome import Ratio, stacked
from sim.institutions.committee.state import Committees
from sim.institutions.elections.state import Polls
from sim.institutions.fund.state import Funds
from sim.institutions.service_centres.state import ServiceCentres
from sim.institutions.tasks.task_book import TaskBook
from sim.institutions.voice.state import Voices
from sim.outcomes.register import COMMUNITY_OUTCOMES, OF_BODIES, OUTCOMES, Key, OutcomeTaker, outcome_keys
from sim.outcomes.resident_groups import GROUP_NAMES, PLACE_NAMES, kinds_of_persons
from sim.outcomes.tally import adults_of, tally
from sim.vocabulary import ACTS, ADULT_AGE, Act, Rung
from tests.institutions.worlds import district, lived

CHINESE = re.compile("[\\u4e00-\\u9fff]")
SETTINGS = ("calendar.first_election=6", "calendar.horizon=24")
DROPPED = -1
SHORTEST = 8  # Chinese characters of a sentence
Values = dict[Key, float]
Month = tuple[District, Values]


def taken(months: int, *more: str) -> tuple[District, list[Values]]:
    """A district under all reforms, and the outcomes of each of its months."""
    one = district("tiny+report_package", *SETTINGS, *more)
    taker = OutcomeTaker(one)
    return one, [taker.take(lived(one, 1)) for _ in range(months)]


def last_of(months: int) -> Month:
    one, values = taken(months)
    return one, values[-1]


@pytest.fixture(scope="module", params=[6, 12, 13, 20], ids=["poll", "december", "january", "ordinary"])
def month(request: pytest.FixtureRequest) -> Month:
    return last_of(request.param)


def fen(one: District, **key: str) -> int:
    """Fen that flowed this month with this payer, payee or purpose."""
    flows = [(flow, amount) for flow, amount in one.ledger.flows.items() if flow.month == one.month]
    return sum(
        amount for flow, amount in flows if all(getattr(flow, name) == value for name, value in key.items())
    )


def a_year(one: District, amount: int) -> float:
    """Yuan per resident and year."""
    return amount * 12.0 / 100.0 / len(one.residents)


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_says_what_it_is_in_both_languages(name: str) -> None:
    outcome = OUTCOMES[name]
    assert outcome.name == name
    assert outcome.unit
    assert outcome.sentence.endswith(".")
    assert not CHINESE.search(outcome.sentence)
    assert outcome.sentence_zh.endswith("。")
    assert len(CHINESE.findall(outcome.sentence_zh)) >= SHORTEST
    assert outcome.sentence_zh.rstrip("。") != outcome.label_zh
    assert outcome.label_en
    assert CHINESE.search(outcome.label_zh)
    assert outcome.better in ("+", "-", "")


def test_no_two_outcomes_are_told_alike() -> None:
    rights = {name for name in OUTCOMES if name.startswith("rights.")}  # the label says which right
    english = [one.sentence for name, one in OUTCOMES.items() if name not in rights]
    chinese = [one.sentence_zh for one in OUTCOMES.values()]
    assert len(set(english)) == len(english)
    assert len(set(chinese)) == len(chinese)


def test_every_act_and_every_rung_is_an_outcome() -> None:
    assert {f"participation.{act}" for act in ACTS} | {f"rung.{rung.name.lower()}" for rung in Rung} <= set(
        OUTCOMES
    )


def test_what_people_do_has_all_groups_and_what_bodies_do_those_of_places() -> None:
    keys = outcome_keys()
    assert len(set(keys)) == len(keys)
    groups = {name: tuple(group for key, group in keys if key == name) for name in OUTCOMES}
    assert groups["breadth"] == GROUP_NAMES
    assert groups["fund.income"] == groups["gap.hukou"] == ("all", *PLACE_NAMES)
    assert groups["inequality.gini"] == ("all",)


def test_each_community_alone_has_the_value_of_the_district_that_consists_of_it(month: Month) -> None:
    one, values = month
    taker = OutcomeTaker(one)
    taker.take(one)
    own = dict(zip(COMMUNITY_OUTCOMES, taker.by_community.T, strict=True))
    for c, kind in enumerate(("village", "commodity")):
        for name in ("civic", "breadth", "committee.administrative_share", "cost.district", "gap.hukou"):
            assert own[name][c] == pytest.approx(values[name, kind])


def test_what_is_declared_is_taken_within_two_years_and_nothing_else() -> None:
    seen = {
        key for month in taken(24, "assumptions.institutions.organisations.initial=50.0")[1] for key in month
    }
    assert seen <= set(outcome_keys())
    assert {name for name, _ in seen} == set(OUTCOMES)
    assert not any(group in ("pilot", "elsewhere") for _, group in seen)


def test_all_values_are_finite(month: Month) -> None:
    assert all(math.isfinite(value) for value in month[1].values())


def test_participation_is_the_share_of_adults(month: Month) -> None:
    one, values = month
    adult = one.residents.age >= ADULT_AGE
    year, term = np.uint64(2**12 - 1), np.uint64(2**36 - 1)
    for k, act in enumerate(ACTS):
        did = (one.residents.history[adult, k] & (term if act == "vote" else year)) != 0
        assert values[f"participation.{act}", "all"] == pytest.approx(did.mean())
    broad = ((one.residents.history[adult] & year) != 0).any(axis=1)
    assert values["breadth", "all"] == pytest.approx(broad.mean())
    civic = [ACTS.index(act) for act in ("vote", "stand", "deliberate", "suggest", "volunteer", "supervise")]
    governed = ((one.residents.history[adult][:, civic] & year) != 0).any(axis=1)
    assert values["civic", "all"] == pytest.approx(governed.mean())
    for kind, act in (("social", "culture"), ("giving", "donate"), ("upward", "complain")):
        assert values[kind, "all"] == values[f"participation.{act}", "all"]
    assert values["trust", "all"] == pytest.approx(one.residents.trust[adult].astype(float).mean())


def test_depth_is_the_years_civic_hours_of_those_who_took_part(month: Month) -> None:
    values = month[1]
    each = values["civic.hours", "all"] / values["civic", "all"]
    assert values["civic.depth", "all"] == pytest.approx(each)


def test_who_answers_an_interviewer_is_consulted_and_has_not_acted() -> None:
    """Everybody is interviewed in each round; nobody rates unasked."""
    asked = ("assumptions.institutions.services.round_hours=200", "policies.centre.staff=3")
    closed = "assumptions.participation.motives.supervise.intercept=-12"
    levers = ("policies.centre.scored_items=1", "policies.centre.rating_rounds=12", *asked, closed)
    one, values = taken(13, *levers)
    raters = one[ServiceCentres].raters.sum()
    assert raters > 0
    assert values[-1]["consulted", "all"] > 0.5
    assert values[-1]["participation.supervise", "all"] == 0.0
    assert not one.count_act(Act.SUPERVISE).any()


def test_gaps_are_differences_of_groups(month: Month) -> None:
    values = month[1]
    assert values["gap.hukou", "all"] == values["civic", "local"] - values["civic", "migrant"]
    assert values["gap.tenure", "all"] == values["civic", "owner"] - values["civic", "tenant"]


def test_rungs_sum_to_all_adults(month: Month) -> None:
    assert sum(month[1][f"rung.{rung.name.lower()}", "all"] for rung in Rung) == pytest.approx(10_000.0)


def test_turnout_is_taken_on_polling_days_only() -> None:
    one, values = taken(7)
    polls = [number for number, taken_then in enumerate(values, 1) if ("turnout.adults", "all") in taken_then]
    assert polls == [6]
    assert not one[Polls].held.any()


def test_turnout_of_the_roll_and_of_adults_have_the_same_voters() -> None:
    one, values = last_of(6)
    polls = one[Polls]
    adults, registered, voters = (part.sum() for part in (polls.adults, polls.registered, polls.voters))
    assert values["turnout.adults", "all"] == voters / adults
    assert values["turnout.registered", "all"] == voters / registered
    assert 0 < voters < registered < adults


def test_inequality_is_taken_in_december_only() -> None:
    values = taken(13)[1]
    assert [
        number for number, taken_then in enumerate(values, 1) if ("inequality.gini", "all") in taken_then
    ] == [12]


def test_the_committees_time_is_divided(month: Month) -> None:
    one, values = month
    spent = [committee.spent for committee in one[Committees]]
    administrative = sum(hours.administrative for hours in spent)
    whole = administrative + sum(hours.self_governance + hours.service + hours.company for hours in spent)
    assert values["committee.administrative_share", "all"] == pytest.approx(administrative / whole)
    assert values["committee.administrative_hours", "all"] == pytest.approx(administrative / 0.24)
    parts = values["committee.administrative_share", "all"] + values["committee.self_governance_share", "all"]
    assert 0.0 < parts <= 1.0


def test_tasks_and_answers_are_counted_per_thousand(month: Month) -> None:
    one, values = month
    assert values["tasks.pending", "all"] == pytest.approx(one[TaskBook].pending.sum() / 0.24)
    assert values["tasks.unfunded_ad_hoc", "all"] == pytest.approx(one[TaskBook].unfunded_ad_hoc.sum() / 0.24)
    assert values["voice.answered", "all"] == pytest.approx(one[Voices].answered.sum() / 0.24)


def test_dropped_tasks_of_the_months_add_up_to_those_of_the_book() -> None:
    one, values = taken(20)
    dropped = sum(month["tasks.dropped", "all"] for month in values)
    assert dropped * 0.24 == pytest.approx(int(one[TaskBook].fate[:, :, DROPPED].sum()))
    assert dropped > 0.0


def test_money_is_the_months_flows_as_a_yearly_rate_per_resident(month: Month) -> None:
    one, values = month
    burden = fen(one, purpose="public services")
    owners = fen(one, payer="company", purpose="dividends") + fen(one, payer="company", purpose="investment")
    into_funds = fen(one, payer="district", payee="fund")
    spent = fen(one, payer="district") - into_funds + int(one[Funds].public_spent.sum())
    assert values["cost.district", "all"] == pytest.approx(a_year(one, spent))
    assert values["fund.income", "all"] == pytest.approx(a_year(one, fen(one, payee="fund")))
    assert values["company.burden", "all"] == pytest.approx(a_year(one, burden))
    assert values["cost.company", "all"] == pytest.approx(a_year(one, fen(one, payer="company") - owners))
    assert values["cost.district", "all"] > 0.0


def test_the_months_costs_of_a_year_average_to_the_years_cost() -> None:
    one, values = taken(12)
    spent = sum(amount for flow, amount in one.ledger.flows.items() if flow.payer == "district")
    assert np.mean([month["cost.district", "all"] for month in values]) == pytest.approx(spent / 100.0 / 240)


def test_taking_outcomes_late_does_not_count_what_was_before() -> None:
    early, values = taken(14)
    late = district("tiny+report_package", *SETTINGS, months=13)
    assert OutcomeTaker(late).take(lived(late, 1)) == values[-1]
    assert early.month == late.month


def test_what_several_outcomes_share_is_counted_once_a_month() -> None:
    asked: list[int] = []

    def count(number: int) -> np.ndarray:
        asked.append(number)
        return np.array([2.0, 3.0])

    some = OUTCOMES["civic"]
    ratios = (Ratio(some, lambda n: (n, n + 1.0), count), Ratio(some, lambda n: (2.0 * n, n), count))
    assert stacked(ratios, 7).tolist() == [[[2.0, 3.0], [4.0, 6.0]], [[3.0, 4.0], [2.0, 3.0]]]
    assert asked == [7]


def test_a_row_holds_the_values_in_the_order_of_their_keys_and_nothing_where_there_is_none(
    month: Month,
) -> None:
    one, values = month
    row = OutcomeTaker(one).row(one)
    assert {
        key: value for key, value in zip(outcome_keys(), row.tolist(), strict=True) if value == value
    } == values


def test_what_is_per_so_many_residents_is_over_whole_people_divided_by_that_number(month: Month) -> None:
    one, _ = month
    people = np.asarray(one.geography.size)
    start, persons = one.geography.community_start, kinds_of_persons(one.residents)
    adults = adults_of(tally(one.people, one.offers, persons, start, one.rules, one.month))
    rated = [(ratio, re.search(r"/(10,?000|1,?000)\b", ratio.outcome.unit)) for ratio in OF_BODIES]
    checked = 0
    for ratio, found in rated:
        if found:
            bottom = stacked([ratio], one, [adults])[1, 0] * float(found[1].replace(",", ""))
            np.testing.assert_allclose(bottom, np.round(bottom), atol=1e-6, err_msg=ratio.outcome.name)
            assert (bottom <= people).all(), ratio.outcome.name
            checked += 1
    assert checked > 10
