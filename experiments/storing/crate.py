"""``ro-crate-metadata.json``: a result folder described for machines and archives, as RO-Crate 1.2 says.

It is written from the manifest and the files that are there, and carries no time of writing: its date is that
of the source code that made the result.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final

from experiments.storing.files import read_json, sha256, write_json
from experiments.storing.manifest import CRATE as FILE
from experiments.storing.manifest import read_manifest
from experiments.storing.seal import KEY, digest
from experiments.storing.versions import source_date
from experiments.tables.parquet import column_names
from sim.engine.settings import BadInput

PROFILE: Final = "https://w3id.org/ro/crate/1.2"
LICENCE: Final = "https://spdx.org/licenses/Apache-2.0"
_FORMATS: Final = {
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".csv": "text/csv",
    ".html": "text/html",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".toml": "application/toml",
}
MEANINGS: Final = {
    "manifest.json": "Question, command, versions, commit, seeds, runs, hashes of tables, settings, sources",
    "answer.json": "The answer in words, and the meaning of each column of its tables",
    "report.html": "The report, in English and Chinese",
    "monthly.parquet": "Every outcome by month and group of residents, a row group a run",
    "communities.parquet": "Every outcome by month in each community alone, a row group a run",
    "differences.parquet": "Paired differences of each arm to the baseline in every outcome and group",
    "values.parquet": "Every value of every run of a question, with what the run set",
    "runs.parquet": "What became of each run, with the digest of its numbers",
    "flows.parquet": "Every kind of payment by month, payer, payee, purpose and community",
}


def write_crate(folder: Path) -> None:
    """Describe a folder that has a manifest; the description has a hash of itself, as the manifest has."""
    told = read_manifest(folder)
    if told is not None:
        about, *others = _graph(folder, told)
        content = {"@context": f"{PROFILE}/context", "@graph": [about, *others]}
        write_json(folder / FILE, {**content, "@graph": [{**about, KEY: digest(content)}, *others]})


def is_whole(folder: Path) -> bool:
    """Whether the description of a folder is what was written, or is not there at all."""
    if not os.path.lexists(folder / FILE):
        return True
    try:
        found = read_json(folder / FILE)
        about, *others = found["@graph"]
        own = about.pop(KEY)
    except (BadInput, AttributeError, KeyError, TypeError, ValueError):
        return False
    return bool(own == digest({**found, "@graph": [about, *others]}))


def _graph(folder: Path, told: dict[str, Any]) -> list[dict[str, Any]]:
    files = [file for file in sorted(folder.iterdir()) if file.is_file() and file.name != FILE]
    shequ = f"shequ {told['versions']['model']}"
    return [
        {
            "@id": FILE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": PROFILE},
            "about": {"@id": "./"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": told["experiment"],
            "description": f"Simulated participation in community self-governance: {told['command']}",
            "datePublished": source_date(),
            "license": {"@id": LICENCE},
            "hasPart": [{"@id": file.name} for file in files],
            "mentions": {"@id": "#run"},
        },
        {"@id": LICENCE, "@type": "CreativeWork", "name": "Apache License 2.0", "url": LICENCE},
        {
            "@id": "#shequ",
            "@type": "SoftwareApplication",
            "name": shequ,
            "version": told["commit"] or told["versions"]["model"],
            "softwareRequirements": [f"{name} {version}" for name, version in told["versions"].items()],
        },
        {
            "@id": "#run",
            "@type": "CreateAction",
            "name": told["command"],
            "instrument": {"@id": "#shequ"},
            "object": {"@id": "manifest.json"},
            "result": [{"@id": file.name} for file in files],
        },
        *(_file(file) for file in files),
    ]


def _file(file: Path) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "@id": file.name,
        "@type": "File",
        "name": file.stem,
        "description": MEANINGS.get(file.name, file.stem.replace("_", " ")),
        "encodingFormat": _FORMATS.get(file.suffix, "application/octet-stream"),
        "contentSize": str(file.stat().st_size),
        "sha256": sha256(file),
    }
    if file.suffix == ".parquet":
        entity["variableMeasured"] = column_names(file)
    return entity
