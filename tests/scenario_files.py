"""Files of settings that tests write."""

from __future__ import annotations

from collections.abc import Callable

from sim.scenario import scenario_folder

TINY = scenario_folder() / "places" / "tiny.toml"
Write = Callable[..., str]
