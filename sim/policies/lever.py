"""How a lever is declared: once, with its clause in the source, labels, unit, range and both settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any

from sim.engine.plausible import Evidence
from sim.engine.settings import Setting, hints_of

Declared = tuple[str, Setting, Any]


@dataclass(frozen=True, kw_only=True)
class Lever(Setting):
    """A setting that a district can choose.

    Attributes:
        clause: clause id in the mission, e.g. ``"S1.2"``.
        label_en: name in English.
        label_zh: name in Chinese, in the source's words.
        sentence_zh: what it says, in Chinese.
        status_quo: setting before any reform.
        recommended: setting that the source recommends.
        proximal_outcome: the outcome that it should move first.
        proximal_group: the group of people in whom it should move.
        expected: declared direction of that move, ``"+"`` or ``"-"``.
        within: paths of the levers without which this one has nothing to act on; the audit holds them at
            their recommended settings in both arms.
    """

    clause: str
    label_en: str
    label_zh: str
    status_quo: Any
    recommended: Any
    proximal_outcome: str
    expected: str
    proximal_group: str = "all"
    within: tuple[str, ...] = ()
    sentence_zh: str = ""


def lever(status_quo: Any, recommended: Any, *, clause: str, **declared: Any) -> Any:
    """Declare a dataclass field as a lever; its default is the status quo.

    Unless something else is declared, its clause is where the recommended setting comes from, and a number is
    none below zero.
    """
    if "high" in declared:
        declared.setdefault("low", 0.0)
    declared.setdefault("source", clause)
    metadata = {"setting": Lever(status_quo=status_quo, recommended=recommended, clause=clause, **declared)}
    return field(default=status_quo, metadata=metadata)


@cache
def declared_settings(schema: type, prefix: str = "") -> tuple[Declared, ...]:
    """List every setting under a dataclass as (dotted path, declaration, default).

    A field that holds a dataclass may have, in its metadata, a function ``evidence`` that says what is known
    of the settings there, given what their own declarations know.
    """
    return tuple(_under(schema, prefix))


def _under(schema: type, prefix: str) -> Iterator[Declared]:
    hints = hints_of(schema)
    for item in fields(schema):
        hint = hints[item.name]
        if is_dataclass(hint):
            inner = declared_settings(hint, f"{prefix}{item.name}.")  # type: ignore[arg-type]
            yield from _as_known_here(inner, item.metadata.get("evidence"))
        elif "setting" in item.metadata:
            yield f"{prefix}{item.name}", item.metadata["setting"], item.default


def _as_known_here(
    settings: Iterable[Declared], known: Callable[[Evidence], Evidence] | None
) -> Iterator[Declared]:
    for path, one, default in settings:
        evidence = known(one.evidence) if known and one.evidence else None
        yield path, replace(one, evidence=evidence, source=evidence.source) if evidence else one, default
