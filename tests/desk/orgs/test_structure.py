"""The tree, one organisation on a day, and the forms of what is done to it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.orgs.city import body
from tests.world import MONDAY, OPENED
from yinuo.channels.desk.orgs.seeing import roots
from yinuo.kernel.actor import HOUSE, Role
from yinuo.orgs import actions
from yinuo.orgs.models import Organisation
from yinuo.orgs.queries import actor_for
from yinuo.orgs.words import Kind

SIGNED_IN = 4


def text(answer) -> str:
    return answer.content.decode()


def hidden(client, address: str) -> dict:
    """What the hidden fields of a form say."""
    form = client.get(address).context["form"]
    return {field.html_name: field.value() or "" for field in form.hidden_fields()}


def test_the_tree_shows_what_lies_below_and_opens_without_a_script(office, city):
    page = text(office.organiser.get("/desk/structure/"))
    for name in ("县综合服务保障局", "示例街道联合党工委", "督查科", "幸福社区第1网格党小组"):
        assert name in page
    assert "<details" in page
    assert f"/desk/structure/{city.root.pk}/establish/" in page


def test_nobody_sees_more_of_the_tree_than_his_grants_reach(office, city):
    page = text(office.neighbour.get("/desk/structure/"))
    assert "县综合服务保障局" not in page
    assert office.neighbour.get(f"/desk/structure/{city.department.pk}/").status_code == 404
    assert office.neighbour.get(f"/desk/structure/?root={city.department.pk}").status_code == 404
    assert office.handler.get(f"/desk/structure/{city.department.pk}/describe/").status_code == 404


def test_a_tree_begins_once_however_many_grants_reach_it(city):
    world = city.world
    member = world.people["organiser"]
    actions.entrust(member, HOUSE, at=MONDAY, role=Role.COORDINATOR, place=world.county, valid_from=MONDAY.date())
    actor = actor_for(member, channel="desk", day=MONDAY.date())
    assert [one.path for one in roots(actor)] == ["0001"]


def test_a_unit_sees_the_committee_it_is_asked_to_join(office, city):
    assert office.unit_handler.get(f"/desk/structure/{city.committee.pk}/").status_code == 200


def test_what_is_searched_is_found_by_word_by_kind_and_by_a_former_name(office, city):
    actions.rename(
        city.units[0], HOUSE, at=MONDAY, name="市财税局", document="示编〔2026〕1号", valid_from=MONDAY.date()
    )
    client = office.organiser
    assert "市财税局" in text(client.get("/desk/structure/?q=市税务局"))
    units = client.get("/desk/structure/?kind=resident_unit").context["found"]
    assert {one.kind for one in units} == {Kind.RESIDENT_UNIT}
    assert len(units) == 11
    assert "没有找到" in text(client.get("/desk/structure/?q=没有这个单位"))


def test_a_day_in_the_past_shows_who_stood_then_and_by_the_names_of_then(office, city):
    actions.rename(city.units[0], HOUSE, at=MONDAY, name="市财税局", document="示编〔2026〕1号")
    young = actions.establish(
        city.street, HOUSE, at=MONDAY, name="新来的单位", kind=Kind.RESIDENT_UNIT, place=city.street.place
    )
    then = text(office.organiser.get("/desk/structure/?day=2025-06-01"))
    assert "市税务局" in then
    assert "新来的单位" not in then
    assert "2025年6月1日" in then
    now = text(office.organiser.get("/desk/structure/"))
    assert "市财税局" in now
    assert young.name in now
    page = text(office.organiser.get(f"/desk/structure/{city.units[0].pk}/?day=2025-06-01"))
    assert "市税务局" in page
    assert "改地址、电话" not in page, "nothing is done on another day"


def test_a_big_tree_is_paged_and_its_queries_do_not_grow(office, city):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert office.organiser.get("/desk/structure/").status_code == 200
        return len(captured)

    few = queries()
    for number in range(45):
        unit = body(city.root, f"第{number}个部门", Kind.DEPARTMENT)
        for section in range(9):
            Organisation(
                path=f"{unit.path}{section + 1:04}", name=f"科{section}", kind=Kind.SECTION, place=unit.place,
                valid_from=OPENED,
            ).save()  # fmt: skip
    many = office.organiser.get("/desk/structure/")
    assert many.context["page"].has_next()
    assert "打开下级 9" in text(many), "what does not fit is behind a link"
    assert queries() == few <= SIGNED_IN + 8
    assert office.organiser.get("/desk/structure/?page=2").status_code == 200


def test_a_search_costs_the_same_for_two_and_for_fifty(office, city):
    def queries(address) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert office.organiser.get(address).status_code == 200
        return len(captured)

    assert queries("/desk/structure/?q=办公室") == queries("/desk/structure/?q=局") <= SIGNED_IN + 8


@pytest.mark.parametrize("which", ["committee", "department", "branch", "group"])
def test_a_part_of_an_organisation_costs_few_queries(office, city, which):
    org = {"branch": city.branches[1]}.get(which) or getattr(city, which)
    parts = office.organiser.get(f"/desk/structure/{org.pk}/").context["tabs"]
    for tab in parts:
        with CaptureQueriesContext(connection) as captured:
            assert office.organiser.get(f"/desk/structure/{org.pk}/{tab['url']}").status_code == 200
        assert len(captured) <= SIGNED_IN + 10, (tab["url"], [one["sql"][:160] for one in captured])


def test_an_office_is_established_below_another(office, city):
    address = f"/desk/structure/{city.root.pk}/establish/"
    given = hidden(office.administrator, address) | {"name": "县民政局", "kind": "department", "place": "419901"}
    assert office.administrator.post(address, given).status_code == 302
    assert Organisation.objects.get(name="县民政局").path.startswith(city.root.path)
    assert office.administrator.post(address, given).status_code == 302, "sent twice is once"
    assert Organisation.objects.filter(name="县民政局").count() == 1


def test_what_does_not_fit_is_said_beside_the_field_and_nothing_typed_is_lost(office, city):
    address = f"/desk/structure/{city.root.pk}/establish/"
    given = hidden(office.organiser, address) | {"name": "县民政局", "kind": "department", "place": "没有这个地方"}
    answer = office.organiser.post(address, given)
    assert answer.status_code == 422
    assert "没有找到“没有这个地方”" in text(answer)
    assert "县民政局" in text(answer)


def test_whoever_may_not_is_refused_before_anything_is_typed(office, city):
    answer = office.leader.get(f"/desk/structure/{city.department.pk}/rename/")
    assert answer.status_code == 403
    assert "组织员" in text(answer)


def test_an_old_page_answers_that_something_happened_and_keeps_the_words(office, city):
    address = f"/desk/structure/{city.department.pk}/describe/"
    given = hidden(office.organiser, address) | {"phone": "19900001111", "address": "人民路1号"}
    actions.rename(
        city.department, HOUSE, at=MONDAY, name="县服务保障局", document="示编〔2026〕2号", valid_from=MONDAY.date()
    )
    answer = office.organiser.post(address, given)
    assert answer.status_code == 409
    assert "人民路1号" in text(answer)


def test_a_unit_is_found_by_its_name_when_the_list_is_long(office, city):
    for number in range(70):
        body(city.street, f"第{number}个驻区单位", Kind.RESIDENT_UNIT)
    address = f"/desk/structure/{city.units[0].pk}/absorb/"
    page = text(office.organiser.get(address))
    assert "<datalist" in page
    given = hidden(office.organiser, address) | {"other": "第7个驻区单位", "document": "示编〔2026〕3号"}
    assert office.organiser.post(address, given).status_code == 302
    gone = Organisation.objects.get(name="第7个驻区单位")
    assert gone.valid_to is not None
    history = text(office.organiser.get(f"/desk/structure/{city.units[0].pk}/?part=history"))
    assert "并进来的" in history
    assert "第7个驻区单位" in history


def test_two_of_one_name_are_told_apart_by_their_number(office, city):
    twins = [body(city.street, "老年大学", Kind.SOCIAL_ORGANISATION) for _ in range(2)]
    for number in range(70):
        body(city.street, f"第{number}个驻区单位", Kind.RESIDENT_UNIT)
    address = f"/desk/structure/{city.branches[1].pk}/record_coverage/"
    given = hidden(office.organiser, address) | {"unit": "老年大学"}
    answer = office.organiser.post(address, given)
    assert answer.status_code == 422
    assert f"编号{twins[1].pk}" in text(answer)
    given["unit"] = f"老年大学（编号{twins[1].pk}）"
    assert office.organiser.post(address, given).status_code == 302
    assert twins[1].covered_by.count() == 1


def test_a_chain_is_laid_and_drawn_with_the_bodies_of_a_place(office, city):
    page = text(office.organiser.get("/desk/chains/?place=419901901901"))
    assert page.index("县党建工作领导小组") < page.index("示例街道大工委") < page.index("幸福社区大党委")
    address = "/desk/chains/lay/"
    levels = ("leading_group", "coordination_committee", "community_party_office", "branch", "party_group")
    given = {f"kind_{order}": kind for order, kind in enumerate(levels, 1)} | {"name": "五级联动、协调共管"}
    gap = {name: value for name, value in given.items() if name != "kind_3"} | {"title_4": "支部"}
    assert office.organiser.post(address, hidden(office.organiser, address) | gap).status_code == 422
    assert office.organiser.post(address, hidden(office.organiser, address) | given).status_code == 302
    page = text(office.organiser.get("/desk/chains/"))
    assert "五级联动、协调共管" in page
    assert page.count('class="ladder-order"') == 5


def test_the_figures_are_counted_from_rows(office, city):
    page = text(office.organiser.get("/desk/figures/"))
    assert "1个街道、7+1+X、9个单位" in page
    assert "1个社区、1个网格" in page
    assert "4名专职党务工作人员" in page
