"""Ordering a round, listing sites and drawing the lot: each test has a round of its own, stopped where it begins."""

import hashlib
from datetime import date

import pytest

from tests.inspection.scene import SEED, SOURCE, day, scene
from tests.world import MONDAY
from yinuo.inspection import actions, queries
from yinuo.inspection.models import Round
from yinuo.inspection.rules import list_digest
from yinuo.inspection.words import IN_ROUND, Pick
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.orgs.models import Organisation


def test_a_second_round_on_the_same_theme_needs_an_approval(world):
    made = scene(world, "listing")
    root = Organisation.objects.get(pk=made.round.org_id)
    given = {
        "name": "再看一轮", "theme": "城市基层党建", "rubric": made.rubric, "starts_on": day(60), "ends_on": day(61),
        "groups": 1, "ordered_by": "县委党建工作领导小组",
    }  # fmt: skip
    with pytest.raises(Unfit, match="已经安排过“全县城市基层党建观摩”"):
        actions.order(root, made.organiser, at=MONDAY, **given)
    street = made.streets[0]
    assert actions.rounds.again(street, "城市基层党建", day(60)) == made.round, "also below"
    assert actions.rounds.again(street, "城市基层党建", day(400)) is None, "a year later it is a new one"
    assert actions.order(root, made.organiser, at=MONDAY, **given | {"document": "示督〔2026〕3号"}).pk
    assert actions.order(root, made.organiser, at=MONDAY, **given | {"theme": "消防安全"}).pk


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_on": date(2026, 2, 1)}, "不能早于开始"),
        ({"ordered_by": " "}, "谁部署"),
        ({"sites_per_unit": 0}, "1到12个"),
        ({"groups": 0}, "组数"),
    ],
)
def test_an_order_says_what_is_missing(world, wrong, sentence):
    made = scene(world, "listing")
    given = {
        "name": "消防观摩", "theme": "消防", "rubric": made.rubric, "starts_on": day(60), "ends_on": day(61), "groups": 1,
        "ordered_by": "县政府",
    }  # fmt: skip
    with pytest.raises(Unfit, match=sentence):
        actions.order(made.round.org, made.organiser, at=MONDAY, **given | wrong)
    assert Round.objects.count() == 1


def test_half_of_the_sites_is_drawn_from_the_full_list_and_anybody_can_draw_again(world):
    made = scene(world, "drawn")
    for number in range(6):
        subject = made.subject(number)
        sites = {site.name: site for site in made.round.sites.filter(subject=subject)}
        by_hand = sorted(sites, key=lambda name: hashlib.sha256(f"{SEED}|{subject.key}|{name}".encode()).hexdigest())
        assert sites[by_hand[0]].pick == Pick.DRAWN, "the lowest ticket is drawn"
        picked = [site for site in sites.values() if site.pick in IN_ROUND]
        assert len(picked) == 2
        proposed = next(site for site in sites.values() if site.is_proposed)
        assert proposed in picked, "the other half is as the street proposed"
    lists = {made.subject(n).key: [s.name for s in made.round.sites.filter(subject=made.subject(n))] for n in range(6)}
    assert made.round.list_digest == list_digest(lists)
    assert made.round.seed_source == SOURCE


def test_after_the_lot_nothing_is_listed_or_taken_back(world):
    made = scene(world, "drawn")
    site, subject = made.sites(0)[0], made.subject(0)
    with pytest.raises(NotNow, match="已经抽定"):
        actions.withdraw_site(site, made.speaker(0), at=MONDAY)
    with pytest.raises(NotNow, match="已经抽定"):
        actions.list_site(subject, made.speaker(0), at=MONDAY, name="新点位", place=subject.org.place)
    with pytest.raises(NotNow):
        actions.draw(made.round, made.organiser, at=MONDAY, seed="另一个", source="再抽一次")


def test_a_street_lists_its_own_sites_only(world):
    made = scene(world, "listing")
    with pytest.raises(Refused, match="单位自己申报"):
        actions.list_site(made.subject(0), made.speaker(1), at=MONDAY, name="别人的", place=made.subject(0).org.place)
    with pytest.raises(Unfit, match="不在"):
        actions.list_site(made.subject(0), made.speaker(0), at=MONDAY, name="隔壁的", place=made.subject(1).org.place)
    with pytest.raises(Unfit, match="不能重名"):
        actions.list_site(
            made.subject(0), made.speaker(0), at=MONDAY, name="东关街道党群服务中心", place=made.subject(0).org.place
        )
    with pytest.raises(Unfit, match="8:30-12:00"):
        actions.list_site(
            made.subject(0), made.speaker(0), at=MONDAY, name="新的", place=made.subject(0).org.place, windows="上午"
        )


def test_gaps_and_early_lists_are_seen_by_the_unit_and_those_above(world):
    made = scene(world, "listing")
    own = set(made.round.sites.filter(subject=made.subject(0)))
    assert set(queries.sites_of(made.speaker(0))) == own
    assert queries.sites_of(made.organiser).count() == 18
    gap = actions.plan_gap(
        made.subject(0), made.speaker(0), at=MONDAY, gap="公示不全", action="补齐", post="组织科科长", due_on=day(9)
    )
    assert list(queries.gaps_of(made.speaker(0))) == [gap] == list(queries.gaps_of(made.organiser))
    assert not queries.gaps_of(made.speaker(1)).exists()
