"""Files that ship and are called by name, found without loading the model, so that a typo is told at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sim.engine.refusal import BadInput, nearest, shown
from sim.engine.toml_files import refuse_name
from sim.scenario import scenario_folder


@dataclass(frozen=True)
class ShippedFiles:
    """Files of one kind.

    Attributes:
        kind: what each of them is, in a word.
        folder: where they are.
    """

    kind: str
    folder: Path

    def by_name(self) -> dict[str, Path]:
        """All of them."""
        return {path.stem: path for path in sorted(self.folder.glob("*.toml"))}

    def find(self, name: str) -> Path:
        """A file by its name, or at a path, where it need not be yet.

        Raises:
            BadInput: nothing ships under the name.
        """
        refuse_name(name)
        if name.endswith(".toml") or "/" in name or "\\" in name:
            return Path(name)
        known = self.by_name()
        if name not in known:
            raise BadInput(f"{self.kind} {shown(name)}: no such name{nearest(name, list(known))}")
        return known[name]


def shipped_worlds() -> Path:
    """Folder of the ensembles of plausible worlds that ship."""
    return scenario_folder() / "worlds"


EXPERIMENTS: Final = Path(__file__).parents[1]
QUESTIONS: Final = ShippedFiles("question", EXPERIMENTS / "questions")
TRIALS: Final = ShippedFiles("trial", EXPERIMENTS / "trials" / "files")
