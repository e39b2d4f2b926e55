"""A project on expropriated ground, in the words of the office that runs it and of the people who live there (M12)."""

from datetime import timedelta

import pytest
from django.apps import apps

from tests.duties.works.scene import PLAN, REMEDIES, days
from tests.world import MONDAY
from yinuo.duties import actions
from yinuo.duties.models import ProjectMatter, ProjectOpinion, ProjectStep
from yinuo.duties.queries.campaigns import asked, kinds_sentence, projects_of, published_projects
from yinuo.duties.rules.campaigns import forbidden, given, kinds
from yinuo.duties.words.campaigns import About, ProjectState
from yinuo.kernel.actor import resident
from yinuo.kernel.errors import NotNow, Refused, Unfit
from yinuo.matters.words import Kind

S = ProjectState


def test_the_law_has_its_way_from_the_plan_to_moving(made):
    project = made.decided()
    assert project.state == S.DECIDED
    actions.begin_compensation(project, made.handler, at=days(34), account="补偿款已全部存入专户，周转房四十套已腾空。")
    with pytest.raises(NotNow, match="先补偿、后搬迁"):
        actions.begin_moving(project, made.handler, at=days(35))
    actions.confirm_compensation(project, made.verifier, at=days(36), found="看了专户余额和周转房钥匙，都在。")
    actions.begin_moving(project, made.handler, at=days(37))
    actions.finish_project(project, made.handler, at=days(200), outcome="全部住户搬进新房，审计没有发现问题。")
    assert project.state == S.FINISHED
    assert project.checked_by == made.world.callers


def test_a_plan_published_for_29_days_is_refused_with_the_article_and_the_day(made):
    with pytest.raises(Unfit, match=r"条例第十条.*30日.*2026-04-01.*只有29日"):
        actions.publish_plan(
            made.project, made.handler, at=MONDAY, plan=PLAN, where="公告栏", comments_until=days(29).date()
        )
    assert made.published().state == S.CONSULTED


def test_opinions_are_answered_before_they_are_published_and_only_after_the_last_day(made):
    project = made.published()
    opinion = actions.note_opinion(project, made.handler, at=days(2), text="补偿要写清楚怎么评估。", count=3)
    with pytest.raises(NotNow, match="截止"):
        actions.publish_opinions(project, made.handler, at=days(30), changes="写明评估办法。")
    with pytest.raises(NotNow, match="1条意见没有写明"):
        actions.publish_opinions(project, made.handler, at=days(31), changes="写明评估办法。")
    with pytest.raises(NotNow, match="作为异议登记"):
        actions.note_opinion(project, made.handler, at=days(31), text="晚了一天。")
    actions.answer_opinion(opinion, made.handler, at=days(31), is_adopted=True, answer="写明由住户协商选定评估机构。")
    with pytest.raises(Unfit, match="听证会"):
        actions.publish_opinions(project, made.handler, at=days(31), changes="写明评估办法。", is_opposed=True)
    actions.publish_opinions(project, made.handler, at=days(31), changes="写明评估办法。")
    with pytest.raises(NotNow, match="已经公布"):
        actions.answer_opinion(opinion, made.handler, at=days(32), is_adopted=False, answer="不改了。")


def test_no_decision_without_the_assessment_of_risks_nor_without_the_remedies(made):
    project = made.published()
    actions.publish_opinions(project, made.handler, at=days(31), changes="没有收到意见，方案不变。")
    decide = {"decision": "示政征〔2026〕1号", "decided_on": days(33).date()}
    with pytest.raises(NotNow, match="第十二条"):
        actions.decide_project(project, made.handler, at=days(33), remedies=REMEDIES, **decide)
    actions.assess_risk(project, made.handler, at=days(32), risk="低风险。")
    with pytest.raises(Unfit, match="第十三条"):
        actions.decide_project(project, made.handler, at=days(33), remedies="可以告。", **decide)
    with pytest.raises(Unfit, match="决定的日子"):
        actions.decide_project(
            project, made.handler, at=days(33), remedies=REMEDIES, decision="1", decided_on=days(20).date()
        )


def test_the_office_does_not_confirm_its_own_compensation(made):
    project = made.decided()
    actions.begin_compensation(project, made.handler, at=days(34), account="已存入专户。")
    with pytest.raises(Refused, match="征收部门以外"):
        actions.confirm_compensation(project, made.colleague, at=days(35), found="到了。")


def test_what_a_household_asks_is_a_matter_of_its_own_and_its_words_stay(made):
    project = made.published()
    words = "我妈一个人住，搬家谁来帮她搬煤气灶？亲戚都在外地，别劝亲戚，帮个忙就行。"
    link = actions.ask_about_project(project, resident(), at=MONDAY, words=words, about=About.HELP)
    assert link.matter.words == words
    assert link.matter.kind == Kind.HELP_REQUEST
    assert link.matter.place == project.place
    assert not link.matter.wants_public
    actions.ask_about_project(project, made.worker, at=MONDAY, words="按什么面积算？", about=About.QUESTION)
    with pytest.raises(Refused):
        actions.ask_about_project(project, made.neighbour, at=MONDAY, words="代问一句", about=About.QUESTION)
    assert [(one.about, one.all, one.done) for one in asked(project)] == [
        ("question", 1, 0), ("help", 1, 0), ("objection", 0, 0),
    ]  # fmt: skip


