"""What a slip opens: the page, every act of the raiser, its refusals in words, and what a wrong slip is told."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from tests.portal.conftest import slip_of, text_of
from tests.portal.test_raise import picture
from tests.world import CHINA, MONDAY, seal
from yinuo.acts.models import Entry
from yinuo.matters import actions
from yinuo.matters.models import Evidence, Matter, Raiser
from yinuo.matters.words import Denial, LegalChannel, Method, Outcome, Rating, State
from yinuo.orgs.models import User
from yinuo.places.queries import calendar

HOUR = timedelta(hours=1)
CHECKER = Path(__file__).resolve().parents[2] / "tools/check_proof.py"
PAGES = ("rate", "ask-reopen", "withdraw", "supplement", "resume", "urge", "forget")


def post(somebody, slip, page, **given):
    """Open the page of an act and hand it in, as a person would."""
    form = somebody.get(f"/m/{slip}/{page}/").context["form"]
    hidden = {"key": str(form["key"].value()), "seen": form["seen"].value() or ""}
    return somebody.post(f"/m/{slip}/{page}/", hidden | given, follow=True)


def test_the_page_shows_who_promised_what_by_when_and_the_first_day_stays(world, somebody):
    matter = world.promised()
    later = datetime(2026, 3, 9, 18, 0, tzinfo=CHINA)
    actions.ask_extension(matter, world.handler, at=MONDAY + HOUR, due_at=later, reason="灯头缺货。")
    actions.decide_extension(matter, world.coordinator, at=MONDAY + HOUR, is_approved=True, text="同意")
    page = text_of(somebody.get(f"/m/{slip_of(matter)}/"))
    for told in (
        "三天内换好灯头。",
        "县城市管理局",
        "3月5日 周四",
        "3月9日 周一",
        "灯头缺货。",
        matter.words,
    ):
        assert told in page


@pytest.mark.parametrize("stage", ["raised", "accepted", "promised", "resolved", "verified", "rated", "closed"])
def test_the_page_asks_at_most_ten_queries(world, somebody, stage, django_assert_max_num_queries):
    matter = getattr(world, stage)()
    for number in range(5):
        note = f"补充{number}"
        actions.attach(matter, world.raiser(matter), at=MONDAY, kind=Method.DOCUMENT, note=note)
    slip = slip_of(matter)
    calendar()  # kept by the process; whoever runs this first would pay for it
    with django_assert_max_num_queries(10):
        assert somebody.get(f"/m/{slip}/").status_code == 200


def test_the_slip_is_read_in_any_spelling(world, somebody):
    slip = slip_of(world.raised())
    for typed in (slip.lower(), f"{slip[:4]} {slip[4:8]}-{slip[8:]}", slip.translate(str.maketrans("01", "OI"))):
        answer = somebody.post("/follow/", {"slip": typed})
        assert answer["Location"] == f"/m/{slip}/"


@pytest.mark.parametrize("typed", ["", "1", "0" * 11, "7K3M-9QWD-2XH", "\x00", "😀" * 30, "x" * 10_000, "'; --"])
def test_every_wrong_slip_gets_the_same_sentence(world, somebody, typed):
    answer = somebody.post("/follow/", {"slip": typed})
    assert answer.status_code == 422
    assert ("没有查到这个单号" in text_of(answer)) == bool(typed.strip("\x00"))


@pytest.mark.parametrize("slip", ["0" * 11, "7K3M9QWD2XH", "%00", "%F0%9F%98%80", "x" * 300, "..%2f.."])
def test_a_forged_slip_in_the_address_is_not_found_and_told_what_to_do(world, somebody, slip):
    for page in ("", "rate/", "proof/", "photo/1/"):
        answer = somebody.get(f"/m/{slip}/{page}")
        assert answer.status_code == 404
    if "2f" not in slip:
        assert "没有查到这个单号" in text_of(somebody.get(f"/m/{slip}/"))


def test_guessing_slips_ends_with_the_telephone_and_right_ones_do_not_count(world, somebody, settings):
    settings.YINUO_RATE_SLIP = "3/10m"
    slip = slip_of(world.raised())
    for _time in range(5):
        assert somebody.get(f"/m/{slip}/").status_code == 200
    for _time in range(3):
        assert somebody.get("/m/00000000000/").status_code == 404
    assert somebody.get("/m/00000000000/").status_code == 429
    answer = somebody.post("/follow/", {"slip": slip})
    assert answer.status_code == 429
    assert "12345" in text_of(answer)


def test_a_public_number_in_the_line_for_slips_leads_to_the_public_page(world, somebody):
    matter = world.registered(is_public=True)
    assert somebody.post("/follow/", {"slip": matter.number})["Location"] == f"/p/{matter.number}/"


def test_the_page_is_kept_by_nobody_and_indexed_by_nobody(world, somebody):
    answer = somebody.get(f"/m/{slip_of(world.raised())}/")
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_the_raiser_rates_and_says_a_word(world, somebody, django_assert_max_num_queries):
    matter = world.verified()
    slip = slip_of(matter)
    form = somebody.get(f"/m/{slip}/rate/").context["form"]
    given = {
        "key": str(form["key"].value()),
        "seen": form["seen"].value(),
        "rating": "unsatisfied",
        "words": "还有一盏",
    }
    with django_assert_max_num_queries(12):
        assert somebody.post(f"/m/{slip}/rate/", given).status_code == 302
    matter.refresh_from_db()
    assert (matter.rating, matter.state) == (Rating.UNSATISFIED, State.FEEDBACK_GIVEN)
    assert somebody.post(f"/m/{slip}/rate/", given).status_code == 302
    assert matter.feedbacks.count() == 1
    page = text_of(somebody.get(f"/m/{slip}/"))
    assert "还有一盏" in page
    assert "单位说办完了，居民说没办好" in page


def test_a_rating_must_be_chosen(world, somebody):
    answer = post(somebody, slip_of(world.verified()), "rate", words="好")
    assert answer.status_code == 422
    assert "请选满意" in text_of(answer)


def test_nobody_acts_on_an_old_page_and_the_words_stay(world, somebody):
    matter = world.resolved()
    slip = slip_of(matter)
    form = somebody.get(f"/m/{slip}/rate/").context["form"]
    given = {"key": str(form["key"].value()), "seen": form["seen"].value(), "rating": "satisfied", "words": "亮了"}
    actions.verify(matter, world.verifier, at=MONDAY, method=Method.SITE_CHECK, note="亮")
    answer = somebody.post(f"/m/{slip}/rate/", given)
    assert answer.status_code == 409
    assert "已经有了新的进展" in text_of(answer)
    assert "亮了" in text_of(answer)
    renewed = answer.context["form"]
    again = given | {"key": renewed["key"].value(), "seen": renewed["seen"].value()}
    assert somebody.post(f"/m/{slip}/rate/", again).status_code == 302


def test_the_raiser_asks_to_have_it_done_again(world, somebody):
    matter = world.closed(rating=Rating.BASICALLY)
    answer = post(somebody, slip_of(matter), "ask-reopen", reason="又灭了一盏")
    matter.refresh_from_db()
    assert matter.state == State.REOPEN_ASKED
    assert "要求已经记下" in text_of(answer)
    assert post(somebody, slip_of(world.closed()), "ask-reopen", reason="").status_code == 422


def test_the_raiser_withdraws(world, somebody):
    matter = world.promised()
    post(somebody, slip_of(matter), "withdraw", reason="自己修好了")
    matter.refresh_from_db()
    assert matter.state == State.WITHDRAWN


def test_the_raiser_answers_what_was_asked_and_the_clock_goes_on(world, somebody):
    matter = world.promised()
    actions.pause(matter, world.handler, at=MONDAY + HOUR, asked="是几号楼？")
    slip = slip_of(matter)
    assert "是几号楼？" in text_of(somebody.get(f"/m/{slip}/"))
    post(somebody, slip, "resume", text="2号楼")
    matter.refresh_from_db()
    assert matter.state == State.IN_PROGRESS
    assert "2号楼" in text_of(somebody.get(f"/m/{slip}/"))


def test_the_raiser_urges_without_a_word(world, somebody):
    matter = world.promised()
    post(somebody, slip_of(matter), "urge", text="")
    assert Entry.objects.filter(subject=f"matter:{matter.pk}", act="matters.urge").count() == 1


def test_the_raiser_adds_words_and_photos_once(world, somebody):
    matter = world.promised()
    slip = slip_of(matter)
    assert post(somebody, slip, "supplement", note="").status_code == 422
    given = {"key": str(uuid4()), "note": "这里", "photos": [picture()]}
    somebody.post(f"/m/{slip}/supplement/", given)
    somebody.post(f"/m/{slip}/supplement/", given | {"photos": [picture()]})
    post(somebody, slip, "supplement", note="只有话")
    assert Evidence.objects.filter(matter=matter, is_raisers=True).count() == 2
    page = text_of(somebody.get(f"/m/{slip}/"))
    assert "只有话" in page
    photo = Evidence.objects.exclude(file="").get()
    answer = somebody.get(f"/m/{slip}/photo/{photo.pk}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert "private" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert somebody.get(f"/photo/{photo.pk}/").status_code == 404
    other = slip_of(world.raised())
    assert somebody.get(f"/m/{other}/photo/{photo.pk}/").status_code == 404


def test_a_document_is_only_to_be_kept(world, somebody, media):
    matter = world.promised()
    (media.root / "evidence").mkdir(parents=True)
    (media.root / "evidence/a.pdf").write_bytes(b"%PDF-1.4")
    made = Evidence.objects.create(
        matter=matter, at=MONDAY, kind="document", note="批复", file="evidence/a.pdf", media_type="application/pdf"
    )
    answer = somebody.get(f"/m/{slip_of(matter)}/photo/{made.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_raiser_deletes_the_contact_and_the_matter_goes_on(world, somebody):
    matter = world.raised(phone="13900000000", called="张大姐")
    slip = slip_of(matter)
    assert "尾号 0000" in text_of(somebody.get(f"/m/{slip}/"))
    post(somebody, slip, "forget")
    raiser = Raiser.objects.get()
    assert (raiser.phone_cipher, raiser.called, raiser.phone_tail) == (None, "", "")
    page = text_of(somebody.get(f"/m/{slip}/"))
    assert "尾号" not in page
    assert "删除我的联系方式" not in page
    assert post(somebody, slip, "forget").status_code == 409


@pytest.mark.parametrize("page", ["rate", "ask-reopen", "resume"])
def test_what_cannot_be_done_now_is_said_in_words(world, somebody, page):
    slip = slip_of(world.raised())
    answer = post(somebody, slip, page, rating="satisfied", reason="没办好", text="2号楼")
    assert answer.status_code == 409
    assert not Entry.objects.filter(act__in=["matters.rate", "matters.ask_reopen", "matters.resume"]).exists()


@pytest.mark.parametrize("page", PAGES)
def test_somebody_signed_in_at_work_cannot_act_for_the_raiser(world, somebody, page):
    slip = slip_of(world.verified())
    somebody.force_login(User.objects.get(username="handler"))
    answer = somebody.post(f"/m/{slip}/{page}/", {"rating": "satisfied", "reason": "x", "text": "x", "note": "x"})
    assert answer.status_code == 403
    assert "工作账号" in text_of(answer)


@pytest.mark.parametrize("page", PAGES)
def test_every_act_asks_few_queries_to_be_shown_and_done(world, somebody, page, django_assert_max_num_queries):
    matter = {"resume": world.promised, "ask-reopen": world.closed}.get(page, world.resolved)(phone="13900000000")
    if page == "resume":
        actions.pause(matter, world.handler, at=MONDAY + HOUR, asked="几号楼？")
    if page in ("withdraw", "urge"):
        matter = world.promised()
    slip = slip_of(matter)
    with django_assert_max_num_queries(4):
        form = somebody.get(f"/m/{slip}/{page}/").context["form"]
    given = {"rating": "satisfied", "reason": "没办好", "text": "2号楼", "note": "话"}
    given |= {"key": str(form["key"].value()), "seen": form["seen"].value()}
    with django_assert_max_num_queries(20 if page == "resume" else 13):
        assert somebody.post(f"/m/{slip}/{page}/", given).status_code == 302


def test_the_raiser_of_a_merged_matter_sees_how_the_other_one_fares_and_rates(world, somebody):
    into = world.promised(is_public=True)
    matter = world.accepted()
    actions.merge(matter, world.coordinator, at=MONDAY + HOUR, into=into)
    slip = slip_of(matter)
    page = text_of(somebody.get(f"/m/{slip}/"))
    assert "并在一起办的那件事" in page
    assert f"/p/{into.number}/" in page
    assert post(somebody, slip, "rate", rating="satisfied").status_code == 200
    assert Matter.objects.get(pk=matter.pk).rating == Rating.SATISFIED


def test_legal_ways_and_reasons_are_told_in_words(world, somebody):
    redirected, declined = world.registered(), world.registered()
    actions.redirect(redirected, world.worker, at=MONDAY, channel=LegalChannel.ARBITRATION)
    actions.decline(declined, world.worker, at=MONDAY, reason=Denial.NOT_GOVERNMENT, text="请找物业。")
    assert "劳动人事争议仲裁委员会" in text_of(somebody.get(f"/m/{slip_of(redirected)}/"))
    page = text_of(somebody.get(f"/m/{slip_of(declined)}/"))
    assert "不属于党政机关和公共服务单位职责" in page
    assert "请找物业。" in page


def test_explained_but_not_agreed_is_not_shown_as_done(world, somebody):
    matter = world.resolved(outcome=Outcome.EXPLAINED_NOT_AGREED)
    page = text_of(somebody.get(f"/m/{slip_of(matter)}/"))
    assert "没办成" in page
    assert "已解释，诉求人不认可" in page


def test_the_proof_opens_the_raisers_own_words_and_waits_for_the_seal(open_world, somebody, tmp_path):
    world = open_world  # committed: the sequencer leaves out what is still being written
    matter = world.promised(phone="13900000000", called="张大姐")
    slip = slip_of(matter)
    assert somebody.get(f"/m/{slip}/proof/").status_code == 409
    seal(matter)
    answer = somebody.get(f"/m/{slip}/proof/")
    assert answer["Content-Disposition"].startswith("attachment")
    (tmp_path / "proof.json").write_bytes(answer.content)
    checked = subprocess.run([sys.executable, CHECKER, tmp_path / "proof.json"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    opened = {one["name"]: one["words"] for one in answer.json()["opened"]}
    assert opened["words"] == matter.words
    assert "13900000000" not in text_of(answer)
    assert "张大姐" not in text_of(answer)
