"""An evaluation from the rubric to the published bands, in the words of those who take part; what goes wrong leaves nothing."""

import json
import subprocess
import sys
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.inspection.scene import marks_of
from tests.world import MONDAY
from yinuo.acts.models import Entry, Text
from yinuo.evaluation import actions, queries
from yinuo.evaluation.enclosed import Enclosed
from yinuo.evaluation.models import Ballot, Conflict, Objection, Part, Question, Rubric
from yinuo.evaluation.queries import exporting
from yinuo.evaluation.rules import sealing
from yinuo.evaluation.words import AssessmentState, Finding, Form
from yinuo.inspection import actions as touring
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.orgs.queries import actor_for

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_conflicts_are_computed_from_where_a_judge_comes_from(made):
    for index, judge in enumerate(made.judges):
        own = made.subject(index % 6)
        assert list(Conflict.objects.filter(judge=judge).values_list("subject", "kind")) == [(own.pk, "own_unit")]


def test_a_judge_does_not_mark_his_own_street(made):
    site = next(visit.site for visit in made.judges[0].unit.evaluated.get().sites.first().visits.all())
    with pytest.raises(Refused, match="评委所在单位"):
        made.cast(0, site, at=MONDAY + HOUR)
    assert not Ballot.objects.exists()


def test_a_judge_marks_the_streets_of_his_own_group_and_the_shared_sites(made):
    other_group = made.sites(1)
    shared = next(site for site in other_group if site.is_anchor)
    with pytest.raises(Refused, match="第2组"):
        made.cast(0, next(site for site in other_group if not site.is_anchor), at=MONDAY + HOUR)
    assert made.cast(0, shared, at=MONDAY + HOUR).part.is_shared


def test_nobody_marks_twice_but_a_repeated_submission_is_the_same_ballot(made):
    judge, actor = made.judge(0)
    site, key = made.sites(2)[0], uuid4()
    part = Part.objects.get(subject=site.subject, key=site.key)
    envelope = made.envelope(judge, site.subject, part, marks_of(made.rubric, 0.7))
    given = {
        "subject": site.subject, "part": part, "envelope": Enclosed(envelope), "digest": sealing.digest_of(envelope),
        "said_at": MONDAY + HOUR,
    }  # fmt: skip
    first = actions.cast(judge, actor, at=MONDAY + HOUR, key=key, **given)
    assert actions.cast(judge, actor, at=MONDAY + 2 * HOUR, key=key, **given) == first
    other = made.envelope(judge, site.subject, part, marks_of(made.rubric, 0.9))
    with pytest.raises(NotNow, match="内容不同"):
        actions.cast(
            judge,
            actor,
            at=MONDAY + 2 * HOUR,
            key=key,
            **given | {"envelope": Enclosed(other), "digest": sealing.digest_of(other)},
        )
    with pytest.raises(NotNow, match="投过一张票"):
        made.cast(0, site, at=MONDAY + 2 * HOUR)
    assert Ballot.objects.count() == 1


def test_a_ballot_damaged_on_the_way_is_not_taken(made):
    judge, actor = made.judge(0)
    site = made.sites(2)[0]
    part = Part.objects.get(subject=site.subject, key=site.key)
    envelope = made.envelope(judge, site.subject, part, marks_of(made.rubric, 0.7))
    with pytest.raises(Unfit, match="损坏"):
        actions.cast(
            judge,
            actor,
            at=MONDAY + HOUR,
            subject=site.subject,
            part=part,
            envelope=Enclosed(envelope),
            digest="0" * 64,
        )


def test_nobody_can_read_a_ballot_before_two_keepers_open_it(made):
    ballot = made.cast(0, made.sites(2)[0], 0.75, at=MONDAY + HOUR)
    stored = json.dumps(ballot.envelope) + json.dumps([entry.given for entry in Entry.objects.all()])
    stored += "".join(Text.objects.values_list("words", flat=True))
    assert "T01" not in stored
    assert ballot.content is None
    for words in made.words.values():
        assert words not in stored
    with pytest.raises(NotNow):
        actions.open_(
            made.assessment, made.keeper(1), at=MONDAY + HOUR, words=list(made.words.values()), numbers=[1, 2, 3]
        )


def test_after_sealing_no_ballot_is_taken_and_the_judge_is_told(made):
    made.cast(0, made.sites(2)[0], at=MONDAY + HOUR)
    with pytest.raises(Unfit, match="还有"):
        actions.seal(made.assessment, made.organiser, at=MONDAY + 2 * HOUR)
    actions.seal(made.assessment, made.organiser, at=MONDAY + 2 * HOUR, note="其余评委临时有防汛任务。")
    with pytest.raises(NotNow, match="已经封票"):
        made.cast(1, made.sites(2)[0], at=MONDAY + 3 * HOUR)
    assert Ballot.objects.count() == 1


