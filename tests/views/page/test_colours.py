"""Readers with each kind of colour blindness tell the colours of every legend apart."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.views.page.panels.maps import MOVED_COLOURS
from sim.views.page.people.explained import TIE_COLOURS
from sim.views.page.people.paint import GATE_COLOURS, HUKOU_COLOURS, TRUST_COLOURS
from sim.views.picture.colours import ACT_COLOURS, CHILD, PLAIN, RUNG_COLOURS

Triple = NDArray[np.float64]

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SEEN_BY = {
    "everybody": np.eye(3),
    "protanopia": [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]],
    "deuteranopia": [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]],
    "tritanopia": [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]],
}
LEGENDS = {
    "acts": (*ACT_COLOURS.values(), PLAIN, CHILD),
    "rungs": RUNG_COLOURS,
    "gates": GATE_COLOURS,
    "trust": TRUST_COLOURS,
    "hukou": HUKOU_COLOURS,
    "moved": MOVED_COLOURS[1:],
    "ties": TIE_COLOURS,
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])
APART = 10.0  # CIELAB; 2.3 is just noticeable side by side


def seen(colour: str, eye: Any) -> Triple:
    """Place of a colour in CIELAB, as an eye sees it."""
    shown = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255.0
    linear = np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)
    ratio = XYZ @ np.clip(np.array(eye) @ linear, 0.0, 1.0) / WHITE
    x, y, z = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16.0 / 116.0)
    return np.array([116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)])


@pytest.mark.parametrize("eye", SEEN_BY)
@pytest.mark.parametrize("legend", LEGENDS)
def test_colours_of_a_legend_are_told_apart(legend: str, eye: str) -> None:
    places = {colour: seen(colour, SEEN_BY[eye]) for colour in LEGENDS[legend]}
    near = [
        (one, other)
        for one, other in combinations(places, 2)
        if np.linalg.norm(places[one] - places[other]) < APART
    ]
    assert near == []


def test_the_measure_finds_colours_that_some_cannot_tell_apart() -> None:
    red, green = "#cc3311", "#6b6b00"
    far, near = (
        float(np.linalg.norm(seen(red, SEEN_BY[eye]) - seen(green, SEEN_BY[eye])))
        for eye in ("everybody", "deuteranopia")
    )
    assert near < far / 2.0
