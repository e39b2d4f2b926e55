"""The pages of a project: what is shown, what is asked, what is refused beside the field with everything kept."""

import pytest
from django.urls import reverse

from tests.desk.inspection.conftest import hidden, said, send, text
from tests.duties.works.scene import PLAN, days
from yinuo.channels.desk.campaigns.forms import OPINION_FORMS, PROJECT_FORMS, WORK_FORMS
from yinuo.channels.desk.campaigns.verbs import VERBS
from yinuo.duties import actions
from yinuo.duties.models import Project, ProjectMatter, ProjectOpinion, ProjectStep
from yinuo.matters.models import Matter


def step(made, verb: str) -> str:
    return reverse("desk:project_step", args=[made.project.pk, verb])


def plan(until: int) -> dict:
    return {"published_on": "2026-03-02", "comments_until": str(days(until).date()), "where": "公告栏", "plan": PLAN}


def test_every_form_is_of_an_act_with_a_word():
    assert set(PROJECT_FORMS) | set(OPINION_FORMS) | set(WORK_FORMS) <= set(VERBS)


def test_a_project_is_opened_by_its_office(made):
    answer = send(
        made.desk.handler,
        reverse("desk:open_project"),
        name="北关棚户区改造",
        kind="shanty",
        place=made.world.community.code,
    )
    project = Project.objects.get(name="北关棚户区改造")
    assert answer.url == reverse("desk:project", args=[project.pk])
    assert "棚户区改造" in text(made.desk.handler.get(answer.url))


def test_29_days_are_refused_beside_the_field_and_everything_typed_stays(made):
    answer = send(made.desk.handler, step(made, "publish_plan"), **plan(29))
    assert answer.status_code == 422
    assert "条例第十条" in said(answer)
    assert "只有29日" in said(answer)
    assert answer.context["form"]["plan"].value() == PLAN
    assert send(made.desk.handler, step(made, "publish_plan"), **plan(30)).status_code == 302


def test_a_forbidden_task_is_refused_with_the_law_and_the_text_stays(made):
    given = {"office": made.world.office.name, "text": "发动党员做亲属工作，劝其签约", "due_on": "2026-03-20"}
    answer = send(made.desk.handler, step(made, "set_project_step"), **given)
    assert answer.status_code == 422
    assert "株连式征迁" in said(answer)
    assert answer.context["form"]["text"].value() == given["text"]
    assert not ProjectStep.objects.exists()
    given["text"] = "帮住户找学校近的周转房"
    assert send(made.desk.handler, step(made, "set_project_step"), **given).status_code == 302


def test_the_page_shows_the_law_the_opinions_and_what_households_asked(made, monday):
    made.published()
    actions.note_opinion(made.project, made.handler, text="周转房离学校太远。", count=12)
    send(
        made.desk.worker, step(made, "ask_about_project"), about="help", words="搬家要人抬煤气灶。", intake="visit",
        place=made.world.community.code,
    )  # fmt: skip
    assert Matter.objects.get(campaign_project__project=made.project).words == "搬家要人抬煤气灶。"
    page = said(made.desk.handler.get(reverse("desk:project", args=[made.project.pk])))
    for words in ("法定的顺序", "第十条：公布方案征求意见，期限不少于30日", "周转房离学校太远", "12人提", "需要帮忙"):
        assert words in page, words
    assert "签约率" not in page
    assert "煤气灶" in said(made.desk.worker.get(reverse("desk:project", args=[made.project.pk])))
    monday.shift(days(31) - days(0))
    made.desk.sign_in()
    page = said(made.desk.handler.get(reverse("desk:project", args=[made.project.pk])))
    assert "征求意见已经截止" in page
    home = said(made.desk.handler.get("/desk/"))
    assert "到了下一步的征收项目1" in home


def test_opinions_and_work_have_their_forms(made, monday):
    made.published()
    opinion = actions.note_opinion(made.project, made.handler, text="太远。")
    address = reverse("desk:project_opinion_step", args=[opinion.pk, "answer_opinion"])
    assert send(made.desk.handler, address, is_adopted="yes", answer="增加近的房。").status_code == 302
    assert ProjectOpinion.objects.get().is_adopted
    work = actions.set_project_step(
        made.project, made.handler, office=made.world.other_office, text="找房", due_on=days(9).date()
    )
    address = reverse("desk:project_work_step", args=[work.pk, "finish_project_step"])
    assert send(made.desk.other_handler, address, outcome="十二户找到了。").status_code == 302
    assert made.desk.neighbour.get(address).status_code == 404


@pytest.mark.parametrize(("who", "verb", "status"), [
    ("handler", "note_opinion", 409), ("other_handler", "publish_plan", 404), ("organiser", "publish_plan", 200),
    ("leader", "publish_plan", 403), ("verifier", "drop_project", 403), ("handler", "no_such_verb", 404),
])  # fmt: skip
def test_who_gets_which_form(made, who, verb, status):
    assert getattr(made.desk, who).get(step(made, verb)).status_code == status


def test_the_whole_way_of_the_law_through_forms(made, monday):
    handler = made.desk.handler

    def go(who, verb, after=0, **given):
        if after:
            monday.shift(days(after) - days(0))
            made.desk.sign_in()
        answer = send(getattr(made.desk, who), step(made, verb), **given)
        assert answer.status_code == 302, (verb, said(answer)[:300])

    assert handler.get(step(made, "publish_plan")).status_code == 200
    go("handler", "publish_plan", **plan(30))
    go("handler", "assess_risk", after=10, risk="低风险。")
    go("handler", "publish_opinions", after=21, changes="没有收到意见，方案不变。")
    remedies = "六十日内申请行政复议，六个月内向人民法院起诉。"
    go("handler", "decide_project", after=1, decision="示政征〔2026〕1号", decided_on="2026-04-03", remedies=remedies)
    go("handler", "begin_compensation", account="补偿款已存入专户。")
    late = send(made.desk.handler, step(made, "begin_moving"))
    assert late.status_code == 409
    assert "先补偿、后搬迁" in said(late)
    assert "待核对补偿到位的项目1" in said(made.desk.verifier.get("/desk/"))
    go("verifier", "confirm_compensation", found="看了专户。")
    go("handler", "begin_moving")
    go("handler", "finish_project", outcome="都搬进了新房。")
    assert Project.objects.get(pk=made.project.pk).state == "finished"


def test_the_pages_cost_the_same_with_more_rows(made, django_assert_max_num_queries):
    made.published()
    address = reverse("desk:project", args=[made.project.pk])
    for turn in range(20):
        ProjectOpinion.objects.create(project=made.project, text=f"意见{turn}", noted_at=days(1))
        ProjectStep.objects.create(project=made.project, office=made.world.office, text="找房", due_on=days(9).date())
        matter = made.world.raised(words=f"第{turn}个问题")
        ProjectMatter.objects.create(project=made.project, matter=matter, about="question")
        Project.objects.create(
            org=made.world.office, place=made.world.community, name=f"项目{turn}", kind="river", opened_at=days(0)
        )
    with django_assert_max_num_queries(14):
        assert made.desk.worker.get(address).status_code == 200
    with django_assert_max_num_queries(12):
        assert made.desk.handler.get(reverse("desk:projects")).status_code == 200


def test_hidden_fields_are_there(made):
    assert set(hidden(made.desk.handler, step(made, "publish_plan"))) == {"key", "seen"}
