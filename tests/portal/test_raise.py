"""Saying something: what gets in, what is asked again in words, and what the page gives back."""

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.portal.conftest import ELSEWHERE, said, text_of
from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.duties.models import BurdenComplaint
from yinuo.kernel.actor import HOUSE
from yinuo.matters.models import Evidence, Matter, Raiser
from yinuo.places import actions as mapping
from yinuo.places.models import Place

RAISE = "/raise/"


def picture(name="楼道.jpg", size=(40, 30)) -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", size, (120, 90, 60)).save(held, "JPEG")
    return SimpleUploadedFile(name, held.getvalue(), content_type="image/jpeg")


def test_words_and_a_place_are_enough_and_give_a_slip_that_opens_the_matter(world, somebody):
    answer = somebody.post(RAISE, said(world), follow=True)
    matter = Matter.objects.get()
    assert (answer.status_code, matter.words, matter.place) == (200, "楼前的路灯坏了四盏。", world.community)
    slip = answer.context["slip"]
    assert slip not in answer.redirect_chain[-1][0]
    assert "请记好单号" in text_of(answer)
    assert "<svg" in text_of(answer)
    assert somebody.get(f"/m/{slip}/").status_code == 200
    assert Entry.objects.get(subject=f"matter:{matter.pk}").actor == "resident"


