"""Outlines, barriers and postings: what is drawn must fit, and each refusal leaves nothing behind."""

from datetime import timedelta

import pytest

from tests.places.ground import HOME, NEXT_DOOR, at, box, line, polygon
from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.acts.verify import verify
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import Unfit
from yinuo.places import actions
from yinuo.places.models import Barrier, GridBuilding, Outline, Posting
from yinuo.places.queries import find_grid, find_place, outline_on
from yinuo.places.words import BarrierKind

DAY = MONDAY.date()
WEEK = timedelta(days=7)


def draw(world, shape=HOME, place=None, **given):
    return actions.draw(place or world.community, world.worker, at=given.pop("at", MONDAY), shape=shape, **given)


def grid(world, number=1, shape=None):
    code = f"{world.community.code}{number:03}"
    place = actions.enter(None, HOUSE, at=MONDAY, code=code, name=f"第{number}网格")
    if shape:
        draw(world, shape, place)
    return place


def building(world, code, x, y, **given):
    given = {"name": f"{code}号楼", "households": 40} | given
    return actions.enter_building(world.community, world.worker, at=MONDAY, code=code, **at(x, y), **given)


def put(one, place):
    return GridBuilding.objects.create(building=one, grid=place, valid_from=DAY)


def test_an_outline_is_drawn_and_places_its_community(world):
    outline = draw(world, source="社区提供")
    world.community.refresh_from_db()
    assert (outline.valid_from, outline.valid_to, outline.source, outline.remarks) == (DAY, None, "社区提供", [])
    assert (outline.west, outline.north) == pytest.approx((112.5, 33.009017))
    assert world.community.longitude == pytest.approx(112.505, abs=0.01)
    assert find_place(33.0045, 112.505, DAY) == world.community
    entry = Entry.objects.get(act="places.draw")
    assert entry.made == f"outline:{outline.pk}"
    assert verify().is_true


def test_a_second_drawing_ends_the_first_the_day_before(world):
    first = draw(world)
    second = draw(world, box(0, 0, 900, 900), at=MONDAY + WEEK)
    first.refresh_from_db()
    assert first.valid_to == DAY + timedelta(days=6)
    assert outline_on(world.community, DAY) == first
    assert outline_on(world.community, DAY + WEEK) == second


def test_a_correction_on_the_same_day_stands_alone(world):
    draw(world)
    second = draw(world, box(0, 0, 900, 900))
    assert list(Outline.objects.on(DAY)) == [second]
    with pytest.raises(Unfit, match="不能更早"):
        draw(world, valid_from=DAY - WEEK)


def test_neighbours_may_not_overlap_but_a_shaking_hand_is_forgiven(world):
    draw(world)
    other = world.other_community
    with pytest.raises(Unfit, match="和幸福社区的边界重叠了"):
        actions.draw(other, world.coordinator, at=MONDAY, shape=box(900, 0, 1900, 1000))
    assert not other.outlines.exists()
    outline = actions.draw(other, world.coordinator, at=MONDAY, shape=box(995, 0, 1900, 1000))
    assert outline.remarks
    assert "算手画误差" in outline.remarks[0]
    assert actions.draw(other, world.coordinator, at=MONDAY, shape=NEXT_DOOR).remarks == []


def test_a_neighbour_of_another_street_counts_too(world):
    street = actions.enter(None, HOUSE, at=MONDAY, code="419901902", name="又一街道")
    far = actions.enter(None, HOUSE, at=MONDAY, code="419901902901", name="隔壁社区")
    actions.draw(far, HOUSE, at=MONDAY, shape=HOME)
    with pytest.raises(Unfit, match="隔壁社区"):
        draw(world, box(500, 500, 1500, 1500))
    assert street.outlines.count() == 0


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (polygon((0, 0), (1000, 1000), (1000, 0), (0, 1000)), "交叉"),
        (box(0, 0, 20, 20), "不到500平方米"),
        (line((0, 0), (10, 10)), "需要的是面"),
        ("{}", "没有图形"),
    ],
)
def test_a_bad_outline_is_refused_and_nothing_is_left_behind(world, shape, said):
    with pytest.raises(Unfit, match=said):
        draw(world, shape)
    assert not Outline.objects.exists()
    assert not Entry.objects.filter(act="places.draw").exists()


def test_only_communities_and_grids_have_outlines(world):
    with pytest.raises(Unfit, match="只有社区"):
        actions.draw(world.street, HOUSE, at=MONDAY, shape=HOME)


def test_a_grid_lies_inside_its_community_and_beside_its_sisters(world):
    draw(world)
    grid(world, 1, box(0, 0, 500, 1000))
    with pytest.raises(Unfit, match="画到了幸福社区的边界外面"):
        grid(world, 2, box(500, 0, 1200, 1000))
    place = actions.enter(None, HOUSE, at=MONDAY, code=f"{world.community.code}003", name="第3网格")
    with pytest.raises(Unfit, match="和第1网格的边界重叠了"):
        draw(world, box(300, 0, 900, 1000), place)
    assert draw(world, box(500, 0, 1000, 1000), place).remarks == []
    assert find_grid(33.001, 112.509, DAY) == place
    assert find_grid(33.001, 112.52, DAY) is None


