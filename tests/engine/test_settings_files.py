"""Files of settings and ``--set``: what is read, what is refused, and that nothing takes for ever."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.engine.refusal import LONGEST
from sim.engine.settings import BadInput
from sim.engine.settings_files import MOST_FILES, SettingsFiles, read_override
from sim.engine.toml_files import read_toml

Write = Callable[..., Path]
DEEP = 100_000


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of these bytes or this text and give its path."""

    def write_file(content: bytes | str, name: str = "x.toml") -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write_file


def refusal_of(path: Path) -> str:
    """The line in which a file is refused: one line, not too long, that begins with the file's name."""
    with pytest.raises(BadInput) as refusal:
        read_toml(path)
    line = str(refusal.value)
    assert line.startswith(f"{path}: ")
    assert len(line) <= LONGEST
    assert len(line.splitlines()) == 1
    return line.removeprefix(f"{path}: ")


SPOILT: dict[str, tuple[bytes | str, str]] = {
    "no value": ("a = ", "not valid TOML (Invalid value"),
    "a key twice": ("a = 1\na = 2", "not valid TOML (Cannot overwrite a value"),
    "UTF-16, as old editors of Windows save": (
        "a = 1".encode("utf-16"),
        "cannot be read: it is not UTF-8 (it looks like UTF-16): save as UTF-8",
    ),
    "GBK, as Chinese editors save": (
        'a = "社区治理"'.encode("gbk"),
        "cannot be read: it is not UTF-8 (it looks like GBK): save as UTF-8",
    ),
    "bytes of no text": (b"\xff\x00\xfe\x80", "it is not UTF-8 (it looks like another encoding): save as"),
    "a null byte": ("a = 1\0", "not valid TOML"),
    "lists in lists": ("a = " + "[" * 9000, "not valid TOML (lists within lists, too deep)"),
    "tables in tables": ("a = " + "{b=" * 3000, "not valid TOML (lists within lists, too deep)"),
    "a number of 5,000 digits": ("a = " + "9" * 5000, "not valid TOML (Exceeds the limit"),
    "a day that is none": ("a = 2014-02-31", "not valid TOML"),
    "a line without end": ("a = '" + "x" * DEEP + "'", "a line of 100006 characters; at most 10000 are read"),
    "a key of many parts": (".".join("a" * DEEP) + " = 1", "a line of 200003 characters"),
    "more than a mebibyte": ("#\n" * 2**20, "is larger than 1024 KiB"),
    "a full-width equals sign": ("a ＝ 1", "('＝' is not the sign '=': type that one)"),
    "a full-width comma": ("a = [1，2]", "('，' is not the sign ',': type that one)"),
    "full-width brackets": ("［calendar］", "('［' is not the sign '[': type that one)"),
    "a Chinese quotation mark": ("a = “x”", "('“' is not the sign '\"': type that one)"),
    "a Chinese quotation mark at the end": ('a = "社区，x”\n', "('”' is not the sign '\"': type that one)"),
    "a full-width number": ("a = ５", "('５' is not the sign '5': type that one)"),
    "a full-width space": ("a = 1\u3000", "('\\u3000' is not the sign ' ': type that one)"),
    "no full-width sign to blame": (
        'a = "社区，x\n',
        "not valid TOML (Illegal character '\\n' (at line 1, column 10))",
    ),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_file_that_is_no_toml_is_refused_in_one_line_by_name(kind: str, write: Write) -> None:
    content, message = SPOILT[kind]
    assert message in refusal_of(write(content))


def test_a_byte_order_mark_is_accepted(write: Write) -> None:
    assert read_toml(write("a = 1".encode("utf-8-sig"))) == {"a": 1}


def test_the_lines_of_windows_and_of_old_macs_are_read(write: Write) -> None:
    assert read_toml(write(b"a = 1\r\nb = 2\rc = 3")) == {"a": 1, "b": 2, "c": 3}


def test_what_is_no_plain_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    for path in (tmp_path / "pipe.toml", Path("/dev/zero"), Path("/dev/null")):
        assert refusal_of(path) == "cannot be read (it is no plain file)"
    assert refusal_of(tmp_path).startswith("cannot be read (")
    assert refusal_of(tmp_path / "nothing.toml") == "no such file"


@pytest.mark.parametrize("name", ["a\0b.toml", os.fsdecode(b"a\xff.toml")])
def test_a_name_that_cannot_be_written_down_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match=r"^a.{1,6}\.toml: this name holds a null character or is not UTF-8"):
        read_toml(Path(name))


