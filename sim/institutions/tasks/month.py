"""Government tasks: issued, gated (S1.1 catalogue, S1.2 access rule), worked off or dropped."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.actor import OUTSIDE
from sim.engine.compiling import njit
from sim.engine.random import each_poisson, each_rounded, purpose
from sim.institutions.committee.state import Committees
from sim.institutions.elections.by_elections import duty_share
from sim.institutions.elections.moments import Moment, in_moment
from sim.institutions.government.programme import Programme
from sim.institutions.government.state import StreetOffices
from sim.institutions.tasks.task_book import Counts, Fate, Hours, Kind, TaskBook
from sim.institutions.workstations.state import Workstations
from sim.institutions.world import World, while_set

ISSUE_DRAWS: Final = {kind: purpose(f"tasks.issue.{kind.name.lower()}") for kind in Kind}
GATE_DRAWS: Final = purpose("tasks.gate")


# Who takes which kinds, in which order: the workstation has no joint tasks, the committee does those first.
WORKSTATION_ORDER: Final = (Kind.ADMITTED, Kind.OWN, Kind.AD_HOC)
COMMITTEE_ORDER: Final = (Kind.JOINT, Kind.ADMITTED, Kind.OWN, Kind.AD_HOC)
REFILL_DRAWS: Final = purpose("tasks.refill")


@while_set
def item_hours(district: World) -> Hours:
    """(communities, kinds) hours of an item; lent staff (S1.2) does part of the work of an admitted one."""
    load = district.institutions.workload
    own_part = 1.0 - district.levers("tasks.access_staff")
    kinds = np.array([load.own_hours, load.joint_hours, load.ad_hoc_hours, load.ad_hoc_hours])
    hours: Hours = np.empty((own_part.size, len(Kind)))
    hours[:] = kinds
    hours[:, Kind.ADMITTED] *= own_part
    return hours


def issue_tasks(district: World) -> None:
    """Government issues the month's tasks; catalogue and access rule decide which reach the community."""
    book = district[TaskBook]
    book.age()
    own, joint, ad_hoc = (_arrivals(district, kind) for kind in (Kind.OWN, Kind.JOINT, Kind.AD_HOC))
    catalogue = district.levers("tasks.catalogue")
    listed = _part(district, own, catalogue, Kind.OWN)
    book.settle(Kind.OWN, Fate.DEPARTMENT, listed)
    book.admit(Kind.OWN, own - listed)
    book.admit(Kind.JOINT, joint)
    _pass_gate(district, ad_hoc)
    _pay_departments(district, listed, Kind.OWN)
    if district.structures.street_refills:
        _refill(district, listed)


def _refill(district: World, listed: Counts) -> None:
    """Rival of the street: hours that the catalogue frees come back as joint tasks, done first."""
    load = district.institutions.workload
    exact = load.refill * listed * load.own_hours / max(load.joint_hours, 1e-9)
    refilled = each_rounded(district.seed, district.month, REFILL_DRAWS, exact)
    district[TaskBook].admit(Kind.JOINT, refilled)


def _arrivals(district: World, kind: Kind) -> Counts:
    helping = district.institutions.involvement.help_items
    more = district[Programme].run * helping if kind is Kind.JOINT else 0.0
    means = _ordinary_arrivals(district)[kind] + more
    counts: Counts = each_poisson(district.seed, district.month, ISSUE_DRAWS[kind], means)
    return counts


@while_set
def _ordinary_arrivals(district: World) -> Hours:
    """(kinds, communities) tasks that government issues on average, but for those of its programme."""
    load, practice = district.institutions.workload, district[StreetOffices].practice(district)
    rates = load.own_items, load.joint_items, load.ad_hoc_items
    return np.array([practice * district.geography.size * rate / 1000.0 for rate in rates])


def _part(district: World, count: Counts, share: Hours, kind: Kind) -> Counts:
    """Round a share of each community's count up or down by keyed draws, so that the mean is exact."""
    if not np.count_nonzero(share):
        return np.zeros_like(count)
    part = each_rounded(district.seed, district.month, GATE_DRAWS, count * share, int(kind))
    return np.minimum(part, count)


def _pass_gate(district: World, ad_hoc: Counts) -> None:
    """S1.2: covered ad hoc tasks are returned or admitted with money; the others arrive unfunded."""
    book = district[TaskBook]
    if district.idle("tasks.access_rule"):
        book.admit(Kind.AD_HOC, ad_hoc)
        book.unfunded_ad_hoc = ad_hoc.astype(np.float64)
        return
    coverage = district.levers("tasks.access_rule")
    strictness = district.levers("tasks.access_strictness")
    gated = _part(district, ad_hoc, coverage, Kind.AD_HOC)
    returned = _part(district, gated, strictness, Kind.ADMITTED)
    admitted = gated - returned
    book.settle(Kind.ADMITTED, Fate.RETURNED, returned)
    book.admit(Kind.ADMITTED, admitted)
    book.admit(Kind.AD_HOC, ad_hoc - gated)
    funding = district.levers("tasks.access_funding")
    book.unfunded_ad_hoc = (ad_hoc - gated) + admitted * (1.0 - funding)
    _pay_departments(district, returned, Kind.AD_HOC)
    _lend_staff(district, admitted)


