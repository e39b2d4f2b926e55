"""Two officers press at the same moment: one act happens, the other is told what changed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client

from tests.world import World
from yinuo.acts.models import Entry
from yinuo.kernel.actor import HOUSE, Role
from yinuo.matters.models import Matter
from yinuo.matters.words import State
from yinuo.orgs import actions as staffing


def pressed(world: World, matter: Matter, presses: list[tuple[str, str, dict]]) -> list:
    """Each (who, verb, given) opens its form, then all press at once; the answers in the same order."""
    clients = []
    for who, verb, given in presses:
        client = Client()
        client.force_login(world.people[who].user)
        form = client.get(f"/desk/matters/{matter.number}/{verb}/").context["form"]
        clients.append((client, verb, given | {"key": str(form["key"].value()), "seen": form["seen"].value()}))
    together = Barrier(len(clients))

    def press(one):
        client, verb, given = one
        together.wait()
        try:
            return client.post(f"/desk/matters/{matter.number}/{verb}/", given)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(clients)) as pool:
        return list(pool.map(press, clients))


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_coordinators_exactly_one_dispatches(open_world, attempt):
    world, matter = open_world, open_world.accepted()
    answers = pressed(
        world,
        matter,
        [
            ("coordinator", "dispatch", {"office": world.office.pk}),
            ("county_coordinator", "dispatch", {"office": world.other_office.pk}),
        ],
    )
    assert sorted(one.status_code for one in answers) == [302, 409]
    late = next(one for one in answers if one.status_code == 409).content.decode()
    assert "有了新的进展" in late
    assert "您打开页面以后发生的" in late
    assert "派单" in late
    matter.refresh_from_db()
    assert matter.state == State.DISPATCHED
    assert Entry.objects.filter(subject=f"matter:{matter.pk}", act="matters.dispatch").count() == 1
    assert matter.office == (world.office if answers[0].status_code == 302 else world.other_office)


def test_of_promise_and_refusal_only_one_happens_and_the_typed_words_are_kept(open_world):
    world, matter = open_world, open_world.dispatched()
    second = staffing.appoint(
        world.office,
        HOUSE,
        post="另一位经办人",
        user=world.people["neighbour"].user.__class__.objects.create_user(username="second"),
    )
    staffing.entrust(second, HOUSE, role=Role.HANDLER, org=world.office)
    world.people["second"] = second
    answers = pressed(
        world,
        matter,
        [
            ("handler", "refuse", {"basis": "not_our_duty", "text": "这句话不能丢。"}),
            ("second", "refuse", {"basis": "not_our_area", "text": "这句话不能丢。"}),
        ],
    )
    assert sorted(one.status_code for one in answers) == [302, 409]
    assert "这句话不能丢。" in next(one for one in answers if one.status_code == 409).content.decode()
    matter.refresh_from_db()
    assert matter.refusals == 1
    assert connection.is_usable()
