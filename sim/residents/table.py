"""A13, residents 居民: a table of columns (the truth), and ``Resident``, a Mesa agent that views one row."""

from __future__ import annotations

from typing import Any, ClassVar

import mesa
import numpy as np

from sim.actor import Actor
from sim.engine.columns import Column, ColumnTable, trait
from sim.vocabulary import ACT_COUNT, ADULT_AGE


class Residents(ColumnTable):
    """All residents of a district, numbered by community, estate, building and household."""

    identity = trait(
        np.uint32,
        "1",
        0,
        2**32 - 1,
        0,
        "key of this dwelling place's random draws: community * 2**20 + serial",
    )
    community = trait(np.int32, "1", 0, 2**31 - 1, 0, "number of the community")
    estate = Column(np.int32, "1", 0, 2**31 - 1, 0, "number of the estate or village in the district")
    building = Column(np.int32, "1", 0, 2**31 - 1, 0, "number of the building in the district")
    household = Column(
        np.int32, "1", 0, 2**31 - 1, 0, "number of the household or dormitory room in the district"
    )

    age = trait(np.float32, "years", 0, 120, 30, "age")
    female = trait(np.bool_, "1", 0, 1, 0, "is a woman or girl")
    education = trait(np.int8, "level", 0, 5, 2, "highest level of education, see Education")
    hukou = trait(np.int8, "code", 0, 2, 2, "place of household registration, see Hukou")
    agricultural = trait(np.bool_, "1", 0, 1, 0, "holds an agricultural hukou")
    owner = trait(np.bool_, "1", 0, 1, 0, "holds the title of the home, alone or with the spouse")
    shareholder = Column(np.bool_, "1", 0, 1, 0, "holds shares of the community share-cooperative company")
    party = trait(np.bool_, "1", 0, 1, 0, "is a party member")
    income = trait(np.float32, "standard deviations", -8, 8, 0, "log income, standardised")
    years_here = trait(np.float32, "years", 0, 120, 0, "years lived here")
    dormitory = trait(np.bool_, "1", 0, 1, 0, "lives in a factory dormitory")
    workplace = Column(np.int32, "1", -1, 2**31 - 1, -1, "employer or school in the district, -1 for none")
    hometown = Column(np.int16, "code", -1, 32767, -1, "home region of a migrant, -1 for locals")
    free_hours = trait(
        np.float32, "hours/month", 0, 400, 60, "free hours in an ordinary month after work, care, commute"
    )
    daytime = trait(np.float32, "share", 0, 1, 0.5, "chance to be free at an hour of a working day")
    evening = trait(np.float32, "share", 0, 1, 0.8, "chance to be free on an evening or weekend")
    evening_lost = trait(
        np.float32, "share", 0, 1, 0, "part of the free evenings that care of a child at home takes"
    )
    neighbour_contact = trait(np.int8, "level", 0, 6, 2, "socialises with neighbours: 0 never to 6 daily")
    lends_tools = trait(np.bool_, "1", 0, 1, 0, "could certainly borrow tools from a neighbour")

    disposition = trait(
        np.float32, "standard deviations", -16, 16, 0, "lasting disposition to take part, beside traits"
    )
    attention = trait(
        np.float32, "standard deviations", -16, 16, 0, "lasting attention to notices, beside disposition"
    )
    reader = trait(
        np.float32, "share", 0, 1, 1, "place in the order in which people become readers of local pages"
    )

    trust = trait(
        np.float32,
        "share",
        0,
        1,
        0.6,
        "trust in local government and committee; 0.6 and more answers 4-5 of 5",
    )
    efficacy_internal = trait(
        np.float32, "share", 0, 1, 0.4, "feels able to take part; 0.6 and more answers 4-5 of 5"
    )
    efficacy_external = trait(
        np.float32, "share", 0, 1, 0.4, "feels that taking part has influence; as above"
    )
    belonging = trait(np.float32, "share", 0, 1, 0.5, "feels to belong to this community")
    skill = Column(np.float32, "share", 0, 1, 0.2, "skill of deliberating and organising")
    trust_set = Column(
        np.float32, "share", 0, 1, 0.6, "trust to which this person returns when nothing happens"
    )
    efficacy_internal_set = Column(
        np.float32, "share", 0, 1, 0.4, "internal efficacy to which this person returns"
    )
    efficacy_external_set = Column(
        np.float32, "share", 0, 1, 0.4, "external efficacy to which this person returns"
    )

    acquaintance = trait(
        np.float32, "share", 0, 1, 0, "how well the committee and its building heads know this resident"
    )
    knows_formation = Column(np.bool_, "1", 0, 1, 0, "knows how the residents' committee is formed")
    registered = Column(
        np.bool_, "1", 0, 1, 0, "is on the voters' roll of the coming or last committee election"
    )
    response = trait(np.float32, "1", -1, 1, 0, "memory of what came of own proposals: -1 silence, +1 solved")
    voice_since = trait(
        np.int16, "month", -1, 32767, -1, "month of the own proposal that the committee has not answered yet"
    )
    complaint_since = trait(
        np.int16, "month", -1, 32767, -1, "month of the own complaint that government has not answered yet"
    )
    interviewed = Column(
        np.int16, "month", -1, 32767, -1, "month of the last interview about services, -1 for none"
    )
    registered_volunteer = Column(np.bool_, "1", 0, 1, 0, "is registered as a volunteer 注册义工")
    climbed = Column(
        np.bool_, "1", 0, 1, 0, "head who stood on the ladder before, not appointed from outside it"
    )
    rung = Column(np.int8, "rung", 0, 5, 0, "rung of the ladder, see Rung")
    office = Column(np.int8, "code", 0, 4, 0, "duty held, see Office")

    representative = Column(
        np.bool_, "1", 0, 1, 0, "sits in a congress or the political consultative conference 两代表一委员"
    )

    history = Column(
        np.uint64,
        "bits",
        0,
        2**64 - 1,
        0,
        "per act, bit k set: did it k months ago",
        width=ACT_COUNT,
        order="F",
    )
    reason = Column(
        np.int8,
        "code",
        0,
        6,
        1,
        "per act, what came of it when last considered, see Reason",
        width=ACT_COUNT,
        order="F",
    )
    told_by = Column(
        np.int8,
        "code",
        0,
        9,
        0,
        "per act, from whom it was last heard, see Informant",
        width=ACT_COUNT,
        order="F",
    )
    active = trait(
        np.int16, "bits", 0, 511, 0, "acts done in the last 12 months (vote: at the last election)"
    )
    acts = Column(np.int16, "bits", 0, 511, 0, "acts done this month")
    elector = trait(np.bool_, "1", 0, 1, 1, "may vote under the community's form of election")
    homeowner_vote = Column(np.bool_, "1", 0, 1, 0, "voted at the last owners' assembly of the estate")
    hours = Column(np.float32, "hours/month", 0, 400, 0, "hours given to acts this month")


class Resident(mesa.Agent):
    """Live view of one row: reads and writes go to the table, so there is nothing to keep in step."""

    _ids: ClassVar[Any] = Actor._ids  # one numbering for all agents of a district

    def __init__(self, model: mesa.Model, row: int) -> None:
        """Register a view of this row with the model."""
        super().__init__(model)
        self.row = row

    def __getattr__(self, name: str) -> Any:
        """Read a column; columns wider than one cell come as a read-write array view."""
        if name not in Residents.columns:
            raise AttributeError(f"a resident has no {name!r}")
        cell = getattr(self.model.residents, name)[self.row]
        return cell if Residents.columns[name].width else cell.item()

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a column, or an ordinary attribute of the agent."""
        if name in Residents.columns:
            getattr(self.model.residents, name)[self.row] = value
        else:
            super().__setattr__(name, value)

    @property
    def adult(self) -> bool:
        """Whether this resident is of voting age."""
        return bool(self.age >= ADULT_AGE)
