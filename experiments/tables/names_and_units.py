"""Names in both languages and units beside every outcome and group of a table, and in the file's metadata.

In Parquet the key ``shequ`` of the file's metadata holds, as JSON, what each column means and, for each
outcome of the table, its name, unit, better direction and sentence; fields have the same as their metadata.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import pyarrow as pa

from experiments.answering.column_meanings import COLUMNS
from experiments.asking.question import Words
from sim.outcomes.register import GROUPS, OUTCOMES
from sim.wording.labels import Language, label
from sim.wording.units_zh import unit_zh

KEY: Final = "shequ"
OF_OUTCOMES: Final = ("outcome", "proximal_outcome")
LESS: Final = " - "  # between outcomes of which one is subtracted from the other
RUN_COLUMNS: Final = {
    "run": Words(en="id of the run, the same as in runs.parquet", zh="运行编号，与 runs.parquet 相同"),
    "month": Words(en="month of the run; 1 is the first", zh="模拟的月份，1 为首月"),
    "community": Words(en="number of the community, from 0", zh="社区编号，自 0 起"),
    "pilot": Words(en="whether the community is a pilot of the reform", zh="是否为改革试点社区"),
    "seed": Words(en="key of the run's random draws", zh="运行的随机种子"),
    "value": Words(en="value of the outcome, in its unit", zh="指标的数值（按其单位）"),
    "seeds": Words(en="number of seeds with a value", zh="有数值的种子数"),
    "draw": Words(
        en="number of the draw of assumptions, or of the point; empty: as assumed",
        zh="假设抽样或设计点的编号；空：按原假设",
    ),
    "settings": Words(
        en="what differs from the question's scenario, as JSON", zh="与问题场景不同的设置（JSON）"
    ),
    "payer": Words(en="who pays", zh="付款方"),
    "payee": Words(en="who is paid", zh="收款方"),
    "purpose": Words(en="for what", zh="用途"),
    "fen": Words(en="amount, in fen (1/100 yuan)", zh="金额（分）"),
    "id": Words(
        en="hash of the scenario, its seed and the model's version", zh="场景、种子与模型版本的校验值"
    ),
    "status": Words(en="finished or failed", zh="finished：完成；failed：失败"),
    "stage": Words(en="where the run failed", zh="失败的环节"),
    "traceback": Words(en="how it failed", zh="失败的原因"),
    "digest": Words(en="hash of every number of the run", zh="运行全部数值的校验值"),
}


def added_to(columns: Iterable[str]) -> dict[str, Words]:
    """Columns that :func:`labelled` puts beside those of a table, with what they mean."""
    known = list(columns)
    found: dict[str, Words] = {}
    for column in (one for one in OF_OUTCOMES if one in known):
        found[f"{column}_en"] = Words(en="the outcome's name in English", zh="指标的英文名称")
        found[f"{column}_zh"] = Words(en="the outcome's name in Chinese", zh="指标的中文名称")
        unit = "unit" if column == "outcome" else f"{column}_unit"
        if unit not in known:
            found[unit] = Words(en="unit of the outcome", zh="指标的单位")
    if "group" in known:
        found["group_en"] = Words(en="the group's name in English", zh="群体的英文名称")
        found["group_zh"] = Words(en="the group's name in Chinese", zh="群体的中文名称")
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
    columns = {name: _plain(meanings[name]) for name in table.column_names if name in meanings}
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


def _plain(words: Words) -> dict[str, str]:
    return {"en": words.en, "zh": words.zh}


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
