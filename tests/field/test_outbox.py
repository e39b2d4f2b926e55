"""Items of the outbox: each arrives once, however often it is sent; each refusal is a sentence."""

from datetime import timedelta

import pytest

from tests.field.conftest import HOUR, NOW, ballot_of, phone_of, visit_of
from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.evaluation import actions as evaluating
from yinuo.evaluation.models import Ballot, Question
from yinuo.inspection.models import Note


def note(phone, site, text="议事台账有照片，办结回访写得清楚。", **more):
    return phone.item("note", site=site.pk, text=text, **{"keeps_contact": False} | more)


def test_a_ballot_arrives_once_however_often_it_is_sent(made, phone, site, morning):
    item = ballot_of(made, phone, site)
    assert phone.send(item) == (200, {"id": item["id"], "state": "done", "sentence": ""})
    morning.shift(3 * HOUR)  # the answer was lost, the phone tries again much later
    status, told = phone.send(item)
    assert (status, told["state"]) == (200, "done")
    ballot = Ballot.objects.get()
    assert (ballot.said_at, ballot.cast_at, ballot.digest) == (NOW, NOW, item["digest"])
    assert Entry.objects.filter(act="evaluation.cast").count() == 1


def test_the_same_id_with_other_content_is_a_conflict_and_changes_nothing(made, phone, site):
    first = note(phone, site)
    assert phone.send(first)[0] == 200
    status, told = phone.send(first | {"text": "换了一句话。"})
    assert (status, told["state"], told["id"]) == (409, "conflict", first["id"])
    assert "内容不同" in told["sentence"]
    assert Note.objects.get().text == first["text"]


def test_a_second_ballot_for_the_same_site_is_a_conflict(made, phone, site):
    phone.send(ballot_of(made, phone, site))
    status, told = phone.send(ballot_of(made, phone, site, share=0.9))
    assert (status, told["state"]) == (409, "conflict")
    assert "投过一张票" in told["sentence"]
    assert Ballot.objects.count() == 1


def test_a_ballot_after_sealing_is_told_to_be_late(made, phone, site):
    item = ballot_of(made, phone, site)
    evaluating.seal(made.assessment, made.organiser, note="其余评委临时有防汛任务。")
    status, told = phone.send(item)
    assert (status, told["state"]) == (409, "late")
    assert "已经封票" in told["sentence"]


def test_a_ballot_before_the_beginning_waits_on_the_phone(made, phone, site):
    made.assessment.state = "frozen"
    made.assessment.save()
    status, told = phone.send(ballot_of(made, phone, site))
    assert (status, told["state"]) == (409, "later")
    assert "还没有开始" in told["sentence"]


def test_nobody_marks_the_own_street_or_that_of_the_other_group(made, phone):
    for site, words in ((made.sites(0)[0], "回避"), (made.sites(3)[0], "第2组")):
        status, told = phone.send(ballot_of(made, phone, site))
        assert (status, told["state"]) == (403, "refused")
        assert words in told["sentence"]
    assert not Ballot.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("digest", "0" * 64), ("envelope", {}), ("envelope", {"keys": 3}), ("envelope", "text"), ("envelope", None)],
)
def test_a_ballot_damaged_on_the_way_is_not_taken(made, phone, site, field, value):
    status, told = phone.send(ballot_of(made, phone, site) | {field: value})
    assert (status, told["state"]) == (422, "unfit")
    assert "损坏" in told["sentence"] or "票" in told["sentence"]


def test_a_note_is_known_by_the_id_that_the_phone_gave_it(phone, site):
    item = note(phone, site, keeps_contact=site.shares_contact)
    assert phone.send(item)[0] == 200
    assert phone.send(item)[0] == 200
    assert str(Note.objects.get().uid) == item["id"]


@pytest.mark.parametrize("text", ["", "   ", "长" * 2001])
def test_a_note_without_words_or_with_too_many_is_told_what_is_wrong(phone, site, text):
    status, told = phone.send(note(phone, site, text))
    assert (status, told["state"], told["field"]) == (422, "unfit", "text")
    assert "2000" in told["sentence"]


def test_a_contact_is_kept_only_where_the_host_agreed(made, phone):
    site = next(one for number in (2, 4) for one in made.sites(number) if not one.shares_contact)
    status, told = phone.send(note(phone, site) | {"keeps_contact": True})
    assert (status, told["field"]) == (422, "keeps_contact")
    assert "没有同意" in told["sentence"]


def test_the_leader_says_once_that_a_site_was_seen(made, site):
    leader = phone_of(made, made.leaders[0])
    visit = visit_of(made, site)
    item = leader.item("visit", visit=visit.pk, held=True)
    assert [leader.send(item)[0] for _again in range(2)] == [200, 200]
    visit.refresh_from_db()
    assert visit.state == "held"
    status, told = leader.send(leader.item("visit", visit=visit.pk, held=False, reason="记错了"))
    assert (status, told["state"]) == (409, "conflict")


def test_a_site_that_was_not_seen_has_a_reason(made, site):
    leader, visit = phone_of(made, made.leaders[0]), visit_of(made, site)
    status, told = leader.send(leader.item("visit", visit=visit.pk, held=False, reason=" "))
    assert (status, told["field"]) == (422, "reason")
    assert leader.send(leader.item("visit", visit=visit.pk, held=False, reason="前一站超时。"))[0] == 200
    visit.refresh_from_db()
    assert (visit.state, visit.reason) == ("missed", "前一站超时。")


def test_a_judge_does_not_speak_for_the_group(made, phone, site):
    status, told = phone.send(phone.item("visit", visit=visit_of(made, site).pk, held=True))
    assert (status, told["state"]) == (403, "refused")
    assert "组长" in told["sentence"]


