"""How a settable number is declared: a dataclass field with unit, range, sentence and source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sim.engine.plausible import NO_SOURCE, Evidence


@dataclass(frozen=True)
class ListOf:
    """What a list must be, beside the range of each entry.

    Attributes:
        least: fewest entries.
        most: most entries.
        rows: equal parts, one after another, each of which must add up.
        total: what each part adds up to (None: anything).
        rising: whether no entry may be smaller than the one before.
    """

    least: int = 0
    most: int = 1000
    rows: int = 1
    total: float | None = None
    rising: bool = False

    def words(self) -> str:
        """Say how many entries there must be and how they hang together."""
        count = f"{self.least}" if self.least == self.most else f"{self.least} to {self.most}"
        parts = f" in {self.rows} equal parts" if self.rows > 1 else ""
        adding = "" if self.total is None else f" that add up to {self.total:g}" + (" each" if parts else "")
        return (
            count
            + " numbers"
            + parts
            + adding
            + (", none smaller than the one before" if self.rising else "")
        )


def exactly(length: int, **more: Any) -> ListOf:
    """Declare a list of so many entries."""
    return ListOf(length, length, **more)


@dataclass(frozen=True)
class Setting:
    """What a settable number means.

    Attributes:
        unit: unit in words, ``"1"`` for a pure number or share.
        low: smallest allowed value (None: any).
        high: largest allowed value (None: any).
        choices: allowed words, for a setting that is a choice.
        sentence: what it says.
        source: where the number comes from, or ``"assumed"``.
        shape: for a list, what it must be as a whole; each entry is in the range.
        evidence: of an assumption, its plausible range within the allowed one, with grade and source.
    """

    unit: str
    sentence: str
    source: str = NO_SOURCE
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    shape: ListOf | None = None
    evidence: Evidence | None = None

    def allowed(self) -> str:
        """Say in words what is allowed for one value."""
        if self.choices:
            return "one of " + ", ".join(self.choices)
        if self.low is None and self.high is None:
            return f"any {self.unit}" if self.unit == "text" else f"any number ({self.unit})"
        low = "-inf" if self.low is None else f"{self.low:g}"
        high = "inf" if self.high is None else f"{self.high:g}"
        return f"{low} to {high} ({self.unit})"


def setting(default: Any, unit: str, sentence: str, **more: Any) -> Any:
    """Declare a dataclass field with its :class:`Setting`; ``default=None`` makes it required."""
    if isinstance(evidence := more.get("evidence"), Evidence):
        more["source"] = evidence.source
    metadata = {"setting": Setting(unit, sentence, **more)}
    if default is None:
        return field(metadata=metadata)
    if isinstance(default, list | tuple):
        return field(default_factory=lambda: tuple(default), metadata=metadata)
    return field(default=default, metadata=metadata)


def number(
    default: float, unit: str, low: float, high: float, sentence: str, evidence: Evidence | str = NO_SOURCE
) -> Any:
    """Declare a dataclass field that is a number with a range.

    Args:
        default: its value.
        unit: in words.
        low: smallest allowed value.
        high: largest allowed value.
        sentence: what it says.
        evidence: of an assumption, its plausible range with grade and source; else its source.
    """
    known: dict[str, Any] = {"source": evidence} if isinstance(evidence, str) else {"evidence": evidence}
    return setting(default, unit, sentence, low=low, high=high, **known)
