"""A judge without the app marks on a PC: all problems at once, sealed at once, once; nothing of the marks is kept."""

import json
import logging

import pytest
from django.contrib.sessions.models import Session

from tests.desk.evaluation.walks import SIGNED_IN, done, hand_in, hidden, marks, queries, text
from yinuo.acts.models import Entry, Text
from yinuo.evaluation import actions
from yinuo.evaluation import queries as questions
from yinuo.evaluation.models import Ballot, Part, Question
from yinuo.evaluation.rules import sealing

REASON = "这句理由谁也不该看到"


@pytest.fixture
def address(made) -> str:
    """A site that judge 2 marks: the first one of street 4."""
    return mark_url(made, 2, 4)


def mark_url(made, number: int, street: int, site: int = 0) -> str:
    subject = made.subject(street)
    part = Part.objects.get(subject=subject, key=made.sites(street)[site].key)
    return f"/desk/marking/{made.judges[number].pk}/{subject.pk}/?part={part.pk}"


def test_a_ballot_is_sealed_at_once_and_only_two_keepers_can_read_it(office, made, address, caplog):
    caplog.set_level(logging.DEBUG)
    assert done(hand_in(office.judge2, address, **marks(i0_points="5", i0_reason=REASON))) == "/desk/marking/"
    ballot = Ballot.objects.get()
    stored = [
        ballot.envelope,
        *Entry.objects.values_list("given", flat=True),
        *Text.objects.values_list("words", flat=True),
    ]
    stored += [one.get_decoded() for one in Session.objects.all()]
    assert REASON not in json.dumps(stored, ensure_ascii=False, default=str) + caplog.text
    keys = {1: made.words[1], 3: made.words[3]}
    opened = sealing.open_(ballot.envelope, keys, actions.bound_to(ballot.judge, ballot.subject, ballot.part))
    assert json.loads(opened)["marks"]["T01"] == {"points": "5", "reason": REASON}


def test_everything_that_is_wrong_is_told_at_once_beside_its_item_and_nothing_typed_is_lost(office, made, address):
    answer = hand_in(
        office.judge2, address, **marks(i0_points="5", i1_points="4.3", i2_points="", i2_reason="看了台账")
    )
    assert answer.status_code == 422
    page = text(answer)
    for said in ("“T01 三级联动体系运行”是满分，请写明理由", "以0.5分为间隔", "“T03 民情沟通与诉求办理”还没有给分"):
        assert page.count(said) == 2, "above and beside the item"
    assert "看了台账" in page
    assert 'value="4.3"' in page
    assert not Ballot.objects.exists()
    assert "no-store" in answer["Cache-Control"]


def test_pressing_twice_is_one_ballot_and_a_second_try_is_told(office, made, address):
    given = hidden(office.judge2, address) | marks()
    assert done(office.judge2.post(address, given)) == done(office.judge2.post(address, given))
    assert Ballot.objects.count() == 1
    answer = office.judge2.get(address)
    assert answer.status_code == 409
    assert "投过一张票" in text(answer)
    assert office.judge2.post(address, marks(i0_points="1")).status_code == 409


def test_the_own_street_is_a_sentence_and_no_form(office, made):
    answer = office.judge2.get(mark_url(made, 2, 2))
    assert answer.status_code == 403
    assert "按回避规定您不能给它打分" in text(answer)
    assert '<form class="ballot"' not in text(answer)
    assert office.judge2.post(mark_url(made, 2, 2), marks()).status_code == 403


def test_a_street_of_the_other_group_is_told(office, made):
    answer = office.judge2.get(mark_url(made, 2, 5))
    assert answer.status_code == 403
    assert "由第2组打分" in text(answer)


def test_nobody_marks_in_the_place_of_another(office, made, address):
    for who in ("judge3", "organiser", "street4", "keeper_leader"):
        assert getattr(office, who).get(address).status_code == 404
        assert getattr(office, who).post(address, marks()).status_code == 404


def test_a_site_that_is_none_is_not_found(office, made, address):
    base = address.partition("?")[0]
    for part in ("999999", "x", "1e9", "9" * 40):
        assert office.judge2.get(f"{base}?part={part}").status_code == 404
    answer = office.judge2.get(base)
    assert answer.status_code == 422
    assert "按点位打分" in text(answer)