def test_raising_asks_at_most_twelve_queries(world, somebody, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert somebody.post(RAISE, said(world, phone="13900000000", called="张大姐")).status_code == 302


def test_a_form_sent_twice_is_one_matter_with_one_slip(world, somebody):
    form = said(world)
    first, second = (somebody.post(RAISE, form, follow=True) for _time in range(2))
    assert Matter.objects.count() == 1
    assert first.context["slip"] == second.context["slip"]


def test_a_form_sent_again_with_other_words_is_not_recorded_and_loses_nothing(world, somebody):
    form = said(world)
    somebody.post(RAISE, form)
    answer = somebody.post(RAISE, form | {"words": "还有一个井盖也坏了。"})
    assert answer.status_code == 409
    assert "还有一个井盖也坏了。" in text_of(answer)
    assert "看前一次的单号" in text_of(answer)
    assert answer.context["form"]["key"].value() != form["key"]
    again = form | {"words": "还有一个井盖也坏了。", "key": answer.context["form"]["key"].value()}
    assert somebody.post(RAISE, again).status_code == 302
    assert Matter.objects.count() == 2


def test_a_place_can_be_told_by_its_name(world, somebody):
    assert somebody.post(RAISE, said(world, place="", place_words="和平")).status_code == 302
    assert Matter.objects.get().place == world.other_community


@pytest.mark.parametrize(
    "place", ["", "999", "41990190190", "4199", "-- '; DROP", "\x00", "419901901901" * 9, "４１９９０１"]
)
def test_a_missing_or_forged_place_is_asked_for_in_words(world, somebody, place):
    answer = somebody.post(RAISE, said(world, place=place))
    assert answer.status_code == 422
    assert "请在“在哪儿”里选" in text_of(answer)
    assert "楼前的路灯坏了四盏。" in text_of(answer)


def test_several_places_of_a_name_are_offered(world, somebody):
    mapping.enter(None, HOUSE, at=MONDAY, code="419901901903", name="幸福里社区")
    answer = somebody.post(RAISE, said(world, place="", place_words="幸福"))
    assert answer.status_code == 422
    assert "不止一个" in text_of(answer)
    assert "幸福里社区" in text_of(answer)


def test_looking_for_a_place_hands_nothing_in_and_keeps_the_words(world, somebody):
    answer = somebody.post(RAISE, said(world, place="", place_words="和平", go="search"))
    assert answer.status_code == 200
    assert "楼前的路灯坏了四盏。" in text_of(answer)
    assert "和平社区" in text_of(answer)
    assert "还差一点" not in text_of(answer)
    answer = somebody.post(RAISE, said(world, place="", under=world.street.code))
    assert "幸福社区" in text_of(answer)
    assert not Matter.objects.exists()


def test_a_step_down_ends_at_communities_and_the_street_itself_may_be_chosen(world, somebody):
    answer = somebody.get("/places/", {"under": world.street.code}, headers={"HX-Request": "true"})
    assert "说不清是哪个，就选示例街道" in text_of(answer)
    assert "<html" not in text_of(answer)
    assert "<html" in text_of(somebody.get("/places/", {"under": world.street.code}))


def test_a_grid_of_the_community_may_be_named_and_one_of_another_is_ignored(world, somebody):
    grid = mapping.enter(None, HOUSE, at=MONDAY, code="419901901901012", name="第十二网格")
    other = mapping.enter(None, HOUSE, at=MONDAY, code="419901901902001", name="第一网格")
    somebody.post(RAISE, said(world, grid=grid.code))
    somebody.post(RAISE, said(world, grid=other.code))
    assert [m.place for m in Matter.objects.order_by("pk")] == [grid, world.community]


def test_a_place_in_the_address_is_already_chosen(world, somebody):
    answer = somebody.get(RAISE, {"place": world.community.code})
    assert f'name="place" value="{world.community.code}"' in text_of(answer)


def test_a_hundred_thousand_characters_are_refused_in_words_and_kept(world, somebody):
    words = "长" * 100_000
    answer = somebody.post(RAISE, said(world, words=words))
    assert answer.status_code == 422
    assert "内容太长了（100000字）" in text_of(answer)
    assert words in text_of(answer)


def test_control_characters_fall_away_and_everything_else_stays(world, somebody):
    words = "灯坏了\x00\x1b[31m😀👨‍👩‍👧 𠮷\u202e<script>alert(1)</script>"
    answer = somebody.post(RAISE, said(world, words=words, address="2号楼\x00东", called="张\x07大姐"), follow=True)
    matter = Matter.objects.get()
    assert matter.words == "灯坏了[31m😀👨‍👩‍👧 𠮷\u202e<script>alert(1)</script>"
    assert matter.address == "2号楼东"
    assert "<script>alert" not in text_of(answer)


@pytest.mark.parametrize("words", ["", "   ", "\x00\x00", "\n\n"])
def test_no_words_are_asked_for(world, somebody, words):
    answer = somebody.post(RAISE, said(world, words=words))
    assert answer.status_code == 422
    assert "请写下您想反映的事" in text_of(answer)


@pytest.mark.parametrize("key", ["", "nonsense", "\x00", "00000000-0000-0000-0000-00000000000g"])
def test_a_broken_key_is_replaced(world, somebody, key):
    assert somebody.post(RAISE, said(world, key=key, seen="\x00x")).status_code == 302


@pytest.mark.parametrize("phone", ["电话", "123", "1" * 30, "<b>", "١٢٣٤٥٦٧٨٩٠١"])
def test_a_nonsense_telephone_number_is_said_beside_its_field_and_the_part_is_open(world, somebody, phone):
    answer = somebody.post(RAISE, said(world, phone=phone))
    assert answer.status_code == 422
    assert "电话号码看起来不对" in text_of(answer)
    assert '<details class="fold" open>' in text_of(answer)
    assert not Matter.objects.exists()


def test_speaking_for_somebody_needs_their_consent(world, somebody):
    answer = somebody.post(RAISE, said(world, is_proxy="on", proxy_relation="女儿"))
    assert answer.status_code == 422
    assert "要先征得本人同意" in text_of(answer)
    somebody.post(RAISE, said(world, is_proxy="on", proxy_relation="女儿", has_consented="on"))
    assert Raiser.objects.get().proxy_relation == "女儿"


def test_an_unknown_kind_is_said_in_words(world, somebody):
    answer = somebody.post(RAISE, said(world, kind="petition"))
    assert answer.status_code == 422


def test_photos_become_evidence_without_their_place_and_only_once(world, somebody):
    form = said(world)
    somebody.post(RAISE, form | {"photos": [picture(), picture("另一张.jpg", (50, 50))]})
    somebody.post(RAISE, form | {"photos": [picture(), picture("另一张.jpg", (50, 50))]})
    assert Evidence.objects.count() == 2
    assert all(one.is_raisers and not one.is_public for one in Evidence.objects.all())


def test_what_is_no_photo_is_said_beside_the_field_and_nothing_is_recorded(world, somebody):
    broken = SimpleUploadedFile("x.jpg", b"no photo", content_type="image/jpeg")
    answer = somebody.post(RAISE, said(world, photos=[broken]))
    assert answer.status_code == 422
    assert "照片：" in text_of(answer)
    assert not Matter.objects.exists()


def test_an_oversize_photo_is_refused_in_words(world, somebody):
    huge = SimpleUploadedFile("x.jpg", b"\xff\xd8" + b"0" * (13 * 1024 * 1024), content_type="image/jpeg")
    answer = somebody.post(RAISE, said(world, photos=[huge]))
    assert answer.status_code == 422
    assert "太大" in text_of(answer)


def test_a_fourth_photo_is_too_many(world, somebody):
    answer = somebody.post(RAISE, said(world, photos=[picture() for _n in range(4)]))
    assert answer.status_code == 422
    assert "最多三张" in text_of(answer)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("三楼着火了", "119"),
        ("有人受伤躺着", "120"),
        ("楼下有人打人", "110"),
        ("路口出车祸了", "122"),
        ("闻到煤气味", "119"),
    ],
)
def test_words_of_danger_show_the_number_to_dial_and_are_recorded_all_the_same(world, somebody, words, number):
    answer = somebody.post(RAISE, said(world, words=words), follow=True)
    assert Matter.objects.get().urgency == "urgent"
    assert f'href="tel:{number}">{number}' in text_of(answer)
    assert "请立即拨打" in text_of(answer)


