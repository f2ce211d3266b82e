"""Cases of the residents' decision as data: who hears of what, and what should come of it.

Files in ``cases/`` hold them, see ``cases/README.md``. Each is lived through by ``PEOPLE`` people, alike but
for their random draws, in the month of the model; what comes of it are shares of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from sim.engine.columns import Column
from sim.engine.refusal import BadInput, nearest, shown
from sim.network.layers import Layer, Network
from sim.residents.decision import residents_month
from sim.residents.numbers import rules_of
from sim.residents.offers import Offer, Offers, no_offers
from sim.residents.table import Residents
from sim.residents.table_columns import Contacts, contacts_of, people_of
from sim.scenario import load_scenario
from sim.vocabulary import ACTS, Act, Education, Hukou, Informant, Reason

FOLDER: Final = Path(__file__).with_name("cases")
PEOPLE: Final = 4000  # so that a share of a half is told to within two points, nearly always
WORDS: Final = {"hukou": Hukou, "education": Education}
REASONS: Final = [reason.name.lower() for reason in Reason if reason is not Reason.NOT_OFFERED]
SOURCES: Final = [source.name.lower() for source in Informant]
KEYS: Final = ("says", "act", "person", "did_before", "offer", "friends", "assumptions", "expect", "told_by")
ORDINARY: Final = {"age": 40.0, "hukou": float(Hukou.SAME_STREET), "years_here": 10.0}
Shares = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes:
        says: the rule in a sentence.
        act: what is offered.
        person: cells of the table by column, in numbers.
        did_before: acts done last month.
        offer: how the act is made known and what it asks for, by field of :class:`Offer`.
        friends: friends in all, and those of them who did the act in the last year.
        assumptions: settings laid over the ordinary ones.
        expect: lowest and highest share of people by reason; ``told_by`` by source.
    """

    says: str
    act: Act
    person: dict[str, float] = field(default_factory=dict)
    did_before: tuple[Act, ...] = ()
    offer: dict[str, float] = field(default_factory=dict)
    friends: tuple[int, int] = (0, 0)
    assumptions: tuple[str, ...] = ()
    expect: Shares = field(default_factory=dict)
    told_by: Shares = field(default_factory=dict)


def cases() -> list[Case]:
    """All cases of the folder."""
    return [case for file in sorted(FOLDER.glob("*.toml")) for case in read_cases(file)]


def read_cases(file: Path) -> list[Case]:
    """Read a file of cases.

    Raises:
        BadInput: what a social scientist should mend, in a line with file, case and key.
    """
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"{file.name}: {error}") from None
    _refuse_unknown(tables, ["case"], file.name)
    return [_case(one, f"{file.name}: case {number}") for number, one in enumerate(tables.get("case", []), 1)]


def _case(told: Mapping[str, Any], where: str) -> Case:
    _refuse_unknown(told, list(KEYS), where)
    for key in ("says", "act"):
        if key not in told:
            raise BadInput(f"{where}: {key}: missing")
    if not told.get("expect") and not told.get("told_by"):
        raise BadInput(f"{where}: expect: missing; say what share of people ends with which reason")
    return Case(
        says=str(told["says"]),
        act=_act(told["act"], f"{where}: act"),
        person={name: _cell(name, value, f"{where}: person.{name}") for name, value in _of(told, "person")},
        did_before=tuple(_act(one, f"{where}: did_before") for one in told.get("did_before", [])),
        offer={name: _offered(name, value, f"{where}: offer.{name}") for name, value in _of(told, "offer")},
        friends=_friends(told.get("friends", {}), f"{where}: friends"),
        assumptions=tuple(f"assumptions.{name}={value}" for name, value in _of(told, "assumptions")),
        expect=_shares(told, "expect", REASONS, where),
        told_by=_shares(told, "told_by", SOURCES, where),
    )


def _of(told: Mapping[str, Any], key: str) -> list[tuple[str, Any]]:
    return list(told.get(key, {}).items())


def _refuse_unknown(told: Mapping[str, Any], known: list[str], where: str) -> None:
    for key in told:
        if key not in known:
            raise BadInput(f"{where}: {shown(key)}: unknown key{nearest(key, known)}")


def _act(word: Any, where: str) -> Act:
    if word not in ACTS:
        raise BadInput(f"{where}: {shown(word)}: no such act{nearest(str(word), list(ACTS))}")
    return Act[str(word).upper()]


