"""Of whom an answer speaks: adults of which communities of what size, what counts, over which months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from experiments.wording.both_languages import Words, in_both
from experiments.wording.sentences import listing, sentences
from sim.outcomes.register import OUTCOMES
from sim.population.place import Place
from sim.wording.labels import label, sentence

if TYPE_CHECKING:
    from experiments.asking.question_file import Asked

SAY: Final = sentences("of_whom")


def basis_of(asked: Asked) -> Words:
    """Population, acts, size and time of an answer, which its sentences leave out so as to be short."""
    if (own := getattr(asked.design, "basis", None)) is not None:
        told: Words = own(asked.question)
        return told
    lead, calendar = OUTCOMES[asked.question.lead], asked.question.base().calendar
    defined = in_both(lambda language: sentence(lead, language))
    named = in_both(lambda language: label(lead, language))
    every = [arm.place for arm in asked.arms]
    places = [place for k, place in enumerate(every) if place not in every[:k]]
    return SAY(
        "basis",
        lead=named,
        defined=defined,
        places=listing(map(place_words, places)),
        months=calendar.horizon,
        burn_in=calendar.burn_in,
    )


def place_words(place: Place) -> Words:
    """A place with its communities and their sizes."""
    sizes = [group.residents for group in place.communities for _ in range(group.count)]
    fewest, most = f"{min(sizes):,}", f"{max(sizes):,}"
    each = SAY("alike", residents=most) if fewest == most else SAY("from_to", fewest=fewest, most=most)
    named = in_both(lambda language: label(place, language))
    return SAY("place", place=named, communities=len(sizes), residents=f"{sum(sizes):,}", each=each)
