"""Designs: which runs answer a question, and how. One file a design, one line here to register it.

A design is a dataclass of the keys that ``[design]`` may hold. It has a ``title``, the tables
that pages show of it (``page_tables``), ``check``, which refuses what cannot be run and says how many runs
there will be, ``arms``, which says what it compares, and ``answer``, which has them run and gives an
:class:`Answer` whose tables have titles. Its words stand in ``experiments/wording`` under its file's name.
One whose runs are not plain runs of the model has ``simulate`` too: what a worker does with a seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from experiments.answering.answer import Answer
from experiments.asking.laboratory import RunLaboratory
from experiments.asking.question import Question, Words
from experiments.deciding.value_of_information import ValueOfInformation
from experiments.designs.attribution import Attribution
from experiments.designs.budget import Budget
from experiments.designs.factorial import Factorial
from experiments.designs.grid import Grid
from experiments.designs.latin_hypercube import LatinHypercube
from experiments.designs.lever_audit import LeverAudit
from experiments.designs.morris import Morris
from experiments.designs.one_by_one import LeaveOneOut, OneAtATime
from experiments.designs.pilot_evaluation import PilotEvaluation
from experiments.designs.robustness import Robustness
from experiments.designs.scenarios import ScenarioList
from experiments.designs.sobol import Sobol
from experiments.designs.status_quo_check import StatusQuoCheck
from experiments.null_models.design import NullModels
from experiments.seeking.seek_design import Seek
from experiments.tables.page_tables import PageTables
from sim.scenario import Scenario


class Design(Protocol):
    """What every design can do."""

    @property
    def kind(self) -> str:
        """Its name in files."""

    @property
    def title(self) -> Words:
        """Its name in reports."""

    @property
    def over_worlds(self) -> bool:
        """Whether its answer is told over worlds, so that it lives in the plausible ones by default.

        Others draw assumptions themselves, or ask what the model as it is adds to simpler ones.
        """

    @property
    def page_tables(self) -> PageTables:
        """Which tables of its answer a page of answers shows; none if it has a page of its own."""

    def check(self, question: Question) -> int:
        """Refuse what cannot be run; how many runs there will be, as far as can be said."""

    def arms(self, question: Question) -> Sequence[Scenario]:
        """What is compared, the baseline first: the scenarios that the answer hangs on."""

    def answer(self, question: Question, laboratory: RunLaboratory) -> Answer:
        """Have the runs done and say what came of them."""


DESIGNS: Final[dict[str, type[Design]]] = {
    "list": ScenarioList,
    "grid": Grid,
    "one_at_a_time": OneAtATime,
    "leave_one_out": LeaveOneOut,
    "attribution": Attribution,
    "factorial": Factorial,
    "latin_hypercube": LatinHypercube,
    "sobol": Sobol,
    "morris": Morris,
    "robustness": Robustness,
    "budget": Budget,
    "pilot_evaluation": PilotEvaluation,
    "lever_audit": LeverAudit,
    "portrait": StatusQuoCheck,
    "null_models": NullModels,
    "seek": Seek,
    "value_of_information": ValueOfInformation,
}