def _cell(name: str, value: Any, where: str) -> float:
    """A trait in numbers: words for hukou and education, true and false, or a number in its range."""
    columns = Residents.columns
    if name not in columns or columns[name].width:
        plain = [one for one, column in columns.items() if not column.width]
        raise BadInput(f"{where}: no such trait{nearest(name, plain)}")
    if name in WORDS:
        known = [one.name.lower() for one in WORDS[name]]
        if value not in known:
            raise BadInput(f"{where}: {shown(value)} is not one of {', '.join(known)}")
        return float(WORDS[name][str(value).upper()])
    return _in_range(value, columns[name], where)


def _in_range(value: Any, column: Column, where: str) -> float:
    if not isinstance(value, int | float) or not column.low <= value <= column.high:
        raise BadInput(f"{where}: {shown(value)} is not a number from {column.low:g} to {column.high:g}")
    return float(value)


def _offered(name: str, value: Any, where: str) -> float:
    if name not in Offer._fields:
        raise BadInput(f"{where}: no such part of an offer{nearest(name, list(Offer._fields))}")
    if not isinstance(value, int | float):
        raise BadInput(f"{where}: {shown(value)} is not a number")
    return float(value)


def _friends(told: Mapping[str, Any], where: str) -> tuple[int, int]:
    _refuse_unknown(told, ["number", "did"], where)
    number, did = told.get("number", 0), told.get("did", 0)
    if not 0 <= did <= number:
        raise BadInput(f"{where}: did: {shown(did)} of {shown(number)} friends cannot have done it")
    return int(number), int(did)


def _shares(told: Mapping[str, Any], key: str, known: list[str], where: str) -> Shares:
    _refuse_unknown(told.get(key, {}), known, f"{where}: {key}")
    return {name: _share(value, f"{where}: {key}.{name}") for name, value in _of(told, key)}


def _share(value: Any, where: str) -> tuple[float, float]:
    low, high = value if isinstance(value, list) and len(value) == 2 else (value, value)
    if not all(isinstance(end, int | float) for end in (low, high)) or not 0.0 <= low <= high <= 1.0:
        raise BadInput(f"{where}: {shown(value)} is neither a share from 0 to 1 nor [lowest, highest]")
    return float(low), float(high)


def lived(case: Case) -> tuple[dict[str, float], dict[str, float]]:
    """Live a month; give the shares of people by reason, and by the source that told them."""
    scenario = load_scenario("tiny", overrides=case.assumptions)
    residents, contacts = _people(case), _contacts(case)
    assumed = scenario.assumptions
    rules = rules_of(assumed.participation, assumed.structures, assumed.network.strengths())
    start = np.array([0, len(residents)])
    residents_month(start, 1, 1, people_of(residents), _offers(case), contacts, rules)
    reasons = residents.reason[:PEOPLE, case.act]
    sources = residents.told_by[:PEOPLE, case.act]
    return (
        {name: float((reasons == Reason[name.upper()]).mean()) for name in REASONS},
        {name: float((sources == Informant[name.upper()]).mean()) for name in SOURCES},
    )


def _people(case: Case) -> Residents:
    """People who are alike, then their friends, whom all of them share."""
    residents = Residents(PEOPLE + case.friends[0])
    residents.identity[:] = np.arange(len(residents))
    residents.age[:] = ORDINARY["age"]
    for name, value in (ORDINARY | case.person).items():
        getattr(residents, name)[:PEOPLE] = value
    for act in case.did_before:
        residents.history[:PEOPLE, act] = 1
        residents.active[:PEOPLE] |= 1 << act
    residents.active[PEOPLE : PEOPLE + case.friends[1]] |= 1 << case.act
    return residents


def _contacts(case: Case) -> Contacts:
    """Everybody is a friend of all friends, and they of everybody."""
    number, rows = case.friends[0], PEOPLE + case.friends[0]
    degree = np.where(np.arange(rows) < PEOPLE, number, PEOPLE)
    start = np.concatenate(([0], np.cumsum(degree)))
    theirs = np.tile(np.arange(PEOPLE, rows, dtype=np.int32), PEOPLE)
    target = np.concatenate((theirs, np.tile(np.arange(PEOPLE, dtype=np.int32), number)))
    layer = np.full(target.size, int(Layer.FRIEND), dtype=np.int8)
    network = Network(start.astype(np.int64), target, layer)
    return contacts_of(network, np.full((rows, 1), -1, dtype=np.int32))


def _offers(case: Case) -> Offers:
    """Only the act is on offer."""
    offers = no_offers(1)
    offers.phase[0, case.act] = 1
    for name, value in case.offer.items():
        part = getattr(offers, name)
        part[(0, case.act) if part.ndim > 1 else 0] = value
    return offers
