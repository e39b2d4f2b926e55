"""What everybody sees: never the raiser's own words, always the first due day, and counts with their whole."""

from datetime import datetime, timedelta

import pytest

from tests.portal.conftest import slip_of, text_of
from tests.portal.test_raise import picture
from tests.world import CHINA, MONDAY, seal
from yinuo.kernel.actor import HOUSE
from yinuo.matters import actions, photos
from yinuo.matters.models import Evidence, Matter
from yinuo.matters.words import Kind, Method, Outcome, Rating
from yinuo.orgs.models import Organisation
from yinuo.places import actions as mapping

HOUR = timedelta(hours=1)


def shown(world, matter, words="楼前路灯坏了四盏。"):
    actions.publish(matter, world.worker, at=MONDAY + HOUR, public_words=words, is_checked=True)
    return matter


def test_the_public_page_has_the_public_words_and_never_the_raisers_own(world, somebody):
    matter = shown(world, world.promised(words="路灯坏了。张三家天天偷电！", address="2号楼东侧"))
    actions.pause(matter, world.handler, at=MONDAY + 2 * HOUR, asked="是几号楼？")
    actions.resume(matter, world.raiser(matter), at=MONDAY + 3 * HOUR, text="我家在五号楼东头")
    actions.urge(matter, world.raiser(matter), at=MONDAY + 3 * HOUR, text="我是老李快点")
    actions.attach(matter, world.raiser(matter), at=MONDAY + 3 * HOUR, kind=Method.DOCUMENT, note="我的补充材料")
    actions.resolve(
        matter, world.handler, at=MONDAY + 4 * HOUR, outcome=Outcome.SOLVED, text="换好了，有事打13912345678。"
    )
    actions.rate(matter, world.raiser(matter), at=MONDAY + 5 * HOUR, rating=Rating.UNSATISFIED, words="没修好骗人")
    page = text_of(somebody.get(f"/p/{matter.number}/"))
    for said in ("张三家", "五号楼东头", "我是老李", "我的补充材料", "没修好骗人", "2号楼东侧", "13912345678"):
        assert said not in page
    for told in ("楼前路灯坏了四盏。", "三天内换好灯头。", "3月5日", "是几号楼？", "换好了", "没办好", "幸福社区"):
        assert told in page


def test_the_public_page_asks_at_most_ten_queries(world, somebody, django_assert_max_num_queries):
    matter = shown(world, world.closed())
    with django_assert_max_num_queries(10):
        assert somebody.get(f"/p/{matter.number}/").status_code == 200


@pytest.mark.parametrize("number", ["x", "2026-0000001-1", "%00", "9" * 300])
def test_a_number_that_is_not_public_or_not_there_is_not_found(world, somebody, number):
    hidden = world.promised()
    for one in (number, hidden.number):
        assert somebody.get(f"/p/{one}/").status_code == 404
        assert somebody.get(f"/p/{one}/proof/").status_code == 404


def test_somebody_signed_in_sees_no_more_on_public_pages(world, somebody):
    from yinuo.orgs.models import User

    hidden = world.promised()
    somebody.force_login(User.objects.get(username="county_coordinator"))
    assert somebody.get(f"/p/{hidden.number}/").status_code == 404
    assert hidden.number not in text_of(somebody.get("/promises/"))


def test_a_photo_is_public_only_with_its_matter(world, somebody):
    matter = world.promised()
    photo = photos.take(picture())
    made = actions.attach(
        matter, world.handler, at=MONDAY + HOUR, kind=Method.PHOTO, photo=photo, note="现场", is_public=True
    )
    kept = actions.attach(matter, world.handler, at=MONDAY + HOUR, kind=Method.PHOTO, photo=photo, note="内部")
    assert somebody.get(f"/photo/{made.pk}/").status_code == 404
    shown(world, matter)
    answer = somebody.get(f"/photo/{made.pk}/")
    assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")
    assert answer["Cache-Control"] == "private, max-age=3600"
    assert somebody.get(f"/photo/{kept.pk}/").status_code == 404
    assert somebody.get(f"/m/{slip_of(matter)}/photo/{kept.pk}/").status_code == 200
    Evidence.objects.filter(pk=made.pk).update(file="../../etc/passwd-not-there")
    assert somebody.get(f"/photo/{made.pk}/").status_code == 404


