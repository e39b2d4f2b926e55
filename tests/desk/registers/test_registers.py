"""The pages of rules, letters of responsibility and training."""

import io

import pytest
from django.urls import reverse
from docx import Document
from python_calamine import CalamineWorkbook

from tests.desk.inspection.conftest import said, send, text
from tests.duties.works.scene import days
from yinuo.channels.desk.registers import forms
from yinuo.channels.desk.registers.verbs import VERBS
from yinuo.duties import actions
from yinuo.duties.models import Regulation, Responsibility, ResponsibilityLetter, Training
from yinuo.duties.words.letters import Layer

DUTY = {"text": "二季度讲一次党课", "due_on": "2026-06-20", "shows": "讲稿", "plan_item": "重点工作第4项"}


def letter_step(made, verb: str) -> str:
    return reverse("desk:letter_step", args=[made.letter.pk, verb])


def test_every_form_is_of_an_act_with_a_word():
    ours = (
        forms.BEGIN_REGULATION_FORMS, forms.REGULATION_FORMS, forms.DRAFT_FORMS, forms.LETTER_FORMS,
        forms.RESPONSIBILITY_FORMS, forms.DUTY_FORMS, forms.PLAN_FORMS, forms.TRAINING_FORMS,
    )  # fmt: skip
    assert {verb for one in ours for verb in one} == set(VERBS)


# Rules


def test_a_rule_without_a_problem_is_refused_beside_the_field(made):
    address = reverse("desk:begin_regulation", args=["propose_regulation"])
    answer = send(made.desk.handler, address, name="某办法", problem="", reason="好看")
    assert answer.status_code == 422
    assert "没有对应问题的制度，不建" in said(answer)
    answer = send(made.desk.handler, address, name="井盖办法", problem=made.regulation.problem, reason="井盖坏了没人管")
    rule = Regulation.objects.get(name="井盖办法")
    assert answer.url == reverse("desk:regulation", args=[rule.pk])
    assert rule.matter == made.regulation.matter


def test_a_rule_is_enacted_reviewed_and_abolished_and_counted(made, monday):
    def step(verb, **given):
        address = reverse("desk:regulation_step", args=[made.regulation.pk, verb])
        assert send(made.desk.handler, address, **given).status_code == 302

    step("enact_regulation", document="示城管〔2026〕3号", effective_on="2026-03-02")
    assert "一年来建立1项、完善0项、精简0项" in said(made.desk.handler.get(reverse("desk:regulations")))
    monday.shift(days(366) - days(0))
    made.desk.sign_in()
    assert "到期复审的制度1" in said(made.desk.handler.get("/desk/"))
    assert "该复审了" in said(made.desk.handler.get(reverse("desk:regulations")))
    step("review_regulation", note="管用。")
    step("revise_regulation", reason="冬天要提前", text="冬季18时起巡查。")
    step("abolish_regulation", reason="自动报修了")
    page = said(made.desk.handler.get(reverse("desk:regulation", args=[made.regulation.pk])))
    assert "精简2027年3月3日周三：自动报修了" in page


def test_who_gets_which_form_of_a_rule(made):
    address = reverse("desk:regulation_step", args=[made.regulation.pk, "enact_regulation"])
    assert made.desk.handler.get(address).status_code == 200
    assert made.desk.leader.get(address).status_code == 403
    assert made.desk.other_handler.get(address).status_code == 404
    late = reverse("desk:regulation_step", args=[made.regulation.pk, "abolish_regulation"])
    assert made.desk.handler.get(late).status_code == 409


# Letters


def test_the_signer_sees_how_much_was_copied_before_he_signs(made):
    last = ResponsibilityLetter.objects.create(
        org=made.root, unit=made.world.office, year=2025, targets="去年", state="assessed", drafted_at=days(-300)
    )
    Responsibility.objects.create(
        letter=last, layer=Layer.SECRETARY, post="党支部书记", text="每季度讲一次党课，先听党员想听什么！"
    )
    page = said(made.desk.handler.get(letter_step(made, "sign_letter")))
    assert "和去年的清单相同100%：1条里有1条90%以上相同" in page
    shown = said(made.desk.handler.get(reverse("desk:responsibility_letter", args=[made.letter.pk])))
    assert "和去年的责任清单相同100%" in shown
    assert "去年：每季度讲一次党课" in shown
    assert "待签的目标责任书1" in said(made.desk.handler.get("/desk/"))
    assert send(made.desk.handler, letter_step(made, "sign_letter"), post="局党组书记").status_code == 302
    assert "待签的目标责任书" not in said(made.desk.handler.get("/desk/"))
    assert "签字时看到：和去年相同100%" in said(made.desk.organiser.get(f"/desk/responsibility/{made.letter.pk}/"))


