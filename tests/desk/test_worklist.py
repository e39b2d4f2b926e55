"""The desk of the day, the work list, search, saved filters, dispatching several at once."""

from datetime import timedelta

import pytest

from tests.world import MONDAY
from yinuo.matters import actions
from yinuo.matters.models import Matter
from yinuo.matters.words import Refusal, State, Urgency
from yinuo.orgs.models import SavedFilter

SIGNED_IN = 4
"""Session, user, member, grants: what every page of the desk costs."""


def shown(answer) -> list[str]:
    """The numbers a list page shows, in order."""
    return [row["number"] for row in answer.context["rows"]]


def headings(answer) -> dict:
    return {one["key"]: one["count"] for one in answer.context["headings"]}


def test_everybody_finds_what_waits_for_them(desk, world):
    world.raised(), world.accepted(), world.dispatched(), world.promised(), world.resolved(), world.verified()
    late = world.promised(due_at=MONDAY + timedelta(hours=1))
    assert headings(desk.worker.get("/desk/")) == {"new": 1}
    assert headings(desk.coordinator.get("/desk/")) == {"new": 1, "to_dispatch": 1}
    assert headings(desk.handler.get("/desk/")) == {"overdue": 1, "to_promise": 1, "in_progress": 1}
    assert headings(desk.verifier.get("/desk/")) == {"to_verify": 1, "to_call": 1}
    assert late.title in desk.handler.get("/desk/").content.decode()


def test_an_empty_desk_says_so_and_why(desk, world):
    assert "现在没有等您办的事" in desk.verifier.get("/desk/").content.decode()
    assert "您的岗位没有待办清单" in desk.neighbour.get("/desk/").content.decode()


def test_a_desk_costs_the_same_with_one_matter_and_with_hundreds(desk, world, django_assert_max_num_queries):
    fill(world, 130)
    with django_assert_max_num_queries(SIGNED_IN + 3):
        answer = desk.coordinator.get("/desk/")
    assert headings(answer)["to_dispatch"] == "99+"
    assert len(answer.context["headings"][-1]["rows"]) == 5


def fill(world, count: int) -> None:
    """Many accepted matters at once, copied in the database: how they came to be is no matter of this test."""
    model = world.accepted()
    copies = []
    for n in range(count):
        copy = Matter.objects.get(pk=model.pk)
        copy.pk, copy.number, copy.slip_key = None, f"2026-9{n:06}-0", f"copy-{n}"
        copy.received_at = MONDAY - timedelta(minutes=n % 40)
        copy.due_at = None if n % 3 else MONDAY + timedelta(days=n % 7)
        copies.append(copy)
    Matter.objects.bulk_create(copies)


def test_a_list_of_fifty_costs_eight_queries_whatever_the_rows(desk, world, django_assert_max_num_queries):
    fill(world, 130)
    with django_assert_max_num_queries(SIGNED_IN + 6):
        answer = desk.coordinator.get("/desk/matters/")
    assert len(shown(answer)) == 50


@pytest.mark.parametrize("sort", ["due", "newest", "oldest"])
def test_pages_follow_each_other_without_gaps_and_back_again(desk, world, sort):
    fill(world, 130)
    first = desk.coordinator.get(f"/desk/matters/?sort={sort}")
    second = desk.coordinator.get(f"/desk/matters/{first.context['later_url']}")
    third = desk.coordinator.get(f"/desk/matters/{second.context['later_url']}")
    numbers = shown(first) + shown(second) + shown(third)
    assert len(numbers) == len(set(numbers)) == 131
    assert (first.context["earlier_url"], third.context["later_url"]) == ("", "")
    back = desk.coordinator.get(f"/desk/matters/{third.context['earlier_url']}")
    assert shown(back) == shown(second)
    assert shown(desk.coordinator.get(f"/desk/matters/{back.context['earlier_url']}")) == shown(first)
    assert desk.coordinator.get("/desk/matters/?after=nonsense").status_code == 200


def test_filters_narrow_the_list(desk, world):
    plain = world.accepted()
    urgent = world.accepted(urgency=Urgency.URGENT, category=world.staged, intake="phone")
    given = world.dispatched()
    late = world.promised(due_at=MONDAY + timedelta(hours=1))
    cases = {
        "state=dispatched": [given],
        "urgency=urgent": [urgent],
        "category=0101": [urgent],
        "intake=phone": [urgent],
        "overdue=on": [late],
        f"office={world.office.path}": [given, late],
        f"place={world.community.code}": [plain, urgent, given, late],
        f"place={world.other_community.code}": [],
        "group=to_dispatch": [plain, urgent],
    }
    for query, expected in cases.items():
        answer = desk.coordinator.get(f"/desk/matters/?{query}")
        assert set(shown(answer)) == {one.number for one in expected}, query
    assert set(shown(desk.handler.get("/desk/matters/?own=on"))) == {given.number, late.number}
    assert "没有符合条件的事项" in desk.coordinator.get("/desk/matters/?state=closed").content.decode()


