"""Buildings: entered, amended, demolished, imported; how many households, and nothing about them."""

import csv
import io
import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.places.ground import HOME, NEXT_DOOR, at, box, degrees, polygon, rows
from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.acts.verify import verify
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.errors import Refused, Unfit
from yinuo.places import actions
from yinuo.places.building_files import buildings_from_csv, buildings_from_geojson, decoded, read_number
from yinuo.places.importing import import_buildings
from yinuo.places.models import Building, GridBuilding

DAY = MONDAY.date()
WEEK = timedelta(days=7)


def enter(world, code="A-1", x=500, y=500, **given):
    given = {"name": "幸福小区3号楼", "households": 48, "members": 2} | given
    where = {} if "shape" in given and x is None else at(x, y)
    return actions.enter_building(world.community, world.worker, at=MONDAY, code=code, **where, **given)


def home(world):
    actions.draw(world.community, world.worker, at=MONDAY, shape=HOME)


def take(world, given, **more):
    return import_buildings(world.community, given, world.worker, at=more.pop("at", MONDAY), **more)


def test_a_building_stands_in_its_community(world):
    home(world)
    building = enter(world, compound=" 幸福小区 ")
    assert (building.code, building.compound, building.valid_from) == ("A-1", "幸福小区", DAY)
    entry = Entry.objects.get(act="places.enter_building")
    assert (entry.subject, entry.given["households"]) == (f"building:{building.pk}", 48)
    assert "commitment" in entry.given["name"]
    assert verify().is_true


def test_a_drawn_building_needs_no_point(world):
    home(world)
    building = enter(world, x=None, y=None, shape=box(100, 100, 160, 120))
    assert (building.longitude, building.latitude) == pytest.approx(degrees(130, 110), abs=1e-5)
    assert building.shape["type"] == "Polygon"


BAD = {
    "no name": ({"name": " "}, "名称"),
    "a flat": ({"name": "幸福小区3号楼2单元501"}, "不要写到哪一户"),
    "a telephone": ({"name": "3号楼 19900000001"}, "不要写到哪一户"),
    "negative households": ({"households": -1}, "不能是负数"),
    "negative members": ({"members": -2}, "不能是负数"),
    "too many": ({"households": 48000}, "多打了一位"),
    "no code": ({"code": "  "}, "楼栋编码"),
    "a code of signs": ({"code": "3号楼；"}, "楼栋编码"),
    "outside": ({"x": 1200}, "楼栋A-1在幸福社区的边界外面，离边界200米"),
    "a crossed shape": ({"shape": polygon((0, 0), (10, 10), (10, 0), (0, 10))}, "交叉"),
    "a shape elsewhere": ({"shape": box(10, 10, 30, 30)}, "对不上"),
    "a long compound": ({"compound": "长" * 61}, "60个字"),
}


@pytest.mark.parametrize(("given", "said"), BAD.values(), ids=BAD.keys())
def test_a_bad_building_is_refused_and_nothing_is_left_behind(world, given, said):
    home(world)
    with pytest.raises(Unfit, match=said):
        enter(world, **given)
    assert not Building.objects.exists()
    assert not Entry.objects.filter(act="places.enter_building").exists()


def test_no_households_is_a_number_too(world):
    assert enter(world, households=0, members=0).households == 0


def test_coordinates_are_needed_and_told_when_they_are_swapped(world):
    with pytest.raises(Unfit, match="请填写经度和纬度"):
        actions.enter_building(world.community, world.worker, at=MONDAY, code="1", name="1号楼", households=1)
    with pytest.raises(Unfit, match="写反了") as problem:
        actions.enter_building(
            world.community, world.worker, at=MONDAY, code="1", name="1号楼", households=1,
            longitude=Decimal("33.0"), latitude=Decimal("112.5"),
        )  # fmt: skip
    assert problem.value.field == "latitude"


def test_a_code_is_used_once_until_the_building_is_gone(world):
    first = enter(world)
    with pytest.raises(Unfit, match="已经有编码为A-1的楼栋"):
        enter(world)
    actions.demolish(first, world.worker, at=MONDAY + WEEK)
    first.refresh_from_db()
    assert first.valid_to == DAY + timedelta(days=6)
    assert enter(world).pk != first.pk


def test_without_an_outline_the_ground_of_another_community_is_still_its_own(world):
    actions.draw(world.other_community, HOUSE, at=MONDAY, shape=NEXT_DOOR)
    with pytest.raises(Unfit, match="在和平社区的边界里面"):
        enter(world, x=1500)
    enter(world, x=500)


def test_only_communities_have_buildings(world):
    with pytest.raises(Unfit, match="先选社区"):
        actions.enter_building(world.street, HOUSE, at=MONDAY, code="1", name="1号楼", households=1, **at(1, 1))