def test_one_keeper_alone_opens_nothing_and_a_wrong_word_is_named(made):
    made.sealed(at=MONDAY + HOUR)
    with pytest.raises(Unfit, match="两位保管人"):
        actions.open_(made.assessment, made.keeper(1), at=MONDAY + 2 * HOUR, words=[made.words[1], ""], numbers=[1, 2])
    with pytest.raises(Unfit):
        actions.open_(
            made.assessment, made.keeper(1), at=MONDAY + 2 * HOUR, words=[made.words[1], made.words[1]], numbers=[1, 2]
        )
    assert not Ballot.objects.exclude(content=None).exists()
    made.fresh()
    assert made.assessment.state == AssessmentState.SEALED


def test_opened_ballots_are_counted_and_a_spoilt_one_is_told_not_lost(made):
    made.cast_all(at=MONDAY + HOUR)
    spoilt = Ballot.objects.first()
    Ballot.objects.filter(pk=spoilt.pk).update(envelope=spoilt.envelope | {"text": "AAAA"})
    actions.seal(made.assessment, made.organiser, at=MONDAY + HOUR)
    actions.open_(
        made.assessment, made.keeper(1), at=MONDAY + HOUR, words=[made.words[1], made.words[2]], numbers=[1, 2]
    )
    spoilt.refresh_from_db()
    assert spoilt.content is None
    assert spoilt.problem
    assert Ballot.objects.exclude(content=None).count() == Ballot.objects.count() - 1
    result = actions.compute(made.assessment, made.organiser, at=MONDAY + HOUR)
    assert spoilt.problem in result.content


