"""From the divisions file to whom to find at an address: outline, buildings, a plan by map and by hand, adopted, posted."""

import csv
import json
from pathlib import Path

import pytest

from tests.desk.places import made
from tests.world import MONDAY, OPENED
from yinuo.kernel.actor import HOUSE, Role
from yinuo.orgs import actions as staffing
from yinuo.orgs.rulebook import load
from yinuo.places import actions
from yinuo.places.models import GridPlan, Place
from yinuo.places.queries import outline_on
from yinuo.places.words import PlanMode

pytestmark = [pytest.mark.slow, pytest.mark.browser]
REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "divisions"
FILES = ("areas_4113.csv", "streets_4113.csv", "villages_4113.csv")


@pytest.fixture
def home(town) -> Place:
    """A community of the real divisions file where it is there, else of the world; `neighbour` coordinates its street."""
    place = town.world.community
    if REAL.exists():
        for name in FILES:
            with (REAL / name).open(encoding="utf-8-sig") as file:
                _imported, _known, rejected = actions.import_divisions(csv.DictReader(file), HOUSE)
            assert rejected == []
        place = Place.objects.filter(level="community", code__startswith="411303").order_by("code").first()
    street = Place.objects.get(code=place.code[:9])
    member = town.world.people["neighbour"]
    staffing.entrust(member, HOUSE, at=MONDAY, role=Role.COORDINATOR, place=street, valid_from=OPENED)
    load(at=MONDAY)
    return place


def points(window, *spots: tuple[float, float]) -> None:
    """Click these spots of the map, told as shares of its width and height."""
    live = window.page.locator(".map-live")
    box = live.bounding_box()
    for across, down in spots:
        live.click(position={"x": box["width"] * across, "y": box["height"] * down})


def tool(window, name: str) -> None:
    window.page.locator(f"[data-do={name}]").click()


def test_from_the_divisions_to_whom_to_find(town, home, tmp_path):
    rows, _roads = made.rows_and_roads()
    outline, table = tmp_path / "outline.geojson", tmp_path / "buildings.csv"
    outline.write_text(json.dumps(made.quarter().shape), encoding="utf-8")
    table.write_text(made.csv_of(rows), encoding="utf-8-sig")

    window = town.at_desk("neighbour").go("/desk/ground/")
    assert home.name in window.text
    window.press(home.name).press("画边界")
    window.pick("file", outline)
    window.page.wait_for_function("document.querySelector('[name=shape]').value.includes('Polygon')")
    window.fill(source="街道办界线图").press("保存边界")
    assert outline_on(home, MONDAY.date())

    window.press("画道路河流").fill(kind="河流", name="温凉河")
    tool(window, "draw")
    points(window, (0.5, 0.1), (0.52, 0.5))
    tool(window, "finish")
    assert "LineString" in window.page.locator("[name=shape]").input_value()
    window.press("保存")
    assert home.barriers.get().name == "温凉河"
    home.barriers.update(valid_to="2026-01-01")

    window.press("导入楼栋").pick("file", table).press("先看看")
    assert home.buildings.count() == 0
    window.press(f"确认导入：新增 {len(rows)} 栋，修改 0 栋")
    assert home.buildings.count() == len(rows)

    window.press("规划网格").press("做一个方案")
    plan = GridPlan.objects.get()
    assert window.page.locator("path.map-draft").count() >= len(plan.grids)
    first, second = plan.grids[0], plan.grids[1]
    chosen = first["buildings"][0]
    window.page.locator("path.map-building.leaflet-interactive").first.wait_for()
    window.page.evaluate(
        "code => yinuoMaps.get(document.querySelector('[data-map]')).layers.get('building:' + code).fire('click')",
        chosen,
    )
    assert window.page.locator(f"input[value='{chosen}']").is_checked()
    assert "已选 1 栋" in window.text
    window.fill(number=f"第 {second['number']} 网格").press("移过去，重新算")
    plan.refresh_from_db()
    assert chosen in next(grid for grid in plan.grids if grid["number"] == second["number"])["buildings"]

    window.press("采用这个方案")
    grids = list(Place.objects.filter(level="grid", code__startswith=home.code).order_by("code"))
    assert len(grids) == len(plan.grids)
    window.go(f"/desk/grids/{grids[0].code}/").press("公示")
    window.fill(contact="第一网格网格员", phone="0377-60000001").press("公示")

    address = next(row["name"] for row in rows if row["code"] in plan.grids[0]["buildings"])
    resident = town.resident(scripts=False).go("/who/")
    resident.fill(words=home.name).press("找")
    resident.page.get_by_role("link", name=home.name).first.click()
    resident.fill(building=address).press("找")
    if resident.page.locator(".place-links").count():
        resident.press(address)
    assert "第一网格网格员" in resident.text
    assert "0377-60000001" in resident.text
    resident.press(grids[0].name)
    assert resident.page.locator("svg.map-drawing path.map-grid").count() >= 1
    resident.press("在这个网格说一件事")
    assert resident.page.locator("select[name=grid]").input_value() == grids[0].code