def test_amending_changes_what_is_given_and_nothing_else(world):
    home(world)
    building = enter(world)
    actions.amend_building(building, world.worker, at=MONDAY + WEEK, households=50, **at(510, 500))
    building.refresh_from_db()
    assert (building.households, building.members, building.name) == (50, 2, "幸福小区3号楼")
    assert building.longitude == degrees(510, 500)[0]
    for given, said in (
        (at(1500, 500), "边界外面"), ({"households": -3}, "负数"), ({"latitude": Decimal(33)}, "一起改"),
        ({"shape": box(900, 900, 920, 920), **at(100, 100)}, "对不上"),
    ):  # fmt: skip
        with pytest.raises(Unfit, match=said):
            actions.amend_building(building, world.worker, at=MONDAY + WEEK, **given)
    building.refresh_from_db()
    assert (building.households, building.longitude) == (50, degrees(510, 500)[0])


def test_a_demolished_building_leaves_its_grid_and_stays_as_it_was(world):
    building = enter(world)
    grid = actions.enter(None, HOUSE, at=MONDAY, code=f"{world.community.code}001", name="第1网格")
    GridBuilding.objects.create(building=building, grid=grid, valid_from=DAY)
    with pytest.raises(Unfit, match="之间"):
        actions.demolish(building, world.worker, at=MONDAY, valid_to=DAY + WEEK)
    actions.demolish(building, world.worker, at=MONDAY + WEEK, valid_to=DAY)
    assert GridBuilding.objects.get().valid_to == DAY
    with pytest.raises(Unfit, match="已经登记拆除"):
        actions.demolish(building, world.worker, at=MONDAY + WEEK)
    with pytest.raises(Unfit, match="已经拆除"):
        actions.amend_building(building, world.worker, at=MONDAY + WEEK, households=1)


# Importing


def test_an_import_enters_amends_and_knows(world):
    home(world)
    given = rows(5, 4)
    assert take(world, given).fresh == 20
    again = take(world, given, at=MONDAY + WEEK)
    assert (again.fresh, again.changed, again.known, again.gone, again.rejected) == (0, 0, 20, [], [])
    given[3] |= {"households": 41}
    given[4] |= {"name": "改名楼", **at(455, 55)}
    del given[0]
    third = take(world, given, at=MONDAY + WEEK)
    assert (third.fresh, third.changed, third.known, third.gone, third.is_written) == (0, 2, 17, ["001"], True)
    assert Building.objects.get(code="004").households == 41
    assert Building.objects.get(code="001").valid_to is None
    assert Entry.objects.filter(act="places.enter_building").count() == 20
    assert Entry.objects.filter(act="places.amend_building").count() == 2
    assert verify().is_true


def test_one_bad_row_stops_the_import_and_every_bad_row_is_named(world):
    home(world)
    given = rows(5, 4)
    given[2] |= {"households": "四十"}
    given[5] |= at(1300, 50)
    given[7] |= {"code": "001"}
    given[9] |= {"name": ""}
    del given[11]["households"]
    done = take(world, given)
    assert (done.fresh, done.is_written) == (15, False)
    assert [row for row, _why in done.rejected] == [4, 7, 9, 11, 13]
    why = dict(done.rejected)
    assert "户数“四十”不是整数" in why[4]
    assert "离边界3" in why[7]
    assert "编码001和第2行重复" in why[9]
    assert "填写户数" in why[13]
    assert not Building.objects.exists()
    assert not Entry.objects.filter(act__startswith="places.enter_building").exists()


def test_a_trial_writes_nothing_and_tells_the_same(world):
    home(world)
    given = rows(5, 4)
    trial = take(world, given, is_trial=True)
    assert (trial.fresh, trial.is_written, Building.objects.count()) == (20, False, 0)
    real = take(world, given)
    assert (trial.fresh, trial.rejected) == (real.fresh, real.rejected)


def test_empty_cells_leave_what_is_known(world):
    enter(world, code="001", members=5)
    done = take(world, [{"code": "001", "name": "", "members": None, "households": " ", "compound": ""}])
    assert (done.known, Building.objects.get().members) == (1, 5)


def test_an_import_costs_the_same_queries_however_many_rows(world):
    home(world)

    def costs(given, **more):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert not take(world, given, **more).rejected
        return len(queries)

    few = costs(rows(5, 5))
    assert costs(rows(9, 9, start=100)) <= few
    changed = [row | {"households": 41} for row in rows(9, 9, start=100)]
    fewer = [row | {"households": 42} for row in rows(5, 5)]
    assert costs(changed, at=MONDAY + WEEK) <= costs(fewer, at=MONDAY + WEEK) + 1


def test_an_import_is_refused_to_who_may_not_draw_and_for_nothing(world):
    with pytest.raises(Refused):
        import_buildings(world.community, rows(1, 1), world.neighbour, at=MONDAY)
    with pytest.raises(Refused):
        import_buildings(world.other_community, rows(1, 1), world.worker, at=MONDAY, is_trial=True)
    with pytest.raises(Unfit, match="没有楼栋"):
        take(world, [])


HEADER = ["楼栋编码", "地址", "户数", "党员数", "小区", "街区", "经度", "纬度"]


