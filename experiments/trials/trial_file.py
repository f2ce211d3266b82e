"""What a trial file says: units drawn by lot, arms, what is measured on whom, and what was published."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from experiments.asking.question import Words
from experiments.trials.channels import CHANNELS
from sim.engine.settings import ListOf, setting
from sim.engine.settings import number as decimal
from sim.vocabulary import ACTS

UNIT_KINDS: Final = ("resident", "household", "room", "building", "estate", "community", "street")
STRATA: Final = ("none", "type", "street", "community")
# On whom effects are measured: who was assigned, who was reached, and who lives or deals with them.
PLACES: Final = ("assigned", "reached", "housemates", "building", "others")
CONTACTS: Final = ("work", "hometown", "friend", "companion")
ON: Final = (*PLACES, *CONTACTS)
SEEN: Final = ("", "answered", "solved", "silence", "project")
CONFIDENCES: Final = ("opened", "abstract", "memory")
QUANTITIES: Final = (
    *("effect", "per_contact", "log_odds", "ratio", "level", "count", "reached"),
    *("spillover", "spillover_total", "more_than", "more_than_arm", "share_left", "per_other"),
)
JUDGED: Final = ("size", "sign", "null", "at_most", "at_least")
UNTREATED: Final = "untreated"


@dataclass(frozen=True, kw_only=True)
class TrialUnits:
    """What is drawn by lot, among whom, and how many."""

    kind: str = setting("resident", "choice", "what is drawn", choices=UNIT_KINDS)
    among: tuple[str, ...] = setting((), "list of conditions", "that residents must meet to be treated")
    strata: str = setting("none", "choice", "within which the lot is drawn", choices=STRATA)
    number: int = setting(0, "units", "drawn in each stratum; 0 for a share of them", low=0, high=10_000_000)
    share: float = decimal(1.0, "share", 0.0, 1.0, "of the units of a stratum that are drawn")
    one_each: bool = setting(False, "true or false", "treat one resident of each unit, by lot")


@dataclass(frozen=True, kw_only=True)
class Arm:
    """What is done to the units of one arm.

    Attributes:
        channel: see :data:`experiments.trials.channels.CHANNELS`; empty if nobody is told of anything.
        second: another channel in the same month.
    """

    name: str = setting(None, "text", "of the arm, for the file and the table")
    label: Words
    act: str = setting("", "choice", "that residents are told of, or brought to do", choices=("", *ACTS))
    channel: str = setting("", "choice", "through whom they hear", choices=("", *CHANNELS))
    second: str = setting("", "choice", "through whom they hear as well", choices=("", *CHANNELS))
    reach: float = decimal(-1.0, "share", -1.0, 1.0, "reached by one go; -1: by the model's own rule")
    second_reach: float = decimal(-1.0, "share", -1.0, 1.0, "the same of the second channel")
    times: float = decimal(1.0, "goes", 0.0, 1000.0, "in each month")
    months: int = setting(
        1, "months", "in which it is done, the trial's month being the first", low=1, high=120
    )
    papers: bool = setting(False, "true or false", "somebody sees to the papers of a registration")
    brings_about: bool = setting(False, "true or false", "the act is done, whatever the resident would do")
    sees: str = setting("", "choice", "what comes of own proposals, seen before the month", choices=SEEN)
    levers: tuple[str, ...] = setting((), "list of policies.PATH=VALUE", "in force where the lot falls")
    against: str = setting(UNTREATED, "text", "arm that it is compared with")


@dataclass(frozen=True, kw_only=True)
class TrialGroup:
    """Residents of the trial of whom effects are told apart."""

    label: Words
    among: tuple[str, ...] = setting(None, "list of conditions", "that they meet at the lot")


@dataclass(frozen=True, kw_only=True)
class TrialMeasure:
    """What is measured, on whom and when.

    Attributes:
        question: a question of the survey instrument; its answer counts as yes where it ``equals`` a word, or
            is ``at_least`` a number, and else as the number that it is.
    """

    name: str = setting(None, "text", "of the measure")
    label: Words
    act: str = setting("", "choice", "done at least once", choices=("", *ACTS))
    question: str = setting("", "text", "column of the survey instrument instead of an act")
    equals: str = setting("", "text", "answer that counts as yes")
    at_least: float = decimal(
        0.0, "1", 0.0, 1e6, "answer from which on it counts as yes; 0 for the number itself"
    )
    ties: bool = setting(False, "true or false", "instead, whether there is a companion across hukou")
    projects: bool = setting(False, "true or false", "instead, projects decided on in the community")
    on: tuple[str, ...] = setting(("assigned",), "list", "on whom", choices=ON)
    of: str = setting("assigned", "choice", "whose housemates, neighbours, contacts", choices=PLACES[:2])
    horizons: tuple[int, ...] = setting((1,), "list of months", "from the trial's month on", low=1, high=240)
    window: int = setting(
        0, "months", "before each horizon that count; 0 for all since the trial", low=0, high=60
    )
    groups: tuple[str, ...] = setting((), "list", "of residents, beside all")


@dataclass(frozen=True, kw_only=True)
class PublishedNumber:
    """One published number, held against the model's; rates and effects in percentage points.

    Attributes:
        quantity: which number of the model: ``effect`` (of being assigned), ``per_contact``, ``log_odds``,
            ``ratio`` (to the control's rate), ``level`` (rate under treatment), ``count``, ``reached``,
            ``spillover`` (effect on these per effect on whom they belong to), ``spillover_total`` (of all of
            them together), ``more_than`` and ``more_than_arm`` (effect less that on the group, or of the arm,
            ``than``), ``per_other`` (effect per effect on the measure ``than``), ``share_left`` (as a share
            of that at the first horizon).
        judged: by ``size`` (inside the interval), ``sign``, ``null`` (smaller than ``tolerance``), or as a
            bound.
    """

    id: str = setting(None, "text", "row of the collection of trials")
    kind: str = setting(None, "text", "kind of trial, for the score")
    arm: str = setting(None, "text", "name of an arm")
    measured: str = setting(None, "text", "name of a measure")
    on: str = setting("assigned", "choice", "on whom", choices=ON)
    group: str = setting("all", "text", "of residents")
    horizon: int = setting(0, "months", "0 for the first", low=0, high=240)
    quantity: str = setting("effect", "choice", "which number", choices=QUANTITIES)
    than: str = setting("", "text", "group, arm or measure that it is compared with")
    judged: str = setting("size", "choice", "how", choices=JUDGED)
    effect: float = decimal(0.0, "points or ratio", -1e6, 1e6, "as published; for a sign, 1 or -1")
    interval: tuple[float, ...] = setting(
        (), "two numbers", "95 % interval", low=-1e6, high=1e6, shape=ListOf(0, 2, rising=True)
    )
    error: float = decimal(0.0, "points or ratio", 0.0, 1e6, "standard error, instead of an interval")
    control: float = decimal(-1.0, "per cent", -1.0, 100.0, "rate without treatment; -1: not known")
    tolerance: float = decimal(0.5, "points or ratio", 0.0, 1e6, "within which a null counts as kept")
    confidence: str = setting(None, "choice", "of the figure", choices=CONFIDENCES)
    calibrated: bool = setting(False, "true or false", "was used when the model was calibrated")
    source: str = setting(None, "text", "where it was published, with year")
    place: str = setting("", "text", "where it took place")
    note: Words


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A field experiment as the model runs it.

    Attributes:
        name: of its file.
        month: of the run in which it begins; months before are burn-in under the status quo.
    """

    name: str = setting("", "text", "of the file")
    title: Words
    month: int = setting(None, "month", "of the run in which it begins", low=2, high=1200)
    units: TrialUnits = field(default_factory=TrialUnits)
    arms: tuple[Arm, ...] = ()
    groups: dict[str, TrialGroup] = field(default_factory=dict)
    measured: tuple[TrialMeasure, ...] = ()
    published: tuple[PublishedNumber, ...] = ()

    @property
    def months(self) -> int:
        """How many months it is followed, the trial's month included."""
        return max(horizon for one in self.measured for horizon in one.horizons)

    def arm(self, name: str) -> Arm:
        """An arm by its name."""
        return next(one for one in self.arms if one.name == name)

    def measure(self, name: str) -> TrialMeasure:
        """A measure by its name."""
        return next(one for one in self.measured if one.name == name)
