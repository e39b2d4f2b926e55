"""`queries.visible_to` is the SQL twin of `policy.may_see`: held to it for everybody over a crowd of matters."""

import pytest

from tests.matters.test_policy import PEOPLE
from yinuo.kernel.actor import HOUSE, resident
from yinuo.matters import actions, policy, queries
from yinuo.matters.models import Matter


@pytest.fixture
def many(world):
    for make in (world.raised, world.registered, world.accepted, world.dispatched, world.promised, world.resolved):
        make()
        make(place=world.other_community) if make is world.raised else None
    for make in (world.verified, world.rated, world.closed):
        make()
    public = world.registered(is_public=True)
    tip = world.promised(kind="report_tip")
    other = world.accepted()
    actions.dispatch(other, world.coordinator, at=other.received_at, office=world.other_office)
    return world, public, tip


def test_what_sql_shows_is_what_the_rule_allows(many):
    world, *_rest = many
    crowd = {name: getattr(world, name) for name in PEOPLE if name not in ("raiser", "anyone")}
    crowd |= {f"raiser of {m.pk}": world.raiser(m) for m in Matter.objects.all()}
    crowd |= {"anyone": resident(), "house": HOUSE}
    everything = list(Matter.objects.all())
    for who, actor in crowd.items():
        by_sql = set(queries.visible_to(actor).values_list("pk", flat=True))
        by_rule = {matter.pk for matter in everything if policy.may_see(actor, matter) is None}
        assert by_sql == by_rule, who


def test_a_resident_sees_only_public_matters_and_the_own_one(many):
    world, public, tip = many
    assert set(queries.visible_to(resident())) == {public}
    assert set(queries.visible_to(world.raiser(tip))) == {public, tip}


def test_a_tip_is_never_published(many):
    world, _public, tip = many
    assert "不公开" in policy.may_publish(world.worker, tip)


def test_an_account_whose_member_has_left_sees_what_a_resident_sees(many):
    from datetime import timedelta

    from tests.world import MONDAY
    from yinuo.orgs import actions as staffing
    from yinuo.orgs.queries import actor_for

    world, public, _tip = many
    member = world.people["handler"]
    staffing.dismiss(member, HOUSE, at=MONDAY)
    left = actor_for(member, channel="desk", day=(MONDAY + timedelta(days=1)).date())
    assert set(queries.visible_to(left)) == {public}
