"""A resident or a community looked at closely, in both worlds."""

from __future__ import annotations

from typing import Any

from sim.district import District
from sim.engine.ledger import FEN_PER_YUAN
from sim.explain.resident_words import LAYERS, act_label, resident_text, word
from sim.views.page.panels.maps import community_name
from sim.views.page.panels.top import words
from sim.views.page.people.explained import TIE_COLOURS, chosen, explained
from sim.views.page.people.reasons import Explanation, gate_texts, result_text
from sim.views.page.state import State
from sim.views.page.twin import REFORM, STATUS_QUO
from sim.views.page.words import say
from sim.views.picture.institutions import facts_of, payment
from sim.vocabulary import Act
from sim.wording.labels import Language
from sim.wording.setting_values import amount


def closer(session: State) -> dict[str, Any]:
    """What the panel says of the resident or community that the viewer chose."""
    language, choices = session.choices.lang, session.choices
    told = words(
        language,
        *("details", "resident", "community", "show", "nothing_chosen", "status_quo", "reform", "act"),
        *("close", "difference"),
    )
    residents = len(session.twin.world(STATUS_QUO).district.residents)
    names = [community_name(session.twin, c, language) for c in range(len(session.twin.plan.blocks))]
    return {
        "words": told,
        "row": choices.resident,
        "most": residents - 1,
        "communities": names,
        "community": choices.community,
        "why": why(session) if chosen(session) >= 0 else None,
        "bodies": institutions(session) if 0 <= choices.community < len(names) else None,
    }


def why(session: State) -> dict[str, Any]:
    """The four gates of every act for a resident in the shown month, in both worlds."""
    language, row = session.choices.lang, session.choices.resident
    title = f"{say(language, 'why')} {say(language, 'resident')} {row}"
    if session.shown == 0:
        return {"title": title, "month": say(language, "no_month"), "acts": []}
    before, after = explained(session)
    acts = []
    for old, new in zip(before["acts"], after["acts"], strict=True):
        results = [result_text(one, language) for one in (old, new)]
        acts.append(
            {
                "label": act_label(Act[old["act"].upper()], language),
                "results": results,
                "did": [one["result"] == "did" for one in (old, new)],
                "gates": [gate_texts(one, language) for one in (old, new)],
                "differs": results[0] != results[1],
            }
        )
    return {
        "title": title,
        "month": say(language, "in_month", month=session.shown),
        "residents": [resident_text(one, language) for one in (before, after)],
        "ties_word": say(language, "ties"),
        "ties": _ties(before, after, language),
        "adult": before["adult"],
        "child": say(language, "children"),
        "acts": acts,
    }


def _ties(before: Explanation, after: Explanation, language: Language) -> list[dict[str, Any]]:
    """Residents to whom the one looked at is tied, by layer, in both worlds."""
    layers = zip(TIE_COLOURS, before["ties"], strict=True)
    return [
        {"colour": colour, "label": word(LAYERS, layer, language), "rows": rows}
        for colour, layer in layers
        if any(rows := [one["ties"][layer] for one in (before, after)])
    ]


def institutions(session: State) -> dict[str, Any]:
    """What the institutions of a community have and did in the shown month, in both worlds."""
    language, c = session.choices.lang, session.choices.community
    worlds = [session.twin.world(which).at(session.shown) for which in (STATUS_QUO, REFORM)]
    facts = [
        [name[language == "zh"], *values]
        for name, *values in zip(
            *_names_and_values(worlds, c, language),
            strict=True,
        )
    ]
    flows = [_flows(district, c) for district in worlds]
    keys = list(dict.fromkeys([*flows[0], *flows[1]]))
    money = [
        [payment(key, language), *(amount(flow.get(key, 0.0), language) for flow in flows)] for key in keys
    ]
    return {
        "title": say(language, "institutions", community=community_name(session.twin, c, language)),
        "month": say(language, "in_month", month=session.shown),
        "facts_word": say(language, "facts"),
        "facts": facts,
        "money_word": say(language, "money"),
        "money": money,
    }


def _names_and_values(worlds: list[District], c: int, language: Language) -> list[list[Any]]:
    told = [facts_of(district, c, language) for district in worlds]
    return [[fact.name for fact in told[0]], *([fact.value for fact in one] for one in told)]


def _flows(district: District, c: int) -> dict[tuple[str, str, str], float]:
    """Yuan of the month by payer, payee and purpose, the largest first."""
    found = {
        (flow.payer, flow.payee, flow.purpose): fen / FEN_PER_YUAN
        for flow, fen in district.ledger.flows_of(district.month)
        if flow.place == c
    }
    return dict(sorted(found.items(), key=lambda item: -item[1]))
