"""P12: what the program reads is checked against its hash; what is spoilt is refused in a short line."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from experiments import read_results
from experiments.asking.answer_question import ask, read_answer
from experiments.page.stored_results import read_stored
from experiments.running.options import SERIAL
from experiments.storing import crate
from experiments.storing.folder import ResultFolder
from experiments.storing.manifest import CRATE, manifest_of, write_manifest
from experiments.storing.run_store import RunStore
from sim.engine.settings import BadInput
from tests.experiments import fakes
from tests.experiments.designs.questions import asked
from tests.experiments.fakes import content
from tests.experiments.small_questions import (
    QUESTION,
    answered,
    interrupted,
    small_comparison,
    small_experiment,
)
from tests.experiments.truth import true_forked

# --- what is read is checked


def flipped(file: Path) -> None:
    """One bit in the midst of a file."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


READERS: dict[str, Callable[[Path], object]] = {
    "the page": read_stored,
    "the tables": lambda folder: [read_results(folder).table(name) for name in read_results(folder).tables],
}


@pytest.mark.parametrize("file", ["monthly.parquet", "differences.parquet", "manifest.json"])
@pytest.mark.parametrize("reader", READERS)
def test_P12_a_flipped_bit_is_told_wherever_a_result_is_read(tmp_path: Path, file: str, reader: str) -> None:
    folder = answered(tmp_path / "x")
    READERS[reader](folder)
    flipped(folder / file)
    with pytest.raises(BadInput, match=file.replace(".", r"\.")):
        READERS[reader](folder)


@pytest.mark.parametrize("file", ["answer.json", "effects.parquet"])
def test_P12_a_flipped_bit_in_an_answer_is_told(tmp_path: Path, file: str) -> None:
    folder = ask(asked(tmp_path, QUESTION), tmp_path / "x", options=SERIAL, simulate=true_forked).folder
    read_answer(folder).table("effects")
    flipped(folder / file)
    with pytest.raises(BadInput, match=file.replace(".", r"\.")):
        read_answer(folder).table("effects")