def test_the_result_can_be_computed_again_by_somebody_else_from_the_file_alone(made, tmp_path):
    made.opened(at=MONDAY + HOUR)
    result = actions.compute(made.assessment, made.organiser, at=MONDAY + HOUR)
    file, kept = tmp_path / "round.json", tmp_path / "result.json"
    file.write_text(result.export, encoding="utf-8")
    kept.write_text(result.content, encoding="utf-8")
    command = [sys.executable, "-m", "yinuo.evaluation.rules.recomputing", str(file), "--compare", str(kept)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    kept.write_text(result.content.replace("东关", "西关", 1), encoding="utf-8")
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1
    assert not any(member.post in result.export for member in (judge.member for judge in made.judges)), (
        "codes, not people"
    )


def test_a_rubric_changed_behind_the_door_is_noticed(made):
    made.opened(at=MONDAY + HOUR)
    content = made.rubric.content | {"total": "21"}
    Rubric.objects.filter(pk=made.rubric.pk).update(content=content)
    made.fresh()
    with pytest.raises(Unfit, match="细则"):
        actions.compute(made.assessment, made.organiser, at=MONDAY + HOUR)


def test_too_few_ballots_give_no_score(made):
    for index in (1, 2, 3):
        made.cast(index, made.sites(4)[0], at=MONDAY + HOUR)
    actions.seal(made.assessment, made.organiser, at=MONDAY + HOUR, note="路断了，只到了三位。")
    actions.open_(
        made.assessment, made.keeper(1), at=MONDAY + HOUR, words=[made.words[1], made.words[2]], numbers=[1, 2]
    )
    assert "样本不足，不评分" in actions.compute(made.assessment, made.organiser, at=MONDAY + HOUR).content


def test_all_keepers_sign_before_anybody_is_told(made):
    made.opened(at=MONDAY + HOUR)
    actions.compute(made.assessment, made.organiser, at=MONDAY + HOUR)
    actions.sign(made.assessment, made.keeper(1), at=MONDAY + HOUR)
    with pytest.raises(NotNow, match="监票人、计票人"):
        actions.announce(made.assessment, made.organiser, at=MONDAY + HOUR)
    with pytest.raises(NotNow, match="已经签过字"):
        actions.sign(made.assessment, made.keeper(1), at=MONDAY + HOUR)


def test_an_objection_is_answered_reviewed_by_others_and_ends_in_a_new_result(made):
    made.announced(at=MONDAY + HOUR)
    subject = made.subject(0)
    objection = actions.object_(
        subject, made.speaker(0), at=MONDAY + DAY, text="第3项的台账当天就给评委看过，有两位没有计。"
    )
    with pytest.raises(NotNow, match="已经有一件"):
        actions.object_(subject, made.speaker(0), at=MONDAY + DAY, text="再说一遍")
    actions.answer_objection(
        objection, made.organiser, at=MONDAY + 2 * DAY, answer="查了记录，维持。", finding=Finding.REJECTED
    )
    actions.ask_review(objection, made.speaker(0), at=MONDAY + 3 * DAY, text="请调当天照片。")
    with pytest.raises(Refused, match="换一位"):
        actions.review(objection, made.organiser, at=MONDAY + 4 * DAY, review="看过了", finding=Finding.REJECTED)
    with pytest.raises(NotNow, match="没有办完"):
        actions.settle(made.fresh().assessment, made.organiser, at=MONDAY + 10 * DAY)
    actions.review(
        objection, made.world.verifier, at=MONDAY + 4 * DAY, review="照片属实，一张票应不计。", finding=Finding.UPHELD
    )
    with pytest.raises(NotNow, match="重新计分"):
        actions.settle(made.assessment, made.organiser, at=MONDAY + 10 * DAY)
    ballot = Ballot.objects.filter(subject=subject).first()
    actions.exclude(made.assessment, made.organiser, at=MONDAY + 10 * DAY, ballot=ballot, why="1号异议成立，漏看台账")
    with pytest.raises(Unfit, match="写明原因"):
        actions.compute(made.assessment, made.organiser, at=MONDAY + 10 * DAY)
    second = actions.compute(made.assessment, made.organiser, at=MONDAY + 10 * DAY, why="1号异议成立")
    assert second.number == 2
    assert "漏看台账" in second.content
    assert made.assessment.results.count() == 2, "the first result stays"
    for number in (1, 2, 3):
        actions.sign(made.assessment, made.keeper(number), at=MONDAY + 10 * DAY)
    actions.announce(made.assessment, made.organiser, at=MONDAY + 10 * DAY)
    actions.settle(made.assessment, made.organiser, at=MONDAY + 11 * DAY)
    with pytest.raises(Unfit, match="批准文号"):
        actions.publish(made.assessment, made.organiser, at=MONDAY + 11 * DAY, form=Form.RANKING)
    actions.publish(made.assessment, made.organiser, at=MONDAY + 11 * DAY, form=Form.BANDS)
    assert made.fresh().assessment.state == AssessmentState.PUBLISHED


def test_objections_have_their_time(made):
    made.announced(at=MONDAY + HOUR)
    with pytest.raises(NotNow, match="异议期到"):
        actions.settle(made.assessment, made.organiser, at=MONDAY + DAY)
    until = made.assessment.objections_until
    late = MONDAY + (until - MONDAY.date() + DAY)
    with pytest.raises(NotNow, match="不在异议期"):
        actions.object_(made.subject(0), made.speaker(0), at=late, text="晚了")
    assert not Objection.objects.exists()


def test_questions_go_to_the_judge_alone_and_nothing_follows_from_them(made):
    question = Question.objects.create(judge=made.judges[0], kind="straight_line", facts={}, asked_at=MONDAY)
    _judge, other = made.judge(1)
    with pytest.raises(Refused, match="本人"):
        actions.reply(question, other, at=MONDAY, text="不是我")
    with pytest.raises(Refused):
        actions.reply(question, made.organiser, at=MONDAY, text="替他答")
    actions.reply(question, made.judge(0)[1], at=MONDAY, text="几个点位确实差不多。")


def test_who_sees_which_assessment(made):
    seeing = queries.assessments_of
    for actor in (
        made.organiser,
        made.world.leader,
        made.world.auditor,
        made.judge(3)[1],
        made.keeper(2),
        made.speaker(5),
    ):
        assert list(seeing(actor)) == [made.assessment]
    assert not seeing(made.world.neighbour).exists()
    stranger = actor_for(made.world.people["worker"], channel="desk", day=MONDAY.date())
    assert not seeing(stranger).exists()
    assert list(queries.subjects_of(made.speaker(2))) == [made.subject(2)]


def test_the_export_needs_few_queries_however_many_ballots(made, django_assert_max_num_queries):
    made.opened(at=MONDAY + HOUR)
    with django_assert_max_num_queries(9):
        exporting.export(made.assessment)


def test_a_judge_steps_aside_until_he_has_marked(made):
    judge, actor = made.judge(0)
    actions.recuse(judge, actor, at=MONDAY + HOUR, subject=made.subject(2), reason="亲属在那里工作")
    with pytest.raises(Refused, match="回避"):
        made.cast(0, made.sites(2)[0], at=MONDAY + HOUR)
    made.cast(0, made.sites(4)[0], at=MONDAY + HOUR)
    with pytest.raises(NotNow, match="投过票"):
        actions.recuse(judge, actor, at=MONDAY + HOUR, subject=made.subject(4), reason="想起来了")


def test_a_closed_site_is_marked_no_more(made):
    site = made.sites(4)[0]
    touring.close_site(made.round, made.organiser, at=MONDAY + HOUR, site=site, reason="路面塌陷")
    with pytest.raises(Unfit, match="不在现在的安排里"):
        made.cast(1, site, at=MONDAY + HOUR)