def test_the_report_counts_what_was_answered_and_knows_nothing_of_signatures(made):
    project = made.published()
    matter = made.world.verified()
    ProjectMatter.objects.create(project=project, matter=matter, about=About.QUESTION)
    assert [(one.all, one.done, one.verified) for one in asked(project)] == [(1, 1, 1), (0, 0, 0), (0, 0, 0)]


BAD = [
    "劝说亲属签约", "做亲属工作", "做好被征收户亲戚的思想工作", "签约率排名", "停水停电", "签约进度每日通报排名",
    "动员在机关工作的子女带头签字", "摸清被征收户社会关系", "摸排亲属工作单位", "对未签户停电断水", "夜里蹲守，逼签",
    "教师包自家亲属，不签停课", "签约竞赛，红黑榜公布", "先拆后补", "通过单位领导找其配偶谈话，配合搬迁",
    "做 亲·属 工 作", "停 水\n停　电", "株连", "未签户逐户销号", "限期签约，奖金倒计时", "停岗回家劝签", "统计签约率",
]  # fmt: skip
GOOD = [
    "讲清补偿政策，逐条回答住户的问题", "帮独居老人联系子女接送", "帮着找离学校近的周转房", "代办户口迁移和孩子转学",
    "不得劝说亲属签约", "严禁停水停电", "施工停水提前一天告知住户", "停电抢修", "请住户自己选评估机构",
    "为残疾住户联系搬家车", "查处逼签行为", "把征求意见的情况贴到公告栏", "旧房拆除前核对水电表", "复议、起诉怎么办，当面说清",
    "家属院排水管改造", "子女就近入学咨询", "公职人员带头讲政策", "签订搬家服务协议，费用由征收部门出",
]  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_what_nobody_may_be_asked_is_refused_with_the_law(text):
    assert forbidden(text), text


@pytest.mark.parametrize("text", GOOD)
def test_help_and_warnings_are_not_refused(text):
    assert forbidden(text) is None, forbidden(text)


def test_a_forbidden_task_is_refused_in_words_and_nothing_is_left(made):
    project = made.published()
    for text, law in (("劝说亲属签约", "株连"), ("签约率排名", "不登记、不比较"), ("停水停电", "第二十七条")):
        with pytest.raises(Unfit, match=law) as told:
            actions.set_project_step(
                project, made.handler, at=MONDAY, office=made.world.office, text=text, due_on=days(9).date()
            )
        assert told.value.field == "text"
        assert text[:2] in told.value.sentence
    assert not ProjectStep.objects.exists()


def test_work_is_done_by_the_office_that_has_it(made):
    step = actions.set_project_step(
        made.published(),
        made.handler,
        at=MONDAY,
        office=made.world.other_office,
        text="帮住户找周转房",
        due_on=days(9).date(),
    )
    with pytest.raises(Refused):
        actions.finish_project_step(step, made.worker, at=MONDAY, outcome="找到了。")
    actions.finish_project_step(step, made.other_handler, at=MONDAY, outcome="给十二户找到了房。")
    assert projects_of(made.other_handler).exists(), "who has work sees the project"
    assert not projects_of(made.neighbour).exists()


def test_nothing_in_the_schema_ties_a_household_to_kin_work_or_signature():
    banned = {
        "kin", "relative", "spouse", "workplace", "employer", "household", "sign", "signed", "family", "person", "phone", "name_of",
    }  # fmt: skip
    names = [
        f"{model._meta.model_name}.{field.name}"
        for model in apps.get_app_config("duties").get_models()
        if model._meta.model_name.startswith(("project", "checklist", "item", "recheck"))
        for field in model._meta.get_fields()
    ]
    assert not [name for name in names if set(name.partition(".")[2].split("_")) & banned]


def test_kinds_are_data_and_print_from_rows(made):
    assert list(kinds().values()) == ["重大项目建设", "内河治理", "棚户区改造"]
    assert kinds_sentence("419901", days(1).date()) == "征迁任务群众工作：内河治理1个。"
    assert kinds_sentence("419902", days(1).date()) == ""
    with pytest.raises(Unfit, match="重大项目建设、内河治理、棚户区改造"):
        actions.open_project(
            made.world.office, made.handler, at=MONDAY, name="某项目", kind="other", place=made.world.community
        )
    assert {one["state"] for one in given()["stages"]} == set(ProjectState) - {S.DROPPED}


def test_before_the_plan_is_published_nobody_outside_sees_it(made):
    assert not published_projects().exists()
    with pytest.raises(NotNow):
        actions.ask_about_project(made.project, resident(), at=MONDAY, words="要征我家吗？")
    made.published()
    assert published_projects().get() == made.project


def test_one_act_costs_few_queries(made, django_assert_max_num_queries):
    project = made.published()
    with django_assert_max_num_queries(10):
        actions.note_opinion(project, made.handler, at=days(1), text="周转期太长。")
    with django_assert_max_num_queries(10):
        actions.set_project_step(
            project, made.handler, at=days(1), office=made.world.office, text="解释方案", due_on=days(9).date()
        )
    assert ProjectOpinion.objects.count() == 1
    assert timedelta(days=30) == project.comments_until - project.published_on
