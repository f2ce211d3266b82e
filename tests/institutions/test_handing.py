"""Books hand their columns to compiled rules: the arrays that they have now, whoever came or went."""

from __future__ import annotations

import numpy as np

from sim.institutions.organisations.state import OrganisationColumns, Organisations
from tests.institutions.worlds import another_organisation, district


def test_a_book_hands_out_the_arrays_that_it_has_now() -> None:
    one = district("tiny", "assumptions.institutions.organisations.initial=0.0")
    book = one[Organisations]
    for number in range(1, 4):
        another_organisation(one)
        assert book.handed_as(OrganisationColumns).members is book.members
        assert book.handed_as(OrganisationColumns) is book.handed_as(OrganisationColumns)
        assert len(book.handed_as(OrganisationColumns).members) == number
    book.close(np.array([True, False, True]))
    assert book.handed_as(OrganisationColumns).number.tolist() == book.number.tolist()


def test_a_fork_hands_out_its_own_arrays() -> None:
    one = district("tiny+report_package", months=3)
    another_organisation(one)
    one[Organisations].handed_as(OrganisationColumns)
    twin = one.fork(one.scenario)[Organisations]
    assert twin.handed_as(OrganisationColumns).members is twin.members
    assert twin.members is not one[Organisations].members
