"""An evaluation is designed: units, groups, rules, judges with what bars them, keepers with their keys; then it is frozen."""

import pytest

from tests.desk.evaluation.walks import done, hand_in, hidden, queries, text
from yinuo.acts.models import Entry, Receipt, Text
from yinuo.evaluation.models import Assessment, Keeper

DESIGN = "/desk/assessments/design/"
TERMS = {
    "bands_by": "points", "bands": "好 85\n一般 0", "least_ballots": "5", "trim": "1", "places": "2", "sources": "评委 100",
    "correction": "median", "award_cap": "3", "objection_days": "5", "answer_days": "30", "review_days": "30",
}  # fmt: skip


@pytest.fixture
def begun(office, made) -> Assessment:
    """A second evaluation by the same rubric, in two groups."""
    address = done(hand_in(office.organiser, DESIGN, name="年度述评", rubric=made.rubric.pk, panels="2"))
    return Assessment.objects.get(pk=address.strip("/").rpartition("/")[2])


def step(assessment, verb: str) -> str:
    return f"/desk/assessments/{assessment.pk}/{verb}/"


def page(office, assessment, part: str = "") -> str:
    return text(office.organiser.get(f"/desk/assessments/{assessment.pk}/?part={part}"))


def enter(office, made, assessment, *numbers: int, panel: int = 1):
    orgs = [made.streets[number].pk for number in numbers]
    return done(hand_in(office.organiser, step(assessment, "enter"), orgs=orgs, panel=str(panel)))


def test_several_units_are_ticked_at_once_and_moved_between_groups(office, made, begun):
    enter(office, made, begun, 0, 1, 2)
    shown = page(office, begun, "units")
    assert "第 1 组打分的单位（3 个）" in shown
    done(hand_in(office.organiser, step(begun, "place"), orgs=[made.streets[2].pk], panel="2"))
    assert sorted(begun.subjects.values_list("panel", flat=True)) == [1, 1, 2]
    again = hand_in(office.organiser, step(begun, "enter"), orgs=[made.streets[0].pk], panel="1")
    assert again.status_code == 422, "who is in the list is not offered"
    assert hand_in(office.organiser, step(begun, "enter"), panel="1").status_code == 422


def test_sending_the_units_twice_enters_them_once(office, made, begun):
    address = step(begun, "enter")
    given = hidden(office.organiser, address) | {"orgs": [made.streets[0].pk], "panel": "1"}
    assert office.organiser.post(address, given).status_code == 302
    assert office.organiser.post(address, given).status_code in (302, 422)
    assert begun.subjects.count() == 1


def test_the_terms_are_set_in_plain_lines_and_what_cannot_be_is_said(office, begun):
    done(hand_in(office.organiser, step(begun, "set_terms"), **TERMS))
    shown = page(office, begun, "rules")
    assert "好：得分率85%起；一般：得分率0%起" in shown
    assert "各组减本组中位数" in shown
    for wrong, said in (
        ({"bands": "好 60\n一般 80"}, "从高到低"),
        ({"least_ballots": "0"}, "最少票数在1到100之间"),
        ({"bands": "好"}, "这一行的最后要有一个数"),
        ({"objection_days": "0"}, "天数在1到60之间"),
    ):
        answer = hand_in(office.organiser, step(begun, "set_terms"), **(TERMS | wrong))
        assert answer.status_code == 422
        assert said in text(answer)


def test_a_judge_is_seated_and_the_page_says_at_once_what_he_must_not_mark(office, made, begun):
    enter(office, made, begun, 0, 1)
    member = made.judges[0].member
    address = step(begun, "seat_judge")
    answer = office.organiser.post(
        address, hidden(office.organiser, address) | {"member": member.pk, "panel": "1"}, follow=True
    )
    assert "自动回避：东关街道办事处" in text(answer)
    shown = page(office, begun, "judges")
    assert "评委所在单位" in shown
    again = hand_in(office.organiser, address, member=member.pk, panel="1")
    assert again.status_code == 422