def test_after_the_seal_nothing_is_taken(office, made, address):
    given = hidden(office.judge2, address) | marks()
    actions.seal(made.assessment, made.organiser, note="都到了。")
    answer = office.judge2.post(address, given)
    assert answer.status_code == 409
    assert "已经封票" in text(answer)
    assert not Ballot.objects.exists()


def test_the_list_says_what_is_done_what_is_left_and_what_is_barred(office, made, address):
    page = text(office.judge2.get("/desk/marking/"))
    assert "您的代号 03，已投 0 张，应投 5 张" in page
    assert "回避" in page
    done(hand_in(office.judge2, address, **marks()))
    page = text(office.judge2.get("/desk/marking/"))
    assert "已投 1 张，应投 5 张" in page
    assert address.replace("&", "&amp;") not in page


def test_who_is_no_judge_has_an_empty_page(office, made):
    assert "您现在不是评委" in text(office.organiser.get("/desk/marking/"))


def test_a_judge_steps_aside_by_his_own_word(office, made, address):
    judge, subject = made.judges[2], made.subject(4)
    step = f"/desk/assessments/judges/{judge.pk}/recuse/"
    assert office.judge3.get(step).status_code == 404
    done(hand_in(office.judge2, step, subject_=subject.pk, reason="近亲属在这里工作。"))
    answer = office.judge2.get(address)
    assert answer.status_code == 403
    assert "评委申请回避" in text(answer)
    again = office.judge2.post(step, {"subject_": subject.pk, "reason": "再说一遍"})
    assert again.status_code == 422


def test_a_question_is_seen_and_answered_by_the_judge_alone(office, made):
    question = Question.objects.create(
        judge=made.judges[2], kind="straight_line", facts={}, asked_at=made.assessment.designed_at
    )
    reply = f"/desk/marking/questions/{question.pk}/reply/"
    assert "各项任务的给分几乎一样" in text(office.judge2.get("/desk/marking/"))
    assert "各项任务的给分几乎一样" not in text(office.judge3.get("/desk/marking/"))
    for who in ("organiser", "judge3", "keeper_leader", "auditor"):
        assert getattr(office, who).get(reply).status_code == 404
    done(hand_in(office.judge2, reply, text="三个点位的台账确实差不多。"))
    assert "三个点位的台账确实差不多" in text(office.judge2.get("/desk/marking/"))
    assert "三个点位的台账确实差不多" not in text(office.organiser.get(f"/desk/assessments/{made.assessment.pk}/"))
    answer = office.judge2.post(reply, {"text": "再说一次。"})
    assert answer.status_code == 409


def test_the_list_and_the_counts_cost_the_same_with_no_ballot_and_with_many(office, made):
    counts = f"/desk/assessments/{made.assessment.pk}/?part=judges"
    before = queries(office.judge2, "/desk/marking/"), queries(office.organiser, counts)
    for index in (2, 3, 4):
        for site in made.sites(0):
            made.cast(index, site)
    after = queries(office.judge2, "/desk/marking/"), queries(office.organiser, counts)
    assert before == after
    assert max(after) <= SIGNED_IN + 12


def test_counts_are_shown_and_never_what_is_in_a_ballot(office, made):
    for site in made.sites(0):
        made.cast(2, site, marks={"T01": {"points": "1.5", "reason": REASON}})
    page = text(office.organiser.get(f"/desk/assessments/{made.assessment.pk}/?part=judges"))
    assert "2 / 5" in page
    assert REASON not in page
    assert questions.ballots_of(made.organiser).count() == 0


def test_it_is_sealed_only_with_a_reason_for_what_is_missing(office, made):
    page = f"/desk/assessments/{made.assessment.pk}/"
    made.cast(2, made.sites(4)[0])
    shown = text(office.organiser.get(page + "seal/"))
    assert "到了1张" in shown
    assert hand_in(office.organiser, page + "seal/", note="").status_code == 422
    done(hand_in(office.organiser, page + "seal/", note="其余评委临时防汛。"))
    assert "其余评委临时防汛" in text(office.organiser.get(page))