def test_a_number_a_slip_or_words_find_a_matter(desk, world):
    matter = world.accepted()
    other = world.accepted(words="河边的护栏断了一截，孩子容易掉下去。")
    page = f"/desk/matters/{matter.number}/"
    assert desk.worker.get("/desk/search/", {"q": matter.number.replace("-", "")})["Location"] == page
    assert desk.handler.get("/desk/search/", {"q": matter.number})["Location"].startswith("/desk/matters/?q=")
    assert shown(desk.worker.get("/desk/matters/", {"q": "护栏"})) == [other.number]
    raised = world.raised()
    assert desk.worker.get("/desk/search/", {"q": raised.slip.lower()})["Location"] == f"/desk/matters/{raised.number}/"
    assert shown(desk.worker.get("/desk/matters/", {"q": raised.slip})) == [raised.number]


def test_only_who_registers_looks_up_by_telephone(desk, world):
    matter = world.promised(phone="19900001234", has_consented=True)
    assert shown(desk.worker.get("/desk/matters/", {"q": "199 0000 1234"})) == [matter.number]
    refused = desk.handler.get("/desk/matters/", {"q": "19900001234"})
    assert shown(refused) == []
    assert "只有登记人员可以按电话查" in refused.content.decode()


def test_a_filter_is_kept_under_a_name_and_dropped_again(desk, world):
    answer = desk.worker.post("/desk/filters/", {"name": "超期的", "query": "overdue=on&state=in_progress&evil=1"})
    assert answer["Location"] == "/desk/matters/?overdue=on&state=in_progress"
    saved = SavedFilter.objects.get()
    assert "超期的" in desk.worker.get("/desk/matters/").content.decode()
    assert "超期的" not in desk.coordinator.get("/desk/matters/").content.decode()
    assert desk.coordinator.post(f"/desk/filters/{saved.pk}/drop/").status_code == 404
    desk.worker.post(f"/desk/filters/{saved.pk}/drop/")
    assert not SavedFilter.objects.exists()


def test_several_matters_are_dispatched_at_once_and_each_tells_its_result(desk, world):
    first, second, third = world.accepted(), world.accepted(), world.accepted()
    refused = world.dispatched()
    actions.refuse(refused, world.handler, at=MONDAY, basis=Refusal.NOT_OUR_DUTY, text="不归我们。")
    chosen = [first, second, third, refused]
    page = desk.coordinator.get("/desk/matters/dispatch/", {"number": [one.number for one in chosen]})
    values = [f"{matter.number}~{seen}" for matter, seen in page.context["chosen"]]
    actions.publish(second, world.worker, public_words="路灯坏了四盏。")
    key = str(page.context["form"]["key"].value())
    given = {"number": values, "office": world.office.pk, "basis": "三定方案", "key": key}
    answer = desk.coordinator.post("/desk/matters/dispatch/", given)
    results = {one.matter: one.reason for one in answer.context["results"]}
    assert results[first] == results[third] == ""
    assert "有了新的进展" in results[second]
    assert "刚刚退回过" in results[refused]
    assert Matter.objects.filter(state=State.DISPATCHED).count() == 2
    assert "4 件里派出 2 件" in answer.content.decode()
    again = desk.coordinator.post("/desk/matters/dispatch/", given)
    assert {one.matter for one in again.context["results"] if one.is_done} == {first, third}


def test_bulk_dispatch_without_an_office_or_without_matters_says_what_to_do(desk, world):
    matter = world.accepted()
    answer = desk.coordinator.post("/desk/matters/dispatch/", {"number": f"{matter.number}~3"})
    assert answer.status_code == 422
    assert "还没有选中事项" in desk.coordinator.get("/desk/matters/dispatch/").content.decode()
    assert desk.handler.get("/desk/matters/dispatch/").status_code == 403


def test_what_is_finished_is_listed_only_when_it_is_asked_for(desk, world):
    closed, open_one = world.closed(), world.accepted()
    number = f'/desk/matters/{closed.number}/"'

    def listed(query: str) -> str:
        return desk.coordinator.get(f"/desk/matters/{query}").content.decode()

    assert number not in listed("")
    assert f"/desk/matters/{open_one.number}/" in listed("")
    for query in ("?state=all", "?state=closed", "?q=%E8%B7%AF%E7%81%AF"):
        assert number in listed(query), query
