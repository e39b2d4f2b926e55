"""Every verb through the browser's door: a matter walks its whole life, and each refusal comes in words."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from tests.world import MONDAY
from yinuo.acts.models import Entry
from yinuo.channels.desk.matters.forms import FORMS
from yinuo.channels.desk.matters.verbs import VERBS
from yinuo.kernel.actor import HOUSE
from yinuo.matters import actions
from yinuo.matters.flow import MATTER
from yinuo.matters.models import Matter, Suggestion
from yinuo.matters.words import Method, Outcome, State


def photograph() -> bytes:
    """A made-up scene with enough in it for a perceptual hash to hold on to."""
    drawn = Image.new("RGB", (800, 600), "#8fa3ad")
    pen = ImageDraw.Draw(drawn)
    for n in range(12):
        pen.ellipse([n * 61 % 700, n * 97 % 500, n * 61 % 700 + 90, n * 97 % 500 + 60], fill=(20 * n, 200 - 12 * n, 90))
    file = io.BytesIO()
    drawn.save(file, "JPEG")
    return file.getvalue()


BY_RAISERS = {"rate", "ask_reopen", "withdraw"}
BY_THE_HOUSE = {"suggest", "inherit"}


def url(matter, verb):
    return f"/desk/matters/{matter.number}/{verb}/"


def hidden(client, matter, verb) -> dict:
    """The key and the last entry seen, as a browser would send them back."""
    answer = client.get(url(matter, verb))
    assert answer.status_code == 200, answer.content.decode()
    form = answer.context["form"]
    return {"key": str(form["key"].value()), "seen": form["seen"].value()}


def press(client, matter, verb, **given):
    """Open the form of a verb and send it."""
    return client.post(url(matter, verb), hidden(client, matter, verb) | given)


def done(client, matter, verb, **given) -> Matter:
    """The same, and it has worked."""
    answer = press(client, matter, verb, **given)
    assert answer.status_code in (200, 302), told(answer)
    matter.refresh_from_db()
    assert Entry.objects.filter(subject=f"matter:{matter.pk}").order_by("sequence").last().verb == verb
    return matter


def told(answer) -> list[str]:
    form = (answer.context or {}).get("form")
    return form.errors if form is not None else answer.content.decode()[:2000]


def test_every_act_of_a_desk_has_a_form_and_every_form_a_word():
    from yinuo.acts.door import ACTS

    verbs = {name.partition(".")[2] for name in ACTS if name.startswith("matters.")}
    assert set(FORMS) == verbs - BY_RAISERS - BY_THE_HOUSE - {"raise", "load_rulebook"} - verbs.difference(VERBS)
    assert set(MATTER.steps) <= set(VERBS)
    assert all(VERBS[verb].button for verb in FORMS)


def test_a_matter_walks_from_registration_to_the_look_back(desk, world, monday):
    matter = world.raised()
    done(
        desk.worker,
        matter,
        "register",
        category=world.category.pk,
        kind="complaint",
        urgency="normal",
        title="路灯不亮",
    )
    assert (matter.state, matter.category) == (State.REGISTERED, world.category)
    done(desk.worker, matter, "accept")
    done(desk.coordinator, matter, "dispatch", office=world.other_office.pk, basis="职责清单")
    done(desk.other_handler, matter, "refuse", basis="not_our_duty", text="路灯归城管。")
    done(desk.coordinator, matter, "dispatch", office=world.office.pk, basis="三定方案")
    done(desk.handler, matter, "refuse", basis="not_our_duty", text="灯杆归住建。")
    done(desk.county_coordinator, matter, "adjudicate", office=world.office.pk, text="按三定归城管。")
    done(desk.handler, matter, "promise", text="周四前换好四盏灯。", due_at="2026-03-05")
    assert f"{matter.promises.get().due_at.astimezone(MONDAY.tzinfo):%m-%d %H:%M}" == "03-05 18:00"
    done(desk.handler, matter, "ask_extension", due_at="2026-03-06", reason="灯头缺货。")
    done(desk.coordinator, matter, "decide_extension", is_approved="yes", text="同意。")
    done(desk.handler, matter, "work", text="新灯头已到。")
    done(desk.handler, matter, "attach", kind="measurement", note="照度12勒克斯")
    done(desk.handler, matter, "pause", cause="waiting_for_raiser", asked="请说明是哪一栋。")
    done(desk.handler, matter, "resume", text="已经说明。")
    done(desk.coordinator, matter, "urge", text="请抓紧。")
    done(desk.handler, matter, "resolve", outcome="solved", text="四盏灯都亮了。")
    done(desk.verifier, matter, "send_back", method="site_check", note="还有一盏不亮。")
    assert (matter.state, matter.outcome) == (State.IN_PROGRESS, "")
    done(desk.handler, matter, "resolve", outcome="solved", text="都亮了。")
    done(desk.verifier, matter, "verify", method="site_check", note="都亮。")
    done(desk.verifier, matter, "call_back", has_reached="yes", rating="unsatisfied", words="又暗了")
    actions.ask_reopen(matter, world.raiser(matter), reason="又暗了")
    done(desk.coordinator, matter, "reopen", text="确实又暗了。")
    done(desk.handler, matter, "promise", text="换整套灯具。", due_at="2026-03-09")
    done(desk.handler, matter, "resolve", outcome="solved", text="换好了。")
    done(desk.verifier, matter, "verify", method="witness", note="门卫说都亮。")
    done(desk.verifier, matter, "call_back", has_reached="yes", rating="satisfied", words="好了")
    done(desk.coordinator, matter, "close")
    assert (matter.state, matter.closed_reason) == (State.CLOSED, Outcome.SOLVED)
    monday.shift(timedelta(days=61))
    desk.sign_in()
    done(desk.verifier, matter, "look_back", method="site_check", note="仍然亮。")


def test_registering_accepts_in_the_same_press_and_publishes_masked_words(desk, world):
    matter = world.raised(words="路灯坏了，电话19900001234，找我。")
    page = desk.worker.get(url(matter, "register"))
    assert "可能有个人信息" in page.content.decode()
    assert "19900001234" not in page.context["form"].initial["public_words"]
    given = {"category": world.category.pk, "kind": "complaint", "urgency": "normal", "is_public": "on"}
    answer = press(desk.worker, matter, "register", **given, public_words=matter.words, accepts="on")
    assert answer.status_code == 422
    assert "请先遮盖" in str(answer.context["form"].errors["public_words"])
    masked = page.context["form"].initial
    answer = press(
        desk.worker,
        matter,
        "register",
        **given,
        public_words=masked["public_words"],
        title=masked["title"],
        accepts="on",
    )
    assert answer.status_code == 302, told(answer)
    matter.refresh_from_db()
    assert (matter.state, matter.is_public) == (State.ACCEPTED, True)
    assert matter.words == "路灯坏了，电话19900001234，找我。"


def test_the_ways_out_of_the_front_desk(desk, world):
    declined = done(desk.worker, world.registered(), "decline", reason="no_facts", text="请补充地点后再说。")
    assert declined.state == State.NOT_ACCEPTED
    answered = world.registered(category=local_category())
    done(desk.worker, answered, "answer", text="物业电话在公示栏。", outcome="answered")
    assert answered.state == State.RESOLVED
    redirected = done(desk.worker, world.accepted(), "redirect", channel="arbitration", text="仲裁委在县政府西侧。")
    assert redirected.state == State.REDIRECTED
    transferred = done(desk.worker, world.raised(), "transfer", service="119", text="有烟。")
    assert transferred.state == State.TRANSFERRED
    first, second = world.accepted(), world.accepted()
    actions.suggest(second, HOUSE, about="duplicate", suggestions=[Suggestion(other=first, probability=0.9)])
    assert first.number in desk.worker.get(url(second, "merge")).content.decode()
    done(desk.worker, second, "merge", suggested=first.number)
    third = done(desk.worker, world.accepted(), "merge", into=f" {first.number} ")
    assert second.merged_into == third.merged_into == first


def local_category():
    from yinuo.matters.models import Category

    return Category.objects.create(code="0199", name="其他", full_name="公用设施/其他", valid_from="2015-01-01")


def test_a_part_is_split_off_and_dispatched_to_the_helping_office(desk, world):
    matter = world.dispatched()
    answer = press(desk.coordinator, matter, "split", words="请协助断电。", office=world.other_office.pk)
    assert answer.status_code == 302, told(answer)
    part = matter.parts.get()
    assert (part.state, part.office, part.words) == (State.DISPATCHED, world.other_office, "请协助断电。")


def test_stages_are_promised_one_after_the_other_and_finished(desk, world, monday):
    monday.move_to(MONDAY)
    matter = world.dispatched(category=world.staged)
    page = desk.handler.get(url(matter, "promise"))
    assert "围护" in page.content.decode()
    given = {"text": "先围起来。", "due_at": "2026-03-02", "due_time": "11:00"}
    answer = press(desk.handler, matter, "promise", **given, stage="围护")
    assert answer["Location"] == url(matter, "promise")
    done(desk.handler, matter, "promise", text="换井盖。", due_at="2026-03-02", due_time="18:30", stage="修复")
    answer = press(desk.handler, matter, "resolve", outcome="solved", text="好了")
    assert answer.status_code == 409
    assert "还有阶段没有完成" in answer.content.decode()
    done(desk.handler, matter, "finish_stage", stage="围护", text="围好了。")
    done(desk.handler, matter, "finish_stage", stage="修复", text="换好了。")
    done(desk.handler, matter, "resolve", outcome="solved", text="换好了。")


def test_what_is_kept_closed_is_told_and_what_rebounds_is_open_again(desk, world, monday):
    kept = world.closed()
    actions.ask_reopen(kept, world.raiser(kept), reason="还想再修一次")
    assert "还想再修一次" in desk.coordinator.get(url(kept, "keep_closed")).content.decode()
    assert done(desk.coordinator, kept, "keep_closed", text="已经都亮。").state == State.CLOSED
    monday.shift(timedelta(days=61))
    desk.sign_in()
    assert done(desk.verifier, kept, "rebound", method="site_check", note="又坏了。").state == State.IN_PROGRESS


def test_photos_that_resemble_others_are_asked_about_and_explained(desk, world):
    first, second = world.promised(), world.promised()
    for matter in (first, second):
        upload = SimpleUploadedFile("现场.jpg", photograph(), "image/jpeg")
        done(desk.handler, matter, "attach", kind="photo", note="现场", photo=upload)
    page = desk.handler.get(f"/desk/matters/{second.number}/").content.decode()
    assert "照片相近，请说明" in page
    evidence = second.evidences.get()
    assert f"/explain/?evidence={evidence.pk}" in page
    done(desk.handler, second, "explain", evidence=evidence.pk, text="同一根灯杆。")
    assert "照片相近，请说明" not in desk.handler.get(f"/desk/matters/{second.number}/").content.decode()
    image = desk.handler.get(f"/desk/photos/{evidence.pk}/")
    assert (image.status_code, image["Content-Type"]) == (200, "image/jpeg")
    assert desk.neighbour.get(f"/desk/photos/{evidence.pk}/").status_code == 404


def test_a_document_is_sent_as_a_download_and_a_wrong_file_is_told(desk, world):
    matter = world.promised()
    wrong = press(desk.handler, matter, "attach", kind="photo", photo=SimpleUploadedFile("a.jpg", b"nothing"))
    assert wrong.status_code == 422
    assert "不是照片" in str(wrong.context["form"].errors["photo"])
    paper = SimpleUploadedFile("验收.pdf", b"%PDF-1.4\n1 0 obj\n%%EOF\n")
    done(desk.handler, matter, "attach", kind="document", note="验收单", document=paper)
    answer = desk.handler.get(f"/desk/photos/{matter.evidences.get().pk}/")
    assert answer["Content-Disposition"].startswith("attachment")


def test_publishing_and_taking_it_back(desk, world):
    matter = world.accepted()
    done(desk.worker, matter, "publish", public_words="楼前路灯坏了四盏。", title="路灯")
    assert matter.is_public
    assert not done(desk.worker, matter, "unpublish", reason="写错了地方").is_public


def test_a_telephone_is_shown_once_and_never_kept(desk, world):
    matter = world.accepted(phone="19900001234", called="张某某", has_consented=True)
    page = desk.worker.get(f"/desk/matters/{matter.number}/").content.decode()
    assert "19900001234" not in page
    assert "***1234" in page
    given = hidden(desk.worker, matter, "unmask") | {"reason": "约上门时间"}
    answer = desk.worker.post(url(matter, "unmask"), given)
    assert "19900001234" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    again = desk.worker.post(url(matter, "unmask"), given)
    assert "19900001234" not in again.content.decode()
    done(desk.worker, matter, "forget")
    assert press_refused(desk.worker, matter, "unmask", reason="再看") == 409


def press_refused(client, matter, verb, **given) -> int:
    return client.post(url(matter, verb), given).status_code


def test_a_new_slip_is_shown_once(desk, world):
    matter = world.accepted()
    old = matter.slip_key
    answer = press(desk.worker, matter, "reissue")
    matter.refresh_from_db()
    assert "只显示这一次" in answer.content.decode()
    assert "<svg" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert matter.slip_key != old


@pytest.mark.parametrize(
    ("who", "verb", "sentence"),
    [
        ("handler", "dispatch", "只有街道或者县（市、区）的协调员可以派单"),
        ("handler", "decide_extension", "承办单位不能给自己作决定"),
        ("coordinator", "work", "只有承办单位的经办人可以办理"),
        ("worker", "promise", "只有承办单位的经办人可以办理"),
        ("leader", "register", "可以登记"),
    ],
)
def test_who_may_not_is_told_so_in_words(desk, world, who, verb, sentence):
    matter = {"dispatch": world.accepted, "register": world.raised}.get(verb, world.promised)()
    client = getattr(desk, who)
    if verb == "dispatch":
        actions.dispatch(matter, world.coordinator, at=MONDAY, office=world.office)
        actions.refuse(matter, world.handler, at=MONDAY, basis="not_our_duty", text="不归我们。")
    answer = client.get(url(matter, verb))
    assert answer.status_code == 403
    assert sentence in answer.content.decode()


def test_what_is_not_my_work_is_not_found(desk, world):
    matter = world.accepted()
    assert desk.handler.get(f"/desk/matters/{matter.number}/").status_code == 404
    assert desk.other_handler.get(url(world.dispatched(), "promise")).status_code == 404
    assert desk.worker.get(url(matter, "rate")).status_code == 404
    assert desk.worker.get("/desk/matters/2026-0000000-0/").status_code == 404


def test_what_is_merely_public_opens_its_public_page_without_words_or_history(desk, world):
    matter = world.registered(is_public=True)
    answer = desk.neighbour.get(f"/desk/matters/{matter.number}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/p/{matter.number}/")


def test_a_step_that_the_state_forbids_answers_409_with_the_state_in_words(desk, world):
    answer = desk.worker.get(url(world.accepted(), "register"))
    assert answer.status_code == 409
    assert "已受理，待派单" in answer.content.decode()


def test_content_that_breaks_a_rule_is_marked_at_its_field_and_nothing_typed_is_lost(desk, world):
    matter = world.dispatched()
    answer = press(desk.handler, matter, "promise", text="慢慢来，总会好。", due_at="2026-03-30")
    assert answer.status_code == 422
    assert "不能晚于规定时限" in str(answer.context["form"].errors["due_at"])
    assert "慢慢来，总会好。" in answer.content.decode()
    empty = press(desk.handler, matter, "promise", text="", due_at="")
    assert empty.status_code == 422
    assert set(empty.context["form"].errors) == {"text", "due_at"}


def test_a_form_sent_twice_is_one_act(desk, world):
    matter = world.promised()
    given = hidden(desk.handler, matter, "work") | {"text": "已到货。"}
    assert desk.handler.post(url(matter, "work"), given).status_code == 302
    assert desk.handler.post(url(matter, "work"), given).status_code == 302
    assert matter.actions.count() == 1


def test_who_acts_on_an_old_page_is_told_what_changed_and_keeps_what_was_typed(desk, world):
    matter = world.promised()
    given = hidden(desk.handler, matter, "work") | {"text": "我这一步还没有存。"}
    actions.urge(matter, world.coordinator, text="请抓紧。")
    answer = desk.handler.post(url(matter, "work"), given)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "已经有了新的进展" in page
    assert "示例街道办事处" in page
    assert "催办" in page
    assert "我这一步还没有存。" in page
    assert not matter.actions.exists()


def test_a_community_is_offered_only_what_is_on_its_list(desk, world):
    other = world.accepted()
    offered = str(desk.coordinator.get(url(other, "dispatch")).context["form"]["office"])
    assert "按职责清单" in offered
    assert "三定方案" in offered
    assert "幸福社区居委会" not in offered
    local = world.accepted(category=local_category())
    assert "幸福社区居委会" in str(desk.coordinator.get(url(local, "dispatch")).context["form"]["office"])
    answer = press(desk.coordinator, other, "dispatch", office=world.community_office.pk)
    assert answer.status_code == 422
    assert "不在社区（村）的职责清单里" in str(answer.context["form"].errors["office"])


def test_the_history_tells_everybody_and_marks_what_was_entered_late(desk, world):
    matter = world.verified()
    page = desk.coordinator.get(f"/desk/matters/{matter.number}/").content.decode()
    for word in ("登记", "受理", "派单", "县城市管理局", "承诺", "核实属实", "晚上去看过，灯都亮了", "补录于"):
        assert word in page
    assert matter.words in page


def test_a_tip_shows_nothing_of_its_raiser_to_the_office(desk, world):
    matter = world.promised(
        kind="report_tip",
        words="有人倒垃圾，问我19900001234。",
        phone="19900001234",
        called="李某某",
        has_consented=True,
    )
    actions.attach(matter, world.worker, kind=Method.WITNESS, note="有人看见")
    assert "李某某" in desk.worker.get(f"/desk/matters/{matter.number}/").content.decode()
    page = desk.handler.get(f"/desk/matters/{matter.number}/").content.decode()
    assert "李某某" not in page
    assert "1234" not in page.replace(matter.number, "")
    assert "1234" not in desk.handler.get(url(matter, "work")).content.decode().replace(matter.number, "")
    assert matter.words in desk.worker.get(f"/desk/matters/{matter.number}/").content.decode()
