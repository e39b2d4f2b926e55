"""The burden register (REFERENCE §5.C, I): ask first, nothing twice, complaints without a name, minutes without persons."""

from datetime import date, timedelta

import pytest

from tests.world import MONDAY, OPENED
from yinuo.acts.models import Entry
from yinuo.duties import actions
from yinuo.duties.models import BurdenComplaint, CollectionRequest
from yinuo.duties.queries import burden as queries
from yinuo.duties.rules import burden as rules
from yinuo.duties.words.burden import Cause, ComplaintState, Finding, Frequency, LineStanding, RequestState
from yinuo.kernel.actor import HOUSE, Role, resident
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind, Organisation, User

TODAY = MONDAY.date()
SUMMER = date(2026, 6, 30)


def asked(
    world, *, who="handler", org=None, at=MONDAY, lines=("井盖破损处数", "路灯杆编号"), **given
) -> CollectionRequest:
    """The lamps office asks the communities for what nobody holds."""
    usual = {
        "title": "市政设施月报", "basis": "示城管〔2026〕3号", "why": "没有登记过编号，系统里查不到。",
        "frequency": Frequency.MONTHLY, "until": SUMMER, "levels": [Kind.COMMUNITY],
    }  # fmt: skip
    office = org or world.office
    return actions.request_figures(office, getattr(world, who), at=at, lines=list(lines), **(usual | given))


def approved(world, **given) -> CollectionRequest:
    request = asked(world, **given)
    actions.approve_request(request, world.organiser, at=MONDAY, expires_on=SUMMER)
    return request


def test_what_the_house_holds_is_refused_at_once_naming_where_it_is(world):
    request = asked(world, lines=["本月受理群众诉求件数", "党员总人数", "群众满意率（%）"])
    assert request.state == RequestState.HELD
    assert [line.held for line in request.lines.all()] == ["matters", "party_members", "satisfaction"]
    assert rules.BY_KEY["matters"].where == "“事项”列表和导出台账"
    with pytest.raises(NotNow):
        actions.approve_request(request, world.organiser, at=MONDAY, expires_on=SUMMER)


def test_the_rest_is_reviewed_by_another_office_and_ends_by_itself(world):
    request = asked(world, lines=["网格数", "井盖破损处数"])
    assert request.state == RequestState.REVIEWING
    assert [line.standing for line in request.lines.all()] == [LineStanding.HELD, LineStanding.OPEN]
    for who in ("handler", "other_handler", "coordinator", "neighbour"):
        with pytest.raises(Refused):
            actions.approve_request(request, getattr(world, who), at=MONDAY, expires_on=SUMMER)
    with pytest.raises(Unfit, match="不晚于申请的截止日"):
        actions.approve_request(request, world.organiser, at=MONDAY, expires_on=SUMMER + timedelta(days=1))
    actions.approve_request(request, world.organiser, at=MONDAY, expires_on=SUMMER, text="只收破损处数。")
    unit = world.community_office
    assert list(queries.addressed_to(unit, TODAY)) == [request]
    assert not queries.addressed_to(unit, SUMMER + timedelta(days=1)).exists(), "it ended by itself"
    assert not queries.addressed_to(world.office, TODAY).exists(), "another level"


def test_the_same_figure_is_not_asked_twice(world):
    first = approved(world)
    second = asked(world, who="other_handler", org=world.other_office, lines=["各社区井盖破损处数"], title="住建台账")
    line = second.lines.get()
    assert (second.state, line.standing, line.first) == (RequestState.HELD, LineStanding.ASKED_BEFORE, first)
    later = MONDAY.replace(month=7)
    third = asked(
        world, who="other_handler", org=world.other_office, at=later, lines=["井盖破损处数"], until=date(2026, 8, 1)
    )
    assert third.state == RequestState.REVIEWING, "the first one is over"


def test_two_reviewed_side_by_side_are_not_both_approved(world):
    first = asked(world)
    second = asked(world, who="other_handler", org=world.other_office, lines=["井盖破损处数"], title="住建台账")
    actions.approve_request(first, world.organiser, at=MONDAY, expires_on=SUMMER)
    with pytest.raises(NotNow, match="已有别的单位在要"):
        actions.approve_request(second, world.organiser, at=MONDAY, expires_on=SUMMER)
    actions.refuse_request(second, world.organiser, at=MONDAY, reason="向城管局要，不再向社区要。")
    assert second.state == RequestState.REFUSED


