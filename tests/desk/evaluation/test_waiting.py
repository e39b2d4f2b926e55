"""What of evaluations waits for somebody stands on his first page, and leaves it when it is done."""

from tests.desk.evaluation.walks import SIGNED_IN, queries, text
from yinuo.evaluation import actions
from yinuo.evaluation.models import Question
from yinuo.evaluation.words import KeeperRole


def waits(client) -> dict[str, int]:
    return {str(one["word"]): one["count"] for one in client.get("/desk/").context["judged"]}


def test_a_judge_is_told_how_many_ballots_are_left(office, made):
    assert waits(office.judge2) == {"还没有投的评分票": 5}
    for site in made.sites(4):
        made.cast(2, site)
    assert waits(office.judge2) == {"还没有投的评分票": 3}
    assert waits(office.organiser) == {}
    assert "评价和观摩" not in text(office.organiser.get("/desk/"))


def test_a_keeper_is_told_to_take_his_key_and_to_sign(office, made):
    assessment = actions.design(made.round.org, made.organiser, name="年度述评", rubric=made.rubric)
    actions.name_keeper(assessment, made.organiser, member=made.keepers[0].member, role=KeeperRole.LEADER)
    assert waits(office.keeper_leader) == {"等您领取的启封口令": 1}
    for index in range(1, 6):
        made.cast(index, made.sites(0)[0])
    actions.seal(made.assessment, made.organiser, note="只看了一个点位。")
    actions.open_(made.assessment, made.keeper(1), words=[made.words[1], made.words[2]], numbers=[1, 2])
    actions.compute(made.assessment, made.organiser)
    assert waits(office.keeper_watcher) == {"等您签字的评价结果": 1}
    actions.sign(made.assessment, made.keeper(2))
    assert waits(office.keeper_watcher) == {}
    for number in (1, 3):
        actions.sign(made.assessment, made.keeper(number))
    actions.announce(made.assessment, made.organiser)
    actions.object_(made.subject(0), made.speaker(0), text="第3项的台账给评委看过。")
    assert waits(office.organiser) == {"等办的评价异议": 1}
    assert waits(office.street0) == {}


def test_a_question_waits_for_the_judge_alone_and_costs_nobody_a_query(office, made):
    before = queries(office.organiser, "/desk/")
    Question.objects.create(judge=made.judges[2], kind="pact", asked_at=made.assessment.designed_at)
    assert waits(office.judge2)["想请您说明的打分"] == 1
    assert "想请您说明的打分" not in waits(office.judge3)
    assert queries(office.organiser, "/desk/") == before
    assert queries(office.judge2, "/desk/") <= SIGNED_IN + 1 + 4