def test_P12_runs_whose_files_were_exchanged_are_run_again(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    interrupted(folder)
    one, other, *_ = sorted((tmp_path / "x.partial" / "runs").glob("*.zip"))
    swapped = other.read_bytes()
    other.write_bytes(one.read_bytes())
    one.write_bytes(swapped)
    run_store = RunStore(one.parent)
    assert (run_store.record(one.stem), run_store.record(other.stem)) == (None, None)
    with pytest.raises(OSError, match="holds another run"):
        run_store.table(one.stem, "monthly")
    answered(folder, seeds=3)
    assert content(folder) == content(answered(tmp_path / "calm", seeds=3))


def test_P12_a_run_names_its_scenario_seed_and_settings(tmp_path: Path) -> None:
    interrupted(tmp_path / "x")
    run_store = ResultFolder(tmp_path / "x", "").run_store
    scenarios = {one.name: one.with_seed(1).digest() for one in small_experiment(3).scenarios}
    for file in run_store.files():
        told = run_store._archive(file.stem).describe()
        assert (told["id"], told["seed"]) == (file.stem, 1)
        assert told["settings"] == scenarios.pop(told["scenario"])
    assert scenarios == {}


def test_P12_a_failure_that_is_somebody_elses_or_spoilt_is_run_again(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    small_comparison(folder, simulate=fakes.one_reform_fails)
    (failed,) = (folder / "runs").glob("*.failed.json")
    run_store, run_id = RunStore(failed.parent), failed.name.partition(".")[0]
    told = run_store.record(run_id)
    assert told is not None
    assert told.status == "failed"
    text = failed.read_text()
    others = text.replace("ZeroDivisionError", "ValueError"), text.replace(run_id, "0" * 20)
    for spoilt in ("[]", "{", *others):
        failed.write_text(spoilt)
        assert run_store.record(run_id) is None


# --- damaged manifests


@pytest.mark.parametrize("text", ["", '{"@graph": [', "[]", "{}", '{"@graph": []}', '{"@graph": [{}]}'])
def test_a_description_that_is_cut_off_or_none_is_not_whole(tmp_path: Path, text: str) -> None:
    folder = answered(tmp_path / "x")
    assert crate.is_whole(folder)
    (folder / CRATE).write_text(text)
    assert not crate.is_whole(folder)
    (folder / CRATE).unlink()
    assert crate.is_whole(folder)  # a result without a description is whole


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    import os

    folder = tmp_path / "x"
    folder.mkdir()
    os.mkfifo(folder / "manifest.json")
    with pytest.raises(BadInput, match=r"manifest\.json: is not a file"):
        manifest_of(folder)
    (folder / "manifest.json").unlink()
    (folder / "manifest.json").symlink_to("/dev/zero")
    with pytest.raises(BadInput, match=r"manifest\.json: is not a file"):
        manifest_of(folder)


def test_messages_about_long_names_are_short_and_end_with_the_name(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["d" * 200] * 5)
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")
    with pytest.raises(BadInput) as refused:
        manifest_of(folder)
    assert len(str(refused.value)) <= 500
    assert "manifest.json: is not a manifest of shequ" in str(refused.value)


# --- what a loss of power or a bad disk does to runs and tables


@pytest.mark.parametrize("left", [0.0, 0.5, 0.99])
def test_cut_parquet_is_one_line(tmp_path: Path, left: float) -> None:
    folder = answered(tmp_path / "x")
    file = folder / "differences.parquet"
    file.write_bytes(file.read_bytes()[: int(left * file.stat().st_size)])
    told = manifest_of(folder)
    with pytest.raises(BadInput, match=r"differences\.parquet: is not what was written there"):
        read_stored(folder)
    from experiments.storing.files import sha256

    told["tables"]["differences.parquet"] = sha256(file)
    write_manifest(folder, told)
    with pytest.raises(BadInput, match=r"differences\.parquet: cannot be read; it is spoilt"):
        read_stored(folder)


def test_every_byte_of_a_runs_headers_may_be_spoilt(tmp_path: Path) -> None:
    """Flags, packings, sizes and names of a zip: found by flipping, one after another, what is no content."""
    interrupted(tmp_path / "x")
    run_store = ResultFolder(tmp_path / "x", "").run_store
    file = run_store.files()[0]
    whole, record, rows = file.read_bytes(), run_store.finished(file.stem), run_store.headline(file.stem)
    directory = whole.index(b"PK\x01\x02")
    for position in [*range(64), *range(directory, len(whole))]:
        for bit in (0x01, 0x80):
            spoilt = bytearray(whole)
            spoilt[position] ^= bit
            file.write_bytes(spoilt)
            assert run_store.finished(file.stem) in (None, record)
            assert headline_or_refusal(run_store, file.stem) in (rows, "spoilt")


@pytest.mark.parametrize("part", ["means", "keys", "numbers"])
def test_a_flipped_bit_of_a_runs_part_is_told(tmp_path: Path, part: str) -> None:
    interrupted(tmp_path / "x")
    run_store = ResultFolder(tmp_path / "x", "").run_store
    file = run_store.files()[0]
    with zipfile.ZipFile(file) as archive:
        told = archive.getinfo(part)
    spoilt = bytearray(file.read_bytes())
    spoilt[told.header_offset + 30 + len(part) + told.file_size // 2] ^= 0x10
    file.write_bytes(spoilt)
    read = run_store.headline if part == "means" else run_store.numbers
    with pytest.raises(OSError, match="is spoilt; delete it and give the same command again"):
        read(file.stem)


def headline_or_refusal(run_store: RunStore, run_id: str) -> object:
    """The numbers, or that they are spoilt."""
    try:
        return run_store.headline(run_id)
    except OSError as error:
        return "spoilt" if "is spoilt; delete it" in str(error) else str(error)


ONE_READER = {
    r"\bpq\.read|\bread_parquet\(|ParquetFile\(": "experiments/tables/parquet.py",
    r"zipfile\.ZipFile\(": "experiments/storing/archive.py",
    r"json\.load\(|json\.loads\((?!json\.dumps|self\._|schema\.metadata)": "experiments/storing/files.py",
}


@pytest.mark.parametrize("call", ONE_READER)
def test_each_kind_of_stored_file_has_one_reader(call: str) -> None:
    root = Path(__file__).parents[3]
    files = [file for package in ("sim", "experiments") for file in sorted((root / package).rglob("*.py"))]
    found = [str(file.relative_to(root)) for file in files if re.search(call, file.read_text("utf-8"))]
    assert found == [ONE_READER[call]]