def test_an_item_without_a_task_keeps_the_letter_back_in_words(made):
    for who in ("organiser", "handler"):
        assert send(getattr(made.desk, who), letter_step(made, "sign_letter"), post="负责人").status_code == 302
    page = said(made.desk.organiser.get(f"/desk/responsibility/{made.letter.pk}/"))
    assert "有1条责任还没有任务" in page
    late = send(made.desk.organiser, letter_step(made, "check_letter"), note="逐条核对。")
    assert late.status_code == 409
    assert "1条责任没有对应的任务" in said(late)
    assert "逐条核对。" in said(late), "what was typed is not lost"
    item = reverse("desk:responsibility_step", args=[made.duty_of.pk, "set_duty"])
    assert send(made.desk.handler, item, **DUTY).status_code == 302
    duty = made.duty_of.duties.get()
    step = reverse("desk:duty_step", args=[duty.pk, "report_duty"])
    assert send(made.desk.handler, step, outcome="讲了。").status_code == 302
    assert "待核对的责任书任务1" in said(made.desk.organiser.get("/desk/"))
    confirm = reverse("desk:duty_step", args=[duty.pk, "confirm_duty"])
    assert made.desk.colleague.get(confirm).status_code == 403
    assert send(made.desk.organiser, confirm, note="看了讲稿。").status_code == 302
    assert send(made.desk.organiser, letter_step(made, "check_letter"), note="逐条核对。").status_code == 302
    assert send(made.desk.organiser, letter_step(made, "assess_letter"), assessment="做到了。").status_code == 302


def test_a_letter_is_drafted_filled_and_printed(made):
    address = reverse("desk:draft_letter")
    given = {"unit": "县住房和城乡建设局", "year": "2026", "targets": "抓好支部\n\n一起考核"}
    answer = send(made.desk.organiser, address, **given)
    letter = ResponsibilityLetter.objects.get(unit=made.world.other_office)
    assert answer.url == f"/desk/responsibility/{letter.pk}/"
    assert letter.target_list == ["抓好支部", "一起考核"]
    actions.set_duty(made.duty_of, made.handler, text="讲党课", due_on=days(90).date(), shows="讲稿")
    word = made.desk.handler.get(reverse("excel:letter_file", args=[made.letter.pk, "docx"]))
    document = Document(io.BytesIO(b"".join(word.streaming_content)))
    told = "\n".join(one.text for one in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "2026年机关党建工作目标责任书" in told
    assert "1. 抓好支部标准化建设" in told
    assert "接任务的一方（县城市管理局）：＿＿" in told
    assert "每季度讲一次党课，先听党员想听什么" in cells
    book = made.desk.handler.get(reverse("excel:letter_file", args=[made.letter.pk, "xlsx"]))
    assert CalamineWorkbook.from_filelike(io.BytesIO(b"".join(book.streaming_content))).sheet_names == [
        "责任书",
        "任务清单",
    ]
    assert made.desk.other_handler.get(reverse("excel:letter_file", args=[made.letter.pk, "docx"])).status_code == 404
    assert made.desk.handler.get(reverse("excel:letter_file", args=[made.letter.pk, "pdf"])).status_code == 404


@pytest.mark.parametrize("verb", ["add_responsibility", "rewrite_letter", "cancel_letter", "sign_letter"])
def test_forms_of_a_draft(made, verb):
    assert made.desk.organiser.get(letter_step(made, verb)).status_code == 200


# Training


def test_a_training_is_planned_held_and_counted(made):
    address = reverse("desk:plan_training")
    given = {"title": "怎么写整改清单", "form": "course", "audience": "members", "on": "2026-03-02", "hours": "8"}
    answer = send(made.desk.organiser, address, **given)
    training = Training.objects.get(title="怎么写整改清单")
    assert answer.url == reverse("desk:training", args=[training.pk])

    def step(verb, **told):
        return send(made.desk.organiser, reverse("desk:training_step", args=[training.pk, verb]), **told)

    assert step("hold_training", outcome="每个单位写出了一条能查的。").status_code == 302
    bad = step("count_training", unit="县城市管理局", attended="2", taken="2", passed="1")
    assert bad.status_code == 422
    assert "等于说出是谁" in said(bad)
    assert step("count_training", unit="县城市管理局", attended="3", taken="3", passed="2").status_code == 302
    page = said(made.desk.handler.get(answer.url))
    assert "参加测试3人，合格2人" in page
    listed = said(made.desk.handler.get(reverse("desk:trainings")))
    assert "县城市管理局党员、党务工作人员832" in listed
    assert "县城市管理局" not in text(made.desk.other_handler.get(answer.url)).partition("各单位人数")[2]


def test_the_pages_cost_the_same_with_more_rows(made, django_assert_max_num_queries):
    for turn in range(20):
        item = Responsibility.objects.create(letter=made.letter, layer="member", post="副局长", text=f"第{turn}条")
        item.duties.create(text="做", due_on=days(90).date(), shows="材料")
        Regulation.objects.create(
            org=made.world.office, name=f"制度{turn}", item_number="整改1", reason="乱", proposed_at=days(0)
        )
        Training.objects.create(
            org=made.root, title=f"培训{turn}", form="lecture", audience="members", on=days(0).date(), hours=2
        )
    for address in (
        f"/desk/responsibility/{made.letter.pk}/", "/desk/responsibility/", "/desk/regulations/",
        f"/desk/regulations/{made.regulation.pk}/", "/desk/trainings/", f"/desk/trainings/{made.training.pk}/",
    ):  # fmt: skip
        with django_assert_max_num_queries(14):
            assert made.desk.organiser.get(address).status_code == 200, address
