"""The residents whom a reform moved, in words: by group, by act, and each with the chain."""

from __future__ import annotations

from collections import Counter
from typing import Final

from experiments.wording.sentences import pairs, texts
from sim.explain.moved import KINDS, ChangedAct, MovedResident, Movement, ProposalResult
from sim.explain.reason_words import GATE_WORDS, SOURCES
from sim.outcomes.people import ACT_LABELS
from sim.outcomes.resident_groups import EVERYBODY, GROUPS
from sim.scenario import Scenario
from sim.vocabulary import Act, Informant
from sim.wording.labels import LANGUAGES, Language, columns, label

Line = list[str]
WORDS: Final[dict[Language, dict[str, str]]] = texts("who_text")
ANSWERS: Final = {one: pairs("who_text.answers")[one.name.lower()] for one in ProposalResult}


def group_lines(movement: Movement, language: Language) -> list[Line]:
    """Heading and, for each group, name, adults at the policy date, gained, lost, changed."""
    words = WORDS[language]
    lines = [[words["group"], words["adults"], *(words[kind] for kind in KINDS)]]
    for name, adults in movement.adults.items():
        count = movement.count(name)
        if adults or any(count.values()):
            cells = [f"{number:,}" for number in (adults, *count.values())]
            lines.append([label(GROUPS[name], language), *cells])
    return lines


def act_lines(movement: Movement, language: Language) -> list[Line]:
    """Heading and, for each act, how many did it under the reform only and under the status quo only."""
    words = WORDS[language]
    counted = Counter((step.act, step.change) for one in movement.residents for step in one.steps)
    lines = [[words["act"], words["gained"], words["lost"]]]
    for act in Act:
        gained, lost = counted[act, "gained"], counted[act, "lost"]
        if gained or lost:
            lines.append([_act(act, language), f"{gained:,}", f"{lost:,}"])
    return lines


def way_lines(movement: Movement, language: Language, most: int = 12) -> list[Line]:
    """Heading and the most frequent ways: act, gained or lost, told by, what stood in the way, residents."""
    words = WORDS[language]
    counted = Counter(
        (step.act, step.change, step.source, step.otherwise)
        for one in movement.residents
        for step in one.steps
    )
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    lines = [[words["act"], "", words["told"], words["otherwise"], words["residents"]]]
    for (act, change, source, otherwise), number in ranked[:most]:
        why = GATE_WORDS[language][otherwise]
        lines.append([_act(act, language), words[change], _source(source, language), why, f"{number:,}"])
    return lines


def as_text(movement: Movement, status_quo: Scenario, reform: Scenario, language: Language, most: int) -> str:
    """Everything for a terminal, with at most so many residents one by one."""
    words = WORDS[language]
    head = words["head"].format(
        moved=f"{len(movement.residents):,}",
        months=movement.months,
        seed=reform.seed,
        first=status_quo.name,
        second=reform.name,
    )
    apart = [words["apart"].format(apart=movement.apart)] if movement.apart else []
    tables = (
        columns(group_lines(movement, language), "<>>>>"),
        columns(act_lines(movement, language), "<>>"),
        columns(way_lines(movement, language), "<<<<>"),
    )
    note = words["note"].format(start=reform.calendar.burn_in)
    blocks = ["\n".join([head, note, *apart]), *("\n".join(table) for table in tables)]
    shown = longest_chains(movement, most)
    blocks += [words["first"]] if shown else []
    blocks += [resident_text(movement, one, language) for one in shown]
    if len(movement.residents) > most:
        blocks.append(words["more"].format(more=f"{len(movement.residents) - most:,}"))
    return "\n\n".join(blocks)


def longest_chains(movement: Movement, most: int) -> list[MovedResident]:
    """Some residents, those first whom the longest chain of moved residents reached, then by row."""
    length = {
        id(one): max((len(movement.chain(one, step)) for step in one.steps), default=0)
        for one in movement.residents
    }
    return sorted(movement.residents, key=lambda one: -length[id(one)])[:most]


def resident_text(movement: Movement, one: MovedResident, language: Language) -> str:
    """A resident with what was done in one world only, a line each."""
    words = WORDS[language]
    comma = texts("lists")[language]["comma"]
    groups = comma.join(label(GROUPS[name], language) for name in one.groups if name != EVERYBODY)
    came = words["came"].format(month=one.came) if one.came else ""
    head = words["resident"].format(
        row=one.resident, came=came, community=one.community + 1, groups=groups, kind=words[one.kind]
    )
    return "\n".join([head, *(f"  {step_text(movement, one, step, language)}" for step in one.steps)])


def step_text(movement: Movement, one: MovedResident, step: ChangedAct, language: Language) -> str:
    """One step in words: told by whom, and by whom these; slots; answers; the other world."""
    words = WORDS[language]
    text = words["step"].format(
        sign=words["plus" if step.change == "gained" else "minus"],
        month=step.month,
        act=_act(step.act, language),
        chain=_chain_text(movement, one, step, language),
        otherwise=GATE_WORDS[language][step.otherwise],
    )
    if step.places != step.places_otherwise:
        here, there = (
            words["no_limit"] if places is None else str(places)
            for places in (step.places, step.places_otherwise)
        )
        text += words["places"].format(here=here, there=there)
    if step.heard != step.heard_otherwise:
        here, there = (_answer(heard, language) for heard in (step.heard, step.heard_otherwise))
        text += words["heard"].format(here=here, there=there)
    if step.act is Act.SUGGEST:
        text += words["outcome"].format(outcome=_answer(step.outcome, language))
    return text


def _chain_text(movement: Movement, one: MovedResident, step: ChangedAct, language: Language) -> str:
    words = WORDS[language]
    links = movement.chain(one, step)
    parts = [words["link"].format(row=row) for row, _ in links[1:]]
    last = links[-1][1]
    parts.append(
        words["one_of"].format(count=len(last.tellers)) if last.tellers else _source(last.source, language)
    )
    return words["arrow"].join(parts)


def _act(act: Act, language: Language) -> str:
    """What was done, without the time over which outcomes count it."""
    text = ACT_LABELS[act.name.lower()][LANGUAGES.index(language)]
    return text.replace(WORDS[language]["in_three_years"], "")


def _source(source: Informant, language: Language) -> str:
    return SOURCES[source.name.lower()][language == "zh"]


def _answer(answer: ProposalResult, language: Language) -> str:
    return ANSWERS[answer][language == "zh"]