def test_likeness_of_words_is_not_the_last_word(world):
    request = asked(world, lines=["党员人数"])
    with pytest.raises(Unfit, match="逐项写明"):
        actions.contest_request(request, world.handler, at=MONDAY, reason="要")
    actions.contest_request(request, world.handler, at=MONDAY, reason="要的是参加维修队的党员，名册里没有这一栏。")
    assert request.state == RequestState.REVIEWING


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"basis": " "}, "basis", "没有依据的表不登记"),
        ({"why": ""}, "why", "为什么现有的数据不能用"),
        ({"lines": ["  "]}, "lines", "一行一项"),
        ({"levels": []}, "levels", "哪一级单位"),
        ({"levels": [Kind.CITY]}, "levels", "只能选"),
        ({"until": date(2028, 1, 1)}, "until", "最长一年"),
        ({"title": ""}, "title", "这张表叫什么"),
        ({"why": "问张某19912345678要。"}, "why", "不写个人"),
        ({"lines": [f"第{n}项" for n in range(61)]}, "lines", "最多登记"),
    ],
)
def test_a_request_that_lacks_something_is_told_what(world, given, field, sentence):
    with pytest.raises(Unfit, match=sentence) as told:
        asked(world, **given)
    assert told.value.field == field
    assert not CollectionRequest.objects.exists()


def test_the_relief_office_reviews_and_never_its_own_requests(world):
    relief = _relief(world)
    request = asked(world)
    assert request.reviewer == relief
    with pytest.raises(Refused, match="由县（市、区）减负办审核"):
        actions.approve_request(request, world.organiser, at=MONDAY, expires_on=SUMMER)
    actions.approve_request(request, world.relief, at=MONDAY, expires_on=SUMMER)
    own = asked(world, who="relief", org=relief, lines=["会议次数"], title="会议月报")
    assert own.reviewer.path == "0001", "the office above it"
    with pytest.raises(Refused, match="不能审核本单位要的表"):
        actions.approve_request(own, world.relief, at=MONDAY, expires_on=SUMMER)
    actions.approve_request(own, world.organiser, at=MONDAY, expires_on=SUMMER)


def _relief(world) -> Organisation:
    root = Organisation.objects.get(path="0001")
    given = {"name": "县减负办", "kind": Kind.DEPARTMENT, "place": world.county, "valid_from": OPENED}
    relief = staffing.establish(root, HOUSE, at=MONDAY, **given)
    user = User.objects.create_user(username="relief")
    member = staffing.appoint(relief, HOUSE, at=MONDAY, post="减负办干部", user=user, valid_from=OPENED)
    staffing.entrust(member, HOUSE, at=MONDAY, role=Role.HANDLER, org=relief, valid_from=OPENED)
    world.people["relief"] = member
    actions.name_relief_office(relief, world.organiser, at=MONDAY, document="示办〔2026〕1号")
    return relief


def complained(world, **given) -> BurdenComplaint:
    usual = {"words": "同一个数，一周报了三次。", "cause": Cause.DUPLICATE}
    return actions.complain(world.county, resident(), at=MONDAY, **(usual | given))


def test_a_worker_complains_without_a_name_and_is_answered_in_five_working_days(world):
    _relief(world)
    complaint = complained(world, about=world.office)
    assert (complaint.office.name, complaint.due_at.date()) == ("县减负办", date(2026, 3, 9))
    entry = Entry.objects.get(subject=f"burdencomplaint:{complaint.pk}")
    assert (entry.actor, "slip" in entry.given) == ("resident", False)
    assert queries.complaint_by_slip(complaint.slip) == complaint
    for who in ("handler", "organiser", "leader", "worker", "auditor"):
        assert not queries.visible_complaints(getattr(world, who)).exists(), who
    assert list(queries.visible_complaints(world.relief)) == [complaint]
    with pytest.raises(Refused):
        actions.answer_complaint(complaint, world.handler, at=MONDAY, finding=Finding.NOT_UPHELD, answer="没有这回事。")
    later = MONDAY + timedelta(days=2)
    answer = "查了，三次要的是同一个数，已经只留一次。"
    actions.answer_complaint(complaint, world.relief, at=later, finding=Finding.UPHELD, answer=answer)
    assert complaint.state == ComplaintState.ANSWERED
    counts = queries.complaint_months("419901")[0]
    assert (counts["filed"], counts["answered"], counts["in_time"], counts["upheld"]) == (1, 1, 1, 1)


