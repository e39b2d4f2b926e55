"""A community as cities have them: an outline, two main roads, compounds, about 120 buildings and 3,100 households."""

import json
from random import Random

from tests.world import MONDAY, World
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind
from yinuo.orgs.words import SeatKind
from yinuo.places import actions
from yinuo.places.importing import import_buildings
from yinuo.places.models import GridPlan, Place
from yinuo.places.queries import grids_in
from yinuo.places.words import BarrierKind, PlanMode
from yinuo.site.demo.streetplan import Quarter, Town

COMPOUNDS = [
    "阳光小区", "兴隆花园", "纺织厂家属院", "金桂苑", "和谐家园", "供销社家属院", "东方雅居", "清风苑", "书香苑", "丽水湾",
    "粮食局家属院", "紫荆花园", "翠竹苑", "锦绣城", "百货楼院", "河畔新居", "春晓园", "农机厂家属院", "龙湖嘉园", "文昌苑",
    "御景台", "车站家属院", "荷塘小区", "望城岗小区", "康宁里", "福民小区",
]  # fmt: skip
LANES = ["槐树巷", "南井胡同", "北后街", "打铁巷"]
ROADS = ["人民路", "建设路"]
CORNERS = ((112.520, 32.9888), (112.5312, 32.9892), (112.5308, 32.9985), (112.5197, 32.9980))


def quarter() -> Quarter:
    return Quarter(CORNERS)


def rows_and_roads(households: int = 3100, seed: int = 7) -> tuple[list[dict], list]:
    """Buildings as rows of an import, and the main roads."""
    return Town(Random(seed), COMPOUNDS, LANES, ROADS).fill(quarter(), households)


def geojson_of(rows: list[dict]) -> str:
    """The rows as a file of points."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [float(row["longitude"]), float(row["latitude"])]},
            "properties": {k: v for k, v in row.items() if k not in ("longitude", "latitude")},
        }
        for row in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def csv_of(rows: list[dict]) -> str:
    """The rows as a table."""
    names = {
        "编码": "code",
        "名称": "name",
        "户数": "households",
        "党员数": "members",
        "小区": "compound",
        "街区": "block",
    }
    names |= {"经度": "longitude", "纬度": "latitude"}
    lines = [",".join(names), *(",".join(str(row[key]) for key in names.values()) for row in rows)]
    return "\n".join(lines)


def outlined(world: World) -> Place:
    """The community with its outline and roads, without a building."""
    place = world.community
    actions.draw(place, world.worker, at=MONDAY, shape=json.dumps(quarter().shape), source="街道办界线图")
    for road in rows_and_roads()[1]:
        actions.lay_barrier(
            place, world.worker, at=MONDAY, kind=BarrierKind.ROAD, name=road.name, shape=json.dumps(road.shape)
        )
    return place


def built(world: World, households: int = 3100) -> Place:
    """The community with its buildings, without grids."""
    place = outlined(world)
    import_buildings(place, rows_and_roads(households)[0], world.worker, at=MONDAY)
    return place


def planned(world: World, **given) -> GridPlan:
    """A draft of grids for what stands there."""
    from yinuo.optimise.grids import Terms

    given = {"mode": PlanMode.FRESH, "terms": Terms()} | given
    return actions.plan_grids(world.community, world.worker, at=MONDAY, **given)


def adopted(world: World) -> list:
    """A fresh plan for what stands there, adopted."""
    actions.adopt(planned(world), world.coordinator, at=MONDAY)
    return grids_in(world.community, MONDAY.date())


def gridded(world: World, *, posted: bool = True) -> list:
    """The community with adopted grids; groups on most of them, one joint; all posted but the last."""
    built(world)
    grids = adopted(world)
    if posted:
        _serve(world, grids)
    return grids


def _serve(world: World, grids: list) -> None:
    joint = _group(world, "联合党小组")
    for number, grid in enumerate(grids[:-1], 1):
        group = joint if number <= 2 else _group(world, f"第{number}网格党小组")
        staffing.serve(group, world.organiser, at=MONDAY, grid=grid.place)
        actions.post(
            grid.place, world.worker, at=MONDAY, contact=f"第{number}网格网格员", phone="0377-60000001",
            complaint_phone="12345",
        )  # fmt: skip


def _group(world: World, name: str):
    group = staffing.establish(
        world.community_office, world.organiser, at=MONDAY, name=f"幸福社区{name}", kind=Kind.PARTY_GROUP,
        place=world.community, valid_from=MONDAY.date(),
    )  # fmt: skip
    staffing.count(group, world.organiser, at=MONDAY, counted_on=MONDAY.date(), full=5)
    staffing.invite(group, world.organiser, at=MONDAY, kind=SeatKind.GROUP_LEADER, post="党小组组长")
    return group
