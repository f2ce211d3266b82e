"""Figures in English and Chinese. One kind, one file, one line here; the same data give the same bytes."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final, get_args

from experiments.answering.answer import FigureKind
from experiments.figures.picture import Picture
from experiments.wording.sentences import texts
from sim.wording.labels import Language

if TYPE_CHECKING:
    from experiments.figures.drawing import Rendered

# Kinds that answers can ask for: the module of each has ``draw(picture, language)``.
KINDS: Final = get_args(FigureKind)
# Kinds that stand with the subject that they are about.
ELSEWHERE: Final = {
    "forest": "experiments.trials.wording.forest",
    "standing": "experiments.deciding.standing_figure",
    "learnt": "experiments.deciding.learnt_figure",
}
FORMATS: Final = ("svg", "png")


def caption(kind: str, language: Language) -> str:
    """What a figure is called beneath it: it stands with the other words of the kind's module."""
    return texts(_module(kind).rpartition(".")[2])[language]["caption"]


def _module(kind: str) -> str:
    return ELSEWHERE.get(kind, f"experiments.figures.{kind}")


def draw(kind: str, picture: Picture, language: Language) -> Rendered:
    """Draw a figure of an answer; without files where its table has nothing to show.

    Raises:
        KeyError: there is no such kind.
    """
    from experiments.figures.drawing import render

    if kind not in KINDS:
        raise KeyError(kind)
    module: Any = importlib.import_module(_module(kind))
    return render(f"{kind}_{language}", lambda: module.draw(picture, language), FORMATS)
