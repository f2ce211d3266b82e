"""A resident of the plain Mesa model: the rules of the month as methods, from docs/model."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import mesa
import numpy as np

from benchmarks.plain_draws import MASK64, exponential, keyed_draws, logarithm
from sim.district import District
from sim.engine.random import purpose
from sim.network.layers import Layer
from sim.residents.motives import TERMS
from sim.residents.table import Residents
from sim.vocabulary import ACTS, Act, Informant, Reason

if TYPE_CHECKING:
    from benchmarks.plain_mesa import PlainModel

COPIED: Final = tuple(name for name, column in Residents.columns.items() if not column.width)
GATES: Final = {act: purpose(f"participation.{act.name.lower()}") for act in Act}
MONTH: Final = purpose("participation.month")
LOTTERY: Final = purpose("participation.lottery")
LEARN: Final = purpose("experience.learns")
SHARED: Final = (Act.DELIBERATE, Act.VOLUNTEER, Act.CULTURE)
SKILLED: Final = (Act.DELIBERATE, Act.VOLUNTEER, Act.STAND)
ANEW: Final = purpose("participation.anew")
DONE_ONLINE: Final = (Act.SUGGEST, Act.COMPLAIN, Act.SUPERVISE, Act.DONATE)
CIVIC: Final = (Act.STAND, Act.DELIBERATE, Act.SUGGEST, Act.VOLUNTEER, Act.SUPERVISE)
WITH_COMMITTEE: Final = (Act.VOTE, Act.STAND, Act.DELIBERATE, Act.SUGGEST, Act.SUPERVISE)
ON_THE_LIST: Final = (Act.STAND, Act.DELIBERATE, Act.SUGGEST)


def single(value: float) -> float:
    """Round to single precision, as a column of the table does."""
    return float(np.float32(value))


def bit(mask: int, act: int) -> bool:
    """Whether an act is in a mask."""
    return bool(mask >> act & 1)


def toward(value: float, goal: float, share: float, difference: float | None = None) -> float:
    """Move a value by a share of its distance to a goal."""
    return value + (goal - value if difference is None else difference) * share


def quantile(u: float) -> float:
    """Quantile of the logistic distribution of standard deviation 1."""
    return 0.55132889542179205 * logarithm(u / (1.0 - u))


class PlainResident(mesa.Agent):
    """A resident with ordinary attributes and a list of contacts."""

    acquaintance: float
    belonging: float
    knows_formation: bool
    registered_volunteer: bool
    rung: int
    response: float
    skill: float

    def __init__(self, model: PlainModel, row: int, source: District) -> None:
        """Copy a row of the table into attributes."""
        super().__init__(model)
        self.row = row
        self.contacts: list[tuple[PlainResident, int]] = []
        self.companions: list[PlainResident] = []
        self.copy_from(source)

    def copy_from(self, source: District) -> None:
        """Take the opening state from the district."""
        for name in COPIED:
            setattr(self, name, getattr(source.residents, name)[self.row].item())
        self.history = [int(bits) for bits in source.residents.history[self.row]]
        self.reason = [int(code) for code in source.residents.reason[self.row]]
        self.told_by = [int(code) for code in source.residents.told_by[self.row]]

    def decide(self) -> None:
        """Consider every act on offer, on the opening state of everybody."""
        self.done, self.spent = 0, 0.0
        if self.age < 18.0:
            return
        model = self.model
        weights, total = self.active_contacts()
        drawn = keyed_draws(model.seed_number, self.identity, model.month, MONTH)
        free = self.free_hours * (1.0 + model.rules.swing * (2.0 * drawn[0] - 1.0))
        self.terms = self.shared_terms(drawn[1] < model.rules.concern)
        for act in Act:
            phase = int(model.offers.phase[self.community, act])
            if phase == 1 or (phase == 3 and not self.registered):
                self.consider(act, weights[act], total, free)
            elif phase == 2 and self.registered:
                self.go_to_the_poll()

    def active_contacts(self) -> tuple[list[float], float]:
        """Summed strength of contacts who did each act, and of all."""
        weights, total = [0.0] * len(ACTS), 0.0
        settled = min(1.0, self.years_here / 2.0)
        strength = self.model.strength
        ties = [
            (other, strength[layer] * (settled if layer in LOOSE else 1.0))
            for other, layer in self.contacts
            if layer in AT_HOME or other.age >= 17.0
        ]
        ties += [(other, strength[Layer.COMPANION]) for other in self.companions]
        for other, weight in ties:
            total += weight
            for act in range(len(ACTS)):
                if bit(other.active, act):
                    weights[act] += weight
        return weights, total

    def consider(self, act: Act, active: float, total: float, free: float) -> None:
        """Informed, eligible, available, motivated."""
        model = self.model
        drawn = keyed_draws(model.seed_number, self.identity, model.month, GATES[act])
        self.keep_or_draw(act)
        block, number = divmod(act + 2, 4)
        u = keyed_draws(model.seed_number, self.identity, model.month, MONTH, block)[number]
        source = self.hear(act, active, u)
        self.told_by[act] = source
        self.reason[act] = self.outcome(act, source, drawn, free, active / total if total > 0.0 else 0.0)
        did = self.reason[act] == Reason.DID
        if act is Act.VOTE:
            self.registered = did
        elif did:
            self.done |= 1 << act
            self.spent += self.hours_for(act, source)

    def keep_or_draw(self, act: Act) -> None:
        """What sets the person apart as this act is considered: the person's own, or drawn anew."""
        rules = self.model.rules
        drawn = keyed_draws(self.model.seed_number, self.identity, self.model.month, ANEW, act)
        attention = float(self.attention if rules.lasting_audience else quantile(drawn[0]))
        self.place = float(self.reader if rules.lasting_audience else drawn[1])
        own, shared = (
            self.disposition if rules.lasting_disposition else quantile(drawn[2]),
            rules.hearing.attentive_disposition,
        )
        noting = shared * own + math.sqrt(1.0 - shared**2) * attention
        self.alert = exponential(rules.hearing.attention * noting)
        self.leaning = rules.disposition * own

    def hear(self, act: Act, active: float, u: float) -> int:
        """First source at which the chance to have heard nothing falls below u."""
        way, offers, c = self.model.rules.hearing, self.model.offers, self.community
        invited = act is not Act.VOTE or self.elector
        listed = act in (Act.VOTE, Act.DELIBERATE, Act.SUGGEST) and any(
            bit(self.active, one) for one in ON_THE_LIST
        )
        profile = self.profile()
        known = self.acquaintance * self.acquaintance
        door = (way.visit_dormitory if self.dormitory else way.visit_base) + way.visit_known * known
        visits = float(offers.visits[c, act, profile]) * door + float(offers.familiar[c, act]) * known
        calls = float(offers.calls[c, act, profile]) * way.call_answered
        told, online = way.talk * active, float(offers.online[c, act])
        organised = float(offers.organisation[c, act, profile]) * self.alert
        contact, informed = self.neighbour_contact / 6.0, organised / (1.0 + organised)
        if self.history[Act.CULTURE] & 1:
            informed = 1.0 - (1.0 - informed) * (1.0 - float(offers.at_culture[c, act]))
        noticed = float(offers.notice[c, act]) * min(1.0, way.notice_base + way.notice_contact * contact)
        written = min(1.0, float(offers.letters[c, act, profile])) * way.letter_read
        chances = (
            1.0 if act is Act.SUGGEST and bit(self.done, Act.DELIBERATE) else 0.0,
            1.0 - exponential(-visits) if invited and visits > 0.0 else 0.0,
            1.0 - exponential(-calls) if invited and calls > 0.0 else 0.0,
            way.recall if invited and (bit(self.active, act) or listed) else 0.0,
            self.noted(noticed),
            self.noted(written),
            told / (1.0 + told),
            informed,
            online if online > 0.0 and self.place < way.online_local * self.internet() else 0.0,
        )
        silent = 1.0
        for source, chance in enumerate(chances, start=1):
            silent *= 1.0 - chance
            if u > silent:
                return source
        return int(Informant.NOBODY)

    def noted(self, chance: float) -> float:
        """Chance to take note of what an ordinarily attentive person notes with this chance."""
        return chance * self.alert / (1.0 - chance + chance * self.alert)

    def internet(self) -> float:
        """Chance to use the internet often."""
        way = self.model.rules.hearing
        base = logarithm(way.online_use / (1.0 - way.online_use))
        z = base + way.online_age * (self.age - 30.0) / 10.0 + way.online_education * (self.education - 2.0)
        return 1.0 / (1.0 + exponential(-z))

    def outcome(self, act: Act, source: int, drawn: tuple[float, ...], free: float, share: float) -> int:
        """Gates 2 to 4 for who has heard."""
        if source == Informant.NOBODY:
            return Reason.NOT_INFORMED
        if not self.admitted(act, drawn[1]):
            return Reason.NOT_ELIGIBLE
        if self.hours_for(act, source) > free - self.spent or drawn[2] > self.presence(act, source):
            return Reason.NO_TIME
        terms = {
            **self.terms,
            "habit": self.habit(act),
            "asked": float(source == Informant.VISIT),
            "called": float(source == Informant.CALL),
            "at_meeting": float(source == Informant.MEETING),
            "contacts": share,
            "other_acts": float(any(bit(self.active, one) for one in (Act.VOTE, *CIVIC) if one != act)),
            "disposition": self.leaning,
        }
        z = 0.0
        for term, coefficient in zip(TERMS, self.model.coefficients[act], strict=True):
            z += coefficient * terms[term]
        return Reason.DID if drawn[3] < 1.0 / (1.0 + exponential(-z)) else Reason.NOT_INTERESTED

    def admitted(self, act: Act, u: float) -> bool:
        """Gate 2."""
        offers, c = self.model.offers, self.community
        if act is Act.SUGGEST:
            return bool(self.voice_since < 0)
        if act is Act.COMPLAIN:
            return bool(self.complaint_since < 0)
        if act not in (Act.VOTE, Act.STAND):
            return True
        papers = self.years_here >= offers.residence_years[c] and u < offers.papers[c]
        return (self.hukou == 0 or papers) and (act is Act.STAND or self.elector)

    def hours_for(self, act: Act, source: int) -> float:
        """Hours that the act takes."""
        online = source == Informant.ONLINE and act in DONE_ONLINE
        return float(self.model.hours[act] * (self.model.rules.online if online else 1.0))

    def presence(self, act: Act, source: int) -> float:
        """Chance to be free at the hour."""
        daytime = float(self.model.offers.daytime[self.community, act, self.profile()])
        online = source == Informant.ONLINE and act in DONE_ONLINE
        if daytime == -1.0 or online or (act is Act.VOTE and source == Informant.VISIT):
            return 1.0
        childcare = float(self.model.offers.childcare[self.community, act])
        back = (1.0 - self.evening_lost * (1.0 - childcare)) / (1.0 - self.evening_lost)
        return float(daytime * self.daytime + (1.0 - daytime) * self.evening * back)

    def profile(self) -> int:
        """Audiences: party, old, women, youth, workers, newcomers, owners, who is on the ladder."""
        belongs = (
            self.party,
            self.age >= 60.0,
            self.female,
            self.age < 35.0,
            self.workplace >= 0,
            self.hukou == 2,
            self.owner,
            self.rung > 0,
        )
        return sum(bool(one) << position for position, one in enumerate(belongs))

    def habit(self, act: Act) -> float:
        """Share of the last twelve months; for voting, the last election."""
        if act is Act.VOTE:
            return float(self.history[act] & (2**36 - 1) != 0)
        return (self.history[act] & (2**12 - 1)).bit_count() / 12.0

    def shared_terms(self, concern: bool) -> dict[str, float]:
        """Terms of the choice that do not depend on the act."""
        decades = (self.age - 40.0) / 10.0
        return {
            "intercept": 1.0,
            "age": decades,
            "age_squared": decades * decades,
            "female": float(self.female),
            "education": self.education - 2.0,
            "party": float(self.party),
            "elsewhere": float(self.hukou == 1),
            "migrant": float(self.hukou == 2),
            "owner": float(self.owner),
            "agricultural": float(self.agricultural),
            "years": logarithm((self.years_here + 1.0) / 11.0),
            "contact": self.neighbour_contact / 6.0,
            "tools": float(self.lends_tools),
            "income": self.income,
            "trust": (self.trust - 0.6) / 0.2,
            "efficacy_internal": (self.efficacy_internal - 0.5) * 5.0,
            "efficacy_external": (self.efficacy_external - 0.5) * 5.0,
            "belonging": (self.belonging - 0.5) / 0.2,
            "concern": float(concern),
            "response": self.response,
        }

    def go_to_the_poll(self) -> None:
        """Vote if free at the hour, or by proxy."""
        model = self.model
        u = keyed_draws(model.seed_number, self.identity, model.month, GATES[Act.VOTE], 1)[0]
        at_the_poll = self.presence(Act.VOTE, int(Informant.NOBODY))
        if u < at_the_poll + (1.0 - at_the_poll) * model.rules.admission.proxy:
            self.reason[Act.VOTE] = Reason.DID
            self.done |= 1 << Act.VOTE
            self.spent += model.hours[Act.VOTE]
        else:
            self.reason[Act.VOTE] = Reason.NO_TIME

    def live_through(self) -> None:
        """History, acquaintance, attitudes, skill, belonging and rung after the month."""
        self.acts, self.hours = self.done, single(self.spent)
        if self.age < 18.0:
            return
        learned, model = self.model.rules.experience, self.model
        self.history = [(bits << 1 | bit(self.acts, act)) & MASK64 for act, bits in enumerate(self.history)]
        windows = [2**36 - 1 if act == Act.VOTE else 2**12 - 1 for act in range(len(ACTS))]
        self.active = sum(1 << act for act, bits in enumerate(self.history) if bits & windows[act])
        known = self.acquaintance * (1.0 - learned.forgotten)
        phases = model.offers.phase[self.community]
        if any(phases[act] == 1 and self.told_by[act] == Informant.VISIT for act in Act):
            known = toward(known, 1.0, learned.known_by_visit)
        if any(bit(self.acts, act) for act in WITH_COMMITTEE):
            known = toward(known, 1.0, learned.known_by_act)
        self.acquaintance = single(known)
        u, u_class, u_register, _ = keyed_draws(model.seed_number, self.identity, model.month, LEARN)
        voted_and_learned = bit(self.acts, Act.VOTE) and u < learned.learns
        in_class = bit(self.acts, Act.CULTURE) and u_class < float(model.offers.classes[self.community])
        took_part = bit(self.acts, Act.DELIBERATE) or bit(self.acts, Act.STAND)
        self.knows_formation = bool(self.knows_formation or voted_and_learned or took_part or in_class)
        self.feel(learned, in_class)
        served = self.history[Act.VOLUNTEER]
        joins = served & 1 and u_register < model.rules.ladder.registers
        self.registered_volunteer = bool(joins or (self.registered_volunteer and served & (2**36 - 1)))
        before, self.rung = self.rung, self.find_rung()
        if self.rung < 4 or before < 4:
            self.climbed = self.rung >= 4 and before > 0

    def feel(self, learned: Any, in_class: bool) -> None:
        """Drift to the own level; what acts did."""
        self.trust = single(self.drifted("trust", learned.drift))
        self.efficacy_external = single(self.drifted("efficacy_external", learned.drift))
        internal = self.drifted("efficacy_internal", learned.drift)
        self.efficacy_internal = single(
            toward(internal, 1.0, learned.efficacy_act) if self.acts else internal
        )
        self.response = single(self.response * (1.0 - learned.response_fade))
        skill = self.skill * (1.0 - learned.skill_fade)
        skilled = any(bit(self.acts, act) for act in SKILLED)
        skill = toward(skill, 1.0, learned.skill_act) if skilled else skill
        self.skill = single(toward(skill, 1.0, learned.skill_class) if in_class else skill)
        belonging = 0.3 + (self.belonging - 0.3) * (1.0 - learned.belonging_fade)
        shared = any(bit(self.acts, act) for act in SHARED)
        self.belonging = single(toward(belonging, 1.0, learned.belonging_act) if shared else belonging)

    def drifted(self, name: str, share: float) -> float:
        """An attitude on its way back to the own level (the distance is taken in single precision)."""
        value, goal = getattr(self, name), getattr(self, f"{name}_set")
        return toward(value, goal, share, single(goal - value))

    def find_rung(self) -> int:
        """Rung of the ladder."""
        ladder = self.model.rules.ladder
        civic = 0
        for act in CIVIC:
            civic |= self.history[act]
        months = (civic & (2**12 - 1)).bit_count()
        if self.representative:
            return 5
        if self.office in (1, 3, 4):
            return 4
        if months >= ladder.backbone_months and self.skill >= ladder.backbone_skill:
            return 3
        if months >= ladder.activist_months:
            return 2
        return int(months >= ladder.volunteer_months)


AT_HOME: Final = (Layer.HOUSEHOLD, Layer.BUILDING)
LOOSE: Final = (Layer.FRIEND, Layer.HOMETOWN)
