"""Two hands at the same moment: only one unit seat, one own group, one new path; whoever is second is told in words."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import Failure
from yinuo.orgs import actions
from yinuo.orgs.models import Kind, Organisation, Seat, ServiceArea
from yinuo.orgs.words import SeatKind

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*runs: Callable) -> list[str]:
    """Run these in threads that start together; the sentences of those that failed."""
    barrier, told = Barrier(len(runs)), []

    def start(run: Callable) -> None:
        try:
            barrier.wait()
            run()
        except Failure as failure:
            told.append(failure.sentence)
        finally:
            connection.close()

    threads = [Thread(target=start, args=(run,)) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_a_unit_asked_by_two_joint_committees_at_once_sits_in_one(open_structure):
    unit = open_structure.unit

    def inviting(body):
        return lambda: actions.invite(body, HOUSE, at=MONDAY, kind=SeatKind.UNIT_MEMBER, post="院长", unit=unit)

    told = at_once(inviting(open_structure.committee), inviting(open_structure.other_committee))
    assert Seat.objects.filter(unit=unit).count() == 1
    assert len(told) == 1
    assert "只参加一个" in told[0]


def test_two_groups_at_once_do_not_both_become_the_own_group_of_a_grid(open_structure):
    place, grid = open_structure.world.community, open_structure.grids[0]
    groups = [open_structure.org(name, Kind.PARTY_GROUP, open_structure.branch, place) for name in ("甲组", "乙组")]
    told = at_once(*[lambda g=group: actions.serve(g, HOUSE, at=MONDAY, grid=grid) for group in groups])
    assert ServiceArea.objects.filter(grid=grid).count() == 1
    assert len(told) == 1


def test_organisations_founded_at_once_get_paths_of_their_own(open_structure):
    runs = [lambda n=n: open_structure.org(f"第{n}科", Kind.SECTION, open_structure.world.office) for n in range(4)]
    assert at_once(*runs) == []
    below = Organisation.objects.under(open_structure.world.office.path).exclude(pk=open_structure.world.office.pk)
    assert len({org.path for org in below}) == 4
