"""What we do not know for sure about party organisations and the path of community elites."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.settings import number


@dataclass(frozen=True, kw_only=True)
class Party:
    """Party organisations of communities, and what is taken to the street and the district."""

    dues: float = number(10.0, "yuan/member/month", 0, 500, "party dues")
    least: int = number(
        3, "members", 1, 50, "that an organisation needs", "party statute: three full members"
    )
    named: float = number(
        3.0,
        "persons",
        0,
        10,
        "whom the members name for the committee's election if all is decided in the open",
    )
    link_hours: float = number(2.0, "hours", 0.1, 40, "taking one proposal to the street or the district")
    reply_hours: float = number(4.0, "hours", 0, 80, "of departments on the answer to it")
    upward_solved: float = number(0.4, "share", 0, 1, "of proposals taken upward that departments solve")


@dataclass(frozen=True, kw_only=True)
class Path:
    """The path of community elites (S5.3): courses, posts, representatives, hukou."""

    invited: float = number(
        12.0, "invitations/hour", 1, 60, "personal ones, by telephone or message, to people on the list"
    )
    course: float = number(0.4, "share", 0, 0.9, "of the remaining distance by which a course raises skill")
    course_cost: float = number(600.0, "yuan", 0, 20000, "a place in a course")
    post_hours: float = number(
        12.0, "hours/month", 0, 100, "that a resident gives to the sub-committee that he or she heads, unpaid"
    )
    post_allowance: float = number(300.0, "yuan/month", 0, 5000, "allowance of the head of a sub-committee")
    representative_proposals: float = number(
        2.0, "proposals/month", 0, 50, "that a representative takes along"
    )
    representative_visits: float = number(
        20.0, "visits/month", 0, 500, "of residents to a representative's office hour"
    )
    representative_cost: float = number(
        500.0, "yuan/month", 0, 20000, "office hour and allowance of a representative"
    )
    hukou_cost: float = number(
        10000.0, "yuan/person", 0, 1e6, "schooling and social services that come with a local hukou, once"
    )