def test_the_public_proof_opens_what_the_page_shows_and_nothing_else(open_world, somebody):
    world = open_world  # committed: the sequencer leaves out what is still being written
    matter = shown(world, world.promised(words="路灯坏了。张三家天天偷电！"))
    actions.work(matter, world.handler, at=MONDAY + 2 * HOUR, text="电工电话13912345678")
    actions.urge(matter, world.raiser(matter), at=MONDAY + 3 * HOUR, text="我是老李快点")
    seal(matter)
    answer = somebody.get(f"/p/{matter.number}/proof/")
    words = {one["words"] for one in answer.json()["opened"]}
    assert "三天内换好灯头。" in words
    assert not any(secret in text_of(answer) for secret in ("张三家", "我是老李", "13912345678"))


def many(world, number: int) -> None:
    """Public matters in bulk, each a minute later than the one before."""
    rows = [
        (world.community, {"words": f"第{n}盏路灯坏了。", "kind": Kind.COMPLAINT}, MONDAY + timedelta(minutes=n))
        for n in range(number)
    ]
    from yinuo.acts.door import many as in_bulk

    in_bulk(actions.raise_, rows, HOUSE)
    Matter.objects.update(is_public=True, public_words="路灯坏了。", office=world.office, category=world.category)


def test_the_list_asks_at_most_eight_queries_whatever_the_rows(world, somebody, django_assert_max_num_queries):
    many(world, 120)
    for address in ("/promises/", "/promises/?words=路灯&place=幸福&view=open&category=01"):
        with django_assert_max_num_queries(8):
            answer = somebody.get(address)
        assert len(answer.context["rows"]) == 50


def test_pages_follow_one_another_without_gap_or_repetition_in_both_directions(world, somebody):
    many(world, 120)
    Matter.objects.update(received_at=MONDAY)
    pages, address = [], "/promises/"
    while address:
        answer = somebody.get(address)
        pages.append([row["number"] for row in answer.context["rows"]])
        last, address = address, answer.context["later_url"]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({number for page in pages for number in page}) == 120
    back = somebody.get(last).context["earlier_url"]
    assert [row["number"] for row in somebody.get(back).context["rows"]] == pages[1]


@pytest.mark.parametrize(
    "query",
    [
        "before=x",
        "before=2026-01-01_1",
        "after=2026-01-01T00:00:00+08:00_99999999999999999999",
        "before=9999-12-31T23:59:59%2B08:00_1",
        "before=0001-01-01T00:00:00%2B08:00_1",
        "words=%00",
        "place=%00",
        "view=x",
        "category=%27",
        "category=²",
        "words=" + "长" * 500,
        "words=' | & ! <->",
        "words=\\",
    ],
)
def test_nonsense_in_the_address_is_never_an_error(world, somebody, query):
    world.registered(is_public=True)
    assert somebody.get(f"/promises/?{query}").status_code == 200


def test_the_list_can_be_searched_and_filtered(world, somebody):
    lamp = world.promised(is_public=True)
    cover = world.registered(words="井盖翻了。", category=world.staged, is_public=True)
    Matter.objects.filter(pk=cover.pk).update(place=world.other_community, place_code=world.other_community.code)

    def numbers(query):
        return {row["number"] for row in somebody.get(f"/promises/?{query}").context["rows"]}

    assert numbers("words=路灯") == {lamp.number}
    assert numbers(f"words={cover.number}") == {cover.number}
    assert numbers("place=和平社区") == {cover.number}
    assert numbers(f"place={world.street.code}") == {lamp.number, cover.number}
    assert numbers("place=没有这个") == set()
    assert numbers("view=overdue") == {lamp.number}
    assert numbers("category=0101") == {cover.number}
    assert numbers("view=closed") == set()