def files(*shelves: Path, **names: Path) -> SettingsFiles:
    """A reader with these shelves and names."""
    return SettingsFiles(shelves, names)


def test_an_included_file_is_found_beside_among_those_that_ship_or_by_its_name(write: Write) -> None:
    mine = write('include = ["beside.toml", "shared/shipped.toml", "known"]\nd = 4', "mine/x.toml")
    write("a = 1\nd = 0", "mine/beside.toml")
    shelf = write("b = 2", "shelf/shared/shipped.toml").parents[1]
    known = write("c = 3", "elsewhere/known.toml")
    found = files(shelf, known=known).flat(mine)
    assert {path: one.value for path, one in found.items()} == {"a": 1, "b": 2, "c": 3, "d": 4}


def test_one_name_need_not_be_a_list(write: Write) -> None:
    write("a = 1", "base.toml")
    assert files().flat(write('include = "base.toml"')).keys() == {"a"}


def test_what_beside_the_file_stands_comes_before_what_ships(write: Write) -> None:
    write("a = 1", "mine/base.toml")
    shelf = write("a = 2", "shelf/base.toml").parent
    assert files(shelf).flat(write('include = "base.toml"', "mine/x.toml"))["a"].value == 1


def test_a_missing_include_names_the_including_file_the_folders_and_the_nearest_name(write: Write) -> None:
    mine = write('include = ["knwon"]', "mine/x.toml")
    with pytest.raises(BadInput) as refusal:
        files(Path("/shelf"), known=mine).flat(mine)
    assert str(refusal.value) == (
        f"{mine}: include: 'knwon' is no file in {mine.parent}, /shelf, and no name that ships; "
        "did you mean 'known'?"
    )


@pytest.mark.parametrize("given", ["3", "[3]", "{a = 1}", "[['x.toml']]"])
def test_an_include_that_is_no_name_is_refused(given: str, write: Write) -> None:
    with pytest.raises(BadInput, match="include: must be a name or a list of names of files, not "):
        files().flat(write(f"include = {given}"))


@pytest.mark.parametrize("way", ["egg.toml", "./egg.toml", "../mine/egg.toml"])
def test_files_that_include_each_other_are_refused_however_they_are_spelt(way: str, write: Write) -> None:
    hen = write(f'include = ["{way}"]', "mine/hen.toml")
    write('include = ["hen.toml"]', "mine/egg.toml")
    with pytest.raises(BadInput, match="include: goes round in a circle"):
        files().flat(hen)


def test_an_include_bomb_is_refused_after_a_bounded_number_of_files(write: Write) -> None:
    for number in range(23):
        write(f'include = ["{number + 1}.toml", "{number + 1}.toml"]', f"{number}.toml")
    reader = files()
    with pytest.raises(BadInput, match=f"include: more than {MOST_FILES} files are read"):
        reader.flat(write("", "23.toml").parent / "0.toml")
    assert reader.read == MOST_FILES + 1


OVERRIDES = {
    "calendar.burn_in": "--set 'calendar.burn_in': must be PATH=VALUE",
    "=5": "--set '=5': must be PATH=VALUE",
    "a＝5": "--set 'a＝5': must be PATH=VALUE ('＝' is not the sign '=': type that one)",
    "a=5\nb=3": "--set 'a=5\\nb=3': must be one PATH=VALUE",
    "a=" + "[" * 9000: "--set 'a': not valid TOML (lists within lists, too deep)",
    "a=" + "[" * DEEP: "--set 'a': a line of 100008 characters; at most 10000 are read",
    "a=" + "9" * 5000: "--set 'a': not valid TOML (Exceeds the limit",
    "a=" + "{b=" * 30 + "1" + "}" * 30: "--set: 'a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.': tables within tables",
    "a=\0": "a=\\x00: this name holds a null character or is not UTF-8",
    os.fsdecode(b"a=\xff"): "a=\\udcff: this name holds a null character or is not UTF-8",
}


@pytest.mark.parametrize("text", OVERRIDES, ids=range(len(OVERRIDES)))
def test_an_override_that_cannot_be_used_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_override(text)
    line = str(refusal.value)
    assert line.startswith(OVERRIDES[text])
    assert len(line) <= LONGEST
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [("a=5", 5), (" a = [1] ", [1]), ("a=council", "council"), ("a=[[", "[["), ("a=b=c", "b=c")],
)
def test_an_override_is_toml_and_else_a_text(text: str, value: object) -> None:
    assert {path: one.value for path, one in read_override(text).items()} == {"a": value}
