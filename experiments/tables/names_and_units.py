"""Names in both languages and units beside every outcome and group of a table, and in the file's metadata.

In Parquet the key ``shequ`` of the file's metadata holds, as JSON, what each column means and, for each
outcome of the table, its name, unit, better direction and sentence; fields have the same as their metadata.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

import pyarrow as pa

from experiments.asking.question import Words
from experiments.wording.sentences import named, sentences
from sim.outcomes.register import GROUPS, OUTCOMES
from sim.wording.labels import Language, label
from sim.wording.units_zh import unit_zh

SAY: Final = sentences("names_and_units")
COLUMNS: Final = named("names_and_units.columns")  # what the columns of answers mean, once for all tables

KEY: Final = "shequ"
OF_OUTCOMES: Final = ("outcome", "proximal_outcome")
LESS: Final = " - "  # between outcomes of which one is subtracted from the other
RUN_COLUMNS: Final = named("names_and_units.run_columns")


def added_to(columns: Iterable[str]) -> dict[str, Words]:
    """Columns that :func:`labelled` puts beside those of a table, with what they mean."""
    known = list(columns)
    found: dict[str, Words] = {}
    for column in (one for one in OF_OUTCOMES if one in known):
        found[f"{column}_en"] = SAY("name_en")
        found[f"{column}_zh"] = SAY("name_zh")
        unit = "unit" if column == "outcome" else f"{column}_unit"
        if unit not in known:
            found[unit] = SAY("unit")
    if "group" in known:
        found["group_en"] = SAY("group_en")
        found["group_zh"] = SAY("group_zh")
    return found


BESIDE: Final = frozenset(added_to((*OF_OUTCOMES, "group")))


def labelled(table: pa.Table, meanings: Mapping[str, Words] | None = None) -> pa.Table:
    """The table with names and units after each outcome and group, and with the meaning of all in it.

    Args:
        table: whatever it holds; without outcomes and groups it gets the metadata only.
        meanings: of columns that mean here something of their own.
    """
    own = {
        name: words for name, words in added_to(table.column_names).items() if name not in table.column_names
    }
    for column in (*OF_OUTCOMES, "group"):
        beside = [name for name in own if _source(name) == column] if column in table.column_names else []
        for further, name in enumerate(beside, start=1):
            place = table.column_names.index(column) + further
            table = table.add_column(place, name, _mapped(table[column], _TEXTS[_kind(name)]))
    return _described(table, {**COLUMNS, **RUN_COLUMNS, **(meanings or {}), **own})


def _source(name: str) -> str:
    """The column beside which another stands: ``unit`` is that of the outcome."""
    return "outcome" if name == "unit" else name.rpartition("_")[0]


def _kind(name: str) -> str:
    what = name.rpartition("_")[2]
    return f"group_{what}" if name.startswith("group_") else what


def _mapped(column: pa.ChunkedArray, text: Callable[[str], str]) -> pa.ChunkedArray:
    """What is said of each entry, packed as the column itself is."""
    is_coded = pa.types.is_dictionary(column.type)
    codes = (chunk if is_coded else chunk.dictionary_encode() for chunk in column.chunks)
    mapped = [_mapped_codes(one, text) for one in codes]
    kind = pa.dictionary(pa.int16(), pa.string()) if is_coded else pa.string()
    return pa.chunked_array([one.cast(kind) for one in mapped], kind)


def _mapped_codes(codes: pa.DictionaryArray, text: Callable[[str], str]) -> pa.DictionaryArray:
    """The same entries under other words, each once, since several may share a unit."""
    texts = [text(str(name)) for name in codes.dictionary.to_pylist()]
    code_of = {one: place for place, one in enumerate(dict.fromkeys(texts))}
    places = pa.array([code_of[one] for one in texts], pa.int16())
    return pa.DictionaryArray.from_arrays(places.take(codes.indices), pa.array(list(code_of), pa.string()))


def _outcome_text(name: str, language: Language) -> str:
    return " − ".join(label(OUTCOMES[one], language) if one in OUTCOMES else one for one in name.split(LESS))


def _unit_text(name: str) -> str:
    first = name.partition(LESS)[0]
    return OUTCOMES[first].unit if first in OUTCOMES else ""


def _group_text(name: str, language: Language) -> str:
    return label(GROUPS[name], language) if name in GROUPS else name


_TEXTS: Final[dict[str, Callable[[str], str]]] = {
    "en": lambda name: _outcome_text(name, "en"),
    "zh": lambda name: _outcome_text(name, "zh"),
    "unit": _unit_text,
    "group_en": lambda name: _group_text(name, "en"),
    "group_zh": lambda name: _group_text(name, "zh"),
}


def _described(table: pa.Table, meanings: Mapping[str, Words]) -> pa.Table:
    """The table with the meanings of its columns and outcomes in its metadata, and no other metadata."""
    columns = {name: asdict(meanings[name]) for name in table.column_names if name in meanings}
    fields = [
        field.with_metadata(columns.get(field.name))
        for field in (one.remove_metadata() for one in table.schema)
    ]
    content = {"columns": columns, "outcomes": _outcomes_of(table)}
    return table.cast(pa.schema(fields, metadata={KEY: json.dumps(content, ensure_ascii=False)}))


def about(schema: pa.Schema) -> dict[str, Any]:
    """What the metadata of a table that was written here says: ``columns`` and ``outcomes``."""
    found: dict[str, Any] = json.loads(schema.metadata[KEY.encode()])
    return found


def _outcomes_of(table: pa.Table) -> dict[str, Any]:
    names: dict[str, None] = {}
    for column in (one for one in OF_OUTCOMES if one in table.column_names):
        for chunk in table[column].chunks:
            coded = chunk if pa.types.is_dictionary(chunk.type) else chunk.dictionary_encode()
            names |= dict.fromkeys(part for name in coded.dictionary.to_pylist() for part in name.split(LESS))
    return {name: _outcome(name) for name in names if name in OUTCOMES}


def _outcome(name: str) -> dict[str, str]:
    one = OUTCOMES[name]
    words = {
        "en": one.label_en,
        "zh": one.label_zh,
        "sentence_en": one.sentence,
        "sentence_zh": one.sentence_zh,
    }
    return {**words, "unit": one.unit, "unit_zh": unit_zh(one.unit), "better": one.better}