def test_an_outline_that_loses_buildings_is_refused_with_their_codes(world):
    for number in range(7):
        building(world, f"A{number}", 950, 100 + 100 * number)
    with pytest.raises(Unfit, match="7栋楼会落到幸福社区外面：A0、A1、A2、A3、A4等"):
        draw(world, box(0, 0, 900, 1000))
    draw(world)
    one = grid(world, 1, box(0, 0, 1000, 500))
    put(building(world, "B1", 100, 100), one)
    with pytest.raises(Unfit, match="1栋楼会落到第1网格外面：B1。"):
        draw(world, box(200, 0, 1000, 500), one)
    assert Outline.objects.filter(place=one).count() == 1


def test_grids_are_cut_when_their_community_is_drawn_smaller(world):
    draw(world)
    one, two = grid(world, 1, box(0, 0, 500, 1000)), grid(world, 2, box(500, 0, 1000, 1000))
    later = MONDAY + WEEK
    outline = draw(world, box(0, 0, 800, 1000), at=later)
    assert outline.remarks == ["第2网格超出新边界的部分已经裁掉。"]
    assert outline_on(two, later.date()).east == pytest.approx(outline.east, abs=1e-5)
    assert outline_on(two, DAY).east > outline.east
    assert one.outlines.count() == 1
    with pytest.raises(Unfit, match="第2网格整个落到了社区外面"):
        draw(world, box(0, 0, 400, 1000), at=later + WEEK)
    assert outline_on(world.community, later.date() + WEEK) == outline


def test_a_barrier_is_laid_near_its_community_and_lifted_again(world):
    draw(world)
    barrier = actions.lay_barrier(
        world.community,
        world.worker,
        at=MONDAY,
        kind=BarrierKind.RIVER,
        name=" 梅溪河 ",
        shape=line((500, -50), (500, 1050)),
    )
    assert (barrier.name, barrier.shape["type"]) == ("梅溪河", "LineString")
    with pytest.raises(Unfit, match="离幸福社区有"):
        actions.lay_barrier(
            world.community,
            world.worker,
            at=MONDAY,
            kind=BarrierKind.ROAD,
            name="远路",
            shape=line((5000, 0), (5000, 9)),
        )
    with pytest.raises(Unfit, match="名称"):
        actions.lay_barrier(
            world.community, world.worker, at=MONDAY, kind=BarrierKind.ROAD, name=" ", shape=line((0, 0), (9, 9))
        )
    actions.lift_barrier(barrier, world.worker, at=MONDAY + WEEK)
    assert list(Barrier.objects.on(DAY)) == [barrier]
    assert not Barrier.objects.on(DAY + WEEK).exists()
    with pytest.raises(Unfit, match="已经取消"):
        actions.lift_barrier(barrier, world.worker, at=MONDAY + WEEK)


POSTING = {"contact": "第1网格网格员", "phone": "0377-63000000", "complaint_phone": "12345"}


def test_a_grid_is_posted_when_it_has_ground_and_people(world):
    draw(world)
    one = grid(world)
    with pytest.raises(Unfit, match="还没有画边界"):
        actions.post(one, world.worker, at=MONDAY, **POSTING)
    draw(world, box(0, 0, 500, 500), one)
    with pytest.raises(Unfit, match="还没有楼栋"):
        actions.post(one, world.worker, at=MONDAY, **POSTING)
    put(building(world, "1", 100, 100), one)
    first = actions.post(one, world.worker, at=MONDAY, **POSTING)
    second = actions.post(one, world.worker, at=MONDAY + WEEK, **POSTING | {"phone": "公务手机 19900000001"})
    assert second.phone == "19900000001（公务手机）"
    assert list(Posting.objects.on(DAY)) == [first]
    assert list(Posting.objects.on(DAY + WEEK)) == [second]
    with pytest.raises(Unfit, match="不是网格"):
        actions.post(world.community, world.worker, at=MONDAY, **POSTING)


@pytest.mark.parametrize("contact", ["社区值班室", "第三网格网格员", "网格党小组组长", "综合服务岗 网格长"])
def test_a_contact_is_a_post(contact):
    from yinuo.places.office_words import read_post

    assert read_post(contact, "contact") == contact


@pytest.mark.parametrize(
    "contact", ["", "某某某", "网格员 某某某", "网格员：某某", "网格员19900000001", "幸福里3号楼2单元501网格员"]
)
def test_a_person_is_no_contact(contact):
    from yinuo.places.office_words import read_post

    with pytest.raises(Unfit):
        read_post(contact, "contact")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0377-63000000", "0377-63000000"),
        ("（0377）63000000", "037763000000"),
        ("63000000转8012", "63000000转8012"),
        ("１２３４５", "12345"),
        ("400-800-1234", "400-800-1234"),
        ("110", "110"),
        ("95598", "95598"),
        ("199 0000 0001（公务手机）", "19900000001（公务手机）"),
    ],
)
def test_office_telephones_are_read(typed, read):
    from yinuo.places.office_words import read_phone

    assert read_phone(typed, "phone") == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "办公电话"), ("19900000001", "不公示个人手机号"), ("12", "不是办公电话"), ("找我", "不是办公")],
)
def test_personal_and_unreadable_telephones_are_refused(typed, said):
    from yinuo.places.office_words import read_phone

    with pytest.raises(Unfit, match=said):
        read_phone(typed, "phone")
