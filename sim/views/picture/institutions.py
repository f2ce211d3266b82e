"""What the institutions of a community have and did in a month: names in both languages, values as text."""

from __future__ import annotations

from typing import Final, NamedTuple

from sim.district import District
from sim.engine.ledger import FEN_PER_YUAN
from sim.institutions.committee.state import Committees, ElectionForm
from sim.institutions.companies.state import Companies
from sim.institutions.fund.state import Funds
from sim.institutions.organisations.state import Organisations
from sim.institutions.tasks.task_book import TaskBook
from sim.institutions.voice.state import Voices
from sim.institutions.workstations.state import Workstations
from sim.policies import Policies
from sim.wording.labels import LANGUAGES, Language
from sim.wording.language_files import dictionary, text_pairs
from sim.wording.setting_values import yes_or_no

Pair = tuple[str, str]

LINES: Final = text_pairs("institutions")
FORMS: Final = text_pairs("institutions.forms")


KINDS: Final = text_pairs("payments.kinds")
PURPOSES_ZH: Final[dict[str, str]] = dictionary("purposes")


def payment(flow: tuple[str, str, str], language: Language) -> str:
    """Say who paid whom and for what."""
    payer, payee, purpose = flow
    names = [KINDS[one][LANGUAGES.index(language)] if one in KINDS else one for one in (payer, payee)]
    what = PURPOSES_ZH.get(purpose, purpose) if language == "zh" else purpose
    return f"{names[0]} → {names[1]}: {what}"


class FactLine(NamedTuple):
    """A line: name in both languages, value."""

    name: Pair
    value: str


def facts_of(district: District, c: int, language: Language) -> list[FactLine]:
    """Hours, tasks, money and members of the institutions of a community."""
    committee, company = district[Committees][c], district[Companies].of(c)
    spent, tasks = committee.spent, district[TaskBook]
    organisations = [one for one in district[Organisations] if one.community == c]
    facts = [
        FactLine(LINES["residents"], _count(float(district.geography.size[c]))),
        FactLine(
            LINES["reformed"],
            yes_or_no(_reformed(district, c), language),
        ),
        FactLine(LINES["workstation_hours"], _count(district[Workstations][c].hours)),
        FactLine(LINES["staff_hours"], _count(committee.staff_hours)),
        FactLine(LINES["administrative"], _count(spent.administrative)),
        FactLine(LINES["voice"], _count(spent.voice)),
        FactLine(LINES["meetings"], _count(spent.meetings)),
        FactLine(LINES["activities"], _count(spent.activities)),
        FactLine(LINES["visits"], _count(spent.visits)),
        FactLine(LINES["projects"], _count(spent.projects)),
        FactLine(LINES["service"], _count(spent.service)),
        FactLine(LINES["seats"], str(committee.seats)),
        FactLine(LINES["elected_by"], _form(committee.form, language)),
        FactLine(LINES["heads"], str(committee.heads)),
        FactLine(LINES["tasks"], _count(float(tasks.pending[c].sum()))),
        FactLine(
            LINES["unfunded"],
            _count(float(tasks.unfunded_ad_hoc[c])),
        ),
        FactLine(LINES["waiting"], _count(float(district[Voices].waiting[c]))),
        FactLine(LINES["answered"], _count(float(district[Voices].answered[c]))),
        FactLine(LINES["fund_balance"], _count(committee.fund_balance / FEN_PER_YUAN)),
        FactLine(LINES["under_way"], str(int(district[Funds].under_way()[c]))),
        FactLine(LINES["organisations"], str(len(organisations))),
        FactLine(
            LINES["organisations_money"],
            _count(sum(one.balance for one in organisations) / FEN_PER_YUAN),
        ),
    ]
    if company is not None:
        facts += [
            FactLine(LINES["company_profit"], _count(company.profit)),
            FactLine(
                LINES["company_services"],
                _count(company.services),
            ),
        ]
    return facts


def _reformed(district: District, c: int) -> bool:
    return bool(district.in_force[c]) and district.reform != Policies()


def _count(value: float) -> str:
    return f"{value:,.0f}".replace("-", "−")


def _form(code: int, language: Language) -> str:
    return FORMS[ElectionForm(code).name.lower()][LANGUAGES.index(language)]
