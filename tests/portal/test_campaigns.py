"""Residents and central work: what is public, a question without an account, a rebound that becomes a matter."""

import re

from django.test import Client
from django.urls import reverse

from tests.desk.campaigns.conftest import built, made
from tests.desk.conftest import monday
from tests.desk.inspection.conftest import said
from tests.duties.works.scene import days
from yinuo.duties.models import ItemMatter, ProjectMatter
from yinuo.matters.words import Kind

__all__ = ["built", "made", "monday"]


def key(answer) -> str:
    return re.search(r'name="key" value="([^"]+)"', answer.content.decode())[1]


def test_a_project_is_public_once_its_plan_is(made):
    anybody = Client()
    page = reverse("portal:campaign_project", args=[made.project.pk])
    assert anybody.get(page).status_code == 404
    assert "还没有公布补偿方案的项目" in said(anybody.get("/campaigns/"))
    made.published()
    assert "护城河治理二期" in said(anybody.get("/campaigns/"))
    told = said(anybody.get(page))
    for words in (
        "补偿方案正在征求意见，到2026年4月1日",
        "第二十七条",
        "这里不登记谁签了、谁没签",
        "货币补偿和产权调换任选",
    ):
        assert words in told, words


def test_opinions_changes_and_remedies_are_published_and_risks_only_named(made, monday):
    made.decided()
    monday.shift(days(40) - days(0))
    told = said(Client().get(reverse("portal:campaign_project", args=[made.project.pk])))
    for words in (
        "周转房离学校太远。",
        "12人提",
        "增加学校附近的周转房四十套",
        "六十日内向市人民政府申请行政复议",
        "已评估",
    ):
        assert words in told, words
    assert "担心周转期过长" not in told


def test_a_household_asks_without_an_account_and_gets_a_slip(made):
    made.published()
    anybody, address = Client(), reverse("portal:campaign_ask", args=[made.project.pk])
    first = anybody.get(address + "?about=help")
    assert first.context["form"]["about"].value() == "help"
    empty = anybody.post(address, {"key": key(first), "about": "objection", "words": " "})
    assert empty.status_code == 422
    assert "一句话也行" in said(empty)
    given = {"key": key(first), "about": "objection", "words": "评估的面积比房本少。"}
    answer = anybody.post(address, given)
    assert answer.status_code == 302
    assert "单号" in said(anybody.get(answer.url))
    again = anybody.post(address, given)
    assert again.status_code == 302, "sent twice is once"
    link = ProjectMatter.objects.get()
    assert (link.about, link.matter.kind, link.matter.words) == ("objection", Kind.PETITION, given["words"])
    assert "有异议100" in said(anybody.get(reverse("portal:campaign_project", args=[made.project.pk])))


def test_a_resident_tells_a_rebound_and_chooses_the_community_if_he_likes(made):
    item = made.checked(made.items[0])
    anybody, address = Client(), reverse("portal:campaign_rebound", args=[item.pk])
    first = anybody.get(address)
    assert "幸福社区" in said(first)
    assert "1.1背街小巷路面平整" in said(anybody.get(reverse("portal:campaign_recheck", args=[made.recheck.pk])))
    given = {"key": key(first), "words": "下雨又积水了。", "place": made.world.community.code, "address": "二巷"}
    assert anybody.post(address, given).status_code == 302
    link = ItemMatter.objects.get()
    assert link.matter.place == made.world.community
    assert link.matter.title.startswith("反弹：1.1")
    second = anybody.get(address)
    assert anybody.post(address, {"key": key(second), "words": "还是积水。"}).status_code == 302
    assert ItemMatter.objects.count() == 2


def test_a_finished_project_takes_no_more_questions(made):
    made.published()
    made.project.state = "dropped"
    made.project.save(update_fields=["state"])
    anybody, address = Client(), reverse("portal:campaign_ask", args=[made.project.pk])
    first = anybody.get(address)
    late = anybody.post(address, {"key": key(first), "about": "question", "words": "还征吗？"})
    assert late.status_code == 409
    assert "还征吗？" in late.content.decode()


def test_the_public_pages_cost_few_queries(made, django_assert_max_num_queries):
    made.published()
    for address in (
        "/campaigns/",
        f"/campaigns/projects/{made.project.pk}/",
        f"/campaigns/rechecks/{made.recheck.pk}/",
    ):
        with django_assert_max_num_queries(8):
            assert Client().get(address).status_code == 200