def table(header=HEADER, delimiter=",", lines=2) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(header)
    for row in rows(lines, 1):
        writer.writerow(
            [
                row["code"],
                row["name"],
                f"{row['households']}户",
                row["members"],
                row["compound"],
                "",
                row["longitude"],
                row["latitude"],
            ]
        )
    return out.getvalue()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_is_read_in_the_encodings_and_with_the_commas_of_offices(world, codec, delimiter):
    found = buildings_from_csv(table(delimiter=delimiter).encode(codec))
    assert [row["row"] for row in found] == [2, 3]
    assert take(world, found).fresh == 2
    building = Building.objects.get(code="001")
    assert (building.households, building.name, building.compound) == (40, "第1号楼", "小区0-0")


def test_english_headers_and_headers_with_units_are_read():
    found = buildings_from_csv("Code,Name,户数（户）,lng,lat\n1,1号楼,30,112.5,33.0\n\n2,2号楼,31,112.5,33.0\n")
    assert found[1] == {
        "row": 4,
        "code": "2",
        "name": "2号楼",
        "households": "31",
        "longitude": "112.5",
        "latitude": "33.0",
    }


@pytest.mark.parametrize(
    "column", ["户主姓名", "联系电话", "身份证号", "房号", "租户", "常住人员", "Phone", "owner_name", "出生日期"]
)
def test_a_column_about_people_is_refused_by_name(world, column):
    with pytest.raises(Unfit, match=f"“{column}”这一列") as problem:
        buildings_from_csv(table([*HEADER, column]))
    assert "不登记住户本人的任何信息" in problem.value.sentence
    properties = {"编码": "1", "户数": 1, column: "x"}
    shape = {"type": "Point", "coordinates": degrees(1, 1)}
    with pytest.raises(Unfit, match="这一列"):
        buildings_from_geojson(json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "geometry": shape, "properties": properties}
        ]}))  # fmt: skip
    with pytest.raises(Unfit, match="这一列"):
        take(world, [{"code": "1", column: "x"}])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "没有内容"),
        ("\n\n", "没有内容"),
        ("名称,户数\n1号楼,2", "没有找到“楼栋编码”"),
        ("编码,户数,总户数\n1,2,3", "有两列都是“户数”"),
        (b"\x80\x81\xff\xff\xfe", "编码读不出来"),
        ("PK\x03\x04\0\0", "不是CSV"),
    ],
)
def test_what_is_no_table_of_buildings_is_refused(data, said):
    with pytest.raises(Unfit, match=said):
        buildings_from_csv(data)


def test_geojson_of_points_and_walls_is_imported_and_bad_features_are_named(world):
    home(world)
    walls = json.loads(box(100, 100, 130, 160))
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": degrees(500, 500)}, "properties": {"code": 1, "name": "1号楼", "households": 30}},
        {"type": "Feature", "geometry": walls, "properties": {"编码": "2", "名称": "2号楼", "户数": 31.0, "颜色": "红"}},
    ]  # fmt: skip
    found = buildings_from_geojson(json.dumps({"type": "FeatureCollection", "features": features}))
    assert take(world, found).fresh == 2
    assert Building.objects.get(code="2").shape["type"] == "Polygon"
    assert take(world, found, at=MONDAY + WEEK).known == 2
    bad = [
        {"type": "Feature", "geometry": json.loads(polygon((0, 0), (9, 9), (9, 0), (0, 9))), "properties": {"编码": "3", "名称": "3号楼", "户数": 1}},
        {"type": "Feature", "geometry": None, "properties": {"编码": "4", "名称": "4号楼", "户数": 1}},
        "nonsense",
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": ["a", None]}, "properties": {"编码": "5", "名称": "5号楼", "户数": 1}},
    ]  # fmt: skip
    done = take(world, buildings_from_geojson(json.dumps({"type": "FeatureCollection", "features": features + bad})))
    assert [row for row, _why in done.rejected] == [3, 4, 5, 6]
    why = dict(done.rejected)
    assert "交叉" in why[3]
    assert "经度和纬度" in why[4]
    assert "楼栋编码" in why[5]


@pytest.mark.parametrize("data", ["{}", '{"type": "FeatureCollection"}', '{"type": "Feature"}'])
def test_geojson_without_features_is_refused(data):
    with pytest.raises(Unfit, match="FeatureCollection"):
        buildings_from_geojson(data)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (None, None),
        ("", None),
        (" ", None),
        (12, 12),
        (12.0, 12),
        ("12", 12),
        ("１２户", 12),
        ("1,200", 1200),
        ("-3", -3),
        ("3 名", 3),
    ],
)
def test_counts_are_read_as_people_type_them(cell, number):
    assert read_number(cell, "households") == number


@pytest.mark.parametrize("cell", ["十二", "12.5", "约30", "1e3", "∞", "30~40", True])
def test_what_is_no_count_is_told(cell):
    with pytest.raises(Unfit, match="不是整数"):
        read_number(cell, "households")


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    with pytest.raises(Unfit, match="太大"):
        decoded(b"1" * 30_000_001)