def _pay_departments(district: World, count: Counts, kind: Kind) -> None:
    """A task that stays with its department is done by the department's own staff, at the district's cost."""
    if np.count_nonzero(count):
        cost = count * item_hours(district)[:, kind] * district.institutions.staff.wage
        district.spend_each(OUTSIDE, cost, "department work", np.arange(cost.size))


def _lend_staff(district: World, admitted: Counts) -> None:
    """People follow tasks: the sender's staff works its share of the admitted tasks' hours."""
    staff = district.levers("tasks.access_staff")
    lent = admitted * district.institutions.workload.ad_hoc_hours * staff
    cost = lent * district.institutions.staff.wage
    district.spend_each(OUTSIDE, cost, "staff lent for tasks", np.arange(lent.size))


def work_off(book: TaskBook, hours: Hours, per_item: Hours, order: tuple[Kind, ...], fate: Fate) -> Hours:
    """Work on pending tasks, oldest first within a kind, as far as each community's hours go.

    Args:
        book: the counts to update.
        hours: (communities,) hours available.
        per_item: (communities, kinds) hours of an item.
        order: kinds in the order in which they are taken.
        fate: the fate of a finished task.

    Returns:
        (communities, kinds) hours spent.
    """
    spent = np.zeros((hours.size, len(Kind)))
    _work_off(book.pending, book.fate, hours, per_item, np.array(order, dtype=np.int64), int(fate), spent)
    return spent


@njit(cache=True, nogil=True, error_model="numpy")
def _work_off(
    pending: Counts, fates: Counts, hours: Hours, per_item: Hours, order: Counts, fate: int, spent: Hours
) -> None:
    """One pass over communities, kinds and months waited; an item that takes no time is always done."""
    for c in range(hours.size):
        left = hours[c]
        for kind in order:
            takes = per_item[c, kind]
            for waited in range(pending.shape[2] - 1, -1, -1):
                done = pending[c, kind, waited]
                if takes > 0.0:
                    done = min(done, np.int64(np.floor(left / takes + 1e-9)))
                pending[c, kind, waited] -= done
                fates[c, kind, fate] += done
                left = max(left - done * takes, 0.0)
                spent[c, kind] += done * takes


def hours_for_tasks(district: World) -> Hours:
    """(communities,) staff hours less the part of the drive for the voters' roll, a duty by law."""
    hours: Hours = district[Committees].staff_hours * (1.0 - duty_share(district))
    return hours


def help_with_the_drive(district: World) -> Hours:
    """(communities,) hours that workstations spend on the drive for the voters' roll in its month."""
    campaigning = in_moment(district, Moment.DRIVE)
    hours: Hours = district[Workstations].hours * district.institutions.staff.campaign_help * campaigning
    return hours


def do_administration(district: World) -> None:
    """Workstation, then committee, work off tasks; money follows admitted ones to the committee (S1.2)."""
    per_item, stations = item_hours(district), district[Workstations]
    desk = stations.hours - help_with_the_drive(district)
    if district.structures.one_team:
        _work_as_one_team(district, desk, per_item)
        return
    helped = work_off(district[TaskBook], desk, per_item, WORKSTATION_ORDER, Fate.WORKSTATION)
    spent = work_off(district[TaskBook], hours_for_tasks(district), per_item, COMMITTEE_ORDER, Fate.COMMITTEE)
    stations.administrative_hours[:] = helped.sum(axis=1)
    district[Committees].spent_administrative[:] = spent.sum(axis=1)
    _money_follows(district, spent[:, Kind.ADMITTED])


def _work_as_one_team(district: World, desk: Hours, per_item: Hours) -> None:
    """Rival of staffing: one team 合署 works tasks off; each staff gives hours in proportion."""
    own = hours_for_tasks(district)
    pool = own + desk
    spent = work_off(district[TaskBook], pool, per_item, COMMITTEE_ORDER, Fate.COMMITTEE)
    part = own / np.maximum(pool, 1e-9)
    district[Committees].spent_administrative[:] = part * spent.sum(axis=1)
    district[Workstations].administrative_hours[:] = (1.0 - part) * spent.sum(axis=1)
    _money_follows(district, spent[:, Kind.ADMITTED])


def left_at_the_desk(district: World) -> Hours:
    """(communities,) hours of the workstation that tasks leave; they organise where there is one team."""
    stations = district[Workstations]
    if not district.structures.one_team:
        return np.zeros(len(stations))
    left = stations.hours - help_with_the_drive(district) - stations.administrative_hours
    return np.maximum(0.0, left)


def _money_follows(district: World, hours: Hours) -> None:
    """Pay for admitted tasks; committees hire help for organising with that money in the same month."""
    district[TaskBook].funded_hours[:] = 0.0
    if not np.count_nonzero(hours):
        return
    book, wage = district[Committees], district.institutions.staff.wage
    paid = hours * wage * district.levers("tasks.access_funding")
    district[TaskBook].funded_hours[:] = paid / wage
    district.spend_each(book.accounts, paid, "money follows tasks", book.community)
    kept = np.where(paid > 0.0, book.balance(district.ledger), 0)
    district.pay_each(book.accounts, OUTSIDE, kept, "hired help", book.community)