def test_an_outline_is_drawn_corner_by_corner_and_undone(town):
    place = town.world.community
    actions.draw(town.world.other_community, HOUSE, at=MONDAY, shape=json.dumps(made.quarter().shape))
    window = town.at_desk("worker").go(f"/desk/ground/{place.code}/draw/")
    field = window.page.locator("[name=shape]")
    tool(window, "draw")
    points(window, (0.72, 0.2), (0.95, 0.2), (0.95, 0.8))
    tool(window, "undo")
    points(window, (0.95, 0.7), (0.72, 0.7), (0.72, 0.2))
    drawn = json.loads(field.input_value())
    assert drawn["type"] == "Polygon"
    assert len(drawn["coordinates"][0]) == 5
    tool(window, "clear")
    assert field.input_value() == ""
    tool(window, "undo")
    assert json.loads(field.input_value()) == drawn
    window.press("保存边界")
    assert outline_on(place, MONDAY.date())
    window.press("改边界")
    tool(window, "edit")
    corner = window.page.locator(".marker-icon:not(.marker-icon-middle)").first
    box = corner.bounding_box()
    window.page.mouse.move(box["x"] + 5, box["y"] + 5)
    window.page.mouse.down()
    window.page.mouse.move(box["x"] + 25, box["y"] + 30, steps=4)
    window.page.mouse.up()
    assert json.loads(field.input_value()) != outline_on(place, MONDAY.date()).shape
    assert [said for said in window.page.complaints if "Security" in said] == []


def test_a_refused_outline_is_marked_on_the_map(town):
    place = made.outlined(town.world)
    window = town.at_desk("coordinator").go(f"/desk/ground/{town.world.other_community.code}/draw/")
    window.page.locator("[name=shape]").fill(json.dumps(made.quarter().shape))
    window.fill(source="手画").press("保存边界")
    assert f"和{place.name}的边界重叠" in window.text
    assert window.page.locator("path.map-wrong.leaflet-interactive").count() == 1
    assert window.page.locator("[name=source]").input_value() == "手画"


def test_who_to_find_where_one_stands(town):
    load(at=MONDAY)
    grids = made.gridded(town.world)
    one = grids[2].buildings[0]
    window = town.resident()
    window.page.context.grant_permissions(["geolocation"])
    window.page.context.set_geolocation({"latitude": one.latitude, "longitude": one.longitude})
    window.go("/who/").page.get_by_role("button", name="用我的位置找（位置不保存）").click()
    window.page.wait_for_selector("text=您站的地方")
    assert "第3网格网格员" in window.look().text
    assert str(one.latitude)[:6] not in window.page.url


def test_a_plan_is_changed_by_keyboard_alone_and_without_a_script(town):
    made.built(town.world)
    plan = made.planned(town.world, mode=PlanMode.FRESH)
    window = town.sign_in(town.window("pc", scripts=False), "worker").go(f"/desk/plans/{plan.pk}/")
    code = plan.grids[0]["buildings"][0]
    window.page.locator(".pick summary").first.press("Enter")
    window.page.locator(f"input[value='{code}']").press("Space")
    window.fill(number=f"第 {plan.grids[1]['number']} 网格")
    window.page.get_by_role("button", name="移过去，重新算").press("Enter")
    window.page.wait_for_load_state()
    assert "1 栋楼已经移到" in window.text
