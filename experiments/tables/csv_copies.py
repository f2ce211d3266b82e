"""Copies of a result's tables as CSV, beside them: for spreadsheets and whoever has no reader of Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from experiments.storing import manifest
from experiments.storing.crate import write_crate
from experiments.storing.files import refusal, sha256, whole_file
from experiments.tables.parquet import batches

LONGEST: Final = 32_767  # letters of a cell: what spreadsheets hold


def write_csv_copies(folder: Path) -> list[Path]:
    """Write each table of a result folder as CSV in UTF-8, and list the copies in the manifest.

    A cell longer than spreadsheets hold stays empty: the settings of a run in a plausible world, which name
    each assumption and would be repeated in a thousand rows. They stand in the Parquet file.

    Returns:
        The copies.

    Raises:
        BadInput: the folder is no result, or a file of somebody else's stands in the way.
    """
    told = manifest.manifest_of(folder)
    tables = [
        folder / name for name in told["tables"] if name.endswith(".parquet") and (folder / name).exists()
    ]
    copies = [table.with_suffix(".csv") for table in tables]
    known = manifest.listed(told)
    foreign = next((copy for copy in copies if copy.exists() and copy.name not in known), None)
    if foreign is not None:
        raise refusal(foreign, "is not of shequ and stands in the way; move it")
    for table, copy in zip(tables, copies, strict=True):
        _write_copy(table, copy)
    files = {**told.get("files", {}), **{copy.name: sha256(copy) for copy in copies}}
    manifest.write_manifest(folder, {**told, "files": files})
    write_crate(folder)
    return copies


def _write_copy(table: Path, copy: Path) -> None:
    """Write one, holding a part of its rows at a time."""
    columns, parts = batches(table)
    schema = _plain(pa.Table.from_batches([], columns)).schema
    with whole_file(copy) as temporary, pa.csv.CSVWriter(temporary, schema) as writer:
        for batch in parts:
            writer.write_table(_plain(pa.Table.from_batches([batch])))


def _plain(rows: pa.Table) -> pa.Table:
    """The same with words in place of codes, and empty where a number is none or a text too long."""
    for place, field in enumerate(rows.schema):
        column = rows[field.name]
        if pa.types.is_dictionary(field.type):
            column = pa.chunked_array([_short(one) for one in column.chunks], field.type.value_type)
        if pa.types.is_floating(field.type):
            column = pc.if_else(pc.is_nan(column), pa.scalar(None, field.type), column)
        rows = rows.set_column(place, field.name, column)
    return rows


def _short(column: pa.DictionaryArray) -> pa.Array:
    """Its words, but for those that are too long: looked at once each, not in every row."""
    words = column.dictionary
    if not pa.types.is_string(words.type):
        return column.dictionary_decode()
    fits = pc.less_equal(pc.utf8_length(words), LONGEST)
    kept = pc.if_else(fits, words, pa.scalar(None, words.type))
    return kept.take(column.indices)
