"""With what the model runs: columns, keyed luck, numbers, money, settings. No domain word lives here."""

from __future__ import annotations

from pathlib import Path

from sim.engine.compiling import use_cache_of

use_cache_of(Path(__file__).parent.parent)
