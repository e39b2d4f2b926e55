"""Routes: asked for and waited for, read, compared, adopted, arranged by hand, planned again when a site is closed."""

from tests.desk.inspection.conftest import said, send, text, url
from yinuo.evaluation.enclosed import Enclosed
from yinuo.inspection import actions, planning
from yinuo.inspection.models import Itinerary
from yinuo.kernel.actor import HOUSE

STAGE = "routed"


def ready(made, **given) -> Itinerary:
    """Another plan, as the planner would deliver it."""
    plan = actions.ask_routes(made.round, made.organiser, **given)
    told = made.round.itineraries.get(state="adopted").plan
    actions.deliver(plan, HOUSE, plan=Enclosed(told | {"driving": 300, "gap": 0.0, "bound": 300, "proven": True}))
    return plan


def test_routes_are_asked_for_waited_for_and_read(tour):
    client = tour.desk.organiser
    answer = send(client, url(tour, "ask_routes"), seconds=5, seed=2, why="换一种排法")
    plan = tour.round.itineraries.first()
    assert answer["Location"] == f"/desk/rounds/routes/{plan.pk}/"
    address = answer["Location"]
    page = text(client.get(address))
    assert "大约要 5 秒" in page
    assert 'hx-trigger="every 3s"' in page
    assert "看排好没有" in page, "works without a script"
    assert client.get(address, headers={"HX-Request": "true"}).status_code == 204
    told = tour.round.itineraries.get(state="adopted").plan
    actions.deliver(plan, HOUSE, plan=Enclosed(told | {"driving": 318, "bound": 310, "gap": 0.0258}))
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    page = said(client.get(address))
    assert "理论下限310分钟，只比它多2.6%。" in page
    assert "和采用中的路线比" in page
    assert "行车（分钟）318320" in page


def test_seconds_beyond_the_limit_are_told(tour):
    answer = send(tour.desk.organiser, url(tour, "ask_routes"), seconds=900, seed=1)
    assert answer.status_code == 422
    assert "用时在1到60秒之间" in said(answer)


def test_a_plan_says_what_it_leaves_out_and_why_and_failure_is_told(tour):
    plan = actions.ask_routes(tour.round, tour.organiser)
    told = tour.round.itineraries.get(state="adopted").plan
    left = {"key": tour.sites(5)[0].key, "rule": "windows_too_short", "facts": {}}
    actions.deliver(plan, HOUSE, plan=Enclosed(told | {"unvisited": [left], "gap": None}))
    plan.refresh_from_db()
    page = said(tour.desk.organiser.get(f"/desk/rounds/routes/{plan.pk}/"))
    assert "1个点位没有排进去" in page
    (sentence,) = planning.unvisited_words(plan.plan, planning.names_of(tour.round))
    assert sentence in page
    assert "有点位没排进去或者会晚到，不能直接比" in page
    failed = actions.ask_routes(tour.round, tour.organiser)
    actions.deliver(failed, HOUSE, problem="“东关街道”还没有坐标。")
    page = said(tour.desk.organiser.get(f"/desk/rounds/routes/{failed.pk}/"))
    assert "排不出来" in page
    assert "“东关街道”还没有坐标。" in page


def test_drafts_are_the_organisers_and_the_plan_in_use_is_everybodys(tour):
    plan, used = ready(tour), tour.round.itineraries.get(state="adopted")
    for who in ("street0", "judge0", "leader1"):
        assert getattr(tour.desk, who).get(f"/desk/rounds/routes/{plan.pk}/").status_code == 403
        assert getattr(tour.desk, who).get(f"/desk/rounds/routes/{used.pk}/").status_code == 200
    assert tour.desk.leader.get(f"/desk/rounds/routes/{plan.pk}/").status_code == 200, "a leader oversees"
    assert tour.desk.neighbour.get(f"/desk/rounds/routes/{used.pk}/").status_code == 404


def test_a_plan_is_adopted_from_its_page(tour):
    plan = ready(tour)
    client, address = tour.desk.organiser, url(tour, "adopt") + f"?itinerary={plan.pk}"
    assert address.replace("&", "&amp;") in text(client.get(f"/desk/rounds/routes/{plan.pk}/"))
    assert "已经证明：行车不可能再少" in text(client.get(f"/desk/rounds/routes/{plan.pk}/"))
    assert send(client, address).status_code == 302
    plan.refresh_from_db()
    assert plan.state == "adopted"
    assert client.post(address, {"itinerary": plan.pk}).status_code == 409, "not twice"
    assert client.post(url(tour, "adopt"), {"itinerary": 999999}).status_code == 422


def test_a_coordinator_arranges_the_order_by_hand(tour):
    client, address = tour.desk.organiser, url(tour, "rearrange")
    form = client.get(address).context["form"]
    fields = {field.html_name: field.value() for field in form}
    first = [row[1].html_name for row in dict(form.tables())[1]]
    fields[first[0]], fields["why"] = 9, ""
    assert client.post(address, fields).status_code == 422
    answer = client.post(address, fields | {"why": "西区修路，先走东线。"})
    assert answer.status_code == 302
    made = tour.round.itineraries.order_by("-pk").first()
    moved = first[0].removeprefix("turn-").rpartition("-")[0]
    assert made.order[0][-1] == moved, "the first is now the last"
    assert len(made.order) == 2
    assert "正在按您的顺序算时间" in text(client.get(answer["Location"]))


def test_nobody_sets_out_before_the_rules_are_frozen(tour):
    answer = send(tour.desk.organiser, url(tour, "set_out"))
    assert answer.status_code == 409
    assert "出发以前先冻结计分规则" in text(answer)
    page = said(tour.desk.organiser.get(f"/desk/rounds/{tour.round.pk}/"))
    assert "现在：规则冻结" in page
    assert "有保管人还没有领取启封口令。" in page
    assert tour.desk.street0.get(url(tour, "set_out")).status_code == 403