def test_who_keeps_a_key_takes_it_alone_and_sees_the_words_once(office, made, begun):
    member = made.keepers[0].member
    done(hand_in(office.organiser, step(begun, "name_keeper"), role="leader", member=member.pk))
    keeper = Keeper.objects.get(assessment=begun)
    address = f"/desk/assessments/keepers/{keeper.pk}/key/"
    for who in ("organiser", "judge0", "keeper_watcher"):
        assert getattr(office, who).get(address).status_code == 404
    client = office.keeper_leader
    assert "领取我的口令" in text(client.get(f"/desk/assessments/{begun.pk}/"))
    given = hidden(client, address)
    answer = client.post(address, given)
    keeper.refresh_from_db()
    groups = answer.context["groups"]
    assert len(groups) == 13
    assert all(group in text(answer) for group in groups)
    assert "no-store" in answer["Cache-Control"]
    assert keeper.public
    stored = [*Entry.objects.values_list("given", flat=True), *Text.objects.values_list("words", flat=True)]
    assert groups[4] not in str(stored)
    again = client.post(address, given)
    assert again.status_code == 409, "a page loaded anew does not make another key behind his back"
    assert "重新领取" in text(again)
    public = keeper.public
    keeper.refresh_from_db()
    assert keeper.public == public
    assert groups[0] not in text(client.get(f"/desk/assessments/{begun.pk}/"))


def test_it_is_frozen_when_nothing_is_lacking_and_the_page_says_what_is(office, made, begun):
    shown = page(office, begun)
    assert "第1、2组还没有单位" in shown
    assert "至少由2人分别保管" in shown
    answer = hand_in(office.organiser, step(begun, "freeze"))
    assert answer.status_code == 422
    enter(office, made, begun, 0)
    enter(office, made, begun, 1, panel=2)
    for keeper, role in zip(made.keepers[:2], ("leader", "watcher"), strict=True):
        done(hand_in(office.organiser, step(begun, "name_keeper"), role=role, member=keeper.member_id))
        mine = Keeper.objects.get(assessment=begun, member=keeper.member_id)
        client = getattr(office, f"keeper_{role}")
        hand_in(client, f"/desk/assessments/keepers/{mine.pk}/key/")
    done(hand_in(office.organiser, step(begun, "freeze")))
    begun.refresh_from_db()
    assert begun.state == "frozen"
    assert begun.terms_digest in page(office, begun, "rules")
    assert office.organiser.get(step(begun, "set_terms")).status_code == 409
    client = office.keeper_leader
    mine = Keeper.objects.get(assessment=begun, role="leader")
    assert client.get(f"/desk/assessments/keepers/{mine.pk}/key/").status_code == 409


def test_points_are_added_only_with_the_rule_they_rest_on(office, made, begun):
    enter(office, made, begun, 0)
    org = made.streets[0].pk
    assert hand_in(office.organiser, step(begun, "award"), org=org, points="1.5", rule="").status_code == 422
    done(hand_in(office.organiser, step(begun, "award"), org=org, points="-1.5", rule="示组〔2026〕1号第3条"))
    assert "示组〔2026〕1号第3条" in page(office, begun, "units")


def test_nobody_else_designs_or_even_sees_it(office, made, begun):
    enter(office, made, begun, 0)
    for who in ("neighbour", "handler", "street1", "judge1"):
        assert getattr(office, who).get(f"/desk/assessments/{begun.pk}/").status_code == 404
        assert getattr(office, who).get(step(begun, "enter")).status_code == 404
    assert office.street0.get(f"/desk/assessments/{begun.pk}/").status_code == 200
    for verb in ("enter", "set_terms", "seat_judge", "name_keeper", "award", "freeze"):
        assert office.street0.get(step(begun, verb)).status_code == 403
    assert "打分的点位" not in text(office.street0.get(f"/desk/assessments/{begun.pk}/?part=units"))


def test_a_verb_that_is_none_is_not_found(office, begun):
    for verb in ("nothing", "cast", "open_", "lay_out"):
        assert office.organiser.get(step(begun, verb)).status_code == 404


def test_the_pages_cost_the_same_for_one_unit_and_for_six(office, made, begun):
    enter(office, made, begun, 0)
    few = [queries(office.organiser, f"/desk/assessments/{begun.pk}/?part={part}") for part in ("", "units", "judges")]
    enter(office, made, begun, 1, 2, 3, 4, 5)
    for judge in made.judges[:4]:
        done(hand_in(office.organiser, step(begun, "seat_judge"), member=judge.member_id, panel="1"))
    many = [queries(office.organiser, f"/desk/assessments/{begun.pk}/?part={part}") for part in ("", "units", "judges")]
    assert many[:2] == few[:2]
    assert many[2] <= few[2] + 5, "an empty list of judges is not asked for its tasks"
    assert Receipt.objects.exists()
