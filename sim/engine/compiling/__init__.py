"""Rules that are compiled: how they are declared, what they are handed, and where their code is kept.

Rules take ``njit`` and ``inner`` from here, so that the folder of kept code is set up before the first of
them is made, and so that whoever compiles nothing need not load Numba.
"""

from __future__ import annotations

from pathlib import Path

from sim.engine.compiling.code_cache import cache_home, private, trouble, use_cache_of
from sim.engine.compiling.compile_time import CompileTime, timed
from sim.engine.compiling.declaring import inner, njit
from sim.engine.compiling.quick_compiling import compile_quickly

__all__ = ["CompileTime", "cache_home", "inner", "njit", "private", "timed", "trouble", "use_cache_of"]

use_cache_of(Path(__file__).parents[2])
compile_quickly("sim.residents.blocks", "sim.residents.decision", "sim.network.acting")
