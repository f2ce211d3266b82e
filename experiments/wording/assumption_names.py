"""What an assumption is called in a sentence, in both languages.

In English a declaration says what its unit is of ("share", "of adults who notice"), or of which act a motive
is; a sentence puts both together. Chinese says all of it by itself.
"""

from __future__ import annotations

from typing import Final

from experiments.wording.both_languages import Words
from sim.priors import every_assumption
from sim.wording.assumption_words import ASSUMED, MOTIVES, sentence_zh

# First words of what goes on from its unit.
WORDS: Final = "after at before below between by from in of per that to until who whom with without"
GOES_ON: Final = frozenset(WORDS.split(" "))
UNITS: Final = {"1": "factor", "0-1": "level", "1/month": "monthly rate", "1/year": "yearly rate"}
CHOICE: Final = "choice"


def assumption_name(path: str) -> Words:
    """What an assumption is called.

    Args:
        path: dotted, with or without its first word ``assumptions``.
    """
    short = path.removeprefix(ASSUMED)
    declared = every_assumption()[ASSUMED + short].declared
    return Words(en=_in_english(short, declared.sentence, declared.unit), zh=sentence_zh(short))


def _in_english(path: str, sentence: str, unit: str) -> str:
    if path.startswith(f"{MOTIVES}."):
        return f"{path.removeprefix(f'{MOTIVES}.').partition('.')[0]}: {sentence}"
    goes_on = sentence.partition(" ")[0] in GOES_ON and unit != CHOICE
    return f"{UNITS.get(unit, unit)} {sentence}" if goes_on else sentence