def test_a_tick_of_danger_makes_it_urgent_and_calm_words_do_not(world, somebody):
    answer = somebody.post(RAISE, said(world, is_dangerous="on"), follow=True)
    assert all(f'href="tel:{number}"' in text_of(answer) for number in (110, 119, 120, 122))
    answer = somebody.post(RAISE, said(world), follow=True)
    assert "请立即拨打" not in text_of(answer)
    assert [m.urgency for m in Matter.objects.order_by("pk")] == ["urgent", "normal"]


def test_a_tip_and_a_wish_not_to_be_public_are_kept(world, somebody):
    form = said(world, kind="report_tip")
    del form["wants_public"]
    somebody.post(RAISE, form)
    matter = Matter.objects.get()
    assert (matter.kind, matter.wants_public) == ("report_tip", False)


def test_the_slip_page_opens_for_an_hour_and_no_forged_token_opens_it(world, somebody, monkeypatch):
    answer = somebody.post(RAISE, said(world))
    address = answer["Location"]
    assert somebody.get(address).status_code == 200
    assert somebody.get(address[:-2] + "x/").status_code == 404
    assert somebody.get("/raised/x/").status_code == 404
    monkeypatch.setattr("yinuo.channels.portal.views_raising.SHOWN_FOR", -1)
    late = somebody.get(address)
    assert late.status_code == 404
    assert "一小时内显示" in text_of(late)


def test_too_many_matters_of_one_address_are_asked_to_wait_with_the_telephone(world, somebody, settings):
    settings.YINUO_RATE_RAISE = "2/h"
    for _time in range(2):
        assert somebody.post(RAISE, said(world)).status_code == 302
    answer = somebody.post(RAISE, said(world))
    assert answer.status_code == 429
    assert "12345" in text_of(answer)
    assert somebody.post(RAISE, said(world), REMOTE_ADDR="203.0.113.6").status_code == 302
    behind = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": f"203.0.113.77, {ELSEWHERE}"}
    assert somebody.post(RAISE, said(world), **behind).status_code == 302
    settings.YINUO_PROXIES = 1
    assert somebody.post(RAISE, said(world), **behind).status_code == 429


def test_refused_forms_do_not_use_up_the_limit(world, somebody, settings):
    settings.YINUO_RATE_RAISE = "1/h"
    for _time in range(3):
        assert somebody.post(RAISE, said(world, words="")).status_code == 422
    assert somebody.post(RAISE, said(world)).status_code == 302


def test_the_nearest_communities_are_offered_and_the_position_is_kept_nowhere(world, somebody):
    Place.objects.filter(pk=world.community.pk).update(latitude=33.0, longitude=112.5)
    Place.objects.filter(pk=world.other_community.pk).update(latitude=33.02, longitude=112.5)
    answer = somebody.post("/places/nearest/", {"latitude": "33.019", "longitude": "112.5"})
    page = text_of(answer)
    assert page.index("和平社区") < page.index("幸福社区")
    assert "33.019" not in page
    far = somebody.post("/places/nearest/", {"latitude": "40", "longitude": "116"})
    assert "附近没有" in text_of(far)
    for nonsense in ({}, {"latitude": "nan", "longitude": "1"}, {"latitude": "1e9", "longitude": "0"}):
        assert somebody.post("/places/nearest/", nonsense).status_code == 422
    assert somebody.get("/places/nearest/").status_code == 405


def test_a_worker_says_what_is_a_burden_without_a_name(world, somebody):
    page = somebody.get("/burden/")
    assert "投诉建议（减负）" in text_of(page)
    form = {
        "words": "同一个数要填三张表。",
        "place": world.county.code,
        "key": str(uuid4()),
        "about_words": world.office.name,
    }
    answer = somebody.post("/burden/", form, follow=True)
    complaint = BurdenComplaint.objects.get()
    assert (complaint.place, complaint.about, complaint.office.path) == (world.county, world.office, "0001")
    slip = answer.context["slip"]
    followed = somebody.post("/follow/", {"slip": slip}, follow=True)
    assert "等示例县政务服务中心答复" in text_of(followed)
    assert somebody.post("/burden/", {"words": "", "place": "x"}).status_code == 422
    told = somebody.post("/burden/", form | {"words": "问19912345678。", "key": str(uuid4())})
    assert told.status_code == 422
    assert "问19912345678。" in told.content.decode(), "what was typed stays"
    assert not Matter.objects.exists()


def test_a_signed_in_worker_raises_as_a_resident(world, somebody):
    from yinuo.orgs.models import User

    somebody.force_login(User.objects.get(username="handler"))
    assert somebody.post(reverse("portal:raise"), said(world)).status_code == 302
    assert Entry.objects.filter(act="matters.raise").get().actor == "resident"
