"""Registering on behalf: the resident's words, at once as far along the way as is clear, and a slip to take home."""

from datetime import date

from yinuo.kernel import codes
from yinuo.matters import queries
from yinuo.matters.models import Matter, Raiser
from yinuo.matters.words import Intake, State
from yinuo.orgs.models import Organisation

WORDS = "俺楼前那个井盖翻了一半，晚上黑灯瞎火的，先给围起来中不中？"


def fields(world, **given) -> dict:
    return {
        "words": WORDS, "place": world.community.pk, "intake": "phone", "kind": "help_request", "urgency": "normal",
        "wants_public": "on",
    } | given  # fmt: skip


def send(client, world, **given):
    page = client.get("/desk/register/")
    return client.post("/desk/register/", fields(world, key=str(page.context["form"]["key"].value()), **given))


def slip_of(answer) -> str:
    return answer.context["slip"]


def test_a_call_becomes_a_matter_with_a_slip_that_opens_it(desk, world):
    answer = send(desk.worker, world, called="王大妈", phone="199 0000 1234", has_consented="on")
    matter = Matter.objects.get()
    assert (matter.state, matter.words, matter.intake) == (State.RECEIVED, WORDS, Intake.PHONE)
    assert queries.by_slip(slip_of(answer)) == matter
    assert codes.show_slip(slip_of(answer)) in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert Raiser.objects.get().phone_tail == "1234"


def test_with_a_category_it_is_registered_and_accepted_in_the_same_press(desk, world):
    send(desk.worker, world, category=world.category.pk, urgency="urgent")
    matter = Matter.objects.get()
    assert (matter.state, matter.category, matter.urgency) == (State.ACCEPTED, world.category, "urgent")


def test_an_answer_on_the_spot_ends_the_communitys_part(desk, world):
    local = world.category.__class__.objects.create(
        code="0199", name="其他", full_name="公用设施/其他", valid_from="2015-01-01"
    )
    send(desk.worker, world, category=local.pk, text="物业明早来围。")
    assert Matter.objects.get().state == State.RESOLVED


def test_when_the_answer_cannot_be_given_nothing_is_left_behind_and_nothing_typed_is_lost(desk, world):
    Organisation.objects.filter(pk=world.community_office.pk).update(valid_to=date(2020, 1, 1))
    answer = send(desk.worker, world, category=world.category.pk, text="马上来。")
    assert answer.status_code == 422
    assert "已经撤并" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert not Matter.objects.exists()


def test_a_community_answers_on_the_spot_what_is_not_on_its_list(desk, world):
    assert send(desk.worker, world, category=world.category.pk, text="马上来。").status_code == 200
    assert Matter.objects.get().state == State.RESOLVED


def test_danger_is_told_first_and_the_emergency_is_on_record(desk, world):
    assert "正有危险，先打电话" in desk.worker.get("/desk/register/").content.decode()
    send(desk.worker, world, service="119", category=world.category.pk)
    matter = Matter.objects.get()
    assert (matter.state, matter.urgency) == (State.ACCEPTED, "emergency")


def test_the_same_form_sent_twice_is_one_matter_and_shows_the_same_slip(desk, world):
    page = desk.worker.get("/desk/register/")
    given = fields(world, key=str(page.context["form"]["key"].value()), category=world.category.pk)
    first, second = desk.worker.post("/desk/register/", given), desk.worker.post("/desk/register/", given)
    assert (first.status_code, second.status_code) == (200, 200)
    assert slip_of(first) == slip_of(second)
    assert Matter.objects.count() == 1


def test_what_is_missing_is_told_at_its_field(desk, world):
    answer = send(desk.worker, world, words="", phone="19900001234", is_proxy="on")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"words", "has_consented"}
    wrong = send(desk.worker, world, phone="12", has_consented="on")
    assert "电话号码看起来不对" in str(wrong.context["form"].errors["phone"])


def test_a_worker_registers_only_for_the_own_community(desk, world):
    answer = send(desk.worker, world, place=world.other_community.pk)
    assert answer.status_code == 422
    assert "place" in answer.context["form"].errors
    assert desk.verifier.get("/desk/register/").status_code == 403
    assert desk.coordinator.get("/desk/register/").status_code == 200
    assert "category" not in desk.handler.get("/desk/register/").context["form"].fields


def test_words_that_call_for_an_emergency_service_are_heard_and_nothing_waits(world, client):
    client.force_login(world.people["worker"].user)
    given = {"words": "三楼漏煤气，味道很大", "place": world.community.pk, "intake": "phone", "kind": "help_request"}
    form = client.get("/desk/register/").context["form"]
    given |= {
        name: field.initial for name, field in form.fields.items() if name not in given and field.initial is not None
    }
    place = next(value for value, _label in form.fields["place"].choices if value)
    answer = client.post("/desk/register/", given | {"place": place})
    assert answer.status_code == 200, answer.content.decode()[:3000]
    assert 'href="tel:119"' in answer.content.decode()