def test_a_complaint_about_the_relief_office_goes_to_the_office_above(world):
    relief = _relief(world)
    complaint = complained(world, about=relief)
    assert complaint.office.path == "0001"
    assert not queries.visible_complaints(world.relief).exists()
    assert list(queries.visible_complaints(world.organiser)) == [complaint]


def test_where_the_top_office_is_complained_about_supervision_answers(world):
    complaint = complained(world, about=Organisation.objects.get(path="0001"))
    assert complaint.office == world.callers


def test_a_complaint_about_a_request_is_about_the_office_that_asks(world):
    request = approved(world)
    assert complained(world, request=request).about == world.office


@pytest.mark.parametrize("words", ["请打19912345678问。", "", "长" * 5001])
def test_a_complaint_with_a_telephone_or_without_words_is_sent_back(world, words):
    with pytest.raises(Unfit) as told:
        complained(world, words=words)
    assert told.value.field == "words"


def test_nobody_signed_in_complains_under_his_own_name(world):
    with pytest.raises(Refused, match="不留名"):
        actions.complain(world.county, world.worker, at=MONDAY, words="表太多。")


def test_minutes_are_of_units_and_never_of_persons(world, django_assert_num_queries):
    for turn in range(4):
        world.accepted(at=MONDAY + timedelta(minutes=turn))
    world.dispatched(at=MONDAY + timedelta(hours=1))
    since, until = MONDAY.replace(day=1, hour=0), MONDAY.replace(month=4, day=1, hour=0)
    with django_assert_num_queries(2):
        rows = queries.entry_minutes("0001", since, until)
    sums = {row.path: row for row in rows}
    assert set(sums) == {queries.REST}, "fewer than three people wrote in each office: one row for all of them"
    rest = sums[queries.REST]
    assert rest.acts["matters.register"] == 5 * rules.MINUTES["matters.register"]
    assert rest.acts["matters.dispatch"] == rules.MINUTES["matters.dispatch"]
    assert rest.minutes == sum(rest.acts.values())
    assert "matters.raise" not in rest.acts, "what residents write is no burden of an office"
    assert not any(hasattr(row, name) for row in rows for name in ("actor", "member", "person"))


def test_an_office_with_three_people_has_a_row_of_its_own(world):
    street = Organisation.objects.get(name="示例街道办事处")
    for number in range(2):
        user = User.objects.create_user(username=f"more{number}")
        member = staffing.appoint(street, HOUSE, at=MONDAY, post=f"协调员{number}", user=user, valid_from=OPENED)
        staffing.entrust(member, HOUSE, at=MONDAY, role=Role.COORDINATOR, place=world.street, valid_from=OPENED)
        world.people[f"more{number}"] = member
    from yinuo.matters import actions as acting

    for who in ("coordinator", "more0", "more1"):
        matter = world.accepted()
        acting.dispatch(matter, getattr(world, who), at=MONDAY, office=world.office, basis="职责清单")
    since, until = MONDAY.replace(day=1, hour=0), MONDAY.replace(month=4, day=1, hour=0)
    found = {row.path: row for row in queries.entry_minutes("0001", since, until)}
    assert street.path in found, "with the community below it three people and more wrote"
    assert found[street.path].acts["matters.dispatch"] == 3 * rules.MINUTES["matters.dispatch"]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("党员人数", "party_members"), ("党员总人数（人）", "party_members"), ("本社区网格数量", "grids"),
        ("群众诉求办结率", "matters_closed"), ("驻区单位名单", "units"), ("意见箱来信件数", "box_letters"),
        ("井盖破损处数", None), ("流动党员子女就学人数", None), ("防汛沙袋数量", None), ("居民养犬只数", None),
    ],
)  # fmt: skip
def test_what_is_asked_is_recognised_by_its_words(words, key):
    datum = rules.held(words)
    assert (datum.key if datum else None) == key


def test_an_act_costs_few_queries(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        asked(world, lines=[f"第{n}类设施处数" for n in range(30)])
    with django_assert_max_num_queries(12):
        complained(world, about=world.office)
