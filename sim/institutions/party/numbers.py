"""What we do not know for sure about party organisations and the path of community elites."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.plausible import argued, guessed, measured
from sim.engine.settings import exactly, number, setting


@dataclass(frozen=True, kw_only=True)
class Party:
    """Party organisations of communities, and what is taken to the street and the district."""

    dues: float = number(
        10.0, "yuan/member/month", 0, 500, "party dues", argued(3.0, 25.0, "the party sets 0.5 to 2 % of pay")
    )
    least: int = number(
        3, "members", 1, 50, "that an organisation needs", measured(3, 3, "party statute: three full members")
    )
    named: float = number(
        3.0,
        "persons",
        0,
        10,
        "whom the members name for the committee's election if all is decided in the open",
        guessed(1.0, 5.0),
    )
    visit_shares: tuple[float, ...] = setting(
        (0.6, 0.4),
        "shares",
        "of visits to members that ask for volunteering, committee work",
        low=0.0,
        high=1.0,
        shape=exactly(2, total=1.0),
        evidence=guessed(-1.0, 1.0, "tilts"),
    )
    double_duty: float = number(
        0.5,
        "share",
        0,
        1,
        "of a member's hours that the secretary's post takes, where one person holds both",
        guessed(0.2, 0.8),
    )
    head_proposals: float = number(
        2.0,
        "proposals/month",
        0,
        50,
        "that a head who is the secretary takes upward, as a representative does",
        guessed(0.7, 5.0),
    )
    link_hours: float = number(
        2.0, "hours", 0.1, 40, "taking one proposal to the street or the district", guessed(0.5, 5.0)
    )
    reply_hours: float = number(4.0, "hours", 0, 80, "of departments on the answer to it", guessed(1.5, 10.0))
    upward_solved: float = number(
        0.4, "share", 0, 1, "of proposals taken upward that departments solve", guessed(0.15, 0.7)
    )


@dataclass(frozen=True, kw_only=True)
class Path:
    """The path of community elites (S5.3): courses, posts, representatives, hukou."""

    invited: float = number(
        12.0,
        "invitations/hour",
        1,
        60,
        "personal ones, by telephone or message, to people on the list",
        argued(6.0, 20.0, "XG11: calls of some minutes, not all answered"),
    )
    invited_to: tuple[float, ...] = setting(
        (0.5, 0.5),
        "shares",
        "of these invitations that are to volunteering, committee work",
        low=0.0,
        high=1.0,
        shape=exactly(2, total=1.0),
        evidence=guessed(-1.0, 1.0, "tilts"),
    )
    posts_ask: tuple[float, ...] = setting(
        (0.5, 0.25, 0.25),
        "shares",
        "of sub-committees' visits that ask for volunteering, committee work, proposals",
        low=0.0,
        high=1.0,
        shape=exactly(3, total=1.0),
        evidence=guessed(-1.0, 1.0, "tilts"),
    )
    points_rung: float = number(
        5.0,
        "levels of education",
        0,
        100,
        "that a rung of the ladder counts in the points for a local hukou",
        argued(2.0, 10.0, "points schemes count service, schooling and years; weights differ by city"),
    )
    points_years: float = number(
        0.5,
        "levels of education/year",
        0,
        10,
        "that a year here counts in the points for a local hukou",
        argued(0.2, 1.0, "points schemes count service, schooling and years; weights differ by city"),
    )
    course: float = number(
        0.4, "share", 0, 0.9, "of the remaining distance by which a course raises skill", guessed(0.15, 0.6)
    )
    course_cost: float = number(
        600.0,
        "yuan",
        0,
        20000,
        "a place in a course",
        argued(200.0, 1500.0, "teacher, room and meals of some days"),
    )
    posts_filled: float = number(
        0.5,
        "posts/1000/month",
        0.01,
        10,
        "of vacant posts for which a head is found in a month: one for every 2,000 residents",
        guessed(0.2, 1.0),
    )
    post_hours: float = number(
        12.0,
        "hours/month",
        0,
        100,
        "that a resident gives to the sub-committee that he or she heads, unpaid",
        guessed(5.0, 25.0),
    )
    post_rounds: float = number(
        0.5, "share", 0, 1, "of these hours that go round; the rest makes volunteer slots", guessed(0.3, 0.7)
    )
    post_allowance: float = number(
        300.0, "yuan/month", 0, 5000, "allowance of the head of a sub-committee", guessed(100.0, 800.0)
    )
    representative_proposals: float = number(
        2.0, "proposals/month", 0, 50, "that a representative takes along", guessed(0.7, 5.0)
    )
    representative_visits: float = number(
        20.0, "visits/month", 0, 500, "of residents to a representative's office hour", guessed(8.0, 50.0)
    )
    representative_cost: float = number(
        500.0, "yuan/month", 0, 20000, "office hour and allowance of a representative", guessed(200.0, 1500.0)
    )
    hukou_cost: float = number(
        10000.0,
        "yuan/person",
        0,
        1e6,
        "schooling and social services that come with a local hukou, once",
        guessed(4000.0, 30000.0),
    )