def test_a_community_shows_what_was_kept_and_names_who_is_late(world, somebody, django_assert_max_num_queries):
    Organisation.objects.filter(pk=world.community_office.pk).update(phone="0377-12345")
    world.resolved()
    late = world.promised(is_public=True)
    world.promised()
    with django_assert_max_num_queries(12):
        answer = somebody.get(f"/community/{world.community.code}/")
    page, counts = text_of(answer), answer.context["counts"]
    assert (counts.due, counts.on_first_day, counts.not_yet, counts.overdue_now) == (3, 1, 2, 2)
    assert "县城市管理局：2 件" in page
    assert late.title in page
    assert "0377-12345" in page
    assert "%" not in page.split("近一年答应这里的")[1].split("截至")[0]


def test_a_percentage_is_told_only_from_ten_on_with_its_whole(world, somebody):
    for _time in range(9):
        world.resolved()
    assert somebody.get(f"/community/{world.community.code}/").context["counts"].is_small
    late = world.promised()
    actions.resolve(
        late, world.handler, at=datetime(2026, 3, 9, 9, 0, tzinfo=CHINA), outcome=Outcome.SOLVED, text="晚了。"
    )
    answer = somebody.get("/")
    assert answer.context["counts"].percent == "90.00%"
    assert "10 件中的 9 件" in text_of(answer)
    assert answer.context["counts"].late == 1


def test_an_extended_promise_is_not_counted_as_kept_on_the_first_day(world, somebody):
    matter = world.promised()
    later = datetime(2026, 3, 9, 18, 0, tzinfo=CHINA)
    actions.ask_extension(matter, world.handler, at=MONDAY + HOUR, due_at=later, reason="灯头缺货。")
    actions.decide_extension(matter, world.coordinator, at=MONDAY + HOUR, is_approved=True, text="同意")
    at = datetime(2026, 3, 9, 9, 0, tzinfo=CHINA)
    actions.resolve(matter, world.handler, at=at, outcome=Outcome.SOLVED, text="好了。")
    counts = somebody.get("/").context["counts"]
    assert (counts.on_first_day, counts.after_extension, counts.late) == (0, 1, 0)


@pytest.mark.parametrize("code", ["419901901999", "4199", "1", "419901901901-1", "419901901901012"])
def test_a_community_that_is_not_there_is_not_found(world, somebody, code):
    assert somebody.get(f"/community/{code}/").status_code == 404


def test_communities_are_found_by_name_and_step_by_step(world, somebody):
    assert "和平社区" in text_of(somebody.get("/communities/?words=和平"))
    assert "没有找到这个名字" in text_of(somebody.get("/communities/?words=火星"))
    assert "示例街道" in text_of(somebody.get("/communities/"))
    assert "幸福社区" in text_of(somebody.get(f"/communities/?under={world.street.code}"))
    assert somebody.get("/communities/?under=%00&words=%00").status_code == 200
    mapping.enter(None, HOUSE, at=MONDAY, code="419902", name="另一县")
    assert "另一县" in text_of(somebody.get("/communities/"))


@pytest.mark.parametrize(
    "page", ["", "about/", "privacy/", "accessibility/", "robots.txt", "raise/", "follow/", "burden/"]
)
def test_plain_pages_open_in_an_empty_house_and_set_no_session(somebody, page):
    answer = somebody.get(f"/{page}")
    assert answer.status_code == 200
    assert "sessionid" not in somebody.cookies


def test_search_engines_are_kept_from_slips(somebody):
    robots = text_of(somebody.get("/robots.txt"))
    assert "Disallow: /m/" in robots
    assert "Disallow: /raised/" in robots


def test_the_telephone_and_a_person_are_on_every_page(world, somebody):
    for page in ("/", "/raise/", "/follow/", "/promises/", "/communities/", "/about/", "/m/00000000000/"):
        assert "12345" in text_of(somebody.get(page))
