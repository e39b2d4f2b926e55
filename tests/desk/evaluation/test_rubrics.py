"""A rubric is drafted from a file or item by item, shown to the units, commented, frozen, and then stands."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.evaluation.walks import done, hand_in, queries, text
from yinuo.channels.desk.evaluation.reading import content_of
from yinuo.evaluation.models import Rubric

DRAFT = "/desk/rubrics/draft/"
HEAD = "编号,任务,分值,得分点,查看方法,不计分情形\n"


def csv(lines: str, name: str = "tasks.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (HEAD + lines).encode(), content_type="text/csv")


@pytest.fixture
def drafted(office, made) -> Rubric:
    """An empty rubric of the county."""
    done(hand_in(office.organiser, DRAFT, name="街道工作细则", version="1", basis="示组〔2026〕1号"))
    return Rubric.objects.get(name="街道工作细则")


def step(rubric, verb: str) -> str:
    return f"/desk/rubrics/{rubric.pk}/{verb}/"


def write(client, rubric, no: str, kind: str, **given):
    blank = {
        "step": "0.5",
        "points": "",
        "parts": "",
        "deductions": "",
        "penalties": "",
        "levels": "",
        "vetoes": "all",
        "title": f"任务{no}",
    }
    return hand_in(client, step(rubric, "write_item"), no=no, kind=kind, **(blank | given))


def test_a_draft_comes_from_a_file_with_its_points_and_what_is_not_counted(office, made):
    file = csv(
        "T01,三级联动,5,建立2分；有办结2分；到岗1分,抽3个议题,只有牌子不得分\nT02,诉求办理,3,五步齐全3分,,未反馈每件扣0.5\n"
    )
    address = done(hand_in(office.organiser, DRAFT, name="二十项任务", version="1", file=file))
    page = text(office.organiser.get(address))
    assert "任务（2 项，满分 8 分）" in page
    assert "建立" in page
    assert "未反馈每件" in page


def test_every_bad_row_of_a_file_is_named(office, made):
    file = csv("T01,三级联动,五,建立2分,,\n,没有编号,3,,,\nT03,没写分,3,建立得好,,\nT03,重复的,3,,,\n")
    answer = hand_in(office.organiser, DRAFT, name="二十项任务", version="1", file=file)
    assert answer.status_code == 422
    page = text(answer)
    assert "第2行：分值“五”不是大于0的数" in page
    assert "第3行：没有填编号" in page
    assert "第4行：“T03”的要点“建立得好”没有写分值" in page
    assert "第5行：编号“T03”和第4行重复" in page
    assert not Rubric.objects.filter(name="二十项任务").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"a,b\n1,2\n", "没有找到列名"), (b"\x00\x01", "不是 .xlsx 或者 .csv"), (b"", "空文件")],
)
def test_a_file_that_is_no_task_list_is_refused_in_words(office, made, content, said):
    answer = hand_in(office.organiser, DRAFT, name="甲", version="1", file=SimpleUploadedFile("x.csv", content))
    assert answer.status_code == 422
    assert said in text(answer)


def test_the_sample_that_is_offered_can_be_read(office, made):
    answer = office.organiser.get("/desk/rubrics/sample.xlsx")
    upload = SimpleUploadedFile("sample.xlsx", answer.content)
    assert len(content_of(upload, "file")["items"]) == 3


def test_what_was_exported_can_be_taken_again(office, made):
    answer = office.organiser.get(f"/desk/rubrics/{made.rubric.pk}/rubric.json")
    upload = SimpleUploadedFile("rubric.json", BytesIO(answer.content).read())
    done(hand_in(office.organiser, DRAFT, name="另一份", version="1", file=upload))
    assert Rubric.objects.get(name="另一份").content["items"] == made.rubric.content["items"]


def test_items_of_all_kinds_are_written_in_fields(office, drafted):
    client = office.organiser
    done(write(client, drafted, "P1", "points", points="5", parts="有议题 2\n有办结，3分"))
    done(write(client, drafted, "D1", "deduct", points="10", deductions="应公开未公开 2\n倒扣弄虚作假 5"))
    done(write(client, drafted, "L1", "level", points="6", levels="好 100\n中 60\n差 0"))
    done(write(client, drafted, "V1", "veto", vetoes="item:P1"))
    done(write(client, drafted, "B1", "bonus", points="3"))
    done(hand_in(client, step(drafted, "write_all"), bonus_cap="3", reasons_at=["full", "zero", "bonus"]))
    drafted.refresh_from_db()
    kinds = [item["kind"] for item in drafted.content["items"]]
    assert kinds == ["points", "deduct", "level", "veto", "bonus"]
    assert drafted.content["total"] == "21"
    assert drafted.content["items"][1]["deductions"][1] == {"text": "弄虚作假", "points": "5", "below": True}
    page = text(client.get(f"/desk/rubrics/{drafted.pk}/"))
    assert "“P1 任务P1”记0分" in page
    assert "（倒扣）" in page


def test_a_line_without_its_number_and_a_deduction_without_a_case_are_refused_with_everything_kept(office, drafted):
    answer = write(office.organiser, drafted, "P1", "points", points="5", parts="有议题有办结")
    assert answer.status_code == 422
    assert "这一行的最后要有一个数" in text(answer)
    assert "有议题有办结" in text(answer)
    answer = write(office.organiser, drafted, "D1", "deduct", points="5")
    assert "扣分项要写明扣分的情形" in text(answer)


def test_what_does_not_add_up_is_told_and_cannot_be_shown_to_units(office, drafted):
    done(write(office.organiser, drafted, "P1", "points", points="5", parts="有议题 2"))
    assert "还有下面这些要改好" in text(office.organiser.get(f"/desk/rubrics/{drafted.pk}/"))
    answer = hand_in(office.organiser, step(drafted, "consult"))
    assert answer.status_code == 422
    assert "细则还不能用" in text(answer)


def test_units_see_it_when_they_are_asked_and_say_something(office, drafted):
    address = f"/desk/rubrics/{drafted.pk}/"
    done(write(office.organiser, drafted, "P1", "points", points="5"))
    assert office.street0.get(address).status_code == 404
    done(hand_in(office.organiser, step(drafted, "consult")))
    assert office.street0.get(address).status_code == 200
    assert office.street0.get(step(drafted, "write_item")).status_code == 403
    org = drafted.org.__class__.objects.get(name="东关街道办事处")
    done(hand_in(office.street0, step(drafted, "comment"), org=org.pk, text="第1项写清楚抽查的办法。"))
    assert "写清楚抽查的办法" in text(office.organiser.get(address))


def test_a_frozen_rubric_shows_its_hash_and_takes_nothing_more(office, drafted):
    done(write(office.organiser, drafted, "P1", "points", points="5"))
    done(hand_in(office.organiser, step(drafted, "consult")))
    done(hand_in(office.organiser, step(drafted, "freeze_rubric")))
    drafted.refresh_from_db()
    page = text(office.organiser.get(f"/desk/rubrics/{drafted.pk}/"))
    assert drafted.digest in page
    assert "加一项任务" not in page
    answer = office.organiser.get(step(drafted, "write_item"))
    assert answer.status_code == 409
    Rubric.objects.filter(pk=drafted.pk).update(content=drafted.content | {"total": "6"})
    assert "和冻结时的指纹不一致" in text(office.organiser.get(f"/desk/rubrics/{drafted.pk}/"))


def test_an_old_page_does_not_overwrite_what_somebody_wrote_meanwhile(office, drafted):
    address = step(drafted, "write_all")
    old = office.organiser.get(address).context["form"]
    stale = {field.html_name: field.value() or "" for field in old.hidden_fields()}
    done(write(office.organiser, drafted, "P1", "points", points="5"))
    answer = office.organiser.post(address, stale | {"bonus_cap": "0"})
    assert answer.status_code == 409
    assert len(Rubric.objects.get(pk=drafted.pk).content["items"]) == 1


def test_a_version_that_exists_is_refused(office, drafted):
    answer = hand_in(office.organiser, DRAFT, name="街道工作细则", version="1")
    assert answer.status_code == 422
    assert "已经有“1”这个版本" in text(answer)


def test_the_list_costs_the_same_for_one_rubric_and_for_many(office, made):
    one = queries(office.organiser, "/desk/rubrics/")
    for number in range(4):
        done(hand_in(office.organiser, DRAFT, name=f"细则{number}", version="1"))
    assert queries(office.organiser, "/desk/rubrics/") == one
