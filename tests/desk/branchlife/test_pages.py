"""Branch life on the desk: a record of three taps and a sentence, what is refused at its field, what each person sees."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.meetings.branch.scene import BUSINESS, COUNT, PARTY, lived
from tests.world import MONDAY
from yinuo.acts.door import ACTS
from yinuo.channels.desk.branchlife.forms import ALL_FORMS
from yinuo.channels.desk.branchlife.verbs import VERBS
from yinuo.meetings import actions
from yinuo.meetings.models import BranchActivity, BranchMeeting, SecretaryReport
from yinuo.meetings.words.reports import Audience

TODAY = MONDAY.date()
SIGNED_IN = 4


def said(answer) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", answer.content.decode()))


def send(client, address, **given):
    form = client.get(address).context["form"]
    usual = {
        one.html_name: value for one in form if (value := one.value()) not in (None, "") and not hasattr(value, "read")
    }
    return client.post(address, usual | given)


def url(made, verb, kind=""):
    return f"/desk/branches/{made.branch.pk}/{verb}/" + (f"?kind={kind}" if kind else "")


def photo():
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "green").save(out, "JPEG")
    return SimpleUploadedFile("a.jpg", out.getvalue(), "image/jpeg")


def test_every_verb_has_a_form_and_a_word():
    names = {
        name.partition(".")[2] for name, one in ACTS.items() if one.fn.__module__.startswith("yinuo.meetings.actions.")
    }
    ours = {
        f.partition(".")[2]
        for f in ACTS
        if ACTS[f].fn.__module__.rpartition(".")[2] in ("life", "online", "reports", "activities")
        and f.startswith("meetings.")
    }
    assert ours <= names
    assert set(ALL_FORMS) == ours == set(VERBS)


def test_a_theme_day_is_recorded_by_a_number_and_a_sentence(made):
    page = said(made.desk.branch_secretary.get(f"/desk/branches/{made.branch.pk}/"))
    assert "记一次主题党日" in page
    answer = send(
        made.desk.branch_secretary,
        url(made, "record_meeting", "theme_party_day"),
        present=12,
        outcome="定下每人联系一个楼道。",
    )
    assert answer.status_code == 302, said(answer)
    meeting = BranchMeeting.objects.get()
    assert (meeting.topic, meeting.entitled, meeting.present, meeting.held_on) == ("3月主题党日", 15, 12, TODAY)
    page = said(made.desk.branch_secretary.get(answer.url))
    assert "已经记下" in page
    assert "记一次主题党日" not in page


def test_a_photo_may_come_along_and_is_seen_by_those_who_see_the_branch(made):
    send(
        made.desk.branch_secretary, url(made, "record_meeting", "theme_party_day"), present=12, outcome="定下每人联系一个楼道。",
        photo=photo(),
    )  # fmt: skip
    one = BranchMeeting.objects.get().photos.get()
    assert made.desk.branch_secretary.get(f"/desk/branches/photos/meeting/{one.pk}/").status_code == 200
    assert made.desk.neighbour.get(f"/desk/branches/photos/meeting/{one.pk}/").status_code == 404
    assert made.desk.branch_secretary.get(f"/desk/branches/photos/other/{one.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "given", "word"),
    [
        ("theme_party_day", {"present": 16, "outcome": "定下每人联系一个楼道。"}, "多于应到"),
        ("theme_party_day", {"present": 9, "outcome": "好。"}, "请写一句话"),
        ("theme_party_day", {"present": 9, "outcome": "定下每人联系一个楼道。", "held_on": TODAY - timedelta(days=20)}, "补录"),
        ("member_democratic_review", {"present": 15, "outcome": "评议完，结果已报上级。", "excellent": 8, "qualified": 6}, "三分之一"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_lost(made, kind, given, word):
    answer = send(made.desk.branch_secretary, url(made, "record_meeting", kind), **given)
    assert answer.status_code == 422
    assert word in said(answer)
    assert given["outcome"] in answer.content.decode()
    assert not BranchMeeting.objects.exists()


def test_a_warning_of_the_rulebook_is_said_at_once_and_stays(made):
    answer = send(
        made.desk.branch_secretary,
        url(made, "record_meeting", "branch_meeting"),
        present=6,
        outcome="讨论了下季度工作，没有表决。",
    )
    assert "没有超过半数" in said(made.desk.branch_secretary.get(answer.url))
    meeting = BranchMeeting.objects.get()
    assert "半数" in said(made.desk.street_organiser.get(f"/desk/branches/meetings/{meeting.pk}/"))


def test_a_formal_matter_is_refused_online_with_the_article(made):
    answer = send(
        made.desk.branch_secretary, url(made, "begin_discussion"), title="支委补选", text="请大家投票选出一名委员。"
    )
    assert answer.status_code == 422
    assert "选举工作条例" in said(answer) or "支部工作条例" in said(answer)


def test_talk_and_letters_are_not_for_those_above(made):
    topic = actions.begin_discussion(
        made.branch,
        made.branch_secretary,
        at=MONDAY,
        title="四月办什么",
        text="说说想法。",
        ends_on=TODAY + timedelta(days=5),
    )
    actions.write_to_branch(made.branch, made.teller, at=MONDAY, text="我在外地，怎么参加学习？", where="苏州")
    for who in ("organiser", "street_organiser"):
        assert getattr(made.desk, who).get(f"/desk/branches/discussions/{topic.pk}/").status_code == 404
        assert "苏州" not in said(getattr(made.desk, who).get(f"/desk/branches/{made.branch.pk}/?part=online"))
    assert "苏州" in said(made.desk.branch_secretary.get(f"/desk/branches/{made.branch.pk}/?part=online"))
    assert "苏州" in said(made.desk.teller.get(f"/desk/branches/{made.branch.pk}/?part=online"))
    assert "苏州" not in said(made.desk.other_teller.get(f"/desk/branches/{made.branch.pk}/?part=online"))
    assert (
        send(made.desk.teller, f"/desk/branches/discussions/{topic.pk}/say_remark/", text="去二号楼。").status_code
        == 302
    )


def test_the_superior_sees_counts_and_who_needs_a_hand(made):
    lived(made)
    page = said(made.desk.street_organiser.get("/desk/branches/?year=2025"))
    assert "要帮一把" in page
    assert "幸福社区第一党支部" in page
    assert "名次" in page, "it says that there is none"
    assert made.desk.branch_secretary.get("/desk/branches/").url == f"/desk/branches/{made.branch.pk}/"
    assert "没有和您有关的支部" in said(made.desk.neighbour.get("/desk/branches/"))


def test_an_activity_from_sign_up_to_its_outcome(made):
    desk = made.desk
    assert (
        send(
            desk.branch_secretary, url(made, "plan_activity"), kind="warmth", title="送米送油", place="幸福社区"
        ).status_code
        == 302
    )
    activity = BranchActivity.objects.get()
    page = f"/desk/branches/activities/{activity.pk}/"
    assert "我要参加" in said(desk.teller.get(page))
    assert send(desk.teller, f"{page}sign_up/").status_code == 302
    assert "不参加了" in said(desk.teller.get(page))
    signed = activity.sign_ups.get()
    assert send(desk.teller, f"/desk/branches/sign-ups/{signed.pk}/step_back/").status_code == 302
    answer = send(desk.branch_secretary, f"{page}hold_activity/", participants=8, outcome="圆满成功。")
    assert answer.status_code == 422
    given = {"participants": 8, "outcome": "给十二户老人送了米和油，定下两户每周上门。"}
    assert send(desk.branch_secretary, f"{page}hold_activity/", **given).status_code == 302
    assert "十二户" in said(desk.organiser.get(page))


def test_the_report_is_heard_counted_twice_and_told_as_a_distribution(made):
    desk = made.desk
    answer = send(desk.branch_secretary, url(made, "write_report"), party_text="", business_text=BUSINESS)
    assert answer.status_code == 422
    assert "抓党建" in said(answer)
    assert (
        send(desk.branch_secretary, url(made, "write_report"), party_text=PARTY, business_text=BUSINESS).status_code
        == 302
    )
    report = SecretaryReport.objects.get()
    page = f"/desk/branches/reports/{report.pk}/"
    for who in ("branch_secretary", "street_organiser"):
        answer = send(
            getattr(desk, who), f"{page}hold_hearing/", entitled=15, present=14, comments="流动党员联系得少。"
        )
        assert answer.status_code == 302, said(answer)
    for hearing in report.hearings.all():
        assert send(desk.teller, f"/desk/branches/hearings/{hearing.pk}/enter_count/", **COUNT).status_code == 302
        count = hearing.__class__.objects.get(pk=hearing.pk).count
        address = f"/desk/branches/counts/{count.pk}/confirm_count/"
        assert "两个人" in said(send_raw(desk.teller, address))
        assert send(desk.other_teller, address, **(COUNT | {"good": 8})).status_code == 422
        assert send(desk.other_teller, address, **COUNT).status_code == 302
    assert "9票" not in said(desk.branch_secretary.get(page))
    assert send(desk.street_organiser, f"{page}settle_report/").status_code == 302
    assert "9票" in said(desk.branch_secretary.get(page))


def send_raw(client, address):
    return client.post(address, COUNT)


def test_the_home_page_says_what_is_due(made):
    page = said(made.desk.branch_secretary.get("/desk/"))
    assert "本期要记的组织生活" in page
    assert "本期要记的组织生活" not in said(made.desk.teller.get("/desk/"))


PARTS = {"year": 13, "meetings": 6, "online": 7, "activities": 7, "reports": 5}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_asks_little_whatever_its_rows(made, part, django_assert_max_num_queries):
    lived(made)
    address = f"/desk/branches/{made.branch.pk}/?part={part}"
    for number in range(4):
        actions.write_to_branch(made.branch, made.teller, at=MONDAY, text=f"第{number}封信。")
        made.planned(title=f"活动{number}")
    with django_assert_max_num_queries(SIGNED_IN + PARTS[part]):
        assert made.desk.branch_secretary.get(address).status_code == 200


def test_the_list_of_branches_and_one_report_ask_little(made, django_assert_max_num_queries):
    lived(made)
    report = made.report()
    for audience in Audience:
        made.counted(made.heard(report, audience))
    with django_assert_max_num_queries(SIGNED_IN + 10):
        made.desk.organiser.get("/desk/branches/?year=2025")
    with django_assert_max_num_queries(SIGNED_IN + 8):
        made.desk.organiser.get(f"/desk/branches/reports/{report.pk}/")
