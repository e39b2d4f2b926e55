"""The demo city: every state and outcome through real acts, the same again for the same seed, and a way in for each role."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from yinuo.acts import reactions
from yinuo.acts.models import Entry
from yinuo.acts.verify import verify as verify_ledger
from yinuo.kernel import privacy
from yinuo.kernel.actor import Role
from yinuo.matters import contacts, queries
from yinuo.matters.models import Evidence, Extension, LookBack, Matter, Promise, Raiser
from yinuo.matters.words import Intake, Kind, Outcome, State
from yinuo.orgs.models import Member, User
from yinuo.orgs.queries import actor_of
from yinuo.places.models import CalendarYear, Place
from yinuo.site.demo import building, people, topics
from yinuo.site.demo.town import CONFIRMED

SMALL = 40
NOW = timezone.localtime()


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker, tmp_path_factory):
    """One small demo for the whole module, taken back afterwards."""
    from django.conf import settings

    before = settings.MEDIA_ROOT, settings.YINUO_VAR
    settings.MEDIA_ROOT = settings.YINUO_VAR = tmp_path_factory.mktemp("demo")
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield building.build(1, size=SMALL, now=NOW, gridded=1, with_plays=False)
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
            settings.MEDIA_ROOT, settings.YINUO_VAR = before


@pytest.fixture
def demo_on(settings):
    settings.YINUO_DEMO = True


@pytest.mark.django_db
def test_every_state_and_every_outcome_is_there(town):
    assert set(town.states) == set(State)
    assert set(Matter.objects.values_list("closed_reason", flat=True)) - {""} == set(Outcome)
    assert set(Matter.objects.values_list("kind", flat=True)) == set(Kind)


@pytest.mark.django_db
def test_the_turns_a_matter_can_take_are_there(town):
    taken = set(Entry.objects.values_list("act", flat=True))
    wanted = (
        "split merge transfer redirect decline withdraw refuse adjudicate pause resume send_back reopen keep_closed"
    )
    wanted += " look_back rebound finish_stage urge unmask forget explain ask_extension decide_extension call_back"
    assert {f"matters.{verb}" for verb in wanted.split()} <= taken
    assert set(Extension.objects.values_list("is_approved", flat=True)) == {True, False, None}
    assert set(LookBack.objects.values_list("has_held", flat=True)) == {True, False}
    assert Evidence.objects.exclude(resembles=None).exists()
    assert any(promise.is_kept is False for promise in Promise.objects.all())
    assert Raiser.objects.filter(is_proxy=True, has_consented=True).exists()


@pytest.mark.django_db
def test_the_ledger_is_whole_and_nothing_happens_in_the_future(town):
    assert verify_ledger().is_true
    assert not Entry.objects.filter(at__gt=NOW).exclude(act="matters.suggest").exists()
    subjects = Entry.objects.filter(subject__startswith="matter:").values_list("subject", flat=True)
    assert len(set(subjects)) == town.matters
    found = Matter.objects.order_by("received_at", "pk").filter(lead=None).exclude(intake=Intake.LISTENING_DAY)
    numbers = list(found.values_list("number", flat=True))  # listening days are played before, one community by one
    assert numbers == sorted(numbers)


@pytest.mark.django_db
def test_the_town_is_one_that_a_city_would_know(town):
    counties = Place.objects.filter(level="county")
    assert counties.count() == 15
    assert {place.code[6] for place in Place.objects.filter(level__in=["town", "community", "grid"])} == {"9"}
    assert not Place.objects.filter(level="community", latitude=None).exists()
    years = CalendarYear.objects.all()
    assert {NOW.year, (NOW + timedelta(days=75)).year} <= {row.year for row in years}
    assert {row.source for row in years if row.is_plain} <= {CONFIRMED}


@pytest.mark.django_db
def test_tips_stay_closed_and_nobody_is_real(town):
    assert not Matter.objects.filter(kind=Kind.REPORT_TIP, is_public=True).exists()
    for matter in Matter.objects.filter(is_public=True):
        assert privacy.scan(f"{matter.title}\n{matter.public_words}") == []
    assert set(Raiser.objects.values_list("called", flat=True)) <= {"", "张某某", "李某"}
    phones = [contacts.unseal(row.phone_cipher) for row in Raiser.objects.exclude(phone_cipher=None)]
    assert phones
    assert all(re.fullmatch(r"1990000\d{4}", phone) for phone in phones)


def test_no_text_of_the_demo_looks_like_personal_data():
    texts = [text for topic in topics.topics() for text in _texts(topic)]
    texts += [text for rows in topics.phrases().values() for text in rows]
    assert len(texts) > 300
    for text in texts:
        strong = [one for one in privacy.scan(text) if not one.is_weak]
        assert strong == [], text


def _texts(topic) -> list[str]:
    rows = (topic.voices, topic.promises, topic.works, topic.results, topic.checks, topic.proofs, topic.answers)
    return [text for row in rows for text in row]


@pytest.mark.django_db
def test_people_are_posts_and_only_some_can_sign_in(town):
    assert User.objects.count() == len(people.STANDING), "nothing is played here"
    assert not any(user.has_usable_password() for user in User.objects.all())
    roles = {
        role for user in User.objects.all() for role in (grant.role for grant in actor_of(user, channel="desk").grants)
    }
    assert roles == set(Role)
    assert Member.objects.count() > 100


@pytest.mark.django_db
def test_the_effects_of_the_house_are_told_in_the_stories_and_reactions_go_on_afterwards(town):
    assert not Matter.objects.filter(state=State.FEEDBACK_GIVEN).exclude(rating="unsatisfied").exists()
    merged = Matter.objects.filter(merged_into__state=State.CLOSED)
    assert merged.exists()
    assert set(merged.values_list("state", flat=True)) == {State.CLOSED}
    assert reactions.WIRING["matters.rate"]


@pytest.mark.django_db
def test_building_again_changes_nothing(town):
    before = Entry.objects.count()
    again = building.build(1, size=SMALL)
    assert (again.is_new, again.matters) == (False, town.matters)
    assert Entry.objects.count() == before


@pytest.mark.django_db
def test_every_sign_in_leads_to_the_desk(town, client, demo_on):
    rows = [row for row in people.sign_ins() if row["username"]]
    assert {row["role"] for row in rows} == set(Role)
    page = client.get("/demo/")
    assert page.status_code == 200
    for row in rows:
        assert row["label"] in page.content.decode()
        entered = client.post(row["url"])
        assert (entered.status_code, entered.url) == (302, "/desk/")
        assert int(client.session["_auth_user_id"]) == User.objects.get(username=row["username"]).pk
        assert client.get(entered.url).status_code in (200, 302)


@pytest.mark.django_db
def test_the_desks_of_those_who_sign_in_are_not_empty(town):
    for username in ("demo-community", "demo-street", "demo-county", "demo-department", "demo-verifier"):
        actor = actor_of(User.objects.get(username=username), channel="desk")
        assert any(Matter.objects.filter(group.condition).exists() for group in queries.desk_groups(actor, NOW)), (
            username
        )


@pytest.mark.django_db
def test_residents_find_their_matter_by_slip(town, client, demo_on):
    rows = [row for row in people.sign_ins() if not row["username"]]
    assert len(rows) == 4
    for row in rows:
        assert client.get(row["url"]).status_code == 200


@pytest.mark.django_db
def test_without_demo_there_is_no_such_page(town, client, settings):
    settings.YINUO_DEMO = False
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/demo-leader/enter/").status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_only_people_of_the_demo_and_only_by_posting(town, client, demo_on):
    User.objects.create_user(username="somebody-real")
    assert client.post("/demo/somebody-real/enter/").status_code == 404
    assert client.get("/demo/demo-leader/enter/").status_code == 405
