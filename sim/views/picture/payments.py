"""Payers, payees and purposes of the ledger in words."""

from __future__ import annotations

from typing import Final

from sim.wording.labels import LANGUAGES, Language
from sim.wording.language_files import dictionary, text_pairs

KINDS: Final = text_pairs("payments.kinds")
PURPOSES_ZH: Final[dict[str, str]] = dictionary("purposes")


def payment(flow: tuple[str, str, str], language: Language) -> str:
    """Say who paid whom and for what."""
    payer, payee, purpose = flow
    names = [KINDS[one][LANGUAGES.index(language)] if one in KINDS else one for one in (payer, payee)]
    what = PURPOSES_ZH.get(purpose, purpose) if language == "zh" else purpose
    return f"{names[0]} → {names[1]}: {what}"