def test_a_judge_answers_what_he_is_asked_and_nobody_else_does(made, phone):
    judge = made.judges[0]
    question = Question.objects.create(judge=judge, kind="straight_line", asked_at=MONDAY)
    other = phone_of(made, made.judges[1].member)
    status, told = other.send(other.item("reply", question=question.pk, text="不是我。"))
    assert (status, told["state"]) == (403, "refused")
    item = phone.item("reply", question=question.pk, text="三个点位的确差不多。")
    assert [phone.send(item)[0] for _again in range(2)] == [200, 200]
    question.refresh_from_db()
    assert question.answer == "三个点位的确差不多。"


@pytest.mark.parametrize(
    ("hours", "words"), [(2.2166, "慢了2小时13分，已按实际时间记录"), (-50, "快了2天2小时，已按实际时间记录")]
)
def test_a_wrong_clock_is_set_right_and_told(made, phone, site, morning, hours, words):
    phone.skew = phone.measured = timedelta(hours=hours)
    item = note(phone, site)
    status, told = phone.send(item)
    assert (status, words in told["sentence"]) == (200, True), told
    assert abs(Note.objects.get().said_at - NOW) < timedelta(seconds=2)
    morning.shift(HOUR + timedelta(milliseconds=357))
    assert phone.send(item)[0] == 200, "said again later, it is the same"
    assert Note.objects.count() == 1


def test_a_few_minutes_are_nobodys_business(phone, site):
    phone.skew = phone.measured = timedelta(minutes=4)
    assert phone.send(note(phone, site))[1]["sentence"] == ""
    assert Note.objects.get().said_at == NOW - timedelta(minutes=4)


def test_a_clock_that_was_changed_afterwards_is_told_too(phone, site):
    item = note(phone, site)
    phone.skew = timedelta(hours=5)
    assert "调过" in phone.send(item)[1]["sentence"]


def test_nothing_is_said_in_the_future(phone, site):
    phone.skew = timedelta(days=-1)  # the clock was changed after the last packet, so nobody knows
    assert phone.send(note(phone, site))[0] == 200
    assert Note.objects.get().said_at <= NOW


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"kind": "score"}, 422, "不认识"),
        ({"kind": ["note"]}, 422, "不认识"),
        ({"id": "x"}, 422, "id"),
        ({"id": None}, 422, "id"),
        ({"site": 999_999}, 404, "找不到这个点位"),
        ({"site": "1; DROP"}, 422, "site"),
        ({"site": 2**70}, 422, "site"),
        ({"text": 5}, 422, "text"),
        ({"made_at": "gestern"}, 422, "made_at"),
        ({"made_at": "2026-03-02T10:00:00"}, 422, "made_at"),
        ({"made_at": "0001-01-01T00:00:00+00:00"}, 422, "made_at"),
        ({"skew_seconds": "2h"}, 422, "skew_seconds"),
        ({"skew_seconds": 10**12}, 422, "skew_seconds"),
        ({"keeps_contact": "ja"}, 422, "联系方式"),
        ({"text": "有一个\0字"}, 422, "手机端应有的样子"),
        ({"text": "半个字\ud83d"}, 422, "读不出来"),
    ],
)
def test_what_is_no_item_is_refused_in_words(phone, site, change, status, words):
    found, told = phone.send(note(phone, site) | change)
    assert (found, words in told["sentence"]) == (status, True), told
    assert told["state"] == "unfit"
    assert not Note.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[]", '"text"', "[" * 100_000, '{"id": NaN}', b"\xff\xfe"])
def test_what_is_no_json_is_refused_in_words(phone, body):
    status, told = phone.send(body)
    assert (status, told["state"]) == (422, "unfit")
    assert "再传一次" in told["sentence"] or "更新到最新版" in told["sentence"]


def test_an_item_that_is_too_large_is_refused_before_it_is_read(phone, site):
    status, told = phone.send(note(phone, site, "长" * 100_000))
    assert (status, "太大" in told["sentence"]) == (413, True)


def test_who_does_not_go_along_hands_nothing_in(made, site):
    stranger = phone_of(made, made.world.people["neighbour"])
    status, told = stranger.send(note(stranger, site))
    assert (status, told["state"]) == (403, "refused")
    assert "不在“全县城市基层党建观摩”" in told["sentence"]


def test_an_unknown_visit_and_an_unknown_question_are_told(phone):
    assert phone.send(phone.item("visit", visit=999, held=True))[0] == 404
    assert phone.send(phone.item("reply", question=999, text="？"))[0] == 404


def test_ids_of_one_person_do_not_open_what_another_has_handed_in(made, phone, site):
    item = note(phone, site)
    phone.send(item)
    other = phone_of(made, made.judges[2].member)
    status, told = other.send(item)
    assert (status, told["state"]) == (409, "conflict")
    assert item["text"] not in told["sentence"]


def test_an_id_is_used_for_one_kind_only(made, phone, site):
    item = note(phone, site)
    phone.send(item)
    assert phone.send(ballot_of(made, phone, site) | {"id": item["id"]})[0] == 409
    assert not Ballot.objects.exists()


def test_too_many_items_come_later_by_themselves(phone, site, monkeypatch):
    monkeypatch.setattr("yinuo.channels.field.doors.RATES", {"outbox": "2/h"})
    answers = [phone.send(note(phone, site)) for _again in range(4)]
    assert [status for status, _told in answers] == [200, 200, 429, 429]
    assert answers[-1][1]["state"] == "later"
    assert "还在手机里" in answers[-1][1]["sentence"]


def test_an_item_costs_few_queries(made, phone, site, django_assert_max_num_queries):
    ballot = ballot_of(made, phone, site)
    with django_assert_max_num_queries(26):
        phone.send(ballot)
    with django_assert_max_num_queries(18):
        phone.send(note(phone, site))
