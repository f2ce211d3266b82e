"""``import shequ``: the public face."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import shequ
import sim
from experiments import api

ROOT = Path(__file__).parents[2]


def test_shequ_offers_what_the_simulation_and_the_commands_offer_and_no_more() -> None:
    assert dir(shequ) == shequ.__all__ == sorted([*sim.__all__, *api.__all__])
    assert len(set(dir(shequ))) == len(dir(shequ)), "a name would hide another"
    for home in (sim, api):
        for name in home.__all__:
            assert getattr(shequ, name) is getattr(home, name)
    with pytest.raises(AttributeError, match="module 'shequ' has no attribute 'simulat'"):
        _ = shequ.simulat


def test_importing_shequ_loads_nothing_yet() -> None:
    program = "import sys, shequ; print({'sim', 'experiments', 'numba', 'numpy'} & set(sys.modules))"
    folder = str(Path(shequ.__file__).parents[1])
    told = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": folder},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "set()"


def test_every_package_says_that_it_is_typed() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "Typing :: Typed" in declared["project"]["classifiers"]
    for package in (sim, api, shequ):
        assert (Path(str(package.__file__)).parent / "py.typed").exists()


def test_no_module_can_take_the_place_of_what_the_package_offers_under_its_name() -> None:
    # Loading a module sets the attribute of its package: the lazy look-up would never be asked.
    assert not set(sim.__all__) & {path.stem for path in Path(str(sim.__file__)).parent.iterdir()}
