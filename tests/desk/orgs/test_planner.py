"""The planner, the proposal and what becomes of it; the health page; the registers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.orgs.city import body
from tests.desk.orgs.test_structure import SIGNED_IN, hidden, text
from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.orgs import actions
from yinuo.orgs.models import Organisation, Proposal
from yinuo.orgs.words import BRANCHES, AppointmentState, Kind, ProposalState


def planned(client, city, choice: int = 0) -> tuple[str, dict]:
    """The form of a plan as it stands, with a reason."""
    address = f"/desk/planner/{city.department.pk}/propose/?choice={choice}"
    form = client.get(address).context["form"]
    given = {field.html_name: field.value() or "" for field in form}
    return address, given | {"text": "科室较多，党员分散。"}


def branches_of(city) -> list[str]:
    found = Organisation.objects.under(city.department.path).filter(kind__in=BRANCHES, valid_to=None)
    return list(found.values_list("name", flat=True))


def test_a_department_is_chosen_and_its_plans_stand_side_by_side(office, city):
    assert "县综合服务保障局" in text(office.secretary.get("/desk/planner/"))
    answer = office.secretary.get(f"/desk/planner/{city.department.pk}/")
    page = text(answer)
    assert len(answer.context["found"].plans) == 3
    assert page.count("已证明最优") >= 1
    assert "比最优方案多" in page, "each says why it loses"
    assert page.count("申报这个方案") == 3


def test_whoever_may_not_propose_sees_the_plans_and_why_he_may_not(office, city):
    page = text(office.organiser.get(f"/desk/planner/{city.department.pk}/"))
    assert "申报这个方案" not in page
    assert "不能代为申报" in page
    assert office.organiser.get(f"/desk/planner/{city.department.pk}/propose/?choice=0").status_code == 403


def test_other_weights_give_other_plans_and_keep_nothing(office, city):
    usual = office.secretary.get(f"/desk/planner/{city.department.pk}/").context["found"].plans[0]
    near = office.secretary.get(f"/desk/planner/{city.department.pk}/?site=0")
    assert near.context["found"].plans[0].points < usual.points, "sites cost nothing any more"
    assert "?choice=0&amp;site=0" in text(near)


def test_what_is_not_recorded_is_named(office, city):
    body(city.department, "新设科", Kind.SECTION)
    page = text(office.secretary.get(f"/desk/planner/{city.department.pk}/"))
    assert "新设科还没有登记党员人数" in page
    assert "还不能做方案" in page
    assert "16/17" in text(office.secretary.get("/desk/planner/"))


def test_a_department_too_small_reads_which_rule_cannot_hold(office, city):
    small = body(city.root, "县档案馆", Kind.DEPARTMENT, superior=city.superior)
    for name in ("保管科", "利用科"):
        section = body(small, name, Kind.SECTION)
        actions.count(section, HOUSE, at=MONDAY, counted_on=MONDAY.date(), full=1)
        actions.characterise(section, HOUSE, at=MONDAY, portfolio="馆长", nature="业务", site="主楼")
    page = text(office.organiser.get(f"/desk/planner/{small.pk}/"))
    assert "没有完全符合规定的方案" in page
    assert "只有正式党员2名" in page


def test_a_plan_is_proposed_approved_by_the_superior_and_set_up(office, city):
    address, given = planned(office.secretary, city)
    given["name_0"] = "综合服务保障局机关第一党支部"
    answer = office.secretary.post(address, given)
    assert answer.status_code == 302, answer.context["form"].errors
    proposal = Proposal.objects.get()
    assert proposal.branches.first().name == "综合服务保障局机关第一党支部"
    assert proposal.branches.first().points, "the planner's points go with it"
    assert branches_of(city) == [], "adopting a plan is a proposal, not a change"
    page = f"/desk/proposals/{proposal.pk}/"
    assert "批复同意" not in text(office.secretary.get(page)), "nobody decides his own"
    assert office.secretary.get(f"{page}approve/").status_code == 403
    assert "待批复的支部设置申报" in text(office.committee_organiser.get("/desk/"))
    given = hidden(office.committee_organiser, f"{page}approve/") | {
        "document": "示直工〔2026〕8号",
        "answer": "同意。",
    }
    assert office.committee_organiser.post(f"{page}approve/", given).status_code == 302
    assert branches_of(city) == []
    assert office.secretary.get(f"{page}adjust/").status_code == 200
    given = hidden(office.secretary, f"{page}set_up/")
    assert office.secretary.post(f"{page}set_up/", given).status_code == 302
    assert len(branches_of(city)) == proposal.branches.count()
    assert "已实施" in text(office.secretary.get(page))
    again = office.secretary.get(f"{page}set_up/")
    assert again.status_code == 409


def test_a_proposal_without_a_reason_is_told_and_its_names_are_kept(office, city):
    address, given = planned(office.secretary, city)
    answer = office.secretary.post(address, given | {"text": "", "name_1": "我改过的名称"})
    assert answer.status_code == 422
    assert "我改过的名称" in text(answer)
    assert not Proposal.objects.exists()


def test_a_proposal_cannot_name_units_of_others(office, city):
    address, given = planned(office.secretary, city)
    answer = office.secretary.post(address, given | {"units_0": str(city.world.office.pk)})
    assert answer.status_code == 422
    assert not Proposal.objects.exists()


def test_the_superior_returns_and_the_unit_withdraws(office, city):
    for who, verb, state in (
        (office.committee_organiser, "return", ProposalState.RETURNED),
        (office.secretary, "withdraw", ProposalState.WITHDRAWN),
    ):
        address, given = planned(office.secretary, city)
        office.secretary.post(address, given)
        proposal = Proposal.objects.filter(state=ProposalState.PROPOSED).get()
        step = f"/desk/proposals/{proposal.pk}/{verb}/"
        assert who.post(step, hidden(who, step) | {"answer": "请并入第二支部。"}).status_code == 302
        proposal.refresh_from_db()
        assert proposal.state == state


def test_a_proposal_of_others_is_not_there(office, city):
    address, given = planned(office.secretary, city)
    office.secretary.post(address, given)
    proposal = Proposal.objects.get()
    assert office.handler.get(f"/desk/proposals/{proposal.pk}/").status_code == 404
    assert office.handler.get(f"/desk/proposals/{proposal.pk}/approve/").status_code == 404


def test_lists_and_records_of_proposals_cost_few_queries(office, city, django_assert_max_num_queries):
    address, given = planned(office.secretary, city)
    for _time in range(3):
        office.secretary.post(address, given | hidden(office.secretary, address) | {"kind_0": given["kind_0"]})
    proposal = Proposal.objects.first()
    with django_assert_max_num_queries(SIGNED_IN + 8):
        office.committee_organiser.get("/desk/proposals/")
    with django_assert_max_num_queries(SIGNED_IN + 10):
        office.committee_organiser.get(f"/desk/proposals/{proposal.pk}/")
    with django_assert_max_num_queries(SIGNED_IN + 8):
        office.secretary.get("/desk/planner/")


def test_the_health_page_says_what_breaks_a_rule_who_decides_and_which_reason_was_given(office, city):
    page = text(office.organiser.get("/desk/health/"))
    assert "正式党员2名" in page
    assert "由县直属机关党工委决定" in page
    ending = office.organiser.get("/desk/health/?show=ending").context["rows"]
    assert {"机关第二支部", "物业行业联合支部"} <= {row["org"].name for row in ending}
    address = f"/desk/structure/{city.branches[0].pk}/explain/?rule=branch.full_min"
    given = hidden(office.organiser, address) | {"text": "两名同志刚调出，正在报请合并。", "valid_to": "2026-05-01"}
    assert office.organiser.post(address, given).status_code == 302
    page = text(office.organiser.get("/desk/health/?show=explained"))
    assert "两名同志刚调出" in page
    assert "正式党员2名" in page, "a reason hides nothing"
    rule = office.organiser.get("/desk/health/?rule=branch.full_min").context["rows"]
    assert [row["org"].name for row in rule] == ["机关第一支部"]


def test_a_department_sees_its_own_health_only(office, city):
    rows = office.handler.get("/desk/health/").context["rows"]
    assert {row["org"].path[:8] for row in rows} == {city.world.office.path}


def test_the_health_page_asks_the_same_for_six_branches_and_for_sixty(office, city):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert office.organiser.get("/desk/health/").status_code == 200
        return len(captured)

    few = queries()
    for number in range(60):
        body(city.world.office, f"第{number}支部", Kind.BRANCH, superior=city.superior)
    assert office.organiser.get("/desk/health/").context["page"].has_next()
    assert len(office.organiser.get("/desk/health/?whole=1").context["rows"]) > 60
    assert queries() == few <= SIGNED_IN + 12


def test_posts_are_listed_with_what_both_sides_said_and_confirmed_by_two_hands(office, city):
    page = text(office.organiser.get("/desk/posts/"))
    assert "专职岗位 4名" in page
    assert "单位90%" in page
    assert "本人未说" in page
    address = f"/desk/posts/{city.post.pk}/confirm_time/"
    given = hidden(office.other_handler, address) | {"month": "2026-02", "side": "own_share", "share": 80}
    assert office.other_handler.post(address, given).status_code == 403, "one hand does not say both"
    neighbour = hidden(office.neighbour, address) | {"month": "2026-02", "side": "own_share", "share": 80}
    assert office.neighbour.post(address, neighbour).status_code == 302
    assert "本人80%" in text(office.organiser.get("/desk/posts/"))
    unconfirmed = office.organiser.get("/desk/posts/?show=unconfirmed").context["page"].object_list
    assert city.post.pk not in {one.pk for one in unconfirmed}


def test_an_appointment_goes_its_way_by_the_towns_word(office, city):
    base = f"/desk/appointments/{city.sent.pk}/"
    assert "到村" in text(office.coordinator.get("/desk/appointments/"))
    for who, verb, given in (
        (office.coordinator, "arrive", {}),
        (office.coordinator, "grant_leave", {"from_on": "2026-03-03", "to_on": "2026-03-04", "by": city.street.pk}),
        (office.coordinator, "come_back", {}),
        (office.organiser, "recall", {"note": "任务完成"}),
    ):
        address = f"{base}{verb}/"
        answer = who.post(address, hidden(who, address) | given)
        assert answer.status_code == 302, (verb, answer.context["form"].errors)
    city.sent.refresh_from_db()
    assert city.sent.state == AppointmentState.RELIEVED
    assert office.organiser.get(f"{base}arrive/").status_code == 409


def test_the_county_sends_and_nobody_else(office, city):
    address = "/desk/appointments/send/"
    given = hidden(office.organiser, address) | {
        "village": "419901901902", "sender": city.department.pk, "post": "驻村工作队员", "term_from": "2026-03-02",
        "term_to": "2028-03-01",
    }  # fmt: skip
    assert office.organiser.post(address, given).status_code == 302
    assert "和平社区" in text(office.organiser.get("/desk/appointments/"))
    assert office.handler.get(address).status_code == 403


@pytest.mark.parametrize("page", ["posts", "appointments"])
def test_the_registers_cost_the_same_for_few_and_for_many_rows(office, city, page):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert office.organiser.get(f"/desk/{page}/").status_code == 200
        return len(captured)

    few = queries()
    for number in range(20):
        actions.open_post(city.world.office, HOUSE, at=MONDAY, title=f"岗位{number}", is_full_time=True)
        actions.send(
            city.world.community, HOUSE, at=MONDAY, sender=city.department, post=f"队员{number}",
            term_from=MONDAY.date(), term_to=MONDAY.date().replace(year=2028),
        )  # fmt: skip
    assert queries() == few <= SIGNED_IN + 8
